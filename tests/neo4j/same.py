"""Whether two engines gave the same answer."""

from __future__ import annotations

from typing import Any

from graph_builder.errors import WenzeError
from queries.store import Link, Node, Store, Walk


def answer(store: Store, cypher: str, params: dict[str, Any] | None = None, *, ordered: bool = False) -> Any:
    """The rows as values that compare: a list's own order does not count, that of rows only where it was asked for.

    An error of ours is an answer as well, the same as none that another engine could give.
    """
    try:
        rows = store.rows(cypher, params, limit=None).rows
    except WenzeError as error:
        return error
    cells = [tuple(comparable(cell) for cell in row) for row in rows]
    return cells if ordered else sorted(cells, key=repr)


def comparable(cell: Any) -> Any:
    match cell:
        case Node():
            return ("node", cell.id, cell.label, comparable(dict(cell.properties)))
        case Link():
            return ("link", cell.type, cell.source, cell.target, cell.key, comparable(dict(cell.properties)))
        case Walk():
            return ("walk", tuple(map(comparable, cell.nodes)), tuple(map(comparable, cell.links)))
        case list():
            return sorted((comparable(item) for item in cell), key=repr)
        case dict():
            return {key: comparable(value) for key, value in sorted(cell.items())}
        case bool():
            return cell
        case int() | float():
            return float(f"{cell:.9g}") if isinstance(cell, float) and cell == cell else float(cell)
        case _:
            return cell
