"""An HTML element as lines: one a block, one a row of a table."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from graph_builder.read import table

_TEXT = {"p", "div", "section", "article", "blockquote", "pre", "center", "h1", "h2", "h3", "h4", "h5", "h6"}
BLOCKS = frozenset(_TEXT | {"ul", "ol", "li", "dl", "dt", "dd", "table", "tr", "caption"})
_SPACE = re.compile("[ \t\r\n]+")


class _Table:
    """A table that is being read: its rows so far and what its open cell covers."""

    def __init__(self) -> None:
        self.rows: list[list[table.Cell]] = []
        self.spans = (1, 1)


class _Writer:
    """Gathers words into lines, lines into cells, cells into tables. Tables too deep are plain blocks."""

    def __init__(self) -> None:
        self._lines: list[list[str]] = [[]]  # of the page, then of each open cell
        self._words: list[str] = []
        self._tables: list[_Table] = []
        self._open: list[bool] = []  # for each <table> and each cell that is open: whether it is told apart

    def say(self, words: str) -> None:
        self._words.append(_SPACE.sub(" ", words))

    def end_line(self) -> None:
        line = _SPACE.sub(" ", "".join(self._words)).strip(" ")
        self._words.clear()
        if line.strip():
            self._lines[-1].append(line)

    def start(self, node: Any) -> None:
        if node.tag in BLOCKS or node.tag == "br":
            self.end_line()
        if node.tag == "table":
            self._open.append(len(self._tables) < table.MOST_NESTED)
            if self._open[-1]:
                self._tables.append(_Table())
        elif node.tag == "tr" and self._at_table():
            self._tables[-1].rows.append([])
        elif node.tag in ("td", "th"):
            self.end_line()
            self._open.append(self._at_table())
            if self._open[-1]:
                self._tables[-1].spans = table.span(node.get("colspan")), table.span(node.get("rowspan"))
                self._lines.append([])

    def end(self, node: Any) -> None:
        if node.tag in BLOCKS or node.tag in ("td", "th"):
            self.end_line()
        if node.tag == "table" and self._open.pop():
            self._lines[-1] += table.lines_of(self._tables.pop().rows)
        elif node.tag in ("td", "th") and self._open.pop():
            own = self._tables[-1]
            own.rows = own.rows or [[]]
            own.rows[-1].append(table.Cell(self._lines.pop(), *own.spans))

    def lines(self) -> list[str]:
        self.end_line()
        return self._lines[0]

    def _at_table(self) -> bool:
        """Whether rows and cells that begin here are those of the innermost table."""
        return bool(self._open) and self._open[-1] and len(self._lines) == len(self._tables)


def lines_of(element: Any) -> list[str]:
    """The element's text with a line for each block, each <br> and each row of a table.

    >>> import lxml.html
    >>> lines_of(lxml.html.fromstring("<div>一<br>二<table><tr><td>甲<td>乙</table></div>"))
    ['一', '二', '甲\\t乙']
    """
    writer = _Writer()
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            writer.start(node)
            writer.say(node.text or "")
        else:
            writer.end(node)
            if node is not element:
                writer.say(node.tail or "")
    return writer.lines()
