"""Patterns and findings: the annotated ones are found, each with its words; rules of the library hold."""

from __future__ import annotations

import json
import re

import pytest

from graph_builder.errors import BadQuery
from queries.findings import as_row, findings
from queries.library import _common, pattern, patterns, read_pattern


def flagged(store, name: str) -> set[int]:
    return {number for finding in findings(store, [pattern(name)]) for _, number in finding.problems}


def f1(want: set[int], got: set[int]) -> float:
    return 2 * len(want & got) / (len(want) + len(got)) if got else 0.0


def test_the_annotated_patterns_are_found(shared, sample_store):
    gold = json.loads((shared / "gold" / "patterns.json").read_text("utf-8"))
    scores = {
        basis: {name: f1(set(numbers), flagged(sample_store, name)) for name, numbers in gold[basis].items()}
        for basis in ("firm", "soft")
    }
    assert min(scores["firm"].values()) >= 0.85, scores["firm"]
    assert sum(scores["firm"].values()) / len(scores["firm"]) >= 0.92, scores["firm"]
    assert sum(scores["soft"].values()) / len(scores["soft"]) >= 0.65, scores["soft"]


def test_every_quote_stands_where_it_says(sample_store, sample):
    found = findings(sample_store, patterns())
    assert found
    for finding in found:
        assert finding.quotes, finding.pattern.id
        for quote in finding.quotes:
            assert sample.document.text[slice(*quote.span)] == quote.text, finding.pattern.id


def test_firm_findings_come_first_and_each_is_explained(sample_store):
    found = findings(sample_store, patterns())
    order = [f.pattern.firm for f in found]
    assert order == sorted(order, reverse=True)
    for finding in found:
        assert finding.why and "{" not in finding.why
        assert finding.problems


def test_no_masked_person_and_no_one_who_is_only_mentioned_is_found(sample_store):
    people = {e for f in findings(sample_store, patterns()) for e in f.entities if e.startswith("official:")}
    rows = sample_store.rows(
        "MATCH (o:Official) WHERE o.id IN $ids RETURN o.name, o.masked", {"ids": sorted(people)}
    ).rows
    assert rows
    assert not [name for name, masked in rows if masked]
    assert not [name for name, _ in rows if name in ("习近平", "方靖")]


def test_a_row_says_where_what_and_why(sample_store):
    row = as_row(findings(sample_store, [pattern("serial-post-holders")])[0])
    assert row["problems"] == [13, 15, 16]
    assert row["notice"] == "hetang-2025"
    assert {"pattern", "notice", "problems", "entities", "why", "quotes"} <= row.keys()
    assert all({"text", "span"} <= quote.keys() for quote in row["quotes"])
    json.dumps(row)


def test_a_parameter_changes_what_is_found(sample_store):
    few = findings(sample_store, [pattern("company-in-many-problems")])
    more = findings(sample_store, [pattern("company-in-many-problems")], {"least": "4"})
    assert len(more) < len(few)


@pytest.mark.parametrize(("changes", "words"), [({"leest": "3"}, "没有参数"), ({"least": "many"}, "整数")])
def test_a_wrong_parameter_is_explained(sample_store, changes, words):
    with pytest.raises(BadQuery, match=words):
        findings(sample_store, [pattern("company-in-many-problems")], changes)


def test_a_reader_s_own_pattern_runs(sample_store, tmp_path):
    own = tmp_path / "own.cypher"
    own.write_text(
        '/* ---\ntitle: 教育\nwhy: w\ncheck: c\nbasis: soft\nseverity: 1\nsentence: "{n} 个教育问题"\n--- */\n'
        "MATCH (p:Problem) WHERE '教育' IN p.category RETURN p.notice AS finding, p.id AS problem",
        "utf-8",
    )
    found = findings(sample_store, [pattern(str(own))])
    assert [f.why for f in found] == ["3 个教育问题"]


@pytest.mark.parametrize(
    "text",
    [
        "MATCH (n) RETURN n",
        "/* ---\ntitle: t\n--- */\nMATCH (n) RETURN n",
        "/* ---\n: : :\n- x\n--- */\nMATCH (n) RETURN n",
        "/* ---\ntitle: t\nwhy: w\ncheck: c\nbasis: maybe\nseverity: 1\nsentence: s\n--- */\nMATCH (n) RETURN n",
    ],
)
def test_a_file_without_a_right_head_is_refused(text):
    with pytest.raises(BadQuery, match="说明"):
        read_pattern(text, "own")


def test_a_library_pattern_that_only_one_engine_runs_is_refused():
    head = "/* ---\ntitle: t\nwhy: w\ncheck: c\nbasis: soft\nseverity: 1\nsentence: s\n--- */\n"
    with pytest.raises(BadQuery, match=r"不能在两个引擎上同样运行.*docs/cypher.md"):
        _common(read_pattern(head + "MATCH (n:Unit) RETURN toString(n.masked) AS finding", "own"))


def test_an_unknown_pattern_is_named():
    with pytest.raises(BadQuery, match="没有名为 nothing 的模式"):
        pattern("nothing")


@pytest.mark.parametrize("each", patterns(), ids=lambda p: p.id)
def test_a_match_that_follows_a_condition_stands_behind_a_with(each):
    """Chained MATCHes lose conditions in the embedded engine (docs/decisions.md); a WITH between them keeps them."""
    bare = re.sub(r"\{[^{}]*\}", "", each.cypher)
    parts = re.split(r"\b(?:WITH|UNWIND)\b", bare)
    assert max(len(re.findall(r"\bMATCH\b", part)) for part in parts) <= 1
