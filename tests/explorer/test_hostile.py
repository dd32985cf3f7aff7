"""A notice full of markup shows as text on every page and in every file, and nothing of it runs."""

from __future__ import annotations

import pytest

from graph_builder.build import build_graph
from queries.store import EmbeddedStore, load
from tests.explorer.conftest import serving

pytestmark = pytest.mark.browser
EVIL = "<img src=x onerror=alert(1)></script><script>window.hacked=1</script>{{7*7}}<svg onload=alert(2)>"
NAME = "evil<b>"


@pytest.fixture
def size() -> str:
    return "1366x768"


@pytest.fixture(scope="module")
def hostile(read_text, tmp_path_factory):
    text = (
        f"中共青石县水利局党组关于{EVIL}巡察整改情况的通报\n根据县委部署,县委第三巡察组对县水利局党组进行了巡察。\n一、整改情况\n"
        f"1.某干部{EVIL}违规经商,青石县宏远有限公司参与,涉及资金120万元{EVIL}。\n"
        f"整改情况:给予原局长高远山党内警告处分{EVIL}。\n"
    )
    folder = tmp_path_factory.mktemp("hostile")
    load(build_graph([read_text(text, NAME)]), folder / "g.lbug")
    with EmbeddedStore(folder / "g.lbug") as store, serving(store, folder / "views.json") as running:
        yield running


PAGES = [
    "#/",
    "#/find?q=onerror",
    f"#/read?n={NAME}",
    f"#/read?n={NAME}&as=text&at=60-120",
    f"#/explore?s=problem:{NAME}%231&o=e:problem:{NAME}%231&sel=problem:{NAME}%231",
    f"#/explore?s=notice:{NAME}&o=e:notice:{NAME}&sel=notice:{NAME}",
    "#/ask?q=MATCH (p:Problem)-[r]-(x) RETURN p, r, x, p.text&as=table",
    "#/ask?q=MATCH (p:Problem) RETURN p.text, 1 AS n&as=chart",
    "#/ask?q=MATCH (p:Problem) RETURN p&as=network",
    f"#/find?q={EVIL}",
    "#/review",
]


@pytest.mark.parametrize("to", PAGES)
def test_markup_is_text(visit, hostile, to):
    page = visit(to, hostile)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(200)
    assert page.evaluate("() => window.hacked") is None
    assert page.locator("main img, main script, main [onerror], main [onload]").count() == 0
    if "as=network" not in to and to != "#/":
        assert "onerror" in page.locator("main").text_content()


def test_the_start_page_shows_titles_as_they_are_written(visit, hostile):
    page = visit("#/", hostile)
    page.locator("table td a").wait_for()
    assert EVIL in page.locator("table td a").text_content()


@pytest.mark.parametrize("name", ["SVG", "HTML"])
def test_exported_files_hold_it_as_text(visit, hostile, name, browser, tmp_path):
    problem = f"problem:{NAME}%231"
    page = visit(f"#/explore?s={problem}&o=e:{problem}&sel={problem}", hostile)
    page.locator(".menu summary").click()
    with page.expect_download() as got:
        page.locator(".menu").get_by_role("button", name=name).click()
    file = tmp_path / f"v.{name.lower()}"
    got.value.save_as(file)
    alone = browser.new_page()
    dialogs = []
    alone.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    alone.goto(file.as_uri())
    alone.wait_for_timeout(400)
    assert dialogs == []
    assert alone.evaluate("() => window.hacked") is None
    assert "<img" not in file.read_text("utf-8")
    alone.close()


def test_a_saved_view_with_markup_in_its_name(visit, hostile):
    page = visit("#/", hostile)
    page.click("#save")
    page.fill("#viewname", "<img src=x onerror=alert(1)>")
    page.get_by_role("dialog").get_by_role("button", name="保存").click()
    page.locator("#notes p").wait_for()
    page.click("#views")
    assert page.locator("dialog a").inner_text() == "<img src=x onerror=alert(1)>"
    assert page.locator("dialog img").count() == 0
