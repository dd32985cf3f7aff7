"""All notices together: what they share, what they repeat, who stands together; then their rows, one notice at a time.

Heads are gone through once, and of them only numbers are kept, so that memory grows by a few kilobytes a notice;
the rows of a notice are had, completed and let go.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

from graph_builder.build.communities import ACTORS, Communities
from graph_builder.build.editions import Imprint, edition_link, editions, families
from graph_builder.build.head import Head
from graph_builder.build.namings import Namings
from graph_builder.build.notices import Notices
from graph_builder.build.repeats import FirstWords, Repeat, Runs, repeat_link
from graph_builder.build.rows import NodeRow, Row, Tables, one_thing


class Across:
    """What only all notices together decide."""

    def __init__(self, notices: Notices) -> None:
        self._from = notices
        self.communities = Communities()
        self._words, self._namings = FirstWords(), Namings()
        self._ids: list[str] = []
        imprints: dict[str, Imprint] = {}
        for at, head in enumerate(notices.heads()):
            self._ids.append(head.notice)
            imprints[head.notice] = head.imprint
            self._namings.add(head.names)
            self._words.add(at, head.runs)
            self.communities.add(head.notice, head.names, head.ties)
        in_time = sorted(self._ids, key=lambda notice: (imprints[notice].published_on or "9999", notice))
        rank = {notice: at for at, notice in enumerate(in_time)}
        self._words.settle([rank[notice] for notice in self._ids])
        self.communities.settle()
        self._namings.settle()
        self._editions = {e.later: e for e in editions(imprints, notices.rows)}
        self._family = families(self._editions.values())

    def digests(self) -> dict[str, str]:
        """By notice: while this is the same, so are its rows and those of what it alone names, but for communities."""
        return {
            notice: self._digest(notice, self._repeats(at, runs))
            for at, (notice, runs) in enumerate(zip(self._ids, self._from.runs(), strict=True))
        }

    def _digest(self, notice: str, repeats: Sequence[Repeat]) -> str:
        edition = self._editions.get(notice)
        told = [
            self._from.digest(notice),
            self._from.sources(notice),
            [(r.measure, r.start, r.end, r.earlier, self._from.digest(self._notice(r) or notice)) for r in repeats],
            edition and (edition.similarity, self._from.digest(edition.earlier)),
        ]
        return blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()

    def tables(self) -> Iterator[Tables]:
        """Every row of the graph: first the things that several notices name, then notice by notice."""
        shared = self._namings.are_shared
        yield Tables(self._merged(self._from.heads(), shared))
        for at, head in enumerate(self._from.heads()):
            found = Tables(self._merged([head], lambda name: not shared(name)))
            found.columns |= self._own(at, head).columns
            yield found

    def rows_of(self, notices: Collection[str], things: Collection[str]) -> Iterator[Row]:
        """The rows that are these notices' own, and those of these things (ids) where any notice names them."""
        for notice in sorted(notices):
            yield from self._own(bisect_left(self._ids, notice), self._from.head(notice)).rows()
        naming = (self._from.head(self._ids[at]) for at in self._namings.notices(things))
        yield from self._merged(naming, frozenset(things).__contains__)

    def _merged(self, heads: Iterable[Head], wanted: Callable[[str], bool]) -> Iterator[NodeRow]:
        """The things that are wanted, each once, as all these heads tell of it; in the order of ids."""
        found: dict[str, NodeRow] = {}
        for head in heads:
            for place, name in enumerate(head.names):
                if wanted(name):
                    known, thing = found.get(name), head.thing(place)
                    found[name] = one_thing(known, thing) if known else thing
        return (self._placed(found[name]) for name in sorted(found))

    def _placed(self, row: NodeRow) -> NodeRow:
        """A thing, with the community it belongs to."""
        if row.label not in ACTORS or row.id not in self.communities.of_actor:
            return row
        community, breadth = self.communities.of_actor[row.id]
        return replace(row, properties={**row.properties, "community": community, "breadth": breadth})

    def _own(self, at: int, head: Head) -> Tables:
        """All that is one notice's own, with what the others add to it. `at` is its place among the ids."""
        own = self._from.rows(head.notice)
        found = Tables()
        found.columns |= own.columns
        communities = self.communities.of_problem.get(head.notice, {})
        if ("Problem",) in own.columns:
            problems = own.of(("Problem",))
            found.columns["Problem",] = {**problems, "community": [communities.get(n) for n in problems["number"]]}
        sources = [list(self._from.sources(head.notice))]
        found.columns["Notice",] = {**own.of(("Notice",)), "sources": sources}
        for repeat in self._repeats(at, head.runs):
            other = self._notice(repeat)
            found.add(repeat_link(repeat, own, self._from.measures(other or head.notice)))
        if head.notice in self._editions:
            found.add(edition_link(self._editions[head.notice], head.imprint, own))
        return found

    def _repeats(self, at: int, runs: Runs) -> list[Repeat]:
        """What a notice's measures repeat, but for those of its own editions."""
        family = self._family.get(self._ids[at], self._ids[at])
        found = self._words.repeats(at, runs)
        return [r for r in found if r.notice is None or self._family.get(self._ids[r.notice]) != family]

    def _notice(self, repeat: Repeat) -> str | None:
        """The other notice that a measure was repeated from."""
        return None if repeat.notice is None else self._ids[repeat.notice]
