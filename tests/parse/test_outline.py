"""The outline is inferred, whatever numbers the problems and whatever opens the answers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_builder.parse import parse
from tests.conftest import NOTICES

HEAD = "中共青石县水利局党组关于巡察整改情况的通报\n根据县委部署,县委第三巡察组对县水利局党组进行了巡察。\n"
TAIL = "\n三、下一步打算\n持续整改。\n联系电话:0999-1234567。\n中共青石县水利局党组\n2023年12月1日\n"


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [(p.span.cut(text), [m.span.cut(text) for m in p.measures]) for p in parse(text).problems]


@pytest.mark.parametrize(
    "body",
    [
        "二、整改情况\n(一)反馈问题:责任不实\n1.学习不深入。\n整改情况:一是加强学习。二是严格考勤。\n2.2021年以来账目混乱。\n整改情况:一是清理账目。二是追回款项。",
        "二、整改情况\n(一)责任不实方面\n1、学习不深入。\n整改措施:(1)加强学习。(2)严格考勤。\n整改成效:已完成。\n2、2021年以来账目混乱。\n整改措施:(1)清理账目。(2)追回款项。\n整改成效:已完成。",
        "二、整改情况\n问题1:学习不深入。\n整改情况:\n(1)加强学习。\n(2)严格考勤。\n问题2:2021年以来账目混乱。\n整改情况:\n(1)清理账目。\n(2)追回款项。",
        "一、责任不实方面\n(一)学习不深入。\n整改落实情况:加强学习。严格考勤。\n(二)2021年以来账目混乱。\n整改落实情况:清理账目。追回款项。",
        "二、整改情况\n1.关于“学习不深入。”问题的整改。\n一是加强学习。二是严格考勤。\n2.关于“2021年以来账目混乱。”问题的整改。\n一是清理账目。二是追回款项。",
        "二、整改情况\n(一)学习不深入。一是加强学习。二是严格考勤。\n(二)2021年以来账目混乱。一是清理账目。二是追回款项。",
        "二、整改情况\n问题:学习不深入。\n整改情况:①加强学习。②严格考勤。\n问题:2021年以来账目混乱。\n整改情况:①清理账目。②追回款项。",
    ],
    ids=["hetang-like", "measures-and-results", "problem-n", "sentences", "quoted", "one-line", "bare-labels"],
)
def test_finds_the_same_problems_and_measures_in_every_layout(body):
    found = shape(HEAD + body + TAIL)
    assert [p.strip("。") for p, _ in found] == ["学习不深入", "2021年以来账目混乱"]
    assert [[m.strip("。") for m in ms] for _, ms in found] == [["加强学习", "严格考勤"], ["清理账目", "追回款项"]]


def test_an_organisation_section_full_of_markers_answers_no_problem():
    text = (
        HEAD + "一、组织领导情况\n一是提高站位。二是压实责任。\n一是部署。二是督导。\n"
        "二、整改情况\n1.学习不深入。\n整改情况:一是加强学习。" + TAIL
    )
    assert [p for p, _ in shape(text)] == ["学习不深入。"]


def test_what_is_no_notice_has_no_problems_and_a_doubt():
    outline = parse("今天天气很好。\n我们去公园散步。")
    assert not outline.problems
    assert outline.doubts


def test_themes_group_their_problems():
    text = (NOTICES / "soe-paragraphs.txt").read_text("utf-8")
    assert [(t.span.cut(text), t.problems) for t in parse(text).themes] == [
        ("服务全省港口一体化战略有差距", (1, 2)),
        ("落实全面从严治党责任有差距", (3, 4)),
    ]


def test_a_result_line_is_no_measure():
    text = (NOTICES / "soe-paragraphs.txt").read_text("utf-8")
    first = parse(text).problems[0]
    assert len(first.measures) == 2
    assert [r.cut(text) for r in first.results] == ["正在推进。"]


PIECES = st.sampled_from(
    ["一、", "(一)", "1.", "整改情况:", "问题:", "一是", "。", "\n", "反馈问题:", "学习", "2023年", "“", "”", "①", " "]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60).map("".join))
def test_any_text_parses_and_measures_lie_in_their_answers(text):
    for problem in parse(text).problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(text)
        for measure in problem.measures:
            assert problem.answer is not None
            assert problem.answer.covers(measure.span)
