"""What a notice brings to that which only all notices together decide, small enough to be had for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph_builder.build.communities import Tie, ties_of
from graph_builder.build.editions import Imprint, imprint_of
from graph_builder.build.notice import rows_of
from graph_builder.build.reading import Reading
from graph_builder.build.repeats import Runs, runs_of
from graph_builder.build.rows import NodeRow, Tables


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The imprint of a notice, the things it names, their ties to its problems, and the words of its measures.

    `names` are the ids of the things, sorted; `thing` gives the row of the one at a place.
    """

    notice: str
    imprint: Imprint
    names: tuple[str, ...]
    thing: Callable[[int], NodeRow]
    ties: tuple[Tie, ...]
    runs: Runs

    def things(self) -> Iterator[NodeRow]:
        """The rows of all things that it names."""
        return (self.thing(at) for at in range(len(self.names)))


def told(reading: Reading) -> tuple[Head, Tables]:
    """The head of a notice, and the rows that are its own: all but the things."""
    own, things, links = rows_of(reading)
    names = tuple(thing.id for thing in things)
    runs = runs_of([row for row in own if row.label == "Measure"])
    head = Head(reading.notice, imprint_of(reading), names, things.__getitem__, ties_of(things, own, links), runs)
    return head, Tables([*own, *links])
