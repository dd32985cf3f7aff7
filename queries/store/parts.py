"""Rows of a graph as Parquet files, one or more for each of the engine's tables, written as they come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq

from graph_builder.build.rows import LinkRow, NodeRow, Row, Table, Tables, declared_by, identity_of
from graph_builder.schema import schema

_ARROW = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "strings": pa.list_(pa.string()),
}
_AT_ONCE = 10_000
_NOTICES_AT_ONCE = 500
"""Rows of a table held in memory; a notice is its whole text."""
_A_FILE = 500_000
"""Rows of a file. The engine holds what it copies from one statement: of 1.5 million links it ran out of memory."""
_PLAIN = {"compression": "lz4", "use_dictionary": False, "write_statistics": False}
"""The files are read once and then removed."""


class Parts:
    """A folder of Parquet files. Memory holds a few thousand rows of each table, however many there are.

    Raises `ValueError` for a value of another type than the schema's: a fault of the program, not of a user.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting = Tables()
        self._writers: dict[Table, Any] = {}
        self._files: dict[Table, list[Path]] = {}
        self._rows: Counter[Table] = Counter()

    def __enter__(self) -> Self:
        self._folder.mkdir()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            for table in list(self._waiting.columns):
                self._write(table)
        for writer in self._writers.values():
            writer.close()

    def add(self, tables: Iterable[Tables]) -> None:
        """Take in rows, in the order in which the engine is to have them."""
        for some in tables:
            self._waiting.take(some)
            for table in some.columns:
                if self._waiting.count(table) >= (_NOTICES_AT_ONCE if table == ("Notice",) else _AT_ONCE):
                    self._write(table)

    def files(self) -> Iterator[tuple[Table, list[Path]]]:
        """The tables that have rows, labels first, in the order of the schema, with the files of each."""
        labels = [(label,) for label in schema().nodes]
        links = [(kind.type, *ends) for kind in schema().edges.values() for ends in kind.ends]
        for table in [*labels, *links]:
            if table in self._files:
                yield table, self._files[table]

    def rows(self, table: Table) -> int:
        """How many rows a table has."""
        return self._rows[table]

    def _write(self, table: Table) -> None:
        if not self._waiting.count(table):
            return
        columns = _columns(table, self._waiting.columns.pop(table))
        files = self._files.setdefault(table, [])
        if self._rows[table] + len(columns) > len(files) * _A_FILE:
            if files:
                self._writers[table].close()
            files.append(self._folder / f"{'-'.join(table)}-{len(files)}.parquet")
            self._writers[table] = pq.ParquetWriter(files[-1], columns.schema, **_PLAIN)
        self._writers[table].write_table(columns)
        self._rows[table] += len(columns)


def _columns(table: Table, held: Mapping[str, list[Any]]) -> pa.Table:
    identity = {name: pa.array(held[name], pa.string()) for name in identity_of(table)}
    if len(table) > 1:
        # The first two columns tell the engine which nodes to join; the rest become properties.
        columns = {"from": identity["source"], "to": identity["target"], "key": identity["key"], **identity}
    else:
        columns = identity
    for name, kind in declared_by(table).items():
        try:
            columns[name] = pa.array(held[name], _ARROW[kind])
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"{table[0]}.{name} holds a value that is no {kind}: {error}") from error
    return pa.table(columns)


def rows_of_graph(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    """A networkx graph of the agreed shape as rows, in the order of ids, ends and keys."""
    for key, attributes in sorted(graph.nodes(data=True)):
        yield NodeRow(key, attributes.get("label"), {k: v for k, v in attributes.items() if k != "label"})
    for source, target, key, attributes in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        ends = (graph.nodes[source]["label"], graph.nodes[target]["label"])
        own = {k: v for k, v in attributes.items() if k != "type"}
        yield LinkRow(source, target, key, attributes.get("type"), ends, own)
