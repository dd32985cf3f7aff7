"""Towns and villages that act (某镇挪用资金, 督促某镇整改): there the name means the body, not the place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import title_pattern
from graph_builder.lexicon import load

_TOWN = re.compile("(?:镇|乡|街道)$")
_LIST = re.compile("(?:[、和及与][\u3400-\u9fff]{2,7}(?:镇|乡|街道|村|社区)){1,8}(?:等\\d*[\u3400-\u9fff]{0,6})?")


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(any_of(load("names")["acts_as_body"]))


@cache
def _made_to() -> re.Pattern[str]:
    """What stands before a body that is made to act, or nothing of the clause at all."""
    return re.compile(f"(?:^|[^\u3400-\u9fff、]|{any_of(load('names')['makes_act'])})$")


_COMMANDED = re.compile("(?:督促|责令|责成|约谈)$")
"""Behind these a town is made to act, whatever it is to do."""


@cache
def _titled() -> re.Pattern[str]:
    """A post and its holder right behind the town's name."""
    return re.compile(f"(?:原|时任)?{title_pattern()}[\u3400-\u9fff]{{2}}")


def as_body(mention: Mention, field: Span) -> Mention:
    """A town that a field charges with a task (责任单位: 某镇) as the body that it means there."""
    town = mention.label == "Place" and _TOWN.search(mention.name) and field.covers(mention.span)
    return replace(mention, label="Unit") if town else mention


def as_bodies(text: str, span: Span, places: Iterable[Mention]) -> Iterator[Mention]:
    """The places of a passage, those that act as units."""
    commanded = -1
    for place in places:
        if place.rule == "relative_place":
            yield place
            continue
        if place.label == "Place" and _TOWN.search(place.name) and not place.nested:
            start = place.span.start
            follows = start == commanded + 1 and text[commanded] in "、和及与"
            if follows or _COMMANDED.search(text, max(span.start, start - 2), start):
                commanded = place.span.end
                yield replace(place, label="Unit")
                continue
        acts = place.label == "Place" and _TOWN.search(place.name) and not place.nested
        if acts and _made_to().search(text, max(span.start, place.span.start - 4), place.span.start):
            listed = _LIST.match(text, place.span.end, span.end)
            if _acts().match(text, listed.end() if listed else place.span.end, span.end) or _titled().match(
                text, place.span.end, span.end
            ):
                yield replace(place, label="Unit")
                continue
        yield place
