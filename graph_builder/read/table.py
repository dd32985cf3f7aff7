"""Tables as text: a row a line, its cells parted by tabs; tables used only for layout dissolve into their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_SPAN = 100
"""Columns or rows that one merged cell may cover."""

MOST_NESTED = 12
"""Tables inside tables that are told apart; the text of deeper ones joins the cell round them."""

_LAYOUT_SHARE = 0.8
_LAYOUT_LINES = 5
_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
_BREAK = re.compile(f"(?<=[{_HAN}])\n(?=[{_HAN}])")
_SPACE = re.compile("[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's lines, and how many columns and rows it covers."""

    lines: Sequence[str] = ()
    across: int = 1
    down: int = 1


def lines_of(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """A row a line; a merged cell's text stands in its first place and the others are empty.

    >>> lines_of([[Cell(["问题"], across=2)], [Cell(["账目"]), Cell(["2 项"])]])
    ['问题\\t', '账目\\t2 项']
    """
    if _is_layout(rows):
        return [line for row in rows for cell in row for line in cell.lines]
    return list(_filled(rows))


def span(written: str | None) -> int:
    """A span as a file states it, within bounds."""
    digits = (written or "").strip()
    return max(1, min(int(digits), MOST_SPAN)) if re.fullmatch("[0-9]{1,6}", digits) else 1


def in_one_line(lines: Sequence[str]) -> str:
    """A cell's lines as one: joined with nothing between Chinese characters, with a space elsewhere.

    >>> in_one_line(["账目", "混乱", "3 项", "a"])
    '账目混乱 3 项 a'
    """
    whole = "\n".join(line.strip() for line in lines if line.strip())
    return _SPACE.sub(" ", _BREAK.sub("", whole))


def _filled(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    covered: dict[int, int] = {}  # column → rows still covered from above
    for row in rows:
        texts: list[str] = []
        below: dict[int, int] = {}
        for cell in row:
            while covered.get(len(texts)):
                texts.append("")
            below.update(dict.fromkeys(range(len(texts), len(texts) + cell.across), cell.down))
            texts += [in_one_line(cell.lines)] + [""] * (cell.across - 1)
        while covered.get(len(texts)):
            texts.append("")
        covered = {column: left - 1 for column, left in (covered | below).items() if left > 1}
        if any(texts):
            yield "\t".join(texts)


def _is_layout(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether one cell holds nearly all of the table in several lines, or no row has two cells with text."""
    filled = [[cell for cell in row if cell.lines] for row in rows]
    if all(len(row) < 2 for row in filled):
        return all(len(row) < 2 for row in rows)
    sizes = [(sum(map(len, cell.lines)), len(cell.lines)) for row in filled for cell in row]
    most, count = max(sizes)
    return count >= _LAYOUT_LINES and most >= _LAYOUT_SHARE * sum(size for size, _ in sizes)
