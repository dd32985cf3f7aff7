"""Records of labelled fields: numbers before their labels tell nothing, a label alone governs the lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph_builder.claim import Span
from graph_builder.parse.line import REPLYING, Line, Segment
from graph_builder.parse.looks import is_sentence

_ASIDE = ("field", "responsible")
_MOST = 0.8
"""Share of a kind's lines that open with a label where the kind numbers fields."""


def unnumbered(found: Sequence[Line]) -> list[Line]:
    """The lines without the markers that only number the fields of a record: (一)整改任务:…(二)整改目标:…

    A kind of marker does so if nearly all its lines open with labels, some of problems and some of answers.
    """
    kinds = {line.kind for line in found if line.kind and line.role()}
    numbering = {kind for kind in kinds if _numbers_fields([line for line in found if line.kind == kind])}
    return [
        replace(line, kind=None, printed=None) if line.kind in numbering and line.role() else line for line in found
    ]


def _numbers_fields(lines: Sequence[Line]) -> bool:
    roles = {line.role() for line in lines} - {None}
    labelled = sum(line.role() is not None for line in lines)
    return "problem" in roles and bool(roles & REPLYING) and labelled >= _MOST * len(lines)


def governed(text: str, found: Sequence[Line]) -> list[Line]:
    """The lines, those below a label that stands alone (整改目标:) with its role, if it opens nothing that is read.

    Sentences further down are its words only if another label ends them: else they may be what was done.
    """
    whole: list[Line] = []
    role: str | None = None
    first = ended = False
    for i, line in enumerate(found):
        if line.kind or line.role():
            last = line.segments[-1] if line.segments else None
            alone = last is not None and last.role in _ASIDE and not last.span.cut(text).strip()
            role = last.role if alone and last else None
            first, ended = True, role is not None and _ends_in_label(found, i + 1)
        elif role:
            if first or ended or not is_sentence(text, line):
                line = replace(line, segments=(Segment(role, Span(*line.body)),))
            else:
                role = None
            first = False
        whole.append(line)
    return whole


def _ends_in_label(found: Sequence[Line], start: int) -> bool:
    """Whether the first line from `start` on with a marker or label has a label."""
    return next((line.role() is not None for line in found[start:] if line.kind or line.role()), False)
