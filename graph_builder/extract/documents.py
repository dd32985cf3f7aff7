"""Documents that a passage cites: titles in 《》, their numbers, and well-known rules named without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.lexicon import load

LONGEST_TITLE = 160  # characters; a mark left open does not swallow the page
TITLE_MARK = re.compile(r"[《》\n]")
YEAR_IN_BRACKETS = r"[〔\[【(（﹝［] ?(?:19|20)\d\d ?[〕\]】)）﹞］] ?第? ?\d{1,5} ?号"
NUMBERED = re.compile(YEAR_IN_BRACKETS)
SIGN = re.compile(r"[\u4e00-\u9fff]+$")
LONGEST_SIGN = 12  # characters
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
    for lone in (*_lone_numbers(text, span), *(Span(*m.span()) for m in _well_known().finditer(text, *span))):
        words = lone.cut(text)
        found.append(Cited(words, words if words.endswith("号") else None, words, lone))
    if len(found) < 2:
        return found
    apart: list[Cited] = []
    for cited in sorted(found, key=lambda cited: (cited.span.start, -cited.span.end)):
        if not apart or apart[-1].span.end <= cited.span.start:
            apart.append(cited)
    return apart


def titles(text: str, span: Span) -> list[Span]:
    """The outermost 《…》 of the passage, marks included; one left open or broken by a line end is none."""
    pairs: list[Span] = []
    if text.find("《", *span) < 0:
        return pairs
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


def _lone_numbers(text: str, span: Span) -> Iterator[Span]:
    """Document numbers such as 市政办发〔2023〕7号, from the issuer's sign on."""
    for year in NUMBERED.finditer(text, *span) if text.find("号", *span) >= 0 else ():
        reach = max(span.start, year.start() - LONGEST_SIGN)
        sign = SIGN.search(text, reach, year.start())
        lead = max((m.end() for m in _lead().finditer(text, sign.start(), year.start())), default=0) if sign else 0
        if sign and (start := max(sign.start(), lead)) < year.start():
            yield Span(start, year.end())


@cache
def _lead() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("documents")["before_number"])))


@cache
def _well_known() -> re.Pattern[str]:
    return re.compile(any_of(load("documents")["well_known"]))
