"""Claims and entities → readings, many at a time, and the property graph of them."""

from graph_builder.build.corpus import NetChoice, Outcome, read_corpus
from graph_builder.build.graph import build_graph
from graph_builder.build.reading import Reading, read_notice, read_notices, reading_of
from graph_builder.build.rows import LinkRow, NodeRow

__all__ = [
    "LinkRow",
    "NetChoice",
    "NodeRow",
    "Outcome",
    "Reading",
    "build_graph",
    "read_corpus",
    "read_notice",
    "read_notices",
    "reading_of",
]
