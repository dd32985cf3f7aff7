"""The report of a notice and of a thing: what it counts, when things were, what it found."""

from __future__ import annotations

import pytest

from graph_builder.errors import NothingFound
from queries.dossier import find
from queries.report import entity_report, notice_report
from viz.report import report_page, yuan


def test_a_notice_s_report_counts_every_problem_once_in_each_category(sample_store, sample):
    report = notice_report(sample_store, sample.notice)
    assert len(report.problems) == 45
    rows = sample_store.rows("MATCH (p:Problem) UNWIND p.category AS c RETURN c, p.status, count(*)").rows
    assert {(c, s): n for c, counts in report.chart for s, n in counts.items()} == {(c, s): n for c, s, n in rows}


def test_the_timeline_runs_from_inspection_to_publication(sample_store, sample):
    events = notice_report(sample_store, sample.notice).timeline
    days = [e.day for e in events]
    assert days == sorted(days)
    told = [e.what for e in events]
    assert told.index("巡视巡察开始") < told.index("反馈意见") < told.index("公布整改情况")
    assert any(e.what == "第5题写明的时限" and e.day == "2024-12" for e in events)


def test_a_thing_s_report_holds_its_own_problems_and_findings_only(sample_store):
    match = find(sample_store, "金城集团")[0]
    report = entity_report(sample_store, match.id, match.name)
    numbers = {p["number"] for p in report.problems}
    assert numbers == {13, 14, 15, 16}
    assert report.findings
    for finding in report.findings:
        assert match.id in finding.entities or {n for _, n in finding.problems} <= numbers


def test_an_unknown_notice_is_answered_with_those_there_are(sample_store, sample):
    with pytest.raises(NothingFound, match=sample.notice):
        notice_report(sample_store, "nowhere")


def test_the_page_runs_nothing_and_asks_nobody(sample_store, sample):
    page = report_page(notice_report(sample_store, sample.notice))
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")


def test_what_a_notice_says_is_text_on_the_page(read_text, tmp_path):
    from graph_builder.build import build_graph
    from queries.store import EmbeddedStore, load
    from tests.conftest import NOTICE

    hostile = "<img src=x onerror=alert(1)>违规领取补贴,群众反映强烈。{{7*7}}"
    load(
        build_graph([read_text(NOTICE.format(problem=hostile, answer="一是<script>alert(2)</script>追回。"))]),
        tmp_path / "g.lbug",
    )
    with EmbeddedStore(tmp_path / "g.lbug") as store:
        page = report_page(notice_report(store, "n"))
    assert "<img" not in page and "<script" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page and "{{7*7}}" in page


@pytest.mark.parametrize(("amount", "words"), [(12, "12 元"), (350_000, "35 万元"), (1.25e8, "1.25 亿元")])
def test_amounts_are_said_as_they_are_read(amount, words):
    assert yuan(amount) == words
