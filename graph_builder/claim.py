"""A claim: one fact with its words. The atom of wenze; everything later is computed from claims."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Span(NamedTuple):
    """A half-open range of characters of a notice's text.

    >>> Span(0, 2).cut("区委统筹不够有力")
    '区委'
    """

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The words that stand at this span of `text`."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


def problem_in(ref: str) -> int | None:
    """The problem that a reference names, or whose measure it names.

    >>> problem_in("problem#13"), problem_in("measure#13.1"), problem_in("mention@3486-3489")
    (13, 13, None)
    """
    kind, _, number = ref.partition("#")
    return int(number.partition(".")[0]) if kind in ("problem", "measure") else None


class Claim(NamedTuple):
    """One fact: `subject predicate object`, qualified by `value`, and where its words stand.

    `subject` and `object` are references within the notice: `notice`, `inspection`, `theme#T4`,
    `problem#13`, `measure#13.1`, `mention@3486-3489`. `predicate` is a relationship of
    `schema.yaml` or one of the few that describe a node (`NAMES`, `HAS_STATUS` …).
    `quote` is exactly the text at `span`; `rule` says which rule of which `extractor` read it.
    A tuple, as a notice has a thousand of them, which processes hand to each other.
    """

    subject: str
    predicate: str
    object: str | None
    span: Span
    quote: str
    notice: str
    rule: str
    value: Mapping[str, Any] = {}
    extractor: str = "rules"
    confidence: float = 1.0
