"""Layouts that one marker for all problems does not tell: running text, tables, mixed levels, feedback."""

from __future__ import annotations

import pytest

from graph_builder.parse import explain, notices, parse
from graph_builder.parse.lines import lines
from tests.parse.test_outline import HEAD, TAIL, shape


def stated(body: str) -> list[str]:
    return [p for p, _ in shape(HEAD + body + TAIL)]


def test_a_paragraph_that_answers_several_problems_is_one_problem_for_each():
    body = "二、整改情况\n(一)作风方面\n对学习不深入问题,组织集中学习4次;对“三公”经费超支问题,清退违规支出3万元。"
    assert shape(HEAD + body + TAIL) == [
        ("学习不深入问题", ["组织集中学习4次;"]),
        ("“三公”经费超支问题", ["清退违规支出3万元。"]),
    ]


def test_what_an_answer_does_with_the_problems_it_finds_opens_no_problem():
    body = "二、整改情况\n针对学习不深入问题,组织专项检查;对发现的问题,及时督促整改到位。"
    assert stated(body) == ["学习不深入问题"]


def test_a_table_is_read_by_its_header():
    body = (
        "序号\t反馈问题\t整改措施\t责任单位\t整改时限\t完成情况\n"
        "1\t学习不深入。\t1.制定计划。2.集中学习。\t办公室\t2023年6月\t已完成\n"
        "\t\t3.闭卷测试。\t\t\t\n"
        "2\t账目混乱。\t清理账目。\t财务科\t2023年9月\t正在整改"
    )
    assert shape(HEAD + body + TAIL) == [
        ("学习不深入。", ["制定计划。", "集中学习。", "闭卷测试。"]),
        ("账目混乱。", ["清理账目。"]),
    ]
    text = HEAD + body + TAIL
    assert [[s.cut(text) for s in p.fields] for p in parse(text).problems] == [["办公室"], ["财务科"]]


def test_problems_of_two_levels_are_both_read():
    body = (
        "二、整改情况\n(一)学习方面\n1.学习不深入。\n整改情况:集中学习。\n2.考勤不严。\n整改情况:严格考勤。\n"
        "(二)违规发放补贴的问题\n整改情况:清退补贴。"
    )
    assert stated(body) == ["学习不深入。", "考勤不严。", "违规发放补贴的问题"]


def test_a_section_may_number_its_problems_in_another_way():
    body = (
        "一、甲村整改情况\n1、学习不深入。\n整改情况:集中学习。\n2、考勤不严。\n整改情况:严格考勤。\n"
        "二、乙村整改情况\n①账目混乱。\n整改情况:清理账目。"
    )
    assert stated(body) == ["学习不深入。", "考勤不严。", "账目混乱。"]


def test_headings_without_a_marker_group_the_problems_below_them():
    text = (
        HEAD + "学习教育方面\n反馈问题:学习不深入。\n整改情况:集中学习。\n"
        "财务管理方面\n反馈问题:账目混乱。\n整改情况:清理账目。" + TAIL
    )
    assert [(t.span.cut(text), t.problems) for t in parse(text).themes] == [
        ("学习教育方面", (1,)),
        ("财务管理方面", (2,)),
    ]
    assert [p for p, _ in shape(text)] == ["学习不深入。", "账目混乱。"]


def test_long_term_items_at_the_end_repeat_problems_and_are_none():
    body = (
        "二、整改情况\n1.学习不深入。\n整改情况:集中学习。\n2.账目混乱。\n整改情况:清理账目。\n"
        "三、持续整改事项\n1.账目混乱问题。完成时限:2025年底。"
    )
    assert stated(body) == ["学习不深入。", "账目混乱。"]


@pytest.mark.parametrize("line", ["该问题已完成整改。", "正在推进。", "基本完成。"])
def test_a_status_on_a_line_of_its_own_is_no_measure(line):
    text = (
        HEAD + f"问题1:学习不深入。\n整改情况:\n(1)制定计划。\n(2)集中学习。\n{line}\n"
        "问题2:账目混乱。\n整改情况:\n(1)清理账目。" + TAIL
    )
    assert [len(m) for _, m in shape(text)] == [2, 1]
    assert [s.cut(text) for s in parse(text).problems[0].results] == [line]


def test_two_notices_in_one_file_are_two():
    one = HEAD + "二、整改情况\n1.学习不深入。\n整改情况:集中学习。\n2.账目混乱。\n整改情况:清理账目。" + TAIL
    other = one.replace("青石县水利局", "青石县林业局")
    spans = notices(one + other)
    assert [s.cut(one + other) for s in spans] == [one, other]
    assert len(notices(one)) == 1


def test_explaining_leaves_no_letter_out_and_says_what_became_nothing():
    text = HEAD + "二、整改情况\n1.学习不深入。\n整改情况:集中学习。\n2.账目混乱。\n整改情况:清理账目。" + TAIL
    reads, share = explain(text)
    shown = "".join(r.span.cut(text) for r in reads)
    assert "".join(shown.split()) == "".join(text.split())
    assert {"title", "opening", "problem", "measure", "signature"} <= {r.reading for r in reads}
    assert 0 < share < 0.5
    assert explain("今天天气很好。\n我们去公园散步。")[1] == 1.0


def test_a_heading_that_is_the_problem_may_be_answered_in_running_text():
    body = (
        "一、投资管理方面\n(一)违规出借资金300万元。\n已收回本金300万元。修订借款办法。\n"
        "(二)内部审计未全覆盖。\n增设审计部。"
    )
    assert shape(HEAD + body + TAIL) == [
        ("违规出借资金300万元。", ["已收回本金300万元。", "修订借款办法。"]),
        ("内部审计未全覆盖。", ["增设审计部。"]),
    ]


def test_statements_behind_ordinals_in_a_paragraph_are_problems():
    body = (
        "二、整改情况\n(一)预算方面\n一是关于预算未报批的问题。已按程序报批。"
        "二是关于“三公”经费超支的问题。已清退3万元。"
    )
    assert shape(HEAD + body + TAIL) == [
        ("关于预算未报批的问题。", ["已按程序报批。"]),
        ("关于“三公”经费超支的问题。", ["已清退3万元。"]),
    ]


def test_labels_in_brackets_may_be_put_together_of_many_words():
    body = (
        "【整改任务】序号12:污水直排。\n【整改目标】消除直排。\n【整改措施落实情况】1、封堵排口。2、改造管网。\n"
        "【自查自验结论】已完成整改。\n【整改任务】序号15:扬尘严重。\n【整改措施落实情况】洒水降尘。\n【自查自验结论】基本完成。"
    )
    assert shape(HEAD + body + TAIL) == [("污水直排。", ["封堵排口。", "改造管网。"]), ("扬尘严重。", ["洒水降尘。"])]


def test_a_number_alone_on_its_line_opens_the_line_below():
    body = "案例一\n甲公司坍塌事故\n2023年5月,工地坍塌。\n案例二\n乙矿瞒报事故\n2023年8月,乙矿瞒报。"
    assert stated(body) == ["甲公司坍塌事故", "乙矿瞒报事故"]


def test_the_sections_of_a_notice_on_one_task_are_its_labels():
    text = (
        "关于第14项整改任务销号的公示\n现将整改情况公示如下。\n一、整改任务\n渗滤液处理能力不足。\n二、整改目标\n全部处理完毕。\n"
        "三、责任单位\n县城管局\n四、整改完成情况\n1.新建处理设施。\n2.渗滤液已处置。\n公示期:2024年9月2日至9月8日。"
    )
    assert shape(text) == [("渗滤液处理能力不足。", ["新建处理设施。", "渗滤液已处置。"])]


def test_half_width_stops_end_sentences_and_decimals_do_not():
    body = "1.账目混乱.\n整改情况:清退3.5万元.修订办法."
    assert shape(HEAD + body + TAIL) == [("账目混乱.", ["清退3.5万元.", "修订办法."])]


def test_a_mark_in_brackets_behind_an_answer_is_no_measure():
    body = "1.账目混乱。\n整改情况:①清理账目。②修订办法。(已完成整改)"
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。", "修订办法。"])]


@pytest.mark.parametrize("empty", ["无", "/", "—"])
def test_a_cell_that_says_nothing_is_no_measure(empty):
    body = f"序号\t交办问题基本情况\t处理和整改情况\t责任人被处理情况\n1\t噪声扰民。\t停止夜间生产。\t{empty}"
    assert shape(HEAD + body + TAIL) == [("噪声扰民。", ["停止夜间生产。"])]


LAYOUTS = {
    "a quoted heading, labelled steps": "{n}.关于“{p}”的问题。\n整改措施:(1){a}(2){b}",
    "a quoted heading, 一是 below": "{n}.关于“{p}”问题的整改落实情况\n一是{a}二是{b}",
    "a heading, numbered lines below": "{n}.关于{p}的问题\n(1){a}\n(2){b}",
    "a heading, a paragraph below": "{n}.关于{p}的问题\n{a}{b}",
    "针对 and the answer in one line": "{n}.针对“{p}”的问题,{a}{b}",
    "对 and the answer in one line": "{n}.对“{p}”问题的整改情况。{a}{b}",
    "在…方面": "{n}.在“{p}”方面。{a}{b}",
    "a sentence, 一是 below": "{n}.{p}。\n一是{a}\n二是{b}",
    "一是 in the same line": "{n}、{p}。一是{a}二是{b}",
    "labels in one line": "{n}.问题:{p}。整改情况:①{a}②{b}",
    "numbered labels": "反馈问题{n}:{p}。\n整改落实情况:{a}{b}",
    "labels with 之": "问题之{c}:{p}。\n主要措施与成效:(1){a}(2){b}",
    "composed labels": "反馈问题{n}. {p}。\n采取的整改措施及成效:1.{a}2.{b}",
    "bracketed labels": "【反馈问题】{p}。\n【整改措施】{a}{b}\n【整改成效】已完成。",
    "records": "整改任务{n}:{p}。\n整改目标:全面整改。\n责任单位:局办公室\n整改措施:1.{a}\n2.{b}\n完成情况:已完成",
    "dashes": "{n}.{p}问题整改情况。\n——{a}\n——{b}",
    "an answer on lines of its own": "{n}.{p}的问题\n整改情况:\n{a}\n{b}",
}
PROBLEMS = [
    ("学习不深入", "制定学习计划。", "开展集中学习5次。"),
    ("河湖治理不到位", "拆除违建3处。", "罚款5万元。"),
    ("“三重一大”制度执行不严", "修订议事规则。", "补齐会议记录。"),
    ("2,600万元资金闲置", "收回资金。", "统筹用于水利工程。"),
]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_one_notice_in_many_layouts(layout):
    items = [layout.format(n=i + 1, c="一二三四"[i], p=p, a=a, b=b) for i, (p, a, b) in enumerate(PROBLEMS)]
    body = "二、反馈问题整改情况\n(一)业务工作方面\n{}\n{}\n(二)从严治党方面\n{}\n{}".format(*items)
    found = shape(HEAD + body + TAIL)
    assert [[a, b] for _, a, b in PROBLEMS] == [measures for _, measures in found]
    assert all(p in stated for (p, _, _), (stated, _) in zip(PROBLEMS, found, strict=True))


def test_a_label_that_states_the_next_problem_ends_the_item_before():
    body = "二、整改情况\n整改任务1:学习不深入。\n整改措施:1.制定计划。\n2.集中学习。\n完成情况:已完成\n"
    body += "整改任务2:作风不实。\n整改措施:1.走访群众。\n2.开展谈心。\n完成情况:已完成"
    assert stated(body) == ["学习不深入。", "作风不实。"]


def test_labels_that_only_this_notice_uses_are_read_where_they_repeat():
    body = (
        "■ 财务方面\n◆ 问题表述形式:账目混乱。\n◇ 我们的做法:清理账目。\n◇ 完成程度:已完成\n"
        "■ 作风方面\n◆ 问题表述形式:考勤不严。\n◇ 我们的做法:严格考勤。\n◇ 完成程度:正在推进"
    )
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。"]), ("考勤不严。", ["严格考勤。"])]


def test_a_head_that_stands_once_is_no_label_of_the_notice():
    body = "1.学习不深入。\n整改情况:集中学习。\n我们的做法:严格考勤。\n2.账目混乱。\n整改情况:清理账目。"
    assert stated(body) == ["学习不深入。", "账目混乱。"]


def test_articles_in_brackets_number_problems():
    body = "【第一条】分工不明确。\n重新明确分工。\n【第二条】发放不及时。\n已全部发放到位。"
    assert stated(body) == ["分工不明确。", "发放不及时。"]


@pytest.mark.parametrize(
    "form",
    [
        "反馈{c}:{p}\n整改:{m}\n效果:已完成。",
        "Q{n} {p}\nA{n} {m}",
        "{n}、反馈问题\n{p}\n进展情况\n{m}",
    ],
)
def test_short_and_numbered_labels_of_a_notice_s_own(form):
    rows = [("一", 1, "账目混乱。", "清理账目。"), ("二", 2, "考勤不严。", "严格考勤。")]
    body = "\n".join(form.format(c=c, n=n, p=p, m=m) for c, n, p, m in rows)
    assert shape(HEAD + body + TAIL) == [(p, [m]) for _, _, p, m in rows]


@pytest.mark.parametrize(
    "tally",
    [
        "截至目前,反馈的2个问题,已完成整改1个,1个正在推进。",
        "截至2023年11月底,巡察反馈的2个具体问题已全部完成整改。",
    ],
)
def test_a_tally_of_all_problems_behind_the_last_is_no_measure_of_it(tally):
    body = f"二、整改情况\n1.学习不深入。\n整改情况:一是集中学习。\n2.账目混乱。\n整改情况:一是清理账目。\n{tally}\n"
    assert shape(HEAD + body + TAIL) == [("学习不深入。", ["集中学习。"]), ("账目混乱。", ["清理账目。"])]


def test_causes_are_no_part_of_a_problem_or_an_answer():
    body = (
        "二、整改情况\n1.学习不深入。\n原因分析:重视不够。\n整改措施:一是集中学习。\n"
        "2.账目混乱。\n原因分析:人手不足。\n整改措施:一是清理账目。\n"
    )
    assert shape(HEAD + body + TAIL) == [("学习不深入。", ["集中学习。"]), ("账目混乱。", ["清理账目。"])]


def test_a_bracket_in_a_label_says_how_far_the_answer_got():
    body = "1.账目混乱。\n整改结果【已整改】：清理账目。\n2.考勤不严。\n整改结果【正在整改】：严格考勤。\n"
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。"]), ("考勤不严。", ["严格考勤。"])]
    text = HEAD + body + TAIL
    assert [[s.cut(text) for s in p.results] for p in parse(text).problems] == [["已整改"], ["正在整改"]]


def test_a_number_alone_opens_the_problem_below_it():
    body = "1.\n【反馈问题】账目混乱。\n【整改措施】①清理账目。\n2.\n【反馈问题】考勤不严。\n【整改措施】①严格考勤。\n"
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。"]), ("考勤不严。", ["严格考勤。"])]


def test_what_became_of_clues_that_were_handed_over_is_no_problem():
    body = (
        "二、整改情况\n1.关于账目混乱的问题。一是清理账目。二是建立台账。\n2.关于考勤不严的问题。一是严格考勤。\n"
        "三、巡察移交问题线索和信访件办理情况\n移交问题线索5件,已办结4件。"
    )
    assert stated(body) == ["关于账目混乱的问题。", "关于考勤不严的问题。"]


def test_a_problem_that_quotes_a_name_goes_on_to_its_end():
    body = "1.关于“带病提拔”问题，县委组织部未核查即提请任用的问题。给予某某处分。\n2.关于考勤不严的问题。严格考勤。"
    assert stated(body)[0] == "关于“带病提拔”问题，县委组织部未核查即提请任用的问题。"


def test_a_number_behind_a_problem_s_label_is_none_of_its_words():
    body = (
        "【巡察指出】1.账目混乱。\n【整改落实】一是清理账目。\n【巡察指出】2.考勤不严。\n【整改落实】一是严格考勤。\n"
    )
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。"]), ("考勤不严。", ["严格考勤。"])]
    listed = "存在问题：1.账目混乱。2.考勤不严。\n整改措施：清理账目。\n存在问题：学习不深入。\n整改措施：集中学习。"
    assert stated(listed)[0] == "1.账目混乱。2.考勤不严。"


def test_a_status_in_brackets_behind_a_problem_is_told_of_its_answer():
    body = "反馈指出：账目混乱。（已完成整改）\n一是清理账目；二是建立台账。\n"
    body += "反馈指出：考勤不严。（正在推进）\n一是严格考勤。"
    text = HEAD + body + TAIL
    assert stated(body) == ["账目混乱。", "考勤不严。"]
    assert [[s.cut(text) for s in p.results] for p in parse(text).problems] == [["（已完成整改）"], ["（正在推进）"]]


def test_a_section_named_for_how_work_was_done_may_hold_the_problems():
    body = (
        "一、加强组织领导，扛牢整改责任\n一是高度重视。二是细化措施。\n二、坚持问题导向，逐项推进整改\n（一）财务方面\n"
        "1.针对账目混乱的问题\n（1）清理账目。\n（2）建立台账。\n2.针对考勤不严的问题\n（1）严格考勤。\n"
    )
    assert shape(HEAD + body + TAIL) == [
        ("账目混乱的问题", ["清理账目。", "建立台账。"]),
        ("考勤不严的问题", ["严格考勤。"]),
    ]


@pytest.mark.parametrize(("opening", "closing"), [("【", "】"), ("（", "）")])
def test_a_framed_status_opens_an_answer(opening, closing):
    body = (
        f"1.账目混乱。\n{opening}已完成{closing}①清理账目。②建立台账。\n"
        f"2.考勤不严。\n{opening}正在整改{closing}①严格考勤。\n"
    )
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。", "建立台账。"]), ("考勤不严。", ["严格考勤。"])]
    text = HEAD + body + TAIL
    assert [[s.cut(text) for s in p.results] for p in parse(text).problems] == [["已完成"], ["正在整改"]]


def test_a_framed_status_may_stand_behind_a_numbered_problem():
    body = "问题1：账目混乱。【已完成】\n整改措施：\n1.清理账目。\n"
    body += "问题2：考勤不严。【持续推进】\n整改措施：\n1.严格考勤。\n"
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。"]), ("考勤不严。", ["严格考勤。"])]


def test_leaders_of_a_party_body_are_no_word_of_organisation():
    body = (
        "二、整改情况\n（一）聚焦基层党组织领导班子和党员队伍建设\n1.账目混乱。【已完成】\n一是清理账目。\n二是建立台账。\n"
        "2.考勤不严。【已完成】\n严格考勤。\n"
    )
    assert stated(body) == ["账目混乱。", "考勤不严。"]


def test_what_a_field_alone_on_its_line_governs_ends_where_no_label_follows_it():
    goal = "整改目标：\n账目清楚。\n办法完备。\n整改措施：清理了账目。"
    body = f"1.账目混乱。\n{goal}\n2.考勤不严。\n{goal}"
    assert [m for _, m in shape(HEAD + body + TAIL)] == [["清理了账目。"]] * 2
    text = "责任单位：\n县水利局\n县财政局\n清理了账目。\n2.考勤不严。\n"
    assert [line.role() for line in lines(text)] == ["responsible", "responsible", "responsible", None, None]


@pytest.mark.parametrize("sign", ["◇ ", "●", "➢ "])
def test_signs_before_steps_are_none_of_their_words(sign):
    first = f"问题一:账目混乱。\n整改举措:\n{sign}清理账目。\n{sign}修订办法。\n"
    body = f"{first}问题二:考勤不严。\n整改举措:\n{sign}严格考勤。"
    assert shape(HEAD + body + TAIL) == [("账目混乱。", ["清理账目。", "修订办法。"]), ("考勤不严。", ["严格考勤。"])]
