"""Infer a notice's own outline: which marker numbers its problems, what answers each, which headings group them.

No template is tried. Every kind of marker that the notice uses is judged by one question: does each of its
items own exactly one answer? The kind that does so most often numbers the problems.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.parse.line import Line

ANSWERING = ("answer", "measures")
_SPLITTING = frozenset({"first_is", "first_item", "dash"})


@dataclass(frozen=True, slots=True)
class Item:
    """Lines `first` up to (not including) `last` that belong to one problem; `heading` is the line of its theme."""

    first: int
    last: int
    opens_at: int | None
    heading: int | None


@cache
def _words(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, load("outline")[name])))


def is_heading(text: str, line: Line) -> bool:
    """Whether a line only announces what follows: short, with no full stop inside."""
    words = line.body.cut(text)
    return len(words) <= 60 and "。" not in words.rstrip("。:：")


def _opens_unlabelled(text: str, lines: list[Line], index: int) -> bool:
    """Whether an answer begins at this line with no label: a run of 一是… or (1)… starts on it."""
    line = lines[index]
    if line.kind in _SPLITTING or re.search("[。：:；]?一(?:是|要)", line.body.cut(text)):
        return True
    return line.kind is not None and told_problem(text, line) is not None


@cache
def _told() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("outline")["told_problem"]))


def told_problem(text: str, line: Line) -> Span | None:
    """The problem that a line states before it answers it (关于…的问题。…, 针对…问题,…), if it does."""
    match = _told().match(text, line.body.start, line.body.end)
    if match is None or not re.search(r"\w{4}", text[match.end() : line.body.end]):
        return None
    return Span(match.start(), match.end())


def _rank(kind: str) -> int:
    rank: int = next(m["rank"] for m in load("outline")["markers"] if m["kind"] == kind)
    return rank


def _above(lines: list[Line]) -> dict[str, set[str]]:
    """For each kind of marker, the kinds that stand above it in this notice: those seen before its first item."""
    order: list[str] = []
    for line in lines:
        if line.kind and line.kind not in order:
            order.append(line.kind)
    above: dict[str, set[str]] = {}
    for i, kind in enumerate(order):
        above[kind] = {k for k in order[:i] if k not in _SPLITTING and _rank(k) < 80}
        if kind in ("chinese", "part"):
            above[kind] = {k for k in above[kind] if _rank(k) < _rank(kind)}
    return above


def _starts(lines: list[Line], kind: str) -> list[int]:
    if kind == "label":
        return [i for i, line in enumerate(lines) if line.role() in ("problem", "theme")]
    return [i for i, line in enumerate(lines) if line.kind == kind]


def _regions(lines: list[Line], kind: str, end: int) -> list[tuple[int, int]]:
    """The stretch of each item of `kind`: up to the next item of it or of a kind above it."""
    starts = [i for i in _starts(lines, kind) if i < end]
    above = _above(lines).get(kind, {"chinese", "chinese_bracket", "part"} if kind == "label" else set())
    stops = sorted({*starts, *(i for i in range(end) if lines[i].kind in above), end})
    return [(start, next(s for s in stops if s > start)) for start in starts]


def _openings(text: str, lines: list[Line], region: tuple[int, int], labelled: bool) -> list[int]:
    """Where answers open in a region; labels that follow each other (措施, 成效) open one answer."""
    found: list[int] = []
    for i in range(*region):
        opens = lines[i].has(*ANSWERING) if labelled else _opens_unlabelled(text, lines, i)
        if opens and not (
            labelled
            and found
            and not any(lines[j].role() in ("problem", "theme") for j in range(found[-1] + 1, i + 1))
            and _same_answer(lines, found[-1], i)
        ):
            found.append(i)
            if not labelled:
                break
    return found


def _same_answer(lines: list[Line], first: int, second: int) -> bool:
    """Whether two labels belong to one answer: no item opened between them except steps of the first."""
    kinds = {lines[j].kind for j in range(first + 1, second + 1) if lines[j].kind}
    return not kinds or kinds <= _SPLITTING | {"digit_bracket", "circled", "digit_half"}


def body_end(text: str, lines: list[Line]) -> int:
    """The index of the first line after the body: contact, signature, date or page furniture at the end."""
    tail = max(1, int(len(lines) * 0.6))
    for i in range(tail, len(lines)):
        if _words("closing").search(lines[i].span.cut(text)[:40]) and not lines[i].has(*ANSWERING):
            return i
    end = len(lines)
    while (
        end > tail
        and (
            is_furniture(text, lines[end - 1])
            or re.fullmatch(r".{2,40}?|[\d０-９]{4}\s*年.{2,8}日", lines[end - 1].span.cut(text))
        )
        and "。" not in lines[end - 1].span.cut(text)
    ):
        end -= 1
    return end


def is_furniture(text: str, line: Line) -> bool:
    """Whether a line is of the page and not of the notice (发布时间, 来源, 扫一扫 …)."""
    return len(line.span.cut(text)) <= 60 and bool(_words("furniture").search(line.span.cut(text)[:12]))


def _candidates(lines: list[Line]) -> list[str]:
    kinds = Counter(line.kind for line in lines if line.kind and line.kind not in _SPLITTING)
    found = [k for k, _ in sorted(kinds.items(), key=lambda kv: _rank(kv[0]))]
    if any(line.role() in ("problem", "theme") for line in lines):
        found.append("label")
    return found


def items(text: str, lines: list[Line], end: int) -> tuple[list[Item], bool]:
    """The problems of the notice in order, and whether labels (整改情况: …) told where the answers open."""
    labelled = sum(line.has(*ANSWERING) for line in lines[:end]) > 0
    best: tuple[float, list[tuple[int, int]], str] = (0.0, [], "")
    for kind in _candidates(lines[:end]):
        regions = _regions(lines[:end], kind, end)
        counts = [len(_openings(text, lines, r, labelled)) for r in regions if not _organises(text, lines, r[0])]
        score = sum(c == 1 for c in counts) - 3.0 * sum(c > 1 for c in counts)
        if not labelled:
            score -= sum(c == 0 for c in counts) * 0.5
        # Of two levels that fit equally well, the inner one numbers the problems and the outer one groups them.
        if score > best[0] or (score == best[0] > 0 and kind != "label"):
            best = (score, regions, kind)
    _, regions, kind = best
    if not regions:
        return [], labelled
    answered = [r for r in regions if _openings(text, lines, r, labelled) and not _organises(text, lines, r[0])]
    sections = {_section(lines, r[0]) for r in answered}
    found = []
    for region in regions:
        opens = _openings(text, lines, region, labelled)
        if _section(lines, region[0]) not in sections or (not opens and not _states_problem(text, lines, region)):
            continue
        found.append(Item(region[0], region[1], opens[0] if opens else None, _heading(lines, region[0], kind)))
    return found, labelled


def _states_problem(text: str, lines: list[Line], region: tuple[int, int]) -> bool:
    first = lines[region[0]]
    return first.role() == "problem" or "问题" in first.body.cut(text) or region[1] - region[0] > 1


def _section(lines: list[Line], index: int) -> int | None:
    """The index of the line that opens the top section (一、 …) round a line."""
    return next((i for i in range(index, -1, -1) if lines[i].kind in ("chinese", "part")), None)


def _organises(text: str, lines: list[Line], index: int) -> bool:
    """Whether a line stands in a section on organisation or outlook, which answers no problem."""
    section = _section(lines, index)
    if section is None or section == index:
        return False
    words = lines[section].body.cut(text)
    return is_heading(text, lines[section]) and bool(
        _words("organisation").search(words) or _words("outlook").match(words)
    )


def _heading(lines: list[Line], index: int, kind: str) -> int | None:
    """The nearest line above that opens the group an item stands in."""
    above = _above(lines).get(kind, {"chinese", "chinese_bracket"})
    for i in range(index - 1, -1, -1):
        if lines[i].kind in above:
            return i
    return None
