"""What a problem is about: one or two categories from weighted cue words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from graph_builder.extract.cues import votes

NEAR = 0.62
"""A second category is kept when it reaches this share of the first one's weight."""
HEAD = 1.5
"""What stands before the first full stop or comma counts this much: problems open with what they are about."""


_STOP = re.compile("[,，。]")


@dataclass(frozen=True, slots=True)
class Scored:
    """A category and the weight of the words that speak for it."""

    category: str
    weight: float


def categories(problem: str, theme: str = "") -> list[Scored]:
    """The categories of a problem, the heaviest first. The theme's words only break ties (weight 0.1).

    >>> [c.category for c in categories("违规举债融资,隐性债务化解缓慢。")]
    ['债务与融资']
    """
    head = _STOP.search(problem)
    opening = head.start() if head else len(problem)
    weights: dict[str, float] = defaultdict(float)
    for at, _, kind, weight in votes("category", problem):
        weights[kind] += weight * (HEAD if at < opening else 1.0)
    if not weights or max(weights.values()) < 2:
        for _, _, kind, weight in votes("category", theme):
            weights[kind] += weight * 0.1
    ranked = sorted((Scored(kind, weight) for kind, weight in weights.items()), key=lambda s: (-s.weight, s.category))
    if not ranked:
        return []
    return [s for s in ranked[:2] if s.weight >= NEAR * ranked[0].weight]
