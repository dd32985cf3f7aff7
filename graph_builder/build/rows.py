"""What a graph is made of, as rows: any number of them can be streamed where a whole graph would not fit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Any

from graph_builder.schema import schema


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


Row = NodeRow | LinkRow
Table = tuple[str, ...]
"""A label, or a relationship type with the labels of its start and its end."""
_NODE, _LINK = ("id",), ("source", "target", "key")


class Tables:
    """Rows by table and column, which is how they are kept and stored: many times quicker than one by one.

    The columns of a table are what tells its rows apart (`id`, or `source`, `target` and `key`), then its properties.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self.columns: dict[Table, dict[str, list[Any]]] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Row) -> None:
        """Take in a row. Raises `ValueError` where it breaks the schema: a fault of the program, not of a user."""
        if isinstance(row, NodeRow):
            table: Table = (row.label,)
            identity: tuple[str, ...] = (row.id,)
        else:
            table = (row.type, *row.ends)
            identity = (row.source, row.target, row.key)
        columns = self.of(table)
        declared = declared_by(table)
        if row.properties.keys() - declared.keys():
            unknown = sorted(row.properties.keys() - declared.keys())
            raise ValueError(f"{table[0]} {identity} has properties that the schema does not know: {unknown}")
        for name, value in zip(identity_of(table), identity, strict=True):
            columns[name].append(value)
        for name in declared:
            columns[name].append(row.properties.get(name))

    def of(self, table: Table) -> dict[str, list[Any]]:
        """The columns of a table, begun if it has none."""
        if table not in self.columns:
            self.columns[table] = {name: [] for name in (*identity_of(table), *declared_by(table))}
        return self.columns[table]

    def take(self, other: Tables) -> None:
        """Take in all rows of another."""
        for table, columns in other.columns.items():
            own = self.of(table)
            for name, values in columns.items():
                own[name].extend(values)

    def count(self, table: Table) -> int:
        """How many rows a table has."""
        return len(next(iter(self.columns[table].values()))) if table in self.columns else 0

    def rows(self) -> Iterator[Row]:
        """All rows, table by table."""
        for table in self.columns:
            yield from self.rows_of(table)

    def rows_of(self, table: Table) -> Iterator[Row]:
        """The rows of one table."""
        for at in range(self.count(table)):
            yield self.row(table, at)

    def row(self, table: Table, at: int) -> Row:
        """The row at a place."""
        columns = self.columns[table]
        properties = {name: columns[name][at] for name in declared_by(table)}
        identity = [columns[name][at] for name in identity_of(table)]
        if len(table) == 1:
            return NodeRow(identity[0], table[0], properties)
        return LinkRow(identity[0], identity[1], identity[2], table[0], (table[1], table[2]), properties)


def identity_of(table: Table) -> tuple[str, ...]:
    """The columns that tell the rows of a table apart."""
    return _NODE if len(table) == 1 else _LINK


@cache
def declared_by(table: Table) -> Mapping[str, str]:
    """The properties of a table with their types. Raises `ValueError` where the schema knows no such table."""
    if len(table) == 1:
        if table[0] not in schema().nodes:
            raise ValueError(f"the schema does not know the label {table[0]!r}")
        return schema().nodes[table[0]].properties
    kind, *ends = table
    if kind not in schema().edges:
        raise ValueError(f"the schema does not know the relationship {kind!r}")
    if tuple(ends) not in schema().edges[kind].ends:
        raise ValueError(f"{kind} does not join {ends[0]} to {ends[1]}")
    return schema().edges[kind].properties


_JOINED = ("members", "merged_by", "kept_apart")
_TELLING = ("name", "region", *_JOINED)


def one_thing(known: NodeRow, other: NodeRow) -> NodeRow:
    """A thing named in two notices: all its wordings, and the region that both lie in. In whatever order they come."""
    if known.label == "Document":
        return known
    own, more = known.properties, other.properties
    if all(own[kind] == more[kind] for kind in _TELLING) and {*more["aliases"]} <= {*own["aliases"]}:
        return known
    name = min(own["name"], more["name"], key=lambda n: (-len(n), n))
    told: dict[str, Any] = {"name": name, "region": _common(own["region"], more["region"])}
    told["aliases"] = sorted({*own["aliases"], *more["aliases"], own["name"], more["name"]} - {name})
    for kind in _JOINED:
        if own[kind] or more[kind]:
            told[kind] = sorted({*(own[kind] or ()), *(more[kind] or ())})
    return replace(known, properties={**own, **told})


def _common(one: str | None, other: str | None) -> str | None:
    """The innermost region that holds both: 湖南省/长沙市 of two of its districts."""
    if one is None or other is None:
        return None
    upto = takewhile(lambda pair: pair[0] == pair[1], zip(one.split("/"), other.split("/"), strict=False))
    return "/".join(part for part, _ in upto) or None
