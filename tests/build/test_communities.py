"""Communities hang on what joins problems, not on what else is in the graph."""

from __future__ import annotations

import os
import subprocess
import sys

from graph_builder.build.communities import Communities

# Two groups of problems, joined by one company that stands in both; and a notice that has nothing to do with them.
ACTORS = ("company:甲", "company:乙", "official:丙", "official:丁")
TIES = tuple((a, p) for p in (1, 2, 3) for a in (0, 2)) + tuple((a, p) for p in (4, 5, 6) for a in (1, 3)) + ((0, 6),)
ELSEWHERE = (("unit:戊", "official:己"), ((0, 1), (0, 2), (1, 1), (1, 2)))


def found(*notices):
    communities = Communities()
    for notice in notices:
        communities.add(*notice)
    communities.settle()
    return communities


def test_two_groups_are_two_and_who_joins_them_reaches_across():
    communities = found(("n", ACTORS, TIES))
    of = communities.of_problem["n"]
    assert {of[1], of[2], of[3]} == {"n#1"} and {of[4], of[5], of[6]} == {"n#4"}
    breadth = {actor: told[1] for actor, told in communities.of_actor.items()}
    assert breadth["company:甲"] > 0 == breadth["company:乙"] == breadth["official:丙"]


def test_what_lies_elsewhere_changes_nothing():
    alone, beside = found(("n", ACTORS, TIES)), found(("a", *ELSEWHERE), ("n", ACTORS, TIES), ("z", *ELSEWHERE))
    assert beside.of_problem["n"] == alone.of_problem["n"]
    assert {actor: beside.of_actor[actor] for actor in ACTORS} == alone.of_actor


def test_every_process_finds_the_same():
    code = (
        "from tests.build.test_communities import *; c = found(('n', ACTORS, TIES), ('z', *ELSEWHERE)); "
        "print(sorted(c.of_problem.items()), sorted(c.of_actor.items()))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1 and b"n#1" in told.pop()
