"""A program of its own: a PDF on standard input → its lines with their places, as JSON on standard output.

It runs apart (see `pdf.py`) because a file of 100 KB can make the PDF engine take minutes and gigabytes.
It prints `{"pages": [[[text, left, right, size], …], …]}` or `{"error": "damaged" | "locked" | "large"}`.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import pypdfium2

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
                pages.append(_lines(text))
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


def _lines(page: Any) -> list[tuple[str, float, float, float]]:
    text = page.get_text_range()
    if len(text) != page.count_chars():  # characters outside the basic plane: places unknown, lines still good
        return [(line.strip(), 0.0, float(len(line)), 1.0) for line in text.splitlines() if line.strip()]
    lines = []
    start = 0
    for line in text.split("\n"):
        places = [start + i for i, character in enumerate(line) if not character.isspace()]
        if places:
            lines.append(_line(page, text, places))
        start += len(line) + 1
    return lines


def _line(page: Any, text: str, places: list[int]) -> tuple[str, float, float, float]:
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
    return "".join(parts), min(box[0] for box in boxes), max(box[2] for box in boxes), size


if __name__ == "__main__":
    main()
