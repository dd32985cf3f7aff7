"""Where in a query its mistake is, from what the engine says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_OFFSET = re.compile(r"\(line:? (\d+),? (?:offset: (\d+)|column (\d+))")
_NAMED = (
    re.compile(r"Cannot find property (?P<property>\w+) for (?P<name>\w+)"),
    re.compile(r"Variable `?(?P<name>\w+)`? (?:is )?not (?:in scope|defined)"),
    re.compile(r"Table (?P<name>\w+) does not exist"),
    re.compile(r"function (?P<name>\w+) does not exist", re.IGNORECASE),
    re.compile(r"(?:没有名为|函数) ?“?(?P<name>\w+)"),
)


def mistake(cypher: str, said: str) -> tuple[int, int] | None:
    """The half-open range of characters of the query to look at, or None where the engine does not say.

    >>> mistake("MATCH (a:Company) RETRN a", "Parser exception: … (line: 1, offset: 18)")
    (18, 23)
    >>> mistake("MATCH (a:Company) RETURN a.foo", "Cannot find property foo for a.")
    (25, 30)
    """
    return next(_places(cypher, said), None)


def _places(cypher: str, said: str) -> Iterator[tuple[int, int]]:
    if match := _OFFSET.search(said):
        lines = cypher.splitlines(keepends=True)[: int(match[1]) - 1]
        at = sum(map(len, lines)) + (int(match[2]) if match[2] else int(match[3]) - 1)
        yield _word_at(cypher, min(at, len(cypher)))
    for pattern in _NAMED:
        if match := pattern.search(said):
            words = match.groupdict()
            owned = rf"\s*\.\s*{words['property']}" if "property" in words else ""
            if place := re.search(rf"\b{words['name']}{owned}\b", cypher, re.IGNORECASE):
                yield place.span()


def _word_at(cypher: str, at: int) -> tuple[int, int]:
    """The word that begins or goes on there; the last one where the query ended too soon."""
    if not cypher[at:].strip():
        last = re.search(r"\S+\s*$", cypher)
        return (last.start(), len(cypher.rstrip())) if last else (0, 0)
    start = at + len(cypher[at:]) - len(cypher[at:].lstrip())
    word = re.match(r"\w+|\W", cypher[start:])
    return start, start + (word.end() if word else 1)
