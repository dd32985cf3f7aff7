"""Split an answer into its measures: at 一是…二是…, (1)…(2)…, ①…②…, or sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.parse.line import decorations, marker_pattern
from graph_builder.parse.notice import Measure

_OPEN, _CLOSE = "“‘《（(「『【〔[", "”’》）)」』】〕]"
_STOP = "(?<=[\u3400-\u9fff）)”]\\.)(?![0-9A-Za-z.])"
"""Behind a half-width full stop: one that follows a Chinese character and that no number or Latin word goes on from."""
_MARK = re.compile(f"[{re.escape(_OPEN + _CLOSE)}。！？!?\n.](?:(?<!\\.)|{_STOP})")
_WORD = re.compile(r"\w")
_DIGITS = re.compile(r"\d+")
_NUMERALS = "一二三四五六七八九十"


def trim(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if (start, end) != span else span


def sentences(text: str, span: Span) -> Iterator[Span]:
    """The sentences of a passage: up to 。！？ outside quotation marks and brackets, or the end of the line.

    >>> [s.cut("甲“。”乙。丙") for s in sentences("甲“。”乙。丙", Span(0, 7))]
    ['甲“。”乙。', '丙']
    """
    start, depth = span.start, 0
    for mark in _MARK.finditer(text, *span):
        char, end = mark.group(), mark.end()
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif char == "\n" or depth == 0:
            sentence = trim(text, Span(start, end))
            if _WORD.search(text, *sentence):
                yield sentence
            start, depth = end, 0
    last = trim(text, Span(start, span.end))
    if _WORD.search(text, *last):
        yield last


def _ordinal(marker: str) -> int | None:
    """The number that a marker bears.

    >>> _ordinal("二是"), _ordinal("(3)"), _ordinal("②")
    (2, 3, 2)
    """
    digits = _DIGITS.search(marker)
    if digits:
        return int(digits.group())
    dotted = next((c for c in marker if "⒈" <= c <= "⒛"), None)
    if dotted:
        return ord(dotted) - ord("⒈") + 1
    circled = next((c for c in marker if "①" <= c <= "⑳"), None)
    if circled:
        return ord(circled) - ord("①") + 1
    words = "".join(c for c in marker if c in _NUMERALS)
    if not words:
        return None
    if words.startswith("十"):
        return 10 + (_NUMERALS.index(words[1]) + 1 if len(words) > 1 else 0)
    return _NUMERALS.index(words[0]) + 1


def markers(text: str, span: Span, kind: str) -> list[re.Match[str]]:
    """Markers of one kind that stand where a step can begin and count upwards from one (restarts allowed)."""
    found: list[re.Match[str]] = []
    expected = 1
    for match in marker_pattern(kind).finditer(text, span.start, span.end):
        before = text[match.start() - 1] if match.start() > span.start else "\n"
        if before not in "\n 。.．；;，,：:、！？!?”’）)\t\u3000":
            continue
        number = _ordinal(match.group())
        goes_on = not found and match.start() == span.start  # a list that began in another passage
        if number is None or number == expected or (number == 1 and found) or goes_on:
            found.append(match)
            expected = (number or expected) + 1
    return found


def steps(text: str, passages: list[Span]) -> tuple[Measure, ...]:
    """The measures of an answer, in order, numbered from 1 through all its passages."""
    found: list[tuple[str | None, Span]] = []
    for passage in passages:
        found += _split(text, trim(text, passage))
    return tuple(Measure(i + 1, marker, span) for i, (marker, span) in enumerate(found))


def _undecorated(text: str, sentence: Span) -> Span:
    """A sentence without the signs before it (◇ 修订制度。)."""
    head = decorations().match(text, *sentence)
    return Span(head.end(), sentence.end) if head else sentence


_BRACKETED = frozenset({"digit_bracket", "digit_half", "chinese_bracket"})
_CLOSING = re.compile("[)）〕㈠-㈩]")
"""What such markers hold one of."""


def _split(text: str, passage: Span) -> Iterator[tuple[str | None, Span]]:
    bracketed = _CLOSING.search(text, *passage) is not None
    kinds = (k for k in load("outline")["measure_markers"] if bracketed or k not in _BRACKETED)
    runs = {kind: markers(text, passage, kind) for kind in kinds}
    runs = {kind: run for kind, run in runs.items() if len(run) > 1 or (run and run[0].start() == passage.start)}
    if not runs:
        yield from ((None, _undecorated(text, s)) for s in sentences(text, passage))
        return
    run = min(runs.values(), key=lambda r: r[0].start())
    for lead in sentences(text, Span(passage.start, run[0].start())):
        if lead.cut(text)[-1] in "。！？":
            yield None, lead
    for match, following in zip(run, [*run[1:], None], strict=True):
        end = following.start() if following else passage.end
        body = trim(text, Span(match.end(), end))
        last = following is None and "\n" in body.cut(text)
        if last:
            cut = body.start + body.cut(text).index("\n")
            yield match.group().strip(), trim(text, Span(body.start, cut))
            yield from ((None, s) for s in sentences(text, Span(cut, end)))
        elif body.start < body.end:
            yield match.group().strip(), body
