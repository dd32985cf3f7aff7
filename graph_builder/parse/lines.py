"""Text → its lines, each with what opens it: a marker, a label, a statement, or its place in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from graph_builder.claim import Span
from graph_builder.parse.line import TOLD, Line, line_at
from graph_builder.parse.table import columns, row
from graph_builder.parse.told import opened_by_statement, pieces


def lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, without the spaces round it."""
    found: list[Line] = []
    roles: list[str | None] | None = None
    for match in re.finditer("[^\n]*[^\\s][^\n]*", text):
        whole = Span(*match.span())
        span = _trimmed(text, whole)
        tabbed = "\t" in match.group()
        header = columns(text, span) if tabbed else None
        if header:
            roles = header
            found.append(Line(span, None, None, span, ()))
        elif roles and tabbed:
            found.append(row(text, whole, roles))
        else:
            found += _plain(text, span)
    return found


def _plain(text: str, span: Span) -> Iterator[Line]:
    for line in pieces(text, line_at(text, span)):
        yield replace(line, kind=TOLD, printed="") if opened_by_statement(text, line) else line


def _trimmed(text: str, span: Span) -> Span:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
