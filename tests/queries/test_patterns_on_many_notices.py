"""On a graph of many notices every pattern finds just what the same question finds in networkx.

The engine has given wrong rows only where a graph is large: a condition on the middle of a chain of three links
(`(p)<--(a)-[r]->(b)-->(q) WHERE r.similarity >= 0.8`) let through rows that break it.
"""

from __future__ import annotations

from collections import Counter

import pytest

from graph_builder.build.graph import as_networkx
from queries.library import patterns
from queries.store import EmbeddedStore
from queries.store.load import load_tables
from tests.bench.by_networkx import FINDERS, Labelled
from tests.bench.nation import PROVINCE, nation


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """The graph of some two hundred notices, in the embedded engine and in networkx."""
    path = tmp_path_factory.mktemp("graph") / "province.lbug"
    load_tables(nation(PROVINCE), path)
    graph = as_networkx(row for tables in nation(PROVINCE) for row in tables.rows())
    with EmbeddedStore(path) as store:
        yield store, Labelled(graph)


@pytest.mark.parametrize("pattern", patterns(), ids=lambda pattern: pattern.id)
def test_finds_what_networkx_finds(province, pattern):
    store, graph = province
    rows = store.rows(pattern.cypher, dict(pattern.parameters), limit=None, timeout_s=None).records()
    assert Counter((row["finding"], row["problem"]) for row in rows) == Counter(FINDERS[pattern.id](graph))
    assert rows
