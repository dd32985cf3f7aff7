"""Officials: named by a post, a body, a sanction or misconduct beside the name; masked ones (某干部, 易某) apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, one_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import (
    BARRED,
    ended,
    may_be_name,
    name_at,
    name_length,
    no_names,
    one_title,
    surname,
    title_pattern,
    titles,
)
from graph_builder.extract.skipping import found_round
from graph_builder.extract.tokens import is_word, tokens
from graph_builder.lexicon import load
from graph_builder.lexicon.divisions import divisions

_HAN = "[\u3400-\u9fff]"


@cache
def _title() -> re.Pattern[str]:
    """A post without its prefixes, and a bracket that may follow it."""
    return re.compile(f"(?P<title>{one_title()})(?:[（(][^（()）]{{1,30}}[)）])?")


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(f"{any_of(load('people')['title_prefixes'])}$")


@cache
def _masked_role() -> re.Pattern[str]:
    return re.compile(
        f"某(?<!某某)某?(?!些|种|项|个|年|月|类|次|系[副原时])((?:(?![某向对与和及被将由给是]){_HAN}){{0,6}}?{any_of(load('people')['masked_people'])})(?!师|事务所)"
    )


@cache
def _surnamed() -> re.Pattern[str]:
    """A surname right before 某, behind what a name can follow: 免去|匡(某药房主任职务)."""
    return re.compile(
        f"[去予给对将和与、，,。；;长员记任][{load('people')['surnames'].strip()}](?<![对向和与由于从让给将任])$"
    )


@cache
def _masked_name() -> re.Pattern[str]:
    return re.compile(
        f"(?:(?:{surname().pattern}|(?<=、)和)(?:某{{1,2}}|[×xX*＊]{{1,2}})|[×xX*＊]某{{1,2}})(?!{any_of(load('people')['not_after_masked_name'])})"
    )


@cache
def _clause_cue() -> re.Pattern[str]:
    forms = [row["form"] for row in load("sanctions")["forms"]]
    cues = [*load("people")["misconduct"], *load("people")["subject_cues"], *forms]
    return re.compile(
        f"{any_of(cues)}|的[^，,。]{{0,14}}职务|{_HAN}{{2,24}}职务|[(（:：]|[,，](?:男|女|时任|原|曾任|系|现任|因|利用|在)"
    )


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(any_of(load("people")["honorifics"]))


def officials(text: str, span: Span, units: list[Mention]) -> Iterator[Mention]:
    """Every person in a passage whom a post, a body, a sanction or misconduct beside the name gives away."""
    found: list[Mention] = []
    for match in _masked_role().finditer(text, span.start, span.end):
        if _surnamed().search(text, max(span.start, match.start() - 2), match.start()):
            continue
        found.append(Mention(match.group(), "Official", Span(*match.span()), "masked_role", masked=True))
    for name in _masked_names(text, span):
        found.append(Mention(name.cut(text), "Official", name, "masked_name", masked=True))
    weak_titles = frozenset(load("people")["weak_titles"])
    for match in _title().finditer(text, span.start, span.end):
        weak = match.group("title") in weak_titles and not _prefix().search(
            text, max(span.start, match.start() - 4), match.start()
        )
        for person in _person(text, match.end(), span, "after_title"):
            punished = ended().match(text, person.span.end) and not is_word(person.name)
            if not weak or punished or _likely(text, person):
                found.append(person)
        if not weak and (other := _unlisted_name(text, match.end(), span.end)):
            found.append(other)
        rare = _rare_name().match(text, match.end(), span.end)
        if rare and rare.group() not in no_names() and _rare(rare.group()):
            found.append(Mention(rare.group(), "Official", Span(*rare.span()), "after_title"))
    for unit in units:
        if span.covers(unit.span) and not unit.masked:
            found += [
                p
                for p in _person(text, unit.span.end, span, "after_body")
                if _clause_cue().match(text, p.span.end) and _likely(text, p)
            ]
    starts = _clause_starts(text, span)
    for position in starts if _clause_cue().search(text, *span) else ():
        found += [
            p
            for p in _person(text, position, span, "clause_start")
            if _clause_cue().match(text, p.span.end) and (_likely(text, p) or _serves(text, p))
        ]
    found += _list_heads(text, span, starts)
    found += _apposed(text, span, units)
    found += _dotted(text, span)
    for match in _honorific().finditer(text, span.start, span.end):
        found += _before(text, match.start(), span)
    yield from found
    yield from _listed(text, span, found)


_MASK = re.compile("[某×xX*＊]")


def _masked_names(text: str, span: Span) -> Iterator[Span]:
    """Surnames with a mask (易某, 欧阳×), looked for round the masks, which are rare."""
    for match in found_round(_MASK, 2, _masked_name(), text, span):
        yield Span(match.start(), match.end() + _given_behind(text, match.start(), match.end(), span.end))


_NEAR = 4000
"""Characters on either side in which the same name is looked for: a problem and its answer are shorter."""
_TELLS_APART = frozenset("甲乙丙丁戊己")
_NO_GIVEN = frozenset("家父母妻子女儿处名户车方人店村组厂队等之所")
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
    if text.count(text[start : end + 1], max(0, start - _NEAR), start + _NEAR) < 2:
        return 0
    words = tokens(text[end : end + 8])
    return int(len(words.words[0]) == 1 and words.tags[0] in _GIVEN_TAGS)


_GIVEN_TAGS = frozenset({"n", "ng", "g", "nr", "nrt", "nz", "ns", "a", "ag", "tg", "b", "j", "x"})


_LIST_END = re.compile(
    one_of(
        [
            "等(?:\\d+|[一二三四五六七八九十两]+)?[人名]?[^，,。；;]{0,6}?(?=分别|均|被|受)",
            "(?:\\d+|[二三四五六七八九十两]+)?[人名]?(?:分别|均)(?=受|被|给予)",
            "(?:同志)?(?:被|受到)",
        ]
    )
)


_DONE_TO_SEVERAL = re.compile("[被受分均]")
"""What every end of such a list holds one of."""


def _list_heads(text: str, span: Span, starts: Iterable[int]) -> Iterator[Mention]:
    """Names that head a clause as a list whose end tells that they were punished: 甲、乙等5人分别受到…"""
    for position in starts if _DONE_TO_SEVERAL.search(text, *span) else ():
        names: list[Span] = []
        end = name_at(text, position)
        while end is not None and end <= span.end and text[end - 1] not in _BODY_ENDS:
            names.append(Span(position, end))
            if text[end : end + 1] not in ("、", "和", "与"):
                break
            position, end = end + 1, name_at(text, end + 1)
        people = [Mention(text[a:b], "Official", Span(a, b), "listed") for a, b in names]
        if len(names) > 1 and _LIST_END.match(text, names[-1].end) and any(_likely(text, p) for p in people):
            yield from people


@cache
def _dotted_name() -> re.Pattern[str]:
    """A name with a dot (甲乙·丙丁) between a post, a mark or a verb and what can follow a name."""
    ends = "|".join([any_of(load("people")["after_name"]), "党内|政务|开除|[，,。；;、（(]|$"])
    lead = f"(?:(?<=[，,。；;、：:（(\n])|给予|免去|对|由|{any_of(load('people')['titles'])})"
    return re.compile(f"{lead}(?P<name>{_HAN}{{2,6}}(?:[·•・]{_HAN}{{1,8}}?)+?)(?={ends})")


_DOT = re.compile("[·•・]")


def _dotted(text: str, span: Span) -> Iterator[Mention]:
    if not _DOT.search(text, *span):
        return
    for match in _dotted_name().finditer(text, *span):
        yield Mention(match.group("name"), "Official", Span(*match.span("name")), "dotted_name")


@cache
def _office() -> re.Pattern[str]:
    return re.compile(f"(?:原)?{title_pattern()}(?:、(?:原)?{title_pattern()})*[，,；;。：:、）)]")


def _apposed(text: str, span: Span, units: list[Mention]) -> Iterator[Mention]:
    """A name at the head of a clause whose post follows it: 甲某,乙局副局长,…; 甲某(乙局副局长):…"""
    for unit in units:
        mark = unit.span.start - 1
        if unit.masked or mark <= span.start or text[mark] not in "，,（(" or not _office().match(text, unit.span.end):
            continue
        for length in (3, 2, 4):
            start = mark - length
            if start < span.start or (start > span.start and text[start - 1] not in "。；;：:\n，,、"):
                continue
            if name_at(text, start) == mark:
                yield Mention(text[start:mark], "Official", Span(start, mark), "apposed")
                break


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
    if end is None or name[-1] in _BODY_ENDS:
        return None
    if "某" not in name and text[end : end + 1] in _SMALL_PLACES:
        near = (max(0, start - _NEAR), start + _NEAR)
        if text.count(name, *near) <= text.count(text[start : end + 1], *near):
            return None
    return None if text[start : end + 1] in divisions() else end


_BODY_ENDS = frozenset("村社镇乡县区市局厅院校所站办队股室处部组委街寨屯")
"""How names of places and bodies end: such a name is a person's behind a post only (书记李新村)."""
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


def _unlisted_name(text: str, start: int, limit: int) -> Mention | None:
    """A name with no surname of the list (勒伍, 阿基木初) behind a post: before its sanction, or told of elsewhere."""
    if name_at(text, start):
        return None
    match = _sanctioned_name().match(text, start, limit)
    name = match.group("name") if match else text[start : start + 4]
    if match is None and not (start + 4 <= limit and _received_by(text).get(name, False)):
        return None
    common = name in titles() or name[0] == name[1] or any(word in name for word in load("people")["misconduct"])
    if common or name[0] in load("people")["no_name_begins"] or not may_be_name(name):
        return None
    return Mention(name, "Official", Span(start, start + len(name)), "after_title")


@cache
def _sanctioned_name() -> re.Pattern[str]:
    done = "受到|被(?:给予|诫勉|约谈|免|开除|撤|判|问责|责令|立案|留置|政务|党内|依法)"
    return re.compile(f"(?P<name>{_HAN}{{2,4}}?)(?=(?:分别|均)?(?:{done})|党内|政务|进行(?:诫勉|批评|提醒|约谈))")


@lru_cache(maxsize=4)
def _received_by(text: str) -> dict[str, bool]:
    """The four characters at the head of each clause that goes on with a passive: 阿基木初受到…"""
    heads = found_round(_PASSIVE_SIGN, 6, _PASSIVE_HEAD, text, Span(0, len(text)))
    return dict.fromkeys((head[1] for head in heads), True)


_PASSIVE_SIGN = re.compile("[被受因涉同]")
_PASSIVE_HEAD = re.compile(f"(?<!{_HAN})(?:对|给予)?({_HAN}{{4}})(?=被|受到|因|涉嫌|同志)")


def _rare(name: str) -> bool:
    """Whether a word with a rare surname is a name: none of the dictionary's words but those it takes for names."""
    return not is_word(name) or tokens(name).tags[0] in ("nr", "nrt", "nrfg")


@cache
def _rare_name() -> re.Pattern[str]:
    """A name with a surname that mostly is a plain word, before what only a name can stand before."""
    surnames = load("people")["rare_surnames"].strip()
    return re.compile(
        f"[{surnames}](?!{any_of(load('people')['after_name'])}){_HAN}{{1,2}}?"
        f"(?=党内|政务|开除|有期徒刑|拘役|因|进行|作出|分别|涉嫌|给予|予以|[、。；;]|{BARRED.pattern})(?<![的了])"
    )


def _person(text: str, start: int, span: Span, rule: str) -> list[Mention]:
    end = name_at(text, start) if start < span.end else None
    if end is None or end > span.end or (rule != "after_title" and text[end - 1] in _BODY_ENDS):
        return []
    return [Mention(text[start:end], "Official", Span(start, end), rule)]


def _likely(text: str, person: Mention) -> bool:
    """Whether the word cutter, too, takes the words for a person's name."""
    words = tokens(text[person.span.start : person.span.end])
    if surname().match(words.text).end() > 1:  # type: ignore[union-attr]
        return True
    if any(tag in ("nr", "nrt", "nrfg") for tag in words.tags):
        return True
    # A surname by itself and a given name that also is a place or a brand (柳|青云).
    return [len(w) for w in words.words] == [1, 2] and words.tags[1] in ("ns", "nz")


_OFFICE_HELD = re.compile("在?担任|在[\u3400-\u9fff]{2,24}?(?:任职|工作)期间")


def _serves(text: str, person: Mention) -> bool:
    """Whether what follows only a person can do: hold an office (甲某某在担任…期间)."""
    return len(person.name) == 3 and not is_word(person.name) and _OFFICE_HELD.match(text, person.span.end) is not None


@cache
def _clause() -> re.Pattern[str]:
    """Where a clause's subject or object can begin, if a surname stands there."""
    doubles = "".join(name[0] for name in load("people")["double_surnames"])
    firsts = load("people")["surnames"].strip() + doubles
    leads = one_of(["[。；;，,：:.．)）\n年月日对将和与]", "[一二三四五六七八九十]、", "给予|免去|判处|责令|查处了?"])
    return re.compile(f"(?:{leads})(?=[{firsts}]{_HAN})")


def _clause_starts(text: str, span: Span) -> list[int]:
    """Positions at which a clause's subject can stand: after punctuation, a date, 对 or 给予."""
    return [span.start, *(match.end() for match in _clause().finditer(text, *span))]


def _before(text: str, end: int, span: Span) -> list[Mention]:
    """The name that stands right before an honorific: 习近平总书记, 李文清同志."""
    for length in (3, 2, 4):
        start = end - length
        if start >= span.start and name_at(text, start) == end:
            words = tokens(text[max(span.start, start - 6) : end])
            if any(
                words.tags[i] in ("nr", "nrt", "nrfg")
                for i in range(max(0, words.at(len(words.text) - length)), len(words.words))
            ):
                return [Mention(text[start:end], "Official", Span(start, end), "before_title")]
    return []


def _plain_word(text: str, span: Span) -> bool:
    """Whether what could be a name is a word of the dictionary and no name (、安全|与环保部经理)."""
    return is_word(span.cut(text)) and not _likely(text, Mention("", "", span, ""))


_ASIDE = re.compile("[（(][^（()）]{1,40}[)）](?=[、和与])")
"""What a bracket adds to a name in a list: 刘某(另案处理)、王某."""


def _listed(text: str, span: Span, found: list[Mention]) -> Iterator[Mention]:
    """Names in a list with one already known: 甲某、乙、丙等3人."""
    known = {m.span for m in found}
    for mention in list(found):
        position = mention.span.end
        aside = _ASIDE.match(text, position, span.end)
        position = aside.end() if aside else position
        while text[position : position + 1] in ("、", "和", "与") and position < span.end:
            end = name_at(text, position + 1)
            if (
                end is None
                or Span(position + 1, end) in known
                or not re.match("[、和与等分均被受因,，。]|同志", text[end : end + 2])
                or _plain_word(text, Span(position + 1, end))
            ):
                break
            yield Mention(text[position + 1 : end], "Official", Span(position + 1, end), "listed")
            position = end
        start = mention.span.start - 1
        for length in (3, 2):
            if (
                text[start : start + 1] == "、"
                and start - length >= span.start
                and name_at(text, start - length) == start
                and _likely(text, Mention("", "", Span(start - length, start), ""))
            ):
                yield Mention(text[start - length : start], "Official", Span(start - length, start), "listed")
                break
