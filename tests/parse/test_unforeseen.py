"""Shapes that no list foresees: numbers and signs of a notice's own, labels told otherwise, no marker at all."""

from __future__ import annotations

import pytest

from graph_builder.parse import parse
from tests.parse.test_outline import HEAD, TAIL, shape

WANT = [("学习不深入。", ["集中学习4次。"]), ("账目混乱。", ["清理账目。"]), ("考勤不严。", ["严格考勤。"])]


def results(body: str) -> list[list[str]]:
    text = HEAD + body + TAIL
    return [[s.cut(text) for s in p.results] for p in parse(text).problems]


@pytest.mark.parametrize(
    "heads",
    [
        ("1.1 ", "1.2 ", "2.1 "),
        ("A.", "B.", "C."),
        ("Ⅰ、", "Ⅱ、", "Ⅲ、"),
        ("其一,", "其二,", "其三,"),
        ("清单1 ", "清单2 ", "清单3 "),
        ("⒈", "⒉", "⒊"),
        ("★", "★", "★"),
        ("▌", "▌", "▌"),
        ("问题1-1:", "问题1-2:", "问题2-1:"),
    ],
)
def test_numbers_and_signs_of_whatever_form_open_problems(heads):
    body = "".join(f"{head}{p}\n整改:{m[0]}\n" for head, (p, m) in zip(heads, WANT, strict=True))
    assert shape(HEAD + body + TAIL) == WANT


def test_a_label_of_the_notice_s_own_may_answer_problems_that_only_numbers_open():
    body = "".join(f"{n}.{p}\n整改成果:{m[0]}\n" for n, (p, m) in enumerate(WANT, 1))
    assert shape(HEAD + body + TAIL) == WANT
    body = "".join(
        f"第{n}个问题:{p}\n我们的整改:{m[0]}\n目前状态:完成\n" for n, (p, m) in zip("一二三", WANT, strict=True)
    )
    assert shape(HEAD + body + TAIL) == WANT


def test_a_number_before_a_year_stays_apart_from_it():
    body = "反馈问题1.2019年账目混乱。\n整改情况:清理账目。\n反馈问题2.2020年考勤不严。\n整改情况:严格考勤。\n"
    assert [p for p, _ in shape(HEAD + body + TAIL)] == ["2019年账目混乱。", "2020年考勤不严。"]


def test_lines_that_begin_alike_but_count_nothing_open_no_problem():
    body = "1.学习不深入。\n整改情况:\nA级人才引进3名。\nB级人才引进5名。\n"
    assert shape(HEAD + body + TAIL) == [("学习不深入。", ["A级人才引进3名。", "B级人才引进5名。"])]


def test_labels_may_end_in_a_full_stop_and_be_numbered():
    body = "".join(
        f"{n}.党建工作薄弱\n(1)问题描述。{p}\n(2)整改过程。{m[0]}\n(3)整改结果。已完成。\n"
        for n, (p, m) in enumerate(WANT, 1)
    )
    assert shape(HEAD + body + TAIL) == WANT
    assert results(body) == [["已完成。"]] * 3


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "1.学习不深入。\n整改情况(已完成):集中学习。\n2.账目混乱。\n整改情况(正在推进):清理账目。",
            ["已完成", "正在推进"],
        ),
        (
            "1.针对“学习不深入”的问题(已完成)\n一是集中学习。\n2.针对“账目混乱”的问题(正在推进)\n一是清理账目。",
            ["(已完成)", "(正在推进)"],
        ),
        (
            "1.问题:学习不深入。\n整改措施:集中学习。\n整改时限:已完成\n2.问题:账目混乱。\n整改措施:清理账目。\n整改时限:2025年6月",
            ["已完成", None],
        ),
    ],
)
def test_how_far_an_answer_got_may_stand_in_a_label_a_heading_or_a_field(body, said):
    assert results(body) == [[words] if words else [] for words in said]


def test_problems_listed_first_and_answered_below_are_put_together():
    body = (
        "一、反馈的主要问题\n1.学习不深入,党课未上。\n2.账目混乱,白条入账3万元。\n"
        "二、整改落实情况\n1.学习不深入问题。补上党课。\n2.账目混乱问题。清退3万元。\n"
    )
    assert shape(HEAD + body + TAIL) == [
        ("学习不深入,党课未上。", ["补上党课。"]),
        ("账目混乱,白条入账3万元。", ["清退3万元。"]),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "巡察指出的“学习不深入”问题,集中学习4次。\n巡察指出的“账目混乱”问题,清理账目。",
        "针对学习不深入的问题,集中学习4次。\n针对账目混乱,白条入账的问题,清理账目。",
        "——学习不深入的问题。集中学习4次。\n——账目混乱的问题。清理账目。",
        "一是学习不深入问题。集中学习4次。\n二是账目混乱问题。清理账目。",
    ],
)
def test_statements_in_running_text_are_problems_whoever_leads_to_them(body):
    found = shape(HEAD + "二、整改情况\n" + body + "\n" + TAIL)
    assert [m for _, m in found] == [["集中学习4次。"], ["清理账目。"]]
    assert [p[:4] for p, _ in found] == ["学习不深", "账目混乱"]


def test_paragraphs_that_begin_with_a_fault_are_the_last_resort():
    body = "\n".join(f"{p}{m[0]}" for p, m in WANT)
    assert shape(HEAD + body + TAIL) == WANT


def test_rows_between_upright_strokes_are_a_table():
    body = "| 序号 | 反馈问题 | 整改措施 | 完成情况 |\n" + "\n".join(
        f"| {n} | {p} | {m[0]} | 已完成 |" for n, (p, m) in enumerate(WANT, 1)
    )
    assert shape(HEAD + body + TAIL) == WANT


def test_a_heading_in_a_frame_groups_and_answers_nothing():
    body = (
        "【学习方面】\n问题一:学习不深入。\n整改情况:集中学习4次。\n"
        "【作风方面】\n问题二:考勤不严。\n整改情况:严格考勤。"
    )
    text = HEAD + body + TAIL
    assert shape(text) == [WANT[0], WANT[2]]
    assert [t.span.cut(text) for t in parse(text).themes] == ["学习方面", "作风方面"]


def test_who_inspected_whom_may_stand_below_the_first_heading():
    text = (
        "某局党组关于巡察整改情况的通报\n现将整改情况公告如下。\n一、巡察基本情况\n"
        "2023年3月上旬至5月中旬,市委第二巡察组对市水务局党组开展了巡察,7月25日反馈了意见。\n"
        "二、整改情况\n1.学习不深入。\n整改情况:集中学习。\n"
    )
    opening = parse(text).header.opening
    assert opening and opening.cut(text).startswith("2023年3月上旬")


def test_what_was_done_to_those_responsible_answers_where_nothing_else_does():
    body = "".join(f"{n}.存在问题:{p}\n处理结果:{m[0]}\n" for n, (p, m) in enumerate(WANT, 1))
    assert shape(HEAD + body + TAIL) == WANT


def test_problems_that_a_section_lists_and_nothing_answers_one_by_one():
    text = (
        "青岚县审计局关于县城管局审计结果的公告\n一、基本情况\n县城管局内设股室7个。\n"
        "二、审计发现的主要问题\n(一)预算执行不严格\n1.超标准列支补贴3万元。\n2.非税收入未上缴。\n"
        "(二)采购不合规\n3.规避公开招标。\n三、审计处理及整改情况\n县审计局已出具审计报告。\n" + TAIL
    )
    assert [p.span.cut(text) for p in parse(text).problems] == [
        "超标准列支补贴3万元。",
        "非税收入未上缴。",
        "规避公开招标。",
    ]


def test_a_heading_on_problems_as_a_task_is_none():
    text = (
        "青岚街道关于巡察整改情况的通报\n根据区委部署,2023年3月1日至4月1日,区委巡察组巡察了青岚街道。\n"
        "一、组织落实巡察整改情况\n街道高度重视。\n(一)认真制定问题整改措施\n逐一分析根源。\n"
        "二、反馈问题整改落实情况\n逐项整改。\n"
    )
    assert parse(text).problems == ()


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("- 标 题:澄河镇党委关于巡察整改情况的通报\n- 文 号:无\n", "澄河镇党委关于巡察整改情况的通报"),
        ("首页\n-> 要闻 -> 审计公告\n", "澄河镇党委关于巡察整改情况的通报"),
        ("您当前所在位置: 首页 > 政务公开 > 巡察\n访问量:3\n", "澄河镇党委关于巡察整改情况的通报"),
        ("• 文件名称:\n无\n", "澄河镇党委关于巡察整改情况的通报"),
    ],
)
def test_a_page_s_own_lines_are_no_title(head, title):
    text = (
        head
        + "澄河镇党委关于巡察整改情况的通报\n根据县委部署,县委巡察组反馈了意见。\n1.账目混乱。\n整改情况:清理账目。\n"
    )
    outline = parse(text)
    assert outline.header.title is not None
    assert outline.header.title.cut(text) == title


def test_cases_of_a_bulletin_that_numbers_nothing():
    text = (
        "县纪委通报3起典型问题。分别是:\n县水利局局长公款吃喝,受到党内警告处分;\n"
        "县林业局局长违规操办婚宴,受到党内严重警告处分;\n县粮食公司经理挪用公款,被开除党籍。\n广大党员要引以为戒。\n"
    )
    assert [p.span.cut(text)[:5] for p in parse(text).problems] == ["县水利局局", "县林业局局", "县粮食公司"]
