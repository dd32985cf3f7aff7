"""Short names that a notice defines itself: 甲有限公司(以下简称“甲公司”)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph_builder.claim import Span
from graph_builder.extract.mention import Cells, Mention
from graph_builder.extract.occurrences import occurrences

_DEFINED = re.compile('[（(](?:以下)?(?:统称|简称)(?:为)?[:：]?[“"‘]?(?P<short>[^”"’（()）、]{2,20})[”"’]?[）)]')


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short name and the mention that it stands for; `short` is where it is defined."""

    full: Mention
    short: Mention


def abbreviations(text: str, passages: list[Span], found: list[Mention]) -> Iterator[Abbreviation]:
    """The short names defined right behind a name in these passages."""
    ends = {m.span.end: m for m in found if not m.masked and m.label != "Official"}
    for passage in passages:
        for match in _DEFINED.finditer(text, *passage):
            full = ends.get(match.start())
            if full:
                span = Span(*match.span("short"))
                yield Abbreviation(full, Mention(span.cut(text), full.label, span, "abbreviation"))


def without_parts(text: str, passages: list[Span], defined: list[Abbreviation], found: list[Mention]) -> list[Mention]:
    """Mentions without those that are only part of a defined short name (中院|党组)."""
    places = occurrences(text, passages, sorted({a.short.name for a in defined}))
    whole = {at: span for spans in places.values() for _, span in spans for at in range(*span)}
    return [m for m in found if not (s := whole.get(m.span.start)) or not (s.covers(m.span) and s != m.span)]


def used(text: str, passages: list[Span], defined: list[Abbreviation], cells: Cells) -> Iterator[Mention]:
    """Where defined short names stand that no other name covers; they then hold their cells."""
    shorts = {a.short.name: a.short for a in defined}
    places = occurrences(text, passages, shorts)
    for name, short in shorts.items():
        for _, span in places[name]:
            if cells.take(span):
                yield Mention(name, short.label, span, "abbreviation")
