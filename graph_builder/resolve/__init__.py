"""Mentions → canonical entities: relative names, abbreviations, appositions; masked people stay apart."""

from graph_builder.resolve.entity import Entity, Resolution
from graph_builder.resolve.within import resolve

__all__ = ["Entity", "Resolution", "resolve"]
