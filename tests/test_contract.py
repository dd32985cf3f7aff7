"""The JSON that programs read: its keys, its vocabularies, its evidence."""

from __future__ import annotations

import pytest

from graph_builder.build import read_notice
from graph_builder.contract import contract
from graph_builder.schema import schema
from tests.conftest import NOTICES, SAMPLE

PROBLEM_KEYS = {
    "number", "label", "theme", "text", "span", "category", "status", "status_evidence", "recurrent",
    "recurrent_evidence", "answer_span", "measures", "entities", "posts", "sanctions", "figures", "dates", "documents",
}  # fmt: skip


@pytest.fixture(params=[SAMPLE, *sorted(NOTICES.glob("*.txt"))], ids=lambda p: p.stem)
def found(request):
    return contract(read_notice(request.param))


def test_has_every_key(found):
    assert {
        "text",
        "notice",
        "inspection",
        "themes",
        "problems",
        "aliases",
        "front_matter",
        "relations",
        "doubts",
    } <= set(found)
    assert found["problems"]
    for problem in found["problems"]:
        assert set(problem) >= PROBLEM_KEYS


def test_every_span_cuts_its_own_words(found):
    text = found["text"]
    for problem in found["problems"]:
        rows = [(problem["span"], problem["text"])]
        rows += [(m["span"], m["text"]) for m in problem["measures"]]
        rows += [(e["span"], e["name"]) for e in problem["entities"]]
        rows += [(i["span"], i["quote"]) for key in ("posts", "sanctions", "figures", "dates") for i in problem[key]]
        for (start, end), words in rows:
            assert text[start:end] == words


def test_numbers_run_through_the_notice_and_words_come_from_the_vocabularies(found):
    assert [p["number"] for p in found["problems"]] == list(range(1, len(found["problems"]) + 1))
    known = schema().vocabulary
    for problem in found["problems"]:
        assert problem["status"] in known["status"]
        assert set(problem["category"]) <= set(known["category"]) and len(problem["category"]) <= 2
        assert all(
            set(m["kind"]) <= set(known["measure_kind"]) and 1 <= len(m["kind"]) <= 2 for m in problem["measures"]
        )
        assert all(e["role"] in known["role"] for e in problem["entities"])


def test_every_mention_is_in_exactly_one_group_of_aliases(found):
    groups = {a["id"] for a in found["aliases"]}
    assert len(groups) == len(found["aliases"])
    for problem in found["problems"]:
        for entity in problem["entities"]:
            assert any(
                entity["name"] in a["mentions"] and a["canonical"] == entity["canonical"] for a in found["aliases"]
            )
