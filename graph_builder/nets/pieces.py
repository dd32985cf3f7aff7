"""The sentences of a notice that are worth a net's time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.nets.naming import any_of, surname

LONGEST = 160
"""Characters of one piece; a longer sentence is cut at a comma, else anywhere."""

_SENTENCE = re.compile("[^。！？!?；;\n]+[。！？!?；;]?")
_EDGE = " \t\r\u3000\xa0"


@cache
def _cue() -> re.Pattern[str]:
    words = any_of(w for group in load("net")["cues"].values() for w in group)
    patterns = [pattern.replace("{surname}", surname()) for pattern in load("net")["cue_patterns"]]
    return re.compile("|".join([words, *patterns]))


def pieces(text: str, passages: Sequence[Span]) -> list[Span]:
    """The sentences in these passages that hold a cue, at most `LONGEST` characters each, in reading order.

    Overlapping passages give a sentence once; passages that reach beyond the text are cut.
    """
    return [p for whole in _apart(text, passages) for p in _sentences(text, whole) if _cue().search(text, *p)]


def _apart(text: str, passages: Sequence[Span]) -> list[Span]:
    """The passages in order, those that overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(passages):
        start, end = max(start, 0), min(end, len(text))
        if start >= end:
            continue
        if merged and start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, end))
        else:
            merged.append(Span(start, end))
    return merged


def _sentences(text: str, whole: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, *whole):
        start, end = match.span()
        while start < end and text[start] in _EDGE:
            start += 1
        while end - start > LONGEST:
            comma = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in "，,")
            cut = comma + 1 if comma > 0 else start + LONGEST
            yield Span(start, cut)
            start = cut
        if start < end:
            yield Span(start, end)
