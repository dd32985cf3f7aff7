"""A program of its own: a PDF on standard input → its lines with their places, as JSON on standard output.

It runs apart (see `pdf.py`) because a file of 100 KB can make the PDF engine take minutes and gigabytes.
It prints `{"pages": [{"lines": [[text, left, right, size, height], …], "rules": …, "glyphs": …}, …]}` or
`{"error": "damaged" | "locked" | "large"}`. `rules` are the boxes of straight strokes and `glyphs` every character
with its box; both only on a page that has rules enough for a table.
"""

from __future__ import annotations

import ctypes
import json
import sys
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_FEWEST_RULES, _MOST_RULES = 5, 4000  # strokes of a page between which they may be a table's, and no drawing
_GAP = 2.0  # widths of a character between two cells of a table row


def main() -> None:
    """Read, with the bounds given as arguments: bytes of memory, seconds of computing, pages, characters."""
    memory, seconds, most_pages, most_characters = map(int, sys.argv[1:5])
    _bound(memory, seconds)
    try:
        with pypdfium2.PdfDocument(sys.stdin.buffer.read()) as document:
            pages: list[Any] = []
            left = most_characters
            for i in range(min(len(document), most_pages)):
                text = document[i].get_textpage()
                left -= text.count_chars()
                if left < 0:
                    break
                rules = _rules(document[i])
                pages.append({"lines": _lines(text), "rules": rules, "glyphs": _glyphs(text) if rules else []})
        print(json.dumps({"pages": pages} if left >= 0 else {"error": "large"}))
    except pypdfium2.PdfiumError as error:
        print(json.dumps({"error": "locked" if "password" in str(error).lower() else "damaged"}))


def _bound(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows: there the parent's time limit alone holds
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def _rules(page: Any) -> list[tuple[float, float, float, float]]:
    """The boxes of the page's upright and lying strokes; none if they are too few or too many for tables."""
    found: list[tuple[float, float, float, float]] = []
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        matrix = path.get_matrix()
        last = first = (0.0, 0.0)
        for i in range(min(pdfium.FPDFPath_CountSegments(path), _MOST_RULES)):
            segment = pdfium.FPDFPath_GetPathSegment(path, i)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = matrix.on_point(x.value, y.value)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            elif kind == pdfium.FPDF_SEGMENT_LINETO:
                found.append(_box(last, point))
            if pdfium.FPDFPathSegment_GetClose(segment):
                found.append(_box(point, first))
            last = point
        if len(found) > _MOST_RULES:
            return []
    straight = [box for box in found if min(box[2] - box[0], box[3] - box[1]) <= _STRAIGHT]
    return straight if len(straight) >= _FEWEST_RULES else []


_STRAIGHT = 1.0  # points that a stroke may lean


def _box(a: tuple[float, float], b: tuple[float, float]) -> tuple[float, float, float, float]:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _glyphs(page: Any) -> list[tuple[str, tuple[float, float, float, float]]]:
    text = page.get_text_range()
    if len(text) != page.count_chars():
        return []
    return [(text[i], page.get_charbox(i, loose=True)) for i in range(len(text)) if not text[i].isspace()]


def _lines(page: Any) -> list[tuple[str, float, float, float, float]]:
    text = page.get_text_range()
    if len(text) != page.count_chars():  # characters outside the basic plane: places unknown, lines still good
        return [(line.strip(), 0.0, float(len(line)), 1.0, 0.0) for line in text.splitlines() if line.strip()]
    lines = []
    start = 0
    for line in text.split("\n"):
        places = [start + i for i, character in enumerate(line) if not character.isspace()]
        if places:
            lines.append(_line(page, text, places))
        start += len(line) + 1
    return lines


def _line(page: Any, text: str, places: list[int]) -> tuple[str, float, float, float, float]:
    """One printed line; a wide gap between two characters is a tab, any other blank a space."""
    boxes = [page.get_charbox(i, loose=True) for i in places]
    size = max(top - bottom for _, bottom, _, top in boxes) or 1.0
    parts = [text[places[0]]]
    for i in range(1, len(places)):
        if boxes[i][0] - boxes[i - 1][2] > _GAP * size:
            parts.append("\t")
        elif places[i] - places[i - 1] > 1:
            parts.append(" ")
        parts.append(text[places[i]])
    middle = (boxes[0][1] + boxes[0][3]) / 2
    return "".join(parts), min(box[0] for box in boxes), max(box[2] for box in boxes), size, middle


if __name__ == "__main__":
    main()
