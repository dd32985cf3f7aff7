"""What a judgement is about, as the graph knows it: things and facts by their ids, with the words behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graph_builder.errors import JudgementRefused, NothingFound
from graph_builder.resolve.correction import NAMING
from graph_builder.resolve.judgement import Subject, What
from graph_builder.schema import schema
from queries.dossier import ENTITIES
from queries.store import Store


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, the notice they stand in and where."""

    words: str
    notice: str
    span: tuple[int, int]

    @classmethod
    def of(cls, row: dict[str, Any]) -> Quote:
        """The quote of a row with `quote`, `notice`, `start` and `finish`."""
        return cls(row["quote"], row["notice"], (row["start"], row["finish"]))


_SHOWN = 60
"""Characters of a problem or measure that are kept as its words."""


def _label(key: str) -> str:
    label = key.partition(":")[0].capitalize()
    if label not in schema().nodes:
        raise NothingFound(f"“{key}”不是图谱里的编号;可先用 wenze query 或 wenze show 查到编号。")
    return label


def node_of(store: Store, key: str) -> tuple[str, dict[str, Any]]:
    """The node with this id, or that it was merged into, and its properties. Raises `NothingFound`."""
    label = _label(key)
    merged = " OR $id IN n.members" if label in ENTITIES else ""
    rows = store.rows(f"MATCH (n:{label}) WHERE n.id = $id{merged} RETURN n", {"id": key}).rows
    if not rows:
        raise NothingFound(f"图谱里没有编号为“{key}”的对象。")
    return rows[0][0].id, dict(rows[0][0].properties)


def _properties(store: Store, key: str) -> dict[str, Any]:
    return node_of(store, key)[1]


def name_of(store: Store, key: str) -> str:
    """What readers see a thing called. Raises `NothingFound`."""
    label = _label(key)
    return str(_properties(store, key).get(schema().nodes[label].name) or key)


def words_of(store: Store, key: str, most: int = 2) -> list[Quote]:
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
    return list(dict.fromkeys(Quote.of(row) for row in rows))[:most]


def local_id(store: Store, key: str, notice: str) -> str:
    """How a notice itself calls what the node stands for."""
    if _label(key) not in ENTITIES:
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
    if _label(key) not in ENTITIES:
        return Subject(key, str(told.get("notice") or key.partition(":")[2]), str(told.get("text") or "")[:_SHOWN])
    wordings = [told.get("name") or "", *(told.get("aliases") or ())]
    quotes = [q for q in words_of(store, node, most=1 << 20) if notice in (None, q.notice)]
    if told.get("members"):
        # An id that only one notice uses speaks of that notice.
        label = key.partition(":")[0]
        quotes = [q for q in quotes if key.startswith((f"{label}:{q.notice}/", f"{label}:@{q.notice}/"))] or quotes
    for quote in quotes:
        if words := next((w for w in wordings if w and w in quote.words), None):
            return Subject(local_id(store, node, quote.notice), quote.notice, words)
    if quotes:
        return Subject(local_id(store, node, quotes[0].notice), quotes[0].notice, wordings[0])
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
    ).rows
    if not rows:
        raise NothingFound(f"图谱里没有从“{source}”到“{target}”的 {kind} 关系。")
    told = [(local_id(store, source, notice), notice, quote) for notice, quote in rows]
    return tuple(dict.fromkeys(Subject(key, notice, quote, kind, target) for key, notice, quote in told))


def refuse_masked(store: Store, keys: Iterable[str], what: What, to_be: Iterable[str] = ()) -> None:
    """Raises `JudgementRefused` for a merge, split or naming of somebody masked: who it is, the text does not say.

    `to_be` are the properties that a correction changes.
    """
    if what in (What.MERGE, What.SPLIT) or NAMING.intersection(to_be):
        for key in keys:
            if _properties(store, key).get("masked"):
                raise JudgementRefused(f"“{name_of(store, key)}”在原文里是隐名的,不与任何对象合并,也不改名。")
