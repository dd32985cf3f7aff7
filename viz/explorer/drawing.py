"""What the page adds to its network: nodes with their places, and the links among all that is then shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from graph_builder.schema import schema
from queries.ids import label_of
from queries.neighbourhood import among
from queries.neighbours import TELLING, neighbours
from queries.overview import published_on
from queries.routes import routes
from queries.store import Store
from viz.growth import along, round_about
from viz.layout import positions
from viz.look import ROLE_COLOURS, drawn_edge, drawn_node, name_of

Spots = Mapping[str, tuple[float, float]]
Drawn = dict[str, Any]
MOST_AT_ONCE = 2_000
TIE_ALL = frozenset({"Inspection", "Notice", "Theme"})
"""Labels that every problem of a notice is tied to: shown round a node only when asked for."""


def together(store: Store, shown: Spots, ids: Iterable[str]) -> Drawn:
    """These nodes, laid out by their ties (on an empty page) or set beside what is shown."""
    wanted = [node for node in dict.fromkeys(ids) if node not in shown][:MOST_AT_ONCE]
    graph = among(store, [*shown, *wanted])
    new = [node for node in wanted if node in graph]
    spots = positions(graph.subgraph(new).copy()) if new else {}
    if shown and spots:
        right = max(x for x, _ in shown.values()) + 260 - min(x for x, _ in spots.values())
        spots = {node: (round(x + right, 1), y) for node, (x, y) in spots.items()}
    return _drawn(store, graph, new, spots)


def expanded(store: Store, shown: Spots, node: str, labels: Sequence[str], skip: int, limit: int) -> Drawn:
    """The next neighbours of a shown node, of these labels (none: all that tell it apart), placed round it."""
    wanted = labels or [label for label in TELLING if label not in TIE_ALL or label_of(node) in TIE_ALL]
    found = neighbours(store, node, labels=wanted, skip=skip, limit=limit)
    new = [key for key in found.ids if key not in shown]
    graph = among(store, [*shown, *new])
    new = [key for key in new if key in graph]
    drawn = _drawn(store, graph, new, round_about(shown, node, new))
    return {**drawn, "neighbours": list(found.ids), "counts": dict(found.counts), "left": found.left}


def joined(store: Store, shown: Spots, start: str, end: str) -> Drawn:
    """The shortest paths between two nodes, each a lane; `routes` lists their ids (empty: there is none)."""
    found = routes(store, start, end)
    if not found:
        return {**_drawn(store, among(store, shown), [], {}), "routes": []}
    ways = [route.nodes for route in found]
    spots = along(shown, ways)
    graph = among(store, [*shown, *spots])
    drawn = _drawn(store, graph, list(spots), spots)
    return {**drawn, "routes": [{"nodes": list(route.nodes), "weak": route.weak} for route in found]}


def _drawn(store: Store, graph: nx.MultiDiGraph[str], new: Sequence[str], spots: Spots) -> Drawn:
    added = set(new)
    days = published_on(store, (notice for node in new if (notice := graph.nodes[node].get("notice"))))
    edges = [
        edge
        for edge in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3])
        if edge[0] in added or edge[1] in added
    ]
    return {
        "nodes": [_node(graph, node, spots[node], days) for node in new],
        "edges": [_edge(*edge) for edge in edges],
    }


def _node(graph: nx.MultiDiGraph[str], node: str, spot: tuple[float, float], days: Mapping[str, str]) -> Drawn:
    """As vis-network takes it, with what the filters and the list of nodes ask for."""
    own = graph.nodes[node]
    return {
        "id": node,
        **drawn_node(own, spot, degree=graph.degree(node)),
        "name": f"{own['number']}. {name_of(own)}" if own["label"] == "Problem" else name_of(own),
        "status": own.get("status"),
        "notice": own.get("notice"),
        "day": own.get("iso") or own.get("date") or own.get("published_on") or days.get(own.get("notice") or ""),
    }


def _edge(start: str, end: str, key: str, own: Mapping[str, Any]) -> Drawn:
    return {
        "id": f"{start}|{key}|{end}",
        "from": start,
        "to": end,
        **drawn_edge(own),
        "type": own["type"],
        "role": own.get("role"),
        "confidence": own["confidence"],
    }


def legend() -> Drawn:
    """The labels, roles and statuses with their Chinese names, for the page's filters."""
    words = schema().vocabulary
    return {
        "labels": [{"label": kind.label, "show": kind.show, "colour": kind.colour} for kind in schema().nodes.values()],
        "roles": words["role"],
        "roleColours": ROLE_COLOURS,
        "statuses": words["status"],
    }
