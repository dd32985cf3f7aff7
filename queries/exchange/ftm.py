"""FollowTheMoney entities as JSON lines, which OpenAleph, Aleph and the OpenSanctions tools take in.

`ftm.yaml` says what becomes what, and why some of it is left out. The entities are written without the
followthemoney package, which brings some thirty others (rdflib, SQLAlchemy, PyICU built from source); the tests
validate them with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph_builder.schema import schema
from graph_builder.whole import whole_file
from queries.exchange.content import Content, Tie
from queries.store import Node

MOST_PROOFS = 100
"""Documents named as proof of one entity: the first ones by id where more notices name it."""
_UNSEEN = re.compile("[\u200b-\u200d\ufeff\u00ad\u2060-\u2064\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f]")


def write_ftm(content: Content, path: Path) -> None:
    """Write one entity a line, things first, then what links them."""
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        for entity in entities(content):
            out.write(json.dumps(entity, ensure_ascii=False) + "\n")


def entities(content: Content) -> Iterator[dict[str, Any]]:
    """Every entity as FollowTheMoney's own JSON: id, schema and properties, each a list of texts.

    A body, company, person or project is there only if a link that is said joins it: whoever is merely mentioned
    beside a wrong has no place in a collection of wrongs.
    """
    masked = {node.id for node in content.nodes() if node.properties.get("masked")}
    proofs = _proofs(content, masked)
    for node in content.nodes():
        if node.label in _mapping()["nodes"] and (_has_notice(node.label) or node.id in proofs):
            yield _thing(node, sorted(proofs.get(node.id, ()))[:MOST_PROOFS])
    for tie in content.ties():
        if _said(tie, masked):
            yield _between(tie)


def entity_id(*parts: str) -> str:
    """The same id in every export: FollowTheMoney admits letters, digits, dots and dashes only."""
    return "wenze-" + hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()[:40]


@cache
def _mapping() -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((files(__package__) / "ftm.yaml").read_text("utf-8"))
    return raw


@cache
def _type(name: str) -> str:
    return next((kind for kind, names in _mapping()["types"].items() if name in names), "string")


def _proofs(content: Content, masked: Set[str]) -> dict[str, set[str]]:
    """The notices behind the links of each thing that stands in no single notice."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in content.ties():
        if _said(tie, masked):
            for label, end in ((tie.start, tie.link.source), (tie.end, tie.link.target)):
                if not _has_notice(label):
                    found[end].add(str(tie.link.properties["notice"]))
    return found


def _has_notice(label: str) -> bool:
    return label == "Notice" or "notice" in schema().nodes[label].properties


def _thing(node: Node, notices: list[str]) -> dict[str, Any]:
    rule = _mapping()["nodes"][node.label]
    own = {"id": node.id, **node.properties}
    if node.label == "Notice" and not own.get("source"):
        own["source"] = node.id
    if own.get("notice"):
        notices = [own["notice"]]
    properties = {name: _values(name, source, own) for name, source in rule["values"].items()}
    properties |= {name: [value] for name, value in rule.get("fixed", {}).items()}
    properties["proof"] = [entity_id(f"notice:{notice}") for notice in notices]
    required = "fileName" if rule["schema"] == "Document" else "name"
    properties[required] = properties[required] or [schema().nodes[node.label].show]
    if node.label == "Notice" and re.fullmatch(r"https?://[\w.-]+(?::\d+)?(?:/[!-~]*)?", own["source"]):
        properties["sourceUrl"] = [own["source"]]
    return _entity(entity_id(node.id), rule["schema"], properties)


def _said(tie: Tie, masked: Set[str]) -> bool:
    """Whether the mapping has this link, between labels that it has too, and neither end is masked."""
    nodes, rule = _mapping()["nodes"], _mapping()["links"].get(tie.link.type)
    return (
        rule is not None
        and tie.start in nodes
        and tie.end in nodes
        and not masked & {tie.link.source, tie.link.target}
        and all(tie.link.properties.get(name) in allowed for name, allowed in rule.get("only", {}).items())
    )


def _between(tie: Tie) -> dict[str, Any]:
    link, rule = tie.link, _mapping()["links"][tie.link.type]
    properties = {"role": [schema().edges[link.type].show]}
    properties |= {name: _values(name, source, link.properties) for name, source in rule.get("values", {}).items()}
    for name, fixed in rule.get("when", {}).items():
        if link.properties.get(name):
            properties |= {own: [value] for own, value in fixed.items()}
    start, end = rule["ends"]
    properties |= {start: [entity_id(link.source)], end: [entity_id(link.target)]}
    properties["proof"] = [entity_id(f"notice:{link.properties['notice']}")]
    properties["description"] = _clean("description", link.properties["quote"])
    properties["recordId"] = _clean("recordId", link.key)
    return _entity(entity_id(link.type, link.source, link.target, link.key), rule["schema"], properties)


def _entity(key: str, kind: str, properties: Mapping[str, list[str]]) -> dict[str, Any]:
    given = {name: list(dict.fromkeys(values)) for name, values in sorted(properties.items()) if values}
    return {"id": key, "schema": kind, "properties": given}


def _values(name: str, source: str | list[str], own: Mapping[str, Any]) -> list[str]:
    """The values of a FollowTheMoney property, read from one property of ours or from several joined."""
    if isinstance(source, list):
        parts = [_word(part, own[part]) for part in source if own.get(part) not in (None, "")]
        return _clean(name, "：".join(map(str, parts)))
    value = _word(source, own.get(source))
    each = value if isinstance(value, list) else [value]
    return [text for item in each if item is not None for text in _clean(name, str(item))]


def _word(name: str, value: Any) -> Any:
    """A word of a closed set in Chinese, anything else as it is."""
    words = schema().vocabulary.get(name)
    return words.get(value, value) if isinstance(words, Mapping) and isinstance(value, str) else value


def _clean(name: str, text: str) -> list[str]:
    """The text as FollowTheMoney would clean it: nothing, one value, or a long text in pieces."""
    kind = _type(name)
    text = _CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if kind == "date":
        return [text] if _is_date(text) else []
    if kind == "name":
        text = " ".join(_UNSEEN.sub("", text).split())
        # Quotation marks round the whole name are taken for a way of writing it.
        text = re.sub(r"""^["'](.*)["']$""", r"\1", text).strip()
    longest = _mapping()["longest"][kind]
    if kind == "text":
        return [piece for at in range(0, len(text), longest) if (piece := text[at : at + longest].strip())]
    return [text if len(text) <= longest else text[: longest - 1] + "…"] if text else []


def _is_date(text: str) -> bool:
    """Whether the text is a whole date, a month or a year, as FollowTheMoney takes them."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text, re.ASCII):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
