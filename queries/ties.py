"""One node and all that ties it to others, each tie with its words and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from graph_builder.errors import NothingFound
from graph_builder.schema import schema
from queries.ids import label_of
from queries.neighbours import TELLING
from queries.store import Link, Node, Store


@dataclass(frozen=True, slots=True)
class Tie:
    """A link seen from one of its ends; `leads_out` if it points from that end to `other`."""

    link: Link
    other: Node
    leads_out: bool


def node_of(store: Store, key: str) -> Node:
    """The node with this id. Raises `NothingFound`."""
    rows = store.rows(f"MATCH (n:{label_of(key)}) WHERE n.id = $id RETURN n", {"id": key}).rows
    if not rows:
        raise NothingFound(f"图谱里没有编号为“{key}”的对象。")
    node: Node = rows[0][0]
    return node


def name_of(node: Node) -> str:
    """What a reader knows the node by."""
    kind = schema().nodes[node.label]
    name = str(node.properties.get(kind.name) or kind.show)
    return f"{node.properties['number']}. {name}" if node.label == "Problem" else name


def ties(store: Store, key: str, *, limit: int = 300) -> list[Tie]:
    """A node's links, the most telling neighbours first, then in the order of the notices' text; at most `limit`."""
    label = label_of(key)
    found = []
    for arrow, leads_out in ((f"(a:{label})-[r]->(b)", True), (f"(a:{label})<-[r]-(b)", False)):
        rows = store.rows(f"MATCH {arrow} WHERE a.id = $id RETURN r, b", {"id": key}, limit=None).rows
        found += [Tie(link, other, leads_out) for link, other in rows]
    found.sort(
        key=lambda tie: (
            TELLING.index(tie.other.label),
            str(tie.link.properties.get("notice")),
            tie.link.properties.get("span_start") or 0,
            tie.other.id,
            tie.link.key,
        )
    )
    return found[:limit]
