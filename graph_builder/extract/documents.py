"""Documents that a passage cites: titles in 《》, their numbers, and well-known rules named without marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load

LONGEST_TITLE = 160  # characters; a mark left open does not swallow the page
TITLE_MARK = re.compile(r"[《》\n]")
YEAR_IN_BRACKETS = r"[〔\[【(（﹝［] ?(?:19|20)\d\d ?[〕\]】)）﹞］] ?第? ?\d{1,5} ?号"
ATTACHED = re.compile(rf"[(（]?(?P<number>[\u4e00-\u9fff]{{1,14}}{YEAR_IN_BRACKETS})")


@dataclass(frozen=True, slots=True)
class Cited:
    """A document as named in the text; `number` is its printed number (县办发〔2023〕7号) where one stands with it."""

    name: str
    number: str | None
    quote: str
    span: Span


def documents(text: str, span: Span) -> list[Cited]:
    """The documents cited in the passage, in reading order; no two overlap.

    >>> [c.name for c in documents("出台《关于印发〈办法〉的通知》", Span(0, 16))]
    ['《关于印发〈办法〉的通知》']
    """
    found = [_titled(text, title, span.end) for title in titles(text, span)]
    taken = [cited.span for cited in found]
    for pattern in (_lone_number(), _well_known()):
        for match in pattern.finditer(text, span.start, span.end):
            here = Span(*match.span("name"))
            if not any(here.overlaps(other) for other in taken):
                words = here.cut(text)
                number = words if "号" in words and words[-1] == "号" else None
                found.append(Cited(words, number, words, here))
                taken.append(here)
    return sorted(found, key=lambda cited: cited.span)


def titles(text: str, span: Span) -> list[Span]:
    """The outermost 《…》 of the passage, marks included; one left open or broken by a line end is none."""
    pairs: list[Span] = []
    opened: list[int] = []
    for mark in TITLE_MARK.finditer(text, span.start, span.end):
        if mark[0] == "《":
            opened.append(mark.start())
        elif mark[0] == "\n":
            opened.clear()
        elif opened:
            start = opened.pop()
            if mark.end() - start <= LONGEST_TITLE:
                while pairs and pairs[-1].start > start:
                    pairs.pop()
                pairs.append(Span(start, mark.end()))
    return pairs


def _titled(text: str, title: Span, end: int) -> Cited:
    number = ATTACHED.match(text, title.end, end)
    whole = Span(title.start, number.end("number")) if number else title
    return Cited(title.cut(text), number["number"] if number else None, whole.cut(text), whole)


@cache
def _lone_number() -> re.Pattern[str]:
    lexicon = load("documents")
    leads = "|".join(map(re.escape, lexicon["before_number"]))
    ends = re.escape(lexicon["sign_ends"])
    return re.compile(rf"(?:(?<![\u4e00-\u9fff])|{leads})(?P<name>[\u4e00-\u9fff]{{1,8}}[{ends}]?{YEAR_IN_BRACKETS})")


@cache
def _well_known() -> re.Pattern[str]:
    names = sorted(load("documents")["well_known"], key=lambda name: (-len(name), name))
    return re.compile(f"(?P<name>{'|'.join(map(re.escape, names))})")
