"""The graph for other programs: one file a format, each way that a format allows."""

from queries.exchange.content import Content, as_graph, held, size, stored
from queries.exchange.formats import FORMATS, export, format_of, read
from queries.exchange.xlsx import Sheet, write_xlsx

__all__ = [
    "FORMATS",
    "Content",
    "Sheet",
    "as_graph",
    "export",
    "format_of",
    "held",
    "read",
    "size",
    "stored",
    "write_xlsx",
]
