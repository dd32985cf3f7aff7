"""Claims, heads and rows as bytes and back: JSON, compressed, without what can be cut from the notice's text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple
from functools import cache
from typing import Any

import pyarrow as pa

from graph_builder.build.cache import Damaged
from graph_builder.build.editions import Imprint
from graph_builder.build.head import Head
from graph_builder.build.reading import Reading
from graph_builder.build.repeats import Runs
from graph_builder.build.rows import NodeRow, Table, Tables, declared_by, identity_of
from graph_builder.claim import Claim, Span
from graph_builder.resolve import Post, Short
from graph_builder.schema import schema

_LEVEL = 3
_SIZE = 8
_NOT_KEPT = ("notice", "quote")
"""Of a link's properties: the one is the notice's id, the other stands at its span."""


def packed(plain: Any) -> bytes:
    """Plain data as compressed JSON."""
    raw = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return len(raw).to_bytes(_SIZE, "big") + bytes(_codec().compress(raw, asbytes=True))


def unpacked(data: bytes) -> Any:
    """The plain data again. Raises `Damaged`."""
    try:
        return json.loads(_codec().decompress(data[_SIZE:], int.from_bytes(data[:_SIZE], "big"), asbytes=True))
    except (pa.ArrowException, ValueError, OSError, MemoryError, OverflowError) as error:
        raise Damaged(str(error)) from error


def _codec() -> Any:
    return pa.Codec("zstd", _LEVEL)


def pack_readings(readings: Iterable[Reading]) -> bytes:
    """The texts and claims of the notices of one file, without what they are called."""
    return packed([[reading.document.text, [plain_claim(claim) for claim in reading.claims]] for reading in readings])


def plain_claim(claim: Claim) -> list[Any]:
    """A claim as plain values; its notice and its quote are known from where it is kept."""
    c = claim
    return [c.subject, c.predicate, c.object, *c.span, c.rule, c.value, c.extractor, c.confidence]


def unpacked_readings(data: bytes, ids: Callable[[int], Sequence[str]]) -> list[tuple[str, str, list[Claim]]]:
    """The id, the text and the claims of each notice; `ids` says what so many notices are to be called.

    Raises `Damaged`.
    """
    kept = unpacked(data)
    return [
        (
            name,
            text,
            [
                Claim(subject, predicate, object_, Span(a, b), text[a:b], name, rule, value, extractor, confidence)
                for subject, predicate, object_, a, b, rule, value, extractor, confidence in claims
            ],
        )
        for name, (text, claims) in zip(ids(len(kept)), kept, strict=True)
    ]


def pack_imprint(imprint: Imprint) -> str:
    """An imprint as JSON."""
    return json.dumps(astuple(imprint), ensure_ascii=False)


def unpack_imprint(data: str) -> Imprint:
    """The imprint again."""
    title, title_span, issuer, inspected, located, published_on, dates, phone, substance, words = json.loads(data)
    span = Span(*title_span) if title_span else None
    return Imprint(title, span, issuer, inspected, located, published_on, tuple(dates), phone, substance, words)


def pack_head(head: Head) -> bytes:
    """A head, without its notice's id and its imprint."""
    runs = bytes(head.runs)
    posts = [(p.official, p.body, p.title, p.former) for p in head.posts]
    shorts = [(s.company, s.name) for s in head.shorts]
    things = [_node(thing)[1:] for thing in head.things()]
    told = packed([head.names, things, head.spans, posts, shorts, head.ties])
    return len(runs).to_bytes(_SIZE, "big") + runs + told


def unpack_head(data: bytes, notice: str, imprint: Imprint) -> Head:
    """The head again. Raises `Damaged`."""
    names, things, spans, posts, shorts, ties = unpacked(data[_end_of_runs(data) :])
    return Head(
        notice,
        imprint,
        tuple(names),
        lambda at: _node_again([names[at], *things[at]]),
        tuple(Span(*span) for span in spans),
        tuple(Post(*post) for post in posts),
        tuple(Short(*short) for short in shorts),
        tuple((at, problem) for at, problem in ties),
        unpack_runs(data),
    )


def unpack_runs(head: bytes) -> Runs:
    """The runs of a packed head alone."""
    return Runs.of_bytes(head[_SIZE : _end_of_runs(head)])


def _end_of_runs(head: bytes) -> int:
    return _SIZE + int.from_bytes(head[:_SIZE], "big")


def pack_tables(tables: Tables) -> bytes:
    """Tables, without the notice and the quotes of links."""
    return packed(
        [
            [table, [columns[name] for name in (*identity_of(table), *_kept(table))]]
            for table, columns in tables.columns.items()
        ]
    )


def unpack_tables(data: bytes, notice: str) -> Tables:
    """The tables again. Raises `Damaged`."""
    tables = Tables()
    for names, values in unpacked(data):
        table = tuple(names)
        tables.columns[table] = dict(zip((*identity_of(table), *_kept(table)), values, strict=True))
    text = tables.columns["Notice",]["text"][0]
    for table, columns in tables.columns.items():
        if len(table) > 1:
            columns["notice"] = [notice] * len(columns["key"])
            columns["quote"] = [text[a:b] for a, b in zip(columns["span_start"], columns["span_end"], strict=True)]
    return tables


def _node(row: NodeRow) -> list[Any]:
    return [row.id, row.label, [row.properties[name] for name in schema().nodes[row.label].properties]]


def _node_again(kept: list[Any]) -> NodeRow:
    key, label, values = kept
    return NodeRow(key, label, dict(zip(schema().nodes[label].properties, values, strict=True)))


@cache
def _kept(table: Table) -> tuple[str, ...]:
    return tuple(name for name in declared_by(table) if len(table) == 1 or name not in _NOT_KEPT)
