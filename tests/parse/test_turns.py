"""Labels made of no known word, told by their turns through the notice; forms that only look so."""

from __future__ import annotations

import pytest

from tests.parse.test_outline import HEAD, TAIL, shape

ROUNDS = [
    ("理论学习走形式,年度计划未落实。", "制定学习清单,集中学习6次。", "学习制度已建立。"),
    ("资金管理不严,截留租金8.2万元。", "追缴租金8.2万元。", "租金已全部上缴。"),
    ("安全检查流于表面,整改不到位。", "排查企业42家。", "正在持续推进。"),
]


def body(form: str, rounds=ROUNDS) -> str:
    return "二、落实情况\n" + "".join(form.format(*said, n=n) + "\n" for n, said in enumerate(rounds, 1))


@pytest.mark.parametrize(
    "form",
    [
        "病灶:{0}\n药方:{1}\n疗效:{2}",
        "【病灶】{0}\n【药方】{1}\n【疗效】{2}",
        "病灶{n}:{0}\n药方{n}:{1}\n疗效{n}:{2}",
        "{n}.病灶:{0}\n药方:{1}\n疗效:{2}",
        "体检单:{0}\n处方笺:{1}",
    ],
)
def test_the_first_of_labels_in_turns_states_the_problems_and_the_second_answers(form):
    assert shape(HEAD + body(form) + TAIL) == [(problem, [answer]) for problem, answer, _ in ROUNDS]


@pytest.mark.parametrize(
    "form",
    ["姓名:赵{n}\n职务:局长\n电话:8123456{n}", "会议:第{n}次\n地点:三楼\n议题:学习", "药方:{1}\n病灶:{0}"],
)
def test_a_form_whose_first_field_tells_of_no_fault_is_no_list_of_problems(form):
    assert shape(HEAD + body(form) + TAIL) == []


def test_two_rounds_or_a_missing_turn_are_not_enough():
    assert shape(HEAD + body("病灶:{0}\n药方:{1}", ROUNDS[:2]) + TAIL) == []
    broken = body("病灶:{0}\n药方:{1}").replace("药方:追缴租金8.2万元。\n", "")
    assert shape(HEAD + broken + TAIL) == []


def test_a_known_label_for_the_problems_makes_the_next_in_turn_the_answer():
    assert shape(HEAD + body("问题:{0}\n说明:{1}") + TAIL) == [(problem, [answer]) for problem, answer, _ in ROUNDS]
