"""The sanctions that a sentence states: denied, conditional and general ones are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, begins, one_of
from graph_builder.extract.mention import Mention, near
from graph_builder.lexicon import load

REACH = 300
"""Characters on either side of a sanction in which its recipient is looked for; real sentences are shorter."""
_TERM = "(?:[一二两三四五六七八九十\\d]+年)?(?:零?[一二三四五六七八九十\\d]+个?月)?"


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str | None
    needs: str
    people: bool
    acts: bool
    before: bool
    takes: bool
    counts: bool
    led: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A sanction's words in a sentence."""

    kind: str
    span: Span
    form: _Form


@cache
def _forms() -> dict[str, _Form]:
    return {
        row["form"]: _Form(
            row.get("kind"),
            row.get("needs", ""),
            row.get("people", False),
            row.get("acts", False),
            row.get("before", False),
            row.get("takes", False),
            row.get("counts", True),
            row.get("led", ""),
        )
        for row in load("sanctions")["forms"]
    }


@cache
def pattern() -> re.Pattern[str]:
    """The words of every sanction, with a term (留党察看一年) or with other words inside (调离…岗位)."""
    terms = [row["form"] for row in load("sanctions")["forms"] if row.get("term")]
    plain = [row["form"] for row in load("sanctions")["forms"] if not row.get("term")]
    shapes = [row["pattern"] for row in load("sanctions")["shapes"]]
    return re.compile(
        f"{begins([*terms, *plain, *shapes])}"
        f"(?:(?P<term>{any_of(terms)})(?:期)?{_TERM}|(?P<shape>{'|'.join(shapes)})|(?P<plain>{any_of(plain)}))"
    )


@cache
def sanction_words() -> re.Pattern[str]:
    """The same words with no groups, which is found faster: few sentences hold any."""
    forms = [re.escape(row["form"]) for row in load("sanctions")["forms"]]
    return re.compile(one_of([*forms, *(row["pattern"] for row in load("sanctions")["shapes"])]))


@cache
def _shape(words: str) -> str:
    """The sanction that words with others inside name (调离财务科科长岗位 → 调离岗位)."""
    kinds = (str(row["kind"]) for row in load("sanctions")["shapes"] if re.match(row["pattern"], words))
    return next(kinds)


@cache
def _needed(needs: str) -> re.Pattern[str]:
    """What has to follow a sanction's words in their clause."""
    return re.compile(f"[^，,。；;]{{0,24}}?{needs}")


_LIST_MARK = re.compile("[、，,；;。）)]|$")


def stated_in(text: str, sentence: Span, people: list[Mention]) -> list[Stated]:
    """The sanctions that a sentence says were given, in reading order; `people` are those it names."""
    found: list[Stated] = []
    for match in pattern().finditer(text, sentence.start, sentence.end):
        around = Span(max(sentence.start, match.start() - REACH), min(sentence.end, match.end() + REACH))
        word = match.group("term") or match.group("plain") or _shape(match.group())
        form = _forms()[word]
        listed = text[max(match.start() - 1, sentence.start) : match.start()] in ("：", ":")
        if (
            form.needs
            and text[match.start() - 1] not in "被遭"
            and not (
                _needed(form.needs).match(text, match.end(), sentence.end)
                or (listed and _LIST_MARK.match(text, match.end(), sentence.end))
            )
        ):
            continue
        lead = text[clause_of(text, around, match.start()).start : match.start()] if form.led else ""
        if form.led and not re.search(form.led, lead):
            continue
        if _is_general(text, around, match, near(people, Span(*match.span()), REACH)):
            continue
        if word in ("处理", "处分") and found and text[found[-1].span.end : match.start()] in ("", "等"):
            continue
        kind = form.kind or (match.group() if match.group("term") else word)
        found.append(Stated(kind, Span(*match.span()), form))
    return found


_BRACKET = re.compile("[（(][^（()）]{1,60}[)）]")
_PARTING = re.compile("[，,；;：:]")


@lru_cache(maxsize=256)
def _unbracketed(words: str) -> str:
    """A sentence in which no mark inside a bracket parts clauses: 万某(时任科长,现任主任)被诫勉."""
    return _BRACKET.sub(lambda m: _PARTING.sub("·", m.group()), words)


def parted(words: str) -> list[str]:
    """The clauses of some words; a mark inside a bracket parts none."""
    return _PARTING.split(_unbracketed(words))


_LAST_MARK = re.compile("(?s:.*)[，,；;。：:]")
_NEXT_MARK = re.compile("[，,；;。：:]")
_MARKER = re.compile("[一二三四五六七八九十]{1,2}是")


def clause_of(text: str, sentence: Span, position: int) -> Span:
    """The clause of a sentence round a position, without a marker (一是) that opens it."""
    words, at = _unbracketed(text[sentence.start : sentence.end]), position - sentence.start
    head, tail = _LAST_MARK.match(words, 0, at), _NEXT_MARK.search(words, at)
    start = sentence.start + (head.end() if head else 0)
    marker = _MARKER.match(text, start)
    return Span(marker.end() if marker else start, sentence.start + tail.start() if tail else sentence.end)


@cache
def _planned() -> re.Pattern[str]:
    """The end of a clause's lead in which a sanction is planned or proposed: 拟给予某某, 建议对某某予以."""
    words = any_of(load("sanctions")["planned"])
    how = "(?:再|再次|另|一并|分别|依[法规纪]|严肃|从严|坚决|按规定|按程序|进一步|相应)*"
    return re.compile(
        f"{words}{how}(?:对[^，,。；;已]{{1,60}}?)?(?:给予|予以|进行|作出|追究)[^，,。；;已了被]{{0,24}}$"
    )


@cache
def _proposed() -> re.Pattern[str]:
    """A sanction that somebody is asked to give: 建议某委对某某给予."""
    words = any_of(load("sanctions")["proposals"])
    return re.compile(f"{words}[^，,。；;已]{{0,24}}?(?:对|给予|予以)[^，,。；;已]*$")


@cache
def _undone() -> re.Pattern[str]:
    """What follows a sanction that was taken back: 处分一事已予纠正."""
    return re.compile(f"(?:处分|处理)?(?:一事|决定)?(?:已|被|予以|予|均|的)*{any_of(load('sanctions')['undone'])}")


@cache
def _denied() -> re.Pattern[str]:
    """The end of a clause's lead in which a sanction is denied: 未给予, 未对某局某科科长某某给予."""
    words = any_of(load("sanctions")["negations"])
    return re.compile(
        f"{words}(?![^，,]{{0,6}}的)[^，,]{{0,8}}$|(?<![对因]){words}(?:曾|再)?(?:对|给予|予以)[^，,]{{0,60}}$"
    )


@cache
def _general() -> re.Pattern[str]:
    return re.compile(any_of(load("sanctions")["general"]))


@cache
def _stated() -> re.Pattern[str]:
    return re.compile(any_of(load("sanctions")["stated"]))


_REVOKED = re.compile("(?:撤销|撤回|更正|解除|取消)(?:了)?[^，,。；;]{1,30}的$")
"""The end of the lead of a sanction that is taken back: 撤销对某某作出的|警告处分."""
_SUGGESTED = re.compile("(?:处分|处理)?的?(?:建议|意见)(?!整改)")
"""What makes a sanction one that somebody suggests: 提出约谈|建议."""
_CLUES = re.compile("线索[已一并]{0,2}$")
_HANDED_ON = re.compile("移[送交][^，,。；;]{0,20}$")
_WHOEVER = re.compile("的[，,]?(?:一律|依法|依规|依纪|从严|坚决|严肃)*(?:给予|予以|按规定)$")
_AS_NOUN = re.compile(
    "如下|办法|机制|制度|力度|了?相关问题|情况|意见|结果|程序|原则|流程|系统|厂|顶风|违规|率|一批|案件|违纪|违法|整改|问题|设施|能力|工作"
)
"""What follows 处理 and the like where they are part of another word or of a plan."""
_DONE = re.compile("被|受|对|了|已|给予|予以|\\d|相继")
_MANNER = re.compile("[^，,。]{0,6}(?:等方式|等形式|等手段|等措施|机制|制度|办法|的[,，]|等“|等多种|等办法)")
_BY_MEANS = re.compile("通过[^，,。]*$|综合运用[^。]*$|采取[^，,。]*$")
_AS_OBJECT = re.compile("将(?=其|该|涉嫌|问题线索|有关问题)")
"""A 将 that is no future tense."""
_COUNTED = re.compile("\\d+(?:余)?[人名]|某|[一二三四五六七八九十]+名")
_CONDITION = re.compile(
    "对[^。，,]{2,40}的[，,]$|(?:一旦|如果|(?<![^，,。；;：:])(?:凡|若|如(?=[^，,。；;]{1,12}?[再不拒未])))[^。]*$"
    "|(?<![^，,。；;：:])待[^，,。；;]{2,24}[，,]$"
)
_OF_THOSE = re.compile("[^，,。]{0,2}(?:的要|的，|的,)")


def _is_general(text: str, sentence: Span, match: re.Match[str], people: list[Mention]) -> bool:
    """Whether the clause denies the sanction, sets a condition, or only speaks of what is to be done."""
    clause = clause_of(text, sentence, match.start())
    lead, rest = text[clause.start : match.start()], text[match.end() : clause.end]
    for person in people:  # no character of a name is a cue (岳不凡)
        if clause.start <= person.span.start and person.span.end <= match.start():
            at = person.span.start - clause.start
            # Nor is any in the words that say who he is (对规划设计科科长岳不凡).
            said = max((i + len(word) for word in ("对", "给予") if (i := lead.rfind(word, 0, at)) >= 0), default=at)
            end = at + len(person.name)
            lead = lead[:said] + "○" * (end - said) + lead[end:]
    lead = lead.replace("按规定", "○○○")
    if _denied().search(lead):
        return True
    if _planned().search(lead) or _proposed().search(lead) or _undone().match(rest):
        return True
    if _REVOKED.search(lead) or _SUGGESTED.match(rest):
        return True
    if match.group() == "处理" and lead.endswith("另案"):
        return True
    if match.group().startswith("移") and _CLUES.search(lead):
        return True
    if match.group() in ("处理", "查处", "依法查处") and _HANDED_ON.search(lead):
        return True
    if _WHOEVER.search(lead):
        return True
    if match.group() in ("处理", "问责", "清退", "追责问责", "查处", "依法查处"):
        if _AS_NOUN.match(rest):
            return True
        if not _DONE.search(lead[-30:] + rest[:4]) and not lead.endswith("才"):
            return True
    rest_general = _MANNER.match(rest)
    if lead.endswith("采取") and text.startswith("措施", match.end()):
        return False
    if rest_general or (lead + rest).rstrip("\n").endswith("的") or lead.endswith(("通过", "采取", "运用")):
        return True
    if "等" in rest and _BY_MEANS.search(text, sentence.start, match.start()):
        return True
    general = _general().search(_AS_OBJECT.sub("", lead))
    stated = _stated().search(lead[general.end() :]) if general else None
    counted = _COUNTED.search(lead + rest[:12])
    if general and not stated and not counted:
        return True
    conditional = _CONDITION.search(text[sentence.start : clause.start])
    if conditional and not counted:
        return True
    return bool(_OF_THOSE.match(rest))


_JOINED = re.compile("(?:处分)?[、和及并”]*(?:给予|予以)?")


def runs(text: str, found: list[Stated]) -> list[list[Stated]]:
    """Sanctions joined by 、 or 和 belong together: 撤销党内职务、政务撤职."""
    runs: list[list[Stated]] = []
    for item in found:
        if runs and _JOINED.fullmatch(text, runs[-1][-1].span.end, item.span.start):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def one_each(run: list[Stated]) -> bool:
    """Whether no single person can have received all of a run (党内警告 and 党内严重警告)."""
    kinds = [item.kind for item in run]
    return any(
        sum(any(kind.startswith(word) for word in words) for kind in kinds) > 1
        for words in load("sanctions")["exclusive"]
    )
