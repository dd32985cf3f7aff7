"""Text → its lines, each with what opens it: a marker, a label, a statement, or its place in a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.parse.line import (
    TOLD,
    Line,
    Segment,
    label_role,
    line_at,
    marker_pattern,
    own_labels,
    own_markers,
    with_label,
)
from graph_builder.parse.looks import is_sentence, only_reports
from graph_builder.parse.parted import parted
from graph_builder.parse.records import governed, unnumbered
from graph_builder.parse.table import columns, row
from graph_builder.parse.told import opened_by_statement, pieces, stated_heading
from graph_builder.parse.turns import labels_by_turns


def lines(text: str) -> list[Line]:
    """Every line of `text` that is not blank, without the spaces round it."""
    found: list[Line] = []
    roles: list[str | None] | None = None
    for match in re.finditer("[^\n]*[^\\s][^\n]*", text):
        whole = Span(*match.span())
        span = _trimmed(text, whole)
        tabbed = "\t" in match.group() or match.group().count("|") + match.group().count("｜") > 1
        header = columns(text, whole) if tabbed else None
        if header:
            roles = header
            found.append(Line(span, None, None, span, ()))
        elif roles and tabbed:
            found.append(row(text, whole, roles))
        else:
            found += _plain(text, span)
    if own := own_labels(text, found) or labels_by_turns(text, found):
        found = [with_label(text, line, own) for line in found]
    found = governed(text, unnumbered(_headed(text, _answered(text, found))))
    return _sections(text, parted(text, _numbered(text, own_markers(text, found))))


def _headed(text: str, found: list[Line]) -> list[Line]:
    """Lines of their own that state a problem (关于“…”问题的整改), with no marker, where what is below answers it.

    Running text below answers it only where the notice heads three problems so: one such line may be a section's title.
    """
    whole = list(found)
    told: list[int] = []
    for i, (line, below) in enumerate(pairwise(found)):
        if line.kind or line.role() or not stated_heading(text, line):
            continue
        if below.role() in _ANSWERS or below.kind in _STEPS:
            whole[i] = replace(line, kind=TOLD, printed="")
        elif not below.kind and is_sentence(text, below) and not is_sentence(text, line):
            told.append(i)
    for i in told if len(told) > 2 else ():
        whole[i] = replace(found[i], kind=TOLD, printed="")
    return whole


_ANSWERS = ("answer", "measures", "result", "responsible", "field")
_STEPS = ("first_is", "first_item", "digit_bracket", "digit_half", "circled", "dash")


def _answered(text: str, found: list[Line]) -> list[Line]:
    """What was done to those responsible (处理结果: …) as the answer, where no label opens another."""
    segments = [segment for line in found for segment in line.segments]
    roles = Counter(segment.role for segment in segments)
    told = any(s.role == "result" and not only_reports(s.span.cut(text).strip()) for s in segments)
    if roles["outcome"] < 2 or roles["answer"] or roles["measures"] or told:
        return found
    above = [(line, below) for line, below in pairwise(found) if below.has("outcome") and line.role() is None]
    if not roles["problem"] and not all(line.kind or stated_heading(text, line) for line, _ in above):
        return found
    return [
        replace(
            line, segments=tuple(replace(s, role="answer" if s.role == "outcome" else s.role) for s in line.segments)
        )
        for line in found
    ]


def _numbered(text: str, found: list[Line]) -> list[Line]:
    """A number alone on its line (案例一) opens the line below it."""
    whole: list[Line] = []
    for line in found:
        last = whole[-1] if whole else None
        bare = last and line.role() == "problem" and _BARE_NUMBER.fullmatch(text, *last.span)
        if last and last.kind is None and line.kind in (None, TOLD) and (bare or _alone().fullmatch(text, *last.span)):
            whole[-1] = replace(
                line, span=Span(last.span.start, line.span.end), kind="problem_no", printed=last.span.cut(text)
            )
        else:
            whole.append(line)
    return whole


_BARE_NUMBER = re.compile("\\d{1,3}[.．、]?")
"""What may stand alone above the label of a problem."""


@cache
def _alone() -> re.Pattern[str]:
    one = "[(（]?(?:[一二三四五六七八九十]{1,3}|\\d{1,3})[)）]?"
    item = f"第{one}[项条个件](?:整改)?(?:任务|问题|事项|案例)?[:：]?"
    return re.compile(f"{marker_pattern('problem_no').pattern}|[【\\[]?{item}[】\\]]?")


def _sections(text: str, found: list[Line]) -> list[Line]:
    """The sections of a notice on one task (一、整改任务|…|二、整改目标|…) as its labels.

    Such a heading bears nothing but a label, and running text with no marker states the problem below it.
    """
    heads = {i: role for i, line in enumerate(found) if (role := _section_role(text, line))}
    stated = [i for i, role in heads.items() if role == "problem" and i + 1 < len(found)]
    if len(stated) != 1 or not {"answer", "measures", "result"} & {*heads.values()}:
        return found
    below = found[stated[0] + 1]
    if stated[0] != min(heads) or below.kind or below.role() or stated[0] + 1 in heads:
        return found
    starts = [*heads, len(found)]
    whole = found[: starts[0]]
    for start, stop in pairwise(starts):
        last = start + 1
        while last < stop and not (stop == len(found) and _ends(text, found[last], found[start])):
            last += 1
        content = Span(found[start].body.end, found[last - 1].span.end)
        span = Span(found[start].span.start, content.end)
        whole += [Line(span, None, None, content, (Segment(heads[start], content),)), *found[last:stop]]
    return whole


def _section_role(text: str, line: Line) -> str | None:
    """What a heading that is only a label opens."""
    headed = line.kind in ("chinese", "chinese_bracket", "digit") and line.body.end - line.body.start <= _LONGEST_LABEL
    return label_role(line.body.cut(text).rstrip("：:。")) if headed else None


_LONGEST_LABEL = 40
"""Characters of a heading that can be a label, with the marks behind it."""


def _ends(text: str, line: Line, head: Line) -> bool:
    """Whether a line below the last section's heading belongs to it no more: a signature, or what is no sentence."""
    words = line.span.cut(text)
    closes = re.search("|".join(load("outline")["closing"]), words[:40]) is not None
    return closes or line.kind == head.kind or (line.kind is None and re.search("[。；;]$", words) is None)


def _plain(text: str, span: Span) -> Iterator[Line]:
    for line in pieces(text, line_at(text, span)):
        yield replace(line, kind=TOLD, printed="") if opened_by_statement(text, line) else line


def _trimmed(text: str, span: Span) -> Span:
    words = span.cut(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
