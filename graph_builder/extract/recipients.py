"""Whom a sanction's sentence names as its recipient: as object (对X给予…, 免去X…) or as subject (X被…)."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.objects import done_to, towards
from graph_builder.extract.person_name import BODY_ENDS, may_be_name, title_pattern
from graph_builder.extract.stated import Stated, clause_of
from graph_builder.extract.subjects import acts_on, bare, governed, has_subject, others_between, unread_name
from graph_builder.lexicon import load


@cache
def _group() -> re.Pattern[str]:
    nouns = any_of(load("people")["groups"])
    leads = any_of(load("people")["group_leads"])
    done = "(?:均|都|先后)?(?:被|受|进行|予以|给予|作出|分别|实施|采取)"
    several = "(?:\\d+|[一二两三四五六七八九十]+)(?:余)?(?:[名位]|个(?=[^，,。；;、]{0,12}?[人员部]))"
    counted = f"{several}[^，,。；;、被受对给予以\\d]{{1,14}}?(?={done})"
    number = "(?:\\d+|[一二两三四五六七八九十]+)(?:余)?[名位]"
    of = f"(?:{leads}|平台公司|单位|部门|科室|股室|镇村|[\u3400-\u9fff]{{2}}(?=负责人|干部))?"
    caused = "(?:\\d+|[一二两三四五六七八九十]+)[名位][\u3400-\u9fff]{1,8}?(?=因[^，,。；;]{2,20}?被)"
    sole = "(?<![等\\d])(?:\\d+|[一二两三四五六七八九十]+)人(?=(?:均|先后|分别)?(?:因[^，,。；;]{2,16})?(?:被|受到))"
    return re.compile(
        f"{counted}|{caused}|{sole}|(?<=给予)(?:\\d+|[一二两三四五六七八九十]+)人(?=党|政务|诫勉)|(?:{number}|{leads})(?:的)?{of}{nouns}(?!等?(?:方面|方式|问题线索))"
    )


def parties_in(text: str, span: Span, people: list[Mention]) -> list[Mention | Span]:
    """The people and groups named in a stretch of text, in order."""
    named: list[Mention | Span] = [
        p for p in people if span.covers(p.span) and not _of_another(text, p) and not acts_on(text, p.span)
    ]
    for match in _group().finditer(text, span.start, min(len(text), span.end + 2)):
        group = Span(*match.span())
        if group.end <= span.end and not any(isinstance(p, Mention) and p.span.overlaps(group) for p in named):
            named.append(group)
    named = sorted(named, key=_start)
    return [
        p
        for i, p in enumerate(named)
        if isinstance(p, Mention) or not (_in_apposition(text, p, named[i + 1 :]) or _sums_up(text, p, named[:i]))
    ]


@cache
def _leads_to() -> re.Pattern[str]:
    """What shows that a name only says whose relative, subordinate or case somebody or something is."""
    words = load("people")
    return re.compile(
        f"(?:的|之)(?:{any_of(words['of_his'])})|{any_of(words['relatives'])}|所[在属]"
        f"|(?:分管|主管|负责|任职|领导)的[^，,。；;]{{1,14}}?(?=被|受到)|[^，,。；;、]{{0,8}}案(?:中|件|涉案|有关|相关|同案|所涉|背后|牵出|行贿|受贿|发(?![，,]))"
    )


def _of_another(text: str, person: Mention) -> bool:
    """Whether a name only leads to somebody else: 甲某之妻, 甲某的下属, 甲某受贿案中行贿人."""
    return _leads_to().match(text, person.span.end) is not None


def _sums_up(text: str, group: Span, before: list[Mention | Span]) -> bool:
    """Whether a count of people only sums up the names right before it (甲某、乙某2名村干部)."""
    return bool(before) and isinstance(before[-1], Mention) and before[-1].span.end == group.start


def _in_apposition(text: str, group: Span, following: list[Mention | Span]) -> bool:
    """Whether the words for a group only introduce the person named right after (主要负责人甲集团原董事长某某)."""
    if not following or not isinstance(following[0], Mention) or re.search("\\d|名", group.cut(text)):
        return False
    return not re.search("[、，,和与及；;]", text[group.end : following[0].span.start])


_NAMELESS = re.compile("(?:处分|处理|[、，,；和与及并且还另再被其]|同时|给予|予以|受到|依法|分别|进行|作出)*")
"""What may stand between two sanctions of one person."""
_NAMES_SOMEBODY = re.compile("(?:对|给予|责令|责成|将|判处(?!罚金))[\u3400-\u9fff\\d]{2,}")
_DONE_TO = re.compile(
    "(?:对|给予|责令|责成|将)(?:此|该)?(?:进行|予以|作出|作|给予|其|[\u3400-\u9fff]{0,6}(?:问题|行为|情况)(?:进行|予以|给予)?)"
)
"""Words between 对 and a sanction that name nobody."""


def object_of(
    text: str, sentence: Span, clause: Span, run: list[Stated], people: list[Mention], floor: int
) -> tuple[list[Mention | Span], int] | None:
    """Recipients that the words name as object: 对X给予…, 给予X…, 免去X…, 依法查处了X,Y."""
    first, last = run[0], run[-1]
    lead = text[clause.start : first.span.start]
    if first.form.acts and not re.search("被|均|相继|才", lead):
        objects = parties_in(text, Span(first.span.end, sentence.end), people)
        nearest = min(map(_start, objects), default=clause.end)
        # 查处问题2起,对2名责任人给予…: the clause has an object of its own.
        return (objects, first.span.start) if objects and nearest < clause.end else None
    if first.form.takes and not re.search("对|将|被|受到?|进行|予以|给予", lead):
        taken = [p for p in parties_in(text, Span(first.span.end, clause.end), people) if isinstance(p, Mention)]
        if taken:
            return [*taken], first.span.start
    if first.form.before:
        objects = parties_in(text, Span(first.span.end, clause.end), people)
        return (objects, first.span.start) if objects else None
    verb = towards(lead)
    opens = _LIST_OF_OBJECTS.match(lead)
    if opens and lead[verb : verb + 1] in ("与", "同") and not _OTHER_OBJECT.search(lead, opens.end(), verb):
        verb = opens.start("verb")  # 给予甲公司总工程师某某、规划与发展部经理某某…: 与 is part of the list
    verb = verb if verb >= 0 else lead.rfind("予以")
    if verb >= 0:
        at = clause.start + verb
        several = _SEVERAL.match(text, at, first.span.start)
        if several:
            count = _COUNTS[several.group(1)]
            meant: list[Mention | Span] = [p for p in people if p.span.end <= at]
            if meant:
                return (meant, at) if len(meant) == count else ([], at)
        if re.match("(?:对|将|责令|责成|给予|判处|与|同)其(?!他|余|中)", text[at : at + 4]):
            if _of_his().search(text, at, first.span.start):
                return [], at
            earlier = [p for p in people if p.span.end <= at and not _of_another(text, p) and not acts_on(text, p.span)]
            if not earlier and any(p.span.end <= at for p in people):
                return [], at
            earlier = [p for p in earlier if not _dealt_with(text, sentence, p, None)] or earlier
            earlier = [p for p in earlier if not any(_counterpart(text, sentence, q, p) for q in earlier)]
            if earlier and others_between(text, earlier[-1].span.end, clause.start, bodies=False):
                return [], at
            return ([earlier[-1]], at) if earlier else None
        objects = done_to(text, at, parties_in(text, Span(at, first.span.start), people))
        if at < floor:
            # 给予甲警告处分、乙记过处分: of the names behind 给予 those after the last sanction.
            own = parties_in(text, Span(floor, first.span.start), people)
            if own and len(own) < len(objects):
                return own, _start(own[0])
            if not own and not _NAMELESS.fullmatch(text, floor, first.span.start):
                return [], at  # 给予甲撤职、|somebody unread|降级处分
        if objects:
            passive = re.search("被|受到", text[at : first.span.start])
            return None if passive and text[at] != "对" else (objects, clause.start)
        somebody = _NAMES_SOMEBODY.match(lead, verb) and not _DONE_TO.fullmatch(lead, verb)
        if somebody and not lead.endswith(("被", "受到")):
            return [], at
    if text[clause.start : first.span.start].strip() == "" and text[clause.start - 1 : clause.start] in "：:，,":
        named = [p for p in people if p.span.end <= clause.start - 1]
        if named and _BRACKET.fullmatch(text[named[-1].span.end : clause.start - 1]):
            return [named[-1]], named[-1].span.start
        headed = [p for p in named if _HEADED.fullmatch(text, p.span.end, clause.start - 1)]
        if headed:
            return [headed[-1]], headed[-1].span.start
    if text[clause.start : first.span.start].strip() == "" and text[clause.start - 1 : clause.start] in "，,":
        apposed = [p for p in people if _OFFICE.fullmatch(text, p.span.end, clause.start - 1)]
        if apposed:
            return [apposed[-1]], apposed[-1].span.start
    after = re.match("(?:处分|处罚)?", text[last.span.end : last.span.end + 2])
    follow = Span(last.span.end + (after.end() if after else 0), clause.end)
    if re.search("(?:给予|予以)$", lead) or not lead:
        objects = [
            p for p in parties_in(text, follow, people) if _start(p) - follow.start <= 1 and isinstance(p, Mention)
        ]
        if objects:
            return objects, clause.start
    return None


def _counterpart(text: str, sentence: Span, first: Mention, second: Mention) -> bool:
    """Whether the second of two people in a clause is whom the first dealt with (甲收受|老板乙|礼金)."""
    if first.span.end >= second.span.start or first.span.end < clause_of(text, sentence, second.span.start).start:
        return False
    return second not in done_to(text, first.span.start, [first, second])


_LIST_OF_OBJECTS = re.compile("(?:并|依法|依规|同时|决定|分别)*(?P<verb>对|给予)")
"""The verb at a clause's head whose objects all that follows it is."""
_OTHER_OBJECT = re.compile("对|给予|将|把|责令|判处|处分|处理|谈话|教育")
"""What shows that another verb stands between such a verb and 与."""


@cache
def _of_his() -> re.Pattern[str]:
    """Somebody or something that 其 only leads to: 对其妻某某, 其所在单位."""
    return re.compile(f"其(?:的)?(?:{any_of(load('people')['of_his'])})")


_COUNTS = {"二": 2, "两": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}
_SEVERAL = re.compile("(?:对|给予|将)(?:上述|以上|该|其)?([二三四两234])(?:名同志|名干部|人)")
"""Words that stand for the people named before: 对二人分别予以…"""
_HEADED = re.compile("\\s*(?:[（(][^()（）]{1,60}[)）])?\\s*")
"""What may stand between a name and the colon before his sanction: nothing, or a bracket with his posts."""
_OFFICE = re.compile("[，,][^，,。；;：:]{2,40}[长任记员席理事监表师人计]")
"""A post between a name and his sanction: 甲某,|乙局副局长|,党内警告."""
_BRACKET = re.compile("\\s*(?:[（(][^（()）]{1,40}[)）])?\\s*")
"""What may stand between a name and the mark before its sanction (刘某(已退休),党内警告)."""


_ADVERB = re.compile(
    "(?:\\d{2,4}年|\\d{1,2}月|\\d{1,2}日|[上下]半年|[底初]|并|后|均|先后|同时|现|已|又|且|也|另|其|本人|随后|最终|经|依法|分别|于|在|[,，、“])*"
    "(?:(?:因|以|犯|涉嫌|违反|利用|私自|擅自|收受|违规)[^。；;]*)?(?:被|受到?|遭)?[^。；;，,]{0,8}"
)
"""What may stand between a comma and a passive whose subject stands before the comma."""


def _goes_on(text: str, party: Mention | Span, clause: Span, found: Stated) -> bool:
    """Whether neither a sanction's clause nor one before names anybody, so that its subject is the one named last."""
    end = party.span.end if isinstance(party, Mention) else party.end
    if end > clause.start:
        return True
    lead = text[clause.start : found.span.start]
    before = re.split("被|受到|受(?!贿|理|让|托|益)|遭", lead)[0]
    said = bare(before)
    if unread_name().search(before) or may_be_name(said) or has_subject(said):
        return False
    active = not re.search("被|受|遭", lead)
    to_bodies = found.kind in load("sanctions")["of_bodies"]
    if others_between(text, end, clause.start, bodies=to_bodies, anywhere=active):
        return False
    return lead.endswith("才") or _ADVERB.fullmatch(re.split("被|受到|受(?!贿|理|让|托|益)|遭", lead)[0]) is not None


_BECAUSE_OF = re.compile("因其的?[^，,。；;]{1,3}$")
"""What makes a relative's doings the reason for what another receives (甲某因其妻乙某经商被诫勉)."""


def _dealt_with(text: str, sentence: Span, party: Mention | Span, before: Mention | Span | None) -> bool:
    """Whether somebody only is whom another deals with; `before`: who is named before him."""
    if not isinstance(party, Mention):
        return False
    clause = clause_of(text, sentence, party.span.start)
    if party.rule == "relative" and _BECAUSE_OF.search(text, clause.start, party.span.start):
        return True
    return governed(text, clause, party.span, before.span.end if isinstance(before, Mention) else 0)


def _start(party: Mention | Span) -> int:
    return party.span.start if isinstance(party, Mention) else party.start


_DONE_BETWEEN = re.compile("被|受到|免职|[、，,]|(?:分管|主管|负责|任职|领导)的")
"""Between two names of a clause: the first is told of to the end, or only says whose the second is."""


def _in_his_clause(text: str, sentence: Span, first: Mention | Span | None, second: Mention | Span) -> bool:
    """Whether a clause of which somebody is the subject names another behind him (甲受乙指使, 甲未发现乙套取资金)."""
    if not isinstance(first, Mention) or not isinstance(second, Mention):
        return False
    if first.span.end >= clause_of(text, sentence, second.span.start).start:
        return not _DONE_BETWEEN.search(text, first.span.end, second.span.start) and not _joins().fullmatch(
            text, first.span.end, second.span.start
        )
    return False


@cache
def _joins() -> re.Pattern[str]:
    """What joins two subjects: 甲和副局长乙, 甲同乙."""
    return re.compile(f"[和与及同](?:[^，,。；;]{{0,16}}?{title_pattern()})?|[（(][^（()）]*[)）][、和与及].*")


def _acting(text: str, sentence: Span, parties: list[Mention | Span]) -> list[Mention | Span]:
    """The parties without those whom another deals with, and without those listed behind such a one."""
    kept: list[Mention | Span] = []
    before: Mention | Span | None = None
    passive = False
    for party in parties:
        end = before.span.end if isinstance(before, Mention) and isinstance(party, Mention) else 0
        joined = end > 0 and text[end] in "、和与及" and _listed_on().fullmatch(text, end, _start(party)) is not None
        behind = not joined and kept[-1:] == [before] and _in_his_clause(text, sentence, before, party)
        passive = (passive and joined) or behind or _dealt_with(text, sentence, party, before)
        if not passive:
            kept.append(party)
        before = party
    return kept


_CLOSED = re.compile("(?:处理|处分)?(?:[，,；;。、）)\n]|并|及|和|$)")
"""What follows a sanction that names nobody behind it."""


@cache
def _removed() -> re.Pattern[str]:
    """Words between 免去 and a post of nobody's body: a name that no rule read."""
    return re.compile(f"(?P<name>[\u3400-\u9fff]{{2,3}}?)(?:的)?{title_pattern()}(?:、{title_pattern()})*等?职务")


def names_another(text: str, clause: Span, found: Stated) -> bool:
    """Whether what follows 约谈 or 免去 may name somebody whom no rule read."""
    if found.form.before:
        behind = _removed().match(text, found.span.end, clause.end)
        return behind is not None and may_be_name(behind["name"]) and behind["name"][-1] not in BODY_ENDS
    return found.form.takes and not _CLOSED.match(text, found.span.end)


def _once(parties: list[Mention | Span]) -> list[Mention | Span]:
    """Each person once, where last named (检举甲,甲被移送)."""
    last = {p.name: p for p in parties if isinstance(p, Mention)}
    return [p for p in parties if not isinstance(p, Mention) or last[p.name] is p]


_THEY = re.compile("(?<![另其他余有及和])(?P<count>[二两三四])人")


def _those_named(text: str, parties: list[Mention | Span]) -> list[Mention | Span]:
    """The people that a count at the end only refers to: 甲违规,乙参与其中,二人均受到…."""
    *before, last = parties
    they = _THEY.fullmatch(text, *last) if isinstance(last, Span) else None
    named = _once([p for p in before if isinstance(p, Mention)])
    return named if they and len(named) == len(before) == _COUNTS[they.group("count")] else []


@cache
def _listed_on() -> re.Pattern[str]:
    """What stands between two names of a list."""
    return re.compile(
        "(?:[（(][^（()）]{1,40}[)）])?(?:[、，,][^，,。；;]{0,16}"
        f"|(?:[和与及同]|伙同|会同)(?:[^，,。；;]{{0,16}}?{title_pattern()})?)"
    )


def subject_of(
    text: str, sentence: Span, found: Stated, people: list[Mention]
) -> tuple[list[Mention | Span], int] | None:
    """The nearest people before a passive (被, 受到, 因…受) in the same sentence; a list counts whole."""
    clause = clause_of(text, sentence, found.span.start)
    lead = text[clause.start : found.span.start]
    passive = re.search("被|受到|受|遭|才$|均|又有|给予$|双开$|(?<!未)被?免去$|“$", lead) or re.match(
        "[”]", text[found.span.end : found.span.end + 1]
    )
    if not passive and found.kind in ("免职", "处理", "问责", "清退", "查处"):
        return None
    if not passive and found.form.takes and not _CLOSED.match(text, found.span.end):
        return None  # 党组书记某某约谈了…, 约谈企业负责人: who talks is not who is talked to
    start = sentence.start
    semicolon = max(text.rfind(c, sentence.start, found.span.start) for c in "；;")
    if semicolon >= 0:
        start = semicolon + 1
    by = text.rfind("被", clause.start, found.span.start)
    agents = by >= 0 and not re.search("受到|给予|予以|对", text[by : found.span.start])
    # 甲被乙约谈: who stands behind 被 did it.
    parties = parties_in(text, Span(start, by if agents else found.span.start), people)
    if not parties and semicolon >= 0:
        parties = parties_in(text, Span(sentence.start, found.span.start), people)[-1:]
    if not re.search("均|都|分别|双双", lead) and found.kind != "责令检查":  # 由某某作出检查
        parties = _acting(text, sentence, parties)
    if not parties or not (passive or lead or text.startswith("责令", found.span.start)):
        return None
    last = parties[-1]
    if isinstance(last, Mention) and last.rule == "relative" and last.span.end < clause.start:
        return None  # 甲某违规审批,其子乙某获利,受到…: either may be meant
    if not _goes_on(text, last, clause, found):
        return None
    chosen = [parties[-1]]
    for earlier in reversed(parties[:-1]):
        head = _start(chosen[0])
        tail = earlier.span.end if isinstance(earlier, Mention) else earlier.end
        if not _listed_on().fullmatch(text, tail, head):
            break
        chosen.insert(0, earlier)
    chosen = _those_named(text, parties) or _once(chosen)
    first = _start(chosen[0])
    return chosen, first
