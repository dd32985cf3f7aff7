"""Alternations of words for patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import groupby
from math import isqrt


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return _alternation(tuple(words))


def begins(words: Iterable[str], others: str = "") -> str:
    """A look at whether one of the words can begin here: spares a search the trial of every branch everywhere."""
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{firsts}{others}])"


@cache
def _alternation(words: tuple[str, ...]) -> str:
    return f"(?:{_branches(sorted(set(words)))})"


def _branches(words: list[str]) -> str:
    """Sorted words as branches by their first characters, so that a search tries one branch and not every word.

    What can match at one place are words that begin each other, and of those the longer branch comes first.
    """
    grown = [word for word in words if word]
    parts: list[tuple[str, str]] = []
    for first, group in groupby(grown, key=lambda word: word[0]):
        rest = [word[1:] for word in group]
        parts.append((first, re.escape(first) + (_branches(rest) if len(rest) == 1 else f"(?:{_branches(rest)})")))
    if len(parts) > MANY:
        size = isqrt(len(parts))
        bundles = [parts[i : i + size] for i in range(0, len(parts), size)]
        branches = [f"{begins(first for first, _ in b)}(?:{'|'.join(part for _, part in b)})" for b in bundles]
    else:
        branches = [part for _, part in parts]
    return "|".join(branches if len(grown) == len(words) else [*branches, ""])


MANY = 256
"""Branches above which they are bundled, so that a look at one character does not try them all in turn."""
