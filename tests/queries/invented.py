"""Two invented notices as a graph: every label and relationship of the schema, names that exist nowhere."""

from __future__ import annotations

from typing import Any

import networkx as nx

from graph_builder.schema import schema

TEXT = (
    "中共云岭县委关于巡察整改进展情况的通报\n"
    "1.教育经费拨付不及时。县教育局未按期拨付，星河公司虚报学校食堂工程量。\n"
    "整改情况：（1）县教育局补拨经费120万元。（2）给予原局长高远山党内警告处分。（3）某干部被批评教育。\n"
    "2.河道治理缓慢。县水利局推进星河公司承建的清溪河项目不力。\n"
    "整改情况：（1）县水利局会同云岭县制定《清溪河治理办法》，2024年9月完成。\n"
)
OTHER = "云岭县关于审计整改情况的通报\n1.星河公司挪用资金。整改情况：（1）星河公司归还资金。\n"
COUNTY, EDUCATION, WATER = "unit:云岭县/县委", "unit:云岭县/教育局", "unit:云岭县/水利局"
COMPANY, PARENT, HEAD, MASKED = (
    "company:云岭县/星河公司",
    "company:云岭集团",
    "official:n1/高远山",
    "official:n1#1/某干部",
)


class Graph:
    """Adds nodes and edges with every property that the schema asks for."""

    def __init__(self) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()

    def node(self, key: str, label: str, **given: Any) -> None:
        properties = dict.fromkeys(schema().nodes[label].properties)
        assert given.keys() <= properties.keys()
        self.graph.add_node(key, label=label, **properties | given)

    def entity(self, key: str, label: str, name: str, *aliases: str, masked: bool = False) -> None:
        self.node(key, label, name=name, aliases=list(aliases), masked=masked, region="云岭县")

    def edge(self, source: str, kind: str, target: str, quote: str, notice: str = "n1", **given: Any) -> None:
        text = TEXT if notice == "n1" else OTHER
        start = text.index(quote)
        properties: dict[str, Any] = dict.fromkeys(schema().edges[kind].properties)
        assert given.keys() <= properties.keys()
        properties |= {"notice": notice, "span_start": start, "span_end": start + len(quote), "quote": quote}
        properties |= {"extractor": "rules", "rule": "by-hand", "confidence": 0.9}
        parallel = self.graph.number_of_edges(source, target)
        self.graph.add_edge(source, target, key=f"{kind}@{start}#{parallel}", type=kind, **properties | given)


def invented() -> nx.MultiDiGraph[str]:
    g = Graph()
    _nodes(g)
    _problem_edges(g)
    _other_edges(g)
    return g.graph


def _nodes(g: Graph) -> None:
    g.node("notice:n1", "Notice", title="云岭县巡察整改通报", issuer="云岭县委", published_on="2025-01-02", text=TEXT)
    g.node("notice:n2", "Notice", title="云岭县审计整改通报", issuer="云岭县委", published_on="2025-06-01", text=OTHER)
    g.node("inspection:n1", "Inspection", name="县委巡察组对教育水利系统的巡察", notice="n1")
    g.node("theme:n1#T1", "Theme", title="经费与项目", notice="n1", span_start=0, span_end=20)
    first, second = TEXT.index("1."), TEXT.index("2.")
    g.node("problem:n1#1", "Problem", notice="n1", number=1, printed="1.", text="教育经费拨付不及时",
           category=["教育"], signs=["money"], status="completed", recurrent=False,
           span_start=first, span_end=second)  # fmt: skip
    g.node("problem:n1#2", "Problem", notice="n1", number=2, printed="2.", text="河道治理缓慢",
           category=["生态环境", "招投标与工程"], status="ongoing", recurrent=True, recurrent_evidence="河道治理缓慢",
           span_start=second, span_end=len(TEXT))  # fmt: skip
    g.node("problem:n2#1", "Problem", notice="n2", number=1, text="星河公司挪用资金", category=["国企与平台公司"],
           status="partly", recurrent=False, span_start=OTHER.index("1."), span_end=len(OTHER))  # fmt: skip
    for key, problem, ordinal, text in [
        ("measure:n1#1.1", 1, 1, "县教育局补拨经费120万元。"),
        ("measure:n1#2.1", 2, 1, "县水利局会同云岭县制定《清溪河治理办法》，2024年9月完成。"),
    ]:
        g.node(
            key, "Measure", notice="n1", problem=problem, ordinal=ordinal, text=text, category=[], status="completed"
        )
    g.node(
        "measure:n2#1.1", "Measure", notice="n2", problem=1, ordinal=1, text="星河公司归还资金。", category=["追缴清退"]
    )
    g.entity(COUNTY, "Unit", "中共云岭县委", "县委")
    g.entity(EDUCATION, "Unit", "云岭县教育局", "县教育局", "教育局")
    g.entity(WATER, "Unit", "云岭县水利局", "县水利局")
    g.entity("unit:云岭县/教育局（旧）", "Unit", "云岭县文教局")
    g.entity(COMPANY, "Company", "云岭县星河建设有限公司", "星河公司", "ＸＨ公司")
    g.entity(PARENT, "Company", "云岭集团")
    g.entity(HEAD, "Official", "高远山")
    g.entity(MASKED, "Official", "某干部", masked=True)
    g.entity("project:清溪河", "Project", "清溪河项目")
    g.entity("place:云岭县", "Place", "云岭县")
    g.node("sanction:n1#1", "Sanction", kind="党内警告", recipient="高远山", named=True, notice="n1",
           quote="给予原局长高远山党内警告处分")  # fmt: skip
    g.node("figure:n1@1", "Figure", value=120.0, unit="万元", quote="120万元", notice="n1")
    g.node("time:n1@1", "TimePoint", iso="2024-09", quote="2024年9月", notice="n1")
    g.node("document:办法", "Document", name="清溪河治理办法")
    cheat = TEXT.index("虚报")
    g.node("sign:n1#1/money@1", "Sign", name="资金资产风险", kind="money", part="problem", notice="n1",
           quote="虚报学校食堂工程量", span_start=cheat, span_end=cheat + 9)  # fmt: skip
    g.node("doubt:n1@1", "Doubt", kind="possible_same", why="某干部所指何人未写明", quote="某干部被批评教育",
           notice="n1", span_start=TEXT.index("某干部"), span_end=TEXT.index("某干部") + 8)  # fmt: skip


def _problem_edges(g: Graph) -> None:
    for problem, quote in [("problem:n1#1", "教育经费拨付不及时"), ("problem:n1#2", "河道治理缓慢")]:
        g.edge("inspection:n1", "FOUND", problem, quote)
        g.edge("theme:n1#T1", "GROUPS", problem, quote)
    g.edge(EDUCATION, "INVOLVED_IN", "problem:n1#1", "县教育局未按期拨付", role="responsible", part="problem")
    g.edge(COMPANY, "INVOLVED_IN", "problem:n1#1", "星河公司虚报学校食堂工程量", role="subject", part="problem")
    g.edge(COMPANY, "INVOLVED_IN", "problem:n1#2", "星河公司承建", role="counterparty", part="problem")
    g.edge(COMPANY, "INVOLVED_IN", "problem:n2#1", "星河公司挪用资金", "n2", role="subject", part="problem")
    g.edge(WATER, "INVOLVED_IN", "problem:n1#2", "县水利局推进", role="responsible", part="problem")
    g.edge(HEAD, "INVOLVED_IN", "problem:n1#1", "高远山", role="subject", part="measures")
    g.edge(MASKED, "INVOLVED_IN", "problem:n1#1", "某干部", role="mentioned", part="measures")
    g.edge("project:清溪河", "INVOLVED_IN", "problem:n1#2", "清溪河项目", role="subject", part="problem")
    g.edge("place:云岭县", "INVOLVED_IN", "problem:n1#2", "云岭县", role="mentioned", part="measures")
    for measure, problem, quote, notice in [
        ("measure:n1#1.1", "problem:n1#1", "县教育局补拨经费120万元", "n1"),
        ("measure:n1#2.1", "problem:n1#2", "制定《清溪河治理办法》", "n1"),
        ("measure:n2#1.1", "problem:n2#1", "星河公司归还资金", "n2"),
    ]:
        g.edge(measure, "ADDRESSES", problem, quote, notice)
    g.edge(EDUCATION, "CARRIES_OUT", "measure:n1#1.1", "县教育局补拨经费")
    g.edge(WATER, "CARRIES_OUT", "measure:n1#2.1", "县水利局会同")
    g.edge(COMPANY, "CARRIES_OUT", "measure:n2#1.1", "星河公司归还资金", "n2")
    g.edge(HEAD, "RECEIVED", "sanction:n1#1", "给予原局长高远山党内警告处分")
    g.edge("sanction:n1#1", "GIVEN_FOR", "problem:n1#1", "给予原局长高远山党内警告处分")
    g.edge("measure:n1#1.1", "STATES", "figure:n1@1", "120万元")
    g.edge("measure:n1#2.1", "DATED", "time:n1@1", "2024年9月")
    g.edge("measure:n1#2.1", "CITES", "document:办法", "《清溪河治理办法》")
    g.edge("problem:n1#2", "RECURS_FROM", "inspection:n1", "河道治理缓慢")
    g.edge("problem:n1#1", "SHOWS", "sign:n1#1/money@1", "虚报学校食堂工程量")
    g.edge("measure:n1#2.1", "REPEATS", "measure:n1#1.1", "县水利局会同云岭县", similarity=0.5)
    g.edge("notice:n1", "EDITION_OF", "notice:n2", "中共云岭县委关于巡察整改进展情况的通报", similarity=0.9)
    g.edge("doubt:n1@1", "CONCERNS", "problem:n1#1", "某干部被批评教育")


def _other_edges(g: Graph) -> None:
    g.edge(COUNTY, "ISSUED", "notice:n1", "中共云岭县委")
    g.edge("notice:n1", "REPORTS", "inspection:n1", "巡察整改")
    g.edge(COUNTY, "CONDUCTED", "inspection:n1", "中共云岭县委")
    g.edge("inspection:n1", "INSPECTED", EDUCATION, "县教育局")
    g.edge(HEAD, "HOLDS_POST", EDUCATION, "原局长高远山", title="局长", former=True)
    g.edge(EDUCATION, "PART_OF", "place:云岭县", "县教育局", basis="derived")
    g.edge(WATER, "PART_OF", COUNTY, "县水利局", basis="derived")
    g.edge(COMPANY, "PART_OF", PARENT, "星河公司", basis="stated")
    g.edge(COMPANY, "LOCATED_IN", "place:云岭县", "云岭县", basis="derived")
    g.edge(HEAD, "POSTED_TO", WATER, "高远山", basis="stated")
    g.edge(COMPANY, "UNDERTAKES", "project:清溪河", "星河公司承建的清溪河项目", basis="stated")
    g.edge(EDUCATION, "POSSIBLY_SAME", "unit:云岭县/教育局（旧）", "县教育局", why="旧名相近")
    g.edge(EDUCATION, "INVOLVED_IN", "problem:n1#1", "教育局", role="mentioned", part="measures")
