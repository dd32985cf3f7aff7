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
from itertools import pairwise

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention, near
from graph_builder.extract.numerals import read_number
from graph_builder.extract.person_name import title_pattern
from graph_builder.extract.recipients import names_another, object_of, parties_in, subject_of
from graph_builder.extract.stated import REACH, Stated, clause_of, one_each, runs, sanction_words, stated_in
from graph_builder.extract.subjects import others_between
from graph_builder.lexicon import load


@dataclass(frozen=True, slots=True)
class Sanction:
    """One sanction of one recipient: an official's mention, or the words for unnamed people."""

    official: Mention | None
    group: Span | None
    kind: str
    span: Span
    date: str | None = None
    date_text: str | None = None


@cache
def _count() -> re.Pattern[str]:
    return re.compile(
        "(?:处分|处理)?(?:共|共计)?((?:\\d+|[一二两三四五六七八九十]+)(?:余)?(?:人|名|人次)(?:[\u3400-\u9fff]{0,6}?(?:干部|人员|责任人))?)"
    )


_SENTENCE_END = re.compile("[。\n！？]")


def sentences_of(text: str, span: Span) -> Iterator[Span]:
    """Sentences of a passage, cut at 。 and line ends."""
    start = span.start
    for match in _SENTENCE_END.finditer(text, *span):
        yield Span(start, match.end())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def sanctions(text: str, span: Span, mentions: list[Mention]) -> list[Sanction]:
    """The sanctions that a passage says were given, one row a person and sanction."""
    found: list[Sanction] = []
    spoken = [m.start() for m in sanction_words().finditer(text, *span)]
    if not spoken:
        return found
    people = [m for m in mentions if m.label == "Official" and span.covers(m.span)]
    for sentence in sentences_of(text, span):
        if bisect_left(spoken, sentence.start) == bisect_left(spoken, sentence.end):
            continue
        found += (_dated(text, sentence, s) for s in _in_sentence(text, sentence, people))
    return found


_WHEN = re.compile(
    "(?=\\d|以来)(?:(?P<year>(?:19|20)\\d{2})年)?(?:(?P<month>1[0-2]|0?[1-9])月)?(?:\\d{1,2}日)?(?:以来)?"
)


_DAY_ALONE = re.compile("(?:19|20)\\d{2}年(?:\\d{1,2}月)?(?:\\d{1,2}日)?[，,]$")
"""A clause that is a date alone (2023年8月,|甲受到党内警告处分)."""
_COMMA = re.compile("[，,]")
_YEAR = re.compile("(?:19|20)\\d{2}(?=年)")


@cache
def _misconduct() -> re.Pattern[str]:
    return re.compile(any_of(load("people")["misconduct"]))


def _dated(text: str, sentence: Span, sanction: Sanction) -> Sanction:
    """Add when a sanction was given: a date that opens its clause or is alone before it, no misconduct between.

    A month counts as the sanction's date; a year alone is kept as words. 9月 takes the year of the
    sentence's last full date.
    """
    at = sanction.span.end - 1
    clause = clause_of(text, sentence, at)
    start = min(clause.start, sanction.span.start) if not _COMMA.search(text, sanction.span.start, at) else clause.start
    alone = _DAY_ALONE.search(text, max(sentence.start, start - 12), start)
    start = alone.start() if alone else start
    lead = text[start:at]
    dates = [m for m in _WHEN.finditer(lead) if m.group()]
    if not dates or _misconduct().search(lead, dates[-1].end()):
        return sanction
    last = dates[-1]
    year = last.group("year")
    if not year:
        years = _YEAR.findall(text, sentence.start, start + last.start())
        year = years[-1] if years else None
    iso = f"{year}-{last.group('month').zfill(2)}" if year and last.group("month") else None
    return replace(sanction, date=iso, date_text=last.group())


def _in_sentence(text: str, sentence: Span, everyone: list[Mention]) -> Iterator[Sanction]:
    people = [m for m in near(everyone, sentence, 0) if sentence.covers(m.span)]
    stated = stated_in(text, sentence, people)
    if not stated:
        return
    earlier: list[Sanction] = []
    last = sentence.start
    for run in runs(text, stated):
        around = Span(max(sentence.start, run[0].span.start - REACH), min(sentence.end, run[-1].span.end + REACH))
        nearby = near(people, Span(run[0].span.start, run[-1].span.end), REACH)
        found = list(_of_run(text, around, run, nearby, last)) or _continued(text, around, run, earlier, people)
        last = run[-1].span.end
        earlier = found or earlier
        yield from found


_GOING_ON = re.compile(
    "(?:[本该]?案件|(?:涉嫌[^，,。；;]{0,8})?问题)?(?:并|且|同时|后|现已|已|随后|另|并被|被|并给予|并处|按规定|并按规定)?"
)


def _continued(
    text: str, sentence: Span, run: list[Stated], earlier: list[Sanction], people: list[Mention]
) -> list[Sanction]:
    """A sanction that only goes on from the clause before (…被开除党籍,移送司法机关) has that clause's recipients."""
    clause = clause_of(text, sentence, run[0].span.start)
    lead = text[clause.start : run[0].span.start]
    if earlier and parties_in(text, Span(min(earlier[-1].span.end, clause.start), clause.start), people):
        return []
    if not earlier or not _GOING_ON.fullmatch(lead) or names_another(text, clause, run[0]):
        return []
    to_bodies = any(item.kind in load("sanctions")["of_bodies"] for item in run)
    if others_between(text, earlier[-1].span.end, clause.start, bodies=to_bodies, anywhere=True):
        return []
    whos = list(dict.fromkeys((s.official, s.group) for s in earlier))
    if len(whos) != 1:
        return []
    official, group = whos[0]
    end = max(item.span.end for item in run)
    return [Sanction(official, group, item.kind, Span(earlier[0].span.start, end)) for item in run]


_UNREAD_BEFORE = re.compile("[、和与及][^，,。；;、]{0,14}$")
_LISTED_ON = re.compile("[、和与及][\u3400-\u9fff]{2}")
_UNSORTED = re.compile("等(?:处分|处理|组织处理)")


def _of_run(text: str, sentence: Span, run: list[Stated], people: list[Mention], floor: int) -> Iterator[Sanction]:
    """The sanctions of one run; the run before it ends at `floor`."""
    clause = clause_of(text, sentence, run[0].span.start)
    counted = [
        (item, count)
        for item in run
        if item.form.counts and (count := _count().match(text, item.span.end, sentence.end))
    ]
    shared = object_of(text, sentence, clause, run, people, floor)
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
        subject = subject_of(text, sentence, run[0], people)
        if subject is None:
            return
        recipients, start = subject
    end = max(
        run[-1].span.end,
        _right(text, run[-1].span.end),
        *(r.span.end if isinstance(r, Mention) else r.end for r in recipients),
    )
    first = recipients[0].span.start if isinstance(recipients[0], Mention) else recipients[0].start
    last = _whole(recipients).end
    said = text[start : run[0].span.start]
    # Somebody in the list whom no rule read: what the others received can then not be told.
    unread = "分别" in said and (
        _unread_before(text, sentence, first) or _LISTED_ON.match(text, last, run[0].span.start) is not None
    )
    apart = len(recipients) > 1 < len(run) and one_each(run)
    paired = len(recipients) == len(run) > 1 and not unread and not _more_than(text, last, run)
    if paired and (apart or "分别" in text[start : run[0].span.start]):
        yield from (_row(who, item, Span(start, end)) for who, item in zip(recipients, run, strict=True))
        return
    parted = next((g for g in (_closed(text, run), _joined(text, run)) if len(g) == len(recipients) > 1), [])
    if parted and not unread and not _more_than(text, last, run) and "分别" in text[start : run[0].span.start]:
        for who, items in zip(recipients, parted, strict=True):
            yield from (_row(who, item, Span(start, end)) for item in items)
        return
    unsorted = _UNSORTED.match(text[run[-1].span.end : run[-1].span.end + 6])
    if apart or (unsorted and len(recipients) > 1 < len(run) and "分别" not in text[start : run[0].span.start]):
        # 对甲、乙等5人予以诫勉、通报批评等处理: who received which cannot be told.
        listed = _whole(recipients)
        yield from (Sanction(None, listed, item.kind, Span(start, end)) for item in run)
        return
    several = len(recipients) > 1 and len(run) > 1 and not _both_to_each(text, run)
    either = text[run[0].span.start - 1] == "或" or text.startswith(("或", "处分或", "处理或"), run[-1].span.end)
    if (several and not re.search("均|都", said)) or unread or either:
        # Who received which cannot be told: a wrong pairing would be worse than none.
        listed = _whole(recipients)
        whole = Span(min(clause.start, listed.start), listed.end)
        yield from (Sanction(None, whole, item.kind, Span(whole.start, end)) for item in run)
        return
    for who in recipients:
        yield from (_row(who, item, Span(start, end)) for item in run)


@cache
def _title_end() -> re.Pattern[str]:
    return re.compile(f"{title_pattern()}$")


def _unread_before(text: str, sentence: Span, start: int) -> bool:
    """Whether a list goes on before a name; 书记、董事长 are one person's posts."""
    mark = _UNREAD_BEFORE.search(text, max(sentence.start, start - 16), start)
    return mark is not None and not _title_end().search(text, max(sentence.start, mark.start() - 12), mark.start())


def _joined(text: str, run: list[Stated]) -> list[list[Stated]]:
    """A run's sanctions in groups that 和 joins where 、 stands inside them (甲、乙分别受到A、B和C、D处分)."""
    groups = [[run[0]]]
    for before, item in pairwise(run):
        if text[before.span.end : item.span.start].removeprefix("处分").startswith("、"):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _closed(text: str, run: list[Stated]) -> list[list[Stated]]:
    """A run's sanctions in groups that each end in 处分 (分别受到A、B处分和C处分); none unless every group does."""
    groups: list[list[Stated]] = [[]]
    for item in run:
        groups[-1].append(item)
        if text.startswith("处分", item.span.end):
            groups.append([])
    return groups[:-1] if not groups[-1] else []


def _both_to_each(text: str, run: list[Stated]) -> bool:
    """Whether 并 leads from each sanction of a run to the next, so that all in a list receive both (予以A并责令B)."""
    return all("并" in text[a.span.end : b.span.start] for a, b in pairwise(run))


_COUNTED = re.compile("等?(?P<count>\\d+|[一二三四五六七八九十]+)[名人]")


def _more_than(text: str, end: int, run: list[Stated]) -> bool:
    """Whether a count behind names says that more people shared these sanctions: 甲、乙等3人分别受到X、Y."""
    counted = _COUNTED.match(text, end)
    last = _right(text, run[-1].span.end)
    return counted is not None and text[last : last + 1] != "等" and read_number(counted.group("count")) != len(run)


def _row(who: Mention | Span, item: Stated, span: Span) -> Sanction:
    if isinstance(who, Mention):
        return Sanction(who, None, item.kind, span)
    return Sanction(None, who, item.kind, span)


def _whole(recipients: list[Mention | Span]) -> Span:
    spans = [r.span if isinstance(r, Mention) else r for r in recipients]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _right(text: str, end: int) -> int:
    return end + 2 if text[end : end + 2] == "处分" else end
