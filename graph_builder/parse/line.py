"""Lines of a notice with the marker that opens them and the labelled segments inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load

_NUMERALS = {
    "{c}": "[一二三四五六七八九十百零〇]{1,4}",
    "{d}": r"[0-9０-９]{1,3}",
    "{o}": "[①-⑳⑴-⒇❶-❿]",
    "{n}": "(?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})",
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line that one label governs; `role` is None before any label."""

    role: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what marks it (`kind` as in outline.yaml, `printed` as it stands) and its segments after the marker."""

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
def _kinds() -> tuple[str, ...]:
    return tuple(m["kind"] for m in load("outline")["markers"])


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, frozenset[str]]]:
    """A label at the head of a line, a label inside it, and the roles each label can play."""
    roles: dict[str, set[str]] = {}
    for role, words in load("outline")["labels"].items():
        for word in words:
            roles.setdefault(word, set()).add(role)
    ordered = sorted(roles, key=lambda w: (-len(w), w))
    words = "|".join(map(re.escape, ordered))
    head = re.compile(f"[【\\[（(]?({words})(?:[】\\]）)]?[:：]|[】\\]])[ \t]*|({words})[。]?$")
    answering = [w for w in ordered if roles[w] & {"answer", "measures", "result", "field"}]
    inner = re.compile("(?<=[。；;！？）)” \t])[【]?(" + "|".join(map(re.escape, answering)) + ")[】]?[:：][ \t]*")
    return head, inner, {word: frozenset(names) for word, names in roles.items()}


_PREFERENCE = ("answer", "measures", "result", "field", "problem", "theme")


def _segments(text: str, body: Span, kind: str | None) -> Iterator[Segment]:
    head, inner, roles = _labels()
    start, role = body.start, None
    opening = head.match(text, body.start, body.end)
    # 二、整改情况 is a section's heading; only a line with no marker of its own can be a bare label.
    if opening and (opening.group(1) or kind is None):
        names = roles[opening.group(1) or opening.group(2)]
        role, start = next(r for r in _PREFERENCE if r in names), opening.end()
    for found in inner.finditer(text, start, body.end):
        yield Segment(role, Span(start, found.start()))
        names = roles[found.group(1)]
        role, start = next(r for r in _PREFERENCE if r in names), found.end()
    yield Segment(role, Span(start, body.end))


def lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, without the spaces round it."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        words = match.group()
        start = match.start() + len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start == end:
            continue
        kind = printed = None
        body = start
        for name in _kinds():
            marker = marker_pattern(name).match(text, start, end)
            if marker:
                kind, printed, body = name, marker.group(), marker.end()
                break
        while body < end and text[body] in " \t\u3000":
            body += 1
        span = Span(start, end)
        found.append(Line(span, kind, printed, Span(body, end), tuple(_segments(text, Span(body, end), kind))))
    return found
