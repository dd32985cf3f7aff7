"""Completion: what the schema knows, where it belongs."""

from __future__ import annotations

import pytest

from queries.completion import complete


@pytest.mark.parametrize(
    ("before", "has", "lacks"),
    [
        ("MATCH (c:Comp", {"Company"}, {"INVOLVED_IN", "Unit"}),
        ("MATCH (c:企", {"Company"}, {"Unit"}),
        ("MATCH (x:Unit|", {"Company"}, {"RECEIVED"}),
        ("MATCH (c)-[r:INV", {"INVOLVED_IN"}, {"Company"}),
        ("MATCH (c)-[:", {"INVOLVED_IN", "RECEIVED"}, {"Unit"}),
        ("MATCH (o:Official) WHERE o.", {"name", "masked", "id"}, {"iso"}),
        ("MATCH (c)-[r:HOLDS_POST]->(b) RETURN r.t", {"title"}, {"text"}),
        ("MATCH (x) RETURN x.q", {"quote"}, set()),
        ("mat", {"MATCH"}, set()),
        ("MATCH (n) WHERE n.name = 'mat", set(), {"MATCH"}),
        ("", set(), {"MATCH"}),
    ],
)
def test_what_may_come_next(before, has, lacks):
    words = {s.word for s in complete(before)}
    assert has <= words
    assert not lacks & words


def test_a_suggestion_replaces_what_was_typed():
    (found,) = complete("MATCH (c:Comp")
    assert (found.word, found.typed, found.meaning) == ("Company", 4, "企业")
