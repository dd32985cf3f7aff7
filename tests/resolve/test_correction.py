"""What a person may put right, in the words that pages show, and what is refused."""

from __future__ import annotations

import pytest

from graph_builder.errors import JudgementRefused
from graph_builder.resolve.correction import correctable, fits, typed


def test_words_of_the_pages_and_of_the_schema_are_both_taken():
    shown = typed("problem:甲#1", "", ["整改状态=部分完成", "类别=教育、民生保障", "以前指出过=是"])
    assert shown == {"status": "partly", "category": ["教育", "民生保障"], "recurrent": True}
    assert typed("problem:甲#1", "", ["status=partly", "recurrent=无"]) == {"status": "partly", "recurrent": None}
    assert typed("figure:甲@1-2", "", ["value=12.5"]) == {"value": 12.5}


@pytest.mark.parametrize(
    "pair", ["整改状态", "整改状态=完成", "类别=教育、无此类", "以前指出过=也许", "原文=改写", "masked=false", "text=x"]
)
def test_what_is_no_value_or_stands_in_the_notice_is_refused_with_what_can_be_said(pair):
    with pytest.raises(JudgementRefused, match=r"请写成|没有这样的值"):
        typed("problem:甲#1", "", [pair])


def test_a_number_that_is_none_is_refused():
    with pytest.raises(JudgementRefused, match="要写数字"):
        typed("figure:甲@1-2", "", ["value=许多"])


def test_a_line_of_the_file_holds_to_the_same():
    assert fits("problem:甲#1", "", {"status": "partly"})
    assert not fits("problem:甲#1", "", {"status": "完成"}) and not fits("problem:甲#1", "", {"recurrent": 1})
    assert not fits("problem:甲#1", "", {}) and not fits("nothing:甲", "", {"status": "partly"})


def test_of_a_fact_its_own_properties_can_be_put_right_and_its_words_cannot():
    assert "title" in correctable("official:甲/张三", "HOLDS_POST")
    assert not {"quote", "span_start", "notice"} & correctable("official:甲/张三", "HOLDS_POST").keys()
