"""Signs: what each takes and leaves stands beside its patterns; deadlines and workloads are reckoned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph_builder.build import reading_of
from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.read import Document
from graph_builder.signs import cue_names
from graph_builder.signs.cue import cues
from graph_builder.signs.deadline import days_late, is_deadline, last_day

EXAMPLES = [
    (cue.kind, words, took) for cue in cues() for took in ("takes", "leaves") for words in load("signs")[cue.kind][took]
]


@pytest.mark.parametrize(("kind", "words", "took"), EXAMPLES)
def test_each_sign_takes_and_leaves_what_stands_beside_it(kind, words, took):
    cue = next(c for c in cues() if c.kind == kind)
    assert (cue.first(words, Span(0, len(words))) is not None) == (took == "takes")


def test_a_sign_quotes_its_sentence():
    text = "学校2021年停工至今。周边群众反映强烈;另有其他问题。"
    petition = next(c for c in cues() if c.kind == "petition")
    assert petition.first(text, Span(0, len(text))).cut(text) == "周边群众反映强烈"


@pytest.mark.parametrize(
    ("iso", "day"),
    [
        ("2024-02", date(2024, 2, 29)),
        ("2024", date(2024, 12, 31)),
        ("2021/2023-06", date(2023, 6, 30)),
        ("2021/..", None),
        ("nonsense", None),
        ("2024-13", None),
    ],
)
def test_the_last_day_that_a_date_may_mean(iso, day):
    assert last_day(iso) == day


@pytest.mark.parametrize(
    ("text", "words", "due"),
    [
        ("批复要求2024年底完成。", "2024年底", True),
        ("原计划2024年12月建成投产", "2024年12月", True),
        ("整改时限：2023年12月底前", "2023年12月", True),
        ("2024年底完成了验收", "2024年底", False),
        ("2023年6月启动建设", "2023年6月", False),
    ],
)
def test_what_makes_a_date_a_deadline(text, words, due):
    at = text.index(words)
    assert is_deadline(text, Span(at, at + len(words))) is due


def test_a_deadline_ahead_is_not_late():
    text = "要求2026年底完成"
    assert days_late(text, Span(2, 7), "2026-12", date(2025, 1, 1)) is None
    assert days_late(text, Span(2, 7), "2024-12", date(2025, 1, 1)) == 1


def test_few_in_charge_of_many():
    body = (
        "中共青石县委关于巡察整改情况的通报\n2024年3月1日至5月1日,县委第一巡察组对县林业局党组开展了巡察。现将整改情况公布如下。\n"
        "1.护林力量配备不合理,全县4名护林员需负责86个村的巡护。\n整改情况:增加聘用人员。\n"
        "2.管理粗放,6名干部参加了12个会议。\n整改情况:严格管理。\n"
    )
    reading = reading_of(Document(body, Path("a.txt"), "0" * 64), "a")
    loads = [(c.subject, c.value["value"]) for c in reading.having("SHOWS") if c.value["kind"] == "workload"]
    assert loads == [("problem#1", 21.5)]


def test_every_sign_has_a_name_and_quotes_what_stands_at_its_span(sample):
    signs = sample.having("SHOWS")
    assert signs
    for sign in signs:
        assert sign.quote == sign.span.cut(sample.document.text)
        assert sign.value["kind"] in cue_names()
