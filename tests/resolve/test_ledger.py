"""Judgements stand in a plain file that only grows; nothing in it is lost, whatever happens to it."""

from __future__ import annotations

import multiprocessing
import random

import pytest

from graph_builder.resolve import Judgement, Subject, What
from graph_builder.resolve.judgement import parsed, standing
from graph_builder.resolve.ledger import add_judgements, read_judgements


def merge(n: int, when: str = "2025-01-01") -> Judgement:
    return Judgement(
        What.MERGE, (Subject(f"unit:甲{n}", "n", "甲"), Subject("unit:乙", "n", "乙")), "李", when, f"第{n}条"
    )


def test_what_is_written_is_read_again_and_nothing_is_written_twice(tmp_path):
    file = tmp_path / "j.jsonl"
    told = [merge(n, f"2025-01-{n + 1:02}") for n in range(5)]
    assert list(add_judgements(file, told[3:])) == told[3:]
    assert list(add_judgements(file, told)) == told[:3]
    assert read_judgements(file) == ([*told[3:], *told[:3]], [])
    assert read_judgements(tmp_path / "none.jsonl") == ([], [])


def test_a_line_that_is_broken_is_reported_stays_and_costs_no_other(tmp_path):
    file = tmp_path / "j.jsonl"
    add_judgements(file, [merge(1)])
    with file.open("a", encoding="utf-8") as out:
        out.write("<<<<<<< HEAD\n" + merge(2).line()[:40])
    add_judgements(file, [merge(3)])
    found, faults = read_judgements(file)
    assert found == [merge(1), merge(3)] and len(faults) == 2
    assert "第 2 行" in faults[0] and "<<<<<<< HEAD" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "1",
        "{}",
        '{"what": "merge", "subjects": [{"id": "a"}], "who": "", "when": "", "why": ""}',
        '{"what": "delete", "subjects": [{"id": "a"}, {"id": "b"}], "who": "", "when": "", "why": ""}',
        '{"what": "reject", "subjects": [{"id": "a"}], "who": "", "when": "", "why": ""}',
        '{"what": "correct", "subjects": [{"id": "unit:a"}], "to_be": {"x": "x"}, "who": "", "when": "", "why": ""}',
        '{"what": "correct", "subjects": [{"id": "unit:a"}], "to_be": {"name": 3}, "who": "", "when": "", "why": ""}',
        "[" * 100_000,
    ],
)
def test_what_is_no_judgement_is_refused(line):
    with pytest.raises(ValueError, match=r"\w"):
        parsed(line)


def _write(file, start):
    for n in range(start, start + 20):
        add_judgements(file, [merge(n)])


def test_two_who_write_at_once_lose_nothing(tmp_path):
    file = tmp_path / "j.jsonl"
    started = [multiprocessing.get_context("spawn").Process(target=_write, args=(file, n * 20)) for n in range(3)]
    for process in started:
        process.start()
    for process in started:
        process.join()
    found, faults = read_judgements(file)
    assert not faults and {j.id for j in found} == {merge(n).id for n in range(60)}


def test_undone_judgements_do_not_stand_and_undoing_can_be_undone():
    first, second = merge(1), merge(2, "2025-01-02")
    undo = Judgement(What.UNDO, (Subject(first.id),), "李", "2025-02-01")
    redo = Judgement(What.UNDO, (Subject(undo.id),), "李", "2025-03-01")
    lines = [first, second, undo]
    random.Random(1).shuffle(lines)
    assert standing(lines) == [second]
    assert standing([*lines, redo]) == [first, second]
