"""The ten tasks of a supervisor, each done by clicking and typing as a person would, at both sizes."""

from __future__ import annotations

import csv
import io
import re
import zipfile

import pytest

from tests.explorer.conftest import watched

pytestmark = pytest.mark.browser

COMPANY, OTHER, HEAD = "金城集团", "金科集团", "彭治凯"
QUERY = """MATCH (c:Company)-[r:INVOLVED_IN]->(p:Problem)
WITH c, count(DISTINCT p.number) AS 问题数, collect(DISTINCT p.id) AS 问题
RETURN c.name AS 企业, 问题数, c AS 对象, 问题
ORDER BY 问题数 DESC, 企业"""
FINDER = "#finder input"


def find(page, name: str) -> None:
    """Look for a name in the box on top and take the first suggestion."""
    page.fill(FINDER, name)
    page.locator("#finder [role=option]", has_text=name).first.wait_for()
    page.press(FINDER, "ArrowDown")
    page.press(FINDER, "Enter")
    page.locator(".right h2", has_text=name).wait_for()


def section(page, heading: str):
    return page.locator(".right section").filter(has=page.locator("h3", has_text=heading))


def select(page, name: str) -> None:
    page.locator(".nodes .node", has_text=name).first.click()
    page.locator(".right h2", has_text=name).wait_for()


def shown(page) -> dict[str, list[float]]:
    """What the network shows, and where."""
    spots = page.evaluate("wenze.drawn.getPositions()")
    return {node: [round(spot["x"]), round(spot["y"])] for node, spot in spots.items()}


def test_find_a_company_and_list_its_problems(visit, shot):
    page = visit()
    page.fill(FINDER, "金城")
    page.locator("#finder [role=option]", has_text=COMPANY).first.wait_for()
    shot(page, "01-search")
    find(page, COMPANY)
    problems = section(page, "所涉问题")
    assert set(re.findall(r"第 (\d+) 题", problems.inner_text())) == {"13", "14", "15", "16"}
    assert problems.locator(".quote").count() >= 4
    assert sum(1 for node in shown(page) if node.startswith("problem:")) == 4
    assert page.evaluate("wenze.edges.length") == 9
    shot(page, "01-company")


def test_who_headed_it_and_what_became_of_them(visit, shot):
    page = visit()
    find(page, COMPANY)
    posts = section(page, "任职").inner_text()
    assert HEAD in posts and "周亮平" in posts and "董事长" in posts
    fate = section(page, "处理处分").inner_text()
    assert f"{HEAD}:依法查处" in fate and "周亮平:双开" in fate
    select(page, HEAD)
    assert "依法查处了签订协议的主要负责人金城集团原董事长彭治凯" in section(page, "处理处分").inner_text()
    shot(page, "02-head")


def test_the_path_from_a_person_to_another_company(visit, shot):
    page = visit()
    find(page, HEAD)
    page.get_by_role("button", name="找路径…").click()
    page.get_by_role("combobox", name="到谁").fill(OTHER)
    page.locator("dialog [role=option]", has_text=OTHER).first.click()
    shot(page, "03-path-asked")
    page.get_by_role("dialog").get_by_role("button", name="找路径").click()
    page.locator(".message", has_text="条路径").wait_for()
    assert "最短 2 步" in page.inner_text(".message")
    ends = page.evaluate("wenze.edges.get().map(e => [e.from, e.to])")
    problem = "problem:hetang-2025#13"
    assert ["official:hetang-2025/彭治凯", problem] in ends
    assert ["company:株洲市荷塘区/金科集团", problem] in ends
    shot(page, "03-path")


def test_all_problems_still_open_past_their_deadline(visit, shot):
    page = visit("#/ask")
    page.locator(".patterns").get_by_role("link", name="时限已过仍未完成").click()
    page.locator(".answer h2").wait_for()
    found = page.inner_text(".answer")
    assert "写明的时限已过,仍未完成整改" in found
    assert page.locator(".answer .quote").count() >= 1
    shot(page, "04-past-deadline")


def test_every_problem_that_an_earlier_inspection_raised(visit, shot):
    page = visit()
    page.get_by_role("button", name=re.compile("显示全部")).click()
    page.get_by_role("link", name="以前的巡视、审计已经指出").first.click()
    page.locator(".answer h2").wait_for()
    assert {"第 1 题", "第 2 题", "第 4 题"} <= set(page.locator(".answer .chip").all_inner_texts())
    assert "上轮巡视指出超配、超编问题,本轮巡视仍然存在" in page.inner_text(".answer")
    shot(page, "05-raised-before")


def test_open_the_notice_at_a_quote(visit, shot):
    page = visit()
    find(page, HEAD)
    page.locator(".right .quote", has_text="依法查处了签订协议的主要负责人").first.click()
    marked = page.locator("mark.here")
    marked.wait_for()
    assert marked.inner_text().startswith("依法查处了签订协议的主要负责人金城集团原董事长彭治凯")
    box = marked.bounding_box()
    assert 60 < box["y"] < page.viewport_size["height"] - 60
    assert "第 16 题" in page.inner_text(".whole-text aside")
    shot(page, "06-notice-at-quote")


def test_run_a_pattern_with_another_parameter(visit, shot):
    page = visit("#/ask")
    page.locator(".patterns").get_by_role("link", name="一家企业出现在多个问题中").click()
    page.locator(".answer h2").wait_for()
    before = page.inner_text(".answer h2")
    field = page.locator(".query .field input").first
    field.fill("4")
    page.click("#run")
    page.wait_for_function("before => document.querySelector('.answer h2')?.textContent !== before", arg=before)
    assert page.inner_text(".answer h2") == "找到 1 处"
    assert COMPANY in page.inner_text(".answer")
    assert "pattern=company-in-many-problems" in page.url
    shot(page, "07-pattern")


def test_run_a_query_and_export_it(visit, shot):
    page = visit("#/ask")
    page.fill("#cypher", QUERY)
    page.click("#run")
    page.locator(".result td", has_text=COMPANY).first.wait_for()
    shot(page, "08-table")
    with page.expect_download() as got:
        page.get_by_role("button", name="CSV").click()
    text = got.value.path().read_text("utf-8-sig")
    assert next(csv.reader(io.StringIO(text.splitlines()[1])))[:2] == [COMPANY, "4"]
    with page.expect_download() as got:
        page.get_by_role("button", name="XLSX").click()
    assert "xl/workbook.xml" in zipfile.ZipFile(got.value.path()).namelist()
    page.get_by_role("tab", name="图表").click()
    assert COMPANY in page.locator(".chart").text_content()
    shot(page, "08-chart")
    assert export(page, "SVG").startswith(b"<svg")
    assert export(page, "PNG").startswith(b"\x89PNG")
    page.get_by_role("tab", name="网络").click()
    page.locator(".result canvas").wait_for()
    shot(page, "08-network")
    assert COMPANY.encode() in export(page, "SVG")
    assert b"Content-Security-Policy" in export(page, "HTML")
    assert export(page, "PNG").startswith(b"\x89PNG")


def export(page, name: str) -> bytes:
    with page.expect_download() as got:
        page.locator(".exports").get_by_role("button", name=name).click()
    return got.value.path().read_bytes()


def test_compare_two_units(visit, shot):
    page = visit("#/compare")
    for label, name in (("甲方", COMPANY), ("乙方", OTHER)):
        page.get_by_role("combobox", name=label).fill(name)
        page.locator(".compare-form [role=option]", has_text=name).first.click()
    page.locator("table.sides").wait_for()
    assert page.locator(".sides thead a").all_inner_texts() == [COMPANY, OTHER]
    assert page.locator(".sides .tag", has_text="双方都有").count() == 4
    assert HEAD in page.inner_text("main")
    shot(page, "09-compare")


def test_save_a_view_and_open_it_again(visit, shot, size, served):
    page = visit()
    find(page, COMPANY)
    select(page, HEAD)
    page.get_by_role("button", name="展开", exact=True).click()
    page.wait_for_function("() => wenze.nodes.length > 8")
    page.locator(".ticks label", has_text="处理处分").locator("input").uncheck()
    page.wait_for_function("() => !wenze.nodes.getIds().some(id => id.startsWith('sanction:'))")
    before, address = shown(page), page.url
    page.click("#save")
    page.fill("#viewname", f"金城集团的人 {size}")
    shot(page, "10-save")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    page.locator("#notes p").wait_for()

    other = watched(page.context.new_page(), type("Unwatched", (), {"requests": [], "faults": []})())
    other.goto(served.origin)
    other.click("#views")
    other.get_by_role("dialog").get_by_role("link", name=f"金城集团的人 {size}").click()
    other.wait_for_function("() => window.wenze?.nodes.length > 6")
    assert other.url == address
    assert shown(other) == before
    shot(other, "10-opened-again")
