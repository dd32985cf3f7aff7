"""How long a step takes."""

from __future__ import annotations

import time
from collections.abc import Callable


def seconds(act: Callable[[], object], runs: int = 7, *, warm: bool = True) -> float:
    """The shortest of a few runs, after one that warms up: what the step itself costs, whoever else is computing."""
    if warm:
        act()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return min(times)
