"""Rows of a graph of any number of notices, seeded, streamed: a province written and read once, then copied.

A province is seven counties of long invented notices and seven of short ones, with all that their notices share and
repeat, and 32 districts that each bring the sample notice: 200 notices, on average as large as real ones are (about
235 nodes and 330 links). Every copy bears ids of its own. Memory holds one province, however many are copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from graph_builder.build import NodeRow, Reading, build_graph, reading_of
from graph_builder.build.rows import Row, Tables
from graph_builder.read import read
from queries.store.parts import rows_of_graph
from tests.conftest import SAMPLE
from tests.corpora import notices
from tests.corpora.reading import read_written

LONG, SHORT, DISTRICTS = 84, 84, 32
PROVINCE = LONG + SHORT + DISTRICTS
_MARK = "§"
"""Stands where a copy's number goes."""
_NUMBERED = frozenset({"id", "source", "target", "key", "notice", "community", "region"})
"""The columns that tell one copy from another."""


def nation(size: int) -> Iterator[Tables]:
    """The rows of so many notices, in whole provinces; the first notice of a copy brings what its notices share."""
    counties, district = _province()
    for number in range(-(-size // PROVINCE)):
        yield from (_numbered(notice, f"{number:04}") for notice in counties)
        for place in range(DISTRICTS):
            yield from (_numbered(notice, f"{number:04}d{place:02}") for notice in district)


@cache
def _province() -> tuple[list[Tables], list[Tables]]:
    """The rows of the counties and of one district, with a mark where a copy's number goes."""
    written = [
        *(replace(n, id=f"{_MARK}l{n.id}") for n in notices(LONG, seed=1)),
        *(replace(n, id=f"{_MARK}s{n.id}") for n in notices(SHORT, seed=2, short=True)),
    ]
    return _by_notice(read_written(written)), _by_notice([reading_of(read(SAMPLE), f"{_MARK}r")])


def _by_notice(readings: list[Reading]) -> list[Tables]:
    found = {reading.notice: Tables() for reading in readings}
    first = next(iter(found))
    for row in rows_of_graph(build_graph(readings)):
        found[_notice_of(row) or first].add(row)
    for tables in found.values():
        for columns in tables.columns.values():
            for name in columns.keys() & _NUMBERED:
                columns[name] = [value and _marked(value) for value in columns[name]]
    return list(found.values())


def _notice_of(row: Row) -> str | None:
    """The notice that a row belongs to; None for things, which several may name."""
    if isinstance(row, NodeRow) and row.label == "Notice":
        return row.id.removeprefix("notice:")
    named: str | None = row.properties.get("notice")
    return named


def _marked(value: str) -> str:
    return value if _MARK in value else f"{value}@{_MARK}"


def _numbered(tables: Tables, number: str) -> Tables:
    """A copy under this number."""
    copy = Tables()
    for table, columns in tables.columns.items():
        copy.columns[table] = {
            name: [value and value.replace(_MARK, number) for value in values] if name in _NUMBERED else values
            for name, values in columns.items()
        }
    return copy
