from __future__ import annotations

import doctest
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.claim import Span
from graph_builder.extract import figures as module
from graph_builder.extract.figures import Figure, figures
from graph_builder.lexicon import load


def read(text: str) -> list[Figure]:
    return figures(text, Span(0, len(text)))


def amounts(text: str) -> list[tuple[float | str, str]]:
    return [(f.value, f.unit) for f in read(text)]


STATED = [
    # audit
    ("审计发现，某局违规列支业务招待费237054.47 万元。", [(237054.47, "万元")]),
    ("超预算支出1,234.5万元，占比12.8%。", [(1234.5, "万元"), (12.8, "%")]),
    ("违规发放津补贴 12 . 5 万元。", [(12.5, "万元")]),
    ("少计收入３２．６万元，涉及５户企业。", [(32.6, "万元"), (5, "户")]),
    ("滞留专项资金2.3亿元超过1年。", [(2.3, "亿元"), (1, "年")]),
    ("虚列支出，金额达八百六十三万元。", [(863, "万元")]),
    ("账外设账三万二千元。", [(32000, "元")]),
    ("截留资金近百万元。", [(100, "万元")]),
    ("项目投资13.34亿，欠薪50万。", [(13.34, "亿"), (50, "万")]),
    ("2个项目超概算，最高达百分之四十。", [(2, "个"), (40, "%")]),
    ("其中3至5年的有12笔，5年以上的8笔。", [("3至5", "年"), (12, "笔"), (5, "年"), (8, "笔")]),
    ("单价为2.5元/斤，高于市场价30%以上。", [(2.5, "元/斤"), (30, "%")]),
    ("收回财政资金500余万元。", [(500, "万元")]),
    ("投资1亿3千万元的工程停工。", [("1亿3千", "万元")]),
    ("某局用款3,.83万元。", [("3,.83", "万元")]),
    # environment
    ("该市日均约有12.5万吨生活污水直排。", [(12.5, "万吨")]),
    ("化学需氧量浓度为58毫克/升，超标1.9倍。", [(58, "毫克/升"), (1.9, "倍")]),
    ("PM2.5平均浓度为35微克/立方米，同比下降百分之四点五。", [(35, "微克/立方米"), (4.5, "%")]),
    ("PM10平均浓度48μg/m3。", [(48, "μg/m3")]),
    ("排查七大类27项隐患，完成率由65%提高到92%。", [(7, "大类"), (27, "项"), (65, "%"), (92, "%")]),
    ("夜间噪声65分贝，距居民区仅30米。", [(65, "分贝"), (30, "米")]),
    ("侵占林地18.6亩，堆存固废2万立方米。", [(18.6, "亩"), (2, "万立方米")]),
    ("处理规模2万吨/日，新建管网3.5公里。", [(2, "万吨/日"), (3.5, "公里")]),
    ("恢复植被面积1200㎡、3公顷。", [(1200, "㎡"), (3, "公顷")]),
    ("第一轮中央生态环境保护督察反馈的37项任务完成35项。", [(37, "项"), (35, "项")]),
    ("空气质量优良率同比增长-5.2%。", [(-5.2, "%")]),
    ("责令限期3个月内完成，逾期6个多月仍未动工。", [(3, "个月"), (6, "个月")]),
    ("收到举报后15日内书面报告，5个工作日办结。", [(15, "日"), (5, "个工作日")]),
    # university, hospital, company
    ("欠缴学费学生1,280人，宿舍4人间不足。", [(1280, "人")]),
    ("2020级新生3000人，专任教师缺口二十余名。", [(3000, "人"), (20, "名")]),
    ("清理办公用房二十三间、1200平方米。", [(23, "间"), (1200, "平方米")]),
    ("超标准收费3项，涉及患者1.2万余人次。", [(3, "项"), (1.2, "万人次")]),
    ("科研经费结余沉淀超2年未清理的课题14个。", [(2, "年"), (14, "个")]),
    ("实验室管理混乱，一天就检查了25家。", [(1, "天"), (25, "家")]),
    ("附属医院床位使用率85.6％，平均住院日缩短1.5天。", [(85.6, "%"), (1.5, "天")]),
    ("本科生课程合格率提高3.2个百分点。", [(3.2, "个百分点")]),
    ("集团所属3家公司亏损，处置闲置设备5台套。", [(3, "家"), (5, "台套")]),
    # inspection
    ("反馈的八项23个问题，已完成整改19个，完成率98.71%。", [(8, "项"), (23, "个"), (19, "个"), (98.71, "%")]),
    ("开展谈心谈话36人次、检查12轮次，走访农户2300余户。", [(36, "人次"), (12, "轮次"), (2300, "户")]),
    ("先后三次召开会议，对两名责任人进行约谈。", [(3, "次"), (2, "名")]),
    ("立案32人，问责34人，其中处级干部4人。", [(32, "人"), (34, "人"), (4, "人")]),
    ("党委委员少于3人的单位有19个。", [(3, "人"), (19, "个")]),
    ("2.3个村未完成改厕。", [(3, "个")]),
    ("现有党员2 356名。", [(2356, "名")]),
    ("三分之二以上的村未通水。", [("三分之二", "比例")]),
    ("千余名群众受影响，上百家商户停业。", [(1000, "名"), (100, "家")]),
    ("增速排名全市第七，GDP77亿元。", [(7, "名"), (77, "亿元")]),
    ("考核位列全省第15位，由第10名下降至第15名。", [(15, "名"), (15, "名")]),
    ("连续两年位居全市末位，满意度倒数第二。", [(2, "年"), ("末位", "名次"), ("倒数第二", "名次")]),
    ("因受贿罪被判处有期徒刑三年六个月，缓刑四年，并处罚金20万元。", [(20, "万元")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), STATED)
def test_an_amount_is_read_with_its_unit(sentence: str, expected: list[tuple[float | str, str]]) -> None:
    assert amounts(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "根据《关于进一步做好30项重点工作的通知》（财预〔2021〕7 号）第三条、第12条规定。",
        "联系电话：0731-22345678；邮编410000；电子邮箱：abc123@163.com。",
        "贯彻落实中央八项规定精神，纠治“四风”，增强“四个意识”、做到“两个维护”，严格执行“三重一大”。",
        "落实“四个一”举措，打造“五个平台”。",
        "第三中学第二期工程、二期厂房未验收。",
        "一是统一思想；一方面推进，一批项目落地，一起做好一项工作。",
        "第二至五轮巡察，第一批、第二批名单，市委巡察六组。",
        "2024年9月10日至11月19日，2021-2023年，二〇二三年九月，24年3月。",
        "给予留党察看一年处分，影响期一年。",
        "给予党内警告处分2人、诫勉谈话3人、移送司法机关1人。",
        "数十名群众、几百万元、七八个人、多名干部、双方。",
        "把政治建设摆在首位，落实第一责任人责任。",
        "二次供水，三级医院，五年规划，三年行动，六年级，九年一贯制。",
        "每季度至少开展1次督查，每年组织2轮巡查。",
        "每一户村民，每两名干部，这一年，同一家公司。",
        "每日3:30开门，版本2.0，5G网络，G320国道。",
    ],
)
def test_a_number_that_is_no_amount_is_left(sentence: str) -> None:
    assert amounts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "qualifier"),
    [
        ("近22个上访群体", "近"), ("活动超25场", "超"), ("上访100余次", "余"), ("仅查摆7个问题", "仅"),
        ("办案超过2年", "超过"), ("少于3人", "少于"), ("任现职满5年以上", "以上"), ("计划3年内", "内"),
        ("控制在55人以内", "以内"), ("不低于80%", "不低于"), ("约3公里", "约"), ("两年多", "多"), ("新建12所", None),
    ],
)  # fmt: skip
def test_an_open_figure_says_so(sentence: str, qualifier: str | None) -> None:
    assert [f.qualifier for f in read(sentence)] == [qualifier]


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("检查了25家医药机构", "医药机构"), ("贷款综合成本9.72%", "贷款综合成本"), ("完成率为40%", "完成率"),
        ("2024年全年完成工业增加值58.88亿元", "完成工业增加值"), ("尚有12.36万元未清退", "未清退"),
        ("涉及该区的问题10个", "涉及该区的问题"), ("清理用房23间、1200平方米", "清理用房23间"),
    ],
)  # fmt: skip
def test_a_figure_says_what_it_measures(sentence: str, what: str) -> None:
    assert read(sentence)[-1].measures_what == what


def test_only_the_passage_is_read_and_spans_are_of_the_text() -> None:
    text = "甲局10个。乙局２０个。丙局30个。"
    [figure] = figures(text, Span(6, 13))
    assert (figure.quote, figure.span.cut(text), figure.value) == ("２０个", "２０个", 20.0)


def test_every_guarded_unit_is_a_unit() -> None:
    lexicon = load("units_of_measure")
    units = {*lexicon["measured"], *lexicon["counted"]}
    for vocabulary in ("not_before", "arabic_only", "counts_from_one", "counts_with_er", "frequencies", "headcounts"):
        assert set(lexicon[vocabulary]) <= units, vocabulary


NOISE = st.text(
    "0123456789０９一二十百万亿余多个名人次年月日天元%㎡亩第至-.,，。、《》〔〕“”号排末位三共", max_size=120
)


@given(NOISE)
def test_spans_cut_their_quotes_and_lie_apart(text: str) -> None:
    found = read(text)
    assert all(f.span.cut(text) == f.quote for f in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize(
    "rubbish", ["1", "一", "1,", "1,000", "1-", "第一", "排名", "1 ", "百分之", "《", "一分之", "点一"]
)
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    text = rubbish * (100_000 // len(rubbish))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 3


def test_the_docstrings_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
