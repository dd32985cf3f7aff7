"""What ties somebody to another who is meant by it alone: 其弟甲某某, 其的妻子."""

from __future__ import annotations

from functools import cache

from graph_builder.extract.alternation import any_of
from graph_builder.lexicon import load


@cache
def kin_pattern() -> str:
    """Whose relative or helper somebody is, as a pattern: 其妻, 其的司机."""
    return f"其的?{any_of([*load('people')['relatives'], *load('people')['kin']])}"
