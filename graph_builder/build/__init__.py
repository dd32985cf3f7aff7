"""Claims and entities → readings, many at a time, and the property graph of them: in memory, or as rows."""

from graph_builder.build.across import Across
from graph_builder.build.cache import Damaged, Shown, Written, discard
from graph_builder.build.corpus import NetChoice, Outcome, read_corpus
from graph_builder.build.gathered import File, Gathered, gather
from graph_builder.build.graph import build_graph
from graph_builder.build.head import Head
from graph_builder.build.identified import Identified
from graph_builder.build.reading import Reading, read_notice, read_notices, reading_of
from graph_builder.build.rows import LinkRow, NodeRow

__all__ = [
    "Across",
    "Damaged",
    "File",
    "Gathered",
    "Head",
    "Identified",
    "LinkRow",
    "NetChoice",
    "NodeRow",
    "Outcome",
    "Reading",
    "Shown",
    "Written",
    "build_graph",
    "discard",
    "gather",
    "read_corpus",
    "read_notice",
    "read_notices",
    "reading_of",
]
