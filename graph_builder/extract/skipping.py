"""Searching for a pattern that can begin nearly anywhere: only round the characters that every match of it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.claim import Span


def found_round(
    anchor: re.Pattern[str], before: int, pattern: re.Pattern[str], text: str, span: Span
) -> Iterator[re.Match[str]]:
    """The matches of `pattern` in a passage, as `finditer` gives them.

    Each must hold a match of `anchor` that begins at most `before` characters behind its own beginning; matches of
    `anchor` must not overlap.

    >>> [m.group() for m in found_round(re.compile("河"), 2, re.compile("[甲乙]{2}河"), "丙甲乙河", Span(0, 4))]
    ['甲乙河']
    """
    at = span.start
    for held in anchor.finditer(text, *span):
        for start in range(max(at, held.start() - before), held.start() + 1):
            match = pattern.match(text, start, span.end)
            if match:
                yield match
                at = match.end()
                break
