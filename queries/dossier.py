"""The dossier of one thing: posts, problems, sanctions and measures, each with its words and where they stand."""

from __future__ import annotations

import difflib
import unicodedata
from dataclasses import asdict, dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from graph_builder.errors import NothingFound
from graph_builder.schema import schema
from queries.overview import titled
from queries.store import Store

ENTITIES = ("Unit", "Company", "Official", "Project", "Place")


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that a name may mean."""

    id: str
    name: str
    label: str
    aliases: tuple[str, ...]
    masked: bool


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a dossier with the exact words behind it and where they stand."""

    what: str
    quote: str
    notice: str
    title: str | None
    problem: int | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that the stored notices say of one thing."""

    id: str
    name: str
    label: str
    aliases: tuple[str, ...]
    masked: bool
    posts: tuple[Item, ...]
    problems: tuple[Item, ...]
    sanctions: tuple[Item, ...]
    measures: tuple[Item, ...]
    relations: tuple[Item, ...]
    doubts: tuple[Item, ...]


def find(store: Store, name: str) -> list[Match]:
    """The things that bear this name: exactly, else by an alias, else in part. Raises `NothingFound`."""
    wanted = _folded(name)
    everything = [m for label in ENTITIES for m in _matches(store, label)]
    tiers = (
        [m for m in everything if wanted == _folded(m.name)],
        [m for m in everything if wanted in map(_folded, m.aliases)],
        [m for m in everything if wanted and any(wanted in _folded(n) for n in (m.name, *m.aliases))],
    )
    found = next((tier for tier in tiers if tier), None)
    if found:
        return sorted(found, key=lambda m: (ENTITIES.index(m.label), len(m.name), m.id))
    names = sorted({n for m in everything for n in (m.name, *m.aliases)})
    near = difflib.get_close_matches(name, names, n=5, cutoff=0.3)
    hint = f"相近的有:{'、'.join(near)}。" if near else "可用 wenze query 查看图谱里有哪些名称。"
    raise NothingFound(f"图谱里没有“{name}”。{hint}")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace(" ", "")


def _matches(store: Store, label: str, only: str | None = None) -> list[Match]:
    where, given = ("WHERE n.id = $id ", {"id": only}) if only else ("", {})
    rows = store.rows(f"MATCH (n:{label}) {where}RETURN n.id, n.name, n.aliases, n.masked", given, limit=None).rows
    return [Match(i, n, label, tuple(a or ()), bool(m)) for i, n, a, m in rows]


_WHERE = "r.quote AS quote, r.notice AS notice, r.span_start AS start, r.span_end AS finish"

_POSTS = f"""
    MATCH (o:Official)-[r:HOLDS_POST]->(b)
    WHERE o.id = $id OR b.id = $id
    RETURN o.name AS who, b.name AS body, r.title AS title, r.former AS former, {_WHERE}
    ORDER BY notice, start
    """
_PROBLEMS = f"""
    MATCH (x)-[r:INVOLVED_IN]->(p:Problem)
    WHERE x.id = $id
    RETURN p.number AS number, p.text AS text, p.status AS status, r.role AS role, r.part AS part, {_WHERE}
    ORDER BY notice, number, start
    """
_OWN_SANCTIONS = f"""
    MATCH (o)-[r:RECEIVED]->(s:Sanction)-[:GIVEN_FOR]->(p:Problem)
    WHERE o.id = $id
    RETURN o.name AS who, s.kind AS kind, s.date AS day, s.date_text AS words, p.number AS number, {_WHERE}
    ORDER BY notice, number, start
    """
_THEIR_SANCTIONS = f"""
    MATCH (b)<-[:HOLDS_POST]-(o:Official)-[r:RECEIVED]->(s:Sanction)-[:GIVEN_FOR]->(p:Problem)
    WHERE b.id = $id
    RETURN DISTINCT o.name AS who, s.kind AS kind,
        s.date AS day, s.date_text AS words,
        p.number AS number,
        {_WHERE}
    ORDER BY notice, number, start
    """
_MEASURES = f"""
    MATCH (x)-[r:CARRIES_OUT]->(m:Measure)-[:ADDRESSES]->(p:Problem)
    WHERE x.id = $id
    RETURN DISTINCT m.text AS text, p.number AS number, {_WHERE}
    ORDER BY notice, number, start
    """
_RELATIONS = f"""
    MATCH (a)-[r:PART_OF|LOCATED_IN|POSTED_TO|UNDERTAKES]->(b)
    WHERE a.id = $id OR b.id = $id
    RETURN a.name AS one, type(r) AS type, b.name AS other, {_WHERE}
    ORDER BY notice, start
    """
_DOUBTS = f"""
    MATCH (a)-[r:POSSIBLY_SAME]-(b)
    WHERE a.id = $id
    RETURN DISTINCT b.name AS other, r.why AS why, {_WHERE}
    ORDER BY notice, start
    """


def dossier(store: Store, entity: str) -> Dossier:
    """Everything stored of the thing with this id. Raises `NothingFound` for an unknown id."""
    label = entity.split(":")[0].capitalize()
    match = next(iter(_matches(store, label, entity)), None) if label in ENTITIES else None
    if match is None:
        raise NothingFound(f"图谱里没有编号为“{entity}”的对象。")

    def items(cypher: str, say: Any) -> tuple[Item, ...]:
        rows = store.rows(cypher, {"id": entity}, limit=None).records()
        titles = titled(store, (row["notice"] for row in rows))
        found = [
            Item(
                say(row),
                row["quote"],
                row["notice"],
                titles.get(row["notice"]),
                row.get("number"),
                (row["start"], row["finish"]),
            )
            for row in rows
        ]
        return tuple(dict.fromkeys(found))

    return Dossier(
        match.id,
        match.name,
        match.label,
        match.aliases,
        match.masked,
        posts=items(
            _POSTS,
            lambda row: f"{row['who']} · {row['body']}{'(原)' if row['former'] else ''} {row['title'] or '(未写职务)'}",
        ),
        problems=items(_PROBLEMS, _problem),
        sanctions=items(_OWN_SANCTIONS, _sanction) or items(_THEIR_SANCTIONS, _sanction),
        measures=items(_MEASURES, lambda row: str(row["text"])),
        relations=items(_RELATIONS, lambda row: f"{row['one']} {schema().edges[row['type']].show} {row['other']}"),
        doubts=items(_DOUBTS, lambda row: f"与“{row['other']}”疑为同一:{row['why']}"),
    )


def _sanction(row: dict[str, Any]) -> str:
    when = row["day"] or row["words"]
    return f"{row['who']}:{row['kind']}" + (f"({when})" if when else "")


def _problem(row: dict[str, Any]) -> str:
    part = "问题" if row["part"] == "problem" else "整改"
    state = f"{_word('role', row['role'])},{part}中;整改状态:{_word('status', row['status'])}"
    return f"第 {row['number']} 题[{state}] {row['text']}"


def _word(vocabulary: str, word: str) -> str:
    return str(schema().vocabulary[vocabulary].get(word, word))


def as_json(file: Dossier) -> dict[str, Any]:
    """The dossier as JSON values."""
    return asdict(file)


SECTIONS = (
    ("posts", "任职"),
    ("problems", "所涉问题"),
    ("sanctions", "处理处分"),
    ("measures", "落实的整改措施"),
    ("relations", "关系"),
    ("doubts", "存疑"),
)


def render(file: Dossier, console: Console) -> None:
    """Print the dossier for people."""
    console.print(Text(f"\n{file.name}", style="bold") + Text(f"  {schema().nodes[file.label].show}", style="dim"))
    if file.aliases:
        console.print(Text("原文称呼:" + "、".join(file.aliases)))
    if file.masked:
        console.print(Text("隐名:只在所在问题内有效,不与任何他人合并。", style="yellow"))
    for key, heading in SECTIONS:
        items: tuple[Item, ...] = getattr(file, key)
        if not items:
            continue
        console.print(Text(f"\n{heading}({len(items)})", style="bold"))
        for item in items:
            console.print(Text(f"  • {item.what}"))
            where = (
                f"{item.title or item.notice}"
                + (f",第 {item.problem} 题" if item.problem else "")
                + f",第 {item.span[0]}–{item.span[1]} 字"
            )
            console.print(Text(f"    “{item.quote}”", style="cyan"))
            console.print(Text(f"    —— {where}", style="dim"))
