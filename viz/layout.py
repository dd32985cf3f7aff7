"""Positions for a network, computed once so that the page opens settled. Same graph, same positions."""

from __future__ import annotations

import math

import networkx as nx
import numpy as np
from scipy.spatial import cKDTree

Spots = np.ndarray[tuple[int, int], np.dtype[np.float64]]

DETAIL = frozenset({"Measure", "Figure", "TimePoint", "Document", "Sign", "Doubt"})
"""Labels that hang on a problem or measure: they are set round it, not laid out on their own."""
ROOMY = 60
"""Up to this many nodes, details are laid out like everything else."""
TALLER = np.array([0.88, 1.15])
"""Labels are wide and screens are not as wide as labels: stretch the picture to a screen's shape."""
APART = np.array([150.0, 92.0])
"""Least distance in pixels between two nodes, across and down: room for two lines below one and a box below."""


def positions(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Pixel coordinates of every node: things and problems by their ties, details in a ring round what they hang on."""
    core = [n for n in sorted(graph) if len(graph) <= ROOMY or graph.nodes[n]["label"] not in DETAIL]
    placed = _spread(graph, core or sorted(graph))
    hanging: dict[str, list[str]] = {}
    for node in sorted(set(graph) - set(placed)):
        hanging.setdefault(_holder(graph, node, placed), []).append(node)
    for holder, nodes in sorted(hanging.items()):
        x, y = placed.get(holder, (0.0, 0.0))
        for i, node in enumerate(nodes):
            ring, seat = divmod(i, 10)
            angle = 2 * math.pi * (seat / min(len(nodes) - ring * 10, 10)) + 0.4 * ring + 0.3
            radius = 62 + 34 * ring
            placed[node] = (round(x + radius * math.cos(angle), 1), round(y + radius * math.sin(angle), 1))
    return placed


def _holder(graph: nx.MultiDiGraph[str], node: str, placed: dict[str, tuple[float, float]]) -> str:
    """The laid-out node that a detail hangs on, a measure's problem for what hangs on a measure."""
    near = sorted({*graph.successors(node), *graph.predecessors(node)})
    found = next((n for n in near if n in placed and graph.nodes[n]["label"] == "Problem"), None) or next(
        (n for n in near if n in placed), None
    )
    if found is None:
        beyond = sorted({m for n in near for m in (*graph.successors(n), *graph.predecessors(n))})
        found = next((n for n in beyond if n in placed), None)
    return found or ""


def _spread(graph: nx.MultiDiGraph[str], nodes: list[str]) -> dict[str, tuple[float, float]]:
    simple = nx.Graph()
    simple.add_nodes_from(nodes)
    simple.add_edges_from(
        sorted(
            (a, b)
            for a, b in graph.subgraph(nodes).edges()
            if a != b and not _is_hub(graph, a) and not _is_hub(graph, b)
        )
    )
    simple.add_edges_from(
        sorted(
            (a, b) for a, b in graph.subgraph(nodes).edges() if a != b and min(simple.degree(a), simple.degree(b)) == 0
        )
    )
    if len(nodes) == 1:
        return {nodes[0]: (0.0, 0.0)}
    start = {
        n: np.array([math.cos(2 * math.pi * i / len(nodes)), math.sin(2 * math.pi * i / len(nodes))])
        for i, n in enumerate(nodes)
    }
    raw = nx.forceatlas2_layout(simple, pos=start, max_iter=_rounds(len(nodes)), seed=7, scaling_ratio=4.0, gravity=1.0)
    spots = _evened(np.array([raw[n] for n in nodes], dtype=float))
    spots *= APART * TALLER * (0.58 * math.sqrt(len(nodes)))
    spots = _apart(spots)
    return {n: (round(float(x), 1), round(float(y), 1)) for n, (x, y) in zip(nodes, spots, strict=True)}


def _rounds(nodes: int) -> int:
    """How often the forces act: a round costs the square of the nodes, and thousands are read in parts."""
    return 300 if nodes <= 300 else max(20, 300 * 300**2 // nodes**2)


def _evened(spots: Spots) -> Spots:
    """Bring positions into the unit disc so that every ring holds its share: no far outliers, no dense middle."""
    spots = spots - np.median(spots, axis=0)
    radius = np.hypot(spots[:, 0], spots[:, 1])
    rank = np.argsort(np.argsort(radius, kind="stable"), kind="stable")
    even = np.sqrt((rank + 0.5) / len(spots))
    scale = even / np.maximum(radius, 1e-9)
    evened: Spots = spots * scale[:, None]
    return evened


def _is_hub(graph: nx.MultiDiGraph[str], node: str) -> bool:
    """Whether a node ties nearly everything together (the inspection) and so would pull all into one lump."""
    return graph.nodes[node]["label"] in ("Inspection", "Notice") or graph.degree(node) > max(40, len(graph) / 6)


def _apart(spots: Spots) -> Spots:
    """Push nodes apart, along the axis that needs less, until no two stand closer than `APART` (at most 300 rounds)."""
    for _ in range(300):
        pairs = cKDTree(spots / APART).query_pairs(1.0, p=math.inf, output_type="ndarray")
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        delta = spots[pairs[:, 0]] - spots[pairs[:, 1]]
        lack = APART - np.abs(delta)
        close = (lack > 0.5).all(axis=1)
        if not close.any():
            break
        pairs, delta, lack = pairs[close], delta[close], lack[close]
        sign = np.where(delta == 0, -1.0, np.sign(delta))
        down = lack[:, 1] / APART[1] < lack[:, 0] / APART[0]
        push = np.stack([np.where(down, 0, lack[:, 0]), np.where(down, lack[:, 1], 0)], axis=1) * sign
        move, crowd = np.zeros_like(spots), np.zeros(len(spots))
        for end, way in ((0, 1), (1, -1)):
            np.add.at(move, pairs[:, end], way * push)
            np.add.at(crowd, pairs[:, end], 1)
        spots = spots + 0.6 * move / np.sqrt(np.maximum(crowd, 1))[:, None]
    return spots
