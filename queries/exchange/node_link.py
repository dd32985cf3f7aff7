"""Node-link JSON, as networkx and D3 read it: the graph with nothing lost, one node or link a line.

`networkx.node_link_graph(json.load(file), edges="links")` gives the graph in the shape in which it was built.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx as nx

from graph_builder.errors import UnreadableGraph
from graph_builder.whole import whole_file
from queries.exchange.admission import MAX_BYTES, admitted, bounded
from queries.exchange.content import Content, present


def write_node_link(content: Content, path: Path) -> None:
    """Write the graph as it streams in: memory does not grow with it."""
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"directed": true, "multigraph": true, "graph": {},\n"nodes": [')
        for at, node in enumerate(content.nodes()):
            _write(out, at, {"label": node.label, **present(node.properties), "id": node.id})
        out.write('\n],\n"links": [')
        for at, tie in enumerate(content.ties()):
            link = tie.link
            ends = {"source": link.source, "target": link.target, "key": link.key}
            _write(out, at, {"type": link.type, **present(link.properties), **ends})
        out.write("\n]}\n")


def _write(out: Any, at: int, entry: dict[str, Any]) -> None:
    out.write(("," if at else "") + "\n" + json.dumps(entry, ensure_ascii=False, allow_nan=False))


def read_node_link(path: Path) -> nx.MultiDiGraph[str]:
    """The graph in a node-link file. Raises `UnreadableGraph` for whatever is not a graph of the schema."""
    bounded(path, MAX_BYTES)
    try:
        raw = json.loads(path.read_bytes())
    # A file in another encoding, a number of a million digits and brackets without end are all no graph.
    except (ValueError, RecursionError, MemoryError) as error:
        raise UnreadableGraph(f"{path} 不是完好的 JSON 文件，读不进来；请用 wenze export 重新导出。") from error
    if not isinstance(raw, dict) or not all(isinstance(raw.get(part), list) for part in ("nodes", "links")):
        raise UnreadableGraph(
            f"{path} 不是 node-link 格式：应是一个对象，内有 nodes 和 links 两个列表；请用 wenze export 重新导出。"
        )
    if raw.get("directed") is not True or raw.get("multigraph") is not True:
        raise UnreadableGraph(f"{path} 里的图不是有向多重图（directed 和 multigraph 须为 true），不能当作图谱。")
    return admitted(raw["nodes"], raw["links"], path)
