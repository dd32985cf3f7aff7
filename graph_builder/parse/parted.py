"""Problem and answer in one line, parted by a sign: 议事不规范——已修订议事规则。"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.parse.line import Line, Segment
from graph_builder.parse.looks import deficient

_LEAST = 3
"""Lines from which a sign between two parts is no chance."""


def parted(text: str, lines: Sequence[Line]) -> list[Line]:
    """The lines with what stands behind such a sign as their answer, if most marked lines of a kind are parted so.

    What stands before it must mostly say what is wrong. Nothing is read so where a label answers.
    """
    if any(line.role() for line in lines):
        return list(lines)
    of_kind = Counter(line.kind for line in lines if line.kind)
    for sign in load("outline")["partings"]:
        places = {i: at for i, line in enumerate(lines) if line.kind and (at := _sign(text, line, sign)) is not None}
        for kind, most in of_kind.items():
            own = {i: at for i, at in places.items() if lines[i].kind == kind}
            count = len(own)
            wrong = sum(deficient(text[lines[i].body.start : at]) for i, at in own.items())
            if count >= _LEAST and 2 * count > most and 2 * wrong >= count:
                return [_split(line, own[i], own[i] + len(sign)) if i in own else line for i, line in enumerate(lines)]
    return list(lines)


def _sign(text: str, line: Line, sign: str) -> int | None:
    """Where the sign stands, if it does once and with words on both sides."""
    words = line.body.cut(text)
    at = words.find(sign)
    whole = at > 3 and words.count(sign) == 1 and len(words) > at + len(sign) + 3
    return line.body.start + at if whole else None


def _split(line: Line, start: int, end: int) -> Line:
    return replace(
        line,
        segments=(
            Segment(None, Span(line.body.start, start)),
            Segment("answer", Span(end, line.body.end)),
        ),
    )
