"""Measures that repeat each other: the same run of clauses under several problems or in several notices."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import Any

import numpy as np
from rapidfuzz import fuzz

from graph_builder.build.rows import LinkRow, NodeRow, Tables

LEAST = 20
"""Letters that a shared run of clauses must have: shorter ones are set phrases of the genre."""
_CLAUSE = re.compile("[^，,。；;：:\n]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]+(?=[个项次名人件家轮场年月日])")


@dataclass(frozen=True, slots=True, eq=False)
class Runs:
    """The runs of neighbouring clauses in a notice's measures, a row each.

    `keys` are 64 bits of what they say with numbers left out. `places` has four columns: the measure, by its place
    among the notice's; start and end in it; the first measure of the notice with this run.
    """

    keys: Any
    places: Any

    def __bytes__(self) -> bytes:
        return bytes(self.keys.astype("<u8").tobytes() + self.places.astype("<u4").tobytes())

    @classmethod
    def of_bytes(cls, data: bytes) -> Runs:
        """What `bytes` gave. Raises `ValueError`."""
        count = len(data) // _ROW_BYTES
        keys = np.frombuffer(data, "<u8", count)
        return cls(keys, np.frombuffer(data, "<u4", offset=8 * count).reshape(count, 4))


_ROW_BYTES = 8 + 4 * 4


@dataclass(frozen=True, slots=True)
class Repeat:
    """From `start` to `end` the measure at `measure` repeats the one at `earlier` of `notice` (None: of its own)."""

    measure: int
    start: int
    end: int
    notice: int | None
    earlier: int


def runs_of(measures: Sequence[NodeRow]) -> Runs:
    """The runs of a notice's measures, given in reading order, less those seen before under the same problem."""
    first: dict[int, int] = {}
    keys: list[int] = []
    places: list[tuple[int, int, int, int]] = []
    for at, measure in enumerate(measures):
        seen = set()
        for key, start, end in _runs(measure.properties["text"]):
            before = first.setdefault(key, at)
            if key not in seen and (before == at or _problem(measures[before]) != _problem(measure)):
                seen.add(key)
                keys.append(key)
                places.append((at, start, end, before))
    return Runs(np.array(keys, np.uint64), np.array(places, np.uint32).reshape(-1, 4))


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

    def add(self, notice: int, runs: Runs) -> None:
        """Take in the runs of the notice at this place."""
        own = runs.places[:, 0] == runs.places[:, 3]
        self._keys.frombytes(runs.keys[own].astype(np.uint64).tobytes())
        self._places.frombytes((runs.places[own, 0].astype(np.uint64) | np.uint64(notice << 32)).tobytes())

    def settle(self, order: Sequence[int]) -> None:
        """Find the first of each, where `order` gives every notice's rank in time."""
        keys, places = np.frombuffer(self._keys, np.uint64), np.frombuffer(self._places, np.uint64)
        rank = np.asarray(order, np.uint64)[(places >> np.uint64(32)).astype(np.int64)] if len(places) else places
        sequence = np.lexsort((places & np.uint64(0xFFFFFFFF), rank, keys))
        keys, places = keys[sequence], places[sequence]
        begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.array([], int)
        shared = np.diff(np.append(begins, len(keys))) > 1
        self._first, self._place = keys[begins[shared]], places[begins[shared]]

    def repeats(self, notice: int, runs: Runs) -> list[Repeat]:
        """The earlier measures that each measure repeats, with the longest run shared with each."""
        at = np.searchsorted(self._first, runs.keys)
        known = np.zeros(len(at), bool)
        known[at < len(self._first)] = self._first[at[at < len(self._first)]] == runs.keys[at < len(self._first)]
        here = runs.places[:, 0] != runs.places[:, 3]
        longest: dict[tuple[int, int | None, int], tuple[int, int]] = {}
        found = np.flatnonzero(here | known)
        firsts = self._place[np.where(here[found], 0, at[found])].tolist() if len(self._place) else [0] * len(found)
        for (measure, start, end, own), first, inside in zip(
            runs.places[found].tolist(), firsts, here[found], strict=True
        ):
            other, earlier = (None, own) if inside else divmod(first, 1 << 32)
            held = longest.get((measure, other, earlier), (0, 0))
            if other != notice and end - start > held[1] - held[0]:
                longest[measure, other, earlier] = (start, end)
        return [Repeat(measure, *span, other, earlier) for (measure, other, earlier), span in longest.items()]


def repeat_link(repeat: Repeat, own: Tables, earlier: Mapping[str, Sequence[str]]) -> LinkRow:
    """`REPEATS`, with the shared words; `earlier` are the measures (`id`, `text`) of the notice repeated."""
    later = own.of(("Measure",))
    at, text, notice = later["span_start"][repeat.measure], later["text"][repeat.measure], later["notice"][0]
    similarity = fuzz.ratio(text, earlier["text"][repeat.earlier]) / 100
    return LinkRow(
        later["id"][repeat.measure],
        earlier["id"][repeat.earlier],
        f"REPEATS@{notice}:{at + repeat.start}-{at + repeat.end}",
        "REPEATS",
        ("Measure", "Measure"),
        {
            "similarity": round(similarity, 3),
            "notice": notice,
            "span_start": at + repeat.start,
            "span_end": at + repeat.end,
            "quote": text[repeat.start : repeat.end],
            "extractor": "rules",
            "rule": "shared_clauses",
            "confidence": 1.0,
        },
    )
