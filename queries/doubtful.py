"""What a person should decide: possible identities, uncertain facts and doubts, most harmful first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from graph_builder.resolve.judgement import Judgement, Subject
from graph_builder.schema import schema
from queries.dossier import ENTITIES
from queries.judging import Quote, local_id, name_of, subject_of, words_of
from queries.store import Store

SURE = 0.9
"""Confidence below which a fact is put to a person."""
_HARM = ("RECEIVED", "GIVEN_FOR", "HOLDS_POST", "POSTED_TO", "INVOLVED_IN", "CARRIES_OUT")
"""Facts on people, most harmful first if wrong."""
_NO_FACTS = ("POSSIBLY_SAME", "CONCERNS", "EDITION_OF", "REPEATS")

_SAME = "MATCH (a:{label})-[r:POSSIBLY_SAME]->(b:{label}) WHERE NOT a.masked AND NOT b.masked "
_FACTS = "MATCH (a)-[r]->(b) WHERE r.confidence < $sure AND r.extractor <> 'person' AND NOT label(r) IN $left_out "
_DOUBTS = "MATCH (d:Doubt)-[r:CONCERNS]->(x) WHERE r.extractor <> 'person' "

_PAIRS = """
RETURN a.id AS source, a.name AS one, b.id AS target, b.name AS other, r.why AS why,
    r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
ORDER BY notice, start, source, target
"""
_ENDS = """
RETURN a.id AS source, b.id AS target, label(r) AS kind, label(a) AS one, label(b) AS other, r.confidence AS sure,
    r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
ORDER BY notice, start, source, target
"""
_WHY = """
RETURN d.id AS source, x.id AS target, d.kind AS kind, d.why AS why,
    r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
ORDER BY notice, start, source
"""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. `same`: whether the two subjects are one; `fact`: whether its one subject is so;
    `doubt`: whether the program's doubt is justified.
    """

    kind: Literal["same", "fact", "doubt"]
    text: str
    subjects: tuple[Subject, ...]
    quotes: tuple[Quote, ...]


def questions(store: Store, judgements: Iterable[Judgement] = ()) -> Iterator[Question]:
    """Everything that is open, most harmful first; what one of the judgements settles is left out.

    People before all else: who may be one, what they are said to have done; then doubts on who is meant, other
    things, other facts, other doubts. Masked people are never asked about: nobody may join them to a name.
    """
    decided = {_about(j.subjects) for j in judgements}
    for question in _all(store):
        if _about(question.subjects) not in decided:
            yield question


def how_many(store: Store) -> int:
    """How many questions there are at most, the settled ones too."""
    given = {"sure": SURE, "left_out": list(_NO_FACTS)}
    asked = [*((_SAME.format(label=label), {}) for label in ENTITIES), (_FACTS, given), (_DOUBTS, {})]
    return sum(store.rows(matched + "RETURN count(*)", params).rows[0][0] for matched, params in asked)


def _about(subjects: Iterable[Subject]) -> frozenset[tuple[str, str, str]]:
    return frozenset((s.id, s.link, s.to) for s in subjects)


def _all(store: Store) -> Iterator[Question]:
    same = {label: _asked(store, _SAME.format(label=label) + _PAIRS) for label in ENTITIES}
    facts = _asked(store, _FACTS + _ENDS, sure=SURE, left_out=list(_NO_FACTS))
    asked = {(row["notice"], row["why"]) for rows in same.values() for row in rows}
    doubts = [row for row in _asked(store, _DOUBTS + _WHY) if (row["notice"], row["why"]) not in asked]
    people = same.pop("Official")
    yield from (_same(store, "Official", row) for row in people)
    yield from (_fact(store, row) for row in sorted(filter(_on_people, facts), key=_harm))
    yield from (_doubt(row) for row in doubts if row["kind"] == "possible_same")
    yield from (_same(store, label, row) for label, rows in same.items() for row in rows)
    yield from (_fact(store, row) for row in sorted(facts, key=_harm) if not _on_people(row))
    yield from (_doubt(row) for row in doubts if row["kind"] != "possible_same")


def _asked(store: Store, cypher: str, **given: Any) -> list[dict[str, Any]]:
    return store.rows(cypher, given, limit=None).records()


def _on_people(row: dict[str, Any]) -> bool:
    return "Official" in (row["one"], row["other"])


def _harm(row: dict[str, Any]) -> int:
    return _HARM.index(row["kind"]) if row["kind"] in _HARM else len(_HARM)


def _same(store: Store, label: str, row: dict[str, Any]) -> Question:
    shown = schema().nodes[label].show
    text = f"{shown}“{row['one']}”与“{row['other']}”是不是同一个?{row['why']}"
    subjects = (subject_of(store, row["source"], row["notice"]), subject_of(store, row["target"]))
    return Question("same", text, subjects, (Quote.of(row), *words_of(store, row["target"])))


def _fact(store: Store, row: dict[str, Any]) -> Question:
    source, target, notice, kind = row["source"], row["target"], row["notice"], row["kind"]
    shown = schema().edges[kind].show
    text = f"“{name_of(store, source)}” {shown} “{name_of(store, target)}”,对不对?(把握 {row['sure']:.0%})"
    subject = Subject(local_id(store, source, notice), notice, row["quote"], kind, target)
    return Question("fact", text, (subject,), (Quote.of(row),))


def _doubt(row: dict[str, Any]) -> Question:
    subject = Subject(row["source"], row["notice"], row["quote"], "CONCERNS", row["target"])
    return Question("doubt", f"存疑:{row['why']}。这个疑问成立吗?", (subject,), (Quote.of(row),))
