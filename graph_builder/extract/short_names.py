"""Short names of what the same problem names in full: 扩建项目, 天合餐饮."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import Prefix

from graph_builder.claim import Span
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.mention import Cells, Mention
from graph_builder.extract.occurrences import occurrences, standing
from graph_builder.extract.tokens import is_word
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"

_BRAND = re.compile(f"{_HAN}{{4}}")
_PART = re.compile("[京津冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔滇藏陕甘青宁新蒙疆][东南西北中](?=[\u3400-\u9fff]{6})")
"""A part of a province at the head of a company's name (湘南|…公司)."""


@cache
def _long_endings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The endings of projects that can stand for the whole name, each with how such a name ends."""
    endings = (end for end in load("names")["project_endings"] if len(end) >= 3)
    return tuple((end, (end, end + "项目", end + "工程")) for end in endings)


_CREW = re.compile("[一二三四五六七八九十][大中]队$")


def short_crews(text: str, passages: list[Span], found: list[Mention]) -> list[Mention]:
    """A crew by its number alone (三大队), where the same problem names it with its body."""
    crews = {m: _CREW.search(m.name) for m in found if m.label == "Unit" and len(m.name) > 3}
    names = {tail.group() for tail in crews.values() if tail}
    cells = Cells(Span(passages[0].start, passages[-1].end), (m.span for m in found))
    spans = [span for name in sorted(names) for passage in passages for span in standing(text, passage, name)]
    return [Mention(s.cut(text), "Unit", s, "short_crew") for s in spans if cells.take(s)]


def short_projects(text: str, passages: list[Span], found: list[Mention]) -> list[Mention]:
    """The last words of a project's name (扩建项目), where the same problem uses them for the project."""
    names = [m.name for m in found if m.label == "Project"]
    ends = {end: None for name in names for end, tails in _long_endings() if end != name and name.endswith(tails)}
    taken = {cell for m in found for cell in range(*m.span)} if ends else set()
    more: list[Mention] = []
    for end in ends:
        for passage in passages:
            for span in standing(text, passage, end):
                if taken.isdisjoint(range(*span)) and not _INSIDE.search(
                    text, max(span.start - 1, passage.start), span.start
                ):
                    taken.update(range(*span))
                    more.append(Mention(end, "Project", span, "short_project"))
    return more


_INSIDE = re.compile("(?![对将把该与和及由的在是为])[\u3400-\u9fff]")
"""A character before a project's last words that shows them to be part of another name (高标准农田|建设项目)."""


def short_companies(text: str, passages: list[Span], found: list[Mention], known: Gazetteer) -> list[Mention]:
    """A company's name without its place, or its brand and trade alone (天合餐饮), where the same problem names it."""
    wanted: dict[str, str] = {}
    for company in (m for m in found if m.label == "Company" and not m.masked):
        place = known.names.at(*company.span) or known.heads.at(*company.span)
        part = None if place else _PART.match(company.name)
        place = company.span.start + part.end() if part else place
        rest = company.name[place - company.span.start :] if place else company.name
        brand = _BRAND.match(rest)
        shorts = [rest] if len(rest) >= 4 and (place or len(rest) >= 8) else []
        shorts += [brand.group()] if brand and len(rest) >= 8 and not is_word(brand.group()) else []
        for short in shorts:
            wanted.setdefault(short, rest)
    if not wanted:
        return []
    cells = Cells(Span(passages[0].start, passages[-1].end), (m.span for m in found))
    more = []
    fulls = [rest[at:] for rest in wanted.values() for at in (0, 2) if len(rest) - at >= 6]
    brands = {full[:2]: full for full in reversed(fulls) if full[:2] not in load("reach")["trades"]}
    for head, found_at in occurrences(text, passages, brands).items():
        for passage, span in found_at:
            whole = Span(span.start, span.end + 2)
            opens = span.start == passage.start or _HEAD.match(text, span.start - 1)
            if whole.end <= passage.end and opens and _abbreviates(whole.cut(text), brands[head]) and cells.take(whole):
                more.append(Mention(whole.cut(text), "Company", whole, "brand_and_trade"))
    for short, found_at in occurrences(text, passages, wanted).items():
        for passage, span in found_at:
            ahead = text[span.start : min(span.start + len(wanted[short]), passage.end)]
            whole = Span(span.start, span.start + Prefix.similarity(ahead, wanted[short]))
            if cells.take(whole):
                more.append(Mention(whole.cut(text), "Company", whole, "short_company"))
    return more


_HEAD = re.compile("[^\u3400-\u9fff]|[对由将向给把被与和及的在经因从为除予促约令]")
"""What a short name can stand behind."""


def _abbreviates(short: str, full: str) -> bool:
    """Whether a brand and two letters say what a company's name without its place says in full (宏昇|化工)."""
    trade = _FORM.sub("", full[2:])
    letters = iter(trade)
    return short[2:] != trade[:2] and all(letter in letters for letter in short[2:])


_FORM = re.compile("(?:集团|控股|股份)*(?:有限责任公司|有限公司|公司|集团)$")
