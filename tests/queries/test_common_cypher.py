"""A query that leaves the common Cypher is told apart by its words alone."""

from __future__ import annotations

import re
from importlib.util import find_spec

import pytest

from graph_builder.errors import BadQuery
from queries.cypher import leaves_common
from queries.cypher.common import broken, declared
from queries.cypher.rules import RULES
from tests.conftest import ROOT

LEAVES = declared()["leaves"]
DOCS = (ROOT / "docs" / "cypher.md").read_text("utf-8")


@pytest.mark.parametrize(("rule", "cypher"), [(name, q) for name, rule in LEAVES.items() for q in rule["leaves"]])
def test_each_rule_sees_what_leaves(rule, cypher):
    assert rule in dict(broken(cypher))


@pytest.mark.parametrize(
    "cypher",
    [
        *declared()["functions"].values(),
        *(q for rule in LEAVES.values() for q in rule["write"]),
        "MATCH (a:Official)-[:RECEIVED]->(s:Sanction)-[g:GIVEN_FOR]->(p:Problem) RETURN a.name AS name, p.id AS id",
        "MATCH (a:Unit)-[:PART_OF]->(b:Unit)-[:PART_OF]->(c:Unit) RETURN a.id AS a, c.id AS c",
        "MATCH (n:Unit) WHERE n.name STARTS WITH '县' AND (n.masked = false OR n.region IS NULL) RETURN n.id AS id",
        "MATCH (n:Unit {name: $name})-[r:INVOLVED_IN {role: 'subject'}]->(p) RETURN p.id AS `label(n)`",
        "MATCH (n:Unit) /* labels(n) */ WHERE n.name <> 'toString(1) || [0]' RETURN n.id AS id // id(n)",
        "MATCH (c:Company)-[:INVOLVED_IN|UNDERTAKES]->(x) RETURN count(DISTINCT x) AS n",
        "MATCH (p:Problem) RETURN CASE WHEN p.status IN ['ongoing', 'partly'] THEN 1 ELSE 0 END AS open",
    ],
)
def test_what_stays_inside_is_let_pass(cypher):
    assert leaves_common(cypher) == []


def test_every_rule_is_explained_and_the_reverse():
    assert LEAVES.keys() == {"function", *RULES}
    assert all(rule["leaves"] for rule in LEAVES.values())


def test_the_reason_names_what_was_found():
    assert leaves_common("MATCH (n:Unit) RETURN duration.between(n.a, n.b) AS x")[0].startswith(
        "函数 duration.between "
    )


def test_a_quote_without_end_is_a_bad_query():
    with pytest.raises(BadQuery):
        leaves_common("RETURN 'x")


def test_relationships_told_apart_only_by_or_may_be_one():
    both = "MATCH (a)-[:INVOLVED_IN]->(p)<-[:INVOLVED_IN]-(b) WHERE {} RETURN p.id AS id"
    assert leaves_common(both.format("a.id < b.id AND p.status = 'ongoing'")) == []
    for unsure in ("a.id < b.id OR a.masked", "a.number < b.number + 1", "a.id <= b.id", "a.id < p.id"):
        assert leaves_common(both.format(unsure)), unsure


def test_the_page_tells_every_rule():
    said = re.sub(r"\s+", " ", DOCS)
    for name, example in declared()["functions"].items():
        assert f"`{name}`" in said.lower(), example
    for entry in [
        *LEAVES.values(),
        *({**line, "leaves": [line["leaves"]], "write": [line["write"]]} for line in declared()["unseen"]),
    ]:
        for cypher in (*entry["leaves"], *entry["write"]):
            assert cypher in said, cypher


def library():
    if find_spec("queries.library") is None:
        return []
    from queries.library import patterns

    return [pytest.param(pattern.cypher, id=pattern.id) for pattern in patterns()]


@pytest.mark.parametrize("cypher", library())
def test_every_pattern_stays_inside(cypher):
    assert leaves_common(cypher) == []


def test_the_examples_of_the_page_stay_inside():
    for cypher in re.findall(r"```cypher\n(.*?)```", DOCS, re.S):
        assert leaves_common(cypher) == [], cypher
