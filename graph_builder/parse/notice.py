"""What parsing yields: the parts of a notice, each as a span of its text."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.claim import Span


@dataclass(frozen=True, slots=True)
class Measure:
    """One promised or taken step: its words without the marker (一是, (1) …) that opened it."""

    ordinal: int
    marker: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem as stated and everything that answers it.

    `number` runs 1…N through the notice; `printed` is the number as it stands there.
    `answer` covers the whole reply; `results` are the passages that only report how far it got
    (整改成效: …), which are never measures; `fields` are those that name who is to do it (责任单位: …).
    """

    number: int
    printed: str
    theme: str | None
    span: Span
    answer: Span | None
    measures: tuple[Measure, ...]
    results: tuple[Span, ...]
    fields: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A heading (反馈问题: …) that groups problems; `id` is T1, T2 …"""

    id: str
    span: Span
    problems: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """What stands round the problems, as passages. Absent parts are None.

    `title` may run over several lines; `opening` is the stock sentence on who inspected whom and when;
    `signature` is the issuer's line at the end and `dated` the date below it; `closing` the contact paragraph.
    """

    title: Span | None
    opening: Span | None
    closing: Span | None
    signature: Span | None
    dated: Span | None


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that became no header, problem, measure or result, and what it was taken for."""

    span: Span
    reading: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A parsed notice. `doubts` are passages whose place in the outline is unsure, each with the reason."""

    header: Header
    themes: tuple[Theme, ...]
    problems: tuple[Problem, ...]
    unread: tuple[Unread, ...]
    doubts: tuple[tuple[Span, str], ...]
