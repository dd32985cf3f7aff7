"""Feedback, which only states, and bulletins, which tell cases, read as outlines."""

from __future__ import annotations

import pytest

from graph_builder.parse import parse
from tests.parse.test_outline import TAIL, shape


def test_feedback_states_problems_and_answers_none():
    text = (
        "省委第一巡视组向青石县反馈巡视情况\n2023年3月1日至5月1日,省委第一巡视组对青石县开展了巡视。\n"
        "巡视指出,还存在一些问题。一是学习不深入。主要是:研讨流于形式。二是招商质量不高,项目落地慢。\n"
        "巡视组提出以下整改意见:一是加强学习。二是优化环境。"
    )
    outline = parse(text)
    assert [p.span.cut(text) for p in outline.problems] == [
        "学习不深入。主要是:研讨流于形式。",
        "招商质量不高,项目落地慢。",
    ]
    assert all(p.answer is None and not p.measures for p in outline.problems)
    assert not outline.doubts


def test_feedback_may_state_a_problem_a_paragraph():
    text = (
        "市委巡察组向市卫健委党组反馈巡察情况\n巡察组指出,也存在一些问题。\n落实部署有差距。有的医院药占比高;有的设备闲置。\n"
        "选人用人不规范。主要是任前考察走过场。\n巡察组提出了整改意见:一是提高站位。"
    )
    assert [p.span.cut(text) for p in parse(text).problems] == [
        "落实部署有差距。有的医院药占比高;有的设备闲置。",
        "选人用人不规范。主要是任前考察走过场。",
    ]


@pytest.mark.parametrize("stop", ["", "。"])
def test_titles_without_numbers_open_the_cases_of_a_bulletin(stop):
    text = (
        f"青石县纪委监委关于2起典型问题的通报\n县水利局原局长某甲违规收受礼金问题{stop}\n2019年,某甲收受礼金。\n"
        f"2023年6月,某甲受到党内警告处分。\n柳河镇副镇长某乙公车私用问题{stop}\n2022年3月,某乙被诫勉。\n"
        "上述问题反映出少数干部纪律意识淡薄。\n青石县纪委监委\n2024年1月20日"
    )
    assert [len(measures) for _, measures in shape(text)] == [2, 1]


def test_the_name_of_a_case_may_stand_above_what_tells_it():
    cases = "案例1\n某甲收受礼金问题。2019年,某甲收受礼金。\n案例2\n某乙公车私用问题。2022年3月,某乙被诫勉。"
    assert [len(measures) for _, measures in shape("青石县通报2起典型案例\n" + cases + TAIL)] == [1, 1]


@pytest.mark.parametrize("item", ["一是{}\n二是{}", "1.{}\n2.{}", "（1）{}\n（2）{}", "一是{}二是{}"])
def test_feedback_of_two_levels_states_what_stands_below_its_headings(item):
    faults = [["账目混乱。三年未对账。", "考勤不严。旷工多发。"], ["学习不深入。流于形式。", "执法宽松软。结案率低。"]]
    text = (
        "县委第一巡察组关于巡察县水利局党组情况的反馈意见\n2024年11月18日至2025年1月15日,县委第一巡察组开展了巡察。\n"
        "一、总体评价\n近年来工作取得成效。\n二、巡察发现的主要问题\n"
        f"（一）管理存在短板\n{item.format(*faults[0])}\n（二）落实要求有偏差\n{item.format(*faults[1])}\n"
        "三、意见建议\n（一）强化政治引领。要把学习作为必修课,解决问题。\n县委第一巡察组\n2025年3月11日"
    )
    assert [s.span.cut(text) for s in parse(text).problems] == [*faults[0], *faults[1]]


def test_a_case_may_be_told_below_a_label():
    text = (
        "青石县纪委监委关于2起典型案例的通报\n案例一\n某甲违规收受礼金问题\n基本案情：2019年,某甲收受礼金。\n"
        "处理结果：某甲受到党内警告处分。\n案例二\n某乙公车私用问题\n基本案情：2022年,某乙公车私用。\n"
        "处理结果：某乙被诫勉。\n县纪委监委指出，上述案例中，有的漠视群众利益。\n"
        "各级党组织要举一反三，深入开展以案促改。\n青石县纪委监委\n2024年1月20日"
    )
    assert shape(text) == [
        ("某甲违规收受礼金问题", ["2019年,某甲收受礼金。", "某甲受到党内警告处分。"]),
        ("某乙公车私用问题", ["2022年,某乙公车私用。", "某乙被诫勉。"]),
    ]


def test_feedback_on_several_bodies_ends_each_list_before_the_next():
    text = (
        "八届县委第七轮巡察反馈情况公开\n2024年9月13日至12月13日,县委巡察组对县委办、县水利局开展了巡察并反馈了情况。\n"
        "县委办存在的主要问题是:一是学习不深入。二是考勤不严。\n"
        "县水利局存在的主要问题是:一是账目混乱。二是执法宽松软。\n"
    )
    assert [p.span.cut(text) for p in parse(text).problems] == [
        "学习不深入。",
        "考勤不严。",
        "账目混乱。",
        "执法宽松软。",
    ]
