"""A file → clean text with its offsets."""

from graph_builder.read.document import Document
from graph_builder.read.file import read
from graph_builder.read.folder import SUFFIXES, notices_in

__all__ = ["SUFFIXES", "Document", "notices_in", "read"]
