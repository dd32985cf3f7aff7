"""Further occurrences of names that a rule found elsewhere in the notice."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.mention import Cells, Mention
from graph_builder.extract.occurrences import occurrences
from graph_builder.extract.person_name import title_pattern

_HAN = "[\u3400-\u9fff]"


def _stands_alone(text: str, passage: Span, span: Span) -> bool:
    """Whether a two-character name stands where only a name can: between marks or 对 and a verb or list mark."""
    before = text[span.start - 1] if span.start > passage.start else "。"
    return before in "，,。；;、：:\n对和与及给予" and bool(
        re.match("[、，,和与及]|分别|被|受|因|等|同志", text[span.end : span.end + 2])
    )


def _behind_title(text: str, passage: Span, span: Span) -> bool:
    """Whether a name stands right behind a post (水利局办公室主任|苏云用…)."""
    if text.startswith("的", span.start - 1):
        return _served().search(text, max(passage.start, span.start - 32), span.start) is not None
    return _post().search(text, max(passage.start, span.start - 10), span.start) is not None


@cache
def _served() -> re.Pattern[str]:
    """An office and who held it (时任甲科科长的|某某)."""
    return re.compile(f"(?:时任|曾任){_HAN}{{0,24}}?{title_pattern()}的$")


@cache
def _post() -> re.Pattern[str]:
    return re.compile(f"{title_pattern()}$")


def repeated(text: str, passages: list[Span], found: list[Mention], cells: Cells) -> list[Mention]:
    """Add further occurrences of full names of people and companies that a rule found elsewhere in the notice.

    `cells` are those that names hold; the added ones then hold theirs.
    """
    names = {
        m.name: m
        for m in found
        if not m.masked
        and (
            m.label in ("Company", "Official")
            or (m.rule in ("internal_office", "founded_task_force") and len(m.name) >= 4)
        )
    }
    weak = {n for n, m in names.items() if m.rule == "clause_start"}
    places = occurrences(text, passages, names)
    more: list[Mention] = []
    for name, model in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        for passage, span in places[name]:
            tells = name not in weak and (len(name) > 2 or _stands_alone(text, passage, span))
            if cells.free(span) and (tells or _behind_title(text, passage, span)) and cells.take(span):
                more.append(replace(model, span=span, rule="repeated"))
    return more
