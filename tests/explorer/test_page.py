"""The page beyond the ten tasks: growing and shrinking a network, filters, the editor, stopping, several tabs."""

from __future__ import annotations

import re

import pytest

from tests.explorer.test_tasks import COMPANY, HEAD, find, select, shown

pytestmark = pytest.mark.browser
ENDLESS = (
    "UNWIND range(1, 30000) AS a UNWIND range(1, 30000) AS b UNWIND range(1, 30000) AS c RETURN sum(a * b * c) AS x"
)


@pytest.fixture(params=["1366x768"])
def size(request) -> str:
    """One size is enough where the layout is not at stake."""
    return request.param


def act(page, name: str) -> None:
    page.locator(".acts").get_by_role("button", name=name, exact=True).click()


def test_what_is_shown_stays_where_it_is_while_the_network_grows(visit, shot):
    page = visit()
    find(page, COMPANY)
    before = shown(page)
    select(page, "13. ")
    act(page, "展开")
    page.wait_for_function("n => wenze.nodes.length > n", arg=len(before))
    after = shown(page)
    assert {node: after[node] for node in before} == before
    assert len({tuple(spot) for spot in after.values()}) == len(after)
    shot(page, "11-grown")


def test_a_finding_is_drawn_with_all_that_it_names(visit, shot):
    page = visit("#/ask?pattern=company-in-many-problems")
    page.get_by_role("link", name="画成关系网络").first.click()
    page.wait_for_function("() => window.wenze?.nodes.length >= 5")
    assert page.evaluate("() => wenze.edges.length") >= 4
    shot(page, "18-finding")


def test_collapse_takes_back_what_hangs_on_a_node_alone_and_undo_brings_it_back(visit):
    page = visit()
    find(page, COMPANY)
    select(page, "13. ")
    act(page, "展开")
    page.wait_for_function("() => wenze.nodes.length > 12")
    grown = shown(page)
    act(page, "收起")
    page.wait_for_function("n => wenze.nodes.length < n", arg=len(grown))
    left = shown(page)
    assert left.items() <= grown.items()
    assert any("/彭治凯" in node for node in left)
    page.get_by_role("button", name="撤销").click()
    page.wait_for_function("n => wenze.nodes.length === n", arg=len(grown))
    assert shown(page) == grown


def test_hide_pin_and_highlight(visit, shot):
    page = visit()
    find(page, COMPANY)
    select(page, HEAD)
    act(page, "固定")
    page.wait_for_function("() => location.hash.includes('pin=')")
    act(page, "高亮邻域")
    page.wait_for_function("() => wenze.nodes.get().some(n => n.color.border === '#cfd6dd')")
    shot(page, "12-highlight")
    act(page, "隐藏")
    page.wait_for_function("() => !wenze.nodes.getIds().some(id => id.endsWith('/彭治凯'))")
    page.get_by_role("button", name="恢复隐藏的 1 个").click()
    page.wait_for_function("() => wenze.nodes.getIds().some(id => id.endsWith('/彭治凯'))")


BEHIND = """
() => {
  const at = wenze.drawn.getPositions(), ends = new Set();
  for (const e of wenze.edges.get()) for (const n of wenze.nodes.getIds()) {
    if (n === e.from || n === e.to) continue;
    const [a, b, c] = [at[e.from], at[e.to], at[n]], dx = b.x - a.x, dy = b.y - a.y, long = Math.hypot(dx, dy);
    const along = ((c.x - a.x) * dx + (c.y - a.y) * dy) / long;
    const aside = Math.abs((c.x - a.x) * dy - (c.y - a.y) * dx) / long;
    if (along > 30 && along < long - 30 && aside < 10 && !e.smooth?.enabled) ends.add(e.id);
  }
  return [...ends];
}
"""


def test_no_straight_line_runs_behind_a_third_node(visit, shot):
    page = visit()
    find(page, COMPANY)
    select(page, HEAD)
    act(page, "展开")
    page.wait_for_timeout(500)
    assert page.evaluate(BEHIND) == []
    assert page.evaluate("() => wenze.edges.get().some(e => e.smooth?.type === 'curvedCW')")
    shot(page, "22-bends")


@pytest.mark.parametrize(
    ("part", "label", "gone"),
    [
        ("类型", "人员", "n => n.kind === 'Official'"),
        ("整改状态", "已完成", "n => n.status === 'completed'"),
    ],
)
def test_filters_by_type_and_status(visit, part, label, gone):
    page = visit()
    find(page, COMPANY)
    if part != "类型":
        page.locator(".left summary", has_text=part).click()
    there = f"() => wenze.nodes.get().some({gone})"
    assert page.evaluate(there)
    page.locator(".ticks label", has_text=label).locator("input").uncheck()
    page.wait_for_function(f"() => !wenze.nodes.get().some({gone})")
    page.go_back()
    page.wait_for_function(there)


def test_filters_by_role_confidence_and_time(visit):
    page = visit()
    find(page, COMPANY)
    page.locator(".ticks label", has_text="提及").locator("input").uncheck()
    page.wait_for_function("() => wenze.edges.get().every(e => e.role !== 'mentioned')")
    page.locator(".left summary", has_text="时间与把握").click()
    page.locator(".left select").select_option("0.9")
    page.wait_for_function("() => wenze.edges.get().every(e => e.confidence >= 0.9)")
    page.get_by_label("不早于").fill("2026-01-01")
    page.get_by_label("不早于").press("Enter")
    page.wait_for_function("() => !wenze.nodes.get().some(n => n.kind === 'Problem')")


def test_a_link_shows_its_words_and_leads_to_them(visit, shot):
    page = visit()
    find(page, HEAD)
    middle = page.evaluate("""() => {
        const edge = wenze.edges.get().find(e => e.to === 'problem:hetang-2025#16' && e.from.endsWith('彭治凯'));
        const spots = wenze.drawn.getPositions([edge.from, edge.to]);
        const at = { x: (spots[edge.from].x + spots[edge.to].x) / 2, y: (spots[edge.from].y + spots[edge.to].y) / 2 };
        const box = document.querySelector('.canvas').getBoundingClientRect();
        const seen = wenze.drawn.canvasToDOM(at);
        return { x: box.left + seen.x, y: box.top + seen.y };
    }""")
    page.mouse.click(middle["x"], middle["y"])
    page.locator(".right h2", has_text="涉及(责任方)").wait_for()
    shot(page, "13-link")
    page.locator(".right .quote").click()
    assert "依法查处了签订协议的主要负责人" in page.locator("mark.here").inner_text()


def test_a_mistake_is_shown_at_its_place(visit, shot):
    page = visit("#/ask")
    page.fill("#cypher", "MATCH (c:Company)\nRETURN c.nam AS 名称")
    page.press("#cypher", "Control+Enter")
    page.locator("#mistake", has_text="nam").wait_for()
    assert page.locator(".copy .wrong").all_inner_texts() == ["c.nam"]
    chosen = "a => a.value.slice(a.selectionStart, a.selectionEnd)"
    assert page.locator("#cypher").evaluate(chosen) == "c.nam"
    shot(page, "14-mistake")


def test_completion_offers_what_the_schema_knows(visit, shot):
    page = visit("#/ask")
    page.fill("#cypher", "")
    page.locator("#cypher").press_sequentially("MATCH (c:Com")
    page.locator("#offers [role=option]", has_text="Company").wait_for()
    assert "企业" in page.inner_text("#offers")
    shot(page, "15-completion")
    page.press("#cypher", "Tab")
    assert page.input_value("#cypher") == "MATCH (c:Company"
    page.locator("#cypher").press_sequentially(") RETURN c.ali")
    page.locator("#offers [role=option]", has_text="aliases").click()
    assert page.input_value("#cypher") == "MATCH (c:Company) RETURN c.aliases"


def test_a_long_query_can_be_stopped(visit, shot):
    page = visit("#/ask")
    page.fill("#cypher", ENDLESS)
    page.click("#run")
    page.locator("#stop").wait_for()
    page.wait_for_timeout(1200)
    shot(page, "16-running")
    other = page.context.new_page()
    other.goto(page.url.split("#")[0])
    other.locator(".counts li").first.wait_for()
    page.click("#stop")
    page.locator("#mistake", has_text="查询已停止").wait_for(timeout=20_000)
    assert page.locator("#stop").is_hidden()


def test_parameters_of_a_query_have_fields(visit):
    page = visit("#/ask")
    page.fill("#cypher", "MATCH (p:Problem) WHERE p.number = $n AND p.notice = $notice RETURN p.text AS 原文")
    page.get_by_label("$n", exact=True).fill("13")
    page.get_by_label("$notice").fill("hetang-2025")
    page.click("#run")
    page.locator(".result td", has_text="部分融资成本偏高").wait_for()


def test_reading_shows_problem_answer_and_what_was_extracted(visit, shot):
    page = visit("#/read?n=hetang-2025&p=37")
    passage = page.locator("#p37")
    passage.wait_for()
    assert "是否同一对象原文未说明" in passage.locator(".doubt-line").inner_text()
    assert passage.locator(".status").first.inner_text() == "正在推进"
    assert page.locator(".index a").count() == 45
    shot(page, "17-reading")


def test_a_name_in_part_and_out_of_order_is_offered(visit):
    page = visit("#/find?q=金集")
    assert "依次含有这些字" in page.inner_text("main")
    assert COMPANY in page.inner_text("main")


def test_recent_views_are_on_the_start_page(visit, shot):
    page = visit()
    find(page, COMPANY)
    page.get_by_role("link", name="总览").click()
    recent = page.locator(".card", has=page.locator("h2", has_text="最近看过"))
    recent.get_by_role("link", name=re.compile(COMPANY)).click()
    page.locator(".right h2", has_text=COMPANY).wait_for()


def test_export_of_the_network_opens_by_itself(visit, tmp_path, browser):
    page = visit()
    find(page, COMPANY)
    places = shown(page)
    page.locator(".menu summary").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="网页 HTML").click()
    got.value.save_as(tmp_path / "v.html")
    alone = browser.new_page()
    asked = []
    alone.on("request", lambda r: asked.append(r.url))
    alone.goto((tmp_path / "v.html").as_uri())
    alone.wait_for_function("() => window.wenze !== undefined")
    assert shown_alone(alone) == places
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    alone.close()


def shown_alone(page) -> dict[str, list[float]]:
    spots = page.evaluate("wenze.network.getPositions()")
    return {node: [round(spot["x"]), round(spot["y"])] for node, spot in spots.items()}
