"""GEXF 1.3 for Gephi: a picture's data, with the colours of the schema, positions, Chinese names and link types.

It is written here and not by networkx (3.6): that writer stamps the day's date into the file, misspells a namespace
of version 1.3, knows no `kind` of a link, writes an absent `z` as `None`, and holds the whole tree in memory.
The format is for looking: a list becomes one text, and a notice's full text stays out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from graph_builder.schema import schema
from graph_builder.whole import whole_file
from queries.exchange.content import Content, Tie, present
from queries.exchange.display import clean_xml, link_name_of, short_name_of
from queries.store import Node

NAMESPACE = "http://gexf.net/1.3"
VIZ = "http://gexf.net/1.3/viz"
SIZE = 12.0
"""Of every node; Gephi ranks sizes by degree on demand."""
_TYPES = {"string": "string", "int": "long", "float": "double", "bool": "boolean", "strings": "string"}
_LEFT_OUT = ("Notice", "text")
_KIND = {"label": "标签 label", "show": "类型"}


def write_gexf(content: Content, path: Path, positions: Mapping[str, tuple[float, float]] | None = None) -> None:
    """Write the graph as it streams in. `positions` are pixels, y downward, as on a screen; nodes may lack one."""
    with whole_file(path) as beside, etree.xmlfile(str(beside), encoding="utf-8") as out:
        out.write_declaration()
        with (
            out.element("gexf", {"version": "1.3"}, nsmap={None: NAMESPACE, "viz": VIZ}),
            out.element("graph", {"defaultedgetype": "directed", "mode": "static"}),
        ):
            _attributes(out, "node", (n.properties for n in schema().nodes.values()))
            _attributes(out, "edge", (e.properties for e in schema().edges.values()))
            with out.element("nodes"):
                for node in content.nodes():
                    _node(out, node, (positions or {}).get(node.id))
            with out.element("edges"):
                for number, tie in enumerate(content.ties()):
                    _edge(out, number, tie)


def _attributes(out: Any, owner: str, kinds: Iterable[Mapping[str, str]]) -> None:
    """The columns: a property has one type wherever it stands (the schema is tested for it)."""
    with out.element("attributes", {"class": owner}):
        for key, title in _KIND.items():
            _leaf(out, "attribute", id=key, title=title, type="string")
        for name, kind in {name: kind for properties in kinds for name, kind in properties.items()}.items():
            shown = schema().property_names.get(name)
            _leaf(out, "attribute", id=f"p-{name}", title=f"{shown} {name}" if shown else name, type=_TYPES[kind])


def _node(out: Any, node: Node, spot: tuple[float, float] | None) -> None:
    kind = schema().nodes[node.label]
    own = {name: value for name, value in node.properties.items() if (node.label, name) != _LEFT_OUT}
    with out.element("node", {"id": clean_xml(node.id), "label": short_name_of(node)}):
        _values(out, node.label, kind.show, own)
        red, green, blue = bytes.fromhex(kind.colour.removeprefix("#"))
        _leaf(out, f"{{{VIZ}}}color", r=str(red), g=str(green), b=str(blue))
        if spot:
            # Gephi's y grows upward.
            _leaf(out, f"{{{VIZ}}}position", x=str(spot[0]), y=str(-spot[1]), z="0.0")
        _leaf(out, f"{{{VIZ}}}size", value=str(SIZE))


def _edge(out: Any, number: int, tie: Tie) -> None:
    link = tie.link
    ends = {"source": clean_xml(link.source), "target": clean_xml(link.target)}
    with out.element("edge", {"id": str(number), **ends, "label": link_name_of(link), "kind": link.type}):
        _values(out, link.type, schema().edges[link.type].show, link.properties)


def _values(out: Any, label: str, show: str, properties: Mapping[str, Any]) -> None:
    with out.element("attvalues"):
        _leaf(out, "attvalue", **{"for": "label", "value": label})
        _leaf(out, "attvalue", **{"for": "show", "value": show})
        for name, value in present(properties).items():
            _leaf(out, "attvalue", **{"for": f"p-{name}", "value": _cell(value)})


def _leaf(out: Any, tag: str, **attributes: str) -> None:
    with out.element(tag, attributes):
        pass


def _cell(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case list():
            return clean_xml("、".join(value))
        case _:
            return clean_xml(str(value))
