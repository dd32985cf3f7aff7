"""What a notice brings to that which only all notices together decide, small enough to be had for all of them."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.build.communities import Tie, ties_of
from graph_builder.build.editions import Imprint, imprint_of
from graph_builder.build.notice import NoticeRows, rows_of
from graph_builder.build.reading import Reading
from graph_builder.build.repeats import Runs, runs_of
from graph_builder.build.rows import NodeRow


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The imprint of a notice, the things it names, their ties to its problems, and the words of its measures."""

    notice: str
    imprint: Imprint
    things: tuple[NodeRow, ...]
    ties: tuple[Tie, ...]
    runs: Runs


def told(reading: Reading) -> tuple[Head, NoticeRows]:
    """The head of a notice, and all its rows."""
    rows = rows_of(reading)
    head = Head(
        reading.notice,
        imprint_of(reading),
        rows.things,
        ties_of(rows.things, rows.own, rows.links),
        runs_of(rows.measures()),
    )
    return head, rows
