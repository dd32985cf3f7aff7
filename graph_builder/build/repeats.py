"""Measures that repeat each other: the same run of clauses under several problems or in several notices."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from rapidfuzz import fuzz

from graph_builder.build.rows import LinkRow, NodeRow

LEAST = 20
"""Letters that a shared run of clauses must have: shorter ones are set phrases of the genre."""
_CLAUSE = re.compile("[^，,。；;：:\n]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]+(?=[个项次名人件家轮场年月日])")


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring clauses of a measure, and where in the measure they stand.

    `key` is 64 bits of what they say with numbers left out; `first` is the place, among its notice's measures,
    of the first one with this run.
    """

    key: int
    start: int
    end: int
    first: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """The measure at `measure` repeats the one at `earlier` of another notice, or of its own (`notice` None)."""

    measure: int
    run: Run
    notice: int | None
    earlier: int


def runs_of(measures: Sequence[NodeRow]) -> tuple[tuple[Run, ...], ...]:
    """The runs of each measure of a notice, given in reading order, less those seen before under the same problem."""
    first: dict[int, int] = {}
    found = []
    for at, measure in enumerate(measures):
        own: dict[int, Run] = {}
        for key, start, end in _runs(measure.properties["text"]):
            before = first.setdefault(key, at)
            if before == at or _problem(measures[before]) != _problem(measure):
                own.setdefault(key, Run(key, start, end, before))
        found.append(tuple(own.values()))
    return tuple(found)


def _problem(measure: NodeRow) -> int:
    problem: int = measure.properties["problem"]
    return problem


def _runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Two neighbouring clauses, or a long one alone, with at least `LEAST` letters: key, start, end."""
    clauses = [(m.start(), m.end(), re.sub(r"[\W_]+", "", _NUMBER.sub("0", m.group()))) for m in _CLAUSE.finditer(text)]
    for (start, _, one), (_, end, other) in pairwise(clauses):
        if len(one) + len(other) >= LEAST and min(len(one), len(other)) >= 4:
            yield _key(f"{one}/{other}"), start, end
    for start, end, one in clauses:
        if len(one) >= LEAST:
            yield _key(one), start, end


def _key(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=8).digest(), "big")


class FirstWords:
    """Which notice and measure first used each run that several notices use. Compact: 16 bytes a run."""

    def __init__(self) -> None:
        self._keys, self._places = array("Q"), array("Q")

    def add(self, notice: int, measures: Sequence[Sequence[Run]]) -> None:
        """Take in the runs of the notice at this place."""
        for at, runs in enumerate(measures):
            for run in runs:
                if run.first == at:
                    self._keys.append(run.key)
                    self._places.append(notice << 32 | at)

    def settle(self, order: Sequence[int]) -> None:
        """Find the first of each, where `order` gives every notice's rank in time."""
        keys, places = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._places, np.uint64)
        rank = np.asarray(order, np.uint64)[(places >> np.uint64(32)).astype(np.int64)] if len(places) else places
        sequence = np.lexsort((places & np.uint64(0xFFFFFFFF), rank, keys))
        keys, places = keys[sequence], places[sequence]
        begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.array([], int)
        shared = np.diff(np.append(begins, len(keys))) > 1
        self._first, self._place = keys[begins[shared]], places[begins[shared]]

    def repeats(self, notice: int, measures: Sequence[Sequence[Run]]) -> list[Repeat]:
        """The earlier measures that each measure repeats, with the longest run shared with each."""
        found = []
        for at, runs in enumerate(measures):
            own: dict[tuple[int | None, int], Run] = {}
            for run in runs:
                earlier = (None, run.first) if run.first != at else self._elsewhere(notice, run.key)
                if earlier and (earlier not in own or run.end - run.start > own[earlier].end - own[earlier].start):
                    own[earlier] = run
            found += [Repeat(at, run, other, earlier) for (other, earlier), run in own.items()]
        return found

    def _elsewhere(self, notice: int, key: int) -> tuple[int | None, int] | None:
        at = int(np.searchsorted(self._first, np.uint64(key)))
        if at == len(self._first) or int(self._first[at]) != key:
            return None
        place = int(self._place[at])
        return (place >> 32, place & 0xFFFFFFFF) if place >> 32 != notice else None


def repeat_link(later: NodeRow, earlier: NodeRow, run: Run) -> LinkRow:
    """`REPEATS`, with the shared words."""
    data, at = later.properties, later.properties["span_start"]
    similarity = fuzz.ratio(data["text"], earlier.properties["text"]) / 100
    return LinkRow(
        later.id,
        earlier.id,
        f"REPEATS@{data['notice']}:{at + run.start}-{at + run.end}",
        "REPEATS",
        ("Measure", "Measure"),
        {
            "similarity": round(similarity, 3),
            "notice": data["notice"],
            "span_start": at + run.start,
            "span_end": at + run.end,
            "quote": data["text"][run.start : run.end],
            "extractor": "rules",
            "rule": "shared_clauses",
            "confidence": 1.0,
        },
    )
