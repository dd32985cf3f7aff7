"""A mention: words of a notice that name a unit, company, official, project or place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter, itemgetter

from graph_builder.claim import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as it stands: `masked` if the text hides who it is, `elided` the level sign left out (教育局 → 区).

    `net` is the recall net that alone saw it, or "" if a rule read it.
    """

    name: str
    label: str
    span: Span
    rule: str
    masked: bool = False
    elided: str = ""
    nested: bool = False
    net: str = ""
    confidence: float = 1.0

    @property
    def ref(self) -> str:
        """The mention's reference in claims."""
        return f"mention@{self.span.start}-{self.span.end}"


_SPAN = attrgetter("span")


def near(mentions: Sequence[Mention], span: Span, reach: int) -> list[Mention]:
    """Of mentions in reading order, those that begin within `reach` characters of a span."""
    first = bisect_left(mentions, span.start - reach, key=lambda m: m.span.start)
    last = bisect_left(mentions, span.end + reach, key=lambda m: m.span.start)
    return list(mentions[first:last])


class Cells:
    """The characters of a stretch of a text, and which of them names hold; others do not count."""

    def __init__(self, stretch: Span, held: Iterable[Span] = ()) -> None:
        self._start = stretch.start
        self._held = bytearray(stretch.end - stretch.start)
        for span in held:
            self._hold(span)

    def _hold(self, span: Span) -> None:
        start, end = self._inside(span)
        if start < end:
            self._held[start:end] = b"\1" * (end - start)

    def _inside(self, span: Span) -> tuple[int, int]:
        start, end, most = span.start - self._start, span.end - self._start, len(self._held)
        return start if start > 0 else 0, end if end < most else most

    def free(self, span: Span) -> bool:
        """Whether no name holds a character of a span."""
        start, end = self._inside(span)
        return start >= end or self._held.find(1, start, end) < 0

    def take(self, span: Span) -> bool:
        """Hold a span for a name if it is free, and say whether it was."""
        start, end = self._inside(span)
        if self._held.find(1, start, end) >= 0:
            return False
        if start < end:
            self._held[start:end] = b"\1" * (end - start)
        return True


class Placed:
    """Mentions in reading order, to look up those at a place without asking all."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=_SPAN)
        self._starts = [m.span.start for m in self._mentions]
        self._reach = list(accumulate((m.span.end for m in self._mentions), max))

    def within(self, span: Span) -> list[Mention]:
        """Those that lie in a span."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return [m for m in self._mentions[first:last] if m.span.end <= span.end]

    def overlapping(self, span: Span) -> list[Mention]:
        """Those that share a character with a span."""
        first, last = bisect_right(self._reach, span.start), bisect_left(self._starts, span.end)
        return [m for m in self._mentions[first:last] if m.span.end > span.start]


def _length_first(mention: Mention) -> tuple[int, int]:
    start, end = mention.span
    return start - end, start


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Mentions without those that overlap a longer one, in reading order; `nested` ones may lie in a longer one.

    Of two equally long, the one whose rule was listed first wins.
    """
    ordered = sorted(found, key=_length_first)
    if len(ordered) < 2:
        return ordered
    spans = [m.span for m in ordered]
    cells = Cells(Span(min(spans).start, max(map(itemgetter(1), spans))))
    kept: list[Mention] = []
    seen: set[tuple[Span, str]] = set()
    for mention in ordered:
        if (mention.span, mention.label) in seen:
            continue
        if not mention.nested and not cells.take(mention.span):
            continue
        seen.add((mention.span, mention.label))
        kept.append(mention)
    return sorted(kept, key=_SPAN)
