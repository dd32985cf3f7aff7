"""A sanction belongs to its clause's subject, not to whom an earlier clause names where one between has its own."""

from __future__ import annotations

import pytest


def given(one_problem, answer):
    row = one_problem("补助发放不规范。", answer)
    return [(s["official"], s["kind"]) for s in row["sanctions"] if s["official"]]


@pytest.mark.parametrize("mark", ["，", "；"])
@pytest.mark.parametrize(
    "clause",
    [
        "护工祁卉虚报冒领，受到诫勉谈话",
        "祁卉虚报冒领2万元，受到诫勉谈话",
        "勒伍任村文书期间虚报冒领，受到诫勉谈话",
        "祁卉虚报冒领2万元，对其诫勉谈话",
        "祁卉虚报冒领2万元，移送司法机关",
        "其妻祁卉虚报冒领，受到诫勉谈话",
        "炊事员脱岗，被批评教育",
        "城管执法队员粗暴执法，被批评教育",
        "村民小组长把关不严，受到诫勉谈话",
        "责任单位整改不力，被通报批评",
        "约谈勒伍",
    ],
)
def test_a_clause_about_somebody_else_ends_what_the_first_received(one_problem, mark, clause):
    answer = f"给予局长段繁茂党内警告处分{mark}{clause}。"
    assert [who for who, _ in given(one_problem, answer) if who == "段繁茂"] == ["段繁茂"]


@pytest.mark.parametrize(
    "chain",
    [
        "男，1966年5月出生，河南信阳人，历任乡长、书记，2015年至2018年任县水利局局长，现已退休，违规发放补贴12万元",
        "大学文化，曾任城关镇镇长，2020年以来违规发放津补贴，金额5万元，在任期间失职失责，造成恶劣影响",
        "公车私用，车辆长期停放在家，油费由单位报销，情节严重",
        "赌博，赌资3万元，公安机关查获后",
        "安排下属帮忙，向企业摊派费用，其行为违反廉洁纪律，其所在单位整改不力",
    ],
)
def test_a_chain_about_one_man_leaves_him_its_subject(one_problem, chain):
    assert given(one_problem, f"局长段繁茂，{chain}，受到政务警告处分。") == [("段繁茂", "政务警告")]


@pytest.mark.parametrize(
    "answer",
    [
        "局长段繁茂收受老板贺长庚、苗建国所送礼金，受到党内警告处分。",
        "局长段繁茂因收受青川县学成文化用品经营部负责人简某贿赂，受到党内警告处分。",
        "局长段繁茂对副局长苗建国疏于管理，受到党内警告处分。",
        "局长段繁茂与副局长苗建国发生争执，受到党内警告处分。",
        "局长段繁茂将工程交给其弟段晓明承建，受到党内警告处分。",
        "局长段繁茂被会计贺长庚举报，受到党内警告处分。",
        "经副县长苗建国批示，局长段繁茂受到党内警告处分。",
    ],
)
def test_whom_another_deals_with_does_not_receive_what_that_one_does(one_problem, answer):
    assert given(one_problem, answer) == [("段繁茂", "党内警告")]


def test_a_relative_named_between_leaves_open_who_is_meant(one_problem):
    assert given(one_problem, "局长段繁茂违规审批，其子段晓明从中获利，受到政务警告处分。") == []


def test_whoever_is_sentenced_by_a_name_no_rule_read_is_nobody_else(one_problem):
    answer = "县法院判处阎树林有期徒刑六年，判处勒伍有期徒刑三年。"
    assert given(one_problem, answer) == [("阎树林", "有期徒刑六年")]


def test_both_means_the_two_named_before(one_problem):
    answer = "局长段繁茂履职不力，副局长莫向前参与其中，二人均受到党内警告处分。"
    assert given(one_problem, answer) == [("段繁茂", "党内警告"), ("莫向前", "党内警告")]


@pytest.mark.parametrize(
    "answer",
    [
        "局长段繁茂违规审批，时任镇党委书记督促不力，受到党内警告处分。",
        "局长段繁茂的党内警告处分已被撤销。",
        "撤销局长段繁茂的党内警告处分。",
        "若局长段繁茂拒不整改，给予党内警告处分。",
        "若整改不力，对局长段繁茂予以诫勉。",
        "待调查清楚后，对局长段繁茂予以政务处分。",
        "对局长段繁茂提出约谈建议。",
        "局长段繁茂所在党支部被通报批评。",
        "局长段繁茂分管的财务科被通报批评。",
        "局长段繁茂违规审批，某公司违规施工，被约谈。",
    ],
)
def test_nobody_received_what_was_revoked_conditional_or_another_s(one_problem, answer):
    assert given(one_problem, answer) == []


@pytest.mark.parametrize(
    "doing",
    [
        "受局长莫向前指使虚开发票",
        "按局长莫向前要求虚开发票",
        "未向局长莫向前报告",
        "利用局长莫向前印章套取资金",
        "在局长莫向前默许下套取资金",
        "未及时发现出纳莫向前套取资金",
        "监管不力，导致出纳莫向前套取资金",
        "因其妻莫向前违规经商",
        "打击报复举报人莫向前",
    ],
)
def test_of_two_people_in_a_clause_the_first_is_its_subject(one_problem, doing):
    assert given(one_problem, f"会计贺长庚{doing}，被开除党籍。") == [("贺长庚", "开除党籍")]


def test_a_successor_does_not_pass_on_what_he_receives(one_problem):
    answer = "局长段繁茂被免职；2024年5月，县委任命莫向前为局长，后因失职被诫勉谈话。"
    assert ("段繁茂", "诫勉谈话") not in given(one_problem, answer)


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("县委书记莫向前对其进行约谈。", []),
        ("县委书记莫向前约谈了镇主要领导，责令作出书面检查。", []),
        ("局长段繁茂失职，由县纪委书记莫向前对其进行提醒谈话。", [("段繁茂", "提醒谈话")]),
        ("局长段繁茂失职，县纪委书记莫向前给予其通报批评。", [("段繁茂", "通报批评")]),
        ("局长段繁茂对工程质量问题负有领导责任被约谈。", [("段繁茂", "约谈")]),
        ("局长段繁茂对下属管理不严，责令其作出书面检查。", [("段繁茂", "责令检查")]),
    ],
)
def test_who_talks_to_somebody_or_orders_him_receives_nothing(one_problem, answer, want):
    assert given(one_problem, answer) == want


def test_a_sanction_with_no_subject_skips_nobody_named_between(one_problem):
    answer = "给予村会计贺长庚党内警告处分，追缴祁卉冒领的低保金2万元，并进行批评教育。"
    assert given(one_problem, answer) == [("贺长庚", "党内警告")]


def test_two_joined_by_and_are_both_talked_to(one_problem):
    answer = "对城关粮站站长郎正平和向阳粮站站长仇阿宝进行约谈。"
    assert given(one_problem, answer) == [("郎正平", "约谈"), ("仇阿宝", "约谈")]
