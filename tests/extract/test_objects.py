"""Whom something is done to behind 对: the first named, never whom the wrong was done with, for or to."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("answer", "want"),
    [
        ("对执行局原副局长欧阳仲违规接受网络公司经理秦某某宴请问题立案审查。", ["欧阳仲"]),
        ("对会计许春花伙同出纳毛大伟套取资金问题立案调查。", ["许春花"]),
        ("对科长许春花向站长毛大伟借款问题予以诫勉。", ["许春花"]),
        ("对收受老板秦某某礼金的科长许春花给予党内警告处分。", ["许春花"]),
        ("对水利局局长高明、副局长周正违规发放补贴问题立案审查。", ["高明", "周正"]),
        # Whoever it was is not read: then nobody, and not the other one.
        ("对罗启明收受安信公司法定代表人佘某某礼金问题立案审查调查。", []),
        ("对张宏为其弟张伟承揽工程提供帮助问题立案审查。", []),
    ],
)
def test_whom_the_wrong_was_done_with_receives_nothing(one_problem, answer, want):
    named = [s["official"] for s in one_problem("管理混乱。", answer)["sanctions"]]
    assert named == want or (not want and not any(named))


def test_what_a_body_is_ordered_to_do_is_no_sanction_of_its_head(one_problem):
    row = one_problem("管理混乱。", "对财政所所长毛大伟进行约谈，责成财政所作出书面检查。")
    assert [(s["official"], s["kind"]) for s in row["sanctions"]] == [("毛大伟", "约谈")]
