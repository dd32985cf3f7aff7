"""OFD (GB/T 33190), the fixed-layout format of Chinese authorities: lines put together from placed pieces of text."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graph_builder.errors import UnreadableNotice
from graph_builder.read.layout import Line, paragraphs
from graph_builder.read.package import Package, local, within

REMEDY = "请重新下载,或用 OFD 阅读器另存为 PDF 后再试。"

MOST_PAGES = 2000
"""Pages that are read."""

MOST_CHARACTERS = 5_000_000
"""Characters of all pages together."""

_GAP = 2.0  # widths of a character between two cells of a table row
_MOST_STEPS = 10_000  # advances that one piece of text may state


@dataclass(frozen=True, slots=True)
class _Piece:
    text: str
    x: float
    y: float
    end: float
    size: float


def text_of(data: bytes, name: str) -> str:
    """The text of an OFD file, one paragraph a line."""
    package = Package(data, name, REMEDY)
    pages: list[list[Line]] = []
    left = MOST_CHARACTERS
    for page in _pages(package, name):
        pieces = list(_pieces(page)) if len(pages) < MOST_PAGES else []
        left -= sum(len(piece.text) for piece in pieces)
        if left < 0 or len(pages) == MOST_PAGES:
            raise UnreadableNotice(
                f"{name}:OFD 内容过多(上限 {MOST_PAGES} 页、{MOST_CHARACTERS:,} 字),不像一份通报;请拆分后再读。"
            )
        pages.append(_lines(pieces))
    if not any(pages):
        raise UnreadableNotice(f"{name}:OFD 里没有文字(可能是扫描件);请先做文字识别(OCR),或找文字版。")
    return "\n".join(paragraphs(pages))


def _pages(package: Package, name: str) -> Iterator[Any]:
    """The roots of the pages' contents, in order."""
    root = package.xml("OFD.xml")
    places = [] if root is None else [e.text.strip() for e in root.iter() if local(e) == "DocRoot" and e.text]
    if not places:
        raise UnreadableNotice(f"{name}:OFD 文件损坏或不完整;{REMEDY}")
    for place in (within("", place) for place in places):
        document = package.xml(place)
        for entry in () if document is None else document.iter():
            location = entry.get("BaseLoc") if local(entry) == "Page" else None
            if location is None:
                continue
            page = package.xml(within(place.rpartition("/")[0], location))
            if page is None:
                raise UnreadableNotice(f"{name}:OFD 缺少页面内容,文件不完整;{REMEDY}")
            yield page


def _pieces(page: Any) -> Iterator[_Piece]:
    """The pieces of text on a page with their places; what has no place to stand is left out."""
    for item in page.iter():
        if local(item) != "TextObject" or item.get("Visible") == "false":
            continue
        left, top = [*_numbers(item.get("Boundary")), 0.0, 0.0][:2]
        matrix = _numbers(item.get("CTM"))
        a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        size = next(iter(_numbers(item.get("Size"))), 0.0) or 1.0
        x = y = 0.0
        for code in item:
            text = (code.text or "").strip("\r\n") if local(code) == "TextCode" else ""
            x = next(iter(_numbers(code.get("X"))), x)
            y = next(iter(_numbers(code.get("Y"))), y)
            if text.strip():
                length = _length(code.get("DeltaX"), len(text), size)
                start = left + a * x + c * y + e
                yield _Piece(text, start, top + b * x + d * y + f, start + abs(a) * length, abs(d) * size or size)


def _length(steps: str | None, characters: int, size: float) -> float:
    """How wide a piece is: the advances between its characters, of which `g 3 4.2` is short for three of 4.2."""
    words = (steps or "").split()[:_MOST_STEPS]
    total, known, i = 0.0, 0, 0
    while i < len(words) and known < characters - 1:
        count, used = 1, 1
        if words[i] == "g" and i + 2 < len(words):
            count, used = int(next(iter(_numbers(words[i + 1])), 1)), 3
        total += max(0, min(count, characters)) * next(iter(_numbers(words[i + used - 1])), size)
        known += max(0, count)
        i += used
    return total + max(1, characters - known) * size


def _lines(pieces: list[_Piece]) -> list[Line]:
    """Pieces of about one height as one line, from left to right; a wide gap is a tab."""
    rows: list[list[_Piece]] = []
    for piece in sorted(pieces, key=lambda p: p.y):
        if rows and piece.y - rows[-1][0].y <= 0.5 * min(piece.size, rows[-1][0].size):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda p: p.x)) for row in rows]


def _line(row: list[_Piece]) -> Line:
    parts = [row[0].text]
    for last, piece in pairwise(row):
        gap = piece.x - last.end
        latin = last.text[-1].isascii() and piece.text[0].isascii()
        parts += ["\t" if gap > _GAP * piece.size else " " if latin and gap > 0.2 * piece.size else "", piece.text]
    indent = len(row[0].text) - len(row[0].text.lstrip(" \u3000"))
    size = max(piece.size for piece in row)
    return Line("".join(parts).strip(), row[0].x + indent * size, max(piece.end for piece in row), size)


def _numbers(written: str | None) -> list[float]:
    """The numbers of an attribute; nothing where it holds something else."""
    try:
        numbers = [float(word) for word in (written or "").split()[:8]]
    except ValueError:
        return []
    return numbers if all(map(math.isfinite, numbers)) else []
