"""What a notice brings to that which only all notices together decide, small enough to be had for all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from graph_builder.build.communities import Tie, ties_of
from graph_builder.build.editions import Imprint, imprint_of
from graph_builder.build.notice import rows_of
from graph_builder.build.reading import Reading
from graph_builder.build.repeats import Runs, runs_of
from graph_builder.build.rows import LinkRow, NodeRow, Row, Tables
from graph_builder.claim import Span
from graph_builder.resolve import Post, Short


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """The imprint of a notice, the things it names, their ties to its problems, and the words of its measures.

    `names` are the ids of the things, sorted; `thing` gives the row of the one at a place, `spans` say where each is
    named first. `posts` and `shorts` are what tells the things of several notices apart.
    """

    notice: str
    imprint: Imprint
    names: tuple[str, ...]
    thing: Callable[[int], NodeRow]
    spans: tuple[Span, ...]
    posts: tuple[Post, ...]
    shorts: tuple[Short, ...]
    ties: tuple[Tie, ...]
    runs: Runs

    def things(self) -> Iterator[NodeRow]:
        """The rows of all things that it names."""
        return (self.thing(at) for at in range(len(self.names)))


def told(reading: Reading) -> tuple[Head, Tables]:
    """The head of a notice, and the rows that are its own: all but the things."""
    own, things, links = rows_of(reading)
    names = tuple(thing.id for thing in things)
    head = Head(
        reading.notice,
        imprint_of(reading),
        names,
        things.__getitem__,
        _first_spans(reading, names),
        posts_of(links),
        _shorts(reading),
        ties_of(things, own, links),
        runs_of([row for row in own if row.label == "Measure"]),
    )
    return head, Tables([*own, *links])


def posts_of(rows: Iterable[Row]) -> tuple[Post, ...]:
    """The posts that links state, sorted."""
    found = {
        Post(row.source, row.target, row.properties["title"], row.properties["former"])
        for row in rows
        if isinstance(row, LinkRow) and row.type == "HOLDS_POST"
    }
    return tuple(sorted(found, key=lambda p: (p.official, p.body, p.title or "", p.former)))


def _first_spans(reading: Reading, names: tuple[str, ...]) -> tuple[Span, ...]:
    """Where each thing is named first; documents, which are cited, at nothing."""
    first: dict[str, Span] = {}
    for claim in reading.having("NAMES"):
        entity = reading.entity(claim.subject)
        if entity and (entity.id not in first or claim.span < first[entity.id]):
            first[entity.id] = claim.span
    return tuple(first.get(name, Span(0, 0)) for name in names)


def _shorts(reading: Reading) -> tuple[Short, ...]:
    """Short names that the notice itself says to mean a company."""
    names = {c.subject: str(c.value["name"]) for c in reading.having("NAMES")}
    found: dict[Short, None] = {}
    for claim in reading.having("SAME_AS"):
        entity = reading.entity(claim.subject)
        if entity and entity.label == "Company" and not entity.masked:
            for ref in (claim.subject, claim.object or ""):
                if names.get(ref, entity.canonical) != entity.canonical:
                    found[Short(entity.id, names[ref])] = None
    return tuple(sorted(found, key=lambda s: (s.company, s.name)))
