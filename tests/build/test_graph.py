"""The graph is a pure function of claims; every edge bears its evidence."""

from __future__ import annotations

import random
from dataclasses import replace

from graph_builder.build import build_graph
from graph_builder.schema import schema


def same(one, other):
    return dict(one.nodes(data=True)) == dict(other.nodes(data=True)) and sorted(
        map(str, one.edges(keys=True, data=True))
    ) == sorted(map(str, other.edges(keys=True, data=True)))


def test_building_twice_and_in_another_order_gives_the_same_graph(sample):
    claims = list(sample.claims)
    random.Random(3).shuffle(claims)
    assert same(build_graph([sample]), build_graph([sample]))
    shuffled = build_graph([replace(sample, claims=tuple(claims))])
    assert set(shuffled.edges(keys=True)) == set(build_graph([sample]).edges(keys=True))


def test_every_edge_quotes_the_notice(sample):
    text = sample.document.text
    graph = build_graph([sample])
    for start, end, edge in graph.edges(data=True):
        assert text[edge["span_start"] : edge["span_end"]] == edge["quote"] != "", (start, end, edge["type"])
        assert set(edge) == {"type", *schema().edges[edge["type"]].properties}


def test_labels_and_ends_are_those_of_the_schema(sample):
    graph = build_graph([sample])
    for start, end, edge in graph.edges(data=True):
        assert (graph.nodes[start]["label"], graph.nodes[end]["label"]) in schema().edges[edge["type"]].ends
    for _, attributes in graph.nodes(data=True):
        assert set(attributes) == {"label", *schema().nodes[attributes["label"]].properties}


def test_authorities_that_only_inspect_are_never_shown_as_responsible(sample):
    graph = build_graph([sample])
    team = {start for start, _, e in graph.edges(data=True) if e["type"] == "CONDUCTED"}
    roles = {e["role"] for start, _, e in graph.edges(data=True) if e["type"] == "INVOLVED_IN" and start in team}
    assert roles <= {"mentioned"}
