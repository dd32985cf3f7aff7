"""The engine gives the rows that a question asks for: random chains with conditions, beside plain Python.

Without `queries.cypher.late`, Ladybug 0.22 fails in 71 of the first 800 cases, on a graph of thirty nodes a label.
"""

from __future__ import annotations

import contextlib
import operator
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ladybug as lb
import pytest

from graph_builder.errors import BadQuery
from queries.cypher.late import late
from queries.library import patterns

KINDS = {"H": ("O", "U"), "R": ("U", "P"), "M": ("A", "P"), "S": ("A", "A"), "K": ("U", "U")}
LABELS = "OUPA"
SIZE, QUESTIONS, MOST_ROWS = 30, 400, 20_000
SAME = {"=": operator.eq, "<>": operator.ne, ">=": operator.ge}


Walk = list[tuple[str, int]]
"""Node, link, node … each as its key and its value."""


@dataclass(frozen=True, slots=True)
class Step:
    kind: str
    along: bool

    def ends(self) -> tuple[str, str]:
        start, end = KINDS[self.kind]
        return (start, end) if self.along else (end, start)


class Graph:
    """A small random graph, in the engine and in Python; `v` of nodes and `w` of links are 0, 1 or 2."""

    def __init__(self, place: Path, chance: random.Random) -> None:
        self.nodes = {label: {f"{label}{n}": chance.randrange(3) for n in range(SIZE)} for label in LABELS}
        self.links = {
            kind: [
                (
                    f"{start}{chance.randrange(SIZE)}",
                    f"{end}{chance.randrange(SIZE)}",
                    f"{kind}{n}",
                    chance.randrange(3),
                )
                for n in range(2 * SIZE)
            ]
            for kind, (start, end) in KINDS.items()
        }
        self.engine = lb.Connection(lb.Database(place, max_num_threads=1))
        for label, nodes in self.nodes.items():
            self.engine.execute(f"CREATE NODE TABLE {label}(id STRING PRIMARY KEY, v INT64)")
            rows = [{"id": key, "v": value} for key, value in nodes.items()]
            self.engine.execute(f"UNWIND $rows AS row CREATE (:{label} {{id: row.id, v: row.v}})", {"rows": rows})
        for kind, (start, end) in KINDS.items():
            self.engine.execute(f"CREATE REL TABLE {kind}(FROM {start} TO {end}, key STRING, w INT64)")
            rows = [{"s": s, "t": t, "key": key, "w": w} for s, t, key, w in self.links[kind]]
            made = f"(a)-[:{kind} {{key: row.key, w: row.w}}]->(b)"
            found = f"MATCH (a:{start}), (b:{end}) WHERE a.id = row.s AND b.id = row.t"
            self.engine.execute(f"UNWIND $rows AS row {found} CREATE {made}", {"rows": rows})

    def walks(self, steps: list[Step]) -> Iterator[Walk]:
        """Every walk along these steps."""
        rows = [[(key, value)] for key, value in self.nodes[steps[0].ends()[0]].items()]
        for step in steps:
            onward: dict[str, list[Walk]] = {}
            for start, end, key, value in self.links[step.kind]:
                here, there = (start, end) if step.along else (end, start)
                label = step.ends()[1]
                onward.setdefault(here, []).append([(key, value), (there, self.nodes[label][there])])
            rows = [[*row, *more] for row in rows for more in onward.get(row[-1][0], ())]
        yield from rows


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> Graph:
    return Graph(tmp_path_factory.mktemp("engine") / "g.lbug", random.Random(7))


def chain(chance: random.Random) -> list[Step]:
    steps: list[Step] = []
    here = chance.choice(LABELS)
    for _ in range(chance.randint(1, 4)):
        ways = [s for kind in KINDS for s in (Step(kind, True), Step(kind, False)) if s.ends()[0] == here]
        steps.append(chance.choice(ways))
        here = steps[-1].ends()[1]
    return steps


def names(steps: list[Step]) -> list[str]:
    return [name for n in range(len(steps)) for name in (f"n{n}", f"r{n}")] + [f"n{len(steps)}"]


def pattern(steps: list[Step]) -> str:
    text = f"(n0:{steps[0].ends()[0]})"
    for n, step in enumerate(steps):
        link = f"-[r{n}:{step.kind}]-"
        text += (f"{link}>" if step.along else f"<{link}") + f"(n{n + 1}:{step.ends()[1]})"
    return text


@dataclass(frozen=True, slots=True)
class Condition:
    """On one thing of a chain, or between two: its text, the thing's name, and whether a walk fulfils it."""

    text: str
    last: int
    holds: Callable[[Walk], bool]


def condition(chance: random.Random, own: Sequence[str], graph: Graph) -> Condition:
    sign, number = chance.choice(list(SAME)), chance.randrange(3)
    one, other, same = chance.randrange(len(own)), chance.randrange(len(own)), SAME[sign]
    kind = chance.random()
    if kind < 0.25:
        text = f"{value(own[one])} {sign} {value(own[other])}"
        return Condition(text, max(one, other), lambda walk: same(walk[one][1], walk[other][1]))
    if kind < 0.4 and own[one][0] == "n":
        key = chance.choice([key for nodes in graph.nodes.values() for key in nodes])
        return Condition(f"{own[one]}.id = '{key}'", one, lambda walk: walk[one][0] == key)
    return Condition(f"{value(own[one])} {sign} {number}", one, lambda walk: same(walk[one][1], number))


def value(name: str) -> str:
    return f"{name}.{'v' if name[0] == 'n' else 'w'}"


def told(walk: Walk) -> tuple[str, ...]:
    return tuple(key for key, _ in walk)


def wanted(own: Sequence[str]) -> str:
    return ", ".join(f"{name}.{'id' if name[0] == 'n' else 'key'}" for name in own)


class Question:
    """A random chain, with all its walks."""

    def __init__(self, graph: Graph, seed: int) -> None:
        self.graph, self.chance = graph, random.Random(seed)
        self.steps = chain(self.chance)
        self.own = names(self.steps)
        self.walks = list(graph.walks(self.steps))
        if len(self.walks) > MOST_ROWS:
            self.steps = self.steps[:1]
            self.own = names(self.steps)
            self.walks = list(graph.walks(self.steps))

    def rows(self, asked: str) -> Counter[tuple[str | None, ...]]:
        return Counter(tuple(row) for row in self.graph.engine.execute(late(asked)).get_all())

    def such(self, *conditions: Condition) -> Counter[tuple[str | None, ...]]:
        return Counter(told(walk) for walk in self.walks if all(c.holds(walk) for c in conditions))


@pytest.mark.parametrize("seed", range(QUESTIONS))
def test_conditions_on_a_chain(graph, seed):
    ask = Question(graph, seed)
    one, other = (condition(ask.chance, ask.own, graph) for _ in range(2))
    both = f"MATCH {pattern(ask.steps)} WHERE {one.text} AND {other.text} RETURN {wanted(ask.own)}"
    assert ask.rows(both) == ask.such(one, other), both
    either = f"MATCH {pattern(ask.steps)} WHERE {one.text} OR {other.text} RETURN {wanted(ask.own)}"
    assert ask.rows(either) == ask.such(one) | ask.such(other), either


@pytest.mark.parametrize("seed", range(QUESTIONS // 2))
def test_conditions_in_braces(graph, seed):
    ask = Question(graph, seed)
    one = condition(ask.chance, ask.own, graph)
    at, number = ask.chance.randrange(len(ask.own)), ask.chance.randrange(3)
    name = ask.own[at]
    text = re.sub(rf"\b{name}:\w+", rf"\g<0> {{{value(name)[-1]}: {number}}}", pattern(ask.steps))
    such = Condition("", at, lambda walk: walk[at][1] == number)
    asked = f"MATCH {text} RETURN {wanted(ask.own)}"
    assert ask.rows(asked) == ask.such(such), asked
    asked = f"MATCH {text} WHERE {one.text} RETURN {wanted(ask.own)}"
    assert ask.rows(asked) == ask.such(such, one), asked


@pytest.mark.parametrize("seed", range(QUESTIONS // 2))
def test_a_chain_in_two_parts(graph, seed):
    ask = Question(graph, seed)
    if len(ask.steps) < 2:
        return
    cut = ask.chance.randint(1, len(ask.steps) - 1)
    first = condition(ask.chance, ask.own[: 2 * cut + 1], graph)
    second = condition(ask.chance, ask.own, graph)
    rest = pattern(ask.steps).split(f"(n{cut}:")[1].partition(")")[2]
    begin = f"MATCH {pattern(ask.steps[:cut])} WHERE {first.text}"
    for between in ("", " WITH *"):
        asked = f"{begin}{between} MATCH (n{cut}){rest} WHERE {second.text} RETURN {wanted(ask.own)}"
        assert ask.rows(asked) == ask.such(first, second), asked
    found: Counter[tuple[str | None, ...]] = Counter()
    onward: dict[tuple[str, ...], list[Walk]] = {}
    for walk in ask.walks:
        onward.setdefault(told(walk[: 2 * cut + 1]), []).append(walk)
    for start in graph.walks(ask.steps[:cut]):
        if first.holds(start):
            such = [walk for walk in onward.get(told(start), ()) if second.holds(walk)]
            found.update([told(walk) for walk in such] or [(*told(start), *(None,) * (len(ask.own) - len(start)))])
    asked = f"{begin} OPTIONAL MATCH (n{cut}){rest} WHERE {second.text} RETURN {wanted(ask.own)}"
    assert ask.rows(asked) == found, asked


@pytest.mark.parametrize("seed", range(200))
def test_what_is_no_proper_cypher_does_no_harm(seed):
    chance = random.Random(seed)
    asked = chance.choice(patterns()).cypher
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(asked))
        cut = chance.randrange(6)
        asked = (
            asked[:at]
            + chance.choice(["", *"(){}[]<>-:|,.$* ", "MATCH ", "WHERE ", "WITH ", "{a: 1}"])
            + asked[at + cut :]
        )
    with contextlib.suppress(BadQuery):
        late(asked)
