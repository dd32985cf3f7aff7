"""Every risk pattern on a graph of many notices, warm, beside networkx and, where its address is given, a Neo4j server.

python -m tests.bench.patterns 1000 bolt://localhost:7687
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import networkx as nx
from rich.console import Console
from rich.table import Table

from graph_builder.build import build_graph, read_notice
from queries.library import patterns
from queries.store import EmbeddedStore, Store, load, open_store
from queries.store.address import address
from queries.store.push import push
from tests.conftest import SAMPLE

RUNS = 3


def copies(count: int) -> nx.MultiDiGraph[str]:
    """The sample's graph so many times, as notices of other districts and years."""
    one = build_graph([read_notice(SAMPLE)])
    whole: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for n in range(count):
        # What bears the notice's id is its own; everything else is shared by two notices of one district.
        own = {k: k.replace(SAMPLE.stem, f"n{n:06}") if SAMPLE.stem in k else f"{k}@{n // 2}" for k in one}

        def moved(data: dict, n: int = n) -> dict:
            place = {"notice": f"n{n:06}", "region": f"第{n // 24}省/第{n // 2}区"}
            year = {k: f"{2010 + n % 15}{data[k][4:]}" for k in ("published_on", "feedback_on") if data.get(k)}
            return {**data, **{k: v for k, v in place.items() if data.get(k)}, **year}

        for key, data in one.nodes(data=True):
            whole.add_node(own[key], **moved(data))
        for start, end, key, data in one.edges(keys=True, data=True):
            whole.add_edge(own[start], own[end], key.replace(SAMPLE.stem, f"n{n:06}"), **moved(data))
    return whole


def scanned(graph: nx.MultiDiGraph[str]) -> float:
    """Seconds in which networkx looks at every edge once: less than any pattern can take there."""
    start = time.perf_counter()
    sum(1 for _, _, data in graph.edges(data=True) if data["type"] == "SHOWS" and data["confidence"] > 1)
    return time.perf_counter() - start


def warm(store: Store, cypher: str, parameters: dict) -> float:
    """The median milliseconds of a few runs after the first, all rows fetched."""
    times = []
    for _ in range(RUNS + 1):
        start = time.perf_counter()
        store.rows(cypher, parameters, limit=None, timeout_s=None)
        times.append((time.perf_counter() - start) * 1000)
    return median(times[1:])


def measure(count: int, server: str | None = None) -> Table:
    """One row a pattern."""
    graph = copies(count)
    scan = scanned(graph) * 1000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.lbug"
        start = time.perf_counter()
        load(graph, path)
        loaded = time.perf_counter() - start
        title = (
            f"{count:,} notices, {len(graph):,} nodes, {graph.number_of_edges():,} links; loaded in {loaded:.1f} s; "
            f"networkx looks at every link once in {scan:.0f} ms"
        )
        table = Table(
            "pattern", "embedded", "networkx scan / embedded", *(["Neo4j / embedded"] if server else []), title=title
        )
        with EmbeddedStore(path) as embedded:
            if server:
                push(embedded, address(server))
            served = open_store(server) if server else None
            for each in patterns():
                took = warm(embedded, each.cypher, dict(each.parameters))
                row = [each.id, f"{took:.0f} ms", f"{scan / took:.1f}"]
                if served:
                    row.append(f"{warm(served, each.cypher, dict(each.parameters)) / took:.1f}")
                table.add_row(*row)
            if served:
                served.close()
    return table


if __name__ == "__main__":
    words = sys.argv[1:]
    sizes = [int(word) for word in words if word.isdigit()] or [100]
    server = next((word for word in words if "://" in word), None)
    for size in sizes:
        Console(width=150).print(measure(size, server))
