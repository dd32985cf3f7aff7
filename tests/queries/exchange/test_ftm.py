"""FollowTheMoney entities, checked by the followthemoney package itself."""

from __future__ import annotations

import json
from pathlib import Path

import networkx as nx
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.schema import schema
from queries.exchange import ftm, held
from queries.exchange.ftm import entities, entity_id, write_ftm
from tests.conftest import absent
from tests.queries.exchange.conftest import link, node
from tests.queries.invented import COMPANY, EDUCATION, HEAD, MASKED, invented

try:
    from followthemoney import model as MODEL
except ImportError:
    MODEL = None
MAPPING = yaml.safe_load(Path(ftm.__file__).with_name("ftm.yaml").read_text("utf-8"))


@pytest.fixture(autouse=True)
def _validator() -> None:
    if MODEL is None:
        absent("no followthemoney here (pip install --group ftm)")


def check(found: list[dict]) -> None:
    """Every entity is valid, complete, unchanged by cleaning, and points only at entities that are there."""
    ids = {entity["id"]: MODEL.get(entity["schema"]) for entity in found}
    assert len(ids) == len(found)
    for entity in found:
        kind = ids[entity["id"]]
        kind.validate(entity)
        assert all(entity["properties"].get(name) for name in kind.required), entity
        cleaned = MODEL.get_proxy(entity, cleaned=False).to_dict()["properties"]
        assert {name: len(values) for name, values in cleaned.items()} == {
            name: len(values) for name, values in entity["properties"].items()
        }
        for name, values in entity["properties"].items():
            declared = kind.get(name)
            assert declared is not None and not declared.stub
            if declared.type.name == "entity":
                assert all(ids[value].is_a(declared.range) for value in values), (entity, name)


def about(found: list[dict], key: str) -> list[dict]:
    """The links at one end of which a node of ours stands."""
    return [e for e in found if any(entity_id(key) in v for n, v in e["properties"].items() if n != "proof")]


def test_the_invented_graph_is_valid(graph):
    check(list(entities(held(graph))))


def test_the_sample_is_valid(sample_graph, tmp_path):
    write_ftm(held(sample_graph), tmp_path / "g.ftm.json")
    check([json.loads(line) for line in (tmp_path / "g.ftm.json").read_text("utf-8").splitlines()])


def test_nobody_masked_is_an_entity_or_the_end_of_a_link(graph):
    found = list(entities(held(graph)))
    assert entity_id(MASKED) not in {entity["id"] for entity in found}
    assert not about(found, MASKED)


def test_whoever_is_only_mentioned_is_left_out():
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    node(graph, "notice:n", "Notice", title="t", source="n.txt")
    node(graph, "problem:n#1", "Problem", notice="n", number=1, text="甲挪用资金")
    node(graph, "official:a", "Official", name="张三")
    link(graph, "official:a", "problem:n#1", "k", "INVOLVED_IN", role="mentioned", part="problem")
    assert {entity["schema"] for entity in entities(held(graph))} == {"Document", "Event"}
    link(graph, "official:a", "problem:n#1", "l", "INVOLVED_IN", role="subject", part="problem")
    assert {entity["schema"] for entity in entities(held(graph))} == {"Document", "Event", "Person", "UnknownLink"}


def test_every_link_has_its_words_and_its_document(graph):
    quotes = set(nx.get_edge_attributes(graph, "quote").values())
    for entity in entities(held(graph)):
        if MODEL.get(entity["schema"]).is_a("Interest"):
            assert set(entity["properties"]["description"]) <= quotes
            assert entity["properties"]["proof"] in ([entity_id("notice:n1")], [entity_id("notice:n2")])


def test_a_post_is_an_employment_with_its_title(graph):
    (post,) = (entity for entity in entities(held(graph)) if entity["schema"] == "Employment")
    told = {"employee": [entity_id(HEAD)], "employer": [entity_id(EDUCATION)], "role": ["局长"], "status": ["原任"]}
    assert told.items() <= post["properties"].items()


def test_a_sanction_is_an_event_that_flags_nobody(graph):
    found = list(entities(held(graph)))
    schemata = {entity["schema"] for entity in found}
    assert "Sanction" not in schemata and not any("topics" in entity["properties"] for entity in found)
    (event,) = (entity for entity in found if entity["id"] == entity_id("sanction:n1#1"))
    assert event["properties"]["name"] == ["党内警告：高远山"]
    assert event["properties"]["notes"] == ["给予原局长高远山党内警告处分"]


def test_wordings_of_a_text_are_not_used_to_match(graph):
    (company,) = (entity for entity in entities(held(graph)) if entity["id"] == entity_id(COMPANY))
    assert "alias" not in company["properties"] and "星河公司" in company["properties"]["weakAlias"]
    assert company["properties"]["proof"] == [entity_id("notice:n1"), entity_id("notice:n2")]


def test_ids_are_the_same_in_every_export(graph):
    assert [e["id"] for e in entities(held(graph))] == [e["id"] for e in entities(held(invented()))]


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from(["", "x" * 70_000]))
def test_any_text_makes_valid_entities(text, more):
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    node(graph, "notice:n", "Notice", title=text, source=text, issuer=text, published_on=text, text=text + more)
    node(graph, "problem:n#1", "Problem", notice="n", number=1, text=text + more, answer=text, category=[text])
    node(graph, "official:a", "Official", name=text, aliases=[text, "乙"])
    node(graph, "sanction:a", "Sanction", notice="n", kind=text, recipient=text, date=text, quote=text)
    link(graph, "official:a", "sanction:a", "k" + text, "RECEIVED", quote=text)
    link(graph, "official:a", "problem:n#1", "k", "INVOLVED_IN", role="subject", quote=text)
    check(list(entities(held(graph))))


def test_the_mapping_names_only_what_both_sides_have():
    assert MAPPING["nodes"].keys() <= schema().nodes.keys() and MAPPING["links"].keys() <= schema().edges.keys()
    kinds = {name: kind for kind, names in MAPPING["types"].items() for name in names}
    for label, rule in (MAPPING["nodes"] | MAPPING["links"]).items():
        ours = (schema().nodes.get(label) or schema().edges[label]).properties.keys() | {"id"}
        theirs = MODEL.get(rule["schema"])
        for name, source in rule.get("values", {}).items():
            assert theirs.get(name).type.name == kinds.get(name, "string"), (label, name)
            assert {source} <= ours if isinstance(source, str) else set(source) <= ours
        for name in (*rule.get("fixed", {}), *rule.get("ends", ())):
            assert theirs.get(name) is not None
        assert rule.get("only", {}).keys() | rule.get("when", {}).keys() <= ours


@pytest.mark.parametrize(
    ("text", "date"),
    [("2024", 1), ("2024-09", 1), ("2024-09-10", 1), ("2024-13", 0), ("2024-02-30", 0), ("2021/..", 0), ("九月", 0)],
)
def test_only_a_real_date_is_a_date(text, date):
    assert len(ftm._clean("date", text)) == date
