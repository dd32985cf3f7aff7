"""A model's answer → proposals. Nothing is believed but what stands verbatim in the passage."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.nets.chat import Unanswered
from graph_builder.nets.naming import LONGEST, any_of, body_label, ending_label, is_person, masked
from graph_builder.nets.proposal import Proposal, ProposedSanction

LABELS = ("Unit", "Company", "Official", "Project", "Place")
READ = 0.5
"""Confidence of a name that a model read and the text bears out."""
TOLD = 0.4
"""Confidence of a sanction: that the two belong together is the model's word alone."""
MOST_ITEMS = 60
LONGEST_QUOTE = 300
_LONGEST_KIND = 24
_MOST_PLACES = 20

_TEXT = {"type": "string"}


def _list_of(**fields: Mapping[str, Any]) -> dict[str, Any]:
    row = {"type": "object", "properties": fields, "required": [*fields], "additionalProperties": False}
    return {"type": "array", "items": row, "maxItems": MOST_ITEMS}


SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "names": _list_of(label={"type": "string", "enum": [*LABELS]}, name=_TEXT, quote=_TEXT),
        "sanctions": _list_of(official=_TEXT, kind=_TEXT, quote=_TEXT),
    },
    "required": ["names", "sanctions"],
    "additionalProperties": False,
}
"""What the model is asked to answer with."""


def read_answer(answer: str, text: str, passage: Span, net: str) -> tuple[set[Proposal | ProposedSanction], int]:
    """The proposals that the passage bears out, and how many items it does not; Unanswered if it is no answer."""
    try:
        found = json.loads(_bare(answer))
        names, given = found["names"], found["sanctions"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Unanswered("malformed") from None
    if not isinstance(names, list) or not isinstance(given, list):
        raise Unanswered("malformed")
    read = [_name(row, text, passage, net) for row in names[:MOST_ITEMS]]
    told = [_sanction(row, text, passage, net) for row in given[:MOST_ITEMS]]
    borne_out = [held for held in (*read, *told) if held is not None]
    punished = [Proposal("Official", held.official, READ, net) for held in told if held is not None]
    return {*borne_out, *punished}, len(names) + len(given) - len(borne_out)


def _bare(answer: str) -> str:
    """An answer without the model's thinking and without a fence."""
    words = answer.rpartition("</think>")[2].strip()
    fenced = re.fullmatch(r"```(?:json)?\s*(.*?)\s*```", words, re.DOTALL)
    return fenced.group(1) if fenced else words


def _strings(row: object, *keys: str) -> tuple[str, ...] | None:
    """These fields of a row, if each is a string with something in it."""
    if not isinstance(row, dict):
        return None
    values = tuple(v for key in keys if isinstance(v := row.get(key), str) and v.strip())
    return values if len(values) == len(keys) else None


def _places(text: str, within: Span, words: str) -> Iterator[Span]:
    """Where words stand in a span, the first few times."""
    start = text.find(words, *within)
    for _ in range(_MOST_PLACES):
        if start < 0:
            return
        yield Span(start, start + len(words))
        start = text.find(words, start + 1, within.end)


def _name(row: object, text: str, passage: Span, net: str) -> Proposal | None:
    fields = _strings(row, "label", "name", "quote")
    if fields is None:
        return None
    label, name, quote = fields
    if label not in LABELS or len(name) > LONGEST or len(quote) > LONGEST_QUOTE:
        return None
    for whole in _places(text, passage, quote):
        for span in _places(text, whole, name):
            borne_out = _label(text, span, label)
            if borne_out:
                return Proposal(borne_out, span, READ, net)
    return None


def _label(text: str, span: Span, said: str) -> str | None:
    """The label that the words bear out; between unit and firm the words decide."""
    if said == "Official":
        return said if is_person(text, span) else None
    if said in ("Unit", "Company"):
        return body_label(text, span)
    name = span.cut(text)
    whole = re.fullmatch("[\u3400-\u9fffA-Za-z0-9（）()·“”]{3,}", name) and not masked(text, span)
    return said if whole and ending_label(name) == said and not re.match(_generic(), name) else None


@cache
def _generic() -> str:
    names = load("names")
    nouns = any_of([*names["generic_projects"], *names["generic_places"]])
    return f"{nouns}*{any_of([*names['project_endings'], *names['place_endings'], *load('bodies')['levels']])}$"


def _sanction(row: object, text: str, passage: Span, net: str) -> ProposedSanction | None:
    fields = _strings(row, "official", "kind", "quote")
    if fields is None:
        return None
    name, kind, quote = fields
    if len(name) > LONGEST or len(kind) > _LONGEST_KIND or len(quote) > LONGEST_QUOTE or not _form(kind, quote):
        return None
    for whole in _places(text, passage, quote):
        for official in _places(text, whole, name):
            if is_person(text, official) and any(_given(text, official, at) for at in _places(text, whole, kind)):
                return ProposedSanction(official, kind, whole, TOLD, net)
    return None


def _form(kind: str, quote: str) -> bool:
    """Whether the words are a sanction's: they hold a form of the lexicon and what that form needs beside it."""
    forms = [row for row in load("sanctions")["forms"] if row["form"] in kind]
    stated = re.search(any_of(load("sanctions")["stated"]), quote)
    return any(row.get("needs", "") in quote and (stated or not row.get("people")) for row in forms)


def _given(text: str, official: Span, kind: Span) -> bool:
    """Whether name and sanction share a sentence whose clause says that the sanction was given."""
    if official.overlaps(kind):
        return False
    low, high = sorted((official, kind))
    if re.search("[。！？；;\n]", text[low.end : high.start]):
        return False
    start = max(text.rfind(mark, max(kind.start - 80, 0), kind.start) for mark in "，,。；;\n") + 1
    clause = text[start or max(kind.start - 80, 0) : kind.end]
    words, net = load("sanctions"), load("net")
    if re.search(any_of(words["negations"]), clause):
        return False
    if re.search(any_of(net["not_yet"]), clause) and not re.search(any_of(net["done"]), clause):
        return False
    return not re.search(any_of(words["general"]), clause) or bool(re.search(any_of(words["stated"]), clause))
