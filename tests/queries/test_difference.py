"""What differs between two editions of a notice, problem by problem, with the words of both."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from graph_builder.build import build_graph, reading_of
from graph_builder.cli import main
from graph_builder.errors import NothingFound
from graph_builder.read import Document
from queries.difference import differences, edition_before
from queries.store import EmbeddedStore, load

OPENING = """中共岳麓区教育局党组关于巡察整改进展情况的通报
根据区委统一部署,2023年3月1日至4月30日,岳麓区委第三巡察组对岳麓区教育局党组进行了巡察。2023年6月5日,岳麓区委第三巡察组向岳麓区教育局党组反馈了巡察意见。现将整改情况公布如下。
一、整改落实情况
"""
CLOSING = """联系电话:0731-1234567。
中共长沙市岳麓区教育局党组
2023年12月{day}日
"""
FIRST = """1.校园食堂管理不规范,3所学校未公开招标。
整改情况:(1)重新招标3所学校食堂。(2)追回多付资金12万元。已完成整改。
2.编外教师待遇未落实,317人绩效工资欠发。
整改情况:(1)正在核定标准,分批补发绩效工资。
3.校服采购边改边犯,两所学校指定供应商。
整改情况:(1)解除采购合同。(2)承诺在年底前公示采购结果。
"""
SECOND = """1.校园食堂管理不规范,3所学校未公开招标。
整改情况:(1)重新招标3所学校食堂。(2)追回多付资金12万元。已完成整改。
2.编外教师待遇未落实,317人绩效工资欠发。
整改情况:(1)已核定标准,317人绩效工资全部补发到位,已完成整改。
3.校服采购边改边犯,两所学校指定供应商。
整改情况:(1)解除采购合同。
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    texts = {"前": OPENING + FIRST + CLOSING.format(day=1), "后": OPENING + SECOND + CLOSING.format(day=20)}
    path = tmp_path_factory.mktemp("editions") / "g.lbug"
    load(build_graph([reading_of(Document(text, f"{n}.txt", "0" * 64), n) for n, text in texts.items()]), path)
    return path, texts


def test_changed_statuses_and_vanished_promises_are_told(graph):
    path, texts = graph
    with EmbeddedStore(path) as store:
        assert edition_before(store, "后") == "前"
        found = differences(store, "前", "后")
    told = {(d.what, d.change, (d.before or d.after).number) for d in found}
    assert ("Problem", "status", 2) in told
    assert ("Measure", "vanished", 3) in told
    assert not [d for d in found if (d.before or d.after).number == 1]
    for one in found:
        for side in (one.before, one.after):
            if side:
                assert texts[side.notice][slice(*side.span)] == side.text


def test_a_problem_that_is_left_out_has_vanished_and_the_other_way_round_came(graph):
    path, _ = graph
    texts = {
        "前": OPENING + FIRST + CLOSING.format(day=1),
        "后": OPENING + FIRST[: FIRST.index("3.")] + CLOSING.format(day=9),
    }
    path = path.with_name("shorter.lbug")
    load(build_graph([reading_of(Document(text, f"{n}.txt", "0" * 64), n) for n, text in texts.items()]), path)
    with EmbeddedStore(path) as store:
        there = [(d.what, d.change) for d in differences(store, "前", "后")]
        back = [(d.what, d.change) for d in differences(store, "后", "前")]
    assert ("Problem", "vanished") in there and ("Problem", "came") in back


def test_the_command_prints_a_table_and_json(graph):
    path, _ = graph
    table = CliRunner().invoke(main, ["diff", "后", "--graph", str(path)])
    assert table.exit_code == 0 and "状态改变" in table.stdout and "消失" in table.stdout
    found = json.loads(CliRunner().invoke(main, ["diff", "前", "后", "--format", "json", "--graph", str(path)]).stdout)
    assert (found["earlier"], found["later"]) == ("前", "后")
    assert {"status", "vanished"} <= {d["change"] for d in found["differences"]}


def test_a_notice_that_is_not_there_is_one_clear_line(graph):
    path, _ = graph
    with EmbeddedStore(path) as store, pytest.raises(NothingFound, match="没有编号为"):
        differences(store, "前", "没有")
