"""A person is tied to a wrong only by words that make that person the one who did it."""

from __future__ import annotations

import pytest

NAME = "石岩"


def roles(row: dict) -> set[str]:
    return {e["role"] for e in row["entities"] if e["name"] == NAME}


@pytest.mark.parametrize(
    "problem",
    [
        "财务科科长石岩违规报销3万元。",
        "时任局长石岩未认真履行职责,违规出借资金。",
        "原局长石岩利用职务便利为他人谋取利益。",
        "2016年至2021年,局长石岩多次收受红包礼金。",
        "老板石岩向局长罗芳行贿10万元。",
    ],
)
def test_whoever_the_words_say_did_it_is_responsible(one_problem, problem):
    assert roles(one_problem(problem)) == {"responsible"}


@pytest.mark.parametrize(
    "problem",
    [
        "局长石岩在会上强调要整改,但工程仍违规发包。",
        "群众向副局长石岩反映违规收费问题。",
        "审计局科长石岩发现财务科违规报销。",
        "在局长石岩任职期间,单位违规发放津贴。",
        "未按县长石岩批示要求整改违规用地。",
        "干部石岩拒收红包,被违规调离。",
        "该公司冒用副局长石岩签名套取资金。",
        "副局长石岩的司机私车公养、公款吃喝。",
        "局长石岩收到违规收费的举报。",
        "某公司向局长石岩行贿。",
    ],
)
def test_who_reports_suffers_or_stands_beside_a_wrong_is_not(one_problem, problem):
    assert roles(one_problem(problem)) <= {"mentioned"}


@pytest.mark.parametrize(
    "answer",
    [
        "由副局长石岩牵头整改,追回违规资金5万元。",
        "党组成员石岩约谈违规企业负责人。",
        "纪检组长石岩对违规问题开展调查。",
        "副局长石岩带队查处违规企业3家。",
    ],
)
def test_who_puts_a_wrong_right_is_not_blamed_for_it(one_problem, answer):
    row = one_problem("工程违规分包。", answer)
    assert "responsible" not in roles(row)
    assert row["sanctions"] == []
