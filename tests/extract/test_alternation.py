"""Alternations find what a plain list of words, the longest first, would find."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extract.alternation import MANY, any_of

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
