from __future__ import annotations

import doctest
import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.claim import Span
from graph_builder.extract import documents as module
from graph_builder.extract.documents import Cited, documents
from graph_builder.lexicon import load


def read(text: str) -> list[Cited]:
    return documents(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        ("修订《中心组学习制度》，出台《项目管理办法》。", [("《中心组学习制度》", None), ("《项目管理办法》", None)]),
        (
            "《关于印发〈预算管理办法〉的通知》（财预〔2021〕7 号）",
            [("《关于印发〈预算管理办法〉的通知》", "财预〔2021〕7 号")],
        ),
        ("《关于修改《招生办法》的决定》", [("《关于修改《招生办法》的决定》", None)]),
        ("根据市政办发〔2023〕7号要求", [("市政办发〔2023〕7号", "市政办发〔2023〕7号")]),
        ("违反中央八项规定精神", [("中央八项规定", None)]),
        ("违反招标投标法，学习《招标投标法》", [("招标投标法", None), ("《招标投标法》", None)]),
        ("出台《未写完的办法，\n下一行》结束", []),
        ("出台《甲办法《乙办法》。", [("《乙办法》", None)]),
        ("没有引用任何文件", []),
    ],
)
def test_a_citation_keeps_its_name_and_number(sentence: str, cited: list[tuple[str, str | None]]) -> None:
    assert [(c.name, c.number) for c in read(sentence)] == cited


def test_no_well_known_name_stands_twice() -> None:
    names = load("documents")["well_known"]
    assert len(names) == len(set(names))
    assert all([c.name for c in read(f"违反{name}")] == [name] for name in names)


@given(st.text("《》〈〉〔〕（）()2023 7号发财办\n八项规定中央党章，", max_size=80))
def test_spans_cut_their_quotes_and_lie_apart(text: str) -> None:
    found = read(text)
    assert all(c.span.cut(text) == c.quote and c.name in c.quote for c in found)
    assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))


@pytest.mark.parametrize("rubbish", ["《", "》", "《》", "〔2023〕", "财政发", "财〔2023〕", "党章", "县发〔2023〕7号"])
def test_rubbish_takes_linear_time(rubbish: str) -> None:
    text = rubbish * (100_000 // len(rubbish))
    began = time.process_time()
    read(text)
    assert time.process_time() - began < 3


def test_the_docstrings_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0
