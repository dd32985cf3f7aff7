"""Infer a notice's own outline: which marker numbers its problems, what answers each, which headings group them.

No template is tried. Every kind of marker that the notice uses is judged by one question: does each of its
items own exactly one answer? The kind that does so most often numbers the problems.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from itertools import accumulate, pairwise

from graph_builder.claim import Span
from graph_builder.parse.body import LABEL, SPLITTING, TOP, Body, Item, rank
from graph_builder.parse.line import TOLD, Line
from graph_builder.parse.looks import ANSWERING, deficient, is_sentence, words_of


def items(text: str, lines: list[Line], end: int) -> list[Item]:
    """The problems of the notice in order."""
    body = Body(text, lines, 0, end)
    found = _read(body)
    holding = {body.section(item.first) for item in found}
    sections = [s for s in body.sections if s < end] if found else []
    for start, stop in zip(sections, [*sections[1:], end], strict=False):
        # A section that numbers its problems in another way than the rest.
        if start not in holding and not body.organises(start):
            found += _read(Body(text, lines, start + 1, stop), labels_only=True)
    found = found or _paragraphs(body) or _only_listed(body) or _cases(body)
    return _listed_before(body, sorted(found, key=lambda item: item.first))


def _paragraphs(body: Body) -> list[Item]:
    """The last resort where no marker, label or statement gave a problem away: paragraphs that begin with a fault.

    Each such paragraph of several sentences is one problem and its answer; two at least, or the text is no such notice.
    """
    if not any("整改" in line.span.cut(body.text) for line in body.lines[:6]):
        return []
    starts = [
        i for i in range(1, body.end) if body.lines[i].kind is None and body.states_first(i) and not body.organises(i)
    ]
    return [Item(i, i + 1, body.heading(i, TOLD), False) for i in starts] if len(starts) > 1 else []


def _only_listed(body: Body) -> list[Item]:
    """Problems that a section lists and nothing answers one by one (三、审计发现的主要问题)."""
    sections = [s for s in body.sections if s < body.end]
    for start, stop in zip(sections, [*sections[1:], body.end], strict=False):
        if not words_of("listing_sections").match(body.lines[start].body.cut(body.text)):
            continue
        kinds: dict[str, list[int]] = {}
        for i in range(start + 1, stop):
            if (kind := body.lines[i].kind) and kind not in SPLITTING:
                kinds.setdefault(kind, []).append(i)
        if not kinds:
            continue
        # Of two levels the one with more items: the other only groups them.
        kind = max(kinds, key=lambda k: len(kinds[k]))
        groups = sorted(i for k, found in kinds.items() if k != kind for i in found)
        stops = sorted({*kinds[kind], *groups, stop})
        return [Item(i, stops[bisect_right(stops, i)], body.heading(i, kind), False) for i in kinds[kind]]
    return []


_REPORTS_CASES = re.compile(
    "(?:通报|曝光)[^。；;\n]{0,40}(?:问题|案例|案件)|[起件例][^。；;\n]{0,40}(?:问题|案例|案件)的?(?:通报|曝光)"
)
_PUNISHED = re.compile("受到[^。；;]{0,24}(?:处分|处理)|被(?:免|撤|开除|诫勉|立案|留置|判处)|给予[^。；;]{2,40}处分")


def _cases(body: Body) -> list[Item]:
    """The cases of a bulletin that tells each in a paragraph with no number: who was punished, and for what."""
    head = body.lines[: min(4, body.end)]
    if not any(_REPORTS_CASES.search(body.text, *line.span) for line in head):
        return []
    headed = [i for i in range(1, body.end - 1) if _heads_case(body, i)]
    if len(headed) > 1:
        return [Item(i, last, None, False) for i, last in pairwise([*headed, body.end])]
    told = [
        i
        for i in range(1, body.end)
        if is_sentence(body.text, body.lines[i]) and _PUNISHED.search(body.text, *body.lines[i].span)
    ]
    return [Item(i, i + 1, None, False) for i in told] if len(told) > 1 else []


_CASE_TITLE = re.compile("[^。；;：:\n]{8,60}(?:问题|案件?)[。]?")


def _heads_case(body: Body, index: int) -> bool:
    """Whether a line with no number is the title of a case that running text below tells."""
    line, below = body.lines[index], body.lines[index + 1]
    if line.kind not in (None, TOLD) or line.role() or below.role():
        return False
    return _CASE_TITLE.fullmatch(body.text, *line.span) is not None and is_sentence(body.text, below)


def _listed_before(body: Body, found: list[Item]) -> list[Item]:
    """The items with the lines that state their problems, if a section above lists those one by one, in this order.

    Each item must repeat how its problem begins; else the list above is something else.
    """
    first = body.section(found[0].first) if found else None
    above = [s for s in body.sections if first is not None and s < first]
    if not above or "问题" not in body.lines[above[-1]].body.cut(body.text):
        return found
    listed = range(above[-1] + 1, first or 0)
    kinds = Counter(body.lines[i].kind for i in listed if body.lines[i].kind)
    kind = next((k for k, n in kinds.items() if n == len(found) > 1), None)
    stated = [i for i in listed if body.lines[i].kind == kind and not body.lines[i].has(*ANSWERING, "result")]
    if kind is None or len(stated) != len(found):
        return found
    pairs = list(zip(found, stated, strict=True))
    if not all(_begins_alike(body.text, body.lines[item.first].body, body.lines[i].body) for item, i in pairs):
        return found
    return [replace(item, stated=i) for item, i in pairs]


def _begins_alike(text: str, one: Span, other: Span) -> bool:
    """Whether two statements share their first four characters, 关于 and 针对 and marks aside."""
    heads = [re.sub("^(?:关于|针对)|\\W", "", span.cut(text)[:12])[:4] for span in (one, other)]
    return heads[0] == heads[1] != ""


def _read(body: Body, *, labels_only: bool = False) -> list[Item]:
    """The items of the kind of marker that numbers the problems best, if one does."""
    labelled = any(line.has(*ANSWERING, "result") for line in body.lines[body.start : body.end])
    score, kind = body.best(True) if labelled else (0.0, "")
    # An unlabelled reading can at best give every line of a kind an answer.
    most = max(Counter(line.kind for line in body.lines[body.start : body.end] if line.kind).values(), default=0)
    if not labels_only and score < 0.5 * most:
        unlabelled = body.best(False)
        if score < 0.5 * unlabelled[0]:
            labelled, kind = False, unlabelled[1]
    return _of_kind(body, kind, labelled) if kind else []


def _of_kind(body: Body, kind: str, labelled: bool) -> list[Item]:
    """Every item of `kind`, and those of an outer kind that own an answer and no such item."""
    regions = [r for r in body.regions(kind) if not body.organises(r[0])]
    answered = [r for r in regions if body.answers(r, labelled)]
    sections = {body.section(r[0]) for r in answered}
    found = [
        r for r in regions if body.section(r[0]) in sections and (body.answers(r, labelled) or _states_problem(body, r))
    ]
    found += _outer(body, kind, labelled, found)
    return [
        Item(
            first,
            last,
            body.heading(first, body.lines[first].kind or LABEL),
            body.is_labelled((first, last)),
        )
        for first, last in sorted(found)
    ]


def _outer(body: Body, kind: str, labelled: bool, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Items of the kinds above `kind` that answer a problem themselves where others group several."""
    if kind == LABEL or not found:
        return []
    more: list[tuple[int, int]] = []
    for outer in sorted(body.above.get(kind, ()), key=rank, reverse=True):
        known = sorted([*found, *more])
        reach = [0, *accumulate((b for _, b in known), max)]
        for first, last in body.regions(outer):
            taken = reach[bisect_left(known, (last, 0))] > first
            if not taken and not body.organises(first) and body.answers((first, last), labelled) == 1:
                if outer in TOP and not deficient(body.lines[first].body.cut(body.text)):
                    continue
                more.append((first, last))
    return more


def _states_problem(body: Body, region: tuple[int, int]) -> bool:
    first = body.lines[region[0]]
    return first.role() == "problem" or "问题" in first.body.cut(body.text) or region[1] - region[0] > 1
