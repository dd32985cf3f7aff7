"""A seeded graph of any size, in the shape that notices give, with a hub of a given number of neighbours."""

from __future__ import annotations

import random
from typing import Any

import networkx as nx

from graph_builder.schema import schema

HUB = "company:中心集团"
_SYLLABLES = "安平泰清河源山林川泽云岭江湖阳陵原乐城永兴宁和丰德康福昌明华松柏梅竹石泉龙凤鹤鹿"
_PER_PROBLEM = 5
"""Nodes that come with each problem: itself, two measures, and about two things that it names."""


class Large:
    """Grows a graph of about `size` nodes; the same seed gives the same graph."""

    def __init__(self, size: int, seed: int = 1) -> None:
        self.graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._chance = random.Random(seed)
        self._size = size
        self._edges = 0

    def node(self, key: str, label: str, **given: Any) -> str:
        properties = dict.fromkeys(schema().nodes[label].properties)
        self.graph.add_node(key, label=label, **properties | given)
        return key

    def edge(self, source: str, kind: str, target: str, quote: str, **given: Any) -> None:
        properties: dict[str, Any] = dict.fromkeys(schema().edges[kind].properties)
        notice = given.pop("notice")
        properties |= {"notice": notice, "span_start": 0, "span_end": len(quote), "quote": quote}
        # As the rules give it where only a sentence tells a role.
        properties |= {"extractor": "rules", "rule": "bench", "confidence": 0.6 if kind == "INVOLVED_IN" else 1.0}
        self._edges += 1
        self.graph.add_edge(source, target, key=f"{kind}@{self._edges}", type=kind, **properties | given)

    def words(self, length: int) -> str:
        return "".join(self._chance.choices(_SYLLABLES, k=length))

    def grow(self, hub: int) -> nx.MultiDiGraph[str]:
        """All of it; the hub has `hub` neighbours."""
        self.node(HUB, "Company", name="中心集团", aliases=["中心公司"], masked=False)
        problems = self._size // _PER_PROBLEM
        named = [self._entity(n) for n in range(self._size - 3 * problems)]
        for n in range(problems):
            self._problem(n, named)
        for n in range(hub):
            problem = f"problem:n{n * (problems // hub) // 40}#{n * (problems // hub)}"
            self.edge(
                HUB, "INVOLVED_IN", problem, "中心集团把关不严", role="responsible", part="problem", notice=f"n{n}"
            )
        return self.graph

    def _entity(self, n: int) -> str:
        label, ending = (("Unit", "局"), ("Company", "有限公司"), ("Official", ""))[n % 3]
        name = self.words(3 if label == "Official" else 6) + ending
        return self.node(
            f"{label.lower()}:{n}/{name}", label, name=name, aliases=[name[:4]], masked=False, region="某县"
        )

    def _problem(self, n: int, named: list[str]) -> None:
        notice = f"n{n // 40}"
        if n % 40 == 0:
            self.node(f"notice:{notice}", "Notice", title=f"{self.words(4)}通报", text=self.words(400))
            self.node(f"inspection:{notice}", "Inspection", name=f"对{self.words(4)}的巡察", notice=notice)
        status = self._chance.choice(["completed", "partly", "ongoing", "unstated"])
        categories = [self._chance.choice(schema().vocabulary["category"])]
        own: dict[str, Any] = {"text": self.words(60), "answer": self.words(200), "category": categories}
        own |= {"recurrent": False, "span_start": 0, "span_end": 60}
        key = self.node(f"problem:{notice}#{n}", "Problem", notice=notice, number=n, status=status, **own)
        self.edge(f"inspection:{notice}", "FOUND", key, "指出", notice=notice)
        for i in (1, 2):
            own = {"problem": n, "ordinal": i, "text": self.words(80), "category": [], "status": status}
            measure = self.node(f"measure:{notice}#{n}.{i}", "Measure", notice=notice, **own)
            self.edge(measure, "ADDRESSES", key, "整改", notice=notice)
        for who in self._chance.sample(named, 3):
            self.edge(who, "INVOLVED_IN", key, self.words(20), role="subject", part="problem", notice=notice)


def large(size: int, hub: int = 200) -> nx.MultiDiGraph[str]:
    """A graph of about `size` nodes, one of which has `hub` neighbours."""
    return Large(size).grow(hub)
