"""Short names are joined to the one longer name they can mean, and to none where two could be meant."""

from __future__ import annotations

import pytest


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


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("塬上农科", "青石县塬上农业科技有限公司"),
        ("县城投公司", "青石县城市建设投资开发有限责任公司"),
        ("渔歌合作社", "青石县渔歌水产养殖合作社"),
        ("湾港国贸公司", "岚东农发（湾港）国际贸易有限公司"),
        ("鲜禾配送中心", "青石县鲜禾配送有限公司"),
    ],
)
def test_a_company_by_the_letters_of_its_name(one_problem, short, full):
    row = one_problem(f"{full}虚开发票,{short}未整改。")
    assert len({e["canonical"] for e in row["entities"] if e["name"] in (short, full)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县水务公司", "青石县水利建设服务有限公司"),
        ("市城投公司", "县城投公司"),
        ("省产业投资集团", "市产投集团"),
        ("省爆破公司", "黛溪县宏达爆破工程有限责任公司"),
        ("塬上农资公司", "青石县塬上农业科技有限公司"),
        ("渔歌合作社", "青石县渔歌水产有限公司"),
    ],
)
def test_companies_that_share_letters_alone_are_two(one_problem, one, other):
    row = one_problem(f"{other}虚开发票,{one}未整改。")
    assert len({e["canonical"] for e in row["entities"] if e["name"] in (one, other)}) == 2
