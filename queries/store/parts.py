"""Rows of a graph as Parquet files, one for each of the engine's tables, written as they come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq

from graph_builder.build import LinkRow, NodeRow
from graph_builder.schema import schema

Table = tuple[str, ...]
"""A label, or a relationship type with the labels of its start and its end."""

_ARROW = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "strings": pa.list_(pa.string()),
}
_AT_ONCE = 20_000
_NOTICES_AT_ONCE = 500
"""Rows of a table held in memory; a notice is its whole text."""


class Parts:
    """A folder of Parquet files. Memory holds a few thousand rows of each table, however many there are.

    Raises `ValueError` for a row that breaks the schema: a fault of the program, not of a user.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: dict[Table, list[NodeRow | LinkRow]] = {}
        self._writers: dict[Table, Any] = {}

    def __enter__(self) -> Self:
        self._folder.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for table, rows in self._waiting.items():
                self._write(table, rows)
        for writer in self._writers.values():
            writer.close()

    def add(self, rows: Iterable[NodeRow | LinkRow]) -> None:
        """Take in rows, in the order in which the engine is to have them."""
        for row in rows:
            table = (row.label,) if isinstance(row, NodeRow) else (row.type, *row.ends)
            waiting = self._waiting.setdefault(table, [])
            waiting.append(row)
            if len(waiting) >= (_NOTICES_AT_ONCE if table == ("Notice",) else _AT_ONCE):
                self._write(table, waiting)
                waiting.clear()

    def files(self) -> Iterator[tuple[Table, Path]]:
        """The tables that have rows, labels first, in the order of the schema, with the file of each."""
        labels = [(label,) for label in schema().nodes]
        links = [(kind.type, *ends) for kind in schema().edges.values() for ends in kind.ends]
        for table in [*labels, *links]:
            if table in self._writers:
                yield table, self._file(table)

    def _file(self, table: Table) -> Path:
        return self._folder / f"{'-'.join(table)}.parquet"

    def _write(self, table: Table, rows: list[NodeRow | LinkRow]) -> None:
        if not rows:
            return
        columns = _columns(table, rows)
        if table not in self._writers:
            self._writers[table] = pq.ParquetWriter(self._file(table), columns.schema)
        self._writers[table].write_table(columns)


def _columns(table: Table, rows: list[NodeRow | LinkRow]) -> pa.Table:
    properties = _declared(table)
    for row in rows:
        if row.properties.keys() - properties.keys():
            unknown = sorted(row.properties.keys() - properties.keys())
            raise ValueError(f"{table[0]} {_named(row)} has properties that the schema does not know: {unknown}")
    columns = {}
    for name, values in _identity(rows).items():
        columns[name] = pa.array(values, pa.string())
    for name, kind in properties.items():
        try:
            columns[name] = pa.array([row.properties.get(name) for row in rows], _ARROW[kind])
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"{table[0]}.{name} holds a value that is no {kind}: {error}") from error
    return pa.table(columns)


def _declared(table: Table) -> Mapping[str, str]:
    """The properties of a table, by name. Raises `ValueError` where the schema knows no such table."""
    if len(table) == 1:
        if table[0] not in schema().nodes:
            raise ValueError(f"the schema does not know the label {table[0]!r}")
        return schema().nodes[table[0]].properties
    kind, *ends = table
    if kind not in schema().edges:
        raise ValueError(f"the schema does not know the relationship {kind!r}")
    if tuple(ends) not in schema().edges[kind].ends:
        raise ValueError(f"{kind} does not join {ends[0]} to {ends[1]}")
    return schema().edges[kind].properties


def _identity(rows: list[NodeRow | LinkRow]) -> dict[str, list[str]]:
    """What tells rows apart. A link's first two columns tell the engine what to join; the rest become properties."""
    nodes = [row.id for row in rows if isinstance(row, NodeRow)]
    if nodes:
        return {"id": nodes}
    links = [row for row in rows if isinstance(row, LinkRow)]
    sources, targets = [row.source for row in links], [row.target for row in links]
    keys = [row.key for row in links]
    return {"from": sources, "to": targets, "key": keys, "source": sources, "target": targets}


def _named(row: NodeRow | LinkRow) -> str:
    return repr(row.id) if isinstance(row, NodeRow) else f"{row.source!r} → {row.target!r}"


def rows_of_graph(graph: nx.MultiDiGraph[str]) -> Iterator[NodeRow | LinkRow]:
    """A networkx graph of the agreed shape as rows, in the order of ids, ends and keys."""
    for key, attributes in sorted(graph.nodes(data=True)):
        yield NodeRow(key, attributes.get("label"), {k: v for k, v in attributes.items() if k != "label"})
    for source, target, key, attributes in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        ends = (graph.nodes[source]["label"], graph.nodes[target]["label"])
        own = {k: v for k, v in attributes.items() if k != "type"}
        yield LinkRow(source, target, key, attributes.get("type"), ends, own)
