"""What a person should decide: doubts, possible identities and uncertain facts, most harmful first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from graph_builder.errors import JudgementRefused, NothingFound
from graph_builder.resolve.judgement import Judgement, Subject, What
from graph_builder.schema import schema
from queries.store import Store

SURE = 0.9
"""Confidence below which a fact is put to a person."""
_PEOPLE_FIRST = ("RECEIVED", "GIVEN_FOR", "HOLDS_POST", "POSTED_TO", "INVOLVED_IN", "CARRIES_OUT")
_ENTITIES = ("Unit", "Company", "Official", "Project", "Place")


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, the notice they stand in and where."""

    words: str
    notice: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. `same`: whether the two subjects are one; `fact`: whether its one subject is so;
    `doubt`: whether the program's doubt is justified.
    """

    kind: Literal["same", "fact", "doubt"]
    harm: tuple[int, ...]
    text: str
    subjects: tuple[Subject, ...]
    quotes: tuple[Quote, ...]
    masked: bool = False


def questions(store: Store, judgements: Iterable[Judgement] = ()) -> list[Question]:
    """Everything that is open, most harmful first; what one of the judgements settles is left out."""
    decided = {_of_judgement(j) for j in judgements}
    found = [*_same(store), *_facts(store), *_doubts(store)]
    return sorted(
        (q for q in found if _of_subjects(q.subjects) not in decided),
        key=lambda q: (q.harm, q.subjects[0].notice, q.quotes[0].span if q.quotes else (0, 0), q.text),
    )


def _of_judgement(judgement: Judgement) -> frozenset[tuple[str, str, str]]:
    return _of_subjects(judgement.subjects)


def _of_subjects(subjects: Iterable[Subject]) -> frozenset[tuple[str, str, str]]:
    return frozenset((s.id, s.link, s.to) for s in subjects)


def _same(store: Store) -> Iterable[Question]:
    for label in _ENTITIES:
        rows = store.rows(
            f"""
            MATCH (a:{label})-[r:POSSIBLY_SAME]->(b:{label})
            RETURN a.id AS source, a.name AS one, b.id AS target, b.name AS other, a.masked OR b.masked AS masked,
                r.why AS why, r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
            ORDER BY source, target, notice
            """,
            limit=None,
        ).records()
        for row in rows:
            one, other = subject_of(store, row["source"], row["notice"]), subject_of(store, row["target"])
            shown = schema().nodes[label].show
            yield Question(
                "same",
                (0 if label == "Official" else 3,),
                f"{shown}“{row['one']}”与“{row['other']}”是不是同一个?{row['why']}",
                (one, other),
                (_quote(row), *_words_of(store, row["target"])),
                bool(row["masked"]),
            )


def _facts(store: Store) -> Iterable[Question]:
    rows = store.rows(
        """
        MATCH (a)-[r]->(b)
        WHERE r.confidence < $sure AND r.extractor <> 'person'
        RETURN a.id AS source, b.id AS target, label(r) AS kind, label(a) AS one, label(b) AS other,
            r.confidence AS sure, r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
        ORDER BY notice, start, source, target
        """,
        {"sure": SURE},
        limit=None,
    ).records()
    for row in rows:
        kind = row["kind"]
        if kind in ("POSSIBLY_SAME", "CONCERNS", "EDITION_OF", "REPEATS"):
            continue
        person = "Official" in (row["one"], row["other"])
        harm = _PEOPLE_FIRST.index(kind) if kind in _PEOPLE_FIRST else len(_PEOPLE_FIRST)
        a, b = (_name_of(store, row[end]) for end in ("source", "target"))
        yield Question(
            "fact",
            (1 if person else 4, harm),
            f"“{a}” {schema().edges[kind].show} “{b}”,对不对?(把握 {row['sure']:.0%})",
            (Subject(_local(store, row["source"], row["notice"]), row["notice"], row["quote"], kind, row["target"]),),
            (_quote(row),),
        )


def _doubts(store: Store) -> Iterable[Question]:
    rows = store.rows(
        """
        MATCH (d:Doubt)-[r:CONCERNS]->(x)
        WHERE r.extractor <> 'person'
        RETURN d.id AS source, x.id AS target, d.kind AS kind, d.why AS why,
            r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
        ORDER BY notice, start, source
        """,
        limit=None,
    ).records()
    for row in rows:
        yield Question(
            "doubt",
            (2 if row["kind"] in ("possible_same", "net_name") else 5,),
            f"存疑:{row['why']}。这个疑问成立吗?",
            (Subject(row["source"], row["notice"], row["quote"], "CONCERNS", row["target"]),),
            (_quote(row),),
        )


def _quote(row: dict[str, Any]) -> Quote:
    return Quote(row["quote"], row["notice"], (row["start"], row["finish"]))


def _label(key: str) -> str:
    label = key.partition(":")[0].capitalize()
    if label not in schema().nodes:
        raise NothingFound(f"“{key}”不是图谱里的编号;可先用 wenze query 或 wenze show 查到编号。")
    return label


def node_of(store: Store, key: str) -> tuple[str, dict[str, Any]]:
    """The node with this id, or that it was merged into, and its properties. Raises `NothingFound`."""
    label = _label(key)
    merged = " OR $id IN n.members" if label in _ENTITIES else ""
    rows = store.rows(f"MATCH (n:{label}) WHERE n.id = $id{merged} RETURN n", {"id": key}).rows
    if not rows:
        raise NothingFound(f"图谱里没有编号为“{key}”的对象。")
    return rows[0][0].id, dict(rows[0][0].properties)


def _properties(store: Store, key: str) -> dict[str, Any]:
    return node_of(store, key)[1]


def _name_of(store: Store, key: str) -> str:
    label = _label(key)
    return str(_properties(store, key).get(schema().nodes[label].name) or key)


def _words_of(store: Store, key: str, most: int = 2) -> list[Quote]:
    """Where the graph's facts name a thing."""
    rows = store.rows(
        f"""
        MATCH (x:{_label(key)})-[r]-()
        WHERE x.id = $id
        RETURN r.notice AS notice, r.quote AS quote, r.span_start AS start, r.span_end AS finish
        ORDER BY notice, start
        """,
        {"id": key},
        limit=None,
    ).records()
    return list(dict.fromkeys(_quote(row) for row in rows))[:most]


def _local(store: Store, key: str, notice: str) -> str:
    """How a notice itself calls what the node stands for."""
    if _label(key) not in _ENTITIES:
        return key
    members = _properties(store, key).get("members") or [key]
    label = key.partition(":")[0]
    own = [m for m in members if m.startswith((f"{label}:{notice}/", f"{label}:@{notice}/"))]
    return own[0] if own else key if key in members else members[0]


def subject_of(store: Store, key: str, notice: str | None = None) -> Subject:
    """A thing as the subject of a judgement: by its id in a notice that names it, with the words used there.

    Raises `NothingFound` for an unknown id, `JudgementRefused` where nothing in the graph shows its words.
    """
    node, told = node_of(store, key)
    wordings = [told.get("name") or "", *(told.get("aliases") or ())]
    quotes = [q for q in _words_of(store, node, most=1 << 20) if notice in (None, q.notice)]
    if told.get("members"):
        # An id that only one notice uses speaks of that notice.
        label = key.partition(":")[0]
        quotes = [q for q in quotes if key.startswith((f"{label}:{q.notice}/", f"{label}:@{q.notice}/"))] or quotes
    for quote in quotes:
        if words := next((w for w in wordings if w and w in quote.words), None):
            return Subject(_local(store, node, quote.notice), quote.notice, words)
    if quotes:
        return Subject(_local(store, node, quotes[0].notice), quotes[0].notice, wordings[0])
    raise JudgementRefused(f"图谱里没有写到“{wordings[0] or key}”的原文,不能据此判断。")


def fact_of(store: Store, source: str, kind: str, target: str) -> tuple[Subject, ...]:
    """The facts of one kind that join two nodes, as subjects of a judgement. Raises `NothingFound`."""
    if kind not in schema().edges:
        raise NothingFound(f"没有“{kind}”这种关系;可用的有 {'、'.join(schema().edges)}。")
    rows = store.rows(
        f"""
        MATCH (a:{_label(source)})-[r:{kind}]->(b:{_label(target)})
        WHERE a.id = $a AND b.id = $b
        RETURN r.notice AS notice, r.quote AS quote
        ORDER BY notice, quote
        """,
        {"a": source, "b": target},
        limit=None,
    ).records()
    if not rows:
        raise NothingFound(f"图谱里没有从“{source}”到“{target}”的 {kind} 关系。")
    return tuple(
        dict.fromkeys(Subject(_local(store, source, r["notice"]), r["notice"], r["quote"], kind, target) for r in rows)
    )


def refuse_masked(store: Store, keys: Iterable[str], what: What) -> None:
    """Raises `JudgementRefused` for a merge or split of somebody masked: who it is, the text does not say."""
    if what in (What.MERGE, What.SPLIT):
        for key in keys:
            if _properties(store, key).get("masked"):
                raise JudgementRefused(f"“{_name_of(store, key)}”在原文里是隐名的,不与任何对象合并。")
