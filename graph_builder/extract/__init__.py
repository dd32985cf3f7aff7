"""A notice's text → claims: facts, each with its words."""

from graph_builder.extract.claims import extract

__all__ = ["extract"]
