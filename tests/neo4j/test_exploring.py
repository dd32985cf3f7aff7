"""The explorer's questions have the same answers on both engines, and mistakes have their place on the server."""

from __future__ import annotations

import pytest

from graph_builder.errors import BadQuery
from queries.mistake import mistake
from tests.queries.test_exploring import everything


def test_both_engines_answer_alike(both):
    embedded, served = map(everything, both)
    for ours, theirs in zip(embedded, served, strict=True):
        assert ours == theirs


@pytest.mark.parametrize(
    ("cypher", "wrong"),
    [
        ("MATCH (p:Problem)\nRETRN p", "RETRN"),
        ("MATCH (p:Problem) RETURN q", "q"),
        ("MATCH (p:Problem) RETURN p.nope", "p.nope"),
    ],
)
def test_a_mistake_has_its_place(both, cypher, wrong):
    with pytest.raises(BadQuery) as said:
        both[1].rows(cypher)
    start, end = mistake(cypher, str(said.value))
    assert wrong.endswith(cypher[start:end]) and cypher[start:end]
