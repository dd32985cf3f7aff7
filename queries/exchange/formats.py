"""Which formats there are, which file gets which, and what each can hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import networkx as nx

from graph_builder.errors import NotExported, UnreadableGraph
from queries.exchange.content import Content
from queries.exchange.cypher import write_cypher
from queries.exchange.ftm import write_ftm
from queries.exchange.gexf import write_gexf
from queries.exchange.graphml import read_graphml, write_graphml
from queries.exchange.neo4j_csv import write_neo4j_csv
from queries.exchange.node_link import read_node_link, write_node_link
from queries.exchange.workbook import write_workbook

IN_MEMORY = 500_000
"""Nodes beyond which a format that must be held in memory whole is refused; about 3 GB."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a format is written and, where it holds a whole graph, read; `most` nodes, if it cannot stream."""

    endings: tuple[str, ...]
    write: Callable[[Content, Path], str | None]
    read: Callable[[Path], nx.MultiDiGraph[str]] | None = None
    most: int | None = None


FORMATS: Mapping[str, Format] = {
    "graphml": Format((".graphml",), write_graphml, read_graphml, IN_MEMORY),
    "gexf": Format((".gexf",), write_gexf),
    "ftm": Format((".ftm.json", ".ftm.jsonl", ".ftm"), write_ftm),
    "json": Format((".json",), write_node_link, read_node_link),
    "cypher": Format((".cypher", ".cql"), write_cypher),
    "xlsx": Format((".xlsx",), write_workbook, most=IN_MEMORY),
    "csv": Format(("",), write_neo4j_csv),
}
"""By name. A file gets the first whose ending it has; a name without an ending is a folder of CSV files."""


def format_of(path: Path) -> str:
    """The format that a file's name asks for. Raises `NotExported`."""
    name = path.name.lower()
    for key, form in FORMATS.items():
        if any(name.endswith(ending) if ending else not path.suffix for ending in form.endings):
            return key
    known = "、".join(ending for form in FORMATS.values() for ending in form.endings if ending)
    raise NotExported(f"看不出 {path.name} 要哪种格式；请用 {known} 之一结尾，或用 --format 指定（csv 是文件夹）。")


def export(
    content: Content,
    nodes: int,
    path: Path,
    name: str,
    positions: Mapping[str, tuple[float, float]] | None = None,
) -> str | None:
    """Write `content`, which has so many nodes, as the format of this name; what to run next, if there is more to do.

    `positions` are for GEXF. Raises `NotExported` for a graph too large for the format or a place that cannot be
    written to; what was there before stays.
    """
    form = FORMATS[name]
    if form.most is not None and nodes > form.most:
        raise NotExported(
            f"图谱有 {nodes} 个节点，{name} 格式要整个放进内存，最多 {form.most} 个；"
            "请改用 csv、json、cypher 或 ftm 格式，或用 --notice 只导出一份通报。"
        )
    if path.is_dir() and name != "csv":
        raise NotExported(f"{path} 是文件夹；请写明文件名，例如 {path / ('图谱' + form.endings[0])}。")
    try:
        if name == "gexf":
            write_gexf(content, path, positions)
            return None
        return form.write(content, path)
    except OSError as error:
        raise NotExported(f"写不进 {path}（{error.strerror or error}）；请检查路径、权限和磁盘空间。") from error


def read(path: Path) -> nx.MultiDiGraph[str]:
    """The graph in an exported file, checked against the schema. Raises `UnreadableGraph`."""
    try:
        reader = FORMATS[format_of(path)].read
    except NotExported:
        reader = None
    if reader is None:
        known = "、".join(form.endings[0] for form in FORMATS.values() if form.read)
        raise UnreadableGraph(f"{path} 不能导入；能导入的是 wenze export 写的 {known} 文件。")
    return reader(path)
