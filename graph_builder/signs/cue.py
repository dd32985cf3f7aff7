"""Signs told by words: each a few patterns of `lexicon/signs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import one_of
from graph_builder.lexicon import load

_CLAUSE_ENDS = "，,。；;：:\n"
_SENTENCE_ENDS = "。；;\n"
REACH = 160
"""Characters on either side of a cue that its quoted sentence may have."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign's patterns: found in `part`, taken back by `unless` in its clause, only where `needs` stands too."""

    kind: str
    show: str
    part: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None

    def first(self, text: str, within: Span) -> Span | None:
        """The sentence of the first cue in `within`; None if there is none.

        >>> next(c for c in cues() if c.kind == "petition").first("停工至今。群众反映强烈。", Span(0, 12))
        Span(start=5, end=11)
        """
        if self.needs and not self.needs.search(text, within.start, within.end):
            return None
        for match in self.pattern.finditer(text, within.start, within.end):
            clause = around(text, within, match.span(), _CLAUSE_ENDS)
            if not (self.unless and self.unless.search(text, clause.start, clause.end)):
                return around(text, within, match.span(), _SENTENCE_ENDS)
        return None


@cache
def cues() -> tuple[Cue, ...]:
    """Every sign that words alone decide."""
    return tuple(
        Cue(
            kind,
            row["show"],
            row["part"],
            re.compile(one_of(row["cues"])),
            re.compile(one_of(row["unless"])) if "unless" in row else None,
            re.compile(row["needs"]) if "needs" in row else None,
        )
        for kind, row in load("signs").items()
    )


def told(text: str, part: str, within: Span) -> Iterator[tuple[str, Span]]:
    """Every sign whose words stand in a passage of this part (problem, answer), with its sentence."""
    for cue in cues():
        if cue.part == part and (span := cue.first(text, within)):
            yield cue.kind, span


def around(text: str, within: Span, match: tuple[int, int], ends: str) -> Span:
    """The stretch round a match up to the nearest of `ends`, inside `within` and at most `REACH` each way."""
    least, most = max(within.start, match[0] - REACH), min(within.end, match[1] + REACH)
    start = max((text.rfind(mark, least, match[0]) for mark in ends), default=-1) + 1
    tails = [at for mark in ends if (at := text.find(mark, match[1], most)) >= 0]
    return Span(max(start, least), min(tails, default=most))
