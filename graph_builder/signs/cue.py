"""Signs told by words: each a few patterns of `lexicon/signs.yaml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def told(text: str, part: str, passages: Sequence[Span]) -> list[list[tuple[str, Span]]]:
    """For each passage of this part (problem, answer) the signs whose words stand in it, each with its sentence.

    One cue is looked for in all passages before the next: its pattern then stays in the processor's reach.
    """
    found: list[list[tuple[str, Span]]] = [[] for _ in passages]
    for cue in cues():
        if cue.part == part:
            for signs, within in zip(found, passages, strict=True):
                if span := cue.first(text, within):
                    signs.append((cue.kind, span))
    return found


def around(text: str, within: Span, match: tuple[int, int], ends: str) -> Span:
    """The stretch round a match up to the nearest of `ends`, inside `within` and at most `REACH` each way."""
    least, most = max(within.start, match[0] - REACH), min(within.end, match[1] + REACH)
    head = _last(ends).match(text, least, match[0])
    tail = _next(ends).search(text, match[1], most)
    return Span(head.end() if head else least, tail.start() if tail else most)


@cache
def _last(marks: str) -> re.Pattern[str]:
    return re.compile(f"(?s:.*)[{marks}]")


@cache
def _next(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{marks}]")
