"""What is loaded is what can be asked for again, character by character."""

import string
from pathlib import Path

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.schema import schema
from queries.neighbourhood import whole
from queries.store import EmbeddedStore, load

awkward = st.text(
    st.one_of(
        st.sampled_from("'\"\\`\0\n\r\t,;[]{}|$甲乙。“”😀𠮷" + string.ascii_letters),
        st.characters(exclude_categories=["Cs"]),
    )
)


def same(left: nx.MultiDiGraph, right: nx.MultiDiGraph) -> bool:
    return dict(left.nodes(data=True)) == dict(right.nodes(data=True)) and {
        e[:3]: e[3] for e in left.edges(keys=True, data=True)
    } == {e[:3]: e[3] for e in right.edges(keys=True, data=True)}


def test_the_invented_graph_uses_the_whole_schema(graph: nx.MultiDiGraph) -> None:
    assert {label for _, label in graph.nodes(data="label")} == set(schema().nodes)
    assert {kind for *_, kind in graph.edges(data="type")} == set(schema().edges)


def test_a_graph_comes_back_as_it_was_loaded(graph: nx.MultiDiGraph, store: EmbeddedStore) -> None:
    assert same(whole(store), graph)


def test_an_empty_graph_can_be_loaded_and_asked(tmp_path: Path) -> None:
    load(nx.MultiDiGraph(), tmp_path / "g.lbdb")
    with EmbeddedStore(tmp_path / "g.lbdb") as store:
        assert whole(store).number_of_nodes() == 0


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(awkward, st.none() | awkward, st.none() | st.lists(awkward)), max_size=20), awkward)
def test_any_text_survives_the_store(tmp_path: Path, texts: list[tuple], quote: str) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for number, (key, name, aliases) in enumerate(texts):
        given = dict.fromkeys(schema().nodes["Unit"].properties) | {"name": name, "aliases": aliases}
        graph.add_node(f"unit:{key}{number}", label="Unit", **given)
    evidence = dict.fromkeys(schema().edges["PART_OF"].properties) | {"quote": quote}
    if texts:
        first = next(iter(graph))
        graph.add_edge(first, first, key=quote, type="PART_OF", **evidence)
    load(graph, tmp_path / "g.lbdb")
    with EmbeddedStore(tmp_path / "g.lbdb") as store:
        assert same(whole(store), graph)


def test_a_very_long_notice_survives_the_store(tmp_path: Path) -> None:
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    text = "整改'情况\"\0\n" * 300_000
    graph.add_node("notice:long", label="Notice", **dict.fromkeys(schema().nodes["Notice"].properties) | {"text": text})
    load(graph, tmp_path / "g.lbdb")
    with EmbeddedStore(tmp_path / "g.lbdb") as store:
        assert store.rows("MATCH (n:Notice) RETURN n.text").rows == [(text,)]


def test_every_property_of_the_schema_can_be_asked_without_quoting(store: EmbeddedStore) -> None:
    for label, node in schema().nodes.items():
        store.rows(f"MATCH (n:{label}) RETURN {', '.join(f'n.{name}' for name in node.properties)}")
    for kind, edge in schema().edges.items():
        store.rows(f"MATCH ()-[r:{kind}]->() RETURN {', '.join(f'r.{name}' for name in edge.properties)}")
