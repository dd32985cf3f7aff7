"""Tables as an Excel workbook: texts that stay texts, whatever they hold.

XlsxWriter writes it: a maintained package without dependencies, which streams rows to disk and puts no clock into
the file. (openpyxl takes every text that begins with = for a formula and stamps the day.)
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from graph_builder.errors import NotExported
from graph_builder.whole import whole_file
from queries.tables import shown

Sheet = tuple[Sequence[str], Iterable[Sequence[Any]]]
"""A sheet's column names and its rows; a cell is whatever a query's answer may hold."""

MAX_ROWS = 1_048_576
MAX_CHARS = 32_767
"""Characters of one cell; Excel holds no more."""
_NAME_CHARS = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_FORMULA = ("=", "+", "-", "@", "\t", "\n", "'")
"""What Excel would read as a formula were the cell edited: such a cell is marked as text once more."""
_WIDE, _MEASURED = 60, 200
"""Widest column, and the rows by which widths are chosen."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# The format wants a date of creation; the same one keeps the same tables the same bytes.
_CREATED = datetime(2000, 1, 1)


def write_xlsx(path: Path, sheets: Mapping[str, Sheet]) -> None:
    """Write one sheet for each entry, in order, with a heading row that stays in view and can be filtered.

    >>> write_xlsx(path, {"问题": (("题号", "原文"), [(1, "=1+1")])})  # doctest: +SKIP

    Numbers are numbers, all else is text; a longer text than Excel holds ends in …. Raises `NotExported` for more
    rows than a sheet has.
    """
    with whole_file(path) as beside:
        # The writer takes a path for what its ending says, and this one has none that it knows.
        book = xlsxwriter.Workbook(str(beside), _OPTIONS)
        try:
            book.set_properties({"created": _CREATED})
            formats = {
                "head": book.add_format({"bold": True, "bg_color": "#ECEFF1", "valign": "top"}),
                "text": book.add_format({"text_wrap": True, "valign": "top"}),
                "marked": book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            }
            names = set[str]()
            for name, (columns, rows) in sheets.items():
                _fill(book.add_worksheet(_sheet_name(name, names)), columns, rows, formats)
        finally:
            book.close()


def _fill(sheet: Any, columns: Sequence[str], rows: Iterable[Sequence[Any]], formats: Mapping[str, Any]) -> None:
    stream = iter(rows)
    first = list(itertools.islice(stream, _MEASURED))
    for at, column in enumerate(columns):
        widths = [_width(column) + 3, *(_width(_text(row[at])) + 1 for row in first)]
        sheet.set_column(at, at, min(max(widths), _WIDE))
        sheet.write_string(0, at, _text(column), formats["head"])
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(itertools.chain(first, stream), 1):
        if last >= MAX_ROWS:
            raise NotExported(f"有一张表超过 {MAX_ROWS - 1} 行，Excel 装不下；请改用 csv 格式，或缩小范围。")
        for at, cell in enumerate(row):
            _write(sheet, last, at, cell, formats)
    if columns:
        sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Any, row: int, column: int, cell: Any, formats: Mapping[str, Any]) -> None:
    # Excel keeps 15 digits of a number; a longer one is shown whole as text.
    if isinstance(cell, (int, float)) and not isinstance(cell, bool) and math.isfinite(cell) and abs(cell) < 1e15:
        sheet.write_number(row, column, cell, formats["text"])
        return
    text = _text(cell)
    if text:
        sheet.write_string(row, column, text, formats["marked" if text.startswith(_FORMULA) else "text"])


def _text(cell: Any) -> str:
    text = (str(cell) if isinstance(cell, float) else shown(cell)).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARS:
        text = text[: MAX_CHARS - 1] + "…"
    # The writer passes a text of this form through as markup.
    return text + " " if text.startswith("<r>") and text.endswith("</r>") else text


def _width(text: str) -> int:
    """Columns of a text's longest line on screen: a Chinese character takes two."""
    return max(
        (sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line[:_WIDE]) for line in text.split("\n")),
        default=0,
    )


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that Excel admits and no other sheet has."""
    plain = _NOT_IN_NAMES.sub(" ", name).strip(" '")[:_NAME_CHARS] or "表"
    found = plain
    for number in itertools.count(2):
        if found.casefold() not in taken and found.casefold() != "history":
            taken.add(found.casefold())
            return found
        found = f"{plain[: _NAME_CHARS - len(str(number)) - 1]} {number}"
    raise AssertionError("numbers do not end")
