"""What people decided about the facts of one notice, applied to its rows: rejected ones go, accepted ones are sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph_builder.build.rows import LinkRow, NodeRow, Row, Tables
from graph_builder.resolve import Judgement, Subject, What
from graph_builder.resolve.judgement import said

DETAILS = frozenset({"Sanction", "Figure", "TimePoint", "Sign", "Doubt"})
"""Labels of what is nothing without the fact that it belongs to."""


def judged(rows: Tables, judgements: Sequence[Judgement]) -> tuple[Tables, list[str]]:
    """The rows of a notice after judgements (oldest first, `ACCEPT`, `REJECT`, `CORRECT`), and what to report.

    A person's word on a fact replaces an earlier one on the same fact.
    """
    kept: dict[tuple[str, ...], Row] = {_key(row): row for row in rows.rows()}
    report: list[str] = []
    decided: dict[tuple[str, ...], Judgement] = {}
    for judgement in judgements:
        for subject in judgement.subjects:
            found = _links(kept.values(), subject) if subject.link else _nodes(kept.values(), subject)
            if not found:
                report.append(_lost(judgement, subject))
            for row in found:
                decided_before = decided.get(_key(row))
                if decided_before and {decided_before.what, judgement.what} == {What.ACCEPT, What.REJECT}:
                    report.append(f"判断矛盾:{said(decided_before)};{said(judgement)}。以较新的为准。")
                decided[_key(row)] = judgement
    gone = [kept[key] for key, judgement in decided.items() if judgement.what is What.REJECT]
    for key, judgement in decided.items():
        if judgement.what is not What.REJECT:
            kept[key] = _certain(kept[key], judgement)
    _remove(kept, gone)
    return Tables(kept.values()), report


def _lost(judgement: Judgement, subject: Subject) -> str:
    where = f"通报 {subject.notice} 中的“{subject.words or subject.id}”"
    return f"判断的依据已不在:{said(judgement)},找不到{where};判断保留,暂不起作用。"


def _key(row: Row) -> tuple[str, ...]:
    return (row.id,) if isinstance(row, NodeRow) else (row.source, row.target, row.key)


def _links(rows: Iterable[Row], subject: Subject) -> list[Row]:
    """The links that a subject means: by both ends and its words, else by one end where only one fact is meant."""
    worded = [
        row
        for row in rows
        if isinstance(row, LinkRow)
        and row.type == subject.link
        and (not subject.words or row.properties["quote"] == subject.words)
    ]
    ends = [
        (_placeless(row.source) == _placeless(subject.id), _placeless(row.target) == _placeless(subject.to))
        for row in worded
    ]
    both: list[Row] = [row for row, same in zip(worded, ends, strict=True) if all(same)]
    either: list[Row] = [row for row, same in zip(worded, ends, strict=True) if any(same)]
    return both or (either if len(either) == 1 and subject.words else [])


def _placeless(key: str) -> str:
    """An id without the place in the text, which moves when anything before it is edited."""
    return re.sub(r"@\d+(?:-\d+)?", "", key)


def _nodes(rows: Iterable[Row], subject: Subject) -> list[Row]:
    return [row for row in rows if isinstance(row, NodeRow) and row.id == subject.id]


def _certain(row: Row, judgement: Judgement) -> Row:
    """A fact that a person vouches for, with what he put right."""
    properties = {**row.properties, **judgement.to_be}
    if isinstance(row, NodeRow):
        if row.label == "Problem" and "status" in judgement.to_be:
            properties["status_basis"] = "person"
        return replace(row, properties=properties)
    return replace(row, properties={**properties, "extractor": "person", "confidence": 1.0})


def _remove(kept: dict[tuple[str, ...], Row], gone: Sequence[Row]) -> None:
    """Take rejected facts out, and details that belong to none any more; a sanction goes with whom it was given to."""
    ends: set[str] = set()
    for row in gone:
        kept.pop(_key(row), None)
        if isinstance(row, LinkRow):
            ends.update((row.source, row.target))
            if row.type in ("RECEIVED", "CONCERNS"):
                sanction = row.target if row.type == "RECEIVED" else row.source
                for key in [k for k, r in kept.items() if isinstance(r, LinkRow) and sanction in (r.source, r.target)]:
                    del kept[key]
    joined = {end for r in kept.values() if isinstance(r, LinkRow) for end in (r.source, r.target)}
    for end in ends - joined:
        row_ = kept.get((end,))
        if isinstance(row_, NodeRow) and row_.label in DETAILS:
            del kept[(end,)]
