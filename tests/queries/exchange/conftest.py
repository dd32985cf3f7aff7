"""A graph of texts that break careless writers, the sample's own graph."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from graph_builder.build import Reading, build_graph
from graph_builder.schema import schema

HOSTILE = (
    "plain",
    '他说"好"',
    "a'b",
    "back\\slash",
    "\\u0041",
    "\\\\u0027",
    "\\",
    "end\\'",
    "line\nfeed\r\ncr\rtab\t",
    "*/ /* // --",
    "; :param x",
    "$x {y} `z`",
    "a,b;c|d",
    "\u2028separator\u2029",
    "\u202eright to left",
    "😀𠮷",
    "",
    " ",
    "  leading and trailing  ",
    "\ufeffbom",
    '"',
    '""',
    ",",
    "\n",
    "null",
    "NaN",
    "=1+1",
    "<r>b</r>",
    "</data><!-- ]]> &amp; &#0;",
    "\xa0",
    "\u3000全角",
)
CONTROL = ("\0nul", "\x01\x07bell", "\x0bvertical", "\x1bescape")


def node(graph: nx.MultiDiGraph, key: str, label: str, **own: Any) -> None:
    graph.add_node(key, label=label, **dict.fromkeys(schema().nodes[label].properties) | own)


def link(graph: nx.MultiDiGraph, source: str, target: str, key: str, kind: str, **own: Any) -> None:
    evidence = {"notice": "n", "span_start": 0, "span_end": 1, "quote": "q", "confidence": 1.0}
    properties = dict.fromkeys(schema().edges[kind].properties) | evidence | own
    graph.add_edge(source, target, key, type=kind, **properties)


def hostile(texts: tuple[str, ...]) -> nx.MultiDiGraph:
    """Every text as an id, a value, an item of a list, a key and a quote; and numbers at the edge of their types."""
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    for at, text in enumerate(texts):
        node(graph, f"unit:{at}:{text}", "Unit", name=text, aliases=[text, "x", text], masked=at % 2 == 0)
    node(graph, "unit:none", "Unit", aliases=["a"])
    node(graph, "problem:n#1", "Problem", number=2**62, span_start=-5, recurrent=True, category=["b"])
    for at, value in enumerate((0.0, -1.5, 1e300, 1e-7, 120.0)):
        node(graph, f"figure:{at}", "Figure", value=value)
    for at, text in enumerate(texts):
        link(graph, "unit:none", f"unit:0:{texts[0]}", f"{at}{text}", "PART_OF", quote=text)
    return graph


def same(left: nx.MultiDiGraph, right: nx.MultiDiGraph) -> bool:
    return dict(left.nodes(data=True)) == dict(right.nodes(data=True)) and {
        e[:3]: e[3] for e in left.edges(keys=True, data=True)
    } == {e[:3]: e[3] for e in right.edges(keys=True, data=True)}


@pytest.fixture(scope="session")
def sample_graph(sample: Reading) -> nx.MultiDiGraph:
    return build_graph([sample])
