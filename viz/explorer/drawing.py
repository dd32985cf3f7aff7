"""What the page adds to its network: nodes with their places, and the links among all that is then shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx

from graph_builder.schema import schema
from queries.neighbourhood import among
from queries.neighbours import neighbours
from queries.routes import routes
from queries.store import Store
from viz.growth import along, round_about
from viz.layout import positions
from viz.look import drawn_edge, drawn_node, name_of

Spots = Mapping[str, tuple[float, float]]
Drawn = dict[str, Any]
MOST_AT_ONCE = 2_000


def together(store: Store, shown: Spots, ids: Iterable[str]) -> Drawn:
    """These nodes, laid out by their ties (on an empty page) or set beside what is shown."""
    wanted = [node for node in dict.fromkeys(ids) if node not in shown][:MOST_AT_ONCE]
    graph = among(store, [*shown, *wanted])
    new = [node for node in wanted if node in graph]
    spots = positions(graph.subgraph(new).copy()) if new else {}
    if shown and spots:
        right = max(x for x, _ in shown.values()) + 260 - min(x for x, _ in spots.values())
        spots = {node: (round(x + right, 1), y) for node, (x, y) in spots.items()}
    return _drawn(graph, new, spots)


def expanded(store: Store, shown: Spots, node: str, labels: Sequence[str], skip: int, limit: int) -> Drawn:
    """The next neighbours of a shown node, of these labels (none: all), placed round it."""
    found = neighbours(store, node, labels=labels, skip=skip, limit=limit)
    new = [key for key in found.ids if key not in shown]
    graph = among(store, [*shown, *new])
    new = [key for key in new if key in graph]
    drawn = _drawn(graph, new, round_about(shown, node, new))
    return {**drawn, "neighbours": list(found.ids), "counts": dict(found.counts), "left": found.left}


def joined(store: Store, shown: Spots, start: str, end: str) -> Drawn:
    """The shortest paths between two nodes, each a lane; `routes` lists their ids (empty: there is none)."""
    found = routes(store, start, end)
    if not found:
        return {**_drawn(among(store, shown), [], {}), "routes": []}
    ways = [route.nodes for route in found]
    spots = along(shown, ways)
    graph = among(store, [*shown, *spots])
    drawn = _drawn(graph, list(spots), spots)
    return {**drawn, "routes": [{"nodes": list(route.nodes), "weak": route.weak} for route in found]}


def _drawn(graph: nx.MultiDiGraph[str], new: Sequence[str], spots: Spots) -> Drawn:
    added = set(new)
    edges = [
        edge
        for edge in sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3])
        if edge[0] in added or edge[1] in added
    ]
    return {
        "nodes": [_node(graph, node, spots[node]) for node in new],
        "edges": [_edge(*edge) for edge in edges],
    }


def _node(graph: nx.MultiDiGraph[str], node: str, spot: tuple[float, float]) -> Drawn:
    """As vis-network takes it, with what the filters and the list of nodes ask for."""
    own = graph.nodes[node]
    return {
        "id": node,
        **drawn_node(own, spot, degree=graph.degree(node)),
        "name": f"{own['number']}. {name_of(own)}" if own["label"] == "Problem" else name_of(own),
        "status": own.get("status"),
        "notice": own.get("notice"),
        "day": own.get("iso") or own.get("date") or own.get("published_on"),
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
        "statuses": words["status"],
    }
