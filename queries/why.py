"""Why two names are one thing in the graph, or are not: rules, judgements and words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph_builder.errors import NothingFound
from graph_builder.schema import schema
from queries.dossier import Match, find
from queries.store import Store

_MOST = 3
"""Nodes of one name that are compared, and quotes that are shown for each."""


def why(store: Store, one: str, other: str) -> list[str]:
    """Lines in Chinese on two names or ids. Raises `NothingFound`."""
    first, second = _meant(store, one), _meant(store, other)
    both = [m for m in first if m.id in {n.id for n in second}]
    if both:
        return [line for match in both[:_MOST] for line in _same(store, match, one, other)]
    pairs = [(a, b) for a in first[:_MOST] for b in second[:_MOST]]
    return [line for a, b in pairs for line in _different(store, a, b)]


def _meant(store: Store, name: str) -> list[Match]:
    """The nodes that a name or an id means; of an id that was merged, the node it is part of."""
    label = name.partition(":")[0].capitalize()
    if ":" in name and label in schema().nodes:
        rows = store.rows(
            f"MATCH (n:{label}) WHERE n.id = $id OR $id IN n.members RETURN n.id, n.name, n.aliases, n.masked",
            {"id": name},
        ).rows
        if not rows:
            raise NothingFound(f"图谱里没有编号为“{name}”的对象。")
        return [Match(i, n, label, tuple(a or ()), bool(m)) for i, n, a, m in rows]
    return find(store, name)


def _same(store: Store, match: Match, one: str, other: str) -> Iterator[str]:
    told = _properties(store, match)
    yield f"“{one}”和“{other}”在图谱里是同一{schema().nodes[match.label].show}:{match.name}({match.id})"
    reasons = told.get("merged_by") or []
    if reasons:
        yield f"合并自 {len(told['members'] or [match.id])} 个编号,依据:"
        yield from (f"  · {reason}" for reason in reasons)
    else:
        yield f"依据:{_rule(match)}"
    if len(match.aliases) > 0:
        yield f"原文里的写法:{'、'.join((match.name, *match.aliases))}"
    yield from _words(store, match, [n for n in (one, other) if ":" not in n])
    yield f"如不是同一个:wenze judgements split {_first(told, match)}"


def _first(told: dict[str, Any], match: Match) -> str:
    """What a person would type to take the node apart."""
    members = told.get("members") or []
    return " ".join(members[:2]) if len(members) > 1 else f"{match.id} --notice 通报编号"


def _rule(match: Match) -> str:
    scope, slash, _ = match.id.partition(":")[2].rpartition("/")
    if match.masked or match.label == "Official":
        return "同一份通报里的同一姓名(隐名的只在同一问题内)"
    if not slash:
        return "登记全称或国家机关名称,全国只此一家" if match.label == "Company" else "全国只此一家的名称"
    if scope.startswith("@"):
        return "同一份通报里的同一名称;这种名称离开这份通报说不清是谁,不与别的通报合并"
    return f"同在{scope},规范名称相同(简称、相对称呼已按所在地区写全)"


def _different(store: Store, one: Match, other: Match) -> Iterator[str]:
    yield f"“{one.name}”({one.id})和“{other.name}”({other.id})在图谱里是两个:"
    a, b = _properties(store, one), _properties(store, other)
    apart = sorted(set(a.get("kept_apart") or ()) & set(b.get("kept_apart") or ()))
    yield from (f"  · 人工认定:{line}" for line in apart)
    if one.label != other.label:
        yield f"  · 种类不同:{schema().nodes[one.label].show}、{schema().nodes[other.label].show}"
        return
    if one.masked or other.masked:
        yield "  · 隐名的人(单位)不与任何对象合并:原文没有说是谁"
        return
    doubts = store.rows(
        f"""
        MATCH (a:{one.label})-[r:POSSIBLY_SAME]-(b:{one.label})
        WHERE a.id = $a AND b.id = $b
        RETURN DISTINCT r.why AS why, r.notice AS notice, r.quote AS quote
        """,
        {"a": one.id, "b": other.id},
    ).records()
    for doubt in doubts:
        yield f"  · 疑为同一,但没有合并:{doubt['why']}(通报 {doubt['notice']}:“{doubt['quote']}”)"
    if one.label == "Official":
        yield from _posts_apart(store, one, other, decided=bool(apart))
    else:
        yield from _names_apart(one, other)
    yield from _words(store, one, [])
    yield from _words(store, other, [])
    yield f"如果是同一个:wenze judgements merge {one.id} {other.id}"


def _names_apart(one: Match, other: Match) -> Iterator[str]:
    here, there = (m.id.partition(":")[2].rpartition("/")[0] for m in (one, other))
    if here != there:
        yield f"  · 所属地区(或通报)不同:{here or '全国'}、{there or '全国'}"
    if one.id.rpartition("/")[2] != other.id.rpartition("/")[2]:
        yield f"  · 规范名称不同:{one.name}、{other.name}"
        if one.label == "Company":
            yield "  · 缺少依据:没有通报写明其中一个是另一个的简称(“以下简称”)"


def _posts_apart(store: Store, one: Match, other: Match, decided: bool) -> Iterator[str]:
    if one.name != other.name:
        yield f"  · 姓名不同:{one.name}、{other.name}"
        return
    posts = [_posts(store, match) for match in (one, other)]
    for match, own in zip((one, other), posts, strict=True):
        if not own:
            yield f"  · {match.id} 在通报里没有写明单位和职务,只有姓名相同不能合并"
        for post in own:
            title = f"{'(原)' if post['former'] else ''} {post['title'] or '(未写职务)'}"
            where = f"通报 {post['notice']}({post['on'] or '无日期'})"
            yield f"  · {post['body']}{title},{where}:“{post['quote']}”"
    if decided:
        return
    bodies = [{p["at"] for p in own} for own in posts]
    if all(bodies) and not bodies[0] & bodies[1]:
        yield "  · 没有共同的单位"
    elif bodies[0] & bodies[1]:
        titles = [{p["title"] for p in own} for own in posts]
        if not titles[0] & titles[1]:
            yield "  · 单位相同而职务不同,没有文字说明是同一人"
        else:
            yield "  · 单位、职务相同,但时间不相合(没有日期,或相隔太久)"


def _posts(store: Store, match: Match) -> list[dict[str, Any]]:
    posts = store.rows(
        """
        MATCH (o:Official)-[r:HOLDS_POST]->(b)
        WHERE o.id = $id
        RETURN b.id AS at, b.name AS body, r.title AS title, r.former AS former, r.notice AS notice, r.quote AS quote
        ORDER BY notice, quote, title
        """,
        {"id": match.id},
        limit=None,
    ).records()
    days = dict(store.rows("MATCH (n:Notice) RETURN n.id, n.published_on", limit=None).rows)
    return [{**post, "on": days.get(f"notice:{post['notice']}")} for post in posts]


def _words(store: Store, match: Match, wanted: list[str]) -> Iterator[str]:
    """A few quotes that name the thing, for each wording asked for, else any."""
    rows = store.rows(
        f"""
        MATCH (x:{match.label})-[r]-()
        WHERE x.id = $id
        RETURN DISTINCT r.notice AS notice, r.quote AS quote, r.span_start AS start
        ORDER BY notice, start
        """,
        {"id": match.id},
        limit=None,
    ).records()
    for words in dict.fromkeys(wanted) or [""]:
        for row in [r for r in rows if words in r["quote"]][:_MOST]:
            yield f"  “{row['quote']}” —— 通报 {row['notice']},第 {row['start']} 字起"


def _properties(store: Store, match: Match) -> dict[str, Any]:
    (row,) = store.rows(f"MATCH (n:{match.label}) WHERE n.id = $id RETURN n", {"id": match.id}).rows
    return dict(row[0].properties)
