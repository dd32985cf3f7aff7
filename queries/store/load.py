"""A graph into the embedded engine: bulk copy into a fresh file, then swapped in by rename."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ladybug as lb
import networkx as nx

from graph_builder.build.rows import Table, Tables
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
_LOAD_POOL_BYTES = 4 << 30
_ROUND_ROWS = 2_000_000
_COPIERS = 2
"""Tables copied at once: more take more memory."""
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
        _write(fresh, parts, stamp)


def _write(file: Path, parts: Parts, stamp: str) -> None:
    """The parts as a graph file: several tables at once, each in the order of its rows."""
    # Checkpoints as often as the engine would take them by itself hold the threads up.
    with (
        lb.Database(
            file,
            max_num_threads=_COPIERS,
            buffer_pool_size=_LOAD_POOL_BYTES,
            auto_checkpoint=False,
            enable_multi_writes=True,
        ) as database,
        lb.Connection(database) as connection,
    ):
        for statement in ddl(schema()):
            connection.execute(statement)
        for macro in (*_MACROS, stamping(stamp)):
            connection.execute(macro)
        files = list(parts.files())
        for own in ([f for f in files if len(f[0]) == 1], [f for f in files if len(f[0]) > 1]):
            for some in _rounds(own, parts):
                _copy_all(database, some, parts)
                connection.execute("CHECKPOINT")


def _rounds(files: Iterable[tuple[Table, list[Path]]], parts: Parts) -> Iterator[list[tuple[Table, list[Path]]]]:
    """The files in rounds of so many rows: what is copied stays in the pool until a checkpoint."""
    waiting: list[tuple[Table, list[Path]]] = []
    rows = 0
    for table, own in files:
        for file in own:
            waiting.append((table, [file]))
            rows += parts.rows(table) // len(own)
            if rows > _ROUND_ROWS:
                yield waiting
                waiting, rows = [], 0
    yield waiting


def _copy_all(database: lb.Database, files: Iterable[tuple[Table, list[Path]]], parts: Parts) -> None:
    """Bulk copy of tables that do not hang on each other, the largest first; those of one name by one thread."""
    kinds: dict[str, list[tuple[Table, list[Path]]]] = {}
    for table, own in files:
        kinds.setdefault(table[0], []).append((table, own))

    def copy_kind(kind: Sequence[tuple[Table, list[Path]]]) -> None:
        with lb.Connection(database) as connection:
            connection.set_max_threads_for_exec(1)
            for table, own in kind:
                _copy(connection, table, own)

    largest = sorted(kinds.values(), key=lambda kind: -sum(parts.rows(table) for table, _ in kind))
    with ThreadPoolExecutor(_COPIERS) as pool:
        for done in [pool.submit(copy_kind, kind) for kind in largest]:
            done.result()


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
    """A connection that may change a graph.

    One thread: several at one table would store rows in the order in which they finish, different in every run.
    """
    with (
        lb.Database(file, max_num_threads=1, buffer_pool_size=_POOL_BYTES) as database,
        lb.Connection(database) as connection,
    ):
        yield connection


def copy(connection: lb.Connection, parts: Parts) -> None:
    """Bulk copy of all parts: nodes before what joins them."""
    for table, files in parts.files():
        _copy(connection, table, files)


def _copy(connection: lb.Connection, table: Table, files: Iterable[Path]) -> None:
    ends = f" (from='{table[1]}', to='{table[2]}')" if len(table) > 1 else ""
    for file in files:
        name = file.absolute().as_posix().replace("\\", "\\\\").replace("'", "\\'")
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
