"""Every risk pattern on a graph of many notices, warm, beside networkx and, where one is wanted, a Neo4j server.

python -m tests.bench.patterns 2000                      # embedded engine and networkx
python -m tests.bench.patterns 2000 neo4j                # and a Neo4j server started for this, or bolt://… of one's own
python -m tests.bench.patterns 20000                     # too many for networkx: the embedded engine alone
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from graph_builder.build.graph import as_networkx
from queries.library import Pattern, patterns
from queries.store import EmbeddedStore, Store, open_store
from queries.store.address import PASSWORD, USER, address
from queries.store.load import load_tables
from queries.store.push import push
from tests.bench.by_networkx import FINDERS, Labelled, counted
from tests.bench.nation import nation
from tests.neo4j import server as own_server

RUNS = 5
MOST_FOR_NETWORKX = 4_000
"""Notices up to which networkx has the graph too: 2,000 take it about 3 GiB."""
_SERVER_JAVA = ("-Xmx3g",)


def seconds(act: Callable[[], object]) -> float:
    """How long it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def warm(act: Callable[[], object]) -> float:
    """The median milliseconds of a few runs after the first."""
    act()
    return median(seconds(act) for _ in range(RUNS)) * 1000


def asking(store: Store, pattern: Pattern) -> Callable[[], list[dict[str, object]]]:
    """Ask a store for a pattern, all rows fetched."""
    return lambda: store.rows(pattern.cypher, dict(pattern.parameters), limit=None, timeout_s=None).records()


def measure(size: int, served: str | None, console: Console) -> None:
    """Print how long it takes to load the graph of so many notices, and a row a pattern."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "g.lbug"
        next(nation(1))  # reads the province's notices
        making = seconds(lambda: sum(1 for _ in nation(size)))
        loading = seconds(lambda: load_tables(nation(size), path))
        load_average = os.getloadavg()[0]
        opening = seconds(lambda: EmbeddedStore(path).close())
        with EmbeddedStore(path) as store, serving(served, store, console) as neo4j:
            nodes, links = (
                store.rows(f"MATCH {what} RETURN count(*) AS n").rows[0][0] for what in ("(n)", "()-[r]->()")
            )
            console.print(
                f"{size:,} notices, {nodes:,} nodes, {links:,} links: loaded in {loading:.1f} s (to make the rows "
                f"alone: {making:.1f} s); {path.stat().st_size / 2**20:,.0f} MiB, opened in {opening * 1000:.0f} ms; "
                f"peak memory {_peak():,.0f} MiB; load average {load_average:.1f}"
            )
            graph = _in_networkx(size, loading, console) if size <= MOST_FOR_NETWORKX else None
            console.print(_table(store, graph, neo4j))
            console.print(f"load average at the end {os.getloadavg()[0]:.1f}")


def _in_networkx(size: int, loading: float, console: Console) -> Labelled:
    before = _peak()
    start = time.perf_counter()
    graph = Labelled(as_networkx(row for tables in nation(size) for row in tables.rows()))
    took = time.perf_counter() - start
    gc.freeze()  # or every collection would go through all of it, in the others' time
    more = _peak() - before
    console.print(f"the same rows in networkx: {took:.1f} s ({took / loading:.2f} of the embedded), {more:,.0f} MiB")
    return graph


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def serving(where: str | None, store: Store, console: Console) -> Iterator[Store | None]:
    """The graph on a Neo4j server: one at an address, or (`neo4j`) one that runs only for this."""
    if where is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as home, _address(where, Path(home)) as at:
        pushing = seconds(lambda: push(store, address(at)))
        console.print(f"pushed to {at} in {pushing:.1f} s")
        with open_store(at) as opened:
            yield opened


@contextmanager
def _address(where: str, home: Path) -> Iterator[str]:
    if where != "neo4j":
        yield where
        return
    os.environ |= {USER: own_server.USER, PASSWORD: own_server.PASSWORD}
    with own_server.running(home, own_server.classpath(), java=_SERVER_JAVA, page_cache="1g") as running:
        yield running.address


def _table(store: EmbeddedStore, graph: Labelled | None, neo4j: Store | None) -> Table:
    columns = ["pattern", "rows", "embedded"]
    columns += ["networkx", "networkx / embedded"] if graph else []
    table = Table(*columns, *(["Neo4j", "Neo4j / embedded"] if neo4j else []), title=f"warm, medians of {RUNS} runs")
    for each in patterns():
        ask = asking(store, each)
        rows = ask()
        took = warm(ask)
        row = [each.id, f"{len(rows):,}", f"{took:.0f} ms"]
        if graph:
            find = FINDERS[each.id]
            theirs = warm(lambda find=find: list(find(graph)))
            assert counted(find(graph)) == counted((r["finding"], r["problem"]) for r in rows), each.id
            row += [f"{theirs:.0f} ms", f"{theirs / took:.1f}"]
        if neo4j:
            theirs = warm(asking(neo4j, each))
            row += [f"{theirs:.0f} ms", f"{theirs / took:.1f}"]
        table.add_row(*row)
    return table


if __name__ == "__main__":
    words = sys.argv[1:]
    sizes = [int(word) for word in words if word.isdigit()] or [2_000]
    server = next((word for word in words if not word.isdigit()), None)
    for size in sizes:
        measure(size, server, Console(width=120))
