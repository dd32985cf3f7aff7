"""GraphML: the whole graph for yEd, Gephi, Cytoscape and igraph, and back again.

What GraphML has no word for is agreed here: a list is a JSON string, None is left out, and a control character that
XML cannot hold becomes U+FFFD. A node's `type` is its label and a link's `type` its type; `label` is the Chinese name
that drawing programs show, and a link's `key` tells parallel ones apart.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx

from graph_builder.errors import UnreadableGraph
from graph_builder.schema import schema
from graph_builder.whole import whole_file
from queries.exchange.admission import MAX_BYTES, admitted, bounded
from queries.exchange.content import Content, present
from queries.exchange.display import clean_xml, link_name_of, short_name_of


def write_graphml(content: Content, path: Path) -> None:
    """Write the graph; it must fit in memory."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node in content.nodes():
        graph.add_node(clean_xml(node.id), type=node.label, label=short_name_of(node), **_plain(node.properties))
    for number, tie in enumerate(content.ties()):
        link = tie.link
        own = {"type": link.type, "label": link_name_of(link), "key": clean_xml(link.key), **_plain(link.properties)}
        # Ids of edges must be unique in the file, keys are so only between two nodes.
        graph.add_edges_from([(clean_xml(link.source), clean_xml(link.target), f"e{number}", own)])
    with whole_file(path) as beside:
        nx.write_graphml(graph, beside)


def _plain(properties: Any) -> dict[str, Any]:
    return {name: _cell(value) for name, value in present(properties).items()}


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return clean_xml(json.dumps(value, ensure_ascii=False))
    return clean_xml(value) if isinstance(value, str) else value


def read_graphml(path: Path) -> nx.MultiDiGraph[str]:
    """The graph that `write_graphml` wrote. Raises `UnreadableGraph`."""
    bounded(path, MAX_BYTES)
    try:
        with path.open("rb") as file:
            raw = nx.read_graphml(file, force_multigraph=True)
    except Exception as error:
        # The reader meets a hostile file with whatever its parser happens to trip over.
        raise UnreadableGraph(f"{path} 不是完好的 GraphML 文件，读不进来；请用 wenze export 重新导出。") from error
    nodes = [{"id": key, **_decoded(data, schema().nodes.get(data.get("type")))} for key, data in raw.nodes(data=True)]
    links = [
        {"source": source, "target": target, **_decoded(data, schema().edges.get(data.get("type")))}
        for source, target, data in raw.edges(data=True)
    ]
    for node in nodes:
        node["label"] = node.pop("type", None)
    return admitted(nodes, links, path)


def _decoded(data: dict[str, Any], kind: Any) -> dict[str, Any]:
    """A node's or link's own values, lists from their JSON; the display name is dropped."""
    types = kind.properties if kind else {}
    own = {name: value for name, value in data.items() if name != "label"}
    for name, value in own.items():
        if types.get(name) == "strings" and isinstance(value, str):
            try:
                own[name] = json.loads(value)
            except (ValueError, RecursionError):
                own[name] = value
    return own
