"""What a supervisor should know of a graph first; every figure is a query that anyone can run again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from graph_builder.schema import schema
from queries.store import Store
from queries.tables import as_table

_QUERIES = {
    "notices": """
    MATCH (n:Notice)
    RETURN n.id AS id, n.title AS title, n.issuer AS issuer, n.published_on AS published
    ORDER BY id
    """,
    "counts": """
    MATCH (p:Problem)
    RETURN p.notice AS notice, count(p) AS problems
    ORDER BY notice
    """,
    "measures": """
    MATCH (m:Measure)
    RETURN m.notice AS notice, count(m) AS measures
    ORDER BY notice
    """,
    "status": """
    MATCH (p:Problem)
    RETURN p.status AS status, count(p) AS n
    ORDER BY n DESC, status
    """,
    "category": """
    MATCH (p:Problem)
    UNWIND p.category AS category
    RETURN category, count(*) AS n
    ORDER BY n DESC, category
    """,
    "sanctioned": """
    MATCH (o:Official)-[:RECEIVED]->(s:Sanction)-[g:GIVEN_FOR]->(p:Problem)
    WHERE o.masked = false
    RETURN o.name AS who, s.kind AS kind, p.number AS number, g.quote AS quote
    ORDER BY p.notice, number, who, kind
    """,
    "companies": """
    MATCH (c:Company)-[:INVOLVED_IN]->(p:Problem)
    WHERE c.masked = false
    WITH c, collect(DISTINCT p.number) AS numbers, count(DISTINCT p.id) AS n
    WHERE n >= 2
    RETURN c.name AS name, n, numbers
    ORDER BY n DESC, name
    """,
    "recurrent": """
    MATCH (p:Problem)
    WHERE p.recurrent
    RETURN p.number AS number, p.recurrent_evidence AS quote
    ORDER BY p.notice, number
    """,
    "still_open": """
    MATCH (p:Problem)
    WHERE p.status = 'ongoing' OR p.status = 'partly'
    RETURN p.number AS number, p.status AS status, p.status_evidence AS quote, p.text AS text
    ORDER BY p.notice, number
    """,
    "doubts": """
    MATCH (d:Doubt)
    RETURN d.kind AS kind, d.why AS why, d.quote AS quote
    ORDER BY d.notice, d.span_start
    """,
}


_COUNTED = ("Notice", "Problem", "Measure", "Unit", "Company", "Official", "Sanction")


@dataclass(frozen=True, slots=True)
class Summary:
    """The answers by name, each a list of records."""

    answers: dict[str, list[dict[str, Any]]]


def summary(store: Store) -> Summary:
    """Ask everything that a first look needs."""
    answers = {name: store.rows(cypher, limit=None).records() for name, cypher in _QUERIES.items()}
    for row in answers["companies"]:
        row["numbers"].sort()  # engines collect in any order
    return Summary(answers)


def render_totals(store: Store, console: Console) -> None:
    """Print what can be said of very many notices in a few lines."""
    counts = {label: store.rows(f"MATCH (n:{label}) RETURN count(*)", timeout_s=None).rows[0][0] for label in _COUNTED}
    shown = " · ".join(f"{schema().nodes[label].show} {n:,}" for label, n in counts.items())
    console.print(Text(f"图谱:{shown}"))
    _render_status(store.rows(_QUERIES["status"], timeout_s=None).records(), console)


def _render_status(rows: list[dict[str, Any]], console: Console) -> None:
    words = schema().vocabulary["status"]
    console.print(Text("整改状态:" + " · ".join(f"{words.get(r['status'], r['status'])} {r['n']:,}" for r in rows)))


def render(found: Summary, console: Console) -> None:
    """Print the summary for people."""
    answers = found.answers
    problems = {row["notice"]: row["problems"] for row in answers["counts"]}
    measures = {row["notice"]: row["measures"] for row in answers["measures"]}
    keys = [row["id"].removeprefix("notice:") for row in answers["notices"]]
    rows = [
        (row["title"], row["issuer"], row["published"], problems.get(key, 0), measures.get(key, 0))
        for key, row in zip(keys, answers["notices"], strict=True)
    ]
    _section(console, "通报", ("标题", "发布单位", "发布日期", "问题", "措施"), rows[:20])
    if len(rows) > 20:
        console.print(Text(f"(共 {len(rows)} 份,只列前 20 份)", style="dim"))
    _render_status(answers["status"], console)
    words = schema().vocabulary["status"]
    console.print(Text("问题类别:" + " · ".join(f"{r['category']} {r['n']}" for r in answers["category"])))
    _section(
        console,
        "具名人员与处理处分",
        ("人员", "处理", "题号", "原文"),
        [(r["who"], r["kind"], r["number"], r["quote"]) for r in answers["sanctioned"]],
    )
    _section(
        console,
        "涉及两个以上问题的企业",
        ("企业", "问题数", "题号"),
        [(r["name"], r["n"], r["numbers"]) for r in answers["companies"]],
    )
    _section(
        console, "以前的巡视、审计已经指出", ("题号", "原文"), [(r["number"], r["quote"]) for r in answers["recurrent"]]
    )
    _section(
        console,
        "尚未改完",
        ("题号", "状态", "问题", "依据"),
        [
            (r["number"], words.get(r["status"], r["status"]), _cut(r["text"]), r["quote"])
            for r in answers["still_open"]
        ],
    )
    _section(
        console,
        "存疑,请人判断",
        ("种类", "原因", "原文"),
        [(_DOUBTS.get(r["kind"], r["kind"]), r["why"], _cut(r["quote"])) for r in answers["doubts"]],
    )


_DOUBTS = {"possible_same": "疑为同一", "problem_answer_mismatch": "问答不一", "figure": "数字", "structure": "版式"}


def _cut(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _section(console: Console, heading: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> None:
    if rows:
        console.print(Text(f"\n{heading}", style="bold"))
        console.print(as_table(columns, rows))
