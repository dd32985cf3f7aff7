"""Nobody is given a sanction that the words deny, propose, or tell of somebody else."""

from __future__ import annotations

import pytest


def named(row):
    return [(s["official"], s["kind"]) for s in row["sanctions"] if s["official"]]


def given(one_problem, answer):
    return named(one_problem("补助发放不规范。", answer))


@pytest.mark.parametrize(
    "answer",
    [
        "未对县水利局规划设计科科长岳不凡给予党内警告处分。",
        "没有对县水利局原党组成员、副局长岳明远给予政务警告处分。",
        "建议县纪委监委对县水利局办公室主任周文彬给予党内警告处分。",
        "拟对县水利局原规划建设科科长周文彬给予记过处分。",
        "给予科长李国强之妻王芳批评教育。",
        "对李国强所在科室通报批评。",
    ],
)
def test_denied_proposed_or_somebody_elses(one_problem, answer):
    assert given(one_problem, answer) == []


def test_who_gave_the_bribe_is_not_who_took_it(one_problem):
    assert given(one_problem, "李国强受贿案中行贿人王芳被移送司法机关。") == [("王芳", "移送司法机关")]


def test_who_stands_behind_the_passive_did_it(one_problem):
    assert given(one_problem, "科长李国强被副局长周文彬提醒谈话。") == [("李国强", "提醒谈话")]


def test_a_subordinate_is_not_his_superior(one_problem):
    assert given(one_problem, "李某某系副局长周文彬的下属,被开除党籍。") == [("李某某", "开除党籍")]


@pytest.mark.parametrize(
    "answer",
    [
        "李国强、王芳、赵某某3人分别受到党内警告、政务记过处分。",
        "李国强、王芳、赵某某三人分别受到党内警告、政务记过处分。",
    ],
)
def test_three_people_and_two_sanctions_are_paired_with_nobody(one_problem, answer):
    assert given(one_problem, answer) == []


def test_a_chain_of_posts_before_the_first_name_is_no_unread_person(one_problem):
    answer = "对原县水利局党组书记、局长牟其昌,原副局长沙千里分别给予开除党籍处分、留党察看二年处分。"
    assert given(one_problem, answer) == [("牟其昌", "开除党籍"), ("沙千里", "留党察看二年")]


@pytest.mark.parametrize(
    "problem",
    [
        "局长周文彬未违规,但财务科管理混乱。",
        "未发现局长周文彬违规。",
        "某企业向局长周文彬行贿3万元。",
        "局长周文彬之子周磊违规经商。",
        "局长周文彬不知情,会计王芳挪用公款。",
        "群众举报局长周文彬违规经商,经查不实。",
    ],
)
def test_a_problem_that_others_caused_makes_nobody_responsible(one_problem, problem):
    roles = {e["role"] for e in one_problem(problem)["entities"] if e["name"] == "周文彬"}
    assert roles == {"mentioned"}


def test_a_masked_firm_that_pays_an_officer_is_no_masked_officer(one_problem):
    people = {e["name"] for e in one_problem("某企业向局长周文彬行贿3万元,李某与局长周文彬合伙。")["entities"]}
    assert not {"某企业向局长", "某与局长"} & people


@pytest.mark.parametrize(
    "answer",
    [
        "局长向县委作出书面检查,院长向市委检讨,被通报批评。",
        "院长任期内收受贿赂,被开除党籍。",
        "局长违规,被免去党内和行政职务。",
        "免去原任村党支部书记职务。免去常务副主任职务。",
        "免去包村干部职务,免去柳树村会计职务,免去石坝村党支部书记职务。",
        "向阳村、杨柳村分别受到警告处分。",
        "局长班子不团结被约谈。",
        "对所长常驻地进行通报批评。",
        "给予局长施压的当事人警告处分。",
        "局长时有迟到被批评教育。",
        "安全员安检不严被辞退。",
        "局长黄金周期间公款旅游,受到党内警告处分。",
        "副局长明哲保身被诫勉。宣传委员康复期间领取补贴被批评教育。",
        "情节严重者受到党内警告处分。",
    ],
)
def test_words_that_only_look_like_names_receive_nothing(one_problem, answer):
    assert given(one_problem, answer) == []


def test_a_name_right_behind_what_removes_him_ends_before_his_office(one_problem):
    assert given(one_problem, "免去王强主任职务。") == [("王强", "免职")]


def test_a_name_that_is_a_plain_word_counts_where_only_a_name_can_stand(one_problem):
    assert given(one_problem, "副局长高峰被诫勉。") == [("高峰", "诫勉")]
