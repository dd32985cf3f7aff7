"""Short names are joined to the one longer name they can mean, and to none where two could be meant."""

from __future__ import annotations

import pytest

from graph_builder.contract import contract
from tests.conftest import NOTICE


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
        ("乐万家物业", "青石县乐万家物业管理有限公司"),
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


def of_city(read_text, problem):
    text = NOTICE.replace("青石县", "澜川市").replace("县委", "市委").replace("县水", "市水")
    return contract(read_text(text.format(problem=problem, answer="一是整改。")))["problems"][0]


def test_in_a_city_s_notice_a_body_of_the_only_county_that_its_problem_names(read_text):
    row = of_city(read_text, "梅岭县政府未研究,县公安局、县政府放任不管。")
    assert canonical(row, "县政府") == canonical(row, "梅岭县政府")
    row = of_city(read_text, "梅岭县政府未研究,黛溪县政府失察,县政府放任不管。")
    assert canonical(row, "县政府").isdisjoint(canonical(row, "梅岭县政府") | canonical(row, "黛溪县政府"))


def test_a_crew_by_its_number_is_the_one_that_its_body_has(one_problem):
    row = one_problem("县城管支队三大队受理投诉,三大队未到现场。")
    assert canonical(row, "三大队") == canonical(row, "县城管支队三大队")


def test_inspectors_without_their_bureau_are_the_only_ones_named_in_full(one_problem):
    row = one_problem("县纪委监委驻县水利局纪检监察组失察,纪检监察组通报。")
    assert canonical(row, "纪检监察组") == canonical(row, "县纪委监委驻县水利局纪检监察组")
