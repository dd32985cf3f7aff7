"""On an invented corpus of which the truth is known: who is made one, and what recurs from notice to notice."""

from __future__ import annotations

import pytest

from graph_builder.build import Identified, build_graph
from graph_builder.build.graph import _InMemory
from queries.findings import findings
from queries.library import patterns
from queries.store import EmbeddedStore, load
from tests.corpora import Truth, notices
from tests.corpora.reading import read_written
from tests.corpora.scoring import pairs, whole

SIZE = 180


@pytest.fixture(scope="module")
def corpus():
    written = list(notices(SIZE, short=True))
    known = Truth()
    for notice in written:
        known.add(notice)
    return known, read_written(written)


def test_merges_are_precise_and_find_what_is_one(corpus):
    known, readings = corpus
    found = pairs(Identified(_InMemory(readings)).heads(), known.names)
    assert found["official"].made > 20 and found["official"].precision == 1.0
    assert whole(found).precision >= 0.995 and whole(found).recall >= 0.90


def test_masked_people_stand_alone(corpus):
    _, readings = corpus
    graph = build_graph(readings)
    masked = [key for key, data in graph.nodes(data=True) if data.get("masked")]
    assert masked
    for key in masked:
        touching = [*graph.in_edges(key, data=True), *graph.out_edges(key, data=True)]
        assert len({edge["notice"] for _, _, edge in touching}) <= 1 and not graph.nodes[key]["members"]


def test_what_was_planted_to_recur_is_found_through_the_store(corpus, tmp_path):
    known, readings = corpus
    wanted = ("official-in-several-notices", "company-in-several-notices", "returns-next-round", "copied-measures")
    load(build_graph(readings), tmp_path / "g.lbug")
    with EmbeddedStore(tmp_path / "g.lbug") as store:
        found = findings(store, [p for p in patterns() if p.id in {*wanted, "same-kind-many-places"}])
    by_pattern = {name: [f for f in found if f.pattern.id == name] for name in (*wanted, "same-kind-many-places")}

    truth = {name: known.in_several(name) for name in wanted}
    named = {frozenset(f.notices) for f in by_pattern["official-in-several-notices"]}
    planted = {frozenset(own) for own in truth["official-in-several-notices"].values()}
    # Somebody may be blamed in fewer notices than name him, never in another's.
    assert all(any(own <= whole_life for whole_life in planted) for own in named)
    assert len(named) >= 0.7 * len(planted)

    assert len(by_pattern["company-in-several-notices"]) >= 0.9 * len(truth["company-in-several-notices"])

    rounds = {notice for f in by_pattern["returns-next-round"] for notice in f.notices}
    again = {max(own) for own in truth["returns-next-round"].values()}
    assert rounds <= {max(own) for own in known.in_several("inspected").values()}
    assert len(rounds & again) >= 0.9 * len(again)

    copied = [set(f.notices) for f in by_pattern["copied-measures"]]
    for own in truth["copied-measures"].values():
        assert any(len(own & found_in) >= 0.6 * len(own) for found_in in copied)
    assert by_pattern["same-kind-many-places"]
