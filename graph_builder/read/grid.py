"""Ruled tables on a page: rules and placed characters → rows of cells, as the other formats give them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph_builder.read.table import Cell, lines_of

Box = tuple[float, float, float, float]
"""Left, bottom, right, top; heights grow upwards, as in PDF."""

_NEAR = 3.0  # points by which rules that meet may miss each other
_SHORTEST = 6.0  # points; shorter strokes are the ends of thick rules


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its place."""

    text: str
    box: Box

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        left, bottom, right, top = self.box
        return (left + right) / 2, (bottom + top) / 2


@dataclass(frozen=True, slots=True)
class Grid:
    """The rules of one table: `xs` and `ys` where its columns and rows part, from the left and from the top."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[Box, ...]
    upright: tuple[Box, ...]

    def covers(self, x: float, y: float) -> bool:
        """Whether a point lies inside the table."""
        return self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]

    def rows(self, glyphs: Iterable[Glyph]) -> list[str]:
        """Every row as a line, its cells parted by tabs; where no rule parts two cells they are one."""
        heads = self._heads()
        texts: dict[tuple[int, int], list[str]] = {}
        for glyph in glyphs:
            x, y = glyph.middle
            if self.covers(x, y):
                row = bisect_right([-edge for edge in self.ys], -y) - 1
                column = bisect_right(self.xs, x) - 1
                place = min(row, len(self.ys) - 2), min(column, len(self.xs) - 2)
                texts.setdefault(heads[place], []).append(glyph.text)
        cells: list[list[Cell]] = [[] for _ in self.ys[1:]]
        for place, head in sorted(heads.items()):
            if place == head:
                held = [p for p, h in heads.items() if h == head]
                across = max(c for _, c in held) - head[1] + 1
                down = max(r for r, _ in held) - head[0] + 1
                words = "".join(texts.get(head, ()))
                cells[head[0]].append(Cell([words] if words else [], across, down))
        return lines_of(cells)

    def _heads(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For each place of the grid the upper left place of the cell it is in."""
        heads: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                y = (self.ys[row] + self.ys[row + 1]) / 2
                x = (self.xs[column] + self.xs[column + 1]) / 2
                if column and not _crossed(self.upright, self.xs[column], y, 0):
                    heads[row, column] = heads[row, column - 1]
                elif row and not _crossed(self.across, self.ys[row], x, 1):
                    heads[row, column] = heads[row - 1, column]
                else:
                    heads[row, column] = row, column
        return heads


def _crossed(rules: Sequence[Box], at: float, along: float, axis: int) -> bool:
    """Whether a rule lies at `at` on one axis and covers `along` on the other."""
    other = 1 - axis
    return any(abs(r[axis] - at) <= _NEAR and r[other] - _NEAR <= along <= r[other + 2] + _NEAR for r in rules)


def grids(rules: Sequence[Box]) -> list[Grid]:
    """The tables that a page's rules draw, from the top: at least two columns wide."""
    upright = [r for r in rules if r[2] - r[0] <= _NEAR and r[3] - r[1] >= _SHORTEST]
    across = [r for r in rules if r[3] - r[1] <= _NEAR and r[2] - r[0] >= _SHORTEST]
    found = []
    for bottom, top in _bands([(r[1], r[3]) for r in upright]):
        inner = tuple(r for r in upright if bottom - _NEAR <= r[1] and r[3] <= top + _NEAR)
        lying = tuple(r for r in across if bottom - _NEAR <= r[1] <= top + _NEAR)
        xs = _distinct(r[0] for r in inner)
        ys = _distinct(r[1] for r in lying)
        if len(xs) > 2 and len(ys) > 1:
            found.append(Grid(tuple(xs), tuple(reversed(ys)), lying, inner))
    return sorted(found, key=lambda g: -g.ys[0])


def _bands(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Spans that touch, made one."""
    bands: list[tuple[float, float]] = []
    for low, high in sorted(spans):
        if bands and low <= bands[-1][1] + _NEAR:
            bands[-1] = bands[-1][0], max(bands[-1][1], high)
        else:
            bands.append((low, high))
    return bands


def _distinct(places: Iterable[float]) -> list[float]:
    """Places in order, of those nearly equal the first."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > _NEAR:
            kept.append(place)
    return kept


def continued(above: list[str], below: list[str]) -> list[str]:
    """Rows of a table that goes on from another page's: a repeated header dropped, a row cut in two made whole.

    >>> continued(["序号\\t问题", "1\\t账目"], ["序号\\t问题", "\\t混乱。", "2\\t库存不清。"])
    ['序号\\t问题', '1\\t账目混乱。', '2\\t库存不清。']
    """
    if not above or not below or above[0].count("\t") != below[0].count("\t"):
        return [*above, *below]
    rest = below[1:] if below[0] == above[0] else below
    if rest and rest[0].startswith("\t") and len(above) > 1:
        whole = [a + b for a, b in zip(above[-1].split("\t"), rest[0].split("\t"), strict=True)]
        return [*above[:-1], "\t".join(whole), *rest[1:]]
    return [*above, *rest]
