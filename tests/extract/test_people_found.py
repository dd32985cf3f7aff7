"""Which words are people's names: behind titles, in lists, before what only people do; and which only look like it."""

from __future__ import annotations

import pytest


def people(row):
    return sorted({e["name"] for e in row["entities"] if e["label"] == "Official"})


@pytest.mark.parametrize(
    ("problem", "want"),
    [
        ("年级主任涂敏、熊国华违规补课。", ["涂敏", "熊国华"]),
        ("局长涂敏、熊国华擅自决策。", ["涂敏", "熊国华"]),
        ("农业股原股长孙某某失职。", ["孙某某"]),
        ("局长长孙无忌失职。", ["长孙无忌"]),
        ("服务中心主任罗福生长期在食堂免费用餐。", ["罗福生"]),
        ("资金使用由经理庞大海一人说了算。", ["庞大海"]),
        ("股东向红、丁某均未履行承诺。", ["丁某", "向红"]),
        ("法定代表人洪大发，虚构收购小麦。", ["洪大发"]),
        ("村文书贺长庚、报账员苗卉虚报冒领。", ["苗卉", "贺长庚"]),
        ("由镇党委书记税明轩包案。", ["税明轩"]),
        ("祖某因涉嫌非国家工作人员受贿罪被刑事拘留。", ["祖某"]),
    ],
)
def test_reads_names(one_problem, problem, want):
    assert people(one_problem(problem)) == want


@pytest.mark.parametrize(
    "rest", ["安监违规收费", "沈家湾违规占地", "农商行违规放贷", "管护员违规出租", "安全科违规补课", "毛坯房违规出租"]
)
def test_what_follows_a_name_in_a_list_is_not_always_one(one_problem, rest):
    assert people(one_problem(f"局长涂敏、{rest}。")) == ["涂敏"]


@pytest.mark.parametrize(
    ("answer", "who"),
    [
        ("给予段繁茂党内严重警告处分。", "段繁茂"),
        ("祁卉在任村文书期间虚报冒领，受到党内警告处分。", "祁卉"),
        ("段繁茂，男，汉族，受到党内警告处分。", "段繁茂"),
        ("一是古丽娜·艾合买提受到党内警告处分。", "古丽娜·艾合买提"),
    ],
)
def test_reads_whom_only_what_is_said_of_him_gives_away(one_problem, answer, who):
    assert who in people(one_problem("补助发放不规范。", answer))


@pytest.mark.parametrize(
    "problem",
    [
        "部门经理周密部署不到位。",
        "检验员应检未检。",
        "股东方未履行出资义务。",
        "项目经理部管理混乱。",
        "教职工周转房项目资金沉淀。",
        "其子女入学违规，其妻弟承包工程。",
        "行贿人黑名单制度未建立。",
    ],
)
def test_plain_words_behind_a_title_are_no_names(one_problem, problem):
    assert people(one_problem(problem)) == []
