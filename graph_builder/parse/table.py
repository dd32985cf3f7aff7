"""Rows of a table (cells parted by tabs) read by what its header says of each column."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.claim import Span
from graph_builder.parse.line import ROW, Line, Segment, label_role, label_roles

_NUMBER = re.compile("序号|编号|号")
_ANSWERS = ("answer", "measures", "result")


def columns(text: str, span: Span) -> list[str | None] | None:
    """The role of each column if a line is the header of a table of problems, else None.

    A number's column (序号) and a column that no label names have the role `field`.
    """
    words = [re.sub(r"[\s（(].*|\s", "", cell.cut(text).strip()) for cell in cells(text, span)]
    if len(words) < 3:
        return None
    roles = [label_role(w) or next((r for k, r in label_roles().items() if w.endswith(k)), None) for w in words]
    stated = [i for i, role in enumerate(roles) if role in ("problem", "theme")]
    if not stated or not any(role in _ANSWERS for role in roles):
        return None
    # Of a table's columns 反馈问题 | 具体问题 the last states the problem, those before it group problems.
    kept = (*_ANSWERS, "responsible", "outcome")
    return ["problem" if i == stated[-1] else role if role in kept else "field" for i, role in enumerate(roles)]


def cells(text: str, span: Span) -> Iterator[Span]:
    """The cells of a line, empty ones too: between tabs, else between upright strokes."""
    start = span.start
    for match in re.finditer("\t" if "\t" in text[span.start : span.end] else "[|｜]", text[span.start : span.end]):
        yield Span(start, span.start + match.start())
        start = span.start + match.end()
    yield Span(start, span.end)


def row(text: str, span: Span, roles: list[str | None]) -> Line:
    """A row as a line; one that states no problem goes on with the row above it."""
    found = [
        Segment(role, cell) for role, cell in zip(roles, cells(text, span), strict=False) if cell.cut(text).strip()
    ]
    first = next((words for cell in cells(text, span) if (words := cell.cut(text).strip())), "")
    segments = [Segment(None if s.role == "problem" else s.role, s.span) for s in found if s.role != "field"]
    segments.sort(key=lambda s: s.role is not None)
    states = any(s.role is None for s in segments)
    printed = first if states and re.fullmatch(r"[\d一二三四五六七八九十.、]{1,5}", first) else None
    return Line(span, ROW if states else None, printed, span, tuple(segments))
