"""Those removed from a post that the clause names behind them (免去|陈某某|市第二中学校长职务)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.claim import Span
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import (
    BODY_ENDS,
    NEAR,
    name_at,
    name_length,
    surname,
    title_pattern,
)
from graph_builder.lexicon.divisions import divisions

_HAN = "[\u3400-\u9fff]"

_REMOVAL = re.compile(f"免去(?={_HAN}{{4,30}}职务)")


def removed(text: str, span: Span) -> Iterator[Mention]:
    """Those removed from a post that the clause names behind them: 免去|陈某某|市第二中学校长职务."""
    for match in _REMOVAL.finditer(text, *span):
        if _held_by_another(text, match.end(), span.end):
            continue
        end = _removed_name(text, match.end()) or _before_body(text, match.end())
        if end and end < span.end:
            yield Mention(text[match.end() : end], "Official", Span(match.end(), end), "removed")


def _removed_name(text: str, start: int) -> int | None:
    """The end of a name right behind 免去, unless it may as well begin a body's name (免去|柳树村会计职务)."""
    end = name_at(text, start)
    name = text[start:end] if end else ""
    if end is None or name[-1] in BODY_ENDS:
        return None
    if "某" not in name and text[end : end + 1] in _SMALL_PLACES:
        near = (max(0, start - NEAR), start + NEAR)
        if text.count(name, *near) <= text.count(text[start : end + 1], *near):
            return None
    return None if text[start : end + 1] in divisions() else end


_SMALL_PLACES = ("村", "社", "镇", "乡")
"""What ends places that no list holds."""


def _held_by_another(text: str, start: int, limit: int) -> bool:
    """Whether the one removed is named behind his post, right before 职务 (免去某院院长某某职务)."""
    end = text.find("职务", start, min(limit, start + 40))
    words = text[start:end].removesuffix("的") if end > 0 else ""
    return re.search(f"{title_pattern()}(?:{surname().pattern}|某)[\u3400-\u9fff×xX*＊]{{1,2}}$", words) is not None


_BODY_HEAD = re.compile("[村社镇乡县市区州局厅集该]")


def _before_body(text: str, start: int) -> int | None:
    """The end of a name that a body's name follows at once: 免去|方某某|社区居委会主任职务."""
    lengths = (n for n in (3, 2) if _BODY_HEAD.match(text, start + n))
    for length in lengths:
        name, place = text[start : start + length], text[start : start + length + 1]
        if name_length(name) == length and text.count(name) > text.count(place):
            return start + length
    return None
