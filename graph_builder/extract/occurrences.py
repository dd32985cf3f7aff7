"""Where names that are known already stand again, all of them found in one pass (Aho–Corasick)."""

from __future__ import annotations

from collections.abc import Iterable

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
