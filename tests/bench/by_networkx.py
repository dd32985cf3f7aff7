"""What the patterns find, found with networkx alone: what each is measured beside, and checked against.

Written as one would who keeps the graph in networkx: nodes are looked up by label, links are followed from them.
Each function gives the (finding, problem) of every row that the pattern of its name gives.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import networkx as nx

Found = Iterable[tuple[str, str]]
Link = tuple[str, Mapping[str, Any]]
"""The node at the other end, and the link's attributes."""
Condition = Callable[["Labelled", str, Mapping[str, Any]], bool]
"""Of a problem and a sign that it shows."""
_SOFT = {"组织领导", "建章立制", "培训教育", "监督检查", "协调沟通", "举一反三", "其他"}


class Labelled:
    """A graph with its nodes by label."""

    def __init__(self, graph: nx.MultiDiGraph[str]) -> None:
        self.nodes = graph.nodes
        self._graph = graph
        self._of: dict[str, list[str]] = defaultdict(list)
        for node, label in graph.nodes(data="label"):
            self._of[label].append(node)

    def of(self, *labels: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The nodes with one of these labels and their attributes."""
        return ((node, self.nodes[node]) for label in labels for node in self._of[label])

    def out(self, node: str, kind: str) -> Iterator[Link]:
        """The links of a type that leave a node."""
        return ((end, data) for _, end, data in self._graph.out_edges(node, data=True) if data["type"] == kind)

    def into(self, node: str, kind: str) -> Iterator[Link]:
        """The links of a type that reach a node."""
        return ((start, data) for start, _, data in self._graph.in_edges(node, data=True) if data["type"] == kind)


def by_sign(
    *kinds: str,
    also: Callable[[Labelled, str, Mapping[str, Any]], bool] = lambda *_: True,
    part: str | None = "problem",
) -> Callable[..., Found]:
    """Problems that show a sign of one of these kinds and of which `also` holds."""

    def find(graph: Labelled) -> Found:
        for sign, told in graph.of("Sign"):
            if told["kind"] in kinds and part in (None, told["part"]):
                for problem, _ in graph.into(sign, "SHOWS"):
                    if also(graph, problem, told):
                        yield graph.nodes[problem]["notice"], problem

    return find


def by_problem(holds: Callable[[Mapping[str, Any]], bool]) -> Callable[..., Found]:
    """Problems whose own attributes say it."""

    def find(graph: Labelled) -> Found:
        return ((told["notice"], problem) for problem, told in graph.of("Problem") if holds(told))

    return find


def _not_removed(graph: Labelled, problem: str, _: Mapping[str, Any]) -> bool:
    own = graph.nodes[problem]
    return not (own["status"] == "completed" and own["status_basis"] == "explicit" and own["answer_figures"] > 0)


def _past(graph: Labelled, problem: str, sign: Mapping[str, Any]) -> bool:
    status = graph.nodes[problem]["status"]
    return status != "completed" and (status != "unstated" or sign["part"] == "problem")


def _nobody(graph: Labelled, problem: str, sign: Mapping[str, Any]) -> bool:
    own = graph.nodes[problem]
    if sign["kind"] == "delay" and "petition" not in own["signs"]:
        return False
    told = own["answer"] is not None and "accountability" not in own["answer_signs"]
    return told and not any(graph.into(problem, "GIVEN_FOR"))


def _unproven(own: Mapping[str, Any]) -> bool:
    said = own["status"] == "completed" or (own["status"] == "unstated" and "remedied" in own["answer_signs"])
    return said and own["answer_figures"] == 0 and own["answer_dates"] == 0


def _immeasurable(own: Mapping[str, Any]) -> bool:
    told = own["status"] == "unstated" and own["answer"] is not None
    return told and own["answer_figures"] == 0 and "remedied" not in own["answer_signs"]


def _only_soft(own: Mapping[str, Any]) -> bool:
    kinds = own["measure_kinds"]
    soft = own["status"] == "unstated" and own["answer_figures"] == 0 and bool(kinds) and {*kinds} <= _SOFT
    return soft and not {"remedied", "accountability"} & {*own["answer_signs"]}


def _another_thing(graph: Labelled) -> Found:
    for doubt, told in graph.of("Doubt"):
        if told["kind"] in ("possible_same", "problem_answer_mismatch"):
            for end, _ in graph.out(doubt, "CONCERNS"):
                if graph.nodes[end]["label"] == "Problem":
                    yield graph.nodes[end]["notice"], end


def _another_metric(graph: Labelled) -> Found:
    shown = by_sign("metric", also=lambda g, p, _: g.nodes[p]["status"] != "completed")(graph)
    found = set()
    for notice, problem in set(shown):
        for measure, _ in graph.into(problem, "ADDRESSES"):
            for _, link in graph.out(measure, "STATES"):
                found.add((notice, problem, link["quote"], link["span_start"]))
    return ((notice, problem) for notice, problem, *_ in found)


def _raised_before(graph: Labelled) -> Found:
    for inspection, _ in graph.of("Inspection"):
        for problem, _ in graph.into(inspection, "RECURS_FROM"):
            yield graph.nodes[problem]["notice"], problem


def _outside(graph: Labelled, node: str) -> bool:
    return not any(graph.into(node, "INSPECTED")) and not any(graph.out(node, "ISSUED"))


def in_many(label: str, least: int, role: Callable[[str], bool], *, outside: bool = False) -> Callable[..., Found]:
    """Things in so many problems of one notice."""

    def find(graph: Labelled) -> Found:
        for node, told in graph.of(label):
            if told["masked"] or (outside and not _outside(graph, node)):
                continue
            links: dict[str, list[str]] = defaultdict(list)
            for problem, link in graph.out(node, "INVOLVED_IN"):
                if role(link["role"]):
                    links[link["notice"]].append(problem)
            for problems in links.values():
                if len({*problems}) >= least:
                    yield from ((node, problem) for problem in problems)

    return find


def in_several(label: str, role: Callable[[str], bool]) -> Callable[..., Found]:
    """Things in the problems of two notices or more."""

    def find(graph: Labelled) -> Found:
        for node, told in graph.of(label):
            links = [(p, data) for p, data in graph.out(node, "INVOLVED_IN") if role(data["role"])]
            if not told["masked"] and len({data["notice"] for _, data in links}) >= 2:
                yield from ((node, problem) for problem, _ in links)

    return find


def _ranked(graph: Labelled, labels: Sequence[str], roles: Callable[[str], bool], least: int) -> list[tuple[Any, ...]]:
    """Things outside the inspection with the number of their problems and the first of these."""
    found = []
    for node, told in graph.of(*labels):
        if not told["masked"] and _outside(graph, node):
            problems = {problem for problem, link in graph.out(node, "INVOLVED_IN") if roles(link["role"])}
            if len(problems) >= least:
                found.append((node, min(problems), len(problems), told.get("breadth") or 0.0))
    return found


def _hubs(graph: Labelled) -> Found:
    found = _ranked(graph, ("Unit", "Company"), {"responsible", "counterparty"}.__contains__, 4)
    return [(node, first) for node, first, *_ in sorted(found, key=lambda f: (-f[2], f[0]))[:20]]


def _brokers(graph: Labelled) -> Found:
    found = _ranked(graph, ("Unit", "Company", "Official"), lambda r: r not in ("mentioned", "carries_out"), 3)
    broad = [f for f in found if f[3] >= 0.4]
    return [(node, first) for node, first, *_ in sorted(broad, key=lambda f: (-f[3], -f[2], f[0]))[:20]]


def _communities(graph: Labelled) -> Found:
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for node, told in graph.of("Company", "Official"):
        if not told["masked"] and told["community"]:
            for problem, link in graph.out(node, "INVOLVED_IN"):
                if link["role"] in ("responsible", "counterparty"):
                    links[told["community"]].append((node, problem))
    sized = [(len({n for n, _ in own}), len({p for _, p in own}), name) for name, own in links.items()]
    for _, _, name in sorted((s for s in sized if s[0] >= 3 and s[1] >= 2), key=lambda s: (-s[0], s[2]))[:20]:
        yield from ((name, problem) for _, problem in links[name])


def _categories_together(graph: Labelled) -> Found:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for problem, told in graph.of("Problem"):
        for one in told["category"]:
            for other in told["category"]:
                if one < other:
                    found[one, other].append(problem)
    ranked = sorted((-len(own), "/".join(pair), min(own)) for pair, own in found.items() if len(own) >= 3)
    return [(name, first) for _, name, first in ranked[:50]]


def _same_kind(graph: Labelled) -> Found:
    found: dict[str, tuple[set[str], list[str]]] = defaultdict(lambda: (set(), []))
    for notice, _ in graph.of("Notice"):
        for inspection, _ in graph.out(notice, "REPORTS"):
            for problem, _ in graph.out(inspection, "FOUND"):
                own = graph.nodes[problem]
                for name in (f"{category}/{sign}" for category in own["category"] for sign in own["signs"]):
                    found[name][0].add(notice)
                    found[name][1].append(problem)
    ranked = sorted((-len(notices), name, min(own)) for name, (notices, own) in found.items() if len(notices) >= 3)
    return [(name, first) for _, name, first in ranked[:200]]


def _copied(graph: Labelled) -> Found:
    for measure, _ in graph.of("Measure"):
        for earlier, link in graph.out(measure, "REPEATS"):
            if graph.nodes[earlier]["notice"] != link["notice"] and link["similarity"] >= 0.8:
                ends = [(p, q) for p, _ in graph.out(measure, "ADDRESSES") for q, _ in graph.out(earlier, "ADDRESSES")]
                yield from ((earlier, problem) for problem, _ in ends)


def _repeated(graph: Labelled) -> Found:
    found = set()
    for measure, own in graph.of("Measure"):
        for other, link in graph.out(measure, "REPEATS"):
            told = graph.nodes[other]
            if told["notice"] == own["notice"] and told["problem"] != own["problem"]:
                for one in (measure, other):
                    for problem, _ in graph.out(one, "ADDRESSES"):
                        found.add((link["notice"], problem, link["quote"], link["span_start"]))
    return ((notice, problem) for notice, problem, *_ in found)


def _returns(graph: Labelled) -> Found:
    for unit, _ in graph.of("Unit"):
        rounds = {i: graph.nodes[i] for i, _ in graph.into(unit, "INSPECTED")}
        for later, own in rounds.items():
            dated = [(i, told) for i, told in rounds.items() if told["feedback_on"] and own["feedback_on"]]
            earlier = [i for i, t in dated if t["feedback_on"] < own["feedback_on"] and t["notice"] != own["notice"]]
            before = {c for i in earlier for p, _ in graph.out(i, "FOUND") for c in graph.nodes[p]["category"]}
            for problem, link in graph.out(later, "FOUND") if before else ():
                for category in before & {*graph.nodes[problem]["category"]}:
                    yield f"{unit}/{category}/{link['notice']}", problem


def _serial(graph: Labelled) -> Found:
    holders: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    guilty: dict[str, list[str]] = {}
    for official, told in graph.of("Official"):
        own = [p for p, link in graph.out(official, "INVOLVED_IN") if link["role"] == "responsible"]
        if not told["masked"] and own:
            guilty[official] = own
            for body, post in graph.out(official, "HOLDS_POST"):
                if post["sole"] and post["title"]:
                    holders[body, post["title"]].append((official, post["former"]))
    for (body, title), own in holders.items():
        if len({graph.nodes[o]["name"] for o, _ in own}) >= 2 and any(former for _, former in own):
            for official in {o for o, _ in own}:
                yield from ((f"{body}/{title}", problem) for problem in guilty[official])


def _works(role: str) -> bool:
    return role != "carries_out"


FINDERS: Mapping[str, Callable[[Labelled], Found]] = {
    "answer-names-another-thing": _another_thing,
    "answered-with-another-metric": _another_metric,
    "brokers": _brokers,
    "capacity-mismatch": by_sign("workload", "short_handed"),
    "categories-together": _categories_together,
    "communities": _communities,
    "company-in-many-problems": in_many("Company", 2, _works, outside=True),
    "company-in-several-notices": in_several("Company", _works),
    "copied-measures": _copied,
    "done-without-proof": by_problem(_unproven),
    "found-by-others": by_sign("found_by_others"),
    "hubs": _hubs,
    "money-at-risk": by_sign("money"),
    "no-measurable-result": by_problem(_immeasurable),
    "nobody-held-to-account": by_sign("breach", "slow_handling", "delay", also=_nobody),
    "official-in-several-notices": in_several("Official", "responsible".__eq__),
    "one-official-many-problems": in_many("Official", 2, "responsible".__eq__),
    "open-past-deadline": by_sign("deadline_passed", also=_past, part=None),
    "open-without-deadline": by_problem(
        lambda p: p["status"] in ("ongoing", "partly") and "deadline" not in p["answer_signs"]
    ),
    "petitions": by_sign("petition"),
    "project-in-many-problems": in_many("Project", 2, lambda _: True),
    "project-overdue": by_sign("delay"),
    "raised-before": _raised_before,
    "relapse-after-handling": by_sign("relapse"),
    "repeated-measures": _repeated,
    "returns-next-round": _returns,
    "safety-still-open": by_sign("safety", also=_not_removed),
    "same-kind-many-places": _same_kind,
    "serial-post-holders": _serial,
    "slow-handling": by_sign("slow_handling"),
    "soft-measures-only": by_problem(_only_soft),
    "still-open": by_problem(lambda p: p["status"] in ("ongoing", "partly")),
}


def counted(found: Found) -> Counter[tuple[str, str]]:
    """How many rows each finding has of each problem."""
    return Counter(found)
