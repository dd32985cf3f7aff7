"""Claims and entities → graph; one notice or many."""

from graph_builder.build.graph import build_graph
from graph_builder.build.reading import Reading, read_notice, reading_of

__all__ = ["Reading", "build_graph", "read_notice", "reading_of"]
