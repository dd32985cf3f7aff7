"""A small invented graph with every label and every relationship of the schema, loaded once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from invented import invented

from queries.store import EmbeddedStore, load


@pytest.fixture
def graph() -> nx.MultiDiGraph:
    return invented()


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    path = tmp_path_factory.mktemp("graph") / "graph.lbdb"
    load(invented(), path)
    with EmbeddedStore(path) as opened:
        yield opened
