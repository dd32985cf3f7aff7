"""The explorer's questions have the same answers on both engines, and mistakes have their place on the server."""

from __future__ import annotations

import json
from dataclasses import asdict

import httpx
import pytest

from graph_builder.errors import BadQuery
from queries.doubtful import how_many, questions
from queries.mistake import mistake
from tests.explorer.conftest import TOKEN, serving
from tests.queries.test_exploring import everything
from viz.explorer.panel import panel


def test_both_engines_answer_alike(both):
    embedded, served = map(everything, both)
    for ours, theirs in zip(embedded, served, strict=True):
        assert ours == theirs


def test_both_ask_a_person_the_same(both):
    embedded, served = ([asdict(question) for question in questions(store)] for store in both)
    assert embedded == served and embedded
    assert how_many(both[0]) == how_many(both[1])


def test_the_page_is_served_from_a_server_s_graph(both, tmp_path):
    with serving(both[1], tmp_path / "views.json") as running:
        client = httpx.Client(base_url=running.origin, headers={"Origin": running.origin}, timeout=60)
        client.get(f"/?token={TOKEN}")
        counts = client.post("/ask/overview").raise_for_status().json()["counts"]
        assert counts["Problem"] == both[0].rows("MATCH (p:Problem) RETURN count(*)").rows[0][0]
        ((key,),) = both[0].rows("MATCH (c:Company)-[:INVOLVED_IN]->() RETURN c.id ORDER BY c.id LIMIT 1").rows
        shown = client.post("/ask/panel", json={"id": key}).raise_for_status().json()
        assert shown == json.loads(json.dumps(panel(both[0], key)))
        grown = client.post("/ask/grow", json={"shown": {key: [0, 0]}, "node": key}).raise_for_status().json()
        assert grown["neighbours"]
        asked = client.post("/ask/doubts").raise_for_status().json()["questions"][0]
        what = "split" if asked["kind"] == "same" else "accept"
        client.post("/ask/judge", json={"what": what, "subjects": asked["subjects"]}).raise_for_status()
        assert running.judgements.read_text("utf-8").count("\n") == 1


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
