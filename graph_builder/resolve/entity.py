"""What resolution yields: canonical entities, and which mention names which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Key = tuple[str, str, str]
"""Label, scope and name within it: what makes two mentions one before any joining."""


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing named in a notice.

    `id` is stable and readable (`company:长沙市岳麓区/青山集团`) and is the node's key in the graph.
    `wordings` are the distinct words that name it, in reading order; `region` is the
    administrative path it belongs to (`湖南省/长沙市/岳麓区`) or None.
    """

    id: str
    canonical: str
    label: str
    masked: bool
    wordings: tuple[str, ...]
    region: str | None


@dataclass(frozen=True, slots=True)
class Resolution:
    """All entities of a notice in reading order, and the entity of every mention (`mention@a-b`)."""

    entities: tuple[Entity, ...]
    of: Mapping[str, Entity]
