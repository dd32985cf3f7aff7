"""Words that name nothing in particular, by the lists of the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.extract.alternation import any_of
from graph_builder.lexicon import load


@cache
def pattern(key: str, vocabulary: str = "names") -> re.Pattern[str]:
    """Any word of a list of the lexicon."""
    return re.compile(any_of(load(vocabulary)[key]))


@cache
def _longest_first(key: str, vocabulary: str) -> tuple[str, ...]:
    return tuple(sorted(set(load(vocabulary)[key]), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1 << 12)
def only(stem: str, key: str, vocabulary: str = "names") -> bool:
    """Whether a stem is made of generic words alone (国有 + 平台)."""
    rest = stem
    for word in _longest_first(key, vocabulary) if pattern(key, vocabulary).search(stem) else ():
        rest = rest.replace(word, "")
    return not rest.strip("、的")
