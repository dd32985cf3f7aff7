"""No text makes extraction slow: time grows with length, whatever the words."""

from __future__ import annotations

import time

import pytest

from graph_builder.extract import extract

GARBAGE = ["区委", "某局", "一是", "2023年", "A公司、", "“（《", "对王伟给予处分", "项目工程", "关于问题", "村办公室", "区委、", "被查处"]


@pytest.mark.parametrize("piece", GARBAGE)
def test_garbage_is_read_in_bounded_time(piece):
    text = "1.问题：测试。\n整改情况：" + piece * (60_000 // len(piece))
    start = time.monotonic()
    extract(text, "n")
    assert time.monotonic() - start < 10
