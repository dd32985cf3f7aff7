"""A notice as a person checks it: each problem, its answer, and what was read out of both, at its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph_builder.errors import NothingFound
from graph_builder.resolve import Subject
from graph_builder.schema import schema
from queries.store import Store
from queries.tables import shown

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something read out of a passage. `kind` is what it is (涉及, 处理处分 …), `node` what it leads to.

    `names` are wordings of the thing, to be marked wherever they stand in the passage; `subject` is what a person
    may judge (None where it is no fact of its own).
    """

    kind: str
    what: str
    label: str
    node: str
    quote: str
    span: Span
    confidence: float
    role: str | None = None
    names: tuple[str, ...] = ()
    subject: Subject | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A problem and its answer. Spans are of the notice's text; the answer's is None where it stands in pieces."""

    id: str
    number: int
    printed: str | None
    text: str
    span: Span
    answer: str
    answer_span: Span | None
    properties: Mapping[str, Any]
    facts: tuple[Fact, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice's head (shown name and value), its whole text, its passages, and doubts about it as a whole."""

    id: str
    title: str
    head: tuple[tuple[str, str], ...]
    text: str
    passages: tuple[Passage, ...]
    doubts: tuple[Fact, ...]


def passages(store: Store, notice: str) -> NoticePage:
    """A notice by its id (with or without the prefix of its node). Raises `NothingFound`."""
    notice = notice.removeprefix("notice:")
    rows = store.rows("MATCH (n:Notice) WHERE n.id = $id RETURN n", {"id": f"notice:{notice}"}).rows
    if not rows:
        raise NothingFound(f"图谱里没有通报“{notice}”。")
    own = rows[0][0].properties
    text = own["text"] or ""
    facts: dict[str, list[Fact]] = defaultdict(list)
    for problem, fact in _facts(store, notice):
        facts[problem].append(fact)
    problems = store.rows(_PROBLEMS, {"notice": notice}, limit=None).rows
    head = [(schema().property_names[key], shown(own[key])) for key in _HEAD if own.get(key)]
    return NoticePage(
        notice,
        own["title"] or notice,
        tuple(head),
        text,
        tuple(_passage(text, node.id, node.properties, facts[node.id]) for (node,) in problems),
        tuple(facts[f"notice:{notice}"]),
    )


_HEAD = ("issuer", "published_on", "kind", "region", "source", "phone", "email", "address")
_PROBLEMS = "MATCH (p:Problem) WHERE p.notice = $notice RETURN p ORDER BY p.number"


def _passage(text: str, key: str, own: Mapping[str, Any], facts: Iterable[Fact]) -> Passage:
    span, answer = (own["span_start"], own["span_end"]), own["answer"] or ""
    at = text.find(answer, span[1]) if answer else -1
    return Passage(
        key,
        own["number"],
        own["printed"],
        own["text"],
        span,
        answer,
        (at, at + len(answer)) if at >= 0 else None,
        {name: own.get(name) for name in _SHOWN},
        tuple(sorted(dict.fromkeys(facts), key=lambda f: (_ORDER.index(f.kind), f.span, f.node))),
    )


_SHOWN = (
    "category", "status", "status_basis", "status_evidence", "status_start", "recurrent", "recurrent_evidence",
)  # fmt: skip
_WHERE = "r.quote AS quote, r.span_start AS start, r.span_end AS upto, r.confidence AS confidence"
_READ = {
    # kind: each row's problem, node, label-free description, and evidence
    "涉及": f"""
    MATCH (x)-[r:INVOLVED_IN]->(p:Problem)
    WHERE p.notice = $notice
    RETURN p.id AS problem, x.id AS node, x.name AS name, x.aliases AS aliases, r.role AS role, r.part AS part, {_WHERE}
    """,
    "处理处分": f"""
    MATCH (s:Sanction)-[r:GIVEN_FOR]->(p:Problem)
    WHERE p.notice = $notice
    OPTIONAL MATCH (o:Official)-[had:RECEIVED]->(s)
    RETURN p.id AS problem, s.id AS node, s.kind AS name, s.recipient AS who, s.date_text AS day,
        o.id AS official, had.quote AS words, {_WHERE}
    """,
    "任职": f"""
    MATCH (o:Official)-[i:INVOLVED_IN]->(p:Problem)
    WHERE p.notice = $notice
    WITH DISTINCT o, p
    MATCH (o)-[r:HOLDS_POST]->(b)
    WHERE r.notice = $notice
    RETURN p.id AS problem, o.id AS node, o.name AS name, b.name AS body, b.id AS at,
        r.title AS title, r.former AS former, {_WHERE}
    """,
    "整改措施": f"""
    MATCH (m:Measure)-[r:ADDRESSES]->(p:Problem)
    WHERE p.notice = $notice
    RETURN p.id AS problem, m.id AS node, m.text AS name, m.status AS status, m.category AS kinds, {_WHERE}
    """,
    "曾被指出": f"""
    MATCH (p:Problem)-[r:RECURS_FROM]->(i:Inspection|Problem)
    WHERE p.notice = $notice
    RETURN p.id AS problem, p.id AS node, r.quote AS name, {_WHERE}
    """,
    "迹象": f"""
    MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
    WHERE p.notice = $notice
    RETURN p.id AS problem, s.id AS node, s.name AS name, {_WHERE}
    """,
    "数字": f"""
    MATCH (p:Problem)-[r:STATES]->(f:Figure)
    WHERE p.notice = $notice
    RETURN p.id AS problem, f.id AS node, f.quote AS name, f.measures_what AS of_what, {_WHERE}
    """,
    "时间": f"""
    MATCH (p:Problem)-[r:DATED]->(t:TimePoint)
    WHERE p.notice = $notice
    RETURN p.id AS problem, t.id AS node, t.quote AS name, t.iso AS iso, t.of_what AS of_what, {_WHERE}
    """,
    "文件": f"""
    MATCH (p:Problem)-[r:CITES]->(d:Document)
    WHERE p.notice = $notice
    RETURN p.id AS problem, d.id AS node, d.name AS name, {_WHERE}
    """,
    "存疑": f"""
    MATCH (d:Doubt)-[r:CONCERNS]->(p:Problem|Notice)
    WHERE r.notice = $notice
    RETURN p.id AS problem, d.id AS node, d.why AS name, {_WHERE}
    """,
}
_ORDER = tuple(_READ)


def _facts(store: Store, notice: str) -> Iterator[tuple[str, Fact]]:
    for kind, cypher in _READ.items():
        for row in store.rows(cypher, {"notice": notice}, limit=None).records():
            label = str(row["node"]).partition(":")[0]
            yield (
                row["problem"],
                Fact(
                    kind,
                    _said(kind, row),
                    label,
                    row["node"],
                    row["quote"],
                    (row["start"], row["upto"]),
                    row["confidence"],
                    row.get("role"),
                    tuple(dict.fromkeys([row["name"], *(row.get("aliases") or ())])) if kind == "涉及" else (),
                    _subject(kind, row, notice),
                ),
            )


def _subject(kind: str, row: Mapping[str, Any], notice: str) -> Subject | None:
    if kind == "涉及":
        return Subject(row["node"], notice, row["quote"], "INVOLVED_IN", row["problem"])
    if kind == "任职":
        return Subject(row["node"], notice, row["quote"], "HOLDS_POST", row["at"])
    if kind == "处理处分" and row["official"]:
        return Subject(row["official"], notice, row["words"], "RECEIVED", row["node"])
    return None


def _said(kind: str, row: Mapping[str, Any]) -> str:
    name = str(row["name"])
    match kind:
        case "处理处分":
            day = f"({row['day']})" if row["day"] else ""
            return f"{row['who'] or '未写明何人'}:{name}{day}"
        case "任职":
            return f"{name}:{'原' if row['former'] else ''}{row['body']}{row['title'] or ''}"
        case "数字" | "时间":
            beside = "、".join(str(part) for part in (row.get("iso"), row["of_what"]) if part)
            return f"{name}({beside})" if beside else name
        case _:
            return name
