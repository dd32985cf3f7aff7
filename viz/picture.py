"""A network as an SVG picture for a report: no script, every text escaped, the words of a link as its tooltip."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

import networkx as nx

from viz.look import FILLED, drawn_edge, drawn_node, name_of

Spots = Mapping[str, tuple[float, float]]
_MARGIN = 90.0
_FONT = "'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif"
_CORNERS = {"triangle": 3, "triangleDown": 3, "square": 4, "diamond": 4, "hexagon": 6, "star": 10}


def picture(graph: nx.MultiDiGraph[str], spots: Spots) -> str:
    """The network with each node at its spot (pixels); the same graph and spots give the same bytes."""
    xs, ys = ([spots[node][axis] for node in graph] or [0.0] for axis in (0, 1))
    left, top = min(xs) - _MARGIN, min(ys) - _MARGIN
    width, height = max(xs) - left + _MARGIN, max(ys) - top + _MARGIN
    drawn = {n: drawn_node(graph.nodes[n], spots[n], degree=graph.degree(n)) for n in sorted(graph)}
    edges = sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3])
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height:.0f}"'
            f' viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" font-family="{_FONT}">',
            f'<rect x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" fill="#ffffff"/>',
            *(_line(drawn[a], drawn[b], edge) for a, b, _, edge in edges),
            *(_node(graph.nodes[n], look) for n, look in drawn.items()),
            "</svg>\n",
        ]
    )


def _line(a: Mapping[str, Any], b: Mapping[str, Any], edge: Mapping[str, Any]) -> str:
    look = drawn_edge(edge)
    dx, dy = b["x"] - a["x"], b["y"] - a["y"]
    long = math.hypot(dx, dy) or 1.0
    # The tip stops short of the node, whose box is wider than it is high.
    short = min(_reach(b, dx / long, dy / long), long / 2)
    x, y = b["x"] - dx / long * short, b["y"] - dy / long * short
    wings = [
        (x - 9 * math.cos(math.atan2(dy, dx) + turn), y - 9 * math.sin(math.atan2(dy, dx) + turn))
        for turn in (0.4, -0.4)
    ]
    colour, dash = look["color"]["color"], ' stroke-dasharray="5 4"' if look["dashes"] else ""
    said = f"{look['detail']['show']}:{look['detail']['quote']}"
    points = " ".join(f"{px:.1f},{py:.1f}" for px, py in [(x, y), *wings])
    return (
        f'<g><title>{escape(said)}</title><line x1="{a["x"]:.1f}" y1="{a["y"]:.1f}" x2="{x:.1f}" y2="{y:.1f}"'
        f' stroke="{colour}" stroke-width="{look["width"]}"{dash}/><polygon points="{points}" fill="{colour}"/></g>'
    )


def _reach(look: Mapping[str, Any], across: float, down: float) -> float:
    """How far a node's outline is from its centre in a direction."""
    if look["shape"] in FILLED:
        return float(look["size"]) + 3
    half_width, half_height = _box(look)
    return min(half_width / max(abs(across), 1e-6), half_height / max(abs(down), 1e-6)) + 2


def _box(look: Mapping[str, Any]) -> tuple[float, float]:
    """Half the width and height of a box round its label."""
    lines = look["label"].split("\n")
    size = look["font"]["size"]
    wide = max(sum(1.0 if ord(c) > 0x2E7F else 0.6 for c in line) for line in lines)
    return wide * size / 2 + 8, len(lines) * size * 0.62 + 6


def _node(attributes: Mapping[str, Any], look: Mapping[str, Any]) -> str:
    x, y, size = look["x"], look["y"], look["size"]
    fill, border = look["color"]["background"], look["color"]["border"]
    dash = ' stroke-dasharray="5 4"' if look["shapeProperties"]["borderDashes"] else ""
    paint = f'fill="{fill}" stroke="{border}" stroke-width="2"{dash}'
    match look["shape"]:
        case "box":
            w, h = _box(look)
            shape = f'<rect x="{x - w:.1f}" y="{y - h:.1f}" width="{2 * w:.1f}" height="{2 * h:.1f}" rx="5" {paint}/>'
        case "ellipse":
            w, h = _box(look)
            shape = f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{w * 1.2:.1f}" ry="{h * 1.2:.1f}" {paint}/>'
        case "text":
            shape = ""
        case "dot":
            shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {paint}/>'
        case other:
            shape = f'<polygon points="{_corners(other, x, y, size)}" {paint}/>'
    return f"<g><title>{escape(name_of(attributes))}</title>{shape}{_label(look)}</g>"


def _corners(shape: str, x: float, y: float, size: float) -> str:
    count = _CORNERS[shape]
    turn = {"triangleDown": math.pi / 2, "square": math.pi / 4, "hexagon": 0.0}.get(shape, -math.pi / 2)
    points = []
    for i in range(count):
        radius = size * (0.45 if shape == "star" and i % 2 else 1.2)
        angle = turn + 2 * math.pi * i / count
        points.append(f"{x + radius * math.cos(angle):.1f},{y + radius * math.sin(angle):.1f}")
    return " ".join(points)


def _label(look: Mapping[str, Any]) -> str:
    size = look["font"]["size"]
    lines = look["label"].split("\n")
    below = look["shape"] in FILLED and look["shape"] != "text"
    first = look["y"] + (look["size"] + size + 2 if below else size * 0.36 - (len(lines) - 1) * size * 0.6)
    spans = "".join(
        f'<tspan x="{look["x"]:.1f}" y="{first + i * size * 1.2:.1f}">{escape(line)}</tspan>'
        for i, line in enumerate(lines)
    )
    rim = ' stroke="#ffffff" stroke-width="3" paint-order="stroke"' if below else ""
    return f'<text text-anchor="middle" font-size="{size}" fill="#212121"{rim}>{spans}</text>'
