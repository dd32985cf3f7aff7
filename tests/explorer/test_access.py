"""Everything can be reached by the keyboard alone, and axe finds no serious fault on any page."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.explorer.test_tasks import COMPANY

pytestmark = pytest.mark.browser
C = "company:株洲市荷塘区/金城集团"
PAGES = {
    "start": "#/",
    "find": "#/find?q=金城",
    "explore": f"#/explore?s={C}&o=e:{C}&sel={C}",
    "ask": "#/ask?q=MATCH (p:Problem) RETURN p.status AS 状态, count(*) AS 数&as=table",
    "chart": "#/ask?q=MATCH (p:Problem) RETURN p.status AS 状态, count(*) AS 数&as=chart",
    "pattern": "#/ask?pattern=money-at-risk",
    "read": "#/read?n=hetang-2025&p=13",
    "text": "#/read?n=hetang-2025&at=3462-3502",
    "review": "#/review",
    "nothing-chosen": "#/explore",
    "nothing-compared": "#/compare",
    "compare": f"#/compare?a={C}&b=company:株洲市荷塘区/金科集团",
}


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious(visit, name):
    page = visit(PAGES[name])
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    found = Axe().run(page).response["violations"]
    serious = [
        (fault["id"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]
    assert serious == []


@pytest.fixture
def size() -> str:
    return "1366x768"


def focused(page) -> str:
    return page.evaluate(
        "() => (document.activeElement.getAttribute('aria-label') || document.activeElement.innerText || '').trim()"
    )


def tab_to(page, name: str, most: int = 120) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page).startswith(name):
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_a_dossier_and_its_notice_without_a_mouse(visit):
    page = visit()
    page.keyboard.press("/")
    page.keyboard.type("金城")
    page.locator("#finder [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator(".right h2", has_text=COMPANY).wait_for()
    page.locator("#main").focus()
    page.locator(".nodes .node[aria-current]").wait_for()
    tab_to(page, COMPANY)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function("() => !document.querySelector('.right h2').textContent.includes('金城集团')")
    tab_to(page, "展开")
    page.keyboard.press("Enter")
    page.wait_for_function("() => wenze.nodes.length > 7")
    page.locator(".right .quote").first.focus()
    page.keyboard.press("Enter")
    page.locator("mark.here").wait_for()
    assert page.evaluate("() => document.activeElement.className") == "here"


def test_the_skip_link_leads_past_the_navigation(visit):
    page = visit()
    page.keyboard.press("Tab")
    assert focused(page) == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_every_control_of_every_page_is_reached_by_tab(visit):
    for name in ("start", "explore", "ask", "read", "review", "compare"):
        page = visit(PAGES[name])
        page.wait_for_load_state("networkidle")
        unreached = page.evaluate("""() => [...document.querySelectorAll('a, button, input, select, textarea, summary')]
            .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex < 0)
            .filter(e => !e.closest('.nodes, [role=tablist]'))
            .map(e => e.outerHTML.slice(0, 100))""")
        assert unreached == []
        page.close()
