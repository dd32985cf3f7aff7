"""What a recall net proposes: names and sanctions that no rule has confirmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from graph_builder.claim import Span


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that a net saw: `label` is Unit, Company, Official, Project or Place; `confidence` lies in 0..1."""

    label: str
    span: Span
    confidence: float
    net: str


@dataclass(frozen=True, slots=True)
class ProposedSanction:
    """A sanction that a net saw: the person's name, the sanction as written, and the words that hold both."""

    official: Span
    kind: str
    quote: Span
    confidence: float
    net: str


class Net(Protocol):
    """A recall net: reads passages of a notice and proposes what stands in them, never more than that."""

    @property
    def name(self) -> str:
        """The net's name, as claims give it for their extractor."""

    def propose(self, text: str, passages: Sequence[Span]) -> list[Proposal | ProposedSanction]:
        """The names and sanctions seen in these passages of `text`, in reading order, each once.

        Spans are positions of `text`. The same text and passages give the same proposals.
        """
