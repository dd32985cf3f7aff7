"""Text → the parts of a notice: header, themes, numbered problems, answers, measures."""

from graph_builder.parse.document import parse
from graph_builder.parse.explain import Read, explain
from graph_builder.parse.notice import Header, Measure, Outline, Problem, Theme, Unread
from graph_builder.parse.several import notices
from graph_builder.parse.steps import sentences

__all__ = [
    "Header",
    "Measure",
    "Outline",
    "Problem",
    "Read",
    "Theme",
    "Unread",
    "explain",
    "notices",
    "parse",
    "sentences",
]
