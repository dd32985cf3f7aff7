"""What the page asks a person to decide, and what it writes down: the same lines in the same file as `wenze review`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from graph_builder.errors import BadQuery, JudgementRefused, NothingFound
from graph_builder.resolve import Judgement, Subject, What
from graph_builder.resolve.correction import correctable, typed
from graph_builder.resolve.judgement import said, standing
from graph_builder.resolve.ledger import add_judgements, made, read_judgements
from graph_builder.schema import schema
from queries.doubtful import Question, about, how_many, questions
from queries.ids import label_of
from queries.judging import fact_of, node_of, refuse_masked, subject_of
from queries.store import Store

_LISTED = 500
_CHARS = 1_000


class Doubts:
    """The questions of a store in their order, found as far as somebody reads; threads may share it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._known: list[Question] = []
        self._rest = questions(store)

    @cached_property
    def _total(self) -> int:
        return how_many(self._store)

    def page(self, ledger: Path, start: int, limit: int) -> dict[str, Any]:
        """The open questions from the place `start` on; `next` is where the page after it starts (None: no more).

        `total` counts the settled ones too, `faults` are lines of the ledger that are no judgements.
        """
        told, faults = read_judgements(ledger)
        settled = {about(judgement.subjects) for judgement in standing(told)}
        found: list[Question] = []
        at = start
        while len(found) < limit and (question := self._at(at)):
            at += 1
            if about(question.subjects) not in settled:
                found.append(question)
        return {
            "questions": [_question(self._store, question) for question in found],
            "next": at if self._at(at) else None,
            "total": self._total,
            "file": str(ledger.resolve()),
            "faults": faults,
        }

    def _at(self, place: int) -> Question | None:
        with self._lock:
            while len(self._known) <= place:
                question = next(self._rest, None)
                if question is None:
                    return None
                self._known.append(question)
            return self._known[place]


def _question(store: Store, question: Question) -> dict[str, Any]:
    told = asdict(question)
    told["quotes"] = [asdict(quote) for quote in dict.fromkeys(question.quotes)]
    ends = dict.fromkeys(key for subject in question.subjects for key in (subject.id, subject.to) if key)
    told["nodes"] = [_end(store, key) for key in ends if label_of(key) != "Doubt"]
    if question.kind == "fact":
        (subject,) = question.subjects
        told["fields"] = fields(subject.id, subject.link)
    return told


def _end(store: Store, key: str) -> dict[str, str]:
    node, own = node_of(store, key)
    label = label_of(node)
    name = f"第 {own['number']} 题" if label == "Problem" else str(own.get(schema().nodes[label].name) or key)
    return {"id": node, "name": name, "label": label}


def fields(key: str, link: str = "") -> list[dict[str, Any]]:
    """What can be put right of a thing or of a fact: names, types and, for closed sets, the choices."""
    words = schema().vocabulary
    return [
        {
            "name": name,
            "show": schema().property_names.get(name, name),
            "many": kind == "strings",
            "choices": _choices("bool" if kind == "bool" else words.get(name)),
        }
        for name, kind in correctable(key, link).items()
    ]


def _choices(closed: Any) -> list[str] | None:
    if closed == "bool":
        return ["是", "否"]
    return list(closed.values() if isinstance(closed, Mapping) else closed) if closed else None


def judged(ledger: Path) -> list[dict[str, Any]]:
    """The judgements that stand, the newest first."""
    known, _ = read_judgements(ledger)
    return [_judged(judgement) for judgement in reversed(standing(known)[-_LISTED:])]


def _judged(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "said": said(judgement),
        "subjects": [asdict(subject) for subject in judgement.subjects],
        "to_be": {schema().property_names.get(k, k): str(v) for k, v in judgement.to_be.items()},
    }


def judge(store: Store, ledger: Path, asked: Mapping[str, Any]) -> dict[str, Any]:
    """Write down a decision: `what`, `subjects`, `who`, `why` and, for a correction, `values` (属性=值).

    Raises `JudgementRefused` or `NothingFound` where a subject is not in the graph, or is somebody masked.
    """
    try:
        what = What(str(asked["what"]))
    except ValueError as error:
        raise BadQuery("没有这种判断。") from error
    given = _pointed_at(asked["subjects"])
    if what is What.UNDO:
        subjects = tuple(_undone(ledger, given))
    else:
        refuse_masked(store, (str(one["id"]) for one in given), what)
        subjects = tuple(_subject(store, one) for one in given)
    if what is What.MERGE and len({node_of(store, s.id)[0] for s in subjects}) < 2:
        raise JudgementRefused("这两个在图谱里已经是同一个。")
    to_be = {}
    if what is What.CORRECT:
        (one,) = subjects
        to_be = typed(one.id, one.link, [str(value)[:_CHARS] for value in asked["values"] or ()])
        refuse_masked(store, [one.id], what, to_be if not one.link else ())
    who, why = (str(asked.get(part) or "").strip()[:_CHARS] for part in ("who", "why"))
    judgement = made(what, subjects, who or None, why, **to_be)
    add_judgements(ledger, [judgement])
    return {**_judged(judgement), "file": str(ledger)}


def _pointed_at(given: Any) -> list[Mapping[str, Any]]:
    if not isinstance(given, list) or not given or not all(isinstance(o, dict) and o.get("id") for o in given):
        raise BadQuery("没有写明判断的是什么,请刷新后再试。")
    return given


def _subject(store: Store, one: Mapping[str, Any]) -> Subject:
    """What the page points at, as the graph knows it; a page may only point."""
    key, notice = str(one["id"]), str(one.get("notice") or "") or None
    if not one.get("link"):
        return subject_of(store, key, notice)
    node, _ = node_of(store, key)
    facts = fact_of(store, node, str(one["link"]), str(one.get("to")))
    found = next((f for f in facts if f.notice == notice and f.words == one.get("words")), None)
    if found is None:
        raise NothingFound("图谱里没有这条关系了,请刷新后再看。")
    return found


def _undone(ledger: Path, given: list[Mapping[str, Any]]) -> Iterator[Subject]:
    known = {judgement.id for judgement in read_judgements(ledger)[0]}
    for one in given:
        if one["id"] not in known:
            raise NothingFound("判断文件里没有这条判断了,请刷新后再看。")
        yield Subject(str(one["id"]))
