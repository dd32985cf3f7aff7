"""The door to the notices of a graph, wherever they are kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from graph_builder.build.head import Head
from graph_builder.build.repeats import Runs
from graph_builder.build.rows import Tables


class Notices(Protocol):
    """The notices of a graph."""

    def heads(self) -> Iterator[Head]:
        """The head of every notice, in the order of their ids. Asked for more than once."""
        ...

    def runs(self) -> Iterator[Runs]:
        """The runs of every head, in the same order."""
        ...

    def head(self, notice: str) -> Head:
        """The head of one notice."""
        ...

    def rows(self, notice: str) -> Tables:
        """The rows that are a notice's own. Not to be changed."""
        ...

    def measures(self, notice: str) -> Mapping[str, Sequence[str]]:
        """The `id` and the `text` of each of a notice's measures, in their order."""
        ...

    def digest(self, notice: str) -> str:
        """What the rows and the head of a notice are known by: equal only if they are equal."""
        ...

    def sources(self, notice: str) -> tuple[str, ...]:
        """The files that a notice was read from, the first of them the one whose text was kept."""
        ...
