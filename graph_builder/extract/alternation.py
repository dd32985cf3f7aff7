"""Alternations of words and of patterns, arranged so that a search can skip to what they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from math import isqrt


def any_of(words: Iterable[str]) -> str:
    """An alternation of words, longest first."""
    return _alternation(tuple(words))


def begins(words: Iterable[str], others: str = "") -> str:
    """A look at whether one of the words can begin here: spares a search the trial of every branch everywhere."""
    firsts = "".join(sorted({re.escape(word[0]) for word in words}))
    return f"(?=[{firsts}{others}])"


@lru_cache(maxsize=1 << 10)
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


def one_of(patterns: Iterable[str]) -> str:
    """An alternation of patterns, of which the earlier is preferred, arranged by the characters they begin with.

    >>> one_of(["(?:甲|乙)方", "甲[^。]"])
    '甲(?:方|[^。])|乙方'
    """
    branches = [branch for pattern in patterns for branch in _spread(pattern)]
    arranged: list[str] = []
    for plain, run in groupby(branches, _begins_plainly):
        if not plain:
            arranged += run
            continue
        rests: dict[str, list[str]] = {}
        for branch in run:
            rests.setdefault(branch[0], []).append(branch[1:])
        arranged += (
            f"{first}(?:{'|'.join(rest)})" if len(rest) > 1 else first + rest[0] for first, rest in rests.items()
        )
    return "|".join(arranged)


_DIGITS = "0123456789０１２３４５６７８９"
_SPECIAL = frozenset("\\[](){}.^$?*+|")
_QUANTIFIERS = ("?", "*", "+", "{")


def _begins_plainly(branch: str) -> bool:
    """Whether a branch begins with one character that has to stand there."""
    return branch[:1] not in _SPECIAL and bool(branch) and not branch.startswith(_QUANTIFIERS, 1)


def _spread(pattern: str) -> Iterator[str]:
    """The branches of a pattern, those of a group or set at the head (that may be absent) each with what follows."""
    for branch in _split(pattern):
        inner, rest = _head(branch)
        if inner and rest.startswith("?") and not rest.startswith(_QUANTIFIERS, 1):
            inner, rest = [*inner, ""], rest[1:]
        if inner and not rest.startswith(_QUANTIFIERS):
            for each in inner:
                yield from _spread(each + rest)
        else:
            yield branch


def _head(branch: str) -> tuple[list[str], str]:
    """What a group, set or digit at the head of a branch lets stand there, and the rest; nothing for any other head."""
    if branch.startswith("(?:"):
        end = _closing(branch, 0)
        return _split(branch[3:end]), branch[end + 1 :]
    if branch.startswith("\\d"):
        return list(_DIGITS), branch[2:]
    if branch.startswith("["):
        end = _closing(branch, 0)
        members = branch[1:end].replace("\\d", _DIGITS)
        if not _SPECIAL.union("-").intersection(members):
            return list(members), branch[end + 1 :]
    return [], branch


def _split(pattern: str) -> list[str]:
    """A pattern at the bars that stand outside its groups."""
    parts = [""]
    at = 0
    while at < len(pattern):
        end = _closing(pattern, at) + 1
        if pattern[at] == "|":
            parts.append("")
        else:
            parts[-1] += pattern[at:end]
        at = end
    return parts


def _closing(pattern: str, at: int) -> int:
    """Where what begins at a place ends: a group at its bracket, a set likewise, anything else at once."""
    if pattern[at] == "\\":
        return at + 1
    if pattern[at] == "[":
        return pattern.index("]", at + (3 if pattern[at + 1] == "^" else 2))
    if pattern[at] == "(":
        at += 1
        while pattern[at] != ")":
            at = _closing(pattern, at) + 1
    return at


MANY = 256
"""Branches above which they are bundled, so that a look at one character does not try them all in turn."""
