"""A corpus is read on many processors with the results of one."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from graph_builder.build import NetChoice, build_graph, read_corpus
from graph_builder.build.corpus import spread
from graph_builder.errors import NetMissing
from tests.conftest import NOTICES


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for n in range(3):
        for path in sorted(NOTICES.glob("*.txt")):
            (folder / f"{path.stem}-{n}.txt").write_bytes(path.read_bytes())
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 no archive")
    return sorted(folder.iterdir())


def test_workers_and_order_change_nothing(files):
    one = list(read_corpus(files, jobs=1))
    two = list(read_corpus(files, jobs=2))
    assert [(o.path, o.failure) for o in one] == [(o.path, o.failure) for o in two]
    assert [r.claims for o in one for r in o.readings] == [r.claims for o in two for r in o.readings]
    graphs = [
        build_graph([r for o in outcomes for r in o.readings])
        for outcomes in (one, two, read_corpus(files[::-1], jobs=2))
    ]
    assert all(dict(g.nodes) == dict(graphs[0].nodes) for g in graphs)
    assert all(list(g.edges(keys=True, data=True)) == list(graphs[0].edges(keys=True, data=True)) for g in graphs)


def test_a_bad_file_is_named_and_the_rest_goes_on(files):
    outcomes = list(read_corpus(files, jobs=2))
    failed = [o for o in outcomes if o.failure]
    assert [o.path.name for o in failed] == ["broken.docx"] and "broken.docx" in failed[0].failure
    assert all(o.readings for o in outcomes if not o.failure)


def test_a_net_that_cannot_be_opened_stops_before_reading(files):
    with pytest.raises(NetMissing):
        list(read_corpus(files, NetChoice("llm", base_url=None)))


def doubled(task: int, net: None) -> int:
    if task == 13:
        os._exit(9)
    return task * 2


def test_a_process_that_dies_takes_nothing_else_with_it():
    found = list(spread(doubled, range(30), jobs=2))
    assert found == [(n, None if n == 13 else n * 2) for n in range(30)]


def killed_once(task: Path, net: None) -> str:
    if not task.exists():
        task.write_text("been here", "utf-8")
        os.kill(os.getpid(), signal.SIGTERM)
    return task.name


def test_a_process_that_somebody_killed_is_replaced_and_its_task_done(tmp_path):
    tasks = [tmp_path / f"{n}" for n in range(12)]
    assert list(spread(killed_once, tasks, jobs=2)) == [(task, task.name) for task in tasks]


def refused(task: int, net: None) -> int:
    raise ValueError(f"no {task}")


def test_what_a_process_raises_is_raised_here():
    with pytest.raises(ValueError, match="no 0"):
        list(spread(refused, range(12), jobs=2))
