"""A mention: words of a notice that name a unit, company, official, project or place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def near(mentions: Sequence[Mention], span: Span, reach: int) -> list[Mention]:
    """Of mentions in reading order, those that begin within `reach` characters of a span."""
    first = bisect_left(mentions, span.start - reach, key=lambda m: m.span.start)
    last = bisect_left(mentions, span.end + reach, key=lambda m: m.span.start)
    return list(mentions[first:last])


def longest(found: Iterable[Mention]) -> list[Mention]:
    """Mentions without those that overlap a longer one, in reading order; `nested` ones may lie in a longer one.

    Of two equally long, the one whose rule was listed first wins.
    """
    kept: list[Mention] = []
    seen: set[tuple[Span, str]] = set()
    taken: dict[int, None] = {}
    for mention in sorted(found, key=lambda m: (-(m.span.end - m.span.start), m.span.start)):
        if (mention.span, mention.label) in seen:
            continue
        cells = range(mention.span.start, mention.span.end)
        if not mention.nested and any(c in taken for c in cells):
            continue
        if not mention.nested:
            taken.update(dict.fromkeys(cells))
        seen.add((mention.span, mention.label))
        kept.append(mention)
    return sorted(kept, key=lambda m: m.span)
