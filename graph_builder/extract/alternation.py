"""Alternations of words for patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return _alternation(tuple(words))


@cache
def _alternation(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"
