"""Sanctions: who received what. A person is tied to a sanction only by words that say so.

Each sentence is read clause by clause. A sanction's recipient is, in this order: the person or group that
the clause names as object (对X给予…, 免去X…, 依法查处了X), the one that a passive names as subject
(X…被/受到…), or the people counted beside it (党内警告处分2人). Negated, conditional and general
sentences give none.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, begins
from graph_builder.extract.mention import Mention, near
from graph_builder.lexicon import load

REACH = 300
"""Characters on either side of a sanction in which its recipient is looked for; real sentences are shorter."""
_TERM = "(?:[一二两三四五六七八九十\\d]+年)?(?:零?[一二三四五六七八九十\\d]+个?月)?"


@dataclass(frozen=True, slots=True)
class Sanction:
    """One sanction of one recipient: an official's mention, or the words for unnamed people."""

    official: Mention | None
    group: Span | None
    kind: str
    span: Span
    date: str | None = None
    date_text: str | None = None


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str | None
    needs: str
    people: bool
    acts: bool
    before: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class _Found:
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
            row.get("counts", True),
        )
        for row in load("sanctions")["forms"]
    }


@cache
def _words() -> re.Pattern[str]:
    """The sanctions' words alone: few passages hold one."""
    return re.compile(any_of(_forms()))


@cache
def _pattern() -> re.Pattern[str]:
    terms = [row["form"] for row in load("sanctions")["forms"] if row.get("term")]
    plain = [row["form"] for row in load("sanctions")["forms"] if not row.get("term")]
    return re.compile(
        f"{begins([*terms, *plain])}(?:(?P<term>{any_of(terms)})(?:期)?{_TERM}|(?P<plain>{any_of(plain)}))"
    )


@cache
def _group() -> re.Pattern[str]:
    nouns = any_of(load("people")["groups"])
    leads = any_of(load("people")["group_leads"])
    done = "被|受|进行|予以|给予|作出|分别|实施|采取"
    counted = f"(?:\\d+|[一二两三四五六七八九十]+)(?:余)?[名位个][^，,。；;、被受对给予以\\d]{{1,14}}?(?={done})"
    number = "(?:\\d+|[一二两三四五六七八九十]+)(?:余)?[名位]"
    of = f"(?:{leads}|平台公司|单位|部门|科室|股室|镇村|[\u3400-\u9fff]{{2}}(?=负责人|干部))?"
    return re.compile(f"{counted}|(?:{number}|{leads})(?:的)?{of}{nouns}(?!等?(?:方面|方式|问题线索))")


@cache
def _count() -> re.Pattern[str]:
    return re.compile(
        "(?:处分|处理)?(?:共|共计)?((?:\\d+|[一二两三四五六七八九十]+)(?:余)?(?:人|名|人次)(?:[\u3400-\u9fff]{0,6}?(?:干部|人员|责任人))?)"
    )


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """Sentences of a passage, cut at 。 and line ends."""
    start = span.start
    for match in re.finditer("[。\n！？]", text[span.start : span.end]):
        yield Span(start, span.start + match.end())
        start = span.start + match.end()
    if start < span.end:
        yield Span(start, span.end)


def sanctions(text: str, span: Span, mentions: list[Mention]) -> list[Sanction]:
    """The sanctions that a passage says were given, one row a person and sanction."""
    found: list[Sanction] = []
    if not _words().search(text, *span):
        return found
    spoken = [m.start() for m in _pattern().finditer(text, *span)]
    people = [m for m in mentions if m.label == "Official" and span.covers(m.span)]
    for sentence in sentences_of(text, span):
        if bisect_left(spoken, sentence.start) == bisect_left(spoken, sentence.end):
            continue
        found += (_dated(text, sentence, s) for s in _in_sentence(text, sentence, people))
    return found


_WHEN = re.compile(
    "(?=\\d|以来)(?:(?P<year>(?:19|20)\\d{2})年)?(?:(?P<month>1[0-2]|0?[1-9])月)?(?:\\d{1,2}日)?(?:以来)?"
)


def _dated(text: str, sentence: Span, sanction: Sanction) -> Sanction:
    """Add when a sanction was given: a date at the head of its own clause with no misconduct between.

    A month counts as the sanction's date; a year alone is kept as words. 9月 takes the year of the
    sentence's last full date.
    """
    at = sanction.span.end - 1
    clause = _clause(text, sentence, at)
    start = (
        min(clause.start, sanction.span.start)
        if not re.search("[，,]", text[sanction.span.start : at])
        else clause.start
    )
    lead = text[start:at]
    dates = [m for m in _WHEN.finditer(lead) if m.group()]
    if not dates or re.search(any_of(load("people")["misconduct"]), lead[dates[-1].end() :]):
        return sanction
    last = dates[-1]
    year = last.group("year")
    if not year:
        years = re.findall("(?:19|20)\\d{2}(?=年)", text[sentence.start : start + last.start()])
        year = years[-1] if years else None
    iso = f"{year}-{last.group('month').zfill(2)}" if year and last.group("month") else None
    return replace(sanction, date=iso, date_text=last.group())


def _in_sentence(text: str, sentence: Span, everyone: list[Mention]) -> Iterator[Sanction]:
    stated = list(_stated(text, sentence))
    if not stated:
        return
    people = [m for m in near(everyone, sentence, 0) if sentence.covers(m.span)]
    earlier: list[Sanction] = []
    for run in _runs(text, stated):
        around = Span(max(sentence.start, run[0].span.start - REACH), min(sentence.end, run[-1].span.end + REACH))
        nearby = near(people, Span(run[0].span.start, run[-1].span.end), REACH)
        found = list(_of_run(text, around, run, nearby)) or _continued(text, around, run, earlier)
        earlier = found or earlier
        yield from found


def _continued(text: str, sentence: Span, run: list[_Found], earlier: list[Sanction]) -> list[Sanction]:
    """A sanction that only goes on from the clause before (…被开除党籍,移送司法机关) has that clause's recipients."""
    clause = _clause(text, sentence, run[0].span.start)
    lead = text[clause.start : run[0].span.start]
    if not earlier or not re.fullmatch("(?:并|且|同时|后|现已|已|随后|另|并被|被|并给予|并处)?", lead):
        return []
    whos = list(dict.fromkeys((s.official, s.group) for s in earlier))
    if len(whos) != 1:
        return []
    official, group = whos[0]
    end = max(item.span.end for item in run)
    return [Sanction(official, group, item.kind, Span(earlier[0].span.start, end)) for item in run]


def _stated(text: str, sentence: Span) -> list[_Found]:
    found: list[_Found] = []
    for match in _pattern().finditer(text, sentence.start, sentence.end):
        around = Span(max(sentence.start, match.start() - REACH), min(sentence.end, match.end() + REACH))
        word = match.group("term") or match.group("plain")
        form = _forms()[word]
        if form.needs and not re.match(f"[^，,。；;]{{0,24}}?{form.needs}", text[match.end() : sentence.end]):
            continue
        if _is_general(text, around, match, form):
            continue
        if word in ("处理", "处分") and found and match.start() == found[-1].span.end:
            continue
        kind = form.kind or (match.group() if match.group("term") else word)
        found.append(_Found(kind, Span(*match.span()), form))
    return found


_CLAUSE_MARKS = "，,；;。：:"
_CLAUSE_MARK = re.compile(f"[{_CLAUSE_MARKS}]")
_MARKER = re.compile("[一二三四五六七八九十]{1,2}是")


def _clause(text: str, sentence: Span, position: int) -> Span:
    lead, rest = text[sentence.start : position], text[position : sentence.end]
    start = sentence.start + max(map(lead.rfind, _CLAUSE_MARKS)) + 1
    end = _CLAUSE_MARK.search(rest)
    marker = _MARKER.match(text, start)
    return Span(marker.end() if marker else start, position + end.start() if end else sentence.end)


def _is_general(text: str, sentence: Span, match: re.Match[str], form: _Form) -> bool:
    """Whether the clause denies the sanction, sets a condition, or only speaks of what is to be done."""
    clause = _clause(text, sentence, match.start())
    lead, rest = text[clause.start : match.start()], text[match.end() : clause.end]
    if re.search(f"{any_of(load('sanctions')['negations'])}(?![^，,]{{0,6}}的)[^，,]{{0,8}}$", lead):
        return True
    if match.group() in ("处理", "问责", "清退", "追责问责", "查处", "依法查处"):
        if re.match(
            "如下|办法|机制|制度|力度|了?相关问题|情况|意见|结果|程序|原则|流程|系统|厂|顶风|违规|率|一批|案件|违纪|违法|整改|问题|设施|能力|工作",
            rest,
        ):
            return True
        if not re.search("被|受|对|了|已|给予|予以|\\d|相继", lead[-30:] + rest[:4]) and not re.search("才$", lead):
            return True
    rest_general = re.match(
        "[^，,。]{0,6}(?:等方式|等形式|等手段|等措施|机制|制度|办法|的[,，]|等“|等多种|等办法)", rest
    )
    if rest_general or re.search("的$", lead + rest) or lead.endswith(("通过", "采取", "运用")):
        return True
    if (
        re.search("通过[^，,。]*$|综合运用[^。]*$|采取[^，,。]*$", text[sentence.start : match.start()])
        and "等" in rest
    ):
        return True
    general = re.search(any_of(load("sanctions")["general"]), re.sub("将(?=其|该|涉嫌|问题线索|有关问题)", "", lead))
    stated = re.search(any_of(load("sanctions")["stated"]), lead[general.end() :] if general else "")
    counted = re.search("\\d+(?:余)?[人名]|某|[一二三四五六七八九十]+名", lead + rest[:12])
    if general and not stated and not counted:
        return True
    conditional = re.search("对[^。，,]{2,40}的[，,]$|(?:一旦|如果|凡)[^。]*$", text[sentence.start : clause.start])
    if conditional and not counted:
        return True
    return bool(re.match("[^，,。]{0,2}(?:的要|的，|的,)", rest))


def _runs(text: str, found: list[_Found]) -> list[list[_Found]]:
    """Sanctions joined by 、 or 和 belong together: 撤销党内职务、政务撤职."""
    runs: list[list[_Found]] = []
    for item in found:
        if runs and re.fullmatch("(?:处分)?[、和及并”]*(?:给予|予以)?", text[runs[-1][-1].span.end : item.span.start]):
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _of_run(text: str, sentence: Span, run: list[_Found], people: list[Mention]) -> Iterator[Sanction]:
    clause = _clause(text, sentence, run[0].span.start)
    counted = [
        (item, count)
        for item in run
        if item.form.counts and (count := _count().match(text, item.span.end, sentence.end))
    ]
    shared = _object(text, sentence, clause, run, people)
    if shared and not shared[0]:
        shared = None
        if not counted:
            # The words name somebody whom no rule read: better no recipient than the wrong one.
            return
    if shared:
        recipients, start = shared
    elif counted:
        for item, count in counted:
            yield Sanction(
                None,
                Span(*count.span(1)),
                item.kind,
                Span(clause.start if item is run[0] else item.span.start, count.end()),
            )
        return
    else:
        subject = _subject(text, sentence, run[0], people)
        if subject is None:
            return
        recipients, start = subject
    end = max(
        run[-1].span.end,
        _right(text, run[-1].span.end),
        *(r.span.end if isinstance(r, Mention) else r.end for r in recipients),
    )
    if len(recipients) == len(run) > 1 and "分别" in text[start : run[0].span.start]:
        yield from (_row(who, item, Span(start, end)) for who, item in zip(recipients, run, strict=True))
        return
    first = recipients[0].span.start if isinstance(recipients[0], Mention) else recipients[0].start
    unread = re.search("[、和与及][^，,。；;、]{0,14}$", text[max(sentence.start, first - 16) : first]) is not None
    last = _whole(recipients).end
    listed_on = re.match("[、和与及][\u3400-\u9fff]{2}", text[last : run[0].span.start]) is not None
    if "分别" in text[start : run[0].span.start] and (unread or listed_on or (len(recipients) > 1 and len(run) > 1)):
        # Who received which cannot be told: a wrong pairing would be worse than none.
        listed = _whole(recipients)
        whole = Span(min(clause.start, listed.start), listed.end)
        yield from (Sanction(None, whole, item.kind, Span(whole.start, end)) for item in run)
        return
    for who in recipients:
        yield from (_row(who, item, Span(start, end)) for item in run)


def _row(who: Mention | Span, item: _Found, span: Span) -> Sanction:
    if isinstance(who, Mention):
        return Sanction(who, None, item.kind, span)
    return Sanction(None, who, item.kind, span)


def _whole(recipients: list[Mention | Span]) -> Span:
    spans = [r.span if isinstance(r, Mention) else r for r in recipients]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _right(text: str, end: int) -> int:
    return end + 2 if text[end : end + 2] == "处分" else end


def _parties(text: str, span: Span, people: list[Mention]) -> list[Mention | Span]:
    """The people and groups named in a stretch of text, in order."""
    named: list[Mention | Span] = [p for p in people if span.covers(p.span)]
    for match in _group().finditer(text, span.start, span.end):
        group = Span(*match.span())
        if not any(isinstance(p, Mention) and p.span.overlaps(group) for p in named):
            named.append(group)
    named = sorted(named, key=lambda p: p.span.start if isinstance(p, Mention) else p.start)
    return [p for i, p in enumerate(named) if isinstance(p, Mention) or not _in_apposition(text, p, named[i + 1 :])]


def _in_apposition(text: str, group: Span, following: list[Mention | Span]) -> bool:
    """Whether the words for a group only introduce the person named right after (主要负责人甲集团原董事长某某)."""
    if not following or not isinstance(following[0], Mention) or re.search("\\d|名", group.cut(text)):
        return False
    return not re.search("[、，,和与及；;]", text[group.end : following[0].span.start])


_DONE_TO = re.compile(
    "(?:对|给予|责令|将)(?:此|该)?(?:进行|予以|作出|作|给予|其|[\u3400-\u9fff]{0,6}(?:问题|行为|情况)(?:进行|予以|给予)?)"
)
"""Words between 对 and a sanction that name nobody."""


def _object(
    text: str, sentence: Span, clause: Span, run: list[_Found], people: list[Mention]
) -> tuple[list[Mention | Span], int] | None:
    """Recipients that the words name as object: 对X给予…, 给予X…, 免去X…, 依法查处了X,Y."""
    first, last = run[0], run[-1]
    lead = text[clause.start : first.span.start]
    if first.form.acts and not re.search("被|均|相继|才", lead):
        objects = _parties(text, Span(first.span.end, sentence.end), people)
        return (objects, first.span.start) if objects else None
    if first.form.before:
        objects = _parties(text, Span(first.span.end, clause.end), people)
        return (objects, first.span.start) if objects else None
    towards = max(lead.rfind(w) for w in ("对", "给予", "同", "与", "将", "把", "责令", "予以"))
    if towards >= 0:
        at = clause.start + towards
        whole = re.match("对其|将其", text[at : at + 2])
        if whole:
            earlier = [p for p in people if p.span.end <= at]
            return ([earlier[-1]], at) if earlier else None
        objects = _parties(text, Span(at, first.span.start), people)
        if objects:
            passive = re.search("被|受到", text[at : first.span.start])
            return None if passive and text[at] != "对" else (objects, clause.start)
        if re.match("(?:对|给予|责令|将)[\u3400-\u9fff\\d]{2,}", lead[towards:]) and not _DONE_TO.fullmatch(
            lead[towards:]
        ):
            return [], at
    if text[clause.start : first.span.start].strip() == "" and text[clause.start - 1 : clause.start] in "：:":
        named = [p for p in people if p.span.end <= clause.start - 1]
        if named and not text[named[-1].span.end : clause.start - 1].strip():
            return [named[-1]], named[-1].span.start
    after = re.match("(?:处分|处罚)?", text[last.span.end : last.span.end + 2])
    follow = Span(last.span.end + (after.end() if after else 0), clause.end)
    if re.search("(?:给予|予以)$", lead) or not lead:
        objects = [
            p
            for p in _parties(text, follow, people)
            if (p.span.start if isinstance(p, Mention) else p.start) - follow.start <= 1 and isinstance(p, Mention)
        ]
        if objects:
            return objects, clause.start
    return None


_ADVERB = re.compile(
    "(?:\\d{2,4}年|\\d{1,2}月|\\d{1,2}日|[上下]半年|[底初]|并|后|均|先后|同时|现|已|又|且|也|另|其|本人|随后|最终|经|依法|分别|于|在|[,，、“])*"
    "(?:(?:因|以|犯|涉嫌|违反|利用|私自|擅自|收受|违规)[^。；;]*)?(?:被|受到?|遭)?[^。；;，,]{0,8}"
)
"""What may stand between a comma and a passive whose subject stands before the comma."""


def _goes_on(text: str, party: Mention | Span, clause: Span, found: _Found) -> bool:
    """Whether the clause of a sanction names nobody itself, so that its subject is the one before."""
    end = party.span.end if isinstance(party, Mention) else party.end
    if end > clause.start:
        return True
    lead = text[clause.start : found.span.start]
    return lead.endswith("才") or _ADVERB.fullmatch(re.split("被|受到|受|遭", lead)[0]) is not None


def _subject(
    text: str, sentence: Span, found: _Found, people: list[Mention]
) -> tuple[list[Mention | Span], int] | None:
    """The nearest people before a passive (被, 受到, 因…受) in the same sentence; a list counts whole."""
    clause = _clause(text, sentence, found.span.start)
    lead = text[clause.start : found.span.start]
    passive = re.search("被|受到|受|遭|才$|均|又有|给予$|双开$|(?<!未)被?免去$|“$", lead) or re.match(
        "[”]", text[found.span.end : found.span.end + 1]
    )
    if not passive and found.kind in ("免职", "处理", "问责", "清退", "查处"):
        return None
    start = sentence.start
    semicolon = max(text.rfind(c, sentence.start, found.span.start) for c in "；;")
    if semicolon >= 0:
        start = semicolon + 1
    parties = _parties(text, Span(start, found.span.start), people)
    if not parties and semicolon >= 0:
        parties = _parties(text, Span(sentence.start, found.span.start), people)[-1:]
    if not parties or not (passive or lead):
        return None
    if not _goes_on(text, parties[-1], clause, found):
        return None
    chosen = [parties[-1]]
    for earlier in reversed(parties[:-1]):
        head = chosen[0].span.start if isinstance(chosen[0], Mention) else chosen[0].start
        tail = earlier.span.end if isinstance(earlier, Mention) else earlier.end
        if not re.fullmatch("[、和与及]|[、，,][^，,。；;]{0,16}", text[tail:head]):
            break
        chosen.insert(0, earlier)
    last = chosen[-1].span.end if isinstance(chosen[-1], Mention) else chosen[-1].end
    open_list = re.match("等\\d*[人名]?", text[last : last + 4])
    if open_list and len(chosen) > 1 and "分别" in lead:
        pass
    first = chosen[0].span.start if isinstance(chosen[0], Mention) else chosen[0].start
    return chosen, first
