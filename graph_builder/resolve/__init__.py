"""Mentions → canonical entities, within a notice and across notices; masked people stay apart; people's judgements."""

from graph_builder.resolve.cast import Cast, Post, Short, Thing
from graph_builder.resolve.companies import Alike
from graph_builder.resolve.entity import Entity, Resolution
from graph_builder.resolve.identity import Identity, Merged
from graph_builder.resolve.judgement import Judgement, Subject, What
from graph_builder.resolve.within import resolve

__all__ = [
    "Alike",
    "Cast",
    "Entity",
    "Identity",
    "Judgement",
    "Merged",
    "Post",
    "Resolution",
    "Short",
    "Subject",
    "Thing",
    "What",
    "resolve",
]
