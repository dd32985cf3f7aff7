"""How a node, a link and their details look and read in every view: colours and Chinese names from the schema."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from graph_builder.schema import schema
from viz.layout import DETAIL

ROLE_COLOURS = {
    "responsible": "#c62828",
    "subject": "#ef6c00",
    "affected": "#6a1b9a",
    "counterparty": "#00695c",
    "mentioned": "#b0bec5",
    "carries_out": "#2e7d32",
}
STATUS_COLOURS = {"completed": "#2e7d32", "partly": "#f9a825", "ongoing": "#ef6c00", "unstated": "#b0bec5"}
FILLED = frozenset({"dot", "diamond", "star", "triangle", "triangleDown", "square", "hexagon", "text"})
"""Shapes whose label stands below them; in the others it stands inside."""
_SHORT = 14
_OF_A_LINK = frozenset({"type", "quote", "role", "key", "source", "target"})
_OF_A_NODE = frozenset({"label", "name"})
"""Beside the schema's inner properties: what a view shows in another way than in a list."""
_KNOWN_BY = {"Notice": {"text"}, "Sign": {"kind"}}
"""Properties of some labels that the list would say again, or at too great a length."""


def name_of(attributes: Mapping[str, Any]) -> str:
    """What a reader knows a node by, from its attributes and its label."""
    kind = schema().nodes[attributes["label"]]
    return str(attributes.get(kind.name) or kind.show)


def short(text: str, width: int = _SHORT) -> str:
    """A label of at most two lines, and … where more is behind it.

    >>> short("融资成本偏高,贷款综合成本很高")
    '融资成本偏高,\\n贷款综合成本…'
    """
    text = re.sub(r"\s+", " ", text)
    cut = text if len(text) <= width else text[: width - 1] + "…"
    return cut if len(cut) <= 8 else cut[:7] + "\n" + cut[7:]


def drawn_node(
    attributes: Mapping[str, Any], spot: tuple[float, float], *, degree: int, hidden: bool = False
) -> dict[str, Any]:
    """A node as vis-network takes it, at its place in pixels."""
    label = attributes["label"]
    kind = schema().nodes[label]
    name = name_of(attributes)
    text = f"{attributes['number']}. {name}" if label == "Problem" and attributes.get("number") else name
    return {
        "label": short(text),
        "kind": label,
        "shape": kind.shape,
        "x": spot[0],
        "y": spot[1],
        "size": 9 if label in DETAIL else 12 + min(14, 2 * degree**0.5),
        "hidden": hidden,
        "color": {
            "background": kind.colour if kind.shape in FILLED else "#ffffff",
            "border": kind.colour,
            "highlight": {"background": "#fff59d", "border": kind.colour},
        },
        "borderWidth": 2,
        "shapeProperties": {"borderDashes": [5, 4] if attributes.get("masked") else False},
        "font": {"color": "#212121", "size": 12 if label in DETAIL else 17},
    }


def drawn_edge(edge: Mapping[str, Any]) -> dict[str, Any]:
    """A link as vis-network takes it; `detail` is what a panel shows of it."""
    role = edge.get("role")
    return {
        "color": {"color": ROLE_COLOURS.get(role, "#90a4ae") if role else "#90a4ae", "highlight": "#fbc02d"},
        "dashes": role == "mentioned" or edge["type"] == "POSSIBLY_SAME",
        "width": 2 if role == "responsible" else 1,
        "arrows": "to",
        "detail": {
            "show": edge_name(edge),
            "rows": shown_rows(edge),
            "quote": edge["quote"],
            "notice": edge["notice"],
            "span": [edge["span_start"], edge["span_end"]],
        },
    }


def edge_name(edge: Mapping[str, Any]) -> str:
    """A link's type in words, with its role."""
    kind, role = schema().edges[edge["type"]], edge.get("role")
    return f"{kind.show}({schema().vocabulary['role'][role]})" if role else kind.show


def shown_rows(attributes: Mapping[str, Any], without: Collection[str] = ()) -> list[list[str]]:
    """Property name and value in Chinese of a link (it has a `type`) or of a node, for a panel."""
    left_out = schema().inner | (_OF_A_LINK if "type" in attributes else _OF_A_NODE) | set(without)
    left_out |= _KNOWN_BY.get(attributes.get("label", ""), set())
    rows = []
    for key, value in attributes.items():
        if key in left_out or value in (None, "", [], False):
            continue
        rows.append([schema().property_names.get(key, key), _value(key, value)])
    return rows


_BASIS = {"stated": "原文写明", "derived": "由名称推断"}
_PARTS = {"problem": "问题", "measures": "整改"}


def _value(key: str, value: Any) -> str:
    words: Mapping[str, str] = {
        "status": schema().vocabulary["status"],
        "basis": _BASIS,
        "part": _PARTS,
    }.get(key, {})
    if isinstance(value, list):
        return "、".join(map(str, value))
    return "是" if value is True else str(words.get(value, value))


def node_detail(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """What a panel shows of a node."""
    kind = schema().nodes[attributes["label"]]
    words = [name_of(attributes), *(attributes.get("aliases") or []), str(attributes.get("answer") or "")]
    return {
        "name": name_of(attributes),
        "show": kind.show,
        "colour": kind.colour,
        "masked": bool(attributes.get("masked")),
        "rows": shown_rows(attributes),
        "words": " ".join(words).lower(),
    }
