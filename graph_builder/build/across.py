"""All notices together: what they share, what they repeat, who stands together; then their rows, one notice at a time.

Only heads are gone through as a whole, and of them only numbers are kept, so that memory grows by a few
kilobytes a notice; the rows of a notice are had, completed and let go.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b

import numpy as np

from graph_builder.build.communities import ACTORS, Communities
from graph_builder.build.editions import Imprint, edition_link, editions, families
from graph_builder.build.head import Head
from graph_builder.build.notices import Notices
from graph_builder.build.repeats import FirstWords, Repeat, repeat_link
from graph_builder.build.rows import NodeRow, Row, Tables, one_thing


class Across:
    """What only all notices together decide."""

    def __init__(self, notices: Notices) -> None:
        self._from = notices
        self._words, self._communities = FirstWords(), Communities()
        self.ids: list[str] = []
        imprints: dict[str, Imprint] = {}
        names = array("q")
        for at, head in enumerate(notices.heads()):
            self.ids.append(head.notice)
            imprints[head.notice] = head.imprint
            names.extend(map(hash, head.names))
            self._words.add(at, head.runs)
            self._communities.add(head.notice, head.names, head.ties)
        in_time = sorted(self.ids, key=lambda notice: (imprints[notice].published_on or "9999", notice))
        rank = {notice: at for at, notice in enumerate(in_time)}
        self._words.settle([rank[notice] for notice in self.ids])
        self._communities.settle()
        self._editions = {e.later: e for e in editions(imprints, notices.rows)}
        self._family = families(self._editions.values())
        found, counts = np.unique(np.frombuffer(names, np.int64), return_counts=True)
        self._settle(frozenset(found[counts > 1].tolist()))

    def _settle(self, often: frozenset[int]) -> None:
        """Go through the heads once more for the things of several notices (`often`: their hashes) and the digests."""
        self._shared: dict[str, NodeRow] = {}
        self.digests: dict[str, str] = {}
        for at, head in enumerate(self._from.heads()):
            for place, name in enumerate(head.names):
                if hash(name) in often:
                    known, thing = self._shared.get(name), head.thing(place)
                    self._shared[name] = one_thing(known, thing) if known else thing
            self.digests[head.notice] = self._digest(head, self._repeats(at, head))
        self._shared = {key: self._placed(self._shared[key]) for key in sorted(self._shared)}

    def _placed(self, row: NodeRow) -> NodeRow:
        """A thing, with the community it belongs to."""
        if row.label not in ACTORS or row.id not in self._communities.of_actor:
            return row
        community, breadth = self._communities.of_actor[row.id]
        return replace(row, properties={**row.properties, "community": community, "breadth": breadth})

    def tables(self) -> Iterator[Tables]:
        """Every row of the graph: first the things that several notices name, then notice by notice."""
        yield Tables(self._shared.values())
        for at, head in enumerate(self._from.heads()):
            yield self.of_notice(at, head)

    def rows_of(self, notices: Collection[str], things: Collection[str]) -> Iterator[Row]:
        """The rows of these notices and of what they name, and of these other things where they still are."""
        left = {*things}
        for notice in sorted(notices):
            head = self._from.head(notice)
            left.update(head.names)
            left.difference_update(thing.id for thing in self._private(head))
            yield from self.of_notice(bisect_left(self.ids, notice), head).rows()
        for name in sorted(left & self._shared.keys()):
            yield self._shared[name]
        left -= self._shared.keys()
        if left:
            for head in self._from.heads():
                yield from (self._placed(head.thing(at)) for at, name in enumerate(head.names) if name in left)

    def of_notice(self, at: int, head: Head) -> Tables:
        """All that one notice brings, with what the others add to it. `at` is its place among the ids."""
        own = self._from.rows(head.notice)
        found = Tables(self._private(head))
        found.columns |= own.columns
        communities = self._communities.of_problem.get(head.notice, {})
        if ("Problem",) in own.columns:
            problems = own.of(("Problem",))
            found.columns["Problem",] = {**problems, "community": [communities.get(n) for n in problems["number"]]}
        sources = [list(self._from.sources(head.notice))]
        found.columns["Notice",] = {**own.of(("Notice",)), "sources": sources}
        for repeat in self._repeats(at, head):
            other = self._notice(repeat)
            found.add(repeat_link(repeat, own, self._from.measures(other or head.notice)))
        if head.notice in self._editions:
            found.add(edition_link(self._editions[head.notice], head.imprint, own))
        return found

    def _private(self, head: Head) -> Iterator[NodeRow]:
        """The things that only this notice names."""
        return (self._placed(head.thing(at)) for at, name in enumerate(head.names) if name not in self._shared)

    def _repeats(self, at: int, head: Head) -> list[Repeat]:
        """What its measures repeat, but for those of its own editions."""
        family = self._family.get(head.notice, head.notice)
        found = self._words.repeats(at, head.runs)
        return [r for r in found if r.notice is None or self._family.get(self.ids[r.notice]) != family]

    def _notice(self, repeat: Repeat) -> str | None:
        """The other notice that a measure was repeated from."""
        return None if repeat.notice is None else self.ids[repeat.notice]

    def _digest(self, head: Head, repeats: Sequence[Repeat]) -> str:
        """While this is the same, so are the notice's rows and those of the things that it alone names."""
        edition = self._editions.get(head.notice)
        told = [
            self._from.digest(head.notice),
            self._from.sources(head.notice),
            sorted(self._communities.of_problem.get(head.notice, {}).items()),
            [self._communities.of_actor.get(name) for name in head.names],
            [
                (r.measure, r.start, r.end, r.earlier, self._from.digest(self._notice(r) or head.notice))
                for r in repeats
            ],
            edition and (edition.similarity, self._from.digest(edition.earlier)),
        ]
        return blake2b(json.dumps(told).encode(), digest_size=16).hexdigest()
