"""Every node and every link of a stored graph, in one order, a page at a time: whatever the engine, however large."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph_builder.schema import schema
from queries.store.store import Link, Node, Store

_PAGE = 20_000


def nodes(store: Store) -> Iterator[Node]:
    """All nodes: labels in the schema's order, then by id."""
    for label in schema().nodes:
        yield from nodes_of(store, label)


def nodes_of(store: Store, label: str) -> Iterator[Node]:
    """All nodes of a label, by id."""
    for page in _paged(store, label, "n, n.id"):
        yield from (row[0] for row in page)


def links(store: Store) -> Iterator[Link]:
    """All links: types and the labels that they join in the schema's order, then by source, target and key."""
    for kind in schema().edges.values():
        for start, end in kind.ends:
            yield from links_of(store, kind.type, start, end)


def links_of(store: Store, kind: str, start: str, end: str) -> Iterator[Link]:
    """All links of a type between two labels, by source, target and key: those of a page of sources at a time."""
    ask = f"MATCH (a:{start})-[r:{kind}]->(:{end}) WHERE a.id >= $first AND a.id <= $last RETURN r"
    for page in _paged(store, start, "n.id"):
        bounds = {"first": page[0][0], "last": page[-1][0]}
        found = [row[0] for row in store.rows(ask, bounds, limit=None, timeout_s=None).rows]
        yield from sorted(found, key=lambda link: (link.source, link.target, link.key))


def _paged(store: Store, label: str, returned: str) -> Iterator[list[tuple[Any, ...]]]:
    """What is returned of a label's nodes, the id last, in the order of ids."""
    ask = f"MATCH (n:{label}) WHERE n.id > $after RETURN {returned} ORDER BY n.id LIMIT {_PAGE}"
    after = ""
    while page := store.rows(ask, {"after": after}, limit=None, timeout_s=None).rows:
        yield page
        after = page[-1][-1]
        if len(page) < _PAGE:
            return


def size(store: Store) -> int:
    """How many nodes and links there are."""
    counts = [f"MATCH (n:{label}) WHERE n.id > '' RETURN count(*)" for label in schema().nodes]
    for kind in schema().edges.values():
        counts += [
            f"MATCH (:{start})-[r:{kind.type}]->(:{end}) WHERE r.source > '' RETURN count(*)"
            for start, end in kind.ends
        ]
    return sum(int(store.rows(count, timeout_s=None).rows[0][0]) for count in counts)
