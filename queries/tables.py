"""Answers as a table for people, and as JSON or CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from graph_builder.schema import schema
from queries.store import Link, Node, Rows, Walk

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


def as_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], unbroken: Sequence[str] = ()) -> Table:
    """A table for the terminal; no cell is read as markup, and those of `unbroken` columns stay on one line."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for column in columns:
        table.add_column(Text(column), overflow="fold", no_wrap=column in unbroken)
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table


def as_json(rows: Rows) -> str:
    """A list of objects, one a row."""
    return json.dumps(
        [{c: plain(v) for c, v in record.items()} for record in rows.records()], ensure_ascii=False, indent=1
    )


def as_csv(rows: Rows) -> str:
    """CSV that a spreadsheet opens rightly (BOM) and safely (no cell becomes a formula)."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([_safe(c) for c in rows.columns])
    writer.writerows([_safe(cell) for cell in row] for row in rows.rows)
    return out.getvalue()


def _safe(cell: Any) -> Any:
    if isinstance(cell, bool) or not isinstance(cell, (int, float)):
        text = shown(cell)
        return "'" + text if text.startswith(_FORMULA) else text
    return cell


def shown(cell: Any) -> str:
    """A cell in words."""
    match cell:
        case None:
            return ""
        case bool():
            return "是" if cell else "否"
        case Node():
            kind = schema().nodes.get(cell.label)
            name = cell.properties.get(kind.name) if kind else None
            return f"({kind.show if kind else cell.label} {name or cell.id})"
        case Link():
            kind_ = schema().edges.get(cell.type)
            return f"[{kind_.show if kind_ else cell.type}:{cell.properties.get('quote', '')}]"
        case Walk():
            return " — ".join(shown(node) for node in cell.nodes)
        case list() | tuple():
            return "、".join(shown(item) for item in cell)
        case float():
            return f"{cell:g}" if abs(cell) < 1e6 else f"{cell:,.2f}"
        case dict():
            return json.dumps(plain(cell), ensure_ascii=False)
        case _:
            return str(cell)


def plain(cell: Any) -> Any:
    """A cell as JSON values."""
    match cell:
        case Node():
            return {"id": cell.id, "label": cell.label, **{k: plain(v) for k, v in cell.properties.items()}}
        case Link():
            return {
                "type": cell.type,
                "source": cell.source,
                "target": cell.target,
                **{k: plain(v) for k, v in cell.properties.items()},
            }
        case Walk():
            return {"nodes": [plain(n) for n in cell.nodes], "links": [plain(link) for link in cell.links]}
        case dict():
            return {str(k): plain(v) for k, v in cell.items()}
        case list() | tuple():
            return [plain(item) for item in cell]
        case date() | datetime():
            return cell.isoformat()
        case float() if cell != cell or cell in (float("inf"), float("-inf")):
            return None
        case _:
            return cell
