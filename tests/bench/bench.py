"""Measured figures, each beside a named baseline in the same process. Run by `make bench`; never a test."""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import jieba
import jieba.posseg
import networkx as nx
from rich.console import Console
from rich.table import Table

from graph_builder.build import build_graph, reading_of
from graph_builder.extract import extract
from graph_builder.read import read
from graph_builder.resolve import resolve
from queries.store import EmbeddedStore, load
from tests.bench import corpus, patterns
from viz.network import render

SAMPLE = Path(__file__).parents[2] / "data" / "notices" / "hetang-2025.txt"
RUNS = 5


def timed(act: Callable[[], object]) -> float:
    """The median seconds of a few runs after a warm-up."""
    act()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return median(times)


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


def main(sizes: list[int], notices: int) -> None:
    """Print a table for one notice, the patterns on a graph of so many `notices`, and corpora of these sizes."""
    jieba.initialize()
    document = read(SAMPLE)
    copies = 40
    graph = build_graph([reading_of(document, f"n{i}") for i in range(copies)])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.lbug"
        extraction = timed(lambda: resolve(extract(read(SAMPLE).text, "n")))
        tagging = timed(lambda: jieba.posseg.lcut(document.text))
        loading = timed(lambda: load(graph, path))
        building = timed(lambda: build_graph([reading_of(document, "n")])) - extraction
        with EmbeddedStore(path) as store:
            querying = timed(lambda: store.rows(QUERY))
            assert len(store.rows(QUERY).rows) == len(scan(graph))
        scanning = timed(lambda: scan(graph))
        opening = timed(lambda: EmbeddedStore(path).close())
        viewing = timed(lambda: render(build_graph([reading_of(document, "n")]), title="图"))
    table = Table("what", "measured", "baseline", "measured / baseline")
    rows = [
        (
            "read → claims → entities, one core",
            f"{1 / extraction:.1f} notices/s",
            f"jieba.posseg alone {1 / tagging:.1f}/s",
            f"{tagging / extraction:.2f}× as fast",
        ),
        (
            "build the graph of a notice",
            f"{building * 1000:.1f} ms",
            f"extraction {extraction * 1000:.1f} ms",
            f"{building / extraction:.2f}",
        ),
        (f"load {len(graph)} nodes, {graph.number_of_edges()} edges", f"{loading:.2f} s", "", ""),
        ("reopen", f"{opening * 1000:.1f} ms", "", ""),
        (
            "companies in ≥ 2 problems, warm",
            f"{querying * 1000:.1f} ms",
            f"networkx scan {scanning * 1000:.1f} ms",
            f"{querying / scanning:.2f}",
        ),
        ("page of a whole notice", f"{viewing:.2f} s", "", ""),
        ("peak memory of this process", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB", "", ""),
    ]
    for row in rows:
        table.add_row(*row)
    console = Console(width=150)
    console.print(f"{SAMPLE.name}: {len(document.text)} characters; medians of {RUNS} runs", table)
    console.print("the library of patterns")
    patterns.measure(notices, None, console)
    console.print("corpora of invented notices, rules alone, all cores", corpus.measure(sizes or list(corpus.SMALL)))


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]], int(os.environ.get("NOTICES") or 2_000))
