"""Who holds which post in which body, from the words beside the name."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        (
            "对县审计局原副局长赵建国(现任县统计局调研员)进行约谈。",
            [("赵建国", "副局长", "县审计局", True), ("赵建国", "调研员", "县统计局", False)],
        ),
        (
            "时任石桥镇党委书记(现任县水利局局长)赵建国被诫勉。",
            [("赵建国", "书记", "石桥镇党委", True), ("赵建国", "局长", "县水利局", False)],
        ),
        (
            "赵建国(县水利局原党组书记、局长,现任县政协主席):党内警告。",
            [
                ("赵建国", "党组书记", "县水利局", True),
                ("赵建国", "局长", "县水利局", True),
                ("赵建国", "主席", "县政协", False),
            ],
        ),
        (
            "县粮食公司党支部书记、总经理赵建国被诫勉。",
            [("赵建国", "书记", "县粮食公司党支部", False), ("赵建国", "总经理", "县粮食公司", False)],
        ),
        (
            "县供销社主任赵建国,党组成员、副主任孙丽华被通报批评。",
            [
                ("赵建国", "主任", "县供销社", False),
                ("孙丽华", "党组成员", "县供销社", False),
                ("孙丽华", "副主任", "县供销社", False),
            ],
        ),
    ],
)
def test_reads_posts(one_problem, answer, want):
    row = one_problem("管理混乱。", answer)
    assert [(p["official"], p["title"], p["org"], p["former"]) for p in row["posts"]] == want


def test_a_leader_of_no_body_gets_no_post(one_problem):
    assert one_problem("管理混乱。", "对负有领导责任的副镇长赵建国进行约谈。")["posts"] == []
