"""The ontology of `schema.yaml` as typed, read-only objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as _Loader
except ImportError:
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class NodeType:
    """A label: its display name, the property that names a node, its look, and its properties' types."""

    label: str
    show: str
    name: str
    colour: str
    shape: str
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EdgeType:
    """A relationship type: its display name, the pairs of labels that it joins, and its own properties' types."""

    type: str
    show: str
    ends: tuple[tuple[str, str], ...]
    properties: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything that `schema.yaml` declares. `evidence` is part of every relationship's properties already.

    `inner` names the properties that pages leave out.
    """

    nodes: Mapping[str, NodeType]
    edges: Mapping[str, EdgeType]
    evidence: Mapping[str, str]
    property_names: Mapping[str, str]
    inner: frozenset[str]
    vocabulary: Mapping[str, Any]


@cache
def schema() -> Schema:
    """The ontology, read once."""
    raw = yaml.load((files(__package__) / "schema.yaml").read_text("utf-8"), _Loader)
    nodes = {label: NodeType(label=label, **entry) for label, entry in raw["nodes"].items()}
    edges = {
        kind: EdgeType(
            type=kind,
            show=entry["show"],
            ends=tuple((start, end) for start, ends in entry["ends"].items() for end in ends),
            properties={**entry.get("properties", {}), **raw["evidence"]},
        )
        for kind, entry in raw["relationships"].items()
    }
    return Schema(
        nodes=nodes,
        edges=edges,
        evidence=raw["evidence"],
        property_names=raw["property_names"],
        inner=frozenset(raw["inner"]),
        vocabulary=raw["vocabulary"],
    )
