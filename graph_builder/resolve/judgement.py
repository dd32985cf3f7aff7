"""What a person decided: a line of JSON in a plain file, replayed on every build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from graph_builder.resolve.correction import fits


class What(StrEnum):
    """The kinds of judgement. `UNDO` takes back an earlier one, which stays in the file."""

    MERGE = "merge"
    SPLIT = "split"
    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a judgement is about, and the words and the notice that it rests on.

    `id` is that of a node as its own notice names it; with `link` and `to` the subject is the fact that joins two
    nodes (`RECEIVED`, and the id of the other end). For `UNDO` the id is that of a judgement.
    """

    id: str
    notice: str = ""
    words: str = ""
    link: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision: by whom, when (ISO) and why. `to_be` holds the new values of a correction, by property.

    >>> one = Judgement(What.MERGE, (Subject("unit:甲"), Subject("unit:乙")), "李", "2025-01-02T03:04:05", "同一机构")
    >>> one == parsed(one.line()) and len(one.id)
    12
    """

    what: What
    subjects: tuple[Subject, ...]
    who: str
    when: str
    why: str = ""
    to_be: Mapping[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """A word for all of it."""
        return blake2b(_json(self._told()).encode(), digest_size=6).hexdigest()

    def line(self) -> str:
        """The judgement as a line of JSON, without the line's end."""
        return _json({"id": self.id, **self._told()})

    def _told(self) -> dict[str, Any]:
        subjects = [
            {key: value for key in ("id", "link", "to", "notice", "words") if (value := getattr(s, key))}
            for s in self.subjects
        ]
        told: dict[str, Any] = {"what": self.what.value, "subjects": subjects}
        if self.to_be:
            told["to_be"] = dict(self.to_be)
        return told | {"who": self.who, "when": self.when, "why": self.why}


def _json(plain: Any) -> str:
    return json.dumps(plain, ensure_ascii=False)


def parsed(line: str) -> Judgement:
    """A line as a judgement. Raises `ValueError` with the fault in Chinese."""
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ValueError("不是 JSON") from error
    if not isinstance(told, dict):
        raise ValueError("不是一条判断")
    words = {key: told.get(key, "") for key in ("who", "when", "why")}
    subjects = told.get("subjects")
    if told.get("what") not in list(What) or not all(isinstance(w, str) for w in words.values()):
        raise ValueError("缺少 what、who、when、why,或写法不对")
    if not isinstance(subjects, list) or not subjects or not all(map(_is_subject, subjects)):
        raise ValueError("subjects 写法不对")
    to_be = told.get("to_be", {})
    if not isinstance(to_be, dict):
        raise ValueError("to_be 写法不对")
    found = Judgement(What(told["what"]), tuple(Subject(**s) for s in subjects), **words, to_be=to_be)
    if found.what in (What.MERGE, What.SPLIT) and (len(subjects) < 2 or any(s.link for s in found.subjects)):
        raise ValueError("合并和拆分须写两个对象")
    if found.what in (What.ACCEPT, What.REJECT) and not all(s.link and s.to for s in found.subjects):
        raise ValueError("认可和否定须写明是哪两个对象之间的哪种关系")
    if found.what is What.CORRECT and not all(fits(s.id, s.link, to_be) for s in found.subjects):
        raise ValueError("更正须写 to_be,且只能更正图谱里有的属性")
    return found


def _is_subject(told: Any) -> bool:
    keys = {"id", "notice", "words", "link", "to"}
    return (
        isinstance(told, dict)
        and bool(told.get("id"))
        and told.keys() <= keys
        and all(isinstance(value, str) for value in told.values())
    )


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that nobody took back, each once, oldest first."""
    told = {j.id: j for j in judgements}
    ordered = sorted(told.values(), key=lambda j: (j.when, j.id))
    undone: set[str] = set()
    for judgement in reversed(ordered):
        if judgement.what is What.UNDO and judgement.id not in undone:
            undone.update(s.id for s in judgement.subjects)
    return [j for j in ordered if j.what is not What.UNDO and j.id not in undone]


def said(judgement: Judgement) -> str:
    """A judgement in a few words: 张三于 2025-01-02 判断:合并(理由)."""
    shown = {"merge": "合并", "split": "拆分", "accept": "认可", "reject": "否定", "correct": "更正", "undo": "撤销"}
    why = f",理由:{judgement.why}" if judgement.why else ""
    return f"{judgement.who}于 {judgement.when[:10]} 判断为{shown[judgement.what]}{why}(判断 {judgement.id})"


def about(judgements: Sequence[Judgement], *kinds: What) -> list[Judgement]:
    """Those of some kinds."""
    return [j for j in judgements if j.what in kinds]
