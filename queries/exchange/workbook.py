"""The graph as a workbook for people: problems, measures, people and sanctions, everything named, and doubts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import networkx as nx

from graph_builder.schema import schema
from queries.exchange.content import Content, as_graph
from queries.exchange.display import word
from queries.exchange.xlsx import Sheet, write_xlsx

_NAMED = ("Unit", "Company", "Official", "Project", "Place")
Row = tuple[Any, ...]


def write_workbook(content: Content, path: Path) -> None:
    """Write the five sheets; the graph must fit in memory and a sheet in Excel (`NotExported`)."""
    write_xlsx(path, sheets(as_graph(content)))


def sheets(graph: nx.MultiDiGraph[str]) -> dict[str, Sheet]:
    """Each sheet's columns and rows, every row with the words behind it and where they stand."""
    return {
        "问题": (
            ("通报", "题号", "问题", "方面", "类别", "整改状态", "状态依据", "以前指出过", "整改情况", "涉及", "位置"),
            _problems(graph),
        ),
        "整改措施": (("通报", "题号", "序号", "措施", "类别", "状态", "落实单位", "位置"), _measures(graph)),
        "人员与处理": (
            ("通报", "题号", "姓名或对象", "具名", "任职（通报所写）", "处理处分", "时间", "原文"),
            _sanctions(graph),
        ),
        "单位企业人员": (
            ("类型", "名称", "原文称呼", "隐名", "通报", "题号", "角色", "所在部分", "原文", "位置"),
            _named(graph),
        ),
        "存疑": (("通报", "种类", "原因", "原文", "位置"), _doubts(graph)),
    }


def _of(graph: nx.MultiDiGraph[str], label: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A label's nodes, as they stand in their notices."""

    def place(entry: tuple[str, dict[str, Any]]) -> tuple[Any, ...]:
        data = entry[1]
        return (*(data.get(part) or 0 for part in ("problem", "number", "ordinal", "span_start")), entry[0])

    found = [(key, data) for key, data in graph.nodes(data=True) if data["label"] == label]
    return iter(sorted(found, key=lambda entry: (entry[1].get("notice") or "", *place(entry))))


def _into(graph: nx.MultiDiGraph[str], node: str, kind: str) -> list[tuple[str, dict[str, Any]]]:
    """What a type of link brings to a node: the other end and the link."""
    return sorted(
        ((source, data) for source, _, data in graph.in_edges(node, data=True) if data["type"] == kind),
        key=lambda entry: (entry[1]["span_start"], entry[0]),
    )


def _names(graph: nx.MultiDiGraph[str], ends: list[str]) -> str:
    return "、".join(dict.fromkeys(str(graph.nodes[end].get("name") or "") for end in ends))


def _problems(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for key, own in _of(graph, "Problem"):
        involved = [end for end, data in _into(graph, key, "INVOLVED_IN") if data["role"] != "mentioned"]
        themes = [graph.nodes[end]["title"] for end, _ in _into(graph, key, "GROUPS")]
        yield (
            own["notice"],
            own["number"],
            own["text"],
            "、".join(filter(None, themes)),
            own["category"],
            word("status", own["status"]),
            own["status_evidence"],
            own["recurrent"],
            own["answer"],
            _names(graph, involved),
            _place(own),
        )


def _measures(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for key, own in _of(graph, "Measure"):
        doers = [end for end, _ in _into(graph, key, "CARRIES_OUT")]
        status = word("status", own["status"])
        told = (own["notice"], own["problem"], own["ordinal"], own["text"], own["category"], status)
        yield (*told, _names(graph, doers), _place(own))


def _sanctions(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for key, own in _of(graph, "Sanction"):
        given = [end for _, end, data in graph.out_edges(key, data=True) if data["type"] == "GIVEN_FOR"]
        numbers = sorted(graph.nodes[end]["number"] for end in given)
        people = [end for end, _ in _into(graph, key, "RECEIVED")]
        number = numbers[0] if len(numbers) == 1 else "、".join(map(str, numbers))
        when = own["date"] or own["date_text"]
        posts = "；".join(dict.fromkeys(post for person in people for post in _posts(graph, person)))
        yield (own["notice"], number, own["recipient"], own["named"], posts, own["kind"], when, own["quote"])


def _posts(graph: nx.MultiDiGraph[str], person: str) -> Iterator[str]:
    for _, body, data in graph.out_edges(person, data=True):
        if data["type"] == "HOLDS_POST":
            yield f"{'原' if data['former'] else ''}{graph.nodes[body]['name']}{data['title'] or ''}"


def _named(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    links: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if data["type"] == "INVOLVED_IN":
            links[source].append((target, data))
    for label in _NAMED:
        show = schema().nodes[label].show
        for key, own in sorted(_of(graph, label), key=lambda entry: (str(entry[1]["name"]), entry[0])):
            told = (show, own["name"], own["aliases"], own["masked"])
            for problem, data in sorted(links[key], key=lambda e: (e[1]["notice"], e[1]["span_start"], e[0])):
                number, role = graph.nodes[problem]["number"], word("role", data["role"])
                part = "问题" if data["part"] == "problem" else "整改"
                yield (*told, data["notice"], number, role, part, data["quote"], _place(data))
            if not links[key]:
                yield (*told, None, None, None, None, None, None)


def _doubts(graph: nx.MultiDiGraph[str]) -> Iterator[Row]:
    for _, own in _of(graph, "Doubt"):
        yield (own["notice"], own["kind"], own["why"], own["quote"], _place(own))


def _place(own: dict[str, Any]) -> str:
    """Where the words stand in the notice's text."""
    return f"{own['span_start']}–{own['span_end']}" if own.get("span_start") is not None else ""
