"""Names of firms, works, departments and places of every kind, with what leads to them left out."""

from __future__ import annotations

import pytest


def named(row, label):
    return {e["name"] for e in row["entities"] if e["label"] == label}


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("未经集体研究新投资翠柏环保科技有限公司。", {"翠柏环保科技有限公司"}),
        ("转让方鸿鹄置业公司与出租方蓝澜商贸公司签订协议。", {"鸿鹄置业公司", "蓝澜商贸公司"}),
        ("回购方省产业投资集团逾期未付款。", {"省产业投资集团"}),
        ("乐家超市西街店虚开发票。", {"乐家超市西街店"}),
        ("金麦米业以次充好,平安物业擅自涨价。", {"金麦米业", "平安物业"}),
        ("县第二机床厂改制资产流失。", {"县第二机床厂"}),
        ("将玉米销售给鑫岩酒精厂。", {"鑫岩酒精厂"}),
        ("在聚贤楼饭店公款吃喝。", {"聚贤楼饭店"}),
        ("县城投、县交投债务风险高。", {"县城投", "县交投"}),
        ("海川融资租赁公司利率过高。", {"海川融资租赁公司"}),
        ("通过处置县面粉厂闲置土地筹集资金。", {"县面粉厂"}),
        ("与华东岚能抽水蓄能有限公司会商。", {"华东岚能抽水蓄能有限公司"}),
        ("多计的工程款已从中泰建安集团股份有限公司核减。", {"中泰建安集团股份有限公司"}),
        ("污水处理厂超标排放,产业基金投向不明。", set()),
        ("小区物业未公示收费,附近餐馆油烟扰民。", set()),
    ],
)
def test_firms_of_every_kind(one_problem, problem, want):
    assert named(one_problem(problem), "Company") == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("城北大道改造工程（二标段）违法分包。", {"城北大道改造工程（二标段）"}),
        ("青石镇冷链分拨中心项目尚未投用。", {"青石镇冷链分拨中心项目"}),
        ("县医院门诊楼防水改造工程多计工程款。", {"县医院门诊楼防水改造工程"}),
        ("古塔片区保护利用项目滞后。", {"古塔片区保护利用项目"}),
        ("市游客集散中心建成两年未投入使用。", {"市游客集散中心"}),
        ("谋划包装文旅项目14个,集团采购项目未招标。", set()),
        ("下游水库水质下降,清溪水库未落实值守。", set()),
        ("清溪水库2021年开工,至今未完工。", {"清溪水库"}),
    ],
)
def test_works_of_every_kind(one_problem, problem, want):
    assert named(one_problem(problem), "Project") == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("抽调干部56人到东校区巡查。", {"东校区"}),
        ("老纺织厂地块长期闲置,烈士陵园设施破损。", {"老纺织厂地块", "烈士陵园"}),
        ("拨付资金12万元归竹坝村使用。", {"竹坝村"}),
        ("莫志刚来村检查3次。", set()),
        ("集团名下文庙步行街长期低价出租。", {"文庙步行街"}),
        ("清溪水库水质下降。", {"清溪水库"}),
    ],
)
def test_places_of_every_kind(one_problem, problem, want):
    assert named(one_problem(problem), "Place") == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("市产投集团投资发展部未尽职调查。", {"市产投集团投资发展部"}),
        ("竹园村监委会监督乏力。", {"竹园村监委会"}),
        ("青石县黄沙镇上坪村党支部书记空缺。", {"青石县黄沙镇上坪村党支部"}),
        ("由食品与生物工程学院采购。", {"食品与生物工程学院"}),
        ("现代农机学院实训中心管理混乱。", {"现代农机学院实训中心"}),
        ("私车油费1.27万元由区市政工程管理处退赔。", {"区市政工程管理处"}),
        ("白龙湖水库管理站未落实值守。", {"白龙湖水库管理站"}),
        ("移送公安机关处理。", set()),
    ],
)
def test_bodies_of_every_kind(one_problem, problem, want):
    assert named(one_problem(problem), "Unit") == want
