"""What the Neo4j driver returns as plain Python, the same as the embedded engine's answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from neo4j import graph, spatial, time

from graph_builder.schema import schema
from queries.store.store import MARK, Link, Node, Walk

_IDENTITY = ("key", "source", "target")


def plain(value: Any) -> Any:
    """A value of the driver as a cell of `Rows`."""
    match value:
        case graph.Node():
            return _node(value)
        case graph.Relationship():
            return _link(value)
        case graph.Path():
            return Walk(tuple(map(_node, value.nodes)), tuple(map(_link, value.relationships)))
        case time.Date() | time.DateTime() | time.Time():
            return value.to_native()
        case time.Duration():
            return value.iso_format()
        case spatial.Point():
            return [float(part) for part in value]
        case dict():
            return {str(key): plain(item) for key, item in value.items()}
        case list():
            return [plain(item) for item in value]
        case _:
            return value


def _node(node: graph.Node) -> Node:
    labels = sorted(node.labels)
    label = next((name for name in labels if name in schema().nodes), labels[0] if labels else "")
    kind = schema().nodes.get(label)
    held = dict(node.items())
    return Node(str(held.get("id", node.element_id)), label, _own(held, kind.properties if kind else None, ("id",)))


def _link(link: graph.Relationship) -> Link:
    kind = schema().edges.get(link.type)
    held = dict(link.items())
    ends = [end.element_id if end is not None else "" for end in (link.start_node, link.end_node)]
    return Link(
        link.type,
        str(held.get("key", link.element_id)),
        str(held.get("source", ends[0])),
        str(held.get("target", ends[1])),
        _own(held, kind.properties if kind else None, _IDENTITY),
    )


def _own(held: Mapping[str, Any], properties: Mapping[str, str] | None, identity: tuple[str, ...]) -> dict[str, Any]:
    """All properties that the type declares, absent ones as None; what the schema does not know shows what it has."""
    if properties is None or MARK not in held:
        return {name: plain(value) for name, value in sorted(held.items()) if name not in identity}
    return {name: held.get(name) for name in properties}
