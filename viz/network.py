"""One self-contained page with an interactive network: no request leaves it, nothing from a notice runs in it.

pyvis builds the network's nodes, edges and options, and the vis-network script inside its package is
inlined. Its own page template is not used: that one links a style sheet on another host and puts titles
into the page as HTML. Ours passes all data as JSON, shows it as text only, and a Content-Security-Policy
admits just the two scripts by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
from pyvis.network import Network

from graph_builder.schema import schema
from graph_builder.whole import write_whole
from viz.layout import DETAIL, positions
from viz.look import ROLE_COLOURS, drawn_edge, drawn_node, node_detail

CROWDED = 150
"""Above this many nodes, details (measures, figures, dates …) start hidden."""


def write_view(graph: nx.MultiDiGraph[str], out: Path, *, title: str, focus: str | None = None) -> None:
    """Write the page for `graph` (the agreed shape) to `out`, whole or not at all; `focus` is selected on opening."""
    write_whole(out, render(graph, title=title, focus=focus))


Spots = Mapping[str, tuple[float, float]]


def _view_script() -> str:
    """The page's own script, after the one that the explorer loads as a module: how lines bend round nodes."""
    bends = (files(__package__) / "explorer" / "page" / "bends.js").read_text("utf-8")
    return bends.replace("export function", "function") + (files(__package__) / "view.js").read_text("utf-8")


def render(graph: nx.MultiDiGraph[str], *, title: str, focus: str | None = None, spots: Spots | None = None) -> str:
    """The page as text; the same graph gives the same bytes. `spots` are places to keep, of every node."""
    network = _network(graph, spots or positions(graph))
    nodes, edges, *_ = network.get_network_data()
    data = {
        "nodes": nodes,
        "edges": edges,
        "details": {n: node_detail(graph.nodes[n]) for n in sorted(graph)},
        "links": {str(e["id"]): e.pop("detail") for e in edges},
        "types": _legend(graph),
        "roles": [
            {"name": schema().vocabulary["role"][r], "colour": c, "dashes": r == "mentioned"}
            for r, c in ROLE_COLOURS.items()
        ],
        "options": json.loads(network.options.to_json()),
        "focus": focus if focus in graph else None,
        "crowded": len(graph) > CROWDED,
    }
    scripts = [vis_script(), _view_script()]
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src " + " ".join(
        map(_hash, scripts)
    )
    parts = {
        "policy": policy,
        "title": html.escape(title),
        "style": (files(__package__) / "view.css").read_text("utf-8"),
        "data": _json(data),
        "vis": scripts[0],
        "script": scripts[1],
    }
    template = (files(__package__) / "view.html").read_text("utf-8")
    return re.sub(r"@@(\w+)@@", lambda match: parts[match.group(1)], template)


@cache
def vis_script() -> str:
    """The vis-network script that ships inside pyvis."""
    folder = files("pyvis") / "lib"
    newest = sorted(
        (d.name for d in folder.iterdir() if d.name.startswith("vis-")),
        key=lambda n: [int(p) for p in re.findall(r"\d+", n)],
    )[-1]
    script = (folder / newest / "vis-network.min.js").read_text("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"//# sourceMappingURL=.*", "", script)


def _hash(script: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii") + "'"


def _json(data: Any) -> str:
    """JSON that can stand inside a script element whatever it holds."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _network(graph: nx.MultiDiGraph[str], spots: Spots) -> Network:
    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    network.toggle_physics(False)
    crowded = len(graph) > CROWDED
    for node in sorted(graph):
        attributes = graph.nodes[node]
        hidden = crowded and attributes["label"] in DETAIL
        network.add_node(node, **drawn_node(attributes, spots[node], degree=graph.degree(node), hidden=hidden))
    for i, (start, end, _, edge) in enumerate(sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3])):
        network.add_edge(start, end, id=i, **drawn_edge(edge))
    return network


def _legend(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """The types present, with how many of each and whether they start hidden."""
    count: dict[str, int] = {}
    for _, label in graph.nodes(data="label"):
        count[label] = count.get(label, 0) + 1
    return [
        {
            "kind": label,
            "show": kind.show,
            "colour": kind.colour,
            "shape": kind.shape,
            "count": count[label],
            "on": not (label in DETAIL and len(graph) > CROWDED),
        }
        for label, kind in schema().nodes.items()
        if label in count
    ]
