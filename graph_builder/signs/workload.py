"""How many are to be supervised or served by how few: 3人需对129家单位进行监督."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph_builder.claim import Claim, Span
from graph_builder.lexicon import load
from graph_builder.signs.cue import around


@cache
def _charged() -> re.Pattern[str]:
    return re.compile("|".join(load("workload")["charged"]))


def workloads(text: str, within: Span, figures: Sequence[Claim]) -> Iterator[tuple[Span, float]]:
    """Sentences of a problem in which few people face many, with how many each of them faces."""
    words = load("workload")
    for few, many in ((a, b) for a in figures for b in figures if a.span.end <= b.span.start):
        if few.value["unit"] not in words["people"] or many.value["unit"] not in words["charges"]:
            continue
        between = text[few.span.end : many.span.start]
        if len(between) > words["reach"] or re.search("[。；;\n]", between) or not _charged().search(between):
            continue
        ratio = _ratio(few, many)
        if ratio is not None and ratio >= words["least"]:
            yield around(text, within, (few.span.start, many.span.end), "。；;\n"), ratio


def _ratio(few: Claim, many: Claim) -> float | None:
    values = few.value["value"], many.value["value"]
    if not all(isinstance(v, (int, float)) for v in values) or values[0] <= 0:
        return None
    return round(float(values[1]) / float(values[0]), 1)
