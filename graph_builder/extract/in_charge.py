"""People whom a field charges with a rectification (责任领导: 甲某、乙某): bare names that nothing else vouches for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.mention import Mention
from graph_builder.extract.people import name_at, title_pattern
from graph_builder.extract.tokens import is_word
from graph_builder.lexicon import load

_ITEM = re.compile("[^、，,；;。\\s\u3000及和（）()/]+")
_BODY_ENDS = "局科股处部室办委厅院所站队会组司厂区镇乡村县市"
"""Last characters of short names of bodies (安监办), which a surname can begin too."""


_OF_PEOPLE = re.compile("(?:领导|责任人|负责人)[】）)]?[:：\\s]*$")
"""A label that only people stand behind."""


def _surnamed(words: str) -> bool:
    return re.fullmatch(f"[{load('people')['surnames'].strip()}][\u3400-\u9fff]{{1,2}}", words) is not None and (
        words[-1] not in _BODY_ENDS and words not in load("net")["not_people"]
    )


@cache
def _titled() -> re.Pattern[str]:
    return re.compile(f".*{title_pattern()}(?=[\u3400-\u9fff]{{2,4}}$)")


def in_charge(text: str, field: Span, taken: list[Span]) -> Iterator[Mention]:
    """The names in a field that stand alone between marks, or behind a post (副局长甲某), in no span `taken`."""
    people = _OF_PEOPLE.search(text, max(0, field.start - 8), field.start) is not None
    for item in _ITEM.finditer(text, *field):
        words = item.group().removesuffix("同志")
        titled = _titled().match(words)
        start = item.start() + (titled.end() if titled else 0)
        end = item.start() + len(words)
        name = Span(start, end)
        alone = name_at(text[start:end], 0) == end - start and name.cut(text)[-1] not in _BODY_ENDS
        known = people and len(words) <= 3
        if ((alone and not is_word(name.cut(text))) or (known and _surnamed(words))) and not any(
            name.overlaps(t) for t in taken
        ):
            yield Mention(name.cut(text), "Official", name, "in_charge")
