"""Two things side by side: their problems, how far these got, who was held to account, and what both share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from queries.ids import label_of
from queries.store import Store
from queries.ties import name_of, node_of


@dataclass(frozen=True, slots=True)
class Profile:
    """One side: its problems (records), and counts of them by status and category; sanctions of its people."""

    id: str
    name: str
    label: str
    problems: tuple[Mapping[str, Any], ...]
    statuses: Mapping[str, int]
    categories: Mapping[str, int]
    sanctions: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both sides, the ids of problems that tie both, and the things tied to problems of both (id, name)."""

    sides: tuple[Profile, Profile]
    problems: tuple[str, ...]
    things: tuple[tuple[str, str], ...]


def compare(store: Store, one: str, other: str) -> Comparison:
    """Two things by their ids: bodies, companies, people, projects, places. Raises `NothingFound`."""
    sides = (_profile(store, one), _profile(store, other))
    first, second = ({row["id"] for row in side.problems} for side in sides)
    tied = [dict(_tied(store, side)) for side in sides]
    shared = sorted((tied[0].keys() & tied[1].keys()) - {one, other})
    return Comparison(sides, tuple(sorted(first & second)), tuple((key, tied[0][key]) for key in shared))


# Being mentioned or carrying out what others were told is no problem of one's own.
_INVOLVED = """
MATCH (x)-[r:INVOLVED_IN]->(p:Problem)
WHERE x.id = $id AND r.role <> 'mentioned' AND r.role <> 'carries_out'
RETURN DISTINCT p.id AS id, p.notice AS notice, p.number AS number, p.text AS text, p.status AS status,
    p.category AS category, p.span_start AS start, p.span_end AS upto, r.role AS role
ORDER BY notice, number, role
"""
_INSPECTED = """
MATCH (i:Inspection)-[:INSPECTED]->(x)
WHERE x.id = $id
WITH i
MATCH (i)-[:FOUND]->(p:Problem)
RETURN DISTINCT p.id AS id, p.notice AS notice, p.number AS number, p.text AS text, p.status AS status,
    p.category AS category, p.span_start AS start, p.span_end AS upto, 'inspected' AS role
ORDER BY notice, number
"""
_SANCTIONS = """
MATCH (o:Official)-[:HOLDS_POST]->(b)
WHERE b.id = $id
WITH DISTINCT o
MATCH (o)-[r:RECEIVED]->(s:Sanction)
RETURN DISTINCT o.id AS id, o.name AS who, s.kind AS kind, r.notice AS notice, r.quote AS quote, r.span_start AS start,
    r.span_end AS upto
ORDER BY notice, start, who, kind
"""
_TIED = """
MATCH (x:Unit|Company|Official|Project)-[r:INVOLVED_IN]->(p:Problem)
WHERE p.id IN $ids AND x.masked = false
RETURN DISTINCT x.id, x.name
"""


def _profile(store: Store, key: str) -> Profile:
    label_of(key)
    node = node_of(store, key)
    rows = [row for ask in (_INVOLVED, _INSPECTED) for row in store.rows(ask, {"id": key}, limit=None).records()]
    problems = tuple({row["id"]: row for row in reversed(rows)}[key] for key in dict.fromkeys(r["id"] for r in rows))
    return Profile(
        key,
        name_of(node),
        node.label,
        problems,
        dict(Counter(row["status"] for row in problems)),
        dict(Counter(category for row in problems for category in row["category"] or ())),
        tuple(store.rows(_SANCTIONS, {"id": key}, limit=None).records()),
    )


def _tied(store: Store, side: Profile) -> list[tuple[str, str]]:
    ids = [row["id"] for row in side.problems]
    return [(key, name) for key, name in store.rows(_TIED, {"ids": ids}, limit=None).rows]
