"""How far a rectification got, by what the text claims: a result line first, then the answer's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from graph_builder.extract.alternation import one_of
from graph_builder.lexicon import load

_MEANS = {
    "works": "ongoing",
    "partly": "partly",
    "unfinished": "ongoing",
    "completed": "completed",
    "ongoing": "ongoing",
    "claimed": "completed",
    "done": "completed",
}


_NOT_YET = re.compile("(?:确保|争取|力争|督促|推动|责令|要求|限期|承诺)[^，,。]{0,16}$")


@dataclass(frozen=True, slots=True)
class Status:
    """A status, whether words claim it or a closed step implies it, and where in the answer the words stand."""

    status: str
    basis: str
    evidence_start: int | None = None
    evidence_end: int | None = None


@cache
def _pattern(group: str, name: str) -> re.Pattern[str]:
    return re.compile(load("status")[group][name])


@cache
def _claims(name: str) -> tuple[tuple[re.Pattern[str] | None, re.Pattern[str]], ...]:
    """An answer's patterns of one group in their order, each with what the answer must hold for it to match."""
    found: list[tuple[re.Pattern[str] | None, re.Pattern[str]]] = []
    for needs, run in groupby(load("status")["answer"][name], lambda entry: "needs" in entry and entry["needs"]):
        patterns = [entry["pattern"] if needs else entry for entry in run]
        found.append((re.compile(needs) if needs else None, re.compile(one_of(patterns))))
    return tuple(found)


def _claim(name: str, answer: str) -> re.Match[str] | None:
    """The first words in an answer that make a claim of one group."""
    first = None
    for needs, pattern in _claims(name):
        match = pattern.search(answer) if needs is None or needs.search(answer) else None
        if match and (first is None or match.start() < first.start()):
            first = match
    return first


def mark_status(words: str) -> str | None:
    """The status that words of a result alone claim (基本完成, 正在推进), if they claim any."""
    for name in load("status")["marks"]["order"]:
        if _pattern("marks", name).search(words):
            return _MEANS[name]
    return None


def section_status(words: str) -> str | None:
    """The status that a section's heading gives what stands in it: 长期坚持 there says that it goes on."""
    return "ongoing" if _pattern("marks", "lasting").search(words) else mark_status(words)


def status(problem: str, answer: str, measures: Sequence[str], marks: Sequence[str]) -> Status:
    """The status that an answer claims for its problem.

    `marks` are the passages that only report a result; they win. 持续, 深入, 常态化 said of general
    work is no status.
    """
    for mark in reversed(marks):
        for name in load("status")["marks"]["order"]:
            found = _pattern("marks", name).search(mark.strip("()（） "))
            if found:
                start = answer.rfind(mark)
                return Status(
                    _MEANS[name], "explicit", start if start >= 0 else None, start + len(mark) if start >= 0 else None
                )
    for name in load("status")["answer"]["order"] if _pattern("answer", "cues").search(answer) else ():
        found = _claim(name, answer)
        if found and not _NOT_YET.search(answer[: found.start()]):
            return Status(_MEANS[name], "explicit", *_clauses(answer, *found.span()))
    for measure in measures:
        found = _claim("done", measure)
        if found:
            start = answer.find(found.group())
            return Status("completed", "implied", start, start + len(found.group()))
    settled = _settled(problem, answer)
    return Status("completed", "implied", *settled) if settled else _UNSTATED


_UNSTATED = Status("unstated", "implied")


_MARKER = re.compile("[一二三四五六七八九十]{1,2}是")


_AMOUNT = re.compile("\\d[\\d,，.]*(?:[万亿]?元|万?平方米|[辆处栋亩户名人个件套间笔台宗座艘份])")


def _settled(problem: str, answer: str) -> tuple[int, int] | None:
    """The clause of an answer that says that the very amount of the problem was dealt with, if none of it is left."""
    amounts = {m.group() for m in _AMOUNT.finditer(problem)}
    if not amounts or _pattern("answer", "left").search(answer):
        return None
    for match in _AMOUNT.finditer(answer):
        if match.group() in amounts:
            start, end = _clauses(answer, *match.span())
            if _pattern("answer", "settled").search(answer, start, end):
                return start, end
    return None


def _clauses(text: str, start: int, end: int) -> tuple[int, int]:
    """Widen a range to whole clauses, so that it reads as what the text says."""
    head = max(text.rfind(c, 0, start) for c in "，,。；;：:\n") + 1
    marker = _MARKER.match(text, head)
    head = marker.end() if marker and marker.end() <= start else head
    tails = [e for e in (text.find(c, end) for c in "，,。；;\n") if e >= 0]
    return head, min(tails, default=len(text))


def measure_status(text: str) -> str:
    """The status of one measure, by its own words alone."""
    return status("", text, [text], []).status
