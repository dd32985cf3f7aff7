"""What the side panel says of a node: its own facts, then what ties it to others, every line with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from graph_builder.schema import schema
from queries.dossier import ENTITIES, SECTIONS, Item, dossier
from queries.ids import problem_id
from queries.neighbours import neighbours
from queries.store import Store
from queries.ties import Tie, name_of, node_of, ties
from viz.look import shown_rows

_LISTED = 300
_SHOWN_ABOVE = {"text", "title", "status", "quote", "number"}
"""Properties that the panel shows otherwise than in its list."""


def panel(store: Store, key: str) -> dict[str, Any]:
    """The panel of a node as JSON values. Raises `NothingFound`."""
    node = node_of(store, key)
    kind = schema().nodes[node.label]
    own = {"label": node.label, **node.properties}
    found = ties(store, key, limit=_LISTED)
    around = neighbours(store, key, limit=0)
    # The number is in the name; as printed it is news only where it differs.
    above = _SHOWN_ABOVE | ({"printed"} if own.get("printed") == str(own.get("number")) else set())
    sections = list(_dossier(store, key, found) if node.label in ENTITIES else _ties(found))
    return {
        "id": key,
        "label": node.label,
        "name": name_of(node),
        "show": kind.show,
        "colour": kind.colour,
        "masked": bool(own.get("masked")),
        "status": own.get("status"),
        "rows": shown_rows(own, above),
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


def _dossier(store: Store, key: str, found: list[Tie]) -> Iterator[dict[str, Any]]:
    file = dossier(store, key)
    for name, heading in SECTIONS:
        items: tuple[Item, ...] = getattr(file, name)
        if items:
            told = _problems(found) if name == "problems" else _lines(items)
            yield {"heading": heading, "items": told[:_LISTED]}


def _lines(items: Iterable[Item]) -> list[dict[str, Any]]:
    """A line for what is said, however often, with the words of each time."""
    lines: dict[tuple[str, int | None], list[Item]] = {}
    for item in items:
        lines.setdefault((item.what, item.problem), []).append(item)
    return [
        {
            "node": problem_id(group[0].notice, number) if number else None,
            "name": f"第 {number} 题" if number else None,
            "what": what,
            "quotes": [
                {"words": i.quote, "notice": i.notice, "span": list(i.span), "said": None, "confidence": None}
                for i in group
            ],
        }
        for (what, number), group in lines.items()
    ]


def _problems(found: Iterable[Tie]) -> list[dict[str, Any]]:
    """The problems that a thing is tied to, each with the words of every role."""
    own = [tie for tie in found if tie.link.type == "INVOLVED_IN"]
    lines: dict[str, list[Tie]] = {}
    for tie in own:
        lines.setdefault(tie.other.id, []).append(tie)
    return [
        {
            "node": node,
            "name": f"第 {group[0].other.properties['number']} 题",
            "what": group[0].other.properties["text"],
            "status": group[0].other.properties["status"],
            "quotes": [_quote(tie, _as_what(tie)) for tie in group],
        }
        for node, group in lines.items()
    ]


def _as_what(tie: Tie) -> str:
    own = tie.link.properties
    role = schema().vocabulary["role"].get(own.get("role"), "")
    return f"{role} · {'问题中' if own.get('part') == 'problem' else '整改中'}"


def _ties(found: list[Tie]) -> Iterator[dict[str, Any]]:
    """Links by what they say and the label at their other end, in the order of `ties`."""

    def heading(tie: Tie) -> str:
        return f"{schema().nodes[tie.other.label].show} · {schema().edges[tie.link.type].show}"

    # One heading may come back after others of the same label.
    order = {heading(tie): place for place, tie in reversed(list(enumerate(found)))}
    for head, group in groupby(sorted(found, key=lambda tie: order[heading(tie)]), key=heading):
        yield {"heading": head, "items": _tied(group)}


def _tied(group: Iterable[Tie]) -> list[dict[str, Any]]:
    """A line for each other end, with the words of every link to it."""
    ends: dict[str, list[Tie]] = {}
    for tie in group:
        ends.setdefault(tie.other.id, []).append(tie)
    return [
        {
            "node": node,
            "name": name_of(own[0].other),
            "what": "",
            "quotes": [_quote(tie, _as_what(tie) if tie.link.type == "INVOLVED_IN" else None) for tie in own],
        }
        for node, own in ends.items()
    ]


def _quote(tie: Tie, said: str | None) -> dict[str, Any]:
    own = tie.link.properties
    return {
        "words": own["quote"],
        "notice": own["notice"],
        "span": [own["span_start"], own["span_end"]],
        "said": said,
        "confidence": own["confidence"],
    }
