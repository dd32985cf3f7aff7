"""Readings → the property graph, evidence on every edge. A pure function; nothing is invented here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx

from graph_builder.build.across import Across
from graph_builder.build.head import Head, told
from graph_builder.build.identified import Identified
from graph_builder.build.reading import Reading
from graph_builder.build.repeats import Runs
from graph_builder.build.rows import NodeRow, Row, Tables
from graph_builder.resolve import Judgement


def build_graph(readings: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> nx.MultiDiGraph[str]:
    """The graph of all these notices, in memory: the same whatever their order and that of their claims."""
    across = Across(Identified(_InMemory(readings), judgements))
    return as_networkx(row for tables in across.tables() for row in tables.rows())


def as_networkx(rows: Iterable[Row]) -> nx.MultiDiGraph[str]:
    """Rows as a graph: node attributes `label` and its properties, edge attributes `type` and its properties."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    links = []
    for row in rows:
        if isinstance(row, NodeRow):
            graph.add_node(row.id, label=row.label, **row.properties)
        else:
            links.append(row)
    for link in links:
        graph.add_edge(link.source, link.target, link.key, type=link.type, **link.properties)
    return graph


class _InMemory:
    """The notices of some readings."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        in_order = sorted(readings, key=lambda r: r.notice)
        self._told = {reading.notice: told(reading) for reading in in_order}
        self._source = {reading.notice: reading.document.source for reading in in_order}

    def heads(self) -> Iterator[Head]:
        return (head for head, _ in self._told.values())

    def runs(self) -> Iterator[Runs]:
        return (head.runs for head in self.heads())

    def head(self, notice: str) -> Head:
        return self._told[notice][0]

    def rows(self, notice: str) -> Tables:
        return self._told[notice][1]

    def measures(self, notice: str) -> Mapping[str, Sequence[str]]:
        return self._told[notice][1].of(("Measure",))

    def digest(self, notice: str) -> str:
        return notice

    def sources(self, notice: str) -> tuple[str, ...]:
        return (self._source[notice],)
