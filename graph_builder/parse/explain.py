"""How each line of a notice was read, and what share of it became nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from graph_builder.claim import Span
from graph_builder.parse.document import parse
from graph_builder.parse.notice import Outline

PASSED_OVER = ("outside", "heading")
"""Readings of what ended in no problem, measure or header."""


@dataclass(frozen=True, slots=True)
class Read:
    """A stretch of the text and what it was read as; `number` is the problem it belongs to, if any.

    `reading` is title, opening, closing, signature, dated, theme, problem, answer (its words that are no measure:
    labels, markers), measure, result, responsible, heading, outside or mark (numbers and labels between the parts).
    """

    span: Span
    reading: str
    number: int | None = None


def explain(text: str) -> tuple[list[Read], float]:
    """Every stretch of `text` in order, none left out, and the share of its letters that was passed over."""
    parts = sorted(_parts(parse(text)), key=lambda r: r.span.start - r.span.end)
    painted: list[Read | None] = [None] * len(text)
    for read in parts:  # the longest first, so that what lies in it is painted over it
        painted[read.span.start : read.span.end] = [read] * (read.span.end - read.span.start)
    found: list[Read] = []
    at = 0
    for part, run in groupby(painted):
        span = Span(at, at + len(list(run)))
        at = span.end
        if span.cut(text).strip():
            found.append(Read(span, part.reading, part.number) if part else Read(span, "mark"))
    letters = sum(len(r.span.cut(text).strip()) for r in found)
    over = sum(len(r.span.cut(text).strip()) for r in found if r.reading in PASSED_OVER)
    return found, over / letters if letters else 0.0


def _parts(outline: Outline) -> Iterator[Read]:
    yield from (Read(unread.span, unread.reading) for unread in outline.unread)
    header = outline.header
    for name in ("title", "opening", "closing", "signature", "dated"):
        span = getattr(header, name)
        if span:
            yield Read(span, name)
    yield from (Read(theme.span, "theme") for theme in outline.themes)
    for problem in outline.problems:
        if problem.answer:
            yield Read(problem.answer, "answer", problem.number)
        yield Read(problem.span, "problem", problem.number)
        yield from (Read(m.span, "measure", problem.number) for m in problem.measures)
        yield from (Read(s, "result", problem.number) for s in problem.results)
        yield from (Read(s, "responsible", problem.number) for s in problem.fields)
