"""Weighted cue words found in one pass (Aho–Corasick); of cues that overlap only the longest counts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import ahocorasick

from graph_builder.lexicon import load


@cache
def _automaton(lexicon: str) -> ahocorasick.Automaton:
    words: dict[str, list[tuple[str, float]]] = {}
    table: dict[str, Any] = load(lexicon)
    for kind, cues in table.items():
        weighted: Iterable[tuple[float, list[str]]] = cues.items() if isinstance(cues, dict) else [(1.0, cues)]
        for weight, group in weighted:
            for cue in group:
                words.setdefault(cue, []).append((kind, float(weight)))
    automaton = ahocorasick.Automaton()
    for cue, votes in words.items():
        automaton.add_word(cue, (cue, tuple(votes)))
    automaton.make_automaton()
    return automaton


def votes(lexicon: str, text: str) -> list[tuple[int, str, str, float]]:
    """Every cue of `text` as (where it begins, cue, what it speaks for, weight), each cue's first place only."""
    found: dict[str, tuple[int, str, tuple[tuple[str, float], ...]]] = {}
    for last, (cue, speaks) in _automaton(lexicon).iter_long(text):
        found.setdefault(cue, (last - len(cue) + 1, cue, speaks))
    return sorted((at, cue, kind, weight) for at, cue, speaks in found.values() for kind, weight in speaks)
