"""Paths between two nodes: through whom and what one thing is tied to another."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from queries.ids import any_of, label_of
from queries.neighbourhood import PASS_BY
from queries.store import Store


@dataclass(frozen=True, slots=True)
class Route:
    """A path: ids from one end to the other. `weak` if a step of it is a mere mention."""

    nodes: tuple[str, ...]
    weak: bool


def routes(store: Store, start: str, end: str, *, most: int = 8, longest: int = 6) -> list[Route]:
    """The shortest paths between two nodes, those first that rest on no mere mention; empty if none is short enough.

    As everywhere, a notice, an inspection, a theme and a place are never walked through: they join nearly everything.
    """
    label_of(start), label_of(end)
    ways: dict[str, list[tuple[str, ...]]] = {start: [(start,)]}
    seen = {start}
    for _ in range(longest):
        ahead: dict[str, list[tuple[str, ...]]] = {}
        for here, there in _steps(store, [key for key in ways if key == start or label_of(key) not in PASS_BY]):
            if there not in seen:
                kept = ahead.setdefault(there, [])
                kept += [(*way, there) for way in ways[here]][: 4 * most - len(kept)]
        if end in ahead:
            return _ranked(store, ahead[end])[:most]
        if not ahead:
            break
        seen.update(ahead)
        ways = ahead
    return []


def _steps(store: Store, nodes: list[str]) -> list[tuple[str, str]]:
    if not nodes:
        return []
    pairs: set[tuple[str, str]] = set()
    for arrow in (f"(a:{any_of(nodes)})-[]->(b)", f"(a:{any_of(nodes)})<-[]-(b)"):
        cypher = f"MATCH {arrow} WHERE a.id IN $ids RETURN DISTINCT a.id, b.id"
        pairs.update((a, b) for a, b in store.rows(cypher, {"ids": nodes}, limit=None).rows if b)
    return sorted(pairs)


def _ranked(store: Store, ways: list[tuple[str, ...]]) -> list[Route]:
    nodes = sorted({node for way in ways for node in way})
    cypher = (
        f"MATCH (a:{any_of(nodes)})-[r]->(b:{any_of(nodes)}) WHERE a.id IN $ids AND b.id IN $ids "
        "RETURN a.id, b.id, r.role"
    )
    strong = {frozenset((a, b)) for a, b, role in store.rows(cypher, {"ids": nodes}, limit=None).rows
              if role != "mentioned"}  # fmt: skip
    found = [Route(way, any(frozenset(step) not in strong for step in pairwise(way))) for way in ways]
    return sorted(found, key=lambda route: (route.weak, len(route.nodes), route.nodes))
