"""What stands next to a node, the most telling first and a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from queries.ids import label_of
from queries.store import Store

TELLING = (
    "Problem", "Official", "Company", "Unit", "Sanction", "Project", "Place", "Doubt", "Measure", "Sign",
    "Inspection", "Notice", "Theme", "Document", "TimePoint", "Figure",
)  # fmt: skip
"""Labels in the order in which a supervisor wants to see them round a node."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A page of a node's neighbours (ids, in order), how many it has of each label, and how many follow the page."""

    ids: tuple[str, ...]
    counts: Mapping[str, int]
    left: int


def neighbours(store: Store, node: str, *, labels: Collection[str] = (), skip: int = 0, limit: int = 40) -> Neighbours:
    """The neighbours of a node either way, of these labels (none: all). Raises `NothingFound` for an id not of ours."""
    found = _all(store, node)
    wanted = [key for key in found if not labels or label_of(key) in labels]
    page = wanted[skip : skip + limit]
    counts = Counter(map(label_of, found))
    return Neighbours(tuple(page), {k: counts[k] for k in TELLING if counts[k]}, max(len(wanted) - skip - limit, 0))


def _all(store: Store, node: str) -> list[str]:
    # One direction after the other: without one, an engine may give both ends of a link as the neighbour.
    found: set[str] = set()
    for arrow in (f"(a:{label_of(node)})-[]->(b)", f"(a:{label_of(node)})<-[]-(b)"):
        rows = store.rows(f"MATCH {arrow} WHERE a.id = $id RETURN DISTINCT b.id", {"id": node}, limit=None).rows
        found.update(key for (key,) in rows if key)
    return sorted(found - {node}, key=lambda key: (TELLING.index(label_of(key)), _order(key)))


def _order(key: str) -> tuple[str, int, str]:
    """Ids by name, problems by their number."""
    head, _, number = key.rpartition("#")
    return (head, int(number), "") if number.isdigit() else (key, 0, "")
