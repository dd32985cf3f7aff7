"""Which Cypher may reach an engine: one reading statement that stays inside the graph.

An engine's read-only mode guards the graph only. Ladybug 0.22 opened read-only still runs `COPY … TO` (writes any
file), `LOAD FROM` (reads any file), `INSTALL` and `LOAD EXTENSION` (fetch and run code), `CALL timeout=…`
(lifts the limits) and `CHECKPOINT` (leaves the graph unreadable), so those are refused here, by word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from graph_builder.errors import BadQuery

_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*(?s:.*?)\*/)
      | (?P<string>'(?:[^'\\]|\\(?s:.))*'|"(?:[^"\\]|\\(?s:.))*")
      | (?P<quoted>`[^`]*`)
      | (?P<param>\$\w+)
      | (?P<word>\w+)
      | (?P<broken>['"`]|/\*)
      | (?P<sign>(?s:.))""",
    re.VERBOSE,
)
_OPENING = frozenset({"MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL"})
_WRITING = frozenset({"CREATE", "MERGE", "SET", "DELETE", "DETACH", "REMOVE", "DROP", "ALTER", "INSERT", "FOREACH"})
# What describes the graph itself; every other procedure may touch files, settings or the network.
_CALLABLE = frozenset(
    {"show_tables", "table_info", "show_connection", "show_functions", "show_macros", "db_version"}
    | {"db.labels", "db.relationshiptypes", "db.propertykeys"}
)
_ONLY_READING = "图谱只供查询，不能改写。若要更新图谱，请改通报或判断文件后重新运行 wenze build。"


def check(cypher: str, params: Mapping[str, Any]) -> None:
    """Raise `BadQuery` unless `cypher` is one reading statement whose every `$parameter` is given.

    >>> check("MATCH (n:Unit) WHERE n.name = $name RETURN n", {"name": "区委"})
    """
    tokens = _tokens(cypher)
    while tokens and tokens[-1] == ("sign", ";"):
        tokens.pop()
    if not tokens:
        raise BadQuery("查询是空的，请写一句 Cypher，例如：MATCH (u:Unit) RETURN u.name LIMIT 10")
    if ("sign", ";") in tokens:
        raise BadQuery("一次只能运行一句查询，请去掉中间的分号，分开运行。")
    words = [text.upper() if kind == "word" else "" for kind, text in tokens]
    _check_opening(words)
    for at, word in enumerate(words):
        named = at > 0 and tokens[at - 1][1] in {".", ":", "|"}
        if word == "LOAD" and not named:
            raise BadQuery("查询里不能用 LOAD 读外部文件或装扩展；这里只能查图谱本身。")
        if word == "CALL" and not named:
            _check_call(tokens[at + 1 :])
    _check_params(tokens, params)


def _tokens(cypher: str) -> list[tuple[str, str]]:
    tokens = [(match.lastgroup or "sign", match.group()) for match in _TOKEN.finditer(cypher)]
    if any(kind == "broken" for kind, _ in tokens):
        raise BadQuery("查询里有引号或注释没有配对，请检查引号是否成对、是否用了半角引号。")
    return [token for token in tokens if token[0] != "skip"]


def _check_opening(words: list[str]) -> None:
    opening = next((word for word in words if word not in {"EXPLAIN", "PROFILE", "LOGICAL"}), "")
    if opening in _WRITING:
        raise BadQuery(_ONLY_READING)
    if opening not in _OPENING:
        raise BadQuery("查询须以 MATCH、OPTIONAL MATCH、UNWIND、WITH、RETURN 或 CALL 开头；其他语句在这里不能运行。")


def _check_call(after: list[tuple[str, str]]) -> None:
    if after and after[0] == ("sign", "{"):
        return
    name = ""
    for kind, text in after:
        if kind != "word" and text != ".":
            break
        name += text.lower()
    if name not in _CALLABLE:
        raise BadQuery(f"CALL 在这里只能用于查看图谱结构（{'、'.join(sorted(_CALLABLE))}）。")


def _check_params(tokens: list[tuple[str, str]], params: Mapping[str, Any]) -> None:
    # Ladybug takes a parameter that was not given as NULL, and so answers quietly with nothing.
    missing = sorted({text[1:] for kind, text in tokens if kind == "param"} - params.keys())
    if missing:
        raise BadQuery(f"查询用到的参数没有给值：{'、'.join(missing)}。")


def refused_as_writing() -> BadQuery:
    """The error for a query that an engine's own read-only mode refused."""
    return BadQuery(_ONLY_READING)
