"""A Cypher script for cypher-shell or Neo4j Browser: constraints first, then nodes and links in batches.

Running it twice changes nothing: a node is merged by its id, a link by its ends and key, and each gets exactly the
properties of the script. Both are written as `wenze push` writes them, so that either may follow the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from graph_builder.schema import schema
from graph_builder.whole import whole_file
from queries.exchange.content import Content, present
from queries.store import Link
from queries.store.store import MARK

BATCH = 500
"""Entries of one statement at most."""
BATCH_CHARS = 1 << 20
"""Characters of one statement, beyond which no further entry joins it."""
# A backslash is doubled before it can begin an escape; the rest is what ends a string, a line or a reader's patience.
_ESCAPES = {"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_cypher(content: Content, path: Path) -> None:
    """Write the script as the graph streams in."""
    with whole_file(path) as beside, beside.open("w", encoding="utf-8", newline="\n") as out:
        out.write("// cypher-shell -f 本文件；可重复运行。 Run with cypher-shell -f; safe to run again.\n")
        for statement in constraints():
            out.write(statement + ";\n")
        for statement in _statements(content):
            out.write(statement + ";\n")


def constraints() -> list[str]:
    """One statement a label: its ids are unique, and so have an index."""
    return [
        f"CREATE CONSTRAINT wenze_{label} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        for label in schema().nodes
    ]


def _statements(content: Content) -> Iterator[str]:
    nodes = ((node.label, literal({"id": node.id, MARK: True, **present(node.properties)})) for node in content.nodes())
    for label, rows in _batches(nodes):
        yield f"UNWIND [{rows}] AS row MERGE (n:{label} {{id: row.id}}) SET n = row"
    links = (((tie.link.type, tie.start, tie.end), literal(_link(tie.link))) for tie in content.ties())
    for (kind, start, end), rows in _batches(links):
        yield (
            f"UNWIND [{rows}] AS row MATCH (a:{start} {{id: row.source}}) MATCH (b:{end} {{id: row.target}})"
            f" MERGE (a)-[r:{kind} {{key: row.key}}]->(b) SET r = row"
        )


def _link(link: Link) -> dict[str, Any]:
    return {"key": link.key, "source": link.source, "target": link.target, MARK: True, **present(link.properties)}


def _batches(entries: Iterator[tuple[Any, str]]) -> Iterator[tuple[Any, str]]:
    """Neighbouring entries of one kind, joined up to the size of a batch."""
    kind, rows, chars = None, list[str](), 0
    for own, row in entries:
        if rows and (own != kind or len(rows) == BATCH or chars >= BATCH_CHARS):
            yield kind, ", ".join(rows)
            rows, chars = [], 0
        kind = own
        rows.append(row)
        chars += len(row)
    if rows:
        yield kind, ", ".join(rows)


def literal(value: Any) -> str:
    """A value as it stands in Cypher, on one line.

    >>> print(literal({"name": "他说'好'", "aliases": ["a", "b"], "masked": False}))
    {name: '他说\\'好\\'', aliases: ['a', 'b'], masked: false}
    """
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return "'" + "".join(_escaped(char) for char in value) + "'"
        case int() | float():
            return repr(value)
        case list():
            return "[" + ", ".join(map(literal, value)) + "]"
        case Mapping():
            return "{" + ", ".join(f"{name}: {literal(item)}" for name, item in value.items()) + "}"
    raise TypeError(f"no Cypher literal for {type(value)}")


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    # Control characters, line separators and whatever reorders text: nothing that a reader cannot see stands bare.
    if not char.isprintable() and char <= "\uffff":
        return f"\\u{ord(char):04X}"
    return char
