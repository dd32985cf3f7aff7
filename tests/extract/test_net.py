"""What a recall net proposes stands apart from what rules read, and is in the graph only if a rule confirms it."""

from __future__ import annotations

import re

from graph_builder.build import build_graph, reading_of
from graph_builder.claim import Span
from graph_builder.contract import contract
from graph_builder.nets import Proposal, ProposedSanction
from graph_builder.read import Document

TEXT = (
    "中共青石县水利局党组关于巡察整改情况的通报\n根据县委部署,县委第三巡察组对县水利局党组进行了巡察。\n"
    "二、整改情况\n1.账目混乱。\n整改情况:经手的年红兵说明了情况,县财政局核对了账目。年红兵受到党内警告处分。\n"
    "2.学习不深入。\n整改情况:甄小满主持了学习。\n中共青石县水利局党组\n2023年12月1日\n"
)


class Fixed:
    """A net that always proposes the same names."""

    name = "fixed"

    def __init__(self, *names: str, sanction: tuple[str, str, str] | None = None) -> None:
        self.names = names
        self.sanction = sanction

    def propose(self, text, passages):
        found = [
            Proposal("Official", Span(*m.span()), 0.5, self.name)
            for name in self.names
            for m in re.finditer(name, text)
            if any(p.covers(Span(*m.span())) for p in passages)
        ]
        if self.sanction:
            who, kind, quote = self.sanction
            at = text.index(quote)
            name = text.index(who, at)
            found.append(ProposedSanction(Span(name, name + len(who)), kind, Span(at, at + len(quote)), 0.4, self.name))
        return found


def read(net):
    return reading_of(Document(TEXT, "a.txt", "0" * 64), "a", net)


def test_what_only_a_net_saw_is_a_mention_with_its_name_and_no_node():
    reading = read(Fixed("甄小满"))
    rows = [e for p in contract(reading)["problems"] for e in p["entities"] if e["name"] == "甄小满"]
    assert [(e["extractor"], e["role"]) for e in rows] == [("fixed", "mentioned")]
    assert all(e["confidence"] < 1 for e in rows)
    assert not [n for n, d in build_graph([reading]).nodes(data=True) if d.get("name") == "甄小满"]


def test_a_rule_that_reads_a_sanction_of_it_confirms_it():
    reading = read(Fixed("年红兵"))
    given = [s for p in contract(reading)["problems"] for s in p["sanctions"]]
    assert [(s["official"], s["kind"]) for s in given] == [("年红兵", "党内警告")]
    assert [d["label"] for _, d in build_graph([reading]).nodes(data=True) if d.get("name") == "年红兵"] == ["Official"]


def test_a_sanction_that_only_a_net_saw_is_a_doubt_and_no_edge():
    reading = read(Fixed("甄小满", sanction=("甄小满", "党内警告", "甄小满主持了学习。")))
    assert any("甄小满" in d["why"] for d in contract(reading)["doubts"])
    graph = build_graph([reading])
    assert not [e for *_, e in graph.edges(data=True) if e["type"] == "RECEIVED" and e["extractor"] != "rules"]


def test_nothing_changes_where_a_net_sees_what_the_rules_saw():
    plain, netted = (contract(read(net)) for net in (None, Fixed("县财政局")))
    assert plain == netted
