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
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import networkx as nx
from pyvis.network import Network

from graph_builder.schema import schema
from graph_builder.whole import write_whole
from viz.layout import DETAIL, positions

CROWDED = 150
"""Above this many nodes, details (measures, figures, dates …) start hidden."""
_SHORT = 14
_ROLE_COLOURS = {
    "responsible": "#c62828",
    "subject": "#ef6c00",
    "affected": "#6a1b9a",
    "counterparty": "#00695c",
    "mentioned": "#b0bec5",
    "carries_out": "#2e7d32",
}


def write_view(graph: nx.MultiDiGraph[str], out: Path, *, title: str, focus: str | None = None) -> None:
    """Write the page for `graph` (the agreed shape) to `out`, whole or not at all; `focus` is selected on opening."""
    write_whole(out, render(graph, title=title, focus=focus))


def render(graph: nx.MultiDiGraph[str], *, title: str, focus: str | None = None) -> str:
    """The page as text; the same graph gives the same bytes."""
    network = _network(graph)
    nodes, edges, *_ = network.get_network_data()
    data = {
        "nodes": nodes,
        "edges": edges,
        "details": {n: _node_detail(graph, n) for n in sorted(graph)},
        "links": {str(e["id"]): e.pop("detail") for e in edges},
        "types": _legend(graph),
        "roles": [
            {"name": schema().vocabulary["role"][r], "colour": c, "dashes": r == "mentioned"}
            for r, c in _ROLE_COLOURS.items()
        ],
        "options": json.loads(network.options.to_json()),
        "focus": focus if focus in graph else None,
        "crowded": len(graph) > CROWDED,
    }
    scripts = [_vis(), (files(__package__) / "view.js").read_text("utf-8")]
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
def _vis() -> str:
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


def _network(graph: nx.MultiDiGraph[str]) -> Network:
    network = Network(directed=True, cdn_resources="in_line", height="100%", width="100%")
    network.toggle_physics(False)
    spots = positions(graph)
    crowded = len(graph) > CROWDED
    for node in sorted(graph):
        network.add_node(
            node, **_node(graph, node, spots[node], hidden=crowded and graph.nodes[node]["label"] in DETAIL)
        )
    for i, (start, end, _, edge) in enumerate(sorted(graph.edges(keys=True, data=True), key=lambda e: e[:3])):
        network.add_edge(start, end, id=i, **_edge(edge))
    return network


def _short(text: str, width: int = _SHORT) -> str:
    """A label of at most two lines, and … where more is behind it."""
    text = re.sub(r"\s+", " ", text)
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return cut if len(cut) <= 8 else cut[:7] + "\n" + cut[7:]


def _name(attributes: dict[str, Any]) -> str:
    kind = schema().nodes[attributes["label"]]
    return str(attributes.get(kind.name) or kind.show)


def _node(graph: nx.MultiDiGraph[str], node: str, spot: tuple[float, float], *, hidden: bool) -> dict[str, Any]:
    attributes = graph.nodes[node]
    label = attributes["label"]
    kind = schema().nodes[label]
    name = _name(attributes)
    text = f"{attributes['number']}. {name}" if label == "Problem" and attributes.get("number") else name
    light = kind.shape in ("dot", "diamond", "star", "triangle", "triangleDown", "square", "hexagon", "text")
    return {
        "label": _short(text),
        "kind": label,
        "shape": kind.shape,
        "x": spot[0],
        "y": spot[1],
        "size": 9 if label in DETAIL else 12 + min(14, 2 * graph.degree(node) ** 0.5),
        "hidden": hidden,
        "color": {
            "background": kind.colour if light else "#ffffff",
            "border": kind.colour,
            "highlight": {"background": "#fff59d", "border": kind.colour},
        },
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4] if attributes.get("masked") else False},
        "font": {"color": "#212121", "size": 12 if label in DETAIL else 17},
    }


def _edge(edge: dict[str, Any]) -> dict[str, Any]:
    role = edge.get("role")
    kind = schema().edges[edge["type"]]
    shown = f"{kind.show}({schema().vocabulary['role'][role]})" if role else kind.show
    return {
        "color": {"color": _ROLE_COLOURS.get(role, "#90a4ae") if role else "#90a4ae", "highlight": "#fbc02d"},
        "dashes": role == "mentioned" or edge["type"] == "POSSIBLY_SAME",
        "width": 2 if role == "responsible" else 1,
        "arrows": "to",
        "detail": {
            "show": shown,
            "rows": _rows(edge, schema().inner | {"type", "quote", "role"}),
            "quote": edge["quote"],
            "notice": edge["notice"],
            "span": [edge["span_start"], edge["span_end"]],
        },
    }


def _rows(attributes: dict[str, Any], without: frozenset[str]) -> list[list[str]]:
    """Property name and value in Chinese, for the panel."""
    rows = []
    for key, value in attributes.items():
        if key in without or value in (None, "", [], False):
            continue
        words = (
            schema().vocabulary["status"].get(value, value)
            if key == "status"
            else schema().vocabulary["role"].get(value, value)
            if key == "role"
            else value
        )
        rows.append(
            [
                schema().property_names.get(key, key),
                "、".join(map(str, words)) if isinstance(words, list) else "是" if words is True else str(words),
            ]
        )
    return rows


def _node_detail(graph: nx.MultiDiGraph[str], node: str) -> dict[str, Any]:
    attributes = graph.nodes[node]
    kind = schema().nodes[attributes["label"]]
    words = " ".join([_name(attributes), *(attributes.get("aliases") or []), str(attributes.get("answer") or "")])
    without = schema().inner | {"label", "name"}
    without |= {"Notice": {"text"}, "Sign": {"kind"}}.get(attributes["label"], set())
    return {
        "name": _name(attributes),
        "show": kind.show,
        "colour": kind.colour,
        "masked": bool(attributes.get("masked")),
        "rows": _rows(attributes, without),
        "words": words.lower(),
    }


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
