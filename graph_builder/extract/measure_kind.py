"""What kind of step a measure is: the lead phrase gives the first kind, the body may add a second."""

from __future__ import annotations

import re
from collections import defaultdict

from graph_builder.extract.cues import votes

LEAD = 3.0
"""Weight of a cue in the lead phrase, beside 1 for the body."""


_STOP = re.compile("[。,，]")


def measure_kinds(text: str) -> list[str]:
    """One or two kinds; 其他 when no cue speaks.

    >>> measure_kinds("加强业务培训,提升人员业务能力。")
    ['培训教育']
    """
    stop = _STOP.search(text)
    lead = stop.start() if stop and stop.start() >= 2 else len(text)
    weights: dict[str, float] = defaultdict(float)
    for at, cue, kind, _ in votes("measure_kind", text):
        weights[kind] += (LEAD if at < lead else 1.0) + 0.1 * len(cue)
    ranked = sorted(weights.items(), key=lambda kv: (-kv[1], kv[0]))
    if not ranked:
        return ["其他"]
    return [kind for kind, weight in ranked[:2] if weight >= 0.45 * ranked[0][1]]
