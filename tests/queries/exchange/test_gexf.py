"""What Gephi is given: colours, positions, Chinese names, link types, in well-formed GEXF 1.3."""

from __future__ import annotations

import networkx as nx
import pytest
from lxml import etree

from graph_builder.schema import schema
from queries.exchange import held
from queries.exchange.gexf import NAMESPACE, VIZ, write_gexf
from tests.queries.exchange.conftest import CONTROL, HOSTILE, hostile
from viz.layout import positions

G, V = f"{{{NAMESPACE}}}", f"{{{VIZ}}}"


@pytest.fixture
def page(graph, tmp_path):
    write_gexf(held(graph), tmp_path / "g.gexf", positions(graph))
    return etree.parse(tmp_path / "g.gexf").getroot()


def test_the_file_has_the_order_that_gexf_wants(page):
    assert page.tag == G + "gexf" and page.get("version") == "1.3"
    (graph,) = page
    assert [part.tag for part in graph] == [G + "attributes", G + "attributes", G + "nodes", G + "edges"]
    assert [part.get("class") for part in graph[:2]] == ["node", "edge"]
    for node in graph[2]:
        assert [part.tag for part in node] == [G + "attvalues", V + "color", V + "position", V + "size"]


def test_every_node_has_its_colour_its_place_and_its_chinese_name(graph, page):
    spots = positions(graph)
    nodes = {node.get("id"): node for node in page.iter(G + "node")}
    assert set(nodes) == set(graph)
    for key, node in nodes.items():
        kind = schema().nodes[graph.nodes[key]["label"]]
        colour, spot = node.find(V + "color"), node.find(V + "position")
        assert "#" + "".join(f"{int(colour.get(part)):02x}" for part in "rgb") == kind.colour.lower()
        assert (float(spot.get("x")), -float(spot.get("y"))) == spots[key]
        assert any("\u4e00" <= char <= "\u9fff" for char in node.get("label"))
    assert nodes["problem:n1#1"].get("label") == "1. 教育经费拨付不及时"


def test_every_link_says_what_it_is(graph, page):
    edges = list(page.iter(G + "edge"))
    assert len(edges) == graph.number_of_edges()
    assert {edge.get("kind") for edge in edges} == set(schema().edges)
    assert "涉及（责任方）" in {edge.get("label") for edge in edges}
    assert len({edge.get("id") for edge in edges}) == len(edges)


def test_every_value_has_a_declared_column_of_one_type(page):
    for owner, entries in (("node", page.iter(G + "node")), ("edge", page.iter(G + "edge"))):
        (columns,) = (part for part in page.iter(G + "attributes") if part.get("class") == owner)
        types = {column.get("id"): column.get("type") for column in columns}
        assert len({column.get("title") for column in columns}) == len(types)
        for value in (value for entry in entries for value in entry.iter(G + "attvalue")):
            kind, text = types[value.get("for")], value.get("value")
            assert {"long": int, "double": float, "boolean": ("true", "false").index}.get(kind, str)(text) is not None


def test_a_property_has_one_type_wherever_it_stands():
    for owners in (schema().nodes.values(), schema().edges.values()):
        types: dict[str, str] = {}
        for kind in owners:
            for name, value in kind.properties.items():
                assert types.setdefault(name, value) == value


def test_networkx_reads_it_too(graph, tmp_path):
    write_gexf(held(graph), tmp_path / "g.gexf", positions(graph))
    theirs = nx.read_gexf(tmp_path / "g.gexf", version="1.3")
    assert set(theirs) == set(graph) and theirs.number_of_edges() == graph.number_of_edges()
    assert {"color", "position", "size"} <= theirs.nodes["problem:n1#1"]["viz"].keys()


def test_hostile_texts_and_nodes_without_a_place_make_a_whole_file(tmp_path):
    graph = hostile(HOSTILE + CONTROL)
    write_gexf(held(graph), tmp_path / "g.gexf")
    page = etree.parse(tmp_path / "g.gexf").getroot()
    assert len(list(page.iter(G + "node"))) == len(graph)
    assert not list(page.iter(V + "position"))
    for node in page.iter(G + "node"):
        assert "\n" not in node.get("label") and len(node.get("label")) <= 40


def test_the_full_text_of_a_notice_stays_out(graph, page):
    text = graph.nodes["notice:n1"]["text"]
    assert text not in {value.get("value") for value in page.iter(G + "attvalue")}
