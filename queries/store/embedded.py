"""The embedded engine (Ladybug) behind the door: one file on disk, opened read-only."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import ladybug as lb

from graph_builder.errors import BadQuery, StoreMissing
from graph_builder.schema import schema
from queries.cypher.late import late
from queries.store import reading
from queries.store.load import STAMP
from queries.store.said import shortened, told
from queries.store.stop import Stop
from queries.store.store import ROW_LIMIT, TIMEOUT_S, Link, Node, Rows, Walk

# An answer is held in the engine's buffer pool before it is fetched: this bounds what a runaway query can take.
_POOL_BYTES = 1 << 30
_PLAIN = frozenset({"STRING", "INT64", "DOUBLE", "BOOL"})
"""Types of columns whose values are plain Python as they come."""
_ENGINE_OWN_NAME = re.compile(r"LABEL\((\w+)\._ID,[^)]*\)")


class EmbeddedStore:
    """A graph file opened for reading; many may be open at once, and one may be shared by threads.

    >>> with EmbeddedStore(path) as store:  # doctest: +SKIP
    ...     store.rows("MATCH (u:Unit) RETURN u.name AS name ORDER BY name").rows
    [('长沙市岳麓区教育局',)]

    Raises `StoreMissing` when there is no readable graph at `path`.
    """

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise StoreMissing(f"没有找到图谱文件 {path}，请先运行 wenze build 生成图谱。")
        try:
            self._database = lb.Database(path, read_only=True, buffer_pool_size=_POOL_BYTES)
        except RuntimeError as error:
            raise StoreMissing(
                f"图谱文件 {path} 打不开，可能已损坏或由别的版本写成（引擎说：{shortened(str(error))}）。"
                "请重新运行 wenze build 生成图谱。"
            ) from error

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
        # A connection each: a timeout belongs to its connection, and threads must not share one.
        stop = stop or Stop()
        with lb.Connection(self._database) as connection, stop.by(connection.interrupt):
            connection.set_query_timeout(max(1, math.ceil(timeout_s * 1000)) if timeout_s is not None else 0)
            try:
                if stop.asked:
                    raise reading.stopped()
                answer = connection.execute(late(cypher), given)
            except RuntimeError as error:
                if stop.asked:
                    raise reading.stopped() from error
                raise _explained(error, timeout_s) from error
            if isinstance(answer, list):
                raise BadQuery("一次只能运行一句查询。")
            with answer:
                columns = tuple(_column(name) for name in answer.get_column_names())
                made_plain = tuple if _PLAIN.issuperset(answer.get_column_data_types()) else _plain_row
                rows: list[tuple[Any, ...]] = []
                while answer.has_next() and (limit is None or len(rows) < limit):
                    rows.append(made_plain(answer.get_next()))
                return Rows(columns, rows, cut=answer.has_next())

    def stamp(self) -> str:
        """What the graph was made from, as `load_tables` was told; empty if nothing was said."""
        try:
            return str(self.rows(f"RETURN {STAMP}() AS stamp").rows[0][0])
        except BadQuery:
            return ""

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _explained(error: RuntimeError, timeout_s: float | None) -> BadQuery:
    reason = shortened(str(error))
    if "read-only database" in reason:
        return reading.refused_as_writing()
    if reason.startswith("Interrupted") and timeout_s is not None:
        return BadQuery(f"查询超过 {timeout_s:g} 秒还没有结果，已停止。请缩小范围（例如写明标签、加条件或 LIMIT）。")
    if "Buffer manager exception" in reason:
        return BadQuery("查询的中间结果太大，内存不够，已停止。请缩小范围（例如写明标签、加条件或 LIMIT）。")
    return BadQuery(told(reason))


def _column(name: str) -> str:
    """A column's name without the engine's inner notation (`LABEL(r._ID,[…])`, `COUNT_STAR()`)."""
    return _ENGINE_OWN_NAME.sub(r"label(\1)", name).replace("COUNT_STAR()", "count(*)").replace("._ID", ".id")


def _plain_row(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(plain(value) for value in row)


def plain(value: Any) -> Any:
    """The engine's value as plain Python, without its internal ids."""
    match value:
        case {"_NODES": nodes, "_RELS": links}:
            return Walk(tuple(plain(node) for node in nodes), tuple(plain(link) for link in links))
        case {"_SRC": _, "_DST": _, "_LABEL": kind}:
            known = schema().edges.get(kind)
            return Link(
                kind, value["key"], value["source"], value["target"], _own(value, known.properties if known else {})
            )
        case {"_ID": _, "_LABEL": label}:
            entry = schema().nodes.get(label)
            return Node(value["id"], label, _own(value, entry.properties if entry else {}))
        case {"offset": int(), "table": int(), **rest} if not rest:
            raise BadQuery("id(…) 给出的是引擎内部编号，没有意义；请改用节点的 id 属性，例如 n.id。")
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case _:
            return value


def _own(value: Mapping[str, Any], properties: Mapping[str, str]) -> dict[str, Any]:
    """Only the properties of the thing's own type: an answer over several labels fills in all the others as NULL."""
    return {name: value.get(name) for name in properties}
