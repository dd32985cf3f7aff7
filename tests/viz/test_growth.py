"""Nodes that join a network find free places; a picture holds every node and every word as text."""

from __future__ import annotations

import itertools
from xml.etree import ElementTree

import pytest

from graph_builder.build import build_graph
from viz.growth import along, round_about
from viz.layout import APART, positions
from viz.picture import picture


def apart(spots) -> bool:
    pairs = itertools.combinations(spots.values(), 2)
    return all(abs(a[0] - b[0]) >= APART[0] - 1 or abs(a[1] - b[1]) >= APART[1] - 1 for a, b in pairs)


@pytest.mark.parametrize("count", [1, 7, 40, 300])
def test_new_neighbours_stand_round_their_node_and_apart(count):
    shown = {"a": (0.0, 0.0), "b": (400.0, 0.0)}
    placed = round_about(shown, "a", [f"n{i}" for i in range(count)])
    assert len(placed) == count
    assert apart({**shown, **placed})


def test_the_open_side_comes_first():
    shown = {"a": (0.0, 0.0), **{f"r{i}": (600.0, 100.0 * i) for i in range(-3, 4)}}
    placed = round_about(shown, "a", ["n"])
    assert placed["n"][0] < 0


def test_paths_run_from_one_end_to_the_other_in_lanes():
    ways = [["a", "x", "b"], ["a", "y", "b"], ["a", "x", "z", "b"]]
    placed = along({}, ways)
    assert set(placed) == {"a", "b", "x", "y", "z"}
    assert placed["a"][0] < placed["x"][0] < placed["b"][0]
    assert apart(placed)


def test_what_is_shown_keeps_its_place():
    shown = {"a": (5.0, 5.0), "b": (900.0, 5.0)}
    assert set(along(shown, [["a", "x", "b"]])) == {"x"}


def test_a_picture_is_whole_xml_and_the_same_each_time(sample):
    graph = build_graph([sample])
    spots = positions(graph)
    drawn = picture(graph, spots)
    assert drawn == picture(graph, spots)
    root = ElementTree.fromstring(drawn)
    groups = root.findall("{http://www.w3.org/2000/svg}g")
    assert len(groups) == len(graph) + graph.number_of_edges()


def test_an_empty_picture_is_a_picture(sample):
    assert ElementTree.fromstring(picture(build_graph([sample]).subgraph([]), {})).tag.endswith("svg")
