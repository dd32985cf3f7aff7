"""How far a name reaches: over the nation, within its place, or no further than its notice."""

from __future__ import annotations

import pytest

from graph_builder.lexicon.divisions import Division
from graph_builder.resolve.reach import reach

HERE = Division("湖南省", "长沙市", "岳麓区")
CITY = Division("湖南省", "长沙市")
NOWHERE = Division()


@pytest.mark.parametrize(
    ("label", "name", "region", "known"),
    [
        ("Unit", "岳麓区教育局", HERE, ("长沙市岳麓区", "岳麓区教育局")),
        ("Unit", "岳麓区教育局", CITY, ("长沙市岳麓区", "岳麓区教育局")),
        ("Unit", "岳麓区教育局", NOWHERE, ("长沙市岳麓区", "岳麓区教育局")),
        ("Unit", "星河镇人民政府", HERE, ("长沙市岳麓区", "星河镇人民政府")),
        ("Unit", "岳麓区星河镇人民政府", CITY, ("长沙市岳麓区", "星河镇人民政府")),
        ("Unit", "中共岳麓区星河镇委员会", CITY, ("长沙市岳麓区", "中共星河镇委员会")),
        ("Unit", "财政部", HERE, ("", "财政部")),
        ("Place", "岳麓区桐梓坪村", CITY, ("长沙市岳麓区", "桐梓坪村")),
        ("Company", "湖南宏远建设有限公司", HERE, ("", "湖南宏远建设有限公司")),
        ("Company", "金城集团", HERE, ("长沙市岳麓区", "金城集团")),
        ("Project", "星河污水处理厂二期工程", HERE, ("长沙市岳麓区", "星河污水处理厂二期工程")),
        ("Unit", "青石县水利局", Division("湖南省", None, "青石县"), ("湖南省青石县", "青石县水利局")),
    ],
)
def test_names_that_reach_beyond_their_notice(label, name, region, known):
    assert reach(label, name, region, "n") == known


@pytest.mark.parametrize(
    ("label", "name", "region"),
    [
        ("Unit", "教育局", HERE),
        ("Unit", "镇政府", HERE),
        ("Unit", "人民医院", HERE),
        ("Unit", "第一中学", HERE),
        ("Unit", "整改工作领导小组", HERE),
        ("Unit", "农业农村局", HERE),
        ("Unit", "工程管理部", HERE),
        ("Unit", "星河小学", NOWHERE),
        ("Unit", "朝阳区教育局", NOWHERE),
        ("Unit", "朝阳区教育局", Division(None, None, "朝阳区")),
        ("Unit", "星河小学", Division(None, None, "朝阳区")),
        ("Company", "集团公司", HERE),
        ("Company", "宏远建设有限公司", NOWHERE),
        ("Project", "安置房二期工程", HERE),
        ("Place", "各村", HERE),
    ],
)
def test_names_that_mean_nothing_outside_their_notice(label, name, region):
    assert reach(label, name, region, "n")[0] == "@n"


def test_districts_of_one_name_in_two_cities_are_told_apart():
    scopes = {
        reach("Unit", "朝阳区教育局", Division(*up, "朝阳区"), "n")[0]
        for up in (("北京市", None), ("吉林省", "长春市"))
    }
    assert len(scopes) == 2 and not any(scope.startswith("@") for scope in scopes)
