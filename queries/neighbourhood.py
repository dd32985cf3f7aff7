"""Parts of the stored graph as a networkx graph, in the shape in which it was built."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph_builder.schema import schema
from queries.ids import any_of, is_id
from queries.store import Link, Node, Store
from queries.store.whole import links, nodes

PASS_BY = ("Notice", "Inspection", "Theme", "Place")
"""Labels that nearly everything touches: shown when reached, never walked through."""
# Any label of ours: what else a server's database holds is not drawn, and ids are looked up by their index there.
_ANY = "|".join(schema().nodes)


def whole(store: Store, notice: str | None = None) -> nx.MultiDiGraph[str]:
    """The whole graph, or what one notice says."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if notice is None:
        _add(graph, nodes(store), links(store))
    else:
        given = {"notice": notice}
        said = _links(store, f"MATCH (:{_ANY})-[r]->(:{_ANY}) WHERE r.notice = $notice RETURN r", **given)
        ends = sorted({end for link in said for end in (link.source, link.target)})
        _add(graph, _nodes(store, ends), said)
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
            f"MATCH (a:{_ANY})-[]-(b:{_ANY}) WHERE a.id IN $ids RETURN DISTINCT b.id",
            {"ids": edge},
            limit=None,
        ).rows
        edge = sorted({row[0] for row in found} - reached)
        reached.update(edge)
        walls = store.rows(
            f"MATCH (n:{'|'.join(PASS_BY)}) WHERE n.id IN $ids RETURN n.id", {"ids": edge}, limit=None
        ).rows
        edge = sorted(set(edge) - {row[0] for row in walls})
    return among(store, reached)


def among(store: Store, wanted: Iterable[str]) -> nx.MultiDiGraph[str]:
    """These nodes, by their ids, and every link among them."""
    ids = sorted(key for key in wanted if is_id(key))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    if not ids:
        return graph
    between = f"MATCH (a:{any_of(ids)})-[r]->(b:{any_of(ids)}) WHERE a.id IN $ids AND b.id IN $ids RETURN r"
    _add(graph, _nodes(store, ids), _links(store, between, ids=ids))
    return graph


def _nodes(store: Store, ids: list[str]) -> list[Node]:
    if not ids:
        return []
    ask = f"MATCH (n:{any_of(ids)}) WHERE n.id IN $ids RETURN n"
    return [row[0] for row in store.rows(ask, {"ids": ids}, limit=None, timeout_s=None).rows]


def _links(store: Store, cypher: str, **params: object) -> list[Link]:
    return [row[0] for row in store.rows(cypher, params, limit=None, timeout_s=None).rows]


def _add(graph: nx.MultiDiGraph[str], nodes: Iterable[Node], links: Iterable[Link]) -> None:
    for node in sorted(nodes, key=lambda n: n.id):
        graph.add_node(node.id, label=node.label, **node.properties)
    for link in sorted(links, key=lambda e: (e.source, e.target, e.key)):
        graph.add_edge(link.source, link.target, link.key, type=link.type, **link.properties)
