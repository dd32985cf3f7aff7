"""No text hangs the extraction: its work grows with the length, whatever the words."""

from __future__ import annotations

import signal

import pytest

from graph_builder.extract import extract

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
]
HANGS = 60
"""Seconds after which reading 60,000 characters counts as hanging (it takes about one)."""


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="no SIGALRM on this system")
@pytest.mark.parametrize("piece", GARBAGE)
def test_garbage_does_not_hang(piece):
    def give_up(*_):
        pytest.fail(f"hangs on {piece!r}")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(HANGS)
    try:
        extract("1.问题：测试。\n整改情况：" + piece * (60_000 // len(piece)), "n")
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
