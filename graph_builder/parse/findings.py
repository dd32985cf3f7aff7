"""Problems of a document that only states them: an inspection's feedback, with no answers yet."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.parse.line import Line
from graph_builder.parse.looks import ANSWERING, deficient, is_heading
from graph_builder.parse.steps import markers, sentences, steps, trim


@cache
def _cue(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load("outline")["findings"][name]))


def only_states(text: str, lines: list[Line], title: Span | None) -> bool:
    """Whether a document reports what an inspection found, not what was done about it."""
    if title is None:
        head = text[: lines[min(len(lines), 3) - 1].span.end] if lines else ""
        return bool(_cue("opening").search(head)) and not any(x.has(*ANSWERING) for x in lines)
    words = title.cut(text)
    return bool(_cue("title").search(words)) and "整改" not in words and not any(x.has(*ANSWERING) for x in lines)


def findings(text: str, lines: list[Line], end: int) -> list[tuple[str, Span]]:
    """The problems stated, each with its number as printed: at 一是…二是…, else line by line or clause by clause."""
    if not lines:
        return []
    limit = lines[end - 1].span.end if end else lines[-1].span.end
    found = list(_cue("opens").finditer(text, 0, limit))
    # What a list follows (发现了一些问题,主要是:…) rather than an earlier mention of problems.
    opens = next((m for m in found if _LEADS_ON.search(m.group())), found[0] if found else None)
    if opens is None:
        return []
    closes = _cue("closes").search(text, opens.end(), limit)
    stop = closes.start() if closes else limit
    # What closes the list may stand inside a sentence (组长某某对整改提出三点意见): that sentence is none of it.
    stop = text.rfind("。", opens.end(), stop) + 1 or stop
    passage = Span(opens.end(), stop)
    below = _below_headings(text, [x for x in lines if x.kind and passage.covers(x.span)])
    if below:
        return below
    marked = [(m.marker or "", m.span) for m in steps(text, [passage])]
    if any(marker for marker, _ in marked):
        return [(marker, _up_to_next(text, span)) for marker, span in marked if marker]
    numbered = [m for m in markers(text, passage, "chinese") if text[m.start() - 1] != "\n"]
    if len(numbered) > 1:
        ends = [*(m.start() for m in numbered[1:]), passage.end]
        return [(m.group(), trim(text, Span(m.end(), end))) for m, end in zip(numbered, ends, strict=True)]
    items = [x for x in lines if x.kind and passage.covers(x.span)]
    if items:
        return [(x.printed or "", trim(text, x.body)) for x in items if deficient(x.body.cut(text))]
    told = [x for x in lines if passage.covers(x.span) and deficient(x.body.cut(text))]
    if len(told) > 1:
        return [("", trim(text, x.body)) for x in told]
    said = list(sentences(text, passage))
    if any(_cue("goes_on").match(text, *s) for s in said[1:]):
        return [("", span) for span in _joined(text, said) if deficient(span.cut(text))]
    return [("", span) for sentence in said for span in _clauses(text, sentence)]


def _below_headings(text: str, marked: list[Line]) -> list[tuple[str, Span]]:
    """The items of a list of two levels whose outer ones are only headings; none if the list has one level."""
    heads = {
        i for i, (line, below) in enumerate(pairwise(marked)) if below.kind != line.kind and is_heading(text, line)
    }
    kinds = {marked[i].kind for i in heads}
    items = [line for line in marked if line.kind not in kinds]
    if len(heads) < 2 or len(kinds) > 1:
        return []
    found: list[tuple[str, Span]] = []
    for line in items:
        inner = [m for m in steps(text, [line.span]) if m.marker]
        whole = [(line.printed or "", trim(text, line.body))]
        found += [(m.marker or "", m.span) for m in inner] if len(inner) > 1 else whole
    return found if len(found) > len(heads) else []


def _up_to_next(text: str, span: Span) -> Span:
    """An item without the line below it that opens the list of another body (县水利局存在的主要问题是:)."""
    first = text.find("\n", *span)
    following = _cue("opens").search(text, first, span.end) if first >= 0 else None
    if following:
        return trim(text, Span(span.start, text.rfind("\n", span.start, following.start() + 1)))
    return span


_LEADS_ON = re.compile("主要|具体|突出表现|[：:]$")


def _joined(text: str, said: list[Span]) -> list[Span]:
    """Sentences, each with those behind it that go on with it (主要是…, 有的…)."""
    found: list[Span] = []
    for sentence in said:
        if found and _cue("goes_on").match(text, *sentence):
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
    return found


def _clauses(text: str, sentence: Span) -> list[Span]:
    """The parts of a sentence between semicolons that say that something is wrong."""
    cuts = [sentence.start, *(sentence.start + m.end() for m in re.finditer("[；;]", sentence.cut(text))), sentence.end]
    parts = [trim(text, Span(a, b)) for a, b in pairwise(cuts)]
    return [p for p in parts if len(p.cut(text)) >= 6 and deficient(p.cut(text))]
