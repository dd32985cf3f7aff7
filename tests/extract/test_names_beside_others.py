"""Names beside other names: in lists, behind function words, as brands and letters of what is named in full."""

from __future__ import annotations

import pytest

from graph_builder.contract import contract
from tests.conftest import NOTICE


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


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("青石乡2022年至2023年农田建设项目不达标。", {"青石乡2022年至2023年农田建设项目"}),
        ("年产20万吨石膏建材项目停工。", {"年产20万吨石膏建材项目"}),
        ("东港区5号通用泊位工程停工,港口建设项目滞后。", {"东港区5号通用泊位工程"}),
        ("在柏川县投资建设柏川县鳗鱼养殖基地项目。", {"柏川县鳗鱼养殖基地项目"}),
        ("服务市属重点工程不力,脱硫工程转包,新建项目未联审。", set()),
        ("永兴饲料厂整体搬迁至柏川循环经济产业园,项目滞后。", set()),
        ("康乐家园小区产权证未办,海川国际大厦长期闲置。", {"康乐家园小区", "海川国际大厦"}),
        ("承揽县道X207线改造工程。", {"县道X207线改造工程"}),
        ("水务集团工程管理部工程师甘明失察。", set()),
    ],
)
def test_works_and_what_is_done_with_them(one_problem, problem, want):
    assert named(one_problem(problem), "Project") == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("杨家塘、后湾渠等4条返黑返臭。", {"杨家塘", "后湾渠"}),
        ("下游荷叶湖总磷超标,下游竹坝村饮水困难。", {"荷叶湖", "竹坝村"}),
        ("位于解放路的旧办公楼低价出租。", {"解放路"}),
        ("采购价高于周边城市,取缔非法码头,组织赴省外景区。", set()),
        ("白石沟渣场渗漏,东沟沉陷区未治理。", {"白石沟渣场", "东沟沉陷区"}),
    ],
)
def test_waters_and_grounds(one_problem, problem, want):
    assert named(one_problem(problem), "Place") == want


@pytest.mark.parametrize(
    ("problem", "one", "other"),
    [
        ("柏川市公安局西河分局城南派出所失管,城南派出所未登记。", "柏川市公安局西河分局城南派出所", "城南派出所"),
        ("柏川县杨集镇党委违规摊派,杨集镇党委未整改。", "柏川县杨集镇党委", "杨集镇党委"),
        ("柏川市公共交通集团有限公司亏损,公交集团未整改。", "柏川市公共交通集团有限公司", "公交集团"),
    ],
)
def test_a_name_without_what_stands_above_it(read_text, problem, one, other):
    found = contract(read_text(NOTICE.format(problem=problem, answer="一是加强学习。")))
    assert any({one, other} <= set(row["mentions"]) for row in found["aliases"])


@pytest.mark.parametrize(
    ("problem", "label", "want"),
    [
        ("先后3次赴澄溪重工股份有限公司会商。", "Company", {"澄溪重工股份有限公司"}),
        ("违规投资入股柏江磐石混凝土有限公司。", "Company", {"柏江磐石混凝土有限公司"}),
        ("实施石坪镇集中供水工程和大塘乡管网延伸工程。", "Project", {"石坪镇集中供水工程", "大塘乡管网延伸工程"}),
        ("对上轮区委巡察反馈问题整改缓慢。", "Unit", {"区委"}),
        ("未履行党委会研究程序,强某被移送检察机关。", "Unit", set()),
        ("国有林场林地被侵占,联系二级学院不实。", "Unit", set()),
    ],
)
def test_what_leads_to_a_name_is_none_of_it(one_problem, problem, label, want):
    assert named(one_problem(problem), label) == want
