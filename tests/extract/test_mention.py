"""Where names lie: which characters they hold, which stand in a place, where known ones stand again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph_builder.claim import Span
from graph_builder.extract.mention import Cells, Mention, Placed, longest
from graph_builder.extract.occurrences import occurrences

spans = st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda s: Span(s[0], s[0] + s[1]))
mentions = st.lists(spans.map(lambda s: Mention("名", "Unit", s, "rule")), max_size=12)


@given(st.lists(spans, max_size=8), spans, spans)
def test_a_span_is_free_where_no_name_holds_a_character(held, stretch, span):
    inside = Span(max(span.start, stretch.start), min(span.end, stretch.end))
    free = inside.start >= inside.end or not any(inside.overlaps(h) for h in held)
    assert Cells(stretch, held).free(span) == free


def test_a_span_is_taken_once():
    cells = Cells(Span(10, 20))
    assert cells.take(Span(12, 15))
    assert not cells.take(Span(14, 18))
    assert cells.take(Span(15, 18))


@given(mentions, spans)
def test_those_in_a_place_are_found_without_asking_all(found, span):
    placed = Placed(found)
    assert placed.within(span) == sorted((m for m in found if span.covers(m.span)), key=lambda m: m.span)
    assert placed.overlapping(span) == sorted((m for m in found if span.overlaps(m.span)), key=lambda m: m.span)


@given(mentions)
def test_the_longest_do_not_overlap_and_leave_no_room(found):
    kept = longest(found)
    assert not any(a.span.overlaps(b.span) for i, a in enumerate(kept) for b in kept[:i])
    assert all(any(m.span.overlaps(k.span) for k in kept) for m in found)


def test_known_names_are_found_again_in_their_passages():
    text = "甲公司与甲公司甲,乙公司。甲公司"
    first, second = Span(0, 8), Span(9, 13)
    found = occurrences(text, [first, second], ["甲公司", "公司", "丙公司"])
    assert found["甲公司"] == [(first, Span(0, 3)), (first, Span(4, 7))]
    assert found["公司"] == [(first, Span(1, 3)), (first, Span(5, 7)), (second, Span(10, 12))]
    assert found["丙公司"] == []


def test_a_name_never_overlaps_itself():
    assert [span for _, span in occurrences("人人人人人", [Span(0, 5)], ["人人"])["人人"]] == [Span(0, 2), Span(2, 4)]
