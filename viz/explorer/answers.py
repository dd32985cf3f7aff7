"""Answers of the store as JSON values for the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_builder.schema import schema
from queries.findings import Finding, as_row
from queries.ids import ids_in, is_id, label_of, problem_id
from queries.overview import titled
from queries.store import Link, Node, Rows, Store, Walk
from queries.tables import shown
from queries.ties import name_of

MOST_ROWS = 2_000
_MOST_DRAWN = 500


def answer(rows: Rows, seconds: float) -> dict[str, Any]:
    """A query's rows: cells that are values, nodes or links, and the ids of what can be drawn of them."""
    drawn = list(dict.fromkeys(ids_in(cell for row in rows.rows for cell in row)))
    return {
        "columns": list(rows.columns),
        "rows": [[_cell(cell) for cell in row] for row in rows.rows],
        "cut": rows.cut,
        "seconds": round(seconds, 3),
        "nodes": drawn[:_MOST_DRAWN],
        "more": max(len(drawn) - _MOST_DRAWN, 0),
    }


def _cell(cell: Any) -> Any:
    match cell:
        case None | bool() | int() | float():
            return cell if cell == cell and cell not in (float("inf"), float("-inf")) else None
        case str():
            return {"node": cell, "text": cell} if is_id(cell) else cell
        case Node():
            known = cell.label in schema().nodes
            return {"node": cell.id if known and is_id(cell.id) else None, "text": name_of(cell) if known else cell.id}
        case Link():
            own = cell.properties
            kind = schema().edges.get(cell.type)
            span = [own.get("span_start"), own.get("span_end")]
            return {
                "text": kind.show if kind else cell.type,
                "quote": own.get("quote"),
                "notice": own.get("notice"),
                "span": span if None not in span else None,
            }
        case Walk():
            return {"text": shown(cell)}
        case _:
            return shown(cell)


def findings_json(store: Store, found: Iterable[Finding], most: int = 400) -> dict[str, Any]:
    """Findings in their order; no more than `most`, and how many there are."""
    listed = list(found)
    titles = titled(store, (notice for f in listed[:most] for notice, _ in f.problems))
    return {"findings": [_finding(f, titles) for f in listed[:most]], "count": len(listed)}


def _finding(found: Finding, titles: Mapping[str, str]) -> dict[str, Any]:
    """A finding with what it leads to: notices by id and title, problems by id, things by id and label."""
    row = as_row(found)
    notices = dict.fromkeys(notice for notice, _ in found.problems)
    row["notices"] = [{"id": notice, "title": titles.get(notice, notice)} for notice in notices]
    row["nodes"] = [
        *({"id": problem_id(*p), "name": f"第 {p[1]} 题", "label": "Problem"} for p in found.problems),
        *({"id": e, "name": e.rpartition("/")[2], "label": label_of(e)} for e in found.entities if is_id(e)),
    ]
    return row
