"""No text hangs the extraction: its work grows with the length, whatever the words."""

from __future__ import annotations

import signal

import pytest

from graph_builder.extract import extract
from graph_builder.resolve import resolve

GARBAGE = [
    "区委",
    "某局",
    "一是",
    "2023年",
    "A公司、",
    "“（《",
    "对王伟给予处分",
    "项目工程",
    "关于问题",
    "村办公室",
    "区委、",
    "被查处",
    "某",
    "“",
    "王伟和",
    "县城管局、教育局、",
    "县财政局局长张伟、副局长李强、",
    "给予3名干部、2名责任人警告处分,",
    "2.某事未办。\n",
    "二、其他问题\n某事未办。\n",
]


def name(n: int) -> str:
    """A name of its own for every number."""
    return chr(0x4E00 + n % 5000) + chr(0x5000 + n // 5000)


LISTS = [
    lambda n: f"{name(n)}建筑有限公司(以下简称“{name(n)}公司”)。",
    lambda n: f"{name(n)}学校扩建项目已开工。扩建项目进展缓慢。",
    lambda n: f"给予{'张王李赵'[n % 4]}{name(n)}党内警告处分。",
    lambda n: f"{name(n)}村、",
    lambda n: f",{name(n)}县财政局办理。",
    lambda n: f"{name(n)}河流域综合治理项目,",
    lambda n: f"{name(n)}村成立村级集体经济组织-{name(n + 1)}农业有限公司。",
]
"""Ever other names: what is looked up among all of them must not be compared with each."""
HANGS = 60
"""Seconds after which reading 60,000 characters counts as hanging (it takes about one)."""


needs_alarm = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no SIGALRM on this system")


@pytest.fixture
def alarm():
    def give_up(*_):
        pytest.fail("hangs")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANGS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@needs_alarm
@pytest.mark.parametrize("piece", GARBAGE)
def test_garbage_does_not_hang(piece, alarm):
    resolve(extract("1.问题：测试。\n整改情况：" + piece * (60_000 // len(piece)), "n"))


@needs_alarm
@pytest.mark.parametrize(
    "place", ["问题：测试。\n整改情况：{}", "问题：{}\n整改情况：已整改。"], ids=["answer", "problem"]
)
@pytest.mark.parametrize("piece", LISTS, ids=[piece(0)[:12] for piece in LISTS])
def test_very_many_names_do_not_hang(piece, place, alarm):
    resolve(extract("1." + place.format("".join(piece(n) for n in range(60_000 // len(piece(0))))), "n"))


@needs_alarm
def test_look_alikes_in_problem_and_answer_do_not_hang(alarm):
    asked, replied = ("、".join(f"{name(n)}{end}县水利工程管理站" for n in range(3_000)) for end in "青石")
    resolve(extract(f"1.问题：{asked}管理不力。\n整改情况：{replied}已整改。", "n"))
