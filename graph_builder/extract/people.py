"""Officials: named by a post, a body, a sanction or misconduct beside the name; masked ones (某干部, 易某) apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, one_of
from graph_builder.extract.kin import kin_pattern
from graph_builder.extract.masked_people import masked_people
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import (
    BODY_ENDS,
    ended,
    name_at,
    one_title,
    surname,
    title_pattern,
)
from graph_builder.extract.stated import sanction_words
from graph_builder.extract.tokens import is_word, tokens
from graph_builder.extract.unlisted_names import rare_name, unlisted_name
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


@cache
def _title() -> re.Pattern[str]:
    """A post without its prefixes, and a bracket that may follow it."""
    return re.compile(f"(?P<title>{one_title()})(?:[（(][^（()）]{{1,30}}[)）])?")


@cache
def _prefix() -> re.Pattern[str]:
    return re.compile(f"{any_of(load('people')['title_prefixes'])}$")


@cache
def _clause_cue() -> re.Pattern[str]:
    forms = [row["form"] for row in load("sanctions")["forms"]]
    cues = [*load("people")["misconduct"], *load("people")["subject_cues"], *forms]
    return re.compile(
        f"{any_of(cues)}|的[^，,。]{{0,14}}职务|{_HAN}{{2,24}}职务|[(（:：]|[,，](?:男|女|时任|原|曾任|系|现任|因|利用|在)"
    )


@cache
def _acts() -> re.Pattern[str]:
    return re.compile(any_of([word for word in load("people")["after_name"] if len(word) > 1] + ["对", "在"]))


@cache
def _honorific() -> re.Pattern[str]:
    return re.compile(any_of(load("people")["honorifics"]))


def officials(text: str, span: Span, units: list[Mention]) -> Iterator[Mention]:
    """Every person in a passage whom a post, a body, a sanction or misconduct beside the name gives away."""
    found: list[Mention] = []
    found += masked_people(text, span)
    weak_titles = frozenset(load("people")["weak_titles"])
    for match in _title().finditer(text, span.start, span.end):
        weak = match.group("title") in weak_titles and not _prefix().search(
            text, max(span.start, match.start() - 4), match.start()
        )
        for person in _person(text, match.end(), span, "after_title"):
            punished = ended().match(text, person.span.end) and not is_word(person.name)
            if not weak or punished or _likely(text, person) or _stands(text, person.span):
                found.append(person)
        if not weak and (other := unlisted_name(text, match.end(), span.end)):
            found.append(other)
        rare = rare_name(text, match.end(), span.end)
        if rare and (not weak or ended().match(text, rare.span.end)):
            found.append(rare)
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
            if _clause_cue().match(text, p.span.end) and (_likely(text, p) or _surely(text, p))
        ]
    found += _relatives(text, span)
    found += _list_heads(text, span, starts)
    found += _between_sanctions(text, span)
    found += _apposed(text, span, units)
    found += _dotted(text, span)
    for match in _honorific().finditer(text, span.start, span.end):
        if match.group() == "同志" or name_at(text, match.end()) is None:
            found += _before(text, match.start(), span)
    yield from found
    yield from _listed(text, span, found)


_HIS = re.compile("其")


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(kin_pattern())


def _relatives(text: str, span: Span) -> Iterator[Mention]:
    """Relatives and helpers named behind what they are to somebody: 其妻甲某某."""
    if _HIS.search(text, *span):
        for match in _relative().finditer(text, *span):
            yield from (p for p in _person(text, match.end(), span, "relative") if _likely(text, p) or _surely(text, p))


def _between_sanctions(text: str, span: Span) -> Iterator[Mention]:
    """Names between what two of a list received: 给予甲某撤职、|乙某|降级处分."""
    spoken = sanction_words().search(text, *span)
    for match in _received_before().finditer(text, spoken.start(), span.end) if spoken else ():
        end = name_at(text, match.end())
        if end is not None and end <= span.end and ended().match(text, end):
            yield Mention(text[match.end() : end], "Official", Span(match.end(), end), "between_sanctions")


@cache
def _received_before() -> re.Pattern[str]:
    """The end of what one received, where the next of a list can be named."""
    forms = [row["form"] for row in load("sanctions")["forms"] if not row.get("people")]
    return re.compile(f"{any_of(forms)}(?:处分|处理)?[、，,和](?={surname().pattern})")


_LIST_END = re.compile(
    one_of(
        [
            "等(?:\\d+|[一二三四五六七八九十两]+)?[人名]?[^，,。；;]{0,6}?(?=分别|均|被|受)",
            "(?:\\d+|[二三四五六七八九十两]+)?[人名]?(?:分别|均)(?=受|被|给予)",
            "(?:\\d+|[二三四五六七八九十两]+)[人名](?=被|受)",
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
        while end is not None and end <= span.end and text[end - 1] not in BODY_ENDS:
            names.append(Span(position, end))
            if text[end : end + 1] not in ("、", "和", "与"):
                break
            position, end = end + 1, name_at(text, end + 1)
        people = [Mention(text[a:b], "Official", Span(a, b), "listed") for a, b in names]
        if (
            len(names) > 1
            and _LIST_END.match(text, names[-1].end)
            and (
                any(_likely(text, p) for p in people) or not any(_no_person(p.name) or len(p.name) < 3 for p in people)
            )
        ):
            yield from people


@cache
def _dotted_name() -> re.Pattern[str]:
    """A name with a dot (甲乙·丙丁) between a post, a mark or a verb and what can follow a name."""
    ends = "|".join([any_of(load("people")["after_name"]), "党内|政务|开除|[，,。；;、（(]|$"])
    head = "(?<=[，,。；;、：:（(\n])(?![一二三四五六七八九十]是)|[一二三四五六七八九十]是"
    lead = f"(?:{head}|给予|免去|对|由|{any_of(load('people')['titles'])})"
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


def _person(text: str, start: int, span: Span, rule: str) -> list[Mention]:
    end = name_at(text, start) if start < span.end else None
    if end is None or end > span.end or (rule != "after_title" and text[end - 1] in BODY_ENDS):
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


@cache
def _of_a_person() -> re.Pattern[str]:
    """What only a person can be said to be, do or receive: sex, an office held, a sanction that no body is given."""
    office = f"在?(?:担任|任){_HAN}{{2,24}}?(?:期间|时)|在{_HAN}{{2,24}}?(?:任职|工作)期间"
    forms = load("sanctions")["forms"]
    own = {row["form"] for row in forms if row.get("kind", row["form"]) not in load("sanctions")["of_bodies"]}
    passive = "(?:因[^，,。；;]{2,40}?)?(?:被|受到)[^，,。；;]{0,8}?|(?:给予|予以|进行)[^，,。；;]{0,4}?|[:：]"
    received = f"(?:{passive})?(?:{any_of(own)}|党内|政务)|犯[^，,。；;]{{1,12}}罪"
    posts = f"[（(](?:时任|现任|曾任|原|男|女|已退|中共|[^（()）]{{0,20}}{title_pattern()}[)）])"
    return re.compile(f"[，,][男女][，,]|{posts}|{office}|身为|同志|{received}")


def _surely(text: str, person: Mention) -> bool:
    """Whether what follows is said of people alone."""
    return not _no_person(person.name) and _of_a_person().match(text, person.span.end) is not None


@cache
def _clause() -> re.Pattern[str]:
    """Where a clause's subject or object can begin, if a surname stands there."""
    doubles = "".join(name[0] for name in load("people")["double_surnames"])
    firsts = load("people")["surnames"].strip() + doubles
    leads = one_of(
        ["[。；;，,：:.．)）\n年月日对将和与]", "[一二三四五六七八九十][、是]", "给予|免去|判处|责令|查处了?"]
    )
    return re.compile(f"(?:{leads})(?=[{firsts}]{_HAN})")


def _clause_starts(text: str, span: Span) -> list[int]:
    """Positions at which a clause's subject can stand: after punctuation, a date, 对 or 给予."""
    return [span.start, *(match.end() for match in _clause().finditer(text, *span))]


def _before(text: str, end: int, span: Span) -> list[Mention]:
    """The name that stands right before an honorific: 习近平总书记, 李文清同志."""
    for length in (3, 2, 4) if text[end - 1] not in BODY_ENDS else ():
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


_NAMED_AND = re.compile("、(和[㐀-鿿]{2})(?=、)")
"""A name with the surname 和 inside a list, where the word and cannot stand (甲、|和某某|、乙)."""
_ASIDE = re.compile("[（(][^（()）]{1,40}[)）](?=[、和与])")
"""What a bracket adds to a name in a list: 刘某(另案处理)、王某."""


_MARK_BEHIND = re.compile("[、和与等分均被受因,，。]|同志")
_SHORTENED = frozenset("监管投检执技发建保审")
"""What short names of offices end with (安监)."""
_NO_LISTED_ENDS = BODY_ENDS | frozenset("行湾沟坪冲坝店方员长人户线路市场性化度感率型式类级者款费税金票据书证表件期")
"""What words for bodies, places and trades end with that a surname can begin, too (沈家湾, 管护员)."""


def _no_person(name: str) -> bool:
    return is_word(name) or name[-1] in _NO_LISTED_ENDS or (len(name) == 2 and name[-1] in _SHORTENED)


def _listable(text: str, span: Span) -> bool:
    """Whether what could be a name stands in a list of people: before a mark, or before what people do or receive."""
    if _plain_word(text, span):
        return False
    if _MARK_BEHIND.match(text, span.end):
        return True
    name = span.cut(text)
    if _no_person(name) or (len(name) > 2 and is_word(name[-2:]) and is_word(name[:2])):
        return False
    return bool(_clause_cue().match(text, span.end) or _acts().match(text, span.end))


def _stands(text: str, span: Span) -> bool:
    """Whether a name that the word cutter does not know ends behind a plain noun at a mark or at what people do."""
    name = span.cut(text)
    if _no_person(name):
        return False
    return _STOP_BEHIND.match(text, span.end) is not None or _acts().match(text, span.end) is not None


_STOP_BEHIND = re.compile("[、，,。；;（(]")


def _listed(text: str, span: Span, found: list[Mention]) -> Iterator[Mention]:
    """Names in a list with one already known: 甲某、乙、丙等3人."""
    known = {m.span for m in found}
    for mention in list(found):
        position = mention.span.end
        aside = _ASIDE.match(text, position, span.end)
        position = aside.end() if aside else position
        if surnamed := _NAMED_AND.match(text, position, span.end):
            yield Mention(surnamed[1], "Official", Span(*surnamed.span(1)), "listed")
            position = surnamed.end(1)
        while text[position : position + 1] in ("、", "和", "与") and position < span.end:
            end = name_at(text, position + 1)
            if end is None or Span(position + 1, end) in known or not _listable(text, Span(position + 1, end)):
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
