"""Names beside other names: in lists, behind function words, as brands and letters of what is named in full."""

from __future__ import annotations

import pytest


def named(row, label):
    return {e["name"] for e in row["entities"] if e["label"] == label}


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("青石县锦源水利工程有限公司、恒跃建设借用资质围标串标。", {"青石县锦源水利工程有限公司", "恒跃建设"}),
        ("宏昕光电、海川精工机械有限公司未纳税。", {"宏昕光电", "海川精工机械有限公司"}),
        ("海川集团、农村建设均受影响。", {"海川集团"}),
        ("青石县宏昕精细化工有限公司排污,宏昕化工未整改。", {"青石县宏昕精细化工有限公司", "宏昕化工"}),
        ("聘请中瑞会计师事务所、大成衡会计师事务所核查。", {"中瑞会计师事务所", "大成衡会计师事务所"}),
        ("聘请中瑞会计师事务所石城分所核查。", {"中瑞会计师事务所石城分所"}),
        ("银盈数码（石城）科技公司未履约。", {"银盈数码（石城）科技公司"}),
        ("向华川融资租赁股份有限公司融资。", {"华川融资租赁股份有限公司"}),
        ("工期因市城建集团筹资不力滞后,食堂由绿野餐饮公司经营。", {"市城建集团", "绿野餐饮公司"}),
        ("在沙渡鱼庄、翠竹土菜馆公款吃喝,临江渔家乐未取缔。", {"沙渡鱼庄", "翠竹土菜馆", "临江渔家乐"}),
        ("柏川石灰石矿越界开采,没收鑫岭铁矿矿产品。", {"柏川石灰石矿", "鑫岭铁矿"}),
        ("北岭煤业公司黑石崖煤矿瞒报事故。", {"北岭煤业公司黑石崖煤矿"}),
        ("向柏川盛和置业有限公司催缴。", {"柏川盛和置业有限公司"}),
        ("租给甘某经营小吃部。", set()),
    ],
)
def test_firms_beside_other_words(one_problem, problem, want):
    assert named(one_problem(problem), "Company") == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("剩余0.4亿元已由县人民医院支付。", {"县人民医院"}),
        ("权属争议正由西河街道办事处协调。", {"西河街道办事处"}),
        ("工程全部由塘坪村党总支发包。", {"塘坪村党总支"}),
    ],
)
def test_bodies_behind_function_words(one_problem, problem, want):
    assert named(one_problem(problem), "Unit") == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("县财政局政府采购监管股未审核。", {"县财政局政府采购监管股"}),
        ("矿产资源管理股未依法催缴。", {"矿产资源管理股"}),
        ("体育教研组教师甘某补课,艺体党支部五年未发展党员。", {"体育教研组", "艺体党支部"}),
        ("各党支部未开展学习,两个党支部长期未换届。", set()),
        ("成立由18名家长组成的膳食监督委员会。", {"膳食监督委员会"}),
        ("民事审判二庭积案多,骨科二病区串换项目。", {"民事审判二庭", "骨科二病区"}),
        ("国家金融监督管理总局青石监管支局未备案。", {"国家金融监督管理总局青石监管支局"}),
        ("撤销驻港城招商联络处,老街社区原网格员甘某违规。", {"驻港城招商联络处", "老街社区"}),
        ("临江区纪委监委对铁坊社区党委书记田光明立案。", {"临江区纪委监委", "铁坊社区党委"}),
        ("二分公司六车队未教育司机。", {"二分公司六车队"}),
        ("依据省政府事故调查组结论处理。", {"省政府事故调查组"}),
    ],
)
def test_offices_of_every_kind(one_problem, problem, want):
    assert named(one_problem(problem), "Unit") == want
