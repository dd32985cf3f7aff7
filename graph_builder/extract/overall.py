"""Statuses that a notice states for its problems together: 除第4项、第9项外,其余12项均已完成整改."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from graph_builder.claim import Span
from graph_builder.extract.status import mark_status, section_status
from graph_builder.parse import Outline

_UNIT = "(?:项|个|条)?(?:具体)?(?:问题|任务|事项)?"
_ONE = f"第?\\d{{1,3}}{_UNIT}"
_LIST = f"(?P<numbers>第\\d{{1,3}}{_UNIT}(?:[、,，和及]{_ONE})*)"
_EXCEPT = re.compile(
    f"除{_LIST}(?P<how>[^，,。；;]{{0,24}}?)(?:以|之)?外[，,]?(?:其余|其他|剩余)(?:的)?(?P<count>\\d{{1,3}})?"
    "[^，,。；;]{0,14}?(?P<rest>(?:均|都|全部|已)[^。；;]{2,20})"
)
_LEFT = re.compile(
    f"(?P<done>(?:已|完成|整改)[^。；;，,\\d]{{0,8}}(?P<finished>\\d{{1,3}})[项个条][^。；;]{{0,20}}?[，,；;])?"
    f"(?:其余|剩余|另有|尚有)(?P<count>\\d{{1,3}})[项个条][^（(，,。；;]{{0,8}}[（(]{_LIST}[)）](?P<how>[^，,。；;]{{2,24}})"
)
_ALL = re.compile(
    "(?P<count>\\d{1,3})[项个条](?:具体|巡[视察]|反馈|存在)?(?:问题|整改任务|任务)[，,]?(?:目前|现)?(?:已经?全部|均已|全部)"
    "(?P<rest>(?:完成整改|整改完成|整改到位|整改完毕|办结|销号)[^，,。；;]{0,10})"
)


@dataclass(frozen=True, slots=True)
class Overall:
    """The status that the notice as a whole gives a problem, the words, and whether they name it by its number."""

    status: str
    span: Span
    named: bool


_SECTION = re.compile(
    "(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|[、.．\\s])?"
    "(?P<how>(?:目前|现|集中整改期内)?(?:已经?|均|全部|基本|部分|阶段性|正在|尚未|未|需|持续|长期|立行|仍在|还在|继续)"
    "[^，,。；;“”]{0,10}?(?:完成|整改|解决|推进|销号|到位|坚持|立改|办结)[^，,。；;“”]{0,4}?)"
    "的?(?:具体|个性|共性|反馈)?(?:问题|事项|任务|内容)(?!较|不|未)"
)
"""A section's heading that says how far the problems in it got (二、已完成整改的问题)."""


def overall(text: str, outline: Outline) -> Mapping[int, Overall]:
    """What a notice says of its problems' statuses together: in their sections' headings, or by their own numbers."""
    return _by_section(text, outline) or _by_number(text, outline)


def _by_section(text: str, outline: Outline) -> dict[int, Overall]:
    """The status that the heading of its section gives each problem, if it takes two such headings to part them."""
    headings = [u.span for u in outline.unread if u.reading in ("theme", "heading")]
    starts = [p.span.start for p in outline.problems]
    found: dict[int, Overall] = {}
    for heading, following in pairwise([*headings, Span(len(text), len(text))]):
        told = _SECTION.match(text, *heading)
        status = section_status(told.group("how")) if told else None
        if told and status:
            within = outline.problems[bisect_left(starts, heading.end) : bisect_left(starts, following.start)]
            found |= {p.number: Overall(status, Span(*told.span()), False) for p in within}
    return found if len({o.span for o in found.values()}) > 1 else {}


def _by_number(text: str, outline: Outline) -> Mapping[int, Overall]:
    """What passages outside the problems say of them by number or all together, where numbers printed are their own."""
    printed = [re.sub("\\D", "", p.printed) for p in outline.problems]
    if any(n and int(n) != p.number for n, p in zip(printed, outline.problems, strict=True)):
        return {}
    passages = [u.span for u in outline.unread if u.reading == "outside"]
    passages += [outline.header.opening] if outline.header.opening else []
    return told_together(text, passages, [p.number for p in outline.problems])


def told_together(text: str, passages: Iterable[Span], numbers: Iterable[int]) -> Mapping[int, Overall]:
    """The statuses that passages outside the problems give to problems; only where their counts add up.

    >>> text = "除第2项正在推进外,其余2项均已完成整改。"
    >>> {n: o.status for n, o in sorted(told_together(text, [Span(0, len(text))], [1, 2, 3]).items())}
    {1: 'completed', 2: 'ongoing', 3: 'completed'}
    """
    every = set(numbers)
    for passage in passages:
        for pattern in (_EXCEPT, _LEFT):
            for match in pattern.finditer(text, *passage):
                found = _told(match, every)
                if found:
                    return found
        for match in _ALL.finditer(text, *passage):
            if int(match.group("count")) == len(every):
                return {n: Overall("completed", Span(*match.span()), False) for n in every}
    return {}


def _told(match: re.Match[str], every: set[int]) -> dict[int, Overall]:
    named = {int(n) for n in re.findall("\\d+", match.group("numbers"))}
    count = match.group("count")
    words = match.groupdict()
    left = len(every) - len(named)
    if not named <= every:
        return {}
    how = mark_status(match.group("how")) or "ongoing"
    found = {n: Overall(how, Span(*match.span()), True) for n in named}
    if match.re is _EXCEPT:
        agrees = count is None or int(count) == left
        rest = mark_status(match.group("rest")) if agrees else None
    else:
        if int(count) != len(named):
            return {}
        rest = "completed" if words["finished"] and int(words["finished"]) == left else None
    if rest:
        found |= {n: Overall(rest, Span(*match.span()), False) for n in every - named}
    return found
