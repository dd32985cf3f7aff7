"""Whether the text says that an earlier inspection or audit raised the problem already."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p) for p in load("recurrence")["raised"])


def recurrent(problem: str, answer: str = "") -> Span | None:
    """Where in the problem the words stand that say so, up to the end of their sentence; None if none do.

    >>> recurrent("上轮巡察反馈的食堂管理问题仍未整改到位。") is not None
    True
    """
    for pattern in _patterns():
        found = pattern.search(problem)
        if found:
            end = problem.find("。", found.end())
            return Span(found.start(), end if end >= 0 else len(problem))
    return None
