"""Measured figures, each beside a named baseline in the same process. Run by `make bench`; never a test."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
from rich.console import Console
from rich.table import Table

from graph_builder.build import build_graph, reading_of
from graph_builder.read import read
from queries.store import EmbeddedStore, load
from tests.bench import corpus, explorer, extraction, patterns
from tests.bench.notices import SAMPLE
from tests.bench.timing import seconds
from viz.network import render

COPIES = 40
"""Copies of the sample in the graph that is stored and asked."""


def scan(graph: nx.MultiDiGraph) -> list[tuple[str, int]]:
    """Companies in two problems or more, by looking at every edge."""
    found: dict[str, set[str]] = {}
    for start, end, edge in graph.edges(data=True):
        if edge["type"] == "INVOLVED_IN" and graph.nodes[start]["label"] == "Company":
            found.setdefault(start, set()).add(end)
    return sorted((name, len(problems)) for name, problems in found.items() if len(problems) >= 2)


QUERY = """
MATCH (c:Company)-[:INVOLVED_IN]->(p:Problem)
WITH c, count(DISTINCT p.id) AS n WHERE n >= 2
RETURN c.id, n ORDER BY c.id
"""


def graph_rows() -> Iterator[extraction.Row]:
    """The graph of many notices: built, stored, asked and shown."""
    document = read(SAMPLE)
    reading = reading_of(document, "n")
    graph = build_graph([reading_of(document, f"n{i}") for i in range(COPIES)])
    extracting = seconds(lambda: reading_of(document, "n"))
    building = seconds(lambda: build_graph([reading]))
    yield (
        "build the graph of a notice",
        f"{building * 1000:.1f} ms",
        f"extraction {extracting * 1000:.1f} ms",
        f"{building / extracting:.2f}",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.lbug"
        loading = seconds(lambda: load(graph, path), 3)
        with EmbeddedStore(path) as store:
            querying = seconds(lambda: store.rows(QUERY))
            assert len(store.rows(QUERY).rows) == len(scan(graph))
        scanning = seconds(lambda: scan(graph))
        opening = seconds(lambda: EmbeddedStore(path).close())
    yield f"load {len(graph)} nodes, {graph.number_of_edges()} edges", f"{loading:.2f} s", "", ""
    yield "reopen", f"{opening * 1000:.1f} ms", "", ""
    yield (
        "companies in ≥ 2 problems, warm",
        f"{querying * 1000:.1f} ms",
        f"networkx scan {scanning * 1000:.1f} ms",
        f"{querying / scanning:.2f}",
    )
    viewing = seconds(lambda: render(build_graph([reading]), title="图"), 3)
    yield "page of a whole notice", f"{viewing:.2f} s", "", ""


def main(sizes: list[int], notices: int) -> None:
    """Print a table for one notice, one for the patterns on so many `notices`, one for corpora of these sizes."""
    table = Table("what", "measured", "baseline", "measured / baseline")
    for row in (*graph_rows(), *extraction.rows()):
        table.add_row(*row)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    table.add_row("peak memory of this process", f"{peak:.0f} MiB", "", "")
    title = (
        f"{SAMPLE.name}: {len(read(SAMPLE).text)} characters; shortest of a few runs, notices/s for 10,000 characters"
    )
    console = Console(width=150)
    console.print(title, table)
    console.print("the explorer, and the single-file view", explorer.measure())
    console.print("the library of patterns")
    patterns.measure(notices, None, console)
    console.print("corpora of invented notices, rules alone, all cores", corpus.measure(sizes or list(corpus.SMALL)))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]], int(os.environ.get("NOTICES") or 2_000))
