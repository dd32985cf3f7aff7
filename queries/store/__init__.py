"""Where the graph is kept: one small interface for reading, and the bulk load that writes it whole."""

from queries.store.embedded import EmbeddedStore
from queries.store.load import load
from queries.store.store import Link, Node, Rows, Store, Walk

__all__ = ["EmbeddedStore", "Link", "Node", "Rows", "Store", "Walk", "load"]
