"""A file → clean text with its offsets."""

from graph_builder.read.document import Document
from graph_builder.read.file import read, read_bytes
from graph_builder.read.folder import SUFFIXES, notices_in
from graph_builder.read.name import shown
from graph_builder.read.source import bytes_of

__all__ = ["SUFFIXES", "Document", "bytes_of", "notices_in", "read", "read_bytes", "shown"]
