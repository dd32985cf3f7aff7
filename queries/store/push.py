"""A stored graph onto a Neo4j server: what differs is written, what wenze wrote and is gone is removed, nothing else.

Each node and link that is written bears the property `wenze`. What bears it is compared in full with the graph, so a
second push writes nothing, a push after an interruption does what is left, and a change made by hand is mended. What
does not bear it is somebody else's: it is never changed or removed, nor is a node of ours while they link to it.
A database holds one graph of wenze.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import ConstraintError, Neo4jError, TransientError

from graph_builder.errors import StoreBusy, StoreRefused, WenzeError
from graph_builder.schema import schema
from queries.store import whole
from queries.store.address import Address
from queries.store.connection import concerns_access, connect, explained, reason
from queries.store.store import MARK, Link, Node, Store

_BATCH_ROWS = 1000
_BATCH_CHARS = 1_000_000
_Row = dict[str, Any]
_Key = tuple[str, ...]


@dataclass(slots=True)
class Pushed:
    """What a push did to nodes and links. `kept`: nodes gone from the graph that stay, as others link to them."""

    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    kept: int = 0


def push(graph: Store, to: Address, progress: Callable[[int, int], None] | None = None) -> Pushed:
    """Make the server's copy the same as `graph`; `progress` hears how many nodes and links are done, and of how many.

    Raises `StoreMissing` when nobody answers, `StoreRefused` when the server does not let us in or somebody else's
    node there has an id of ours, `StoreBusy` when the server is overloaded or another push is running.
    """
    with connect(to) as driver, explained(to):
        try:
            with driver.session(database=to.database) as session:
                return _Push(session, graph, progress).run()
        except Neo4jError as error:
            if concerns_access(error):
                raise
            raise _explained(error) from error


class _Push:
    """One run: what it talks to, and what it has done so far."""

    def __init__(self, session: neo4j.Session, graph: Store, progress: Callable[[int, int], None] | None) -> None:
        self._session = session
        self._graph = graph
        self._progress = progress
        self._total = whole.size(graph) if progress else 0
        self._seen = 0
        self._done = Pushed()

    def run(self) -> Pushed:
        """Constraints, nodes, links; then what is gone, links before the nodes that they join."""
        for label in schema().nodes:
            self._ask(f"CREATE CONSTRAINT wenze_{label} IF NOT EXISTS FOR (n:`{label}`) REQUIRE n.id IS UNIQUE")
        gone = [element for label in schema().nodes for element in self._nodes(label)]
        gone += self._unknown("(n)", "none(label IN labels(n) WHERE label IN $known)", schema().nodes)
        for kind in schema().edges:
            self._remove_links(self._links(kind))
        self._remove_links(self._unknown("()-[n]->()", "NOT type(n) IN $known", schema().edges))
        self._remove_nodes(gone)
        return self._done

    def _nodes(self, label: str) -> list[str]:
        """Bring a label's nodes up to date; the server's names of those that are gone from the graph."""
        found = self._ask(
            f"MATCH (n:`{label}`) WHERE n.{MARK} IS NOT NULL RETURN [n.id] AS key, elementId(n) AS element, n AS held"
        )
        held, gone = _by_key(found)
        merge = f"UNWIND $rows AS row MERGE (n:`{label}` {{id: row.id, {MARK}: true}}) SET n = row"
        wanted = (((node.id,), _node_row(node)) for node in whole.nodes_of(self._graph, label))
        self._bring(merge, wanted, held)
        return gone + [element for element, _ in held.values()]

    def _links(self, kind: str) -> list[str]:
        """Bring a type's links up to date; the server's names of those that are gone from the graph."""
        found = self._ask(
            f"MATCH (a)-[r:`{kind}`]->(b) WHERE r.{MARK} IS NOT NULL "
            "RETURN [a.id, b.id, r.key] AS key, elementId(r) AS element, r AS held"
        )
        held, gone = _by_key(found)
        for start, end in schema().edges[kind].ends:
            merge = (
                f"UNWIND $rows AS row MATCH (a:`{start}` {{id: row.source}}) MATCH (b:`{end}` {{id: row.target}}) "
                f"MERGE (a)-[r:`{kind}` {{key: row.key, {MARK}: true}}]->(b) SET r = row"
            )
            wanted = (
                ((link.source, link.target, link.key), _link_row(link))
                for link in whole.links_of(self._graph, kind, start, end)
            )
            self._bring(merge, wanted, held)
        return gone + [element for element, _ in held.values()]

    def _bring(self, merge: str, wanted: Iterable[tuple[_Key, _Row]], held: dict[_Key, tuple[str, _Row]]) -> None:
        """Write what is not yet held as it is wanted, and take all that is wanted out of `held`."""
        for batch in _batches(self._differing(wanted, held)):
            self._ask(merge, rows=batch)
        self._tell()

    def _differing(self, wanted: Iterable[tuple[_Key, _Row]], held: dict[_Key, tuple[str, _Row]]) -> Iterator[_Row]:
        for key, row in wanted:
            self._seen += 1
            there = held.pop(key, None)
            if there is None:
                self._done.created += 1
            elif there[1] == row:
                self._done.unchanged += 1
                continue
            else:
                self._done.changed += 1
            yield row
            if self._seen % _BATCH_ROWS == 0:
                self._tell()

    def _unknown(self, pattern: str, unknown: str, known: Iterable[str]) -> list[str]:
        """What an older schema had wenze write under a label or type that is no more."""
        ask = f"MATCH {pattern} WHERE n.{MARK} IS NOT NULL AND {unknown} RETURN elementId(n) AS element"
        return [row["element"] for row in self._ask(ask, known=list(known))]

    def _remove_links(self, elements: list[str]) -> None:
        ask = (
            "UNWIND $rows AS element MATCH ()-[r]->() "
            f"WHERE elementId(r) = element AND r.{MARK} IS NOT NULL DELETE r RETURN count(*) AS n"
        )
        self._done.removed += self._counted(ask, elements)

    def _remove_nodes(self, elements: list[str]) -> None:
        ask = (
            "UNWIND $rows AS element MATCH (n) "
            f"WHERE elementId(n) = element AND n.{MARK} IS NOT NULL AND NOT EXISTS {{ (n)--() }} "
            "DELETE n RETURN count(*) AS n"
        )
        removed = self._counted(ask, elements)
        self._done.removed += removed
        self._done.kept += len(elements) - removed

    def _counted(self, ask: str, elements: list[str]) -> int:
        parts = [elements[at : at + _BATCH_ROWS] for at in range(0, len(elements), _BATCH_ROWS)]
        return sum(int(self._ask(ask, rows=part)[0]["n"]) for part in parts)

    def _ask(self, cypher: str, **params: Any) -> list[neo4j.Record]:
        """Run one statement in a transaction of its own, again if the server says that this may help."""
        return self._session.execute_write(lambda transaction: list(transaction.run(cypher, params)))

    def _tell(self) -> None:
        if self._progress:
            self._progress(self._seen, self._total)


def _by_key(found: Iterable[neo4j.Record]) -> tuple[dict[_Key, tuple[str, _Row]], list[str]]:
    """What the server holds, by key; and the names of what it holds twice, by whatever accident."""
    held: dict[_Key, tuple[str, _Row]] = {}
    twice = []
    for record in found:
        key = tuple(record["key"])
        if key in held:
            twice.append(record["element"])
        else:
            held[key] = (record["element"], dict(record["held"].items()))
    return held, twice


def _node_row(node: Node) -> _Row:
    return {"id": node.id, MARK: True} | _given(node.properties)


def _link_row(link: Link) -> _Row:
    return {"key": link.key, "source": link.source, "target": link.target, MARK: True} | _given(link.properties)


def _given(properties: Any) -> _Row:
    """Without None: the server keeps no empty property."""
    return {name: value for name, value in properties.items() if value is not None}


def _batches(rows: Iterable[_Row]) -> Iterator[list[_Row]]:
    """Rows in lists that a server of little memory can take in one transaction."""
    batch: list[_Row] = []
    chars = 0
    for row in rows:
        batch.append(row)
        chars += sum(len(value) for value in row.values() if isinstance(value, str))
        if len(batch) == _BATCH_ROWS or chars > _BATCH_CHARS:
            yield batch
            batch, chars = [], 0
    if batch:
        yield batch


def _explained(error: Neo4jError) -> WenzeError:
    if isinstance(error, ConstraintError) or "ConstraintCreationFailed" in (error.code or ""):
        return StoreRefused(
            "服务器上已有不是 wenze 写入、编号却与图谱相同或彼此重复的节点，为不动别人的数据已停下"
            f"（服务器说：{reason(error)}）。请换一个数据库。"
        )
    if isinstance(error, TransientError):
        return StoreBusy(f"服务器正忙或有另一个程序在写，请过一会儿再运行，会接着做完（服务器说：{reason(error)}）。")
    return StoreRefused(f"服务器没有接受图谱（服务器说：{reason(error)}）。请确认是 Neo4j 5 并且这个用户可以写。")
