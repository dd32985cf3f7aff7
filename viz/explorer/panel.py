"""What the side panel says of a node: its own facts, then what ties it to others, every line with its words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from graph_builder.schema import schema
from queries.dossier import ENTITIES, SECTIONS, Item, dossier
from queries.ids import problem_id
from queries.neighbours import neighbours
from queries.store import Store
from queries.ties import Tie, name_of, node_of, ties
from viz.look import edge_name, shown_rows

_LISTED = 300


def panel(store: Store, key: str) -> dict[str, Any]:
    """The panel of a node as JSON values. Raises `NothingFound`."""
    node = node_of(store, key)
    kind = schema().nodes[node.label]
    own = {"label": node.label, **node.properties}
    found = ties(store, key, limit=_LISTED)
    around = neighbours(store, key, limit=0)
    sections = list(_dossier(store, key) if node.label in ENTITIES else _ties(found))
    return {
        "id": key,
        "label": node.label,
        "name": name_of(node),
        "show": kind.show,
        "colour": kind.colour,
        "masked": bool(own.get("masked")),
        "status": own.get("status"),
        "rows": shown_rows(own, ("text", "title", "status", "quote")),
        "text": own.get("text") if node.label in ("Problem", "Measure") else None,
        "place": _place(own),
        "sections": sections,
        "around": [
            {"label": label, "show": schema().nodes[label].show, "count": count}
            for label, count in around.counts.items()
        ],
        "cut": sum(around.counts.values()) > _LISTED,
    }


def _place(own: dict[str, Any]) -> dict[str, Any] | None:
    """Where the node itself stands in a notice."""
    if own["label"] == "Notice":
        return None
    if own.get("notice") and own.get("span_start") is not None:
        return {"notice": own["notice"], "span": [own["span_start"], own["span_end"]]}
    return None


def _dossier(store: Store, key: str) -> Iterator[dict[str, Any]]:
    file = dossier(store, key)
    for name, heading in SECTIONS:
        items: tuple[Item, ...] = getattr(file, name)
        if items:
            yield {"heading": heading, "items": [_item(item) for item in items]}


def _item(item: Item) -> dict[str, Any]:
    name = f"第 {item.problem} 题" if item.problem else None
    return {
        "what": item.what.removeprefix(name or ""),
        "quote": item.quote,
        "notice": item.notice,
        "title": item.title,
        "span": list(item.span),
        "node": problem_id(item.notice, item.problem) if item.problem else None,
        "name": name,
        "confidence": None,
    }


def _ties(found: list[Tie]) -> Iterator[dict[str, Any]]:
    """Links by what they say and the label at their other end, in the order of `ties`."""

    def heading(tie: Tie) -> str:
        return f"{schema().nodes[tie.other.label].show} · {schema().edges[tie.link.type].show}"

    # One heading may come back after others of the same label.
    order = {heading(tie): place for place, tie in reversed(list(enumerate(found)))}
    for head, group in groupby(sorted(found, key=lambda tie: order[heading(tie)]), key=heading):
        yield {"heading": head, "items": [_tie(tie) for tie in group]}


def _tie(tie: Tie) -> dict[str, Any]:
    own = tie.link.properties
    return {
        "what": edge_name({"type": tie.link.type, **own}),
        "quote": own["quote"],
        "notice": own["notice"],
        "title": None,
        "span": [own["span_start"], own["span_end"]],
        "node": tie.other.id,
        "name": name_of(tie.other),
        "confidence": own["confidence"],
    }
