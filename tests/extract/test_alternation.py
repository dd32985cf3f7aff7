"""Alternations find what a plain list would find: of words the longest first, of patterns in their order."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.extract.alternation import MANY, any_of, one_of
from graph_builder.lexicon import load

NOTICES = "".join(path.read_text("utf-8") for path in sorted(Path(__file__).parents[1].glob("notices/*.txt")))
LETTERS = "甲乙丙丁ab]^-\\.(|"
words = st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=12)


def plain(listed: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(w) for w in sorted(set(listed), key=lambda w: (-len(w), w))))


@given(words, st.text(LETTERS + "戊", max_size=60))
def test_finds_what_a_list_finds(listed, text):
    found, expected = (p.finditer(text) for p in (re.compile(any_of(listed)), plain(listed)))
    assert [m.span() for m in found] == [m.span() for m in expected]


def test_very_many_words_are_all_found():
    listed = [chr(0x4E00 + n) + end for n in range(2 * MANY) for end in ("村", "山村", "山")] + ["]", "^山"]
    pattern = re.compile(any_of(listed))
    assert all(pattern.fullmatch(word) for word in listed)
    assert pattern.search("在一山村里").group() == "一山村"
    assert pattern.search("在一里") is None


heads = st.text("甲乙丙", min_size=1, max_size=2)
sets = st.text("甲乙丙", min_size=1, max_size=3).map(lambda letters: f"[{letters}]")
digits = st.sampled_from(["\\d", "[\\d甲]", "[乙\\d]"])
groups = st.lists(st.one_of(heads, sets, digits), min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})")
tails = st.sampled_from(["", "丁", "[^甲]", "丁{0,2}", "(?!丁)", "?", "?丁", "*丙"])
patterns = st.lists(st.tuples(st.one_of(heads, sets, digits, groups), tails).map("".join), min_size=1, max_size=5)


@settings(deadline=None)
@given(patterns, st.text("甲乙丙丁3３", max_size=30))
def test_arranged_patterns_find_what_listed_ones_find(listed, text):
    found, expected = (re.compile(p).finditer(text) for p in (one_of(listed), "|".join(listed)))
    assert [m.span() for m in found] == [m.span() for m in expected]


@pytest.mark.parametrize("listed", [row["cues"] for row in load("signs").values()], ids=list(load("signs")))
def test_arranged_cues_find_what_listed_ones_find(listed):
    found, expected = (re.compile(p).finditer(NOTICES) for p in (one_of(listed), "|".join(listed)))
    assert [m.span() for m in found] == [m.span() for m in expected]
