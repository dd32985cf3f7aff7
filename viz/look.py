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
_SHORT = 15
_CLAUSE = re.compile(r"[^,,;;。::]+")
_DATED = re.compile(r"^(\d+\. )?\d{4}年[\d年月日至以来底初起前后-]*[,,](?=.)")
"""When it was says least: the words after it make the label."""
_NUMBER = re.compile(r"^\d+\. ")
_LATIN = re.compile(r"[\w.%]", re.ASCII)
_OF_A_LINK = frozenset({"type", "quote", "role", "notice", "rule", "key", "source", "target"})
_OF_A_NODE = frozenset({"label", "name"})
"""Beside the schema's inner properties: what a view shows in another way than in a list."""
_KNOWN_BY = {"Notice": {"text"}, "Sign": {"kind"}}
"""Properties of some labels that the list would say again, or at too great a length."""


def name_of(attributes: Mapping[str, Any]) -> str:
    """What a reader knows a node by, from its attributes and its label."""
    kind = schema().nodes[attributes["label"]]
    return str(attributes.get(kind.name) or kind.show)


def short(text: str, width: int = _SHORT) -> str:
    """A label of at most two lines as wide as `width` Chinese characters: the first clause if it says enough, else
    the beginning, and … where the clause goes on.

    >>> short("16. 重大事项监管不到位,2022年9月某公司不顾审计结论")
    '16. 重大事项\\n监管不到位'
    >>> short("7. 2021年至2023年,产业增加值排名末位")
    '7. 产业增加\\n值排名末位'
    >>> short("2021年以来某集团原董事长利用职务便利谋取利益")
    '2021年以来某集\\n团原董事长利…'
    """
    text = _DATED.sub(r"\1", re.sub(r"\s+", " ", text).strip())
    clause = _CLAUSE.match(text)
    if clause and 5 <= _wide(clause.group()) <= width:
        text = clause.group()
    if _wide(text) > width:
        text = _begun(text, width - 1) + "…"
    return text if _wide(text) <= width / 2 else _broken(text)


def _wide(text: str) -> float:
    """Width in Chinese characters."""
    return sum(1.0 if ord(char) > 0x2E7F else 0.55 for char in text)


def _begun(text: str, width: float) -> str:
    """As much of a text's beginning as is that wide."""
    end = 0
    while end < len(text) and _wide(text[: end + 1]) <= width:
        end += 1
    return text[:end]


def _broken(text: str) -> str:
    """In two lines, the words shared out evenly; a number or word in Latin letters stays whole."""
    start = len(text) - len(_NUMBER.sub("", text))
    half = _wide(text[start:]) / 2
    places = [i for i in range(start + 1, len(text)) if not (_LATIN.match(text[i - 1]) and _LATIN.match(text[i]))]
    middle = min(places, key=lambda i: (abs(_wide(text[start:i]) - half), i), default=len(text))
    return f"{text[:middle].rstrip()}\n{text[middle:].lstrip()}"


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
        # A rim of the ground's colour keeps a label legible where a link runs behind it.
        "font": {
            "color": "#212121",
            "size": 12 if label in DETAIL else 17,
            "strokeWidth": 0 if kind.shape not in FILLED else 2 if label in DETAIL else 3,
            "strokeColor": "#ffffff",
        },
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


_READ_BY = {"rules": "规则", "lac": "识别模型", "llm": "语言模型", "person": "人工判断"}
_BASIS = {"stated": "原文写明", "derived": "由名称推断"}
_PARTS = {"problem": "问题", "measures": "整改"}


def _value(key: str, value: Any) -> str:
    words: Mapping[str, str] = {
        "status": schema().vocabulary["status"],
        "basis": _BASIS,
        "part": _PARTS,
        "extractor": _READ_BY,
    }.get(key, {})
    if key == "confidence":
        return f"{value:.0%}"
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
