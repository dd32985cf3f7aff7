"""Whom something is done to behind 对: the first named, never whom the wrong was done with, for or to."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("对执行局原副局长欧阳仲违规接受网络公司经理秦某某宴请问题立案审查。", ["欧阳仲"]),
        ("对会计许春花伙同出纳毛大伟套取资金问题立案调查。", ["许春花"]),
        ("对科长许春花向站长毛大伟借款问题予以诫勉。", ["许春花"]),
        ("对收受老板秦某某礼金的科长许春花给予党内警告处分。", ["许春花"]),
        ("对水利局局长高明、副局长周正违规发放补贴问题立案审查。", ["高明", "周正"]),
        # Whoever it was is not read: then nobody, and not the other one.
        ("对罗启明收受安信公司法定代表人佘某某礼金问题立案审查调查。", []),
        ("对张宏为其弟张伟承揽工程提供帮助问题立案审查。", []),
    ],
)
def test_whom_the_wrong_was_done_with_receives_nothing(one_problem, answer, want):
    named = [s["official"] for s in one_problem("管理混乱。", answer)["sanctions"]]
    assert named == want or (not want and not any(named))


def test_what_a_body_is_ordered_to_do_is_no_sanction_of_its_head(one_problem):
    row = one_problem("管理混乱。", "对财政所所长毛大伟进行约谈，责成财政所作出书面检查。")
    assert [(s["official"], s["kind"]) for s in row["sanctions"]] == [("毛大伟", "约谈")]


def test_two_of_a_list_are_paired_with_what_and_joins(one_problem):
    answer = "卫东升、厉某某分别受到开除党籍、政务撤职和留党察看二年、政务降级处分。"
    assert [(s["official"], s["kind"]) for s in one_problem("管理混乱。", answer)["sanctions"]] == [
        ("卫东升", "开除党籍"),
        ("卫东升", "政务撤职"),
        ("厉某某", "留党察看二年"),
        ("厉某某", "政务降级"),
    ]


def test_what_is_added_by_and_is_received_by_all_of_a_list(one_problem):
    row = one_problem("管理混乱。", "对检查员苗某、葛某予以批评教育并责令作出书面检查。")
    assert {(s["official"], s["kind"]) for s in row["sanctions"]} == {
        (who, kind) for who in ("苗某", "葛某") for kind in ("批评教育", "责令检查")
    }


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        ("司法警察大队原大队长丁长海因2021年违规用车，受到党内警告处分。", "丁长海"),
        ("沙坝村书记伍德全用集体资金支付话费，受到党内警告处分。", "伍德全"),
        ("给予塘湾村党总支委员龚美兰党内警告处分。", "龚美兰"),
        ("李某英违规领取补贴，被批评教育。", "李某英"),
    ],
)
def test_names_end_where_the_word_cutter_goes_on(one_problem, answer, name):
    assert [e["name"] for e in one_problem("管理混乱。", answer)["entities"] if e["label"] == "Official"] == [name]


@pytest.mark.parametrize(
    "answer",
    [
        "沙坝村书记伍德明被给予党内警告处分。",
        "李家湾书记伍德明受到党内警告处分。",
        "高明区区长伍德明受到党内警告处分。",
    ],
)
def test_a_place_before_a_post_is_nobody(one_problem, answer):
    row = one_problem("管理混乱。", answer)
    assert [e["name"] for e in row["entities"] if e["label"] == "Official"] == ["伍德明"]
    assert [(s["official"], s["kind"]) for s in row["sanctions"]] == [("伍德明", "党内警告")]


def given(one_problem, answer):
    return [(s["official"], s["kind"]) for s in one_problem("管理混乱。", answer)["sanctions"]]


def test_of_sanctions_joined_by_or_nobody_is_told_which(one_problem):
    assert given(one_problem, "王建国、刘敏受到党内警告或诫勉处理。") == [(None, "党内警告"), (None, "诫勉")]


def test_who_is_of_another_s_case_receives_his_own_sentence(one_problem):
    answer = "县医院院长王建国受贿案涉案药商刘某被判处有期徒刑二年。"
    assert given(one_problem, answer) == [("刘某", "有期徒刑二年")]


def test_an_adverb_behind_a_name_is_no_part_of_it(one_problem):
    assert given(one_problem, "局长王建国指出问题，刘敏已被免职。") == [("刘敏", "免职")]


def test_each_of_a_list_receives_what_stands_behind_him(one_problem):
    answer = "给予曹立新撤职、许家明降级、高飞警告处分。"
    assert given(one_problem, answer) == [("曹立新", "撤职"), ("许家明", "降级"), ("高飞", "警告")]


def test_what_stands_behind_somebody_unread_is_not_the_first_man_s(one_problem):
    named = [kind for who, kind in given(one_problem, "给予曹立新撤职、副科长布衣降级处分。") if who == "曹立新"]
    assert named == ["撤职"]


@pytest.mark.parametrize(
    "answer",
    [
        "县纪委监委对大队长金海龙收受检测公司负责人冉某礼金问题立案审查，2024年8月给予其开除党籍处分。",
        "对局长金海龙接受老板冉某宴请问题立案审查，给予其开除党籍处分。",
    ],
)
def test_he_is_not_whom_the_wrong_was_done_with(one_problem, answer):
    assert ("金海龙", "开除党籍") in given(one_problem, answer)
    assert not [kind for who, kind in given(one_problem, answer) if who == "冉某"]
