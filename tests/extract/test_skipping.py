"""What is looked for only where a sign of it stands is found as if it were looked for everywhere."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.occurrences import Standing, occurrences
from graph_builder.extract.skipping import found_round

texts = st.text("甲乙丙，", max_size=40)


def stretch(data, text: str) -> Span:
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    return Span(start, end)


@pytest.mark.parametrize(
    ("anchor", "before", "pattern"),
    [
        ("丙", 3, "(?<!乙)[甲乙]{1,3}丙"),
        ("乙(?=丙|，)", 2, "甲?[甲乙]?乙(?:丙|，)"),
        ("[甲丙]", 1, "(?:(?<=，)|(?<=乙))[乙甲]?[甲丙](?!甲)"),
        ("，", 4, "[甲乙]{0,2}?丙{0,2}，"),
    ],
)
@settings(deadline=None)
@given(texts, st.data())
def test_found_round_an_anchor_as_everywhere(anchor, before, pattern, text, data):
    span = stretch(data, text)
    whole = re.compile(pattern)
    found = found_round(re.compile(anchor), before, whole, text, span)
    assert [m.span() for m in found] == [m.span() for m in whole.finditer(text, *span)]


NAMES = ("甲乙", "甲乙丙", "乙丙", "丙甲乙", "乙")


@settings(deadline=None)
@given(texts, st.data())
def test_names_stand_where_a_pattern_of_them_finds_them(text, data):
    places = occurrences(text, (Span(0, len(text)),), NAMES)
    standing = Standing.of(span for of in places.values() for _, span in of)
    span, pattern = stretch(data, text), re.compile(any_of(NAMES))
    assert list(standing.within(*span)) == [m.span() for m in pattern.finditer(text, *span)]
    at = pattern.match(text, *span)
    assert standing.at(*span) == (at.end() if at else None)
