"""The door to a stored graph: what may be asked of it and how answers look. It cannot write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

from queries.store.stop import Stop

ROW_LIMIT = 10_000
MARK = "wenze"
"""The property that tells what wenze itself wrote on a server; no answer shows it."""
TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Node:
    """A node as an answer holds it: its readable id, its label and exactly that label's properties."""

    id: str
    label: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship as an answer holds it; `source` and `target` are node ids, `key` tells parallel ones apart."""

    type: str
    key: str
    source: str
    target: str
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Walk:
    """A path as an answer holds it: its nodes in order and the links between them."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """A query's answer: column names, rows of plain Python values, and whether rows were left out at the limit.

    A cell is None, bool, int, float, str, a date, a list or dict of cells, or a `Node`, `Link` or `Walk`.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    cut: bool = False

    def records(self) -> list[dict[str, Any]]:
        """Each row as a dict by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


class Store(Protocol):
    """A graph that can be asked and closed, nothing else."""

    def rows(
        self,
        cypher: str,
        params: Mapping[str, Any] | None = None,
        *,
        limit: int | None = ROW_LIMIT,
        timeout_s: float | None = TIMEOUT_S,
        stop: Stop | None = None,
    ) -> Rows:
        """Run one reading query: at most `limit` rows (None: all) within `timeout_s` seconds (None: no limit).

        Raises `BadQuery` with the engine's reason when the query is wrong, too slow, stopped or would write.
        """
        ...

    def close(self) -> None:
        """Let go of the graph's file or server."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
