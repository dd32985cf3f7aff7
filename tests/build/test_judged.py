"""People's judgements on facts are replayed on every build; identity survives the store."""

from __future__ import annotations

import random

import networkx as nx
import pytest

from graph_builder.build import Identified, build_graph
from graph_builder.build.graph import _InMemory
from graph_builder.resolve import Judgement, Subject, What
from queries.doubtful import how_many, questions
from queries.judging import fact_of, subject_of
from queries.store import EmbeddedStore, load
from queries.why import why
from tests.conftest import NOTICE

OTHER = NOTICE.replace("2023", "2024")
ANSWER = "给予县水利局原副局长王志远党内警告处分。"


@pytest.fixture(scope="module")
def readings(read_text):
    return [
        read_text(NOTICE.format(problem="将工程发包给青石县宏远建设有限公司,金额3万元。", answer=ANSWER), "n1"),
        read_text(OTHER.format(problem="县水利局副局长王志远收受礼金。某干部违规经商。", answer=ANSWER), "n2"),
    ]


@pytest.fixture
def stored(readings, tmp_path):
    """The store of a build with these judgements."""
    opened = []

    def now(*judgements):
        path = tmp_path / f"g{len(opened)}.lbug"
        load(build_graph(readings, judgements), path)
        opened.append(EmbeddedStore(path))
        return opened[-1]

    yield now
    for store in opened:
        store.close()


def judgement(what, *subjects, when="2025-01-01", **to_be):
    return Judgement(what, subjects, "李", when, "核对过", to_be)


WHO = "official:n1/王志远"


def test_one_person_of_two_notices_keeps_his_members_and_reasons_in_the_store(stored):
    store = stored()
    ((key, members, reasons),) = store.rows(
        "MATCH (o:Official) WHERE o.name = '王志远' RETURN o.id, o.members, o.merged_by"
    ).rows
    assert key == WHO and members == [WHO, "official:n2/王志远"] and "副局长" in reasons[0]
    assert store.rows("MATCH (o:Official {id: $id})-[:RECEIVED]->(s) RETURN DISTINCT s.notice", {"id": WHO}).rows
    told = "\n".join(why(store, WHO, "official:n2/王志远"))
    assert "同一人员" in told and "副局长" in told and "王志远" in told


def test_a_rejected_sanction_goes_with_its_node_and_stays_away(readings, stored):
    (sanction,) = {
        b for a, b, e in build_graph(readings).edges(data=True) if e["type"] == "RECEIVED" and e["notice"] == "n1"
    }
    subjects = fact_of(stored(), WHO, "RECEIVED", sanction)
    reject = judgement(What.REJECT, *subjects)
    graph = build_graph(readings, [reject])
    assert sanction not in graph
    assert [e for _, _, e in graph.edges(data=True) if e["type"] == "RECEIVED" and e["notice"] == "n2"]
    undo = Judgement(What.UNDO, (Subject(reject.id),), "李", "2025-02-01")
    assert sanction in build_graph(readings, [reject, undo])


def test_a_rejected_post_no_longer_makes_two_people_one(readings, stored):
    body = next(
        b for a, b, e in build_graph(readings).edges(data=True) if e["type"] == "HOLDS_POST" and e["notice"] == "n2"
    )
    subjects = [s for s in fact_of(stored(), WHO, "HOLDS_POST", body) if s.notice == "n2"]
    graph = build_graph(readings, [judgement(What.REJECT, *subjects)])
    assert "official:n2/王志远" in graph


def test_an_accepted_fact_is_certain_and_a_persons(readings):
    subject = Subject(WHO, "n1", "", "HOLDS_POST", "unit:青石县/青石县水利局")
    graph = build_graph(readings, [judgement(What.ACCEPT, subject)])
    (edge,) = [e for _, _, e in graph.edges(data=True) if e["type"] == "HOLDS_POST" and e["notice"] == "n1"]
    assert (edge["extractor"], edge["confidence"]) == ("person", 1.0)


def test_a_correction_replaces_a_value(readings):
    graph = build_graph(
        readings,
        [
            judgement(What.CORRECT, Subject("problem:n1#1", "n1"), status="partly"),
            judgement(What.CORRECT, Subject("unit:青石县/青石县水利局", "n1"), name="青石县水务局"),
        ],
    )
    assert (graph.nodes["problem:n1#1"]["status"], graph.nodes["problem:n1#1"]["status_basis"]) == ("partly", "person")
    unit = graph.nodes["unit:青石县/青石县水利局"]
    assert unit["name"] == "青石县水务局" and "青石县水利局" in unit["aliases"]


def test_nobody_can_name_somebody_masked(read_text):
    reading = read_text(NOTICE.format(problem="某干部违规经商。", answer="一是学习。"), "n1")
    (who,) = [key for key in build_graph([reading]) if key.startswith("official:")]
    naming = judgement(What.CORRECT, Subject(who, "n1", "某干部"), name="王志远", aliases=["王某"])
    found = Identified(_InMemory([reading]), [naming])
    assert len(found.report) == 1 and "隐名" in found.report[0]
    node = build_graph([reading], [naming]).nodes[who]
    assert node["name"] == "某干部" and "王志远" not in str(node)


def test_contradictions_and_lost_evidence_are_reported(readings):
    subject = Subject(WHO, "n1", "", "HOLDS_POST", "unit:青石县/青石县水利局")
    lost = Subject("problem:n9#1", "n9")
    report = Identified(
        _InMemory(readings),
        [
            judgement(What.ACCEPT, subject),
            judgement(What.REJECT, subject, when="2025-02-01"),
            judgement(What.CORRECT, lost, status="partly"),
            judgement(What.REJECT, Subject(WHO, "n1", "没有的话", "RECEIVED", "sanction:x")),
        ],
    ).report
    assert len(report) == 3
    assert sum("矛盾" in line for line in report) == 1 and sum("依据已不在" in line for line in report) == 2


def test_the_graph_is_the_same_whatever_the_order_of_judgements_and_notices(readings):
    given = [
        judgement(What.SPLIT, Subject(WHO, "n1"), Subject("official:n2/王志远", "n2")),
        judgement(What.CORRECT, Subject("problem:n1#1", "n1"), status="partly"),
    ]
    plain = build_graph(readings, given)
    other = build_graph(readings[::-1], random.Random(2).sample(given, 2))
    assert nx.utils.graphs_equal(plain, other)


def test_questions_come_people_first_with_their_words_and_go_when_decided(read_text, tmp_path):
    notices = [
        read_text(NOTICE.format(problem="县水利局局长王志远收受礼金。", answer="一是学习。"), "n1"),
        read_text(OTHER.format(problem="县水利局副局长王志远收受礼金。", answer="一是学习。"), "n2"),
    ]
    load(build_graph(notices), tmp_path / "g.lbug")
    with EmbeddedStore(tmp_path / "g.lbug") as store:
        first, *others = questions(store)
        assert first.kind == "same" and "王志远" in first.text and {q.notice for q in first.quotes} == {"n1", "n2"}
        assert len(others) + 1 == how_many(store)
        merge = judgement(What.MERGE, *first.subjects)
        assert first not in [*questions(store, [merge])]
        assert subject_of(store, "official:n2/王志远") in first.subjects
    assert len([k for k in build_graph(notices, [merge]) if "王志远" in k and k.startswith("official")]) == 1
