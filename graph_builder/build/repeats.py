"""Measures that repeat each other: the same run of clauses under several problems or in several notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import networkx as nx
from rapidfuzz import fuzz

LEAST = 20
"""Letters that a shared run of clauses must have: shorter ones are set phrases of the genre."""
_CLAUSE = re.compile("[^，,。；;：:\n]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[一二三四五六七八九十百千万两]+(?=[个项次名人件家轮场年月日])")


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring clauses of a measure: what they say with numbers left out, and where in the measure."""

    key: str
    start: int
    end: int


def add_repeats(graph: nx.MultiDiGraph[str]) -> None:
    """Join every measure that repeats an earlier one to the first with those words, `REPEATS`, with the shared words.

    Within a notice the earlier one is the first of that notice, so that repetition inside a notice and copying
    between notices can be told apart. Linear in the number of measures.
    """
    everywhere: dict[str, str] = {}
    in_notice: dict[tuple[str, str], str] = {}
    measures = [(key, data) for key, data in graph.nodes(data=True) if data["label"] == "Measure"]
    for key, data in sorted(measures, key=lambda m: _order(graph, m[1])):
        notice = data["notice"]
        found: dict[str, _Run] = {}
        for run in _runs(data["text"]):
            here = in_notice.get((notice, run.key))
            if here and graph.nodes[here]["problem"] == data["problem"]:
                continue
            earlier = here or everywhere.get(run.key)
            if earlier and (earlier not in found or run.end - run.start > found[earlier].end - found[earlier].start):
                found[earlier] = run
            in_notice.setdefault((notice, run.key), key)
            everywhere.setdefault(run.key, key)
        for earlier, run in sorted(found.items()):
            _join(graph, key, earlier, run)


def _order(graph: nx.MultiDiGraph[str], data: dict[str, Any]) -> tuple[str, str, int, int]:
    published = graph.nodes[f"notice:{data['notice']}"]["published_on"] or "9999"
    return published, data["notice"], data["problem"], data["ordinal"]


def _runs(text: str) -> Iterator[_Run]:
    """Two neighbouring clauses, or a long one alone, with at least `LEAST` letters."""
    clauses = [(m.start(), m.end(), re.sub(r"[\W_]+", "", _NUMBER.sub("0", m.group()))) for m in _CLAUSE.finditer(text)]
    for (start, _, one), (_, end, other) in pairwise(clauses):
        if len(one) + len(other) >= LEAST and min(len(one), len(other)) >= 4:
            yield _Run(f"{one}/{other}", start, end)
    for start, end, one in clauses:
        if len(one) >= LEAST:
            yield _Run(one, start, end)


def _join(graph: nx.MultiDiGraph[str], later: str, earlier: str, run: _Run) -> None:
    data, at = graph.nodes[later], graph.nodes[later]["span_start"]
    similarity = fuzz.ratio(data["text"], graph.nodes[earlier]["text"]) / 100
    graph.add_edge(
        later,
        earlier,
        f"REPEATS@{data['notice']}:{at + run.start}-{at + run.end}",
        type="REPEATS",
        similarity=round(similarity, 3),
        notice=data["notice"],
        span_start=at + run.start,
        span_end=at + run.end,
        quote=data["text"][run.start : run.end],
        extractor="rules",
        rule="shared_clauses",
        confidence=1.0,
    )
