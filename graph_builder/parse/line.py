"""Lines of a notice with the marker that opens them and the labelled segments inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load

_NUMERALS = {
    # The first character apart, so that a search can skip to it.
    "{c}": "[一二三四五六七八九十百零〇][一二三四五六七八九十百零〇]{0,3}",
    "{d}": "[0-9０-９][0-9０-９]{0,2}",
    "{o}": "[①-⑳⑴-⒇❶-❿]",
    "{n}": "(?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})",
}
TOLD = "told"
"""The kind of a line that no marker opens but that states a problem and goes on to answer it."""
ROW = "row"
"""The kind of a table's row."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line that one label governs; `role` is None before any label."""

    role: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what marks it (`kind` as in outline.yaml, `printed` as it stands) and its segments after the marker.

    A paragraph that answers several problems in turn is one `Line` for each of them.
    """

    span: Span
    kind: str | None
    printed: str | None
    body: Span
    segments: tuple[Segment, ...]

    def role(self) -> str | None:
        """The label that opens the line, if any."""
        return self.segments[0].role if self.segments else None

    def has(self, *roles: str) -> bool:
        """Whether any segment of the line bears one of `roles`."""
        return any(s.role in roles for s in self.segments)


@cache
def marker_pattern(kind: str) -> re.Pattern[str]:
    """The compiled pattern of one kind of outline marker, its numeral as group 0."""
    pattern: str = next(m["pattern"] for m in load("outline")["markers"] if m["kind"] == kind)
    for name, form in _NUMERALS.items():
        pattern = pattern.replace(name, form)
    return re.compile(pattern)


@cache
def _marker() -> re.Pattern[str]:
    """Any marker; the name of the group that matched is its kind."""
    kinds = [m["kind"] for m in load("outline")["markers"]]
    return re.compile("|".join(f"(?P<{kind}>{marker_pattern(kind).pattern})" for kind in kinds))


_PREFERENCE = ("answer", "measures", "result", "responsible", "field", "problem", "theme")


@cache
def label_roles() -> dict[str, str]:
    """What each label opens: the most telling of the roles it is listed under."""
    roles: dict[str, str] = {}
    for role in _PREFERENCE:
        for word in load("outline")["labels"][role]:
            roles.setdefault(word, role)
    return roles


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label at the head of a line, and a label inside it."""
    ordered = sorted(label_roles(), key=lambda w: (-len(w), w))
    words = "|".join(map(re.escape, ordered))
    number = f"(?:[(（]?{_NUMERALS['{n}']}[)）]?)?"
    head = re.compile(f"[【\\[（(]?({words}){number}(?:[】\\]）)]?[:：\t]|[】\\]])[ \t]*|({words}){number}[。]?$")
    answering = [w for w in ordered if label_roles()[w] not in ("problem", "theme")]
    inner = re.compile(
        "(?<=[。；;！？）)” \t])[【（(]?(" + "|".join(map(re.escape, answering)) + ")(?:[】）)]?[:：]|】)[ \t]*"
    )
    return head, inner


_LABELS = re.compile("[:：】]")
"""What every label inside a line ends in: few lines hold one."""


def _segments(text: str, body: Span, kind: str | None) -> Iterator[Segment]:
    head, inner = _labels()
    start, role = body.start, None
    opening = head.match(text, body.start, body.end)
    # 二、整改情况 is a section's heading; only a line with no marker of its own can be a bare label.
    if opening and (opening.group(1) or kind is None):
        role, start = label_roles()[opening.group(1) or opening.group(2)], opening.end()
    for found in inner.finditer(text, start, body.end) if _LABELS.search(text, start, body.end) else ():
        yield Segment(role, Span(start, found.start()))
        role, start = label_roles()[found.group(1)], found.end()
    yield Segment(role, Span(start, body.end))


def line_at(text: str, span: Span, kind: str | None = None, printed: str | None = None) -> Line:
    """The line that fills `span`; `kind` says what opens it where no marker of its own does."""
    marker = None if kind else _marker().match(text, *span)
    if marker and marker.end() < span.end:
        kind, printed = marker.lastgroup, marker.group()
    body = marker.end() if marker and marker.end() < span.end else span.start
    while body < span.end and text[body] in " \t\u3000":
        body += 1
    whole = Span(body, span.end)
    return Line(span, kind, printed, whole, tuple(_segments(text, whole, kind)))
