"""What is exported can be read back, character by character."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.schema import schema
from queries.exchange import FORMATS, as_graph, export, held, read, size, stored
from queries.store import EmbeddedStore, load, whole
from tests.queries.exchange.conftest import CONTROL, HOSTILE, hostile, link, node, same

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
loose = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def told(graph: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph as GraphML can say it: no empty text, no control character."""
    plain = nx.MultiDiGraph()
    plain.add_nodes_from((key, {n: None if v == "" else v for n, v in d.items()}) for key, d in graph.nodes(data=True))
    plain.add_edges_from(
        (a, b, k, {n: None if v == "" and n != "quote" else v for n, v in d.items()})
        for a, b, k, d in graph.edges(keys=True, data=True)
    )
    return plain


@pytest.mark.parametrize("name", ["json", "graphml"])
def test_a_real_notice_comes_back_whole(sample_graph, tmp_path, name):
    path = tmp_path / f"g.{name}"
    export(held(sample_graph), len(sample_graph), path, name)
    assert same(read(path), sample_graph)


@pytest.mark.parametrize("name", ["json", "graphml"])
def test_every_label_and_relationship_comes_back(graph, tmp_path, name):
    path = tmp_path / f"g.{name}"
    export(held(graph), len(graph), path, name)
    assert same(read(path), graph)


def test_hostile_texts_come_back_from_json(tmp_path):
    graph = hostile(HOSTILE + CONTROL)
    export(held(graph), len(graph), tmp_path / "g.json", "json")
    assert same(read(tmp_path / "g.json"), graph)


def test_hostile_texts_come_back_from_graphml(tmp_path):
    graph = hostile(tuple(text for text in HOSTILE if text))
    export(held(graph), len(graph), tmp_path / "g.graphml", "graphml")
    assert same(read(tmp_path / "g.graphml"), told(graph))


def test_a_control_character_does_not_move_a_span_in_graphml(tmp_path):
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    node(graph, "notice:n", "Notice", text="第\x01一\x0b题，教育经费。")
    node(graph, "unit:a", "Unit")
    link(graph, "unit:a", "notice:n", "k", "ISSUED", quote="教育经费", span_start=6, span_end=10)
    export(held(graph), len(graph), tmp_path / "g.graphml", "graphml")
    assert read(tmp_path / "g.graphml").nodes["notice:n"]["text"] == "第\ufffd一\ufffd题，教育经费。"


@loose
@given(st.lists(any_text, max_size=6), any_text)
def test_any_text_comes_back_from_json(tmp_path: Path, texts: list[str], quote: str) -> None:
    graph = hostile(("first", *texts))
    link(graph, "unit:none", "unit:0:first", quote + "!", "PART_OF", quote=quote)
    export(held(graph), len(graph), tmp_path / "g.json", "json")
    assert same(read(tmp_path / "g.json"), graph)


def test_networkx_reads_the_node_link_file_by_itself(graph, tmp_path):
    export(held(graph), len(graph), tmp_path / "g.json", "json")
    raw = json.loads((tmp_path / "g.json").read_text("utf-8"))
    theirs = nx.node_link_graph(raw, edges="links")
    assert set(theirs) == set(graph) and set(theirs.edges(keys=True)) == set(graph.edges(keys=True))
    assert {key: data["label"] for key, data in theirs.nodes(data=True)} == dict(graph.nodes(data="label"))


def test_a_store_gives_page_by_page_what_it_holds(graph, store, monkeypatch):
    for page in (1, 3, 10_000):
        monkeypatch.setattr(whole, "_PAGE", page)
        assert same(as_graph(stored(store)), graph)
    assert size(store) == len(graph)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "csv"])
def test_a_graph_gives_the_same_bytes_from_memory_and_from_the_store(graph, store, tmp_path, name):
    for place, content in (("memory", held(graph)), ("store", stored(store))):
        export(content, len(graph), tmp_path / place, name)
    assert (tmp_path / "memory").read_bytes() == (tmp_path / "store").read_bytes()


def test_an_imported_graph_can_be_stored(graph, tmp_path):
    export(held(graph), len(graph), tmp_path / "g.json", "json")
    load(read(tmp_path / "g.json"), tmp_path / "g.lbug")
    with EmbeddedStore(tmp_path / "g.lbug") as opened:
        assert same(as_graph(stored(opened)), graph)


def test_no_property_of_the_schema_has_a_name_that_a_format_uses_itself():
    for kind in (*schema().nodes.values(), *schema().edges.values()):
        assert not {"id", "label", "type", "key", "source", "target", "wenze"} & kind.properties.keys() - (
            {"source"} if kind is schema().nodes["Notice"] else set()
        )
