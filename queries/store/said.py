"""What an engine says of a query, short enough to read."""

from __future__ import annotations

import re

_CHARS = 300
_PLACE = re.compile(r"\(line:? \d+, (?:offset: \d+|column \d+ \(offset: \d+\))\)")


_IN_CHINESE = (
    (re.compile(r"Cannot find property (\w+) for (\w+)"), "“{1}”没有名为“{0}”的属性"),
    (re.compile(r"Variable `?(\w+)`? (?:is )?not (?:in scope|defined)"), "没有定义过名为“{0}”的变量"),
    (re.compile(r"Table (\w+) does not exist"), "图谱里没有名为“{0}”的类型"),
    (re.compile(r"function (\w+) does not exist|Unknown function '(\w+)'", re.IGNORECASE), "没有名为“{0}”的函数"),
    (re.compile(r"Parser exception|Invalid input"), "语句的写法不对"),
)


def told(said: str) -> str:
    """What an engine says of a query (shortened) as a sentence, in Chinese as far as it is known.

    >>> told("Binder exception: Cannot find property nam for c.")
    '查询没有成功：“c”没有名为“nam”的属性（引擎说：Binder exception: Cannot find property nam for c.）'
    """
    for pattern, words in _IN_CHINESE:
        if match := pattern.search(said):
            return f"查询没有成功：{words.format(*filter(None, match.groups()))}（引擎说：{said}）"
    return f"查询没有成功，引擎说：{said}"


def shortened(said: str) -> str:
    """The first line, or all up to the place in the query that it names; long words in the middle are left out.

    >>> shortened("Invalid input <MATCH (p)\\nRETRN>: expected … (line: 2, offset: 0)\\nmore")
    'Invalid input <MATCH (p) RETRN>: expected … (line: 2, offset: 0)'
    """
    said = said.strip()
    place = _PLACE.search(said)
    line = " ".join(said[: place.end()].split()) if place else next(iter(said.splitlines()), "").strip()
    if len(line) <= _CHARS:
        return line
    end = place.group() if place else ""
    return f"{line[: _CHARS - len(end)]}…{end}"
