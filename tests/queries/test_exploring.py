"""What the explorer asks: search, overview, neighbours, routes, ties, passages, comparison."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from graph_builder.errors import NothingFound
from queries.comparison import compare
from queries.cypher import leaves_common
from queries.ids import ids_in, is_id, label_of
from queries.judging import fact_of
from queries.mistake import mistake
from queries.neighbours import neighbours
from queries.overview import overview, published_on, titled
from queries.passages import passages
from queries.routes import routes
from queries.search import search
from queries.store import Rows
from queries.ties import ties
from tests.queries.invented import COMPANY, COUNTY, EDUCATION, HEAD, MASKED, PARENT, TEXT, WATER


class Listening:
    """A store that remembers what it was asked."""

    def __init__(self, store) -> None:
        self._store = store
        self.asked: list[str] = []

    def rows(self, cypher: str, params: Mapping[str, Any] | None = None, **bounds: Any) -> Rows:
        self.asked.append(cypher)
        return self._store.rows(cypher, params, **bounds)


def everything(store) -> list[Any]:
    """All that the explorer asks, over the invented graph."""
    return [
        *(search(store, words) for words in ("星河", "县教", "星司", "xh", "河道 治理", "清溪河")),
        overview(store),
        published_on(store, ["n1", "n2"]),
        titled(store, ["n1", "n2", "n3"]),
        *(neighbours(store, node) for node in (COMPANY, EDUCATION, "problem:n1#1", "notice:n1", "inspection:n1")),
        routes(store, HEAD, COMPANY),
        routes(store, HEAD, WATER),
        *(ties(store, node) for node in (COMPANY, "problem:n1#2", "measure:n1#2.1")),
        passages(store, "n1"),
        passages(store, "notice:n2"),
        compare(store, EDUCATION, WATER),
        compare(store, COMPANY, EDUCATION),
    ]


def test_all_of_it_is_common_cypher(store):
    listening = Listening(store)
    everything(listening)
    # The whole of a pattern's labels may be asked without one: only ids tell what stands at the other end.
    assert {cypher: why for cypher in listening.asked if (why := leaves_common(cypher))} == {}


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("星河公司", COMPANY),
        ("星河", COMPANY),
        ("县教育", EDUCATION),
        ("ＸＨ公司", COMPANY),
        ("xh", COMPANY),
        ("云岭 水利", WATER),
    ],
)
def test_a_part_of_a_name_or_alias_finds_the_thing(store, words, first):
    found = search(store, words)
    assert found.things[0].id == first
    assert not found.near


def test_an_exact_name_comes_before_longer_ones_and_masked_people_last(store):
    names = [hit.name for hit in search(store, "云岭").things]
    assert names[0] == "云岭县"
    assert search(store, "某干部").things[0].masked


def test_characters_in_order_find_a_thing_where_no_name_holds_them_together(store):
    found = search(store, "星建公司")
    assert found.near and found.things[0].id == COMPANY


def test_texts_are_found_with_their_problem(store):
    found = search(store, "河道")
    assert [(hit.label, hit.notice, hit.number) for hit in found.texts] == [("Problem", "n1", 2)]
    assert search(store, "《清溪河治理办法》").texts[0].number == 2


@pytest.mark.parametrize("words", ["", "  ", "没有的东西", "'", "\\", "$w0", "(?", "%", "*" * 200])
def test_odd_words_find_nothing_and_break_nothing(store, words):
    assert search(store, words).things == ()


def test_the_overview_counts_each_problem_once_in_each_category(store):
    found = overview(store)
    assert found.statuses == {"completed": 1, "partly": 1, "ongoing": 1}
    assert dict(found.categories)["生态环境"] == {"ongoing": 1}
    assert [(thing.id, thing.problems) for thing in found.companies] == [(COMPANY, 3)]
    assert [(n.id, n.problems, n.still_open) for n in found.notices] == [("n2", 1, 1), ("n1", 2, 1)]
    assert MASKED not in [thing.id for thing in found.officials]


def test_neighbours_come_the_most_telling_first_and_by_pages(store):
    whole = neighbours(store, COMPANY)
    labels = [label_of(node) for node in whole.ids]
    assert labels[:3] == ["Problem"] * 3 and whole.left == 0
    assert sum(whole.counts.values()) == len(whole.ids)
    pages = [neighbours(store, COMPANY, skip=n, limit=2) for n in range(0, len(whole.ids), 2)]
    assert tuple(node for page in pages for node in page.ids) == whole.ids
    assert pages[0].left == len(whole.ids) - 2
    assert {label_of(node) for node in neighbours(store, COMPANY, labels=["Project"]).ids} == {"Project"}


def test_routes_are_the_shortest_and_pass_by_no_notice_and_no_place(store):
    found = routes(store, HEAD, COMPANY)
    assert [route.nodes for route in found] == [(HEAD, "problem:n1#1", COMPANY)]
    assert not found[0].weak
    through = {node for route in routes(store, WATER, EDUCATION) for node in route.nodes[1:-1]}
    assert through and not {label_of(node) for node in through} & {"Notice", "Inspection", "Theme", "Place"}


def test_a_route_over_a_mere_mention_is_weak(store):
    assert all(route.weak for route in routes(store, MASKED, COMPANY))


def test_no_route_is_no_error_and_an_unknown_id_is(store):
    assert routes(store, COUNTY, "document:办法", longest=1) == []
    with pytest.raises(NothingFound):
        routes(store, "nonsense", COMPANY)


def test_ties_hold_their_words_and_directions(store):
    found = ties(store, COMPANY)
    part_of = next(tie for tie in found if tie.link.type == "PART_OF")
    assert (part_of.other.id, part_of.leads_out, part_of.link.properties["quote"]) == (PARENT, True, "星河公司")
    received = next(tie for tie in ties(store, "sanction:n1#1") if tie.link.type == "RECEIVED")
    assert (received.other.id, received.leads_out) == (HEAD, False)


def test_every_fact_of_a_passage_stands_where_it_says(store):
    page = passages(store, "n1")
    assert [p.number for p in page.passages] == [1, 2]
    facts = [fact for p in page.passages for fact in p.facts]
    assert {fact.kind for fact in facts} >= {"涉及", "处理处分", "任职", "整改措施", "迹象", "存疑", "曾被指出"}
    for fact in facts:
        assert TEXT[slice(*fact.span)] == fact.quote


def test_what_a_passage_offers_to_judge_is_a_fact_of_the_graph(store):
    facts = [fact for passage in passages(store, "n1").passages for fact in passage.facts if fact.subject]
    assert {fact.kind for fact in facts} == {"涉及", "处理处分", "任职"}
    for subject in (fact.subject for fact in facts):
        assert subject in fact_of(store, subject.id, subject.link, subject.to)


def test_an_unknown_notice_is_told(store):
    with pytest.raises(NothingFound, match="没有通报"):
        passages(store, "n9")


def test_what_two_bodies_share(store):
    found = compare(store, EDUCATION, COMPANY)
    assert found.problems == ("problem:n1#1", "problem:n1#2")
    assert HEAD in [thing for thing, _ in found.things] and MASKED not in [thing for thing, _ in found.things]
    education, company = found.sides
    assert [row["who"] for row in education.sanctions] == ["高远山"]
    # What it was inspected for is its own, too.
    assert {row["id"] for row in education.problems} == {"problem:n1#1", "problem:n1#2"}
    assert company.statuses == {"completed": 1, "ongoing": 1, "partly": 1}


def test_ids_are_known_by_their_form():
    assert is_id("time:n1@3-9") and not is_id("http://x") and not is_id("说明:无")
    assert list(ids_in([["problem:n1#1", 3, None], "x"])) == ["problem:n1#1"]


@pytest.mark.parametrize(
    ("cypher", "wrong"),
    [
        ("MATCH (p:Problem)\nRETRN p", "RETRN"),
        ("MATCH (p:Problem) RETURN p.nope", "p.nope"),
        ("MATCH (p:Nope) RETURN p", "Nope"),
        ("MATCH (p:Problem) RETURN q", "q"),
        ("MATCH (p:Problem) RETURN foo(p)", "foo"),
        ("MATCH (p:Problem RETURN p", "RETURN"),
    ],
)
def test_a_mistake_has_its_place(store, cypher, wrong):
    from graph_builder.errors import BadQuery

    with pytest.raises(BadQuery) as said:
        store.rows(cypher)
    start, end = mistake(cypher, str(said.value))
    assert cypher[start:end] == wrong
