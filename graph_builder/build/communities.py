"""Who stands together: communities of the people, bodies and projects that problems join, and who reaches across."""

from __future__ import annotations

import json
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
from graspologic_native import leiden

from graph_builder.build.rows import LinkRow, NodeRow

ACTORS = frozenset({"Unit", "Company", "Official", "Project"})
PLACED = ("community", "breadth")
"""Properties of problems and actors that only all notices together decide."""
SEED = 7
ITERATIONS = 5
"""One alone stops at times where a better division is near."""


Tie = tuple[int, int]
"""A named actor is more than mentioned in a problem: its place among the notice's things, the problem's number."""


def ties_of(things: Sequence[NodeRow], own: Iterable[NodeRow], links: Iterable[LinkRow]) -> tuple[Tie, ...]:
    """The ties of one notice, sorted."""
    named = {row.id: at for at, row in enumerate(things) if row.label in ACTORS and not row.properties["masked"]}
    numbers = {row.id: row.properties["number"] for row in own if row.label == "Problem"}
    found = {
        (named[link.source], numbers[link.target])
        for link in links
        if link.type == "INVOLVED_IN" and link.properties["role"] != "mentioned" and link.source in named
    }
    return tuple(sorted(found))


class Communities:
    """Communities of problems and actors, from the ties of many notices. Compact: 16 bytes a tie.

    Within each connected part: Leiden (Traag, Waltman, van Eck 2019) of graspologic-native, seeded, so that a
    notice of another province changes nothing here. A community is named by its first problem
    (`notice#number`), which makes the name stable.
    """

    def __init__(self) -> None:
        self._notices: list[str] = []
        self._actors: dict[str, int] = {}
        self._ties_actor, self._ties_problem = array("Q"), array("Q")

    def add(self, notice: str, names: Sequence[str], ties: Sequence[Tie]) -> None:
        """Take in a notice, in the order of ids; `names` are the ids of its things."""
        self._notices.append(notice)
        for at, problem in ties:
            self._ties_actor.append(self._actors.setdefault(names[at], len(self._actors)))
            self._ties_problem.append((len(self._notices) - 1) << 32 | problem)

    def digest(self) -> str:
        """While this is the same, so is every community."""
        told = json.dumps([sorted(self.of_problem.items()), sorted(self.of_actor.items())])
        return blake2b(told.encode(), digest_size=16).hexdigest()

    def of_node(self) -> dict[str, dict[str, Any]]:
        """Each problem and actor that belongs to one: the id of its node → the properties that say so."""
        problems = {
            f"problem:{notice}#{number}": {"community": name}
            for notice, own in self.of_problem.items()
            for number, name in own.items()
        }
        return problems | {
            actor: {"community": name, "breadth": breadth} for actor, (name, breadth) in self.of_actor.items()
        }

    def settle(self) -> None:
        """Find the communities."""
        self.of_problem: dict[str, dict[int, str]] = {}
        self.of_actor: dict[str, tuple[str, float]] = {}
        if not self._ties_actor:
            return
        names = list(self._actors)
        for actors, problems in self._parts():
            self._name(actors, problems, names)

    def _parts(self) -> Iterable[tuple[list[int], list[int]]]:
        """The ties of each connected part."""
        # Here, since scipy takes longer to import than most commands to run.
        from scipy.sparse import coo_matrix
        from scipy.sparse.csgraph import connected_components

        actors = np.frombuffer(self._ties_actor, np.uint64).astype(np.int64)
        problems, place = np.unique(np.frombuffer(self._ties_problem, np.uint64), return_inverse=True)
        size = len(self._actors) + len(problems)
        joined = coo_matrix((np.ones(len(actors), np.int8), (actors, place + len(self._actors))), (size, size))
        _, part = connected_components(joined, directed=False)
        order = np.argsort(part[actors], kind="stable")
        begins = np.flatnonzero(np.diff(part[actors][order], prepend=-1))
        for begin, end in zip(begins, [*begins[1:], len(order)], strict=True):
            own = order[begin:end]
            yield actors[own].tolist(), problems[place[own]].tolist()

    def _name(self, actors: list[int], problems: list[int], names: list[str]) -> None:
        of_actor, of_problem = _divided(actors, problems)
        title: dict[int, str] = {}
        for problem in sorted(of_problem):
            notice, number = self._notices[problem >> 32], problem & 0xFFFFFFFF
            name = title.setdefault(of_problem[problem], f"{notice}#{number}")
            self.of_problem.setdefault(notice, {})[number] = name
        spread: dict[int, Counter[int]] = {}
        for actor, problem in zip(actors, problems, strict=True):
            spread.setdefault(actor, Counter())[of_problem[problem]] += 1
        for actor, counts in spread.items():
            whole = sum(counts.values())
            breadth = round(1 - sum((n / whole) ** 2 for n in counts.values()), 4)
            self.of_actor[names[actor]] = (title.get(of_actor[actor], names[actor]), breadth)


def _divided(actors: Sequence[int], problems: Sequence[int]) -> tuple[dict[int, int], dict[int, int]]:
    """The community of each actor and of each problem of one connected part."""
    of_actor, of_problem = dict.fromkeys(actors, 0), dict.fromkeys(problems, 0)
    if len(of_actor) == 1 or len(of_problem) == 1:
        return of_actor, of_problem
    # Named by place within the part, so that what lies outside it has no say in how ties are broken.
    actor_names = {actor: f"a{at}" for at, actor in enumerate(of_actor)}
    problem_names = {problem: f"p{at}" for at, problem in enumerate(of_problem)}
    edges = [(actor_names[a], problem_names[p], 1.0) for a, p in zip(actors, problems, strict=True)]
    _, found = leiden(edges, seed=SEED, iterations=ITERATIONS)
    return {a: found[n] for a, n in actor_names.items()}, {p: found[n] for p, n in problem_names.items()}
