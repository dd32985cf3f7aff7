"""What a node's id says of it: ids are readable and the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from graph_builder.errors import NothingFound
from graph_builder.schema import schema
from queries.store import Link, Node, Walk

_BY_PREFIX = {label.lower(): label for label in schema().nodes} | {"time": "TimePoint"}


def label_of(node: str) -> str:
    """The label of the node with this id. Raises `NothingFound` where no id of ours begins so.

    >>> label_of("company:某市/某集团"), label_of("time:n1@3-9")
    ('Company', 'TimePoint')
    """
    label = _BY_PREFIX.get(node.partition(":")[0])
    if label is None:
        raise NothingFound(f"图谱里没有编号为“{node}”的对象。")
    return label


def any_of(nodes: Iterable[str]) -> str:
    """The labels of these ids as a pattern writes them, in the schema's order: an engine looks nowhere else.

    >>> any_of(["company:甲", "problem:n1#2", "company:乙"])
    'Problem|Company'
    """
    present = {label_of(node) for node in nodes}
    return "|".join(label for label in schema().nodes if label in present)


def problem_id(notice: str, number: int) -> str:
    """The id of a notice's problem."""
    return f"problem:{notice}#{number}"


def is_id(text: str) -> bool:
    """Whether a text has the form of a node's id.

    >>> is_id("problem:n1#2"), is_id("problem"), is_id("说明:无")
    (True, False, False)
    """
    prefix, sign, rest = text.partition(":")
    return bool(sign and rest) and prefix in _BY_PREFIX


def ids_in(cells: Iterable[Any]) -> Iterator[str]:
    """The ids of all nodes in an answer's cells, in order; a text may be one."""
    for cell in cells:
        match cell:
            case Node():
                yield cell.id
            case Link():
                yield from (cell.source, cell.target)
            case Walk():
                yield from (node.id for node in cell.nodes)
            case str() if is_id(cell):
                yield cell
            case list() | tuple():
                yield from ids_in(cell)
