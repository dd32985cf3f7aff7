"""The same notice in every format gives the same lines, problems and measures."""

from __future__ import annotations

import pytest

from graph_builder.parse import parse
from graph_builder.read import read
from tests.conftest import NOTICES, SAMPLE
from tests.read.makers import MAKERS

SOURCES = [SAMPLE, *sorted(NOTICES.glob("*.txt"))]


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
@pytest.mark.parametrize("make", MAKERS)
def test_formats_agree(source, make, tmp_path):
    plain, other = read(source).text, read(make(source, tmp_path)).text
    assert [bare(line) for line in other.split("\n") if line] == [bare(line) for line in plain.split("\n") if line]
    want, got = parse(plain), parse(other)
    assert [bare(p.span.cut(other)) for p in got.problems] == [bare(p.span.cut(plain)) for p in want.problems]
    assert [[bare(m.span.cut(other)) for m in p.measures] for p in got.problems] == [
        [bare(m.span.cut(plain)) for m in p.measures] for p in want.problems
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("ending", ["txt", "md"])
def test_encodings_agree(encoding, ending, tmp_path):
    copy = tmp_path / f"a.{ending}"
    copy.write_bytes(SAMPLE.read_text("utf-8").replace("\n", "\n\n").encode(encoding))
    assert read(copy).text.replace("\n\n", "\n") == read(SAMPLE).text.replace("\n\n", "\n")


def test_a_clean_text_is_not_touched():
    assert read(SAMPLE).text == SAMPLE.read_text("utf-8").strip("\n")


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_page_says_its_encoding_or_lets_it_be_seen(encoding, tmp_path):
    page = tmp_path / "a.htm"
    declared = "gb2312" if encoding == "gbk" else encoding
    page.write_bytes(f'<html><meta charset="{declared}"><p>账目混乱。</p></html>'.encode(encoding))
    assert read(page).text == "账目混乱。"


def test_the_title_of_a_page_stands_first_even_outside_the_main_element(tmp_path):
    page = tmp_path / "a.html"
    body = "".join(f"<p>{i}.账目混乱。整改情况:已清理,已整改。</p>" for i in range(1, 30))
    page.write_text(
        "<html><head><title>中共某县委关于整改情况的通报</title></head><body><div><h1>中共某县委关于整改情况的通报</h1>"
        f"<div>来源:某网</div></div><div id='zoom'>{body}</div></body></html>",
        "utf-8",
    )
    assert read(page).text.split("\n")[:2] == ["中共某县委关于整改情况的通报", "1.账目混乱。整改情况:已清理,已整改。"]
