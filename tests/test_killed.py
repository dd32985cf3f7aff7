"""A build that is killed, started twice, or met by a broken cache."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_builder.lock import only_writer
from graph_builder.resolve import Judgement, Subject, What
from graph_builder.resolve.ledger import add_judgements, read_judgements
from queries.store import EmbeddedStore
from tests.conftest import NOTICES
from tests.corpora import generate

WENZE = Path(sys.executable).with_name("wenze")
KILLS = 50


def judgement(number: int) -> Judgement:
    """A decision on something that no notice has: it changes no graph and must be kept all the same."""
    subject = Subject("official:无/张三", "无", "张三", "HOLDS_POST", f"unit:{number}")
    return Judgement(What.REJECT, (subject,), "李四", "2025-01-02T03:04:05+08:00", str(number))


def build(folder: Path, *more: str) -> list[str]:
    return [str(WENZE), "build", str(folder), "--graph", str(folder.parent / "g.lbug"), "--net", "none", *more]


def ran(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(build(folder, *more), capture_output=True, text=True)


def state(folder: Path) -> dict[str, str]:
    """What each notice should have been read from."""
    return {f"notice:{p.stem}": hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def shown(graph: Path) -> dict[str, str]:
    with EmbeddedStore(graph) as store:
        problems = {n for (n,) in store.rows("MATCH (p:Problem) RETURN DISTINCT p.notice").rows}
        found = dict(store.rows("MATCH (n:Notice) RETURN n.id, n.sha256").rows)
    assert problems <= {notice.removeprefix("notice:") for notice in found}
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "notices"
    place.mkdir()
    for path in sorted(NOTICES.glob("*.txt")):
        (place / path.name).write_bytes(path.read_bytes())
    return place


def test_fifty_kills_leave_fifty_good_graphs(folder):
    graph = folder.parent / "g.lbug"
    assert ran(folder).returncode == 0
    chance = random.Random(11)
    states = [state(folder)]
    assert shown(graph) in states
    texts = [text for _, text in generate(KILLS, short=True)]
    ledger = folder.parent / "judgements.jsonl"
    decided: list[Judgement] = []
    landed = 0
    for kill in range(KILLS):
        name = f"new{kill % 3}.txt"
        (folder / name).write_text(texts[kill], "utf-8")
        states.append(state(folder))
        decided += add_judgements(ledger, [judgement(kill)])
        child = subprocess.Popen(build(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.1))
        landed += child.poll() is None
        child.kill()
        child.wait()
        assert shown(graph) in states, f"kill {kill}"
    assert landed >= KILLS // 2
    done = ran(folder)
    assert done.returncode == 0, done.stderr
    assert shown(graph) == state(folder)
    assert sorted(p.name for p in folder.parent.iterdir()) == [
        *("g.cache", "g.lbug", "g.lbug.lock"),
        *("judgements.jsonl", "judgements.jsonl.lock", "notices"),
    ]
    assert read_judgements(ledger) == (decided, []) and len(decided) == KILLS


WRITER = """
import sys
from pathlib import Path
from graph_builder.resolve.ledger import add_judgements
from tests.test_killed import judgement
for number in range(int(sys.argv[2]), 10**9):
    (kept,) = add_judgements(Path(sys.argv[1]), [judgement(number)])
    print(kept.id, flush=True)
"""


def test_what_was_said_to_be_decided_outlives_its_writer(tmp_path):
    ledger, chance, told = tmp_path / "judgements.jsonl", random.Random(5), set()
    for kill in range(10):
        writer = [sys.executable, "-c", WRITER, str(ledger), str(kill * 10**6)]
        child = subprocess.Popen(writer, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1])
        assert child.stdout
        told.add(child.stdout.readline().strip())
        time.sleep(chance.uniform(0, 0.1))
        child.kill()
        # The last line may have been cut off while it was said.
        told.update(line.strip() for line in child.stdout.read().splitlines(keepends=True) if line.endswith("\n"))
        child.wait()
    kept, faults = read_judgements(ledger)
    assert len(told) >= 10 and told <= {j.id for j in kept}
    assert len(faults) <= 10


def test_of_two_builds_at_once_the_second_says_so_and_leaves(folder):
    cache = folder.parent / "g.cache"
    cache.mkdir()
    with only_writer(cache / "build"):
        second = ran(folder)
    assert second.returncode == 1
    assert second.stderr.count("\n") == 1 and "另一个程序正在写" in second.stderr
    assert ran(folder).returncode == 0


@pytest.mark.parametrize("harm", ["nonsense", "zeros inside", "cut off"])
def test_a_broken_cache_is_made_anew_with_one_line(folder, harm):
    graph, cache = folder.parent / "g.lbug", folder.parent / "g.cache" / "notices.sqlite"
    assert ran(folder).returncode == 0
    before = shown(graph)
    data = cache.read_bytes()
    third = len(data) // 3
    cache.write_bytes(
        {
            "nonsense": b"no database" * 1000,
            "zeros inside": data[:third] + bytes(third) + data[2 * third :],
            "cut off": data[:third],
        }[harm]
    )
    (folder / "new.txt").write_text(next(generate(1, short=True))[1], "utf-8")
    done = ran(folder)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("\n") == 1 and "缓存" in done.stderr and "已损坏" in done.stderr
    assert shown(graph) == state(folder) != before
    assert ran(folder).stderr == ""
