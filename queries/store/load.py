"""A graph into the embedded engine: bulk copy into a fresh file, then swapped in by rename."""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ladybug as lb
import networkx as nx
import pyarrow as pa
import pyarrow.parquet as pq

from graph_builder.errors import StoreBusy
from graph_builder.schema import Schema, schema
from queries.store.lock import only_writer

Ends = tuple[str, str, str]  # relationship type, label of its start, label of its end

_COLUMN = {"string": "STRING", "int": "INT64", "float": "DOUBLE", "bool": "BOOL", "strings": "STRING[]"}
_ARROW = {
    "string": pa.string(),
    "int": pa.int64(),
    "float": pa.float64(),
    "bool": pa.bool_(),
    "strings": pa.list_(pa.string()),
}
# Stored with every relationship beside its properties: what an answer needs to say which one it is.
_IDENTITY = {"key": "string", "source": "string", "target": "string"}
# Brings the engine's Cypher nearer to Neo4j's.
_MACROS = ("CREATE MACRO type(r) AS label(r)",)
_BESIDE = ("", ".wal", ".shadow", ".tmp", ".wal.checkpoint")


def load(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write `graph` as the graph file at `path`, replacing the one there only when the new one is whole.

    The graph must have the agreed shape: node attributes `label` and that label's properties, edge attributes
    `type` and that relationship's properties. Raises `ValueError` where it breaks the schema (a fault of the
    program, not of a user) and `StoreBusy` when another process is writing the same file.
    """
    nodes, links = _node_columns(graph), _link_columns(graph)
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_writer(path):
        fresh = path.with_name(path.name + ".new")
        parts = path.with_name(path.name + ".parts")
        _remove(fresh, parts)
        try:
            parts.mkdir()
            _write(fresh, parts, nodes, links)
            _swap(fresh, path)
        finally:
            _remove(fresh, parts)


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


def _node_columns(graph: nx.MultiDiGraph[str]) -> dict[str, pa.Table]:
    """One Arrow table for each label, in the order of ids."""
    by_label: dict[str, list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    for key, attributes in sorted(graph.nodes(data=True)):
        label = attributes.get("label")
        if label not in schema().nodes:
            raise ValueError(f"node {key!r} has label {label!r}, which the schema does not know")
        _check_names(f"node {key!r} ({label})", attributes, schema().nodes[label].properties, "label")
        by_label[label].append((key, attributes))
    return {
        label: _table(label, {"id": [key for key, _ in members]}, [a for _, a in members], node.properties)
        for label, node in schema().nodes.items()
        if (members := by_label.get(label))
    }


def _link_columns(graph: nx.MultiDiGraph[str]) -> dict[Ends, pa.Table]:
    """One Arrow table for each relationship type and pair of labels, in the order of ends and keys."""
    by_ends: dict[Ends, list[tuple[str, str, str, Mapping[str, Any]]]] = defaultdict(list)
    for source, target, key, attributes in sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        kind = attributes.get("type")
        if kind not in schema().edges:
            raise ValueError(f"edge {source!r} → {target!r} has type {kind!r}, which the schema does not know")
        ends = (graph.nodes[source]["label"], graph.nodes[target]["label"])
        if ends not in schema().edges[kind].ends:
            raise ValueError(f"edge {source!r} → {target!r}: {kind} does not join {ends[0]} to {ends[1]}")
        what = f"edge {source!r} → {target!r} ({kind})"
        _check_names(what, attributes, schema().edges[kind].properties, "type")
        by_ends[kind, *ends].append((source, target, key, attributes))
    return {
        ends: _table(
            ends[0],
            # The first two columns tell the engine which nodes to join; the rest become properties.
            {
                "from": [source for source, _, _, _ in members],
                "to": [target for _, target, _, _ in members],
                "key": [key for _, _, key, _ in members],
                "source": [source for source, _, _, _ in members],
                "target": [target for _, target, _, _ in members],
            },
            [attributes for _, _, _, attributes in members],
            schema().edges[ends[0]].properties,
        )
        for ends, members in sorted(by_ends.items())
    }


def _check_names(what: str, attributes: Mapping[str, Any], properties: Mapping[str, str], kind: str) -> None:
    unknown = sorted(attributes.keys() - properties.keys() - {kind})
    if unknown:
        raise ValueError(f"{what} has properties that the schema does not know: {unknown}")


def _table(
    owner: str, identity: Mapping[str, list[str]], members: list[Mapping[str, Any]], properties: Mapping[str, str]
) -> pa.Table:
    columns = {name: pa.array(values, pa.string()) for name, values in identity.items()}
    for name, kind in properties.items():
        try:
            columns[name] = pa.array([member.get(name) for member in members], _ARROW[kind])
        except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
            raise ValueError(f"{owner}.{name} holds a value that is no {kind}: {error}") from error
    return pa.table(columns)


def _write(fresh: Path, parts: Path, nodes: Mapping[str, pa.Table], links: Mapping[Ends, pa.Table]) -> None:
    # One thread: several would store rows in the order in which they finish, different in every run.
    with lb.Database(fresh, max_num_threads=1) as database, lb.Connection(database) as connection:
        for statement in ddl(schema()):
            connection.execute(statement)
        for label, table in nodes.items():
            connection.execute(f"COPY `{label}` FROM '{_parquet(parts / label, table)}'")
        for (kind, start, end), table in links.items():
            part = _parquet(parts / f"{kind}-{start}-{end}", table)
            connection.execute(f"COPY `{kind}` FROM '{part}' (from='{start}', to='{end}')")
        for macro in _MACROS:
            connection.execute(macro)
        connection.execute("CHECKPOINT")


def _parquet(stem: Path, table: pa.Table) -> str:
    """Write the table and give its path as it stands inside a Cypher string."""
    file = stem.with_suffix(".parquet")
    pq.write_table(table, file)
    return file.absolute().as_posix().replace("\\", "\\\\").replace("'", "\\'")


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
