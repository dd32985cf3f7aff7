"""A graph into the embedded engine: bulk copy into a fresh file, then swapped in by rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug as lb
import networkx as nx

from graph_builder.build.rows import Tables
from graph_builder.errors import StoreBusy
from graph_builder.lock import only_writer
from graph_builder.schema import Schema, schema
from queries.store.parts import Parts, rows_of_graph

_COLUMN = {"string": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOL", "strings": "STRING[]"}
# Stored with every relationship beside its properties: what an answer needs to say which one it is.
_IDENTITY = {"key": "string", "source": "string", "target": "string"}
# Brings the engine's Cypher nearer to Neo4j's.
_MACROS = ("CREATE MACRO type(r) AS label(r)",)
STAMP = "wenze_stamp"
"""The macro that says what a graph was made from."""
_POOL_BYTES = 1 << 30
_BESIDE = ("", ".wal", ".shadow", ".tmp", ".wal.checkpoint")


def load(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """`load_tables` for a graph in memory: node attributes `label` and that label's properties, edge attributes `type`
    and that relationship's properties.
    """
    load_tables([Tables(rows_of_graph(graph))], path)


def load_tables(tables: Iterable[Tables], path: Path, stamp: str = "") -> None:
    """Write the rows as the graph file at `path`, replacing the one there only when the new one is whole.

    Memory stays bounded however many rows there are. `stamp` says what the graph was made from (`EmbeddedStore.stamp`).
    Raises `ValueError` where one breaks the schema (a fault of the program, not of a user) and `StoreBusy` when
    another process is writing the same file.
    """
    with fresh_file(path) as (fresh, folder):
        with Parts(folder) as parts:
            parts.add(tables)
        with writing(fresh) as connection:
            for statement in ddl(schema()):
                connection.execute(statement)
            for macro in (*_MACROS, stamping(stamp)):
                connection.execute(macro)
            copy(connection, parts)
            connection.execute("CHECKPOINT")


@contextmanager
def fresh_file(path: Path) -> Iterator[tuple[Path, Path]]:
    """Places for a new graph file and for its parts; when the block ends well, the file replaces the one at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_writer(path):
        fresh = path.with_name(path.name + ".new")
        parts = path.with_name(path.name + ".parts")
        _remove(fresh, parts)
        try:
            yield fresh, parts
            _swap(fresh, path)
        finally:
            _remove(fresh, parts)


@contextmanager
def writing(file: Path) -> Iterator[lb.Connection]:
    """A connection that may write.

    One thread: several would store rows in the order in which they finish, different in every run.
    """
    with (
        lb.Database(file, max_num_threads=1, buffer_pool_size=_POOL_BYTES) as database,
        lb.Connection(database) as connection,
    ):
        yield connection


def copy(connection: lb.Connection, parts: Parts) -> None:
    """Bulk copy of all parts: nodes before what joins them."""
    for table, file in parts.files():
        name = file.absolute().as_posix().replace("\\", "\\\\").replace("'", "\\'")
        ends = f" (from='{table[1]}', to='{table[2]}')" if len(table) > 1 else ""
        connection.execute(f"COPY `{table[0]}` FROM '{name}'{ends}")


def stamping(stamp: str) -> str:
    """The statement that writes a stamp into a graph: a macro, as that is what a graph can hold beside nodes and links.

    Raises `ValueError` unless it is a word of letters and digits.
    """
    if stamp and not stamp.isalnum():
        raise ValueError("a stamp is a word")
    return f"CREATE MACRO {STAMP}() AS '{stamp}'"


def ddl(ontology: Schema) -> list[str]:
    """The statements that make the engine's tables: one for each label, then one for each relationship type."""
    statements = []
    for label, node in ontology.nodes.items():
        _refuse_reserved(label, node.properties, {"id"})
        columns = ["id STRING PRIMARY KEY", *(f"`{name}` {_COLUMN[kind]}" for name, kind in node.properties.items())]
        statements.append(f"CREATE NODE TABLE `{label}`({', '.join(columns)})")
    for edge in ontology.edges.values():
        _refuse_reserved(edge.type, edge.properties, _IDENTITY.keys())
        pairs = [f"FROM `{start}` TO `{end}`" for start, end in edge.ends]
        columns = [f"`{name}` {_COLUMN[kind]}" for name, kind in {**_IDENTITY, **edge.properties}.items()]
        statements.append(f"CREATE REL TABLE `{edge.type}`({', '.join(pairs + columns)})")
    return statements


def _refuse_reserved(owner: str, properties: Mapping[str, str], reserved: Any) -> None:
    clash = sorted(set(properties) & set(reserved))
    if clash:
        raise ValueError(f"schema: {owner} declares {clash}, which the store uses itself")


def _swap(fresh: Path, path: Path) -> None:
    with fresh.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        # A log left beside the old file would be replayed onto the new one.
        _remove(*(path.with_name(path.name + suffix) for suffix in _BESIDE[1:]))
        fresh.replace(path)
    except PermissionError as error:  # Windows keeps an open file from being replaced
        raise StoreBusy(f"图谱 {path} 正被别的程序打开，不能更新。请关掉正在查询或浏览图谱的窗口再运行。") from error


def _remove(*paths: Path) -> None:
    """Remove what a load leaves at these places, with the engine's own files beside each."""
    for path in paths:
        for suffix in _BESIDE:
            beside = path.with_name(path.name + suffix)
            if beside.is_dir():
                shutil.rmtree(beside)
            else:
                beside.unlink(missing_ok=True)
