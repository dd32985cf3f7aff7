"""Categories, measure kinds, statuses and recurrence on invented sentences of other issuers."""

from __future__ import annotations

import pytest

from graph_builder.claim import Span
from graph_builder.extract.category import categories
from graph_builder.extract.measure_kind import measure_kinds
from graph_builder.extract.overall import told_together
from graph_builder.extract.recurrence import recurrent
from graph_builder.extract.status import status


@pytest.mark.parametrize(
    ("problem", "category"),
    [
        ("上一轮巡察反馈的财务问题整改不到位。", "巡视审计整改"),
        ("党委理论学习中心组学习流于形式。", "政治建设与理论学习"),
        ("招商引资项目落地率低,产业发展缓慢。", "经济发展与项目建设"),
        ("部分工程未公开招标,存在围标串标。", "招投标与工程"),
        ("下属国有企业连年亏损,国有资产流失。", "国企与平台公司"),
        ("违规举债,隐性债务化解缓慢。", "债务与融资"),
        ("厂房长期闲置,资产盘活不力。", "资产闲置"),
        ("生活污水直排河道,水质不达标。", "生态环境"),
        ("低保发放不精准,养老服务短板突出。", "民生保障"),
        ("师德师风建设薄弱,校园管理松散。", "教育"),
        ("医保基金监管不力,过度医疗。", "医疗医保"),
        ("安全生产隐患排查不彻底,消防通道堵塞。", "安全与信访维稳"),
        ("村级“三资”管理混乱,党支部软弱涣散。", "基层治理"),
        ("收受管理服务对象红包礼金,廉洁风险突出。", "党风廉政与执纪"),
        ("违规公务接待,超标准发放津补贴。", "作风与八项规定"),
        ("干部选拔任用程序不规范,超职数配备。", "选人用人与编制"),
    ],
)
def test_category_follows_the_problem(problem, category):
    assert category in [c.category for c in categories(problem)]


@pytest.mark.parametrize(
    ("measure", "kind"),
    [
        ("成立工作专班,召开调度会4次。", "组织领导"),
        ("修订《财务管理制度》。", "建章立制"),
        ("举办业务培训班3期。", "培训教育"),
        ("开展专项督查,每季度通报。", "监督检查"),
        ("全面排查整治,清理违建12处。", "排查整治"),
        ("对责任人给予党内警告处分。", "追责问责"),
        ("追缴违规资金5万元。", "追缴清退"),
        ("盘活闲置厂房3处并对外出租。", "盘活处置"),
        ("投入资金200万元改造管网。", "工程建设与资金投入"),
        ("选优配强班子,补充人员力量。", "人员配备"),
        ("与上级部门沟通对接。", "协调沟通"),
        ("举一反三,标本兼治。", "举一反三"),
    ],
)
def test_measure_kind(measure, kind):
    assert kind in measure_kinds(measure)


@pytest.mark.parametrize(
    ("answer", "marks", "want"),
    [
        ("制定制度。已完成,长期坚持。", ["已完成,长期坚持。"], "completed"),
        ("制定制度。基本完成。", ["基本完成。"], "partly"),
        ("制定制度。阶段性完成,持续整改。", ["阶段性完成,持续整改。"], "partly"),
        ("制定制度。正在推进。", ["正在推进。"], "ongoing"),
        ("目前,相关问题已全部整改到位。", [], "completed"),
        ("已清退8万元,剩余2万元正在追缴。", [], "partly"),
        ("正在推进管网工程建设。", [], "ongoing"),
        ("持续加强监管,深入开展教育。", [], "unstated"),
        ("确保问题整改到位。", [], "unstated"),
    ],
)
def test_status_is_what_the_text_claims(answer, marks, want):
    assert status("管理混乱。", answer, [answer], marks).status == want


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("上轮巡视指出的问题仍然存在。", True),
        ("2019年县委巡察反馈的问题至今仍未整改。", True),
        ("屡审屡犯,审计发现的问题反复出现。", True),
        ("又有2名干部因类似问题被查处。", False),
        ("巡察组现场检查发现,仍有人员居住。", False),
        ("直到上级宣传部门督查指出后才学习。", False),
        ("区委第一至三轮巡察质量不高。", False),
    ],
)
def test_recurrent_only_if_an_earlier_inspection_raised_it(problem, want):
    assert (recurrent(problem) is not None) is want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("除第2项正在推进外,其余3项均已完成整改。", ["completed", "ongoing", "completed", "completed"]),
        ("除第1、4项问题基本完成外,其余2项已全部整改销号。", ["partly", "completed", "completed", "partly"]),
        ("已完成3个,其余1个(第3项)正在加快推进。", ["completed", "completed", "ongoing", "completed"]),
        ("反馈的4个问题已全部完成整改。", ["completed"] * 4),
        # Counts of another breakdown, or of problems that are not named, say nothing of any one.
        ("除第2项正在推进外,其余11项均已完成整改。", [None, "ongoing", None, None]),
        ("反馈的12个问题已全部完成整改。", [None] * 4),
        ("已完成整改3个,正在整改1个。", [None] * 4),
    ],
)
def test_statuses_of_all_problems_together(words, want):
    told = told_together(words, [Span(0, len(words))], [1, 2, 3, 4])
    assert [told[n].status if n in told else None for n in (1, 2, 3, 4)] == want


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("已追回扶持资金745万元。对其法定代表人立案侦查。其余515万元正在依法追缴。", "partly"),
        ("跟投奖励已清退418万元，2名离职人员尚欠44万元，正通过劳动仲裁追缴。", "partly"),
        ("对5处房产逐一清理，其中3处挂牌出租。其余2处正会同有关部门协调推进。", "partly"),
        ("游客中心已于2024年10月1日投入运营；水上乐园计划2025年3月复工。", "partly"),
        ("将多收取的服务费67.92万元全部退还学生家长。", "completed"),
        ("短少的46.3吨小麦已由粮站补足。", "completed"),
        ("责令全部退还，尚未到位。", "unstated"),
        ("完成堤防加固8.6公里，占总工程量的71%，计划2025年4月底前完工。", "ongoing"),
    ],
)
def test_what_is_done_and_what_is_left(answer, told):
    assert status("账目混乱。", answer, [answer], []).status == told
