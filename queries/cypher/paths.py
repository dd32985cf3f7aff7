"""The paths of each MATCH of a query: its nodes' labels and its relationships' types, ends and lengths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.cypher.tokens import Token, depths

_ENDS_MATCH = frozenset(
    {"WHERE", "MATCH", "OPTIONAL", "WITH", "RETURN", "UNWIND", "ORDER", "UNION", "CALL", "SKIP", "LIMIT"}
)
_NodeEnd = tuple[str, frozenset[str]]  # variable (may be empty) and labels (none: any)


@dataclass(frozen=True, slots=True)
class Step:
    """A relationship of a path: types (none: any), from `source` to `target` (as written, where undirected).

    `longest` is the most relationships that it may stand for: 1, a bound of `*`, or None without a bound.
    """

    name: str
    types: frozenset[str]
    source: _NodeEnd
    target: _NodeEnd
    directed: bool
    starred: bool
    longest: int | None


@dataclass(frozen=True, slots=True)
class Match:
    """One MATCH: all its relationships, and the tokens of its WHERE."""

    steps: tuple[Step, ...]
    where: tuple[Token, ...]


def matches(query: Sequence[Token]) -> list[Match]:
    """Every MATCH of a query, those inside EXISTS { … } and COUNT { … } too, in the order of the text."""
    depth = depths(query)
    found = []
    for at, token in enumerate(query):
        if token.word == "MATCH":
            end = _clause_end(query, depth, at + 1)
            where: Sequence[Token] = ()
            if end < len(query) and query[end].word == "WHERE" and depth[end] == depth[at]:
                where = query[end + 1 : _clause_end(query, depth, end + 1)]
            found.append(Match(tuple(_steps(query[at + 1 : end])), tuple(where)))
    return found


def _clause_end(query: Sequence[Token], depth: Sequence[int], start: int) -> int:
    level = depth[start - 1]
    for at in range(start, len(query)):
        if depth[at] < level or (depth[at] == level and query[at].word in _ENDS_MATCH):
            return at
    return len(query)


def _steps(pattern: Sequence[Token]) -> Iterator[Step]:
    """The relationships of one MATCH, path by path."""
    depth = depths(pattern)
    at = 0
    left: _NodeEnd | None = None
    joint: list[Token] = []  # what stands between two nodes
    while at < len(pattern):
        token = pattern[at]
        if token.text == "(" and depth[at] == 0:
            end = closing(pattern, at)
            right = _node(pattern[at + 1 : end])
            if left is not None and joint:
                yield _step(left, joint, right)
            left, joint, at = right, [], end + 1
        elif token.text == "," and depth[at] == 0:
            left, joint, at = None, [], at + 1
        else:
            joint.append(token)
            at += 1


def closing(query: Sequence[Token], opening: int) -> int:
    """Where the bracket at `opening` closes; the end of the query if nowhere."""
    depth = depths(query)
    level = depth[opening]
    return next((at for at in range(opening + 1, len(query)) if depth[at] == level), len(query))


def _node(inside: Sequence[Token]) -> _NodeEnd:
    variable = inside[0].name if inside else ""
    return variable, frozenset(_labels(inside))


def _labels(inside: Sequence[Token]) -> Iterator[str]:
    """The names after the colon, up to where properties or a length begin."""
    for at, token in enumerate(inside):
        if token.text in {"{", "*"} and token.kind == "sign":
            return
        if token.name and at > 0 and inside[at - 1].text in {":", "|"}:
            yield token.name


def _step(left: _NodeEnd, joint: Sequence[Token], right: _NodeEnd) -> Step:
    signs = [token.text for token in joint]
    backwards, forwards = signs[0] == "<", signs[-1] == ">"
    opening = signs.index("[") if "[" in signs else None
    inside = joint[opening + 1 : closing(joint, opening)] if opening is not None else []
    star = next((at for at, token in enumerate(inside) if token.text == "*" and token.kind == "sign"), None)
    return Step(
        name=inside[0].name if inside else "",
        types=frozenset(_labels(inside)),
        source=right if backwards else left,
        target=left if backwards else right,
        directed=backwards != forwards,
        starred=star is not None,
        longest=1 if star is None else _longest([token.text for token in inside[star + 1 :]]),
    )


def _longest(bounds: Sequence[str]) -> int | None:
    """The upper bound after `*`: of `2`, of `1..3` and of `..3`; None where there is none."""
    said = "".join(part for part in bounds[:4] if part == "." or part.isdecimal())
    last = said.rpartition("..")[2]
    return int(last) if last.isdecimal() else None
