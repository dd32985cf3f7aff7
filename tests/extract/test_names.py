"""Names of bodies, companies, projects, places and people: what is taken and what is left."""

from __future__ import annotations

import pytest

from tests.conftest import NOTICE


def names(row, label):
    return {e["name"] for e in row["entities"] if e["label"] == label}


@pytest.mark.parametrize(
    ("problem", "label", "want"),
    [
        ("县财政局、教育局监管不力。", "Unit", {"县财政局", "教育局"}),
        ("县委组织部未按规定备案。", "Unit", {"县委组织部"}),
        ("未经县政府常务会议研究。", "Unit", {"县政府"}),
        ("青石县第二中学食堂管理混乱。", "Unit", {"青石县第二中学"}),
        ("某医院过度诊疗。", "Unit", {"某医院"}),
        ("违规将工程发包给青石县宏远建设有限公司。", "Company", {"青石县宏远建设有限公司"}),
        ("平台公司管理混乱,多家公司亏损。", "Company", set()),
        ("向某公司支付费用。", "Company", {"某公司"}),
        ("城东污水管网改造项目进展缓慢。", "Project", {"城东污水管网改造项目"}),
        ("重点项目推进不力,多个项目停滞。", "Project", set()),
        ("全县河道采砂监管不力。", "Place", {"全县"}),
        ("某干部违规经商。", "Official", {"某干部"}),
        ("易某插手工程项目。", "Official", {"易某"}),
        ("向某单位借款。", "Official", set()),
        ("干部常态化交流不够。", "Official", set()),
    ],
)
def test_takes_just_the_name(one_problem, problem, label, want):
    assert names(one_problem(problem), label) == want


def test_doctrines_and_titles_of_documents_name_nobody(one_problem):
    row = one_problem("学习习近平新时代中国特色社会主义思想不深入,未落实《青石县财政局资金管理办法》。")
    assert names(row, "Official") == set()
    assert "青石县财政局" not in names(row, "Unit")


def test_masked_people_are_marked(one_problem):
    row = one_problem("副局长张某、李某某违规接受宴请。")
    assert {(e["name"], e["masked"]) for e in row["entities"] if e["label"] == "Official"} == {
        ("张某", True),
        ("李某某", True),
    }


def test_a_name_ends_before_its_verb(one_problem):
    row = one_problem("整改不力。", "成立由局长林海涛任组长、副局长钱伟任副组长的整改工作领导小组。")
    assert {e["name"] for e in row["entities"] if e["label"] == "Official"} == {"林海涛", "钱伟"}


@pytest.mark.parametrize("verb", ["肃清", "根据", "通过", "依托"])
def test_a_verb_before_a_body_of_a_division_is_no_divisions_name(read_text, verb):
    text = NOTICE.format(problem=f"{verb}市委要求不严。", answer=f"一是{verb}市委意见整改。")
    assert not [c for c in read_text(text).claims if c.predicate == "NAMES" and verb in c.value["name"]]


def test_a_month_before_a_team_is_no_part_of_it(read_text):
    text = NOTICE.format(problem="学习不深入。", answer="一是学习。")
    text = text.replace("根据县委统一部署,2023年3月1日至4月30日,县委第三巡察组", "2023年3月县委第三巡察组")
    assert "县委第三巡察组" in text
    teams = [c for c in read_text(text).claims if c.predicate == "NAMES" and c.quote.endswith("第三巡察组")]
    assert teams and not [c for c in teams if c.quote.startswith("月")]
