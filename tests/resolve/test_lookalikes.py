"""Names that only look alike stay apart; names that look like words are names."""

from __future__ import annotations

import pytest


def canonical(row: dict) -> dict[str, str]:
    return {e["name"]: e["canonical"] for e in row["entities"]}


def test_a_group_is_not_a_firm_that_only_shares_its_trade_name(one_problem):
    found = canonical(one_problem("青石县瑞丰贸易有限公司违规中标,瑞丰集团拖欠工程款。"))
    assert found["瑞丰集团"] != found["青石县瑞丰贸易有限公司"]


def test_a_group_is_the_firm_that_calls_itself_one(one_problem):
    found = canonical(one_problem("青石县瑞丰建设集团有限公司违规中标,瑞丰集团拖欠工程款。"))
    assert found["瑞丰集团"] == found["青石县瑞丰建设集团有限公司"]


@pytest.mark.parametrize("body", ["盐城市审计局", "运城市水务局", "大同市平城区审计局", "聊城市公安局"])
def test_divisions_that_end_like_a_word_have_bodies(one_problem, body):
    assert body in canonical(one_problem(f"{body}违规发放津贴。"))


def test_a_plain_word_is_no_division(one_problem):
    assert "老城区改造局" not in canonical(one_problem("老城区改造局面没有打开。"))


def test_what_a_body_does_to_a_company_is_no_part_of_its_name(one_problem):
    assert {"区农业农村局", "华信集团"} <= canonical(one_problem("区农业农村局对华信集团监管不力。")).keys()
