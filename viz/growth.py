"""Places for nodes that join a drawn network: what is there stays where it is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence

from viz.layout import APART

Spot = tuple[float, float]
_ACROSS, _DOWN = float(APART[0]), float(APART[1])
_RINGS = 200


class Room:
    """What of the plane is taken, by cells as large as a node and its label."""

    def __init__(self, taken: Iterable[Spot]) -> None:
        self._cells: dict[tuple[int, int], list[Spot]] = {}
        for spot in taken:
            self._take(spot)

    def seat(self, ideal: Spot, *, outwards: float = 0.0, nearest: float = 0.0) -> Spot:
        """Take the free spot next to `ideal`, at least `nearest` rings away, on the side of the angle `outwards`."""
        found = next((spot for spot in _around(ideal, outwards, nearest) if self._is_free(spot)), ideal)
        self._take(found)
        return found

    def _take(self, spot: Spot) -> None:
        self._cells.setdefault(_cell(spot), []).append(spot)

    def _is_free(self, spot: Spot) -> bool:
        column, row = _cell(spot)
        near = (
            other
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for other in self._cells.get((x, y), ())
        )
        return all(abs(spot[0] - x) >= _ACROSS or abs(spot[1] - y) >= _DOWN for x, y in near)


def _cell(spot: Spot) -> tuple[int, int]:
    return math.floor(spot[0] / _ACROSS), math.floor(spot[1] / _DOWN)


def _around(centre: Spot, outwards: float, nearest: float) -> Iterator[Spot]:
    """The centre (if it may be taken), then rings round it, each from the wanted side on to both sides."""
    if not nearest:
        yield centre
    for ring in range(1, _RINGS):
        size = ring + max(nearest - 1, 0)
        seats = max(6, round(6 * size))
        for seat in range(seats):
            turn = (seat + 1) // 2 * (1 if seat % 2 else -1)
            # Half a seat on, so that no link to the second ring runs through a node of the first.
            angle = outwards + 2 * math.pi * (turn + 0.5) / seats
            across, down = size * 1.25 * _ACROSS * math.cos(angle), size * 1.25 * _DOWN * math.sin(angle)
            yield round(centre[0] + across, 1), round(centre[1] + down, 1)


def round_about(shown: Mapping[str, Spot], anchor: str, new: Sequence[str]) -> dict[str, Spot]:
    """Places for `new` nodes round the shown node `anchor`, on its open side first."""
    centre = shown[anchor]
    others = [spot for node, spot in shown.items() if node != anchor]
    outwards = 0.0
    if others:
        x, y = (sum(axis) / len(others) for axis in zip(*others, strict=True))
        outwards = math.atan2(centre[1] - y, centre[0] - x)
    room = Room(shown.values())
    return {node: room.seat(centre, outwards=outwards, nearest=1.0) for node in new}


def along(shown: Mapping[str, Spot], ways: Sequence[Sequence[str]]) -> dict[str, Spot]:
    """Places for the nodes of paths that share both ends: each path a lane from one end to the other."""
    room = Room(shown.values())
    placed: dict[str, Spot] = {}
    start, end = ways[0][0], ways[0][-1]
    steps = max(len(way) for way in ways) - 1
    if start not in shown:
        lowest = max((y for _, y in shown.values()), default=-3 * _DOWN)
        left = min((x for x, _ in shown.values()), default=0.0)
        placed[start] = room.seat((left, lowest + 3 * _DOWN))
    first = placed.get(start) or shown[start]
    if end not in shown:
        placed[end] = room.seat((first[0] + steps * 1.6 * _ACROSS, first[1]))
    last = placed.get(end) or shown[end]
    for lane, way in enumerate(ways):
        shift = (lane + 1) // 2 * (1 if lane % 2 else -1) * 1.4 * _DOWN
        for step, node in enumerate(way[1:-1], 1):
            if node not in shown and node not in placed:
                part = step / (len(way) - 1)
                x, y = (a + part * (b - a) for a, b in zip(first, last, strict=True))
                placed[node] = room.seat((round(x, 1), round(y + shift, 1)))
    return placed
