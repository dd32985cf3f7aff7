"""What an export writes: every node and every link of a graph, in a fixed order, a page at a time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx

from graph_builder.schema import schema
from queries.store import Link, Node, Store, whole


@dataclass(frozen=True, slots=True)
class Tie:
    """A link with the labels of its ends."""

    start: str
    link: Link
    end: str


@dataclass(frozen=True, slots=True)
class Content:
    """A graph that can be walked through, more than once: nodes by label, links by the labels that they join."""

    nodes: Callable[[], Iterator[Node]]
    ties: Callable[[], Iterator[Tie]]


def stored(store: Store) -> Content:
    """All that a store holds, never more than a page of it in memory."""
    return Content(lambda: whole.nodes(store), lambda: _ties(store))


def held(graph: nx.MultiDiGraph[str]) -> Content:
    """A graph in memory, of the shape in which it is built."""
    rank = {name: at for at, name in enumerate((*schema().nodes, *schema().edges))}

    def nodes() -> Iterator[Node]:
        for key in sorted(graph, key=lambda n: (rank[graph.nodes[n]["label"]], n)):
            own = dict(graph.nodes[key])
            yield Node(key, own.pop("label"), own)

    def ties() -> Iterator[Tie]:
        label = graph.nodes(data="label")
        for source, target, key, data in sorted(
            graph.edges(keys=True, data=True),
            key=lambda e: (rank[e[3]["type"]], rank[label[e[0]]], rank[label[e[1]]], *e[:3]),
        ):
            own = dict(data)
            yield Tie(label[source], Link(own.pop("type"), key, source, target, own), label[target])

    return Content(nodes, ties)


def as_graph(content: Content) -> nx.MultiDiGraph[str]:
    """The content in memory, in the shape in which graphs are built."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in content.nodes():
        graph.add_node(node.id, label=node.label, **node.properties)
    for tie in content.ties():
        graph.add_edge(tie.link.source, tie.link.target, tie.link.key, type=tie.link.type, **tie.link.properties)
    return graph


def size(store: Store) -> int:
    """How many nodes a store holds."""
    counts = (store.rows(f"MATCH (n:{label}) RETURN count(n)", timeout_s=None).rows for label in schema().nodes)
    return sum(int(rows[0][0]) for rows in counts)


def _ties(store: Store) -> Iterator[Tie]:
    for edge in schema().edges.values():
        for start, end in edge.ends:
            yield from (Tie(start, link, end) for link in whole.links_of(store, edge.type, start, end))


def present(properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that have a value: None is left out everywhere, and so is a number that is none (NaN)."""
    return {
        name: value
        for name, value in properties.items()
        if value is not None and not (isinstance(value, float) and not math.isfinite(value))
    }
