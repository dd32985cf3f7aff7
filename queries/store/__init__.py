"""Where the graph is kept: one small interface for reading, and the bulk load that writes it whole."""

from __future__ import annotations

from pathlib import Path

from queries.store.address import address, is_address
from queries.store.current import refuse_old
from queries.store.embedded import EmbeddedStore
from queries.store.load import load
from queries.store.refresh import Refreshed, refresh
from queries.store.stop import Stop
from queries.store.store import Link, Node, Rows, Store, Walk

__all__ = [
    "EmbeddedStore",
    "Link",
    "Node",
    "Refreshed",
    "Rows",
    "Stop",
    "Store",
    "Walk",
    "load",
    "open_store",
    "refresh",
    "refuse_old",
]


def open_store(where: str | Path) -> Store:
    """The graph file at a path, or the graph on the Neo4j server at an address (`bolt://…`, `neo4j+s://…`).

    Raises `StoreMissing` when there is no graph to be read there and `StoreRefused` when a server lets nobody in.
    """
    if isinstance(where, str) and is_address(where):
        # Here, since the driver takes a while to import and most graphs are files.
        from queries.store.server import ServerStore

        return ServerStore(address(where))
    return EmbeddedStore(Path(where))
