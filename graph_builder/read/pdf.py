"""PDF files with a text layer, taken apart by a process of its own so that a hostile one can be stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from graph_builder.errors import UnreadableNotice
from graph_builder.read.grid import Glyph, continued, grids
from graph_builder.read.layout import Line, paragraphs

MOST_PAGES = 2000
"""Pages that are read; what follows them is an annex of some other kind."""

MOST_CHARACTERS = 5_000_000
"""Characters of all pages together."""

MOST_MEMORY = 2 * 2**30
"""Bytes of address space for the process that reads (not on Windows and macOS, where only time is bounded)."""

MOST_SECONDS = 60
"""Seconds that reading may take."""

_REMEDIES = {
    "locked": "PDF 有密码保护,读不了;请先去除密码。",
    "damaged": "PDF 文件损坏或不完整;请重新下载。",
    "large": f"PDF 文字过多(上限 {MOST_CHARACTERS:,} 字),不像一份通报;请拆分后再读。",
    "stopped": f"PDF 太复杂或有问题,{MOST_SECONDS} 秒、{MOST_MEMORY // 2**30} GB 内存之内读不完;请复制正文存成 txt。",
}


def text_of(data: bytes, name: str) -> str:
    """The text of a PDF, one paragraph a line."""
    found = _found(data)
    if "error" in found:
        raise UnreadableNotice(f"{name}:{_REMEDIES[found['error']]}")
    pages = _paged(found["pages"])
    if sum(len(line.text) for page in pages for line in page) < 20:
        raise UnreadableNotice(f"{name}:PDF 里没有文字(可能是扫描件);请先做文字识别(OCR),或找文字版。")
    return "\n".join(paragraphs(pages))


def _paged(pages: list[dict[str, Any]]) -> list[list[Line]]:
    """The lines of every page, those of ruled tables as one line a row; a table may go on over pages."""
    placed = [_parts(page) for page in pages]
    for above, below in pairwise(placed):
        last = next((i for i in range(len(above) - 1, -1, -1) if isinstance(above[i], Rows)), None)
        first = next((i for i, part in enumerate(below) if isinstance(part, Rows)), None)
        if last is not None and first is not None and not any(map(_told, [*above[last + 1 :], *below[:first]])):
            below[first] = Rows(continued(above[last], below[first]))  # type: ignore[arg-type]
            above.pop(last)
    return [[line for part in page for line in _as_lines(part)] for page in placed]


class Rows(list[str]):
    """The rows of a ruled table, each with its cells parted by tabs."""


def _parts(page: dict[str, Any]) -> list[Line | Rows]:
    """A page's lines, and its tables where they stand between them."""
    glyphs = [Glyph(text, tuple(box)) for text, box in page["glyphs"]]
    tables = [(grid, Rows(grid.rows(glyphs))) for grid in grids([tuple(rule) for rule in page["rules"]])]
    tables = [(grid, rows) for grid, rows in tables if any("\t" in row for row in rows)]
    parts: list[Line | Rows] = []
    waiting = list(tables)
    for text, left, right, size, height in _whole(page["lines"]):
        if any(grid.covers(left + size / 2, height) for grid, _ in tables):
            continue
        while waiting and height < waiting[0][0].ys[-1]:
            parts.append(waiting.pop(0)[1])
        parts.append(Line(text, left, right, size))
    return parts + [rows for _, rows in waiting]


def _whole(lines: list[list[Any]]) -> list[list[Any]]:
    """Lines, those that the engine broke at a change of font put together again: side by side at one height."""
    whole: list[list[Any]] = []
    for text, left, right, size, height in lines:
        last = whole[-1] if whole else None
        if last and height and abs(height - last[4]) < 0.3 * size and -0.2 * size < left - last[2] < 2 * size:
            last[0], last[2], last[3] = last[0] + text, max(right, last[2]), max(size, last[3])
        else:
            whole.append([text, left, right, size, height])
    return whole


def _told(part: Line | Rows) -> bool:
    """Whether a part between two pages' tables is running text and no page number."""
    return isinstance(part, Rows) or "。" in part.text or len(part.text) > 30


def _as_lines(part: Line | Rows) -> list[Line]:
    return [part] if isinstance(part, Line) else [Line(row, 0.0, 0.0, 1.0, row=True) for row in part]


def _found(data: bytes) -> dict[str, Any]:
    bounds = [str(bound) for bound in (MOST_MEMORY, MOST_SECONDS, MOST_PAGES, MOST_CHARACTERS)]
    # -P: the names of the modules beside the program must not hide those of the standard library.
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_pages.py")), *bounds]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    except (subprocess.TimeoutExpired, ValueError):
        return {"error": "stopped"}
