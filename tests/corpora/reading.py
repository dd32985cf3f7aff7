"""The notices of an invented corpus, read."""

from __future__ import annotations

from collections.abc import Iterable

from graph_builder.build import Reading, reading_of
from graph_builder.read import Document
from tests.corpora.truth import Written


def read_written(notices: Iterable[Written]) -> list[Reading]:
    """Each notice read by the rules alone."""
    return [reading_of(Document(n.text, f"{n.id}.txt", "0" * 64), n.id) for n in notices]
