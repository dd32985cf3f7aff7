"""A Neo4j 5 server behind the door: the same questions and answers as the embedded engine, read-only."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from types import TracebackType
from typing import Any, Self

import neo4j
from neo4j.exceptions import Neo4jError

from graph_builder.errors import BadQuery, StoreBusy, WenzeError
from graph_builder.schema import schema
from queries.store import reading
from queries.store.address import Address
from queries.store.answer import plain
from queries.store.connection import concerns_access, connect, explained, reason
from queries.store.said import told
from queries.store.stop import Stop
from queries.store.store import ROW_LIMIT, TIMEOUT_S, Rows

_PAGE = 1000
_RUN = "wenze_run"
"""The metadata by which a running query is found again."""
_OWN = f"SHOW TRANSACTIONS YIELD transactionId AS id, metaData AS data WHERE data.{_RUN} = $mark RETURN id"
_UNKNOWN = {"01N50": "标签", "01N51": "关系类型", "01N52": "属性"}
_NAMED = re.compile(r"`(.+?)`")


class ServerStore:
    """A graph on a Neo4j server, opened for reading; one may be shared by threads.

    >>> with ServerStore(address("bolt://localhost:7687")) as store:  # doctest: +SKIP
    ...     store.rows("MATCH (u:Unit) RETURN u.name AS name ORDER BY name").rows
    [('长沙市岳麓区教育局',)]

    Credentials come from the environment or a file (see `address.credentials`). Raises `StoreMissing` when nobody
    answers at the address and `StoreRefused` when the server does not let us in.
    """

    def __init__(self, at: Address) -> None:
        self._at = at
        self._driver = connect(at)

    def __repr__(self) -> str:
        return f"ServerStore({self._at})"

    def rows(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        limit: int | None = ROW_LIMIT,
        timeout_s: float | None = TIMEOUT_S,
        stop: Stop | None = None,
    ) -> Rows:
        """See `Store.rows`."""
        given = dict(params or {})
        reading.check(cypher, given)
        page = _PAGE if limit is None else min(limit + 1, _PAGE)
        stop, mark = stop or Stop(), uuid.uuid4().hex
        with explained(self._at):
            try:
                # The server itself refuses whatever writes in a transaction that was opened for reading.
                with (
                    self._driver.session(
                        database=self._at.database, default_access_mode=neo4j.READ_ACCESS, fetch_size=page
                    ) as session,
                    session.begin_transaction(
                        timeout=0 if timeout_s is None else timeout_s, metadata={_RUN: mark}
                    ) as transaction,
                    stop.by(lambda: self._terminate(mark)),
                ):
                    if stop.asked:
                        raise reading.stopped()
                    return _rows(transaction.run(cypher, given), limit)
            except (OverflowError, TypeError, ValueError) as error:
                raise BadQuery("参数的值太大或种类不对，请改成普通的数字、文字或它们的列表。") from error
            except Neo4jError as error:
                if stop.asked:
                    raise reading.stopped() from error
                if concerns_access(error):
                    raise
                raise _explained(error, timeout_s) from error

    def _terminate(self, mark: str) -> None:
        """End the transaction that bears the mark; anyone may end their own."""
        with explained(self._at), self._driver.session(database=self._at.database) as session:
            for record in session.run(_OWN, mark=mark):
                with self._driver.session(database=self._at.database) as other:
                    other.run("TERMINATE TRANSACTION $id", id=record["id"]).consume()

    def close(self) -> None:
        """Let go of the server."""
        self._driver.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _rows(result: neo4j.Result, limit: int | None) -> Rows:
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    cut = False
    for record in result:
        if limit is not None and len(rows) == limit:
            cut = True
            break
        rows.append(tuple(plain(value) for value in record.values()))
    _refuse_misspelt(result.consume())
    return Rows(columns, rows, cut)


def _refuse_misspelt(summary: neo4j.ResultSummary) -> None:
    """Neo4j answers nothing where a name is wrong; the embedded engine says so, and an empty answer would mislead."""
    nodes, edges = schema().nodes, schema().edges
    known = {"id", "key", "source", "target", *nodes, *edges}
    known.update(name for node in nodes.values() for name in node.properties)
    known.update(name for edge in edges.values() for name in edge.properties)
    for status in summary.gql_status_objects:
        what, named = _UNKNOWN.get(status.gql_status), _NAMED.search(status.status_description)
        if what and named and named.group(1) not in known:
            raise BadQuery(f"图谱里没有名为“{named.group(1)}”的{what}，请检查拼写。")


def _explained(error: Neo4jError, timeout_s: float | None) -> WenzeError:
    code = error.code or ""
    if code == "Neo.ClientError.Statement.AccessMode":
        return reading.refused_as_writing()
    if "TransactionTimedOut" in code:
        within = f"{timeout_s:g} 秒" if timeout_s is not None else "服务器的时限"
        return BadQuery(f"查询超过 {within}还没有结果，已停止。请缩小范围（例如写明标签、加条件或 LIMIT）。")
    if "OutOfMemory" in code:
        return BadQuery("查询的中间结果太大，内存不够，已停止。请缩小范围（例如写明标签、加条件或 LIMIT）。")
    if code.startswith("Neo.TransientError"):
        return StoreBusy(f"服务器正忙，请过一会儿再试（服务器说：{reason(error)}）。")
    return BadQuery(told(reason(error)))
