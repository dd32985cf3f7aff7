"""Alternations of words for patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return _alternation(tuple(words))


def begins(words: Iterable[str], others: str = "") -> str:
    """A look at whether one of the words can begin here: spares a search the trial of every branch everywhere."""
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{firsts}{others}])"


@cache
def _alternation(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"
