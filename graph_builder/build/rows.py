"""What a graph is made of, as rows: any number of them can be streamed where a whole graph would not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A node: `properties` holds every property that its label declares, absent ones as None."""

    id: str
    label: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A relationship; `ends` are the labels of its source and target, `key` tells parallel ones apart.

    `properties` holds the relationship's own properties and its evidence.
    """

    source: str
    target: str
    key: str
    type: str
    ends: tuple[str, str]
    properties: Mapping[str, Any]


class Rows(Protocol):
    """A graph as rows, in an order that is the same in every run. Each id, and each source, target and key, once."""

    def nodes(self) -> Iterator[NodeRow]:
        """Every node."""
        ...

    def links(self) -> Iterator[LinkRow]:
        """Every relationship."""
        ...
