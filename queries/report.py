"""What a one-page report of a notice or of one thing says: figures, a chart, a timeline, findings, problems."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph_builder.errors import NothingFound
from graph_builder.schema import schema
from queries.findings import Finding, findings
from queries.library import patterns
from queries.store import Store


@dataclass(frozen=True, slots=True)
class Event:
    """Something with a date (ISO, as exact as the text has it), said in words that stand in a notice."""

    day: str
    what: str
    quote: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that the page shows. `chart` counts the problems of each category by status, the commonest first."""

    title: str
    facts: tuple[tuple[str, str], ...]
    chart: tuple[tuple[str, Mapping[str, int]], ...]
    timeline: tuple[Event, ...]
    findings: tuple[Finding, ...]
    problems: tuple[Mapping[str, Any], ...]
    doubts: tuple[Mapping[str, Any], ...]


def notice_report(store: Store, notice: str) -> Report:
    """The report of one notice by its id (a file's name without its ending). Raises `NothingFound`."""
    rows = store.rows(_NOTICE, {"id": f"notice:{notice}"}).records()
    if not rows:
        known = [row[0].removeprefix("notice:") for row in store.rows(_NOTICES, limit=10).rows]
        raise NothingFound(f"图谱里没有通报“{notice}”。已有:{'、'.join(known)}。")
    head = rows[0]
    ids = [row[0] for row in store.rows(_OF_NOTICE, {"notice": notice}, limit=None).rows]
    found = findings(store, patterns(), notice=notice)
    facts = [
        ("发布单位", head["issuer"]),
        ("发布日期", head["published"]),
        ("巡视巡察", head["inspection"]),
        ("起止", "至".join(d for d in (head["start"], head["finish"]) if d)),
        ("反馈日期", head["feedback"]),
        ("来源", head["source"]),
    ]
    stages = [
        (head["start"], "巡视巡察开始"),
        (head["finish"], "巡视巡察结束"),
        (head["feedback"], "反馈意见"),
        (head["published"], "公布整改情况"),
    ]
    events = [Event(day, what, head["inspection"] or "") for day, what in stages if day]
    return _report(store, head["title"] or notice, facts, ids, events, found)


def entity_report(store: Store, key: str, name: str) -> Report:
    """The report of one unit, company, official, project or place by its id."""
    ids = [row[0] for row in store.rows(_OF_ENTITY, {"id": key}, limit=None).rows]
    about = set(ids)
    # What a pattern found of the whole notice is kept where it is about this thing or about its problems only.
    found = [
        f
        for f in findings(store, patterns())
        if key in f.entities or {f"problem:{n}#{k}" for n, k in f.problems} <= about
    ]
    posts = store.rows(_POSTS, {"id": key}, limit=20).records()
    facts = [
        ("任职", "；".join(f"{p['who']}:{p['body']}{p['title'] or ''}{'(原任)' if p['former'] else ''}" for p in posts))
    ]
    return _report(store, name, facts, ids, [], found)


def _report(
    store: Store,
    title: str,
    facts: Sequence[tuple[str, str | None]],
    ids: Sequence[str],
    events: Iterable[Event],
    found: Sequence[Finding],
) -> Report:
    asked = {"ids": list(ids)}
    problems = store.rows(_PROBLEMS, asked, limit=None).records()
    who: dict[str, list[str]] = defaultdict(list)
    for problem, name in store.rows(_INVOLVED, asked, limit=None).rows:
        who[problem].append(name)
    sanctions: dict[str, list[str]] = defaultdict(list)
    dated = list(events)
    for row in store.rows(_SANCTIONS, asked, limit=None).records():
        sanctions[row["problem"]].append(f"{row['recipient'] or '有关人员'}:{row['kind']}")
        if row["day"]:
            dated.append(Event(row["day"], f"{row['recipient'] or '有关人员'}:{row['kind']}", row["quote"]))
    for row in store.rows(_DEADLINES, asked, limit=None).records():
        dated.append(Event(row["day"], f"第{row['number']}题写明的时限", row["quote"]))
    for row in problems:
        row["who"] = list(dict.fromkeys(who[row["id"]]))
        row["sanctions"] = sanctions[row["id"]]
    return Report(
        title,
        tuple((name, value) for name, value in (*facts, ("问题", f"{len(problems)} 个")) if value),
        _chart(problems),
        tuple(sorted(dict.fromkeys(dated), key=lambda e: (e.day, e.what))),
        tuple(found),
        tuple(problems),
        tuple(store.rows(_DOUBTS, asked, limit=None).records()),
    )


def _chart(problems: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, Mapping[str, int]], ...]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for problem in problems:
        for category in problem["category"] or ["未归类"]:
            counts[category][problem["status"]] += 1
    order = list(schema().vocabulary["status"])
    ranked = sorted(counts.items(), key=lambda item: (-item[1].total(), item[0]))
    return tuple((category, {s: n[s] for s in order if n[s]}) for category, n in ranked)


_NOTICES = "MATCH (n:Notice) RETURN n.id ORDER BY n.id"
_NOTICE = """
MATCH (n:Notice)-[:REPORTS]->(i:Inspection)
WHERE n.id = $id
RETURN n.title AS title, n.issuer AS issuer, n.published_on AS published, n.source AS source,
       i.name AS inspection, i.started_on AS start, i.ended_on AS finish, i.feedback_on AS feedback
"""
_OF_NOTICE = "MATCH (p:Problem) WHERE p.notice = $notice RETURN p.id ORDER BY p.number"
_OF_ENTITY = """
MATCH (x)-[r:INVOLVED_IN]->(p:Problem)
WHERE x.id = $id
RETURN DISTINCT p.id AS id, p.notice AS notice, p.number AS number
ORDER BY notice, number
"""
_PROBLEMS = """
MATCH (p:Problem)
WHERE p.id IN $ids
RETURN p.id AS id, p.notice AS notice, p.number AS number, p.text AS text, p.category AS category,
       p.status AS status, p.status_evidence AS evidence, p.recurrent AS recurrent
ORDER BY notice, number
"""
_INVOLVED = """
MATCH (x:Unit|Company|Official|Project)-[r:INVOLVED_IN]->(p:Problem)
WHERE p.id IN $ids AND r.role IN ['responsible', 'subject', 'counterparty', 'affected']
RETURN DISTINCT p.id AS problem, x.name AS name
ORDER BY problem, name
"""
_SANCTIONS = """
MATCH (s:Sanction)-[:GIVEN_FOR]->(p:Problem)
WHERE p.id IN $ids
RETURN p.id AS problem, s.recipient AS recipient, s.kind AS kind, s.date AS day, s.quote AS quote
ORDER BY problem, recipient, kind
"""
_DEADLINES = """
MATCH (p:Problem)-[r:SHOWS]->(s:Sign)
WHERE p.id IN $ids AND s.kind = 'deadline_passed'
RETURN DISTINCT p.number AS number, s.iso AS day, s.quote AS quote
ORDER BY number, day
"""
_POSTS = """
MATCH (o:Official)-[r:HOLDS_POST]->(b:Unit|Company)
WHERE o.id = $id OR b.id = $id
RETURN DISTINCT o.name AS who, b.name AS body, r.title AS title, r.former AS former
ORDER BY who, body, title
"""
_DOUBTS = """
MATCH (d:Doubt)-[r:CONCERNS]->(p:Problem)
WHERE p.id IN $ids
RETURN p.notice AS notice, p.number AS number, d.why AS why, d.quote AS quote
ORDER BY notice, number
"""
