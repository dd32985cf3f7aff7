"""People whom the text hides: a post behind 某 (某干部), a surname with a mask (易某, 欧阳×)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import BARRED, NEAR, goes_on_at, surname
from graph_builder.extract.skipping import found_round
from graph_builder.extract.tokens import tokens
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


@cache
def _masked_role() -> re.Pattern[str]:
    return re.compile(
        f"某(?<!某某)某?(?!些|种|项|个|年|月|类|次|系[副原时])((?:(?![某向对与和及被将由给是的]){_HAN}){{0,6}}?{any_of(load('people')['masked_people'])})(?!师|事务所)"
    )


@cache
def _surnamed() -> re.Pattern[str]:
    """A surname right before 某, behind what a name can follow: 免去|匡(某药房主任职务)."""
    return re.compile(
        f"(?:^|[^\u3400-\u9fff\\d]|[去予给对将和与是长员记任人])[{load('people')['surnames'].strip()}](?<![对向和与由于从让给将任])$"
    )


@cache
def _masked_name() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?:{surname().pattern}|(?<=、)和)(?:某{{1,2}}|[×xX*＊]{{1,2}})|[×xX*＊]某{{1,2}})(?!{any_of(load('people')['not_after_masked_name'])})"
    )


_MASK = re.compile("[某×xX*＊]")


def masked_people(text: str, span: Span) -> Iterator[Mention]:
    """Every person in a passage whom the text hides."""
    for match in _masked_role().finditer(text, span.start, span.end):
        if not _surnamed().search(text[max(span.start, match.start() - 2) : match.start()]):
            yield Mention(match.group(), "Official", Span(*match.span()), "masked_role", masked=True)
    for name in _masked_names(text, span):
        yield Mention(name.cut(text), "Official", name, "masked_name", masked=True)


def _masked_names(text: str, span: Span) -> Iterator[Span]:
    """Surnames with a mask (易某, 欧阳×), looked for round the masks, which are rare."""
    for match in found_round(_MASK, 2, _masked_name(), text, span):
        yield Span(match.start(), match.end() + _given_behind(text, match.start(), match.end(), span.end))


_TELLS_APART = frozenset("甲乙丙丁戊己")
_NO_GIVEN = frozenset("店院处田地厂楼屋房案款货账家父母妻子女儿处名户车方人店村组厂队等之所")
"""Nouns of one character that behind a masked name are no part of it (李某家)."""


def _given_behind(text: str, start: int, end: int, limit: int) -> int:
    """1 if the character behind a mask is part of the name (符某民, 王某甲), else 0: two such men are not one."""
    last = text[end : end + 1]
    if end >= limit or text[end - 1] != "某" or not "\u3400" <= last <= "\u9fff":
        return 0
    if last in _TELLS_APART:
        return 1
    if last in _NO_GIVEN or text.startswith(tuple(load("people")["after_name"]), end):
        return 0
    once = text.count(text[start : end + 1], max(0, start - NEAR), start + NEAR) < 2
    if once and not (BARRED.match(text, end + 1) or goes_on_at(text, end + 1)):
        return 0
    words = tokens(text[end : end + 8])
    return int(len(words.words[0]) == 1 and words.tags[0] in _GIVEN_TAGS)


_GIVEN_TAGS = frozenset({"n", "ng", "g", "nr", "nrt", "nz", "ns", "a", "ag", "tg", "b", "j", "x"})
