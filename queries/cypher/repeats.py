"""Whether two relationships of one MATCH may be the same one.

Neo4j never lets one relationship stand twice in a MATCH; the embedded engine does. So a query gives the same rows on
both only if the two cannot be one: their types differ, the labels of their ends differ, the query tells their ends
apart, or they stand in two MATCH clauses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from queries.cypher.paths import Match, Step
from queries.cypher.tokens import Token, depths


def repeats(found: Sequence[Match]) -> Iterator[tuple[Step, Step]]:
    """The pairs of relationships that the two engines may treat differently."""
    labels = _labels_by_variable(found)
    for match in found:
        apart = _told_apart(match.where)
        for one, other in combinations(match.steps, 2):
            if _may_share_type(one, other) and not _cannot_be_one(one, other, labels, apart):
                yield one, other


def _labels_by_variable(found: Sequence[Match]) -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for match in found:
        for step in match.steps:
            for variable, labels in (step.source, step.target):
                if variable and labels:
                    known[variable] = labels
    return known


def _may_share_type(one: Step, other: Step) -> bool:
    return not one.types or not other.types or bool(one.types & other.types)


def _cannot_be_one(one: Step, other: Step, labels: Mapping[str, frozenset[str]], apart: set[frozenset[str]]) -> bool:
    if one.starred or other.starred:
        return False
    differ = {
        (a, b): _differ(getattr(one, a), getattr(other, b), labels, apart)
        for a in ("source", "target")
        for b in ("source", "target")
    }
    straight = differ["source", "source"] or differ["target", "target"]
    if one.directed and other.directed:
        # No relationship of ours joins a thing with itself, so the steps of a chain are never one.
        chain = _same(one.target, other.source) or _same(other.target, one.source)
        return straight or chain
    return straight and (differ["source", "target"] or differ["target", "source"])


def _same(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    return bool(one[0]) and one[0] == other[0]


def _differ(
    one: tuple[str, frozenset[str]],
    other: tuple[str, frozenset[str]],
    labels: Mapping[str, frozenset[str]],
    apart: set[frozenset[str]],
) -> bool:
    ours, theirs = (end[1] or labels.get(end[0], frozenset()) for end in (one, other))
    return bool(ours and theirs and not ours & theirs) or frozenset({one[0], other[0]}) in apart


def _told_apart(where: Sequence[Token]) -> set[frozenset[str]]:
    """The pairs of variables that a WHERE says are different: `a.id < b.id`, `a.name <> b.name`, `a <> b`."""
    level = depths(where)
    top = [token for token, depth in zip(where, level, strict=True) if depth == 0]
    if any(token.word in {"OR", "XOR"} for token in top):
        return set()
    found = set()
    for condition in _conditions(top):
        match [token.name or token.text for token in condition]:
            case [one, "<", ">", other]:
                found.add(frozenset({one, other}))
            case [one, ".", key, "<" | ">", other, ".", same] if key == same:
                found.add(frozenset({one, other}))
            case [one, ".", key, "<", ">", other, ".", same] if key == same:
                found.add(frozenset({one, other}))
    return found


def _conditions(top: Sequence[Token]) -> Iterator[list[Token]]:
    """The parts of a WHERE that AND joins."""
    condition: list[Token] = []
    for token in top:
        if token.word == "AND":
            yield condition
            condition = []
        else:
            condition.append(token)
    yield condition
