from __future__ import annotations

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.extract import numerals as module
from graph_builder.extract.numerals import half_width, read_number

DIGIT, PLACE = "零一二三四五六七八九", ("", "十", "百", "千")


def spelled(n: int) -> str:
    """`n` below 10,000 in Chinese, written the schoolbook way; the oracle for reading it back."""
    words, gap = "", False
    for place, figure in reversed(list(enumerate(reversed(str(n))))):
        if figure == "0":
            gap = bool(words)
            continue
        words += ("零" if gap else "") + DIGIT[int(figure)] + PLACE[place]
        gap = False
    return words


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("八", 8), ("十", 10), ("十二", 12), ("三十", 30), ("二十三", 23), ("两百", 200), ("一百零五", 105),
        ("一千二百", 1200), ("三万二千", 32000), ("一亿三千万", 130_000_000), ("三万亿", 3e12), ("四点五", 4.5),
        ("二〇二三", 2023), ("壹佰", 100), ("3,000", 3000), ("1,234.5", 1234.5), ("12 000", 12000), ("0.75", 0.75),
    ],
)  # fmt: skip
def test_a_numeral_has_its_value(words: str, value: float) -> None:
    assert read_number(words) == value


@pytest.mark.parametrize("words", ["", "七八", "二三", "几", "12.3.4", "九" * 30, "1" * 30, "四点"])
def test_a_numeral_without_one_reading_is_none(words: str) -> None:
    assert read_number(words) is None


@given(st.integers(1, 9999))
def test_every_whole_number_reads_back(n: int) -> None:
    assert read_number(spelled(n)) == n


@given(st.text(max_size=40))
def test_half_width_keeps_every_offset(text: str) -> None:
    assert len(half_width(text)) == len(text)


@given(st.text("〇零一二两三十百千万亿点0123456789,. ", max_size=30))
def test_reading_never_fails(words: str) -> None:
    value = read_number(words)
    assert value is None or value >= 0


def test_the_docstrings_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
