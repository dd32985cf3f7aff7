"""A graph file brought up to a few changed notices: a copy of it, changed where it differs, then swapped in."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import ladybug as lb

from graph_builder.build.communities import PLACED, Communities
from graph_builder.build.rows import LinkRow, NodeRow, Row, Tables
from graph_builder.schema import schema
from queries.store.embedded import plain
from queries.store.load import STAMP, copy, fresh_file, stamping, writing
from queries.store.parts import Parts
from queries.store.store import Link, Node

_LinkKey = tuple[str, str, str]


def update_rows(
    rows: Iterable[Row],
    communities: Communities,
    path: Path,
    stamp: str,
    notices: Collection[str],
    things: Collection[str],
) -> None:
    """Make what the graph holds of some notices and things (ids) that which `rows` say; all else stays.

    But for `communities`, which one more notice can change far from where it is: they are set wherever they differ.

    What links from elsewhere to a node that goes, goes too. Raises `StoreBusy`, and `RuntimeError` where the engine
    cannot do it: the graph is then as it was, and can be loaded as a whole.
    """
    with fresh_file(path) as (fresh, folder):
        shutil.copyfile(path, fresh)
        with writing(fresh) as connection:
            connection.execute("CALL auto_checkpoint=false")
            connection.execute("BEGIN TRANSACTION")
            update = _Update(connection, rows, notices, things)
            update.run(folder)
            update.place(communities)
            connection.execute(f"DROP MACRO {STAMP}")
            connection.execute(stamping(stamp))
            connection.execute("COMMIT")
            connection.execute("CHECKPOINT")


class _Update:
    """What is wanted and what is held, compared row by row."""

    def __init__(
        self,
        connection: lb.Connection,
        rows: Iterable[Row],
        notices: Collection[str],
        things: Collection[str],
    ) -> None:
        self._connection = connection
        self._nodes: dict[str, NodeRow] = {}
        self._links: dict[_LinkKey, LinkRow] = {}
        for row in rows:
            if isinstance(row, NodeRow):
                self._nodes[row.id] = row
            else:
                self._links[row.source, row.target, row.key] = row
        self._held_nodes = {row.id: row for row in self._find_nodes(sorted(notices), sorted(things))}
        self._held_links = {(row.source, row.target, row.key): row for row in self._find_links(sorted(notices))}

    def run(self, folder: Path) -> None:
        """Links before the nodes that they join go; nodes before what joins them come."""
        gone = {key: row for key, row in self._held_nodes.items() if key not in self._nodes}
        other = {key for key, row in self._held_links.items() if self._links.get(key) != row}
        for place in sorted(other):
            link = self._held_links[place]
            if link.source not in gone and link.target not in gone:
                self._unlink(link)
        for label in sorted({row.label for row in gone.values()}):
            keys = sorted(key for key, row in gone.items() if row.label == label)
            self._ask(f"MATCH (n:`{label}`) WHERE n.id IN $keys DETACH DELETE n", keys=keys)
        for key in sorted(self._nodes.keys() & self._held_nodes.keys()):
            if self._nodes[key] != self._held_nodes[key]:
                self._set(self._nodes[key])
        links = (self._links.keys() - self._held_links.keys()) | (other & self._links.keys())
        with Parts(folder) as parts:
            parts.add([Tables(self._nodes[key] for key in sorted(self._nodes.keys() - self._held_nodes.keys()))])
            parts.add([Tables(self._links[place] for place in sorted(links))])
        copy(self._connection, parts)

    def place(self, communities: Communities) -> None:
        """Set the community of every problem and actor that is in another than the graph says."""
        found = communities.of_node()
        for label, node in schema().nodes.items():
            names = [name for name in PLACED if name in node.properties]
            if not names:
                continue
            held = self._ask(f"MATCH (n:`{label}`) RETURN n.id, {', '.join(f'n.{name}' for name in names)}")
            alone = dict.fromkeys(names)
            now = {key: found.get(key, alone) for key, *_ in held}
            moved = sorted(key for key, *told in held if told != [now[key][name] for name in names])
            which = f"MATCH (n:`{label}`) WHERE n.id ="
            if rows := [{"id": key, **now[key]} for key in moved if key in found]:
                told = ", ".join(f"n.{name} = row.{name}" for name in names)
                self._ask(f"UNWIND $rows AS row {which} row.id SET {told}", rows=rows)
            if left := [key for key in moved if key not in found]:
                told = ", ".join(f"n.{name} = NULL" for name in names)
                self._ask(f"UNWIND $left AS key {which} key SET {told}", left=left)

    def _find_nodes(self, notices: list[str], things: list[str]) -> Iterator[NodeRow]:
        # By id, which is looked up; to look at a condition the engine would read every row in full.
        things += [f"notice:{notice}" for notice in notices]
        for label, node in schema().nodes.items():
            ids = things
            if "notice" in node.properties:
                own = self._ask(f"MATCH (n:`{label}`) WHERE n.notice IN $notices RETURN n.id", notices=notices)
                ids = sorted(key for (key,) in own)
            for (held,) in (
                self._ask(f"UNWIND $ids AS key MATCH (n:`{label}`) WHERE n.id = key RETURN n", ids=ids) if ids else ()
            ):
                found: Node = plain(held)
                yield NodeRow(found.id, label, found.properties)

    def _find_links(self, notices: list[str]) -> Iterator[LinkRow]:
        """The links that these notices bear witness to: each begins at a node of theirs, or at a thing they name."""
        for node in self._held_nodes.values():
            joined = f"(a:`{node.label}`)-[r]->(b)"
            ask = f"MATCH {joined} WHERE a.id = $id AND r.notice IN $notices RETURN type(r), label(b), r"
            for kind, end, held in self._ask(ask, id=node.id, notices=notices):
                found: Link = plain(held)
                yield LinkRow(found.source, found.target, found.key, kind, (node.label, end), found.properties)

    def _unlink(self, row: LinkRow) -> None:
        joined = f"(a:`{row.ends[0]}`)-[r:`{row.type}`]->(b:`{row.ends[1]}`)"
        which = "a.id = $source AND b.id = $target AND r.key = $key"
        self._ask(f"MATCH {joined} WHERE {which} DELETE r", source=row.source, target=row.target, key=row.key)

    def _set(self, row: NodeRow) -> None:
        held = self._held_nodes[row.id].properties
        told = {name: value for name, value in row.properties.items() if held[name] != value}
        # The engine cannot tell the type of a list without members, or of nothing, from the value alone.
        parts = [
            f"n.`{name}` = " + ("NULL" if value is None else "CAST([] AS STRING[])" if value == [] else f"${name}")
            for name, value in told.items()
        ]
        given = {name: value for name, value in told.items() if value is not None and value != []}
        self._ask(f"MATCH (n:`{row.label}`) WHERE n.id = $id SET {', '.join(parts)}", id=row.id, **given)

    def _ask(self, cypher: str, **params: Any) -> list[list[Any]]:
        answer = self._connection.execute(cypher, params)
        found: list[list[Any]] = answer.get_all()
        return found
