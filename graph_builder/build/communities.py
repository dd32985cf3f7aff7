"""Who stands together: communities of the people, bodies and projects that problems join, and who reaches across."""

from __future__ import annotations

from collections import Counter

import networkx as nx

ACTORS = frozenset({"Unit", "Company", "Official", "Project"})
SEED = 7
MOST_FOR_LOUVAIN = 200_000
"""Links up to which communities are found by Louvain; above, by label propagation, which is linear."""


def add_communities(graph: nx.MultiDiGraph[str]) -> None:
    """Give each problem and each entity that is more than mentioned in one a `community`, entities a `breadth` too.

    Communities: Louvain (Blondel et al. 2008), for large graphs label propagation (Traag, Šubelj 2023), both of
    networkx and seeded. `breadth` is the participation coefficient of Guimerà and Amaral (2005) over an entity's
    problems: 0 when all lie in one community, towards 1 when they are spread over many.
    """
    ties = _ties(graph)
    if not ties:
        return
    for number, members in enumerate(sorted(_found(ties), key=lambda m: (-len(m), min(m)))):
        for key in sorted(members):
            graph.nodes[key]["community"] = number
    for key in ties:
        if graph.nodes[key]["label"] in ACTORS:
            spread = Counter(graph.nodes[problem]["community"] for problem in ties[key])
            whole = sum(spread.values())
            graph.nodes[key]["breadth"] = round(1 - sum((n / whole) ** 2 for n in spread.values()), 4)


def _ties(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Problems and the named entities that are more than mentioned in them."""
    ties: nx.Graph[str] = nx.Graph()
    for start, end, edge in sorted(graph.edges(data=True), key=lambda e: e[:2]):
        actor = graph.nodes[start]
        if edge["type"] != "INVOLVED_IN" or edge["role"] == "mentioned" or actor["label"] not in ACTORS:
            continue
        if not actor["masked"]:
            ties.add_edge(start, end)
    return ties


def _found(ties: nx.Graph[str]) -> list[set[str]]:
    if ties.number_of_edges() <= MOST_FOR_LOUVAIN:
        return [set(m) for m in nx.community.louvain_communities(ties, seed=SEED)]
    return [set(m) for m in nx.community.fast_label_propagation_communities(ties, seed=SEED)]
