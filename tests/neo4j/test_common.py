"""Every line of `common.yaml` is true: run on both engines."""

from __future__ import annotations

import pytest

from graph_builder.errors import WenzeError
from queries.cypher.common import declared
from tests.neo4j.same import answer

LEAVES = declared()["leaves"]
ALIKE = [
    *declared()["functions"].values(),
    *(cypher for rule in LEAVES.values() for cypher in rule["write"]),
    *(line["write"] for line in declared()["unseen"]),
]
UNLIKE = [
    # What would write is refused alike.
    *(cypher for name, rule in LEAVES.items() if name != "writing" for cypher in rule["leaves"]),
    *(line["leaves"] for line in declared()["unseen"]),
]


@pytest.mark.parametrize("cypher", ALIKE)
def test_what_may_be_written_gives_the_same_rows(both, cypher):
    embedded, served = (answer(store, cypher) for store in both)
    assert not isinstance(embedded, WenzeError), embedded
    assert embedded == served


@pytest.mark.parametrize("cypher", UNLIKE)
def test_what_leaves_it_does_differ(both, cypher):
    embedded, served = (answer(store, cypher) for store in both)
    assert embedded != served


@pytest.mark.parametrize("cypher", LEAVES["writing"]["leaves"])
def test_what_would_write_is_refused_by_both(both, cypher):
    assert all(isinstance(answer(store, cypher), WenzeError) for store in both)
