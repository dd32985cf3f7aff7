"""One notice read: its text, its claims and its entities."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from graph_builder.claim import Claim, problem_in
from graph_builder.extract import extract
from graph_builder.nets import Net
from graph_builder.parse import notices
from graph_builder.read import Document, read
from graph_builder.resolve import Entity, Resolution, resolve
from graph_builder.signs import read_signs


@dataclass(frozen=True)
class Reading:
    """A notice's claims and what they resolve to; a pure function of the document and the extractor's version."""

    notice: str
    document: Document
    claims: tuple[Claim, ...]
    resolution: Resolution

    def having(self, *predicates: str) -> list[Claim]:
        """The claims with one of these predicates, in reading order."""
        if len(predicates) == 1:
            return self._by_predicate.get(predicates[0], [])
        return [c for c in self.claims if c.predicate in predicates]

    def about(self, problem: int) -> list[Claim]:
        """The claims on one problem, its answer and its measures, in reading order."""
        return self._by_problem.get(problem, [])

    @cached_property
    def _by_predicate(self) -> dict[str, list[Claim]]:
        index: dict[str, list[Claim]] = {}
        for claim in self.claims:
            index.setdefault(claim.predicate, []).append(claim)
        return index

    @cached_property
    def _by_problem(self) -> dict[int, list[Claim]]:
        index: dict[int, list[Claim]] = {}
        for claim in self.claims:
            places = (claim.subject, claim.object, claim.value.get("place"))
            for number in {problem_in(place) for place in places if place and "#" in place}:
                if number is not None:
                    index.setdefault(number, []).append(claim)
        return index

    def entity(self, ref: str | None) -> Entity | None:
        """The entity that a mention names."""
        return self.resolution.of.get(ref) if ref else None

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """Ids of the entities that a rule read or linked: what only a net proposed is none of the graph's."""
        refs = {r for c in self.claims if c.extractor == "rules" for r in (c.subject, c.object) if r}
        return frozenset(self.resolution.of[r].id for r in refs if r in self.resolution.of)

    def inspected(self) -> Entity | None:
        """The body inspected. 对岳麓区进行了巡视 in a notice of that district's committee means the committee."""
        issuer = next((self.entity(c.subject) for c in self.having("ISSUED")), None)
        named = next((self.entity(c.object) for c in self.having("INSPECTED")), None)
        if named is None or issuer is None:
            return named or issuer
        place, own = (_bare(e.canonical) for e in (named, issuer))
        if place == own:
            return issuer
        inner = "".join((issuer.region or "").split("/")[1:])
        return issuer if named.label == "Place" and own.startswith(tuple(p for p in (place, inner) if p)) else named


def _bare(name: str) -> str:
    """A party committee's name without what makes it one: what is left is the body it leads."""
    return re.sub("(?:委员会|党委|党组|党工委|党总支)$", "", name.removeprefix("中共"))


def read_notice(path: Path, net: Net | None = None) -> Reading:
    """Read one file through to its entities; of several notices in it, the first. Raises `UnreadableNotice`."""
    return read_notices(path, net)[0]


def read_notices(
    path: Path, net: Net | None = None, ids: Callable[[int], Sequence[str]] | None = None
) -> list[Reading]:
    """Read every notice of one file: mostly one; further ones have the ids `name-2`, `name-3` …

    `ids` says otherwise what so many notices are to be called. Raises `UnreadableNotice`.
    """
    return readings_of(read(path), path.stem, net, ids)


def readings_of(
    document: Document, name: str, net: Net | None = None, ids: Callable[[int], Sequence[str]] | None = None
) -> list[Reading]:
    """The readings of every notice in a document that was read already; names as `read_notices` gives them."""
    passages = notices(document.text)
    names = ids(len(passages)) if ids else [name, *(f"{name}-{n}" for n in range(2, len(passages) + 1))]
    readings = []
    for own, passage in zip(names, passages, strict=True):
        part = document if len(passages) == 1 else replace(document, text=passage.cut(document.text))
        readings.append(reading_of(part, own, net))
    return readings


def reading_of(document: Document, notice: str, net: Net | None = None) -> Reading:
    """Extract and resolve a document that was read already."""
    claims = extract(document.text, notice, net)
    claims += read_signs(document.text, claims)
    return Reading(notice, document, tuple(claims), resolve(claims))
