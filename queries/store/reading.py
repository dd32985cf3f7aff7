"""Which Cypher may reach an engine: one reading statement that stays inside the graph.

An engine's read-only mode guards the graph only. Ladybug 0.22 opened read-only still runs `COPY … TO` (writes any
file), `LOAD FROM` (reads any file), `INSTALL` and `LOAD EXTENSION` (fetch and run code), `CALL timeout=…`
(lifts the limits) and `CHECKPOINT` (leaves the graph unreadable). Neo4j 5 in a transaction opened for reading still
runs `LOAD CSV` (reads any file that the server can), procedures of `dbms.` (settings, others' connections) and
`TERMINATE TRANSACTION`. So those are refused here, by word, before either engine sees them. Neo4j also reads `\\u004c`
as the letter L before it looks for words and quotes, so such escapes are refused as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from graph_builder.errors import BadQuery
from queries.cypher.tokens import Token, tokens

_OPENING = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
_WRITING = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "ALTER", "INSERT", "FOREACH"})
# What describes the graph itself; every other procedure may touch files, settings or the network.
_CALLABLE = frozenset(
    {"show_tables", "table_info", "show_connection", "show_functions", "show_macros", "db_version"}
    | {"db.labels", "db.relationshiptypes", "db.propertykeys"}
)
_ESCAPE = re.compile(r"\\u+[0-9A-Fa-f]{4}")
_ONLY_READING = "图谱只供查询，不能改写。若要更新图谱，请改通报或判断文件后重新运行 wenze build。"


def check(cypher: str, params: Mapping[str, Any]) -> None:
    """Raise `BadQuery` unless `cypher` is one reading statement whose every `$parameter` is given.

    >>> check("MATCH (n:Unit) WHERE n.name = $name RETURN n", {"name": "区委"})
    """
    if _ESCAPE.search(cypher):
        raise BadQuery("查询里不能用 \\u 加数字来写字，请直接写那个字。")
    query = tokens(cypher)
    while query and query[-1].text == ";":
        query.pop()
    if not query:
        raise BadQuery("查询是空的，请写一句 Cypher，例如：MATCH (u:Unit) RETURN u.name LIMIT 10")
    if ("sign", ";") in query:
        raise BadQuery("一次只能运行一句查询，请去掉中间的分号，分开运行。")
    _check_opening(query)
    for at, token in enumerate(query):
        named = at > 0 and query[at - 1].text in {".", ":", "|"}
        if token.word == "LOAD" and not named:
            raise BadQuery("查询里不能用 LOAD 读外部文件或装扩展；这里只能查图谱本身。")
        if token.word == "CALL" and not named:
            _check_call(query[at + 1 :])
    _check_params(query, params)


def _check_opening(query: Sequence[Token]) -> None:
    words = (token.word for token in query)
    opening = next((word for word in words if word not in {"EXPLAIN", "PROFILE", "LOGICAL"}), "")
    if opening in _WRITING:
        raise BadQuery(_ONLY_READING)
    if opening not in _OPENING:
        raise BadQuery("查询须以 MATCH、OPTIONAL MATCH、UNWIND、WITH、RETURN 或 CALL 开头；其他语句在这里不能运行。")


def _check_call(after: Sequence[Token]) -> None:
    if after and after[0].text in {"{", "("}:  # a subquery, whose words are looked at with all others
        return
    name = ""
    for token in after:
        if token.kind != "word" and token.text != ".":
            break
        name += token.text.lower()
    if name not in _CALLABLE:
        raise BadQuery(f"CALL 在这里只能用于查看图谱结构（{'、'.join(sorted(_CALLABLE))}）。")


def _check_params(query: Sequence[Token], params: Mapping[str, Any]) -> None:
    # Ladybug takes a parameter that was not given as NULL, and so answers quietly with nothing.
    missing = sorted({token.text[1:] for token in query if token.kind == "param"} - params.keys())
    if missing:
        raise BadQuery(f"查询用到的参数没有给值：{'、'.join(missing)}。")


def refused_as_writing() -> BadQuery:
    """The error for a query that an engine's own read-only mode refused."""
    return BadQuery(_ONLY_READING)


def stopped() -> BadQuery:
    """The error for a query that its reader stopped."""
    return BadQuery("查询已停止。")
