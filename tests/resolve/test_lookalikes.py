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


def test_a_short_name_that_the_notice_defines_is_nobody_elses(one_problem):
    found = canonical(
        one_problem("青石县昌隆旅游开发有限公司(以下简称“昌隆集团”)与青石县昌隆建设集团有限公司串标,昌隆集团获利。")
    )
    assert found["昌隆集团"] == found["青石县昌隆旅游开发有限公司"] != found["青石县昌隆建设集团有限公司"]


def test_a_short_name_that_two_companies_may_bear_is_given_to_neither(one_problem):
    found = canonical(one_problem("青石县瑞丰旅游有限公司与青石县瑞丰建设集团有限公司串标,瑞丰集团获利。"))
    assert found["瑞丰集团"] not in (found["青石县瑞丰旅游有限公司"], found["青石县瑞丰建设集团有限公司"])


def test_a_bare_bureau_is_the_only_one_that_its_notice_names_with_a_place(one_problem):
    assert canonical(one_problem("县教育局挪用资金,教育局局长赵大同违规报销。"))["教育局"] == "青石县教育局"
    assert canonical(one_problem("青石县教育局、白水县教育局挪用资金,教育局局长赵大同违规报销。"))["教育局"] == "教育局"
