"""Problem and answer in one line, parted by a sign and by no label."""

from __future__ import annotations

import pytest

from tests.parse.test_outline import HEAD, TAIL, shape

ROUNDS = [
    ("议事不规范", "已修订议事规则。"),
    ("资金管理不严", "追缴租金8.2万元。"),
    ("安全检查流于表面", "排查企业42家。"),
    ("信访积案化解不力", "化解积案6件。"),
]


def body(form: str) -> str:
    return "二、落实情况\n" + "".join(form.format(*said, n=n) + "\n" for n, said in enumerate(ROUNDS, 1))


@pytest.mark.parametrize("form", ["{n}.{0}——{1}", "({n}){0}→{1}", "1.{n} {0}—{1}", "{n}、{0} => {1}"])
def test_what_stands_behind_the_sign_answers(form):
    assert shape(HEAD + body(form) + TAIL) == [(problem, [answer]) for problem, answer in ROUNDS]


def test_a_dash_inside_an_answer_parts_nothing():
    said = "二、整改情况\n" + "".join(
        f"{n}.{problem}。\n整改情况:办好学习讲堂——干部夜校。\n" for n, (problem, _) in enumerate(ROUNDS, 1)
    )
    assert [problem for problem, _ in shape(HEAD + said + TAIL)] == [f"{problem}。" for problem, _ in ROUNDS]


def test_lines_that_tell_of_nothing_wrong_are_not_parted():
    rows = ["召开动员会——统一思想认识", "成立领导小组——书记任组长", "印发实施方案——明确分工"]
    said = "二、落实情况\n" + "".join(f"{n}.{row}。\n" for n, row in enumerate(rows, 1))
    assert all(not measures or "——" in problem for problem, measures in shape(HEAD + said + TAIL))
