"""The first look at a graph of any size: how much of what, how far rectification got, who is named most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_builder.schema import schema
from queries.store import Store

_COUNTED = ("Notice", "Problem", "Measure", "Unit", "Company", "Official", "Project", "Sanction", "Doubt")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and in how many problems it is named with a part of its own (not just mentioned)."""

    id: str
    name: str
    problems: int


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in a list; `id` is what its facts call it (without the prefix of its node)."""

    id: str
    title: str
    issuer: str | None
    published_on: str | None
    problems: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts by label; problems by status, and by category and status; the things named most; the notices."""

    counts: Mapping[str, int]
    statuses: Mapping[str, int]
    categories: tuple[tuple[str, Mapping[str, int]], ...]
    units: tuple[Named, ...]
    companies: tuple[Named, ...]
    officials: tuple[Named, ...]
    notices: tuple[NoticeLine, ...]


def overview(store: Store, *, most: int = 8, notices: int = 200) -> Overview:
    """Ask everything that the start page shows; `most` things of each kind, the newest `notices`."""
    statuses = dict(store.rows(_STATUS, limit=None).rows)
    categories: dict[str, dict[str, int]] = defaultdict(dict)
    for category, status, count in store.rows(_CATEGORY, limit=None).rows:
        categories[category][status] = count
    units, companies, officials = (_named(store, label, most) for label in ("Unit", "Company", "Official"))
    return Overview(
        {label: store.rows(f"MATCH (n:{label}) RETURN count(*)").rows[0][0] for label in _COUNTED},
        {status: statuses[status] for status in schema().vocabulary["status"] if status in statuses},
        tuple(sorted(categories.items(), key=lambda entry: (-sum(entry[1].values()), entry[0]))),
        units,
        companies,
        officials,
        _notices(store, notices),
    )


_STATUS = "MATCH (p:Problem) RETURN p.status AS status, count(*) AS n ORDER BY status"
_CATEGORY = """
MATCH (p:Problem)
UNWIND p.category AS category
RETURN category, p.status AS status, count(*) AS n
ORDER BY category, status
"""


def _named(store: Store, label: str, most: int) -> tuple[Named, ...]:
    cypher = (
        f"MATCH (x:{label})-[r:INVOLVED_IN]->(p:Problem) "
        "WHERE x.masked = false AND r.role <> 'mentioned' AND r.role <> 'carries_out' "
        "WITH x, count(DISTINCT p.id) AS n "
        f"RETURN x.id AS id, x.name AS name, n ORDER BY n DESC, id LIMIT {most}"
    )
    return tuple(Named(*row) for row in store.rows(cypher).rows)


_NOTICES = """
MATCH (n:Notice)
RETURN n.id AS id, n.title AS title, n.issuer AS issuer, coalesce(n.published_on, '') AS day
ORDER BY day DESC, id
"""
_OF_NOTICES = """
MATCH (p:Problem)
WHERE p.notice IN $notices
RETURN p.notice AS notice, p.status AS status, count(*) AS n
ORDER BY notice, status
"""


def _notices(store: Store, most: int) -> tuple[NoticeLine, ...]:
    rows = [(key.removeprefix("notice:"), *rest) for key, *rest in store.rows(_NOTICES, limit=most).rows]
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for notice, status, n in store.rows(_OF_NOTICES, {"notices": [row[0] for row in rows]}, limit=None).rows:
        counts[notice][status] = n
    return tuple(
        NoticeLine(
            key,
            title or key,
            issuer,
            day or None,
            sum(counts[key].values()),
            counts[key].get("ongoing", 0) + counts[key].get("partly", 0),
        )
        for key, title, issuer, day in rows
    )


def published_on(store: Store, notices: Iterable[str]) -> dict[str, str]:
    """The day on which each of these notices was published, where it says so."""
    ids = sorted({f"notice:{notice}" for notice in notices})
    rows = store.rows(_PUBLISHED, {"ids": ids}, limit=None).rows if ids else []
    return {key.removeprefix("notice:"): day for key, day in rows}


_PUBLISHED = "MATCH (n:Notice) WHERE n.id IN $ids AND n.published_on IS NOT NULL RETURN n.id, n.published_on"


def titled(store: Store, notices: Iterable[str]) -> dict[str, str]:
    """The title of each of these notices that has one."""
    ids = sorted({f"notice:{notice}" for notice in notices})
    rows = store.rows(_TITLED, {"ids": ids}, limit=None).rows if ids else []
    return {key.removeprefix("notice:"): title for key, title in rows}


_TITLED = "MATCH (n:Notice) WHERE n.id IN $ids AND n.title IS NOT NULL RETURN n.id, n.title"
