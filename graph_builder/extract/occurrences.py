"""Where names that are known already stand again, all of them found in one pass (Aho–Corasick)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import ahocorasick

from graph_builder.claim import Span


def occurrences(text: str, passages: Iterable[Span], names: Iterable[str]) -> dict[str, list[tuple[Span, Span]]]:
    """For each name, the passages it stands in and where, in reading order; a name never overlaps itself."""
    automaton = ahocorasick.Automaton()
    found: dict[str, list[tuple[Span, Span]]] = {name: [] for name in names}
    for name in found:
        automaton.add_word(name, name)
    if not found:
        return found
    automaton.make_automaton()
    for passage in passages:
        # The automaton copies what it is given: the passage, lest every look cost the whole text.
        for last, name in automaton.iter(passage.cut(text)):
            end = passage.start + last + 1
            span = Span(end - len(name), end)
            places = found[name]
            if not places or places[-1][0] is not passage or places[-1][1].end <= span.start:
                places.append((passage, span))
    return found


@dataclass(frozen=True, slots=True)
class Standing:
    """Where any of some names stands in a text: of those that begin at one place the longest, as a pattern finds them.

    `starts` are in reading order; `ends` tells for each where its names end, the longest first.
    """

    starts: tuple[int, ...]
    ends: dict[int, tuple[int, ...]]

    @classmethod
    def of(cls, places: Iterable[Span]) -> Standing:
        """The places where names stand, in any order."""
        ends: dict[int, set[int]] = {}
        for start, end in places:
            ends.setdefault(start, set()).add(end)
        return cls(tuple(sorted(ends)), {start: tuple(sorted(of, reverse=True)) for start, of in ends.items()})

    def at(self, start: int, limit: int | None = None) -> int | None:
        """Where the longest name that begins at a place, and ends before a limit, ends."""
        return next((end for end in self.ends.get(start, ()) if limit is None or end <= limit), None)

    def within(self, start: int, limit: int) -> Iterator[Span]:
        """The names in a stretch from its start on, none overlapping the one before.

        >>> list(Standing.of([Span(0, 2), Span(0, 3), Span(2, 4)]).within(0, 4))
        [Span(start=0, end=3)]
        """
        first = bisect_left(self.starts, start)
        for at in self.starts[first : bisect_left(self.starts, limit, first)]:
            end = self.at(at, limit) if at >= start else None
            if end is not None:
                yield Span(at, end)
                start = end


def standing(text: str, passage: Span, words: str) -> Iterator[Span]:
    """Where the same words stand in a passage, in reading order."""
    start = text.find(words, *passage)
    while start >= 0:
        yield Span(start, start + len(words))
        start = text.find(words, start + len(words), passage.end)
