"""Parts of the stored graph as a networkx graph, in the shape in which it was built."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from queries.store import Link, Node, Store

PASS_BY = ("Notice", "Inspection", "Theme", "Place")
"""Labels that nearly everything touches: shown when reached, never walked through."""


def whole(store: Store, notice: str | None = None) -> nx.MultiDiGraph[str]:
    """The whole graph, or what one notice says."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if notice is None:
        _add(graph, _nodes(store, "MATCH (n) RETURN n"), _links(store, "MATCH ()-[r]->() RETURN r"))
    else:
        given = {"notice": notice}
        links = _links(store, "MATCH ()-[r]->() WHERE r.notice = $notice RETURN r", **given)
        ends = sorted({end for link in links for end in (link.source, link.target)})
        _add(graph, _nodes(store, "MATCH (n) WHERE n.id IN $ids RETURN n", ids=ends), links)
    return graph


def neighbourhood(store: Store, entity: str, hops: int) -> nx.MultiDiGraph[str]:
    """Everything within `hops` steps of a thing, either way, and the links among it.

    A notice, an inspection, a theme and a place end a walk: two steps round a company are its problems
    and the people and measures of these, not the whole district.
    """
    reached = {entity}
    edge = [entity]
    for _ in range(hops):
        found = store.rows(
            "MATCH (a)-[r]-(b) WHERE a.id IN $ids RETURN DISTINCT b.id AS id, label(b) AS label, label(r) AS type",
            {"ids": edge},
            limit=None,
        ).records()
        edge = sorted({row["id"] for row in found} - reached)
        walls = {row["id"] for row in found if row["label"] in PASS_BY}
        reached.update(edge)
        edge = [node for node in edge if node not in walls]
    ids = sorted(reached)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    links = _links(store, "MATCH (a)-[r]->(b) WHERE a.id IN $ids AND b.id IN $ids RETURN r", ids=ids)
    _add(graph, _nodes(store, "MATCH (n) WHERE n.id IN $ids RETURN n", ids=ids), links)
    return graph


def _nodes(store: Store, cypher: str, **params: object) -> list[Node]:
    return [row[0] for row in store.rows(cypher, params, limit=None, timeout_s=None).rows]


def _links(store: Store, cypher: str, **params: object) -> list[Link]:
    return [row[0] for row in store.rows(cypher, params, limit=None, timeout_s=None).rows]


def _add(graph: nx.MultiDiGraph[str], nodes: Iterable[Node], links: Iterable[Link]) -> None:
    for node in sorted(nodes, key=lambda n: n.id):
        graph.add_node(node.id, label=node.label, **node.properties)
    for link in sorted(links, key=lambda e: (e.source, e.target, e.key)):
        graph.add_edge(link.source, link.target, link.key, type=link.type, **link.properties)
