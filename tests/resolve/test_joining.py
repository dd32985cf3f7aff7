"""Short names are joined to the one longer name they can mean, and to none where two could be meant."""

from __future__ import annotations


def canonical(row, name):
    return {e["canonical"] for e in row["entities"] if e["name"] == name}


def test_a_company_by_its_stem(one_problem):
    row = one_problem("青石县宏远建设有限公司违规借款。", "一是宏远建设公司已还款。")
    assert len({e["canonical"] for e in row["entities"] if e["label"] == "Company"}) == 1


def test_a_stem_that_two_companies_hold_is_joined_to_neither(one_problem):
    row = one_problem("青石县宏远建设有限公司、青石县宏远矿业有限公司违规借款。", "一是宏远公司已还款。")
    assert canonical(row, "宏远公司") == {"宏远公司"}


def test_a_projects_name_without_its_place(one_problem):
    row = one_problem("青石县第二中学扩建项目进展缓慢。", "一是第二中学扩建项目已开工。")
    assert canonical(row, "第二中学扩建项目") == {"青石县第二中学扩建项目"}


def test_of_two_projects_a_bare_name_is_never_the_other_countys(one_problem):
    row = one_problem("青石县第二中学扩建项目、黛溪县第二中学扩建项目进展缓慢。", "一是第二中学扩建项目已开工。")
    assert canonical(row, "第二中学扩建项目") == {"青石县第二中学扩建项目"}
    assert canonical(row, "黛溪县第二中学扩建项目") == {"黛溪县第二中学扩建项目"}


def test_a_task_force_by_its_last_words(one_problem):
    row = one_problem("县化债工作领导小组履职不力。", "一是化债工作领导小组召开会议。")
    assert len({e["canonical"] for e in row["entities"] if e["name"].endswith("化债工作领导小组")}) == 1
