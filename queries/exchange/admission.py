"""Whether a graph from outside may become a graph of ours: everything is checked against the schema first.

Nothing is repaired and nothing skipped: the first fault ends the import, and the graph that was there stays.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import networkx as nx

from graph_builder.errors import UnreadableGraph
from graph_builder.schema import schema

MAX_BYTES = 1 << 30
"""A file is read into memory whole: 1 GB of JSON is about a million nodes, which take some 9 GB."""
MAX_ID = 2_000
"""Characters of an id; ours have about 20 to 100."""
_SOURCED = ("notice", "quote", "span_start", "span_end")
_INT64 = 1 << 63
_SHOWN = 60


def bounded(path: Path, limit: int) -> None:
    """Refuse what is no file or is too large to be held. Raises `UnreadableGraph`."""
    if not path.is_file():
        raise UnreadableGraph(f"没有找到文件 {path}，请检查路径。")
    if path.stat().st_size > limit:
        size = path.stat().st_size >> 20
        raise UnreadableGraph(
            f"{path} 有 {size} MB，超过导入上限 {limit >> 20} MB；请改为从通报用 wenze build 重建图谱。"
        )


def admitted(nodes: Sequence[Any], links: Sequence[Any], path: Path) -> nx.MultiDiGraph[str]:
    """The graph of these nodes (`id`, `label`, properties) and links (`source`, `target`, `key`, `type`, properties).

    Raises `UnreadableGraph` at the first entry that the schema does not allow: an unknown label, type or
    property, a value of another type, a link without its words, a quote that is not in its notice at its place.
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for at, entry in enumerate(nodes, 1):
        _add_node(graph, entry, _Place(path, f"第 {at} 个节点"))
    for at, entry in enumerate(links, 1):
        _add_link(graph, entry, _Place(path, f"第 {at} 条关系"))
    if not graph:
        raise UnreadableGraph(f"{path} 里没有节点，图谱未改动。")
    return graph


class _Place:
    """Where in the file an entry stands, to say so when it is refused."""

    def __init__(self, path: Path, what: str) -> None:
        self.path = path
        self.what = what

    def refuse(self, why: str) -> UnreadableGraph:
        return UnreadableGraph(f"{self.path} {self.what}{why}；文件未导入，图谱未改动。")


def _add_node(graph: nx.MultiDiGraph[str], entry: Any, place: _Place) -> None:
    own = _object(entry, place)
    key = _text(own.pop("id", None), "id", place)
    label = own.pop("label", None)
    kind = schema().nodes.get(label) if isinstance(label, str) else None
    if kind is None:
        raise place.refuse(f"的标签 {_shown(label)} 不在图谱的类型之中")
    if key in graph:
        raise place.refuse(f"的 id {_shown(key)} 与前面的重复")
    graph.add_node(key, label=label, **_properties(own, kind.properties, place))


def _add_link(graph: nx.MultiDiGraph[str], entry: Any, place: _Place) -> None:
    own = _object(entry, place)
    source, target, key = (_text(own.pop(part, None), part, place) for part in ("source", "target", "key"))
    name = own.pop("type", None)
    kind = schema().edges.get(name) if isinstance(name, str) else None
    if kind is None:
        raise place.refuse(f"的类型 {_shown(name)} 不在图谱的关系类型之中")
    for end in (source, target):
        if end not in graph:
            raise place.refuse(f"连到不存在的节点 {_shown(end)}")
    ends = (graph.nodes[source]["label"], graph.nodes[target]["label"])
    if ends not in kind.ends:
        raise place.refuse(f"：{name} 不能从 {ends[0]} 连到 {ends[1]}")
    if graph.has_edge(source, target, key):
        raise place.refuse(f"的 key {_shown(key)} 与前面的重复")
    properties = _properties(own, kind.properties, place)
    _check_source(graph, properties, place)
    graph.add_edge(source, target, key, type=name, **properties)


def _object(entry: Any, place: _Place) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise place.refuse("不是一个对象")
    return dict(entry)


def _text(value: Any, name: str, place: _Place) -> str:
    if not isinstance(value, str) or not value or len(value) > MAX_ID or not _storable(value):
        raise place.refuse(f"的 {name} {_shown(value)} 不是 1–{MAX_ID} 个字符的文字")
    return value


def _properties(own: Mapping[str, Any], types: Mapping[str, str], place: _Place) -> dict[str, Any]:
    """Every property of the type, None where the entry has none."""
    unknown = sorted(own.keys() - types.keys())
    if unknown:
        raise place.refuse(f"有图谱没有的属性 {_shown(unknown[0])}")
    for name, value in own.items():
        if value is not None and not _fits(value, types[name]):
            raise place.refuse(f"的属性 {name} 应为 {_TYPES[types[name]]}，却是 {_shown(value)}")
    return {name: _typed(own.get(name), kind) for name, kind in types.items()}


_TYPES = {"string": "文字", "int": "整数", "float": "数值", "bool": "true 或 false", "strings": "文字的列表"}


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "string":
            return isinstance(value, str) and _storable(value)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool) and -_INT64 <= value < _INT64
        case "float":
            return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= sys.float_info.max
        case "bool":
            return isinstance(value, bool)
        case _:
            return isinstance(value, list) and all(isinstance(item, str) and _storable(item) for item in value)


def _typed(value: Any, kind: str) -> Any:
    return float(value) if kind == "float" and value is not None else value


def _storable(text: str) -> bool:
    """Whether the text is whole Unicode: JSON can name half a surrogate pair, which no file or engine can hold."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def _check_source(graph: nx.MultiDiGraph[str], link: Mapping[str, Any], place: _Place) -> None:
    """A fact needs its source, and where the notice's text is there, the words must stand in it."""
    missing = next((name for name in _SOURCED if link[name] is None), None)
    if missing:
        raise place.refuse(f"没有出处（缺 {missing}）")
    notice = graph.nodes.get(f"notice:{link['notice']}")
    text = notice.get("text") if notice else None
    if text is not None and text[max(link["span_start"], 0) : max(link["span_end"], 0)] != link["quote"]:
        raise place.refuse(f"的引文 {_shown(link['quote'])} 与通报原文对应位置不符")


def _shown(value: Any) -> str:
    """A value from the file, short and on one line."""
    try:
        text = repr(value) if not isinstance(value, str) else value
    except (ValueError, RecursionError):  # a number or a nesting too large to be written out
        text = "（过大）"
    text = "".join(char if char.isprintable() else " " for char in text)
    return f"“{text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'}”"
