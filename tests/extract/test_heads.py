"""Heads as pages print them: days run together, teams with words of their own, terms of office, feedback untitled."""

from __future__ import annotations

import pytest

from graph_builder.contract import contract

TITLE = "澄河镇党委关于巡察整改情况的通报\n"
BODY = "现将整改情况通报如下:\n1.账目混乱。\n整改情况:清理账目。\n2.考勤不严。\n整改情况:严格考勤。\n"


@pytest.fixture
def head(read_text):
    def of(text: str) -> tuple[dict, dict]:
        found = contract(read_text(text))
        return found["notice"], found["inspection"]

    return of


def test_days_that_the_page_ran_together(head):
    _, inspection = head(
        TITLE + "根据县委部署,2024717日至830日,县委第六巡察组对澄河镇党委进行了巡察。914日,反馈了意见。" + BODY
    )
    assert (inspection["started_on"], inspection["ended_on"]) == ("2024-07-17", "2024-08-30")
    assert inspection["feedback_on"] == "2024-09-14"


def test_days_that_could_be_parted_in_two_ways_are_left(head):
    _, inspection = head(TITLE + "根据县委部署,2024111日至1220日,县委第六巡察组巡察了澄河镇党委。" + BODY)
    assert inspection["started_on"] is None


@pytest.mark.parametrize(
    ("words", "team"),
    [
        ("区委基层治理专项巡察组", "区委基层治理专项巡察组"),
        ("七届区委第十二轮巡察一组", "区委第十二轮巡察一组"),
        ("区委统一组建专项巡察组", "专项巡察组"),
    ],
)
def test_teams_with_words_of_their_own(head, words, team):
    _, inspection = head(TITLE + f"根据部署,2024年7月1日至8月3日,{words}对澄河镇党委进行了巡察。" + BODY)
    assert inspection["team"].endswith(team)


def test_whose_term_of_office_was_audited_names_the_body(head):
    notice, _ = head(
        "青岚县审计局关于经济责任审计整改情况的公告\n县审计局于2024年6月3日至7月26日,"
        "对柏寒松2020年4月至2023年12月担任县城管局局长期间的经济责任履行情况进行了审计。" + BODY
    )
    assert notice["inspected"] == "县城管局"


def test_when_a_wrong_was_done_is_no_inspection(head):
    notice, inspection = head(
        "澄河县纪委通报2起典型案例\n县纪委通报2起典型案例。\n"
        "1.县水利局局长赵建国违规发放补贴问题。2013年4月至2017年11月,赵建国违规发放补贴。赵建国受到党内警告处分。\n"
        "2.县林业局局长孙丽华违规操办婚宴问题。2018年5月,孙丽华违规操办婚宴。孙丽华受到党内警告处分。\n"
    )
    assert notice["kind"] == "案例通报"
    assert inspection["started_on"] is None


def test_feedback_without_a_title_lists_what_was_found(read_text):
    found = contract(
        read_text(
            "根据党委巡察工作安排,2026年1月16日,第二巡察组向化工学院党委反馈巡察情况,组长章益提出要求。\n"
            "2025年11月19日至12月15日,第二巡察组对化工学院党委开展巡察。巡察组推动解决存在的突出问题,完成了任务。"
            "学院党委能够落实校党委工作要求,取得成绩。巡察中,发现了一些问题,主要是:一是党建与业务融合不深;"
            "二是作风整治不彻底。章益对整改提出两点意见建议。一是深化认识;二是压实责任。\n"
        )
    )
    assert found["notice"]["kind"] == "巡视反馈"
    assert [p["text"].rstrip("；;。") for p in found["problems"]] == ["党建与业务融合不深", "作风整治不彻底"]
    assert (found["inspection"]["started_on"], found["inspection"]["feedback_on"]) == ("2025-11-19", "2026-01-16")


@pytest.mark.parametrize("verb", ["落实", "贯彻", "对照", "根据", "认领", "抓好"])
def test_what_a_title_does_with_the_feedback_makes_no_district(read_text, verb):
    reading = read_text(f"关于{verb}县委第三巡察组反馈意见的整改情况通报\n" + BODY)
    names = {entity.canonical for entity in reading.resolution.of.values()}
    assert not any(verb in name for name in names)


def test_a_last_day_without_its_month_is_of_the_first_day_s(head):
    _, inspection = head(TITLE + "2022年6月14日至29日,县委第六巡察组对澄河镇党委进行了巡察。" + BODY)
    assert (inspection["started_on"], inspection["ended_on"]) == ("2022-06-14", "2022-06-29")


def test_a_signature_may_bear_no_date(head):
    notice, _ = head("澄河学院党委关于巡察整改情况的通报\n" + BODY + "监督电话:0999-1234567。\n中共澄河学院委员会\n")
    assert notice["issuer"] == "中共澄河学院委员会"


def test_the_title_is_what_the_page_is_about_and_not_its_series(head):
    told = "关于2022年度预算执行审计查出问题整改结果的公告"
    notice, _ = head(f"澄河县审计局审计结果公告\n2024年第5号(总第41号)\n{told}\n" + BODY)
    assert (notice["title"], notice["kind"]) == (told, "审计整改")


def test_the_kind_is_read_over_the_ends_of_a_title_s_lines(head):
    notice, _ = head("澄河市生态环境保护督察反馈问题整改任务\n完成情况的公示\n" + BODY)
    assert notice["kind"] == "督察整改"


def test_sections_by_status_give_the_statuses_of_their_problems(read_text):
    problems = contract(
        read_text(
            TITLE
            + "一、已完成整改的问题\n1.账目混乱。\n整改情况:清理账目。\n2.考勤不严。\n整改情况:严格考勤。\n"
            + "二、需长期整改的问题\n3.管网老化。\n整改情况:已改造管网12公里。\n下步措施:加快剩余管网改造。\n"
        )
    )["problems"]
    assert [p["status"] for p in problems] == ["completed", "completed", "ongoing"]
    assert [m["text"] for m in problems[2]["measures"]] == ["已改造管网12公里。", "加快剩余管网改造。"]


@pytest.mark.parametrize("heading", ["一、整改工作完成情况", "一、反馈问题整改情况"])
def test_a_section_on_what_was_done_gives_no_status(read_text, heading):
    text = TITLE + heading + "\n1.账目混乱。\n整改情况:清理账目。\n2.考勤不严。\n整改情况:严格考勤。\n"
    assert {p["status"] for p in contract(read_text(text))["problems"]} == {"unstated"}


@pytest.mark.parametrize("path", ["廉洁澄河", "信息公开 生态环境督察整改"])
def test_the_page_s_path_is_no_part_of_the_title(head, path):
    told = "澄河县贯彻落实省级生态环境保护督察反馈意见整改进展情况公示"
    assert head(f"{path}\n{told}\n" + BODY)[0]["title"] == told


def test_a_title_may_begin_with_its_issuer_on_a_line_of_its_own(head):
    notice, _ = head("中共澄河县林业局党组\n关于县委巡察整改进展情况的通报\n" + BODY)
    assert "".join(notice["title"].split()) == "中共澄河县林业局党组关于县委巡察整改进展情况的通报"
