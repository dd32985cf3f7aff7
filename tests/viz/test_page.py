"""The page: one file, no network, settled, readable, and nothing from a notice runs in it."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from graph_builder.build import build_graph
from viz.network import render, write_view

EVIL = "<img src=x onerror=alert(1)></script><script>window.hacked=1</script>{{7*7}}"


@pytest.fixture(scope="module")
def hostile(read_text):
    text = (
        f"中共青石县水利局党组关于{EVIL}巡察整改情况的通报\n根据县委部署,县委第三巡察组对县水利局党组进行了巡察。\n一、整改情况\n"
        f"1.某干部{EVIL}违规经商,青石县{EVIL}宏远有限公司参与。\n整改情况:给予某干部党内警告处分{EVIL}。\n"
    )
    return build_graph([read_text(text, "evil<b>")])


def test_page_names_no_other_host(sample):
    page = render(build_graph([sample]), title="图")
    head = page[: page.index('<script type="application/json"')]
    assert not re.search(r"""(?:src|href)\s*=|url\(|@import""", head)
    assert "default-src 'none'" in head


def test_same_graph_same_bytes(sample):
    graph = build_graph([sample])
    assert render(graph, title="图") == render(graph, title="图")


def test_markup_never_stands_as_markup(hostile):
    page = render(hostile, title=EVIL)
    assert "<img" not in page
    assert page.count("<script") == render(hostile, title="图").replace(EVIL, "").count("<script")
    assert "<script>window" not in page
    assert "49" not in page.split("<style>")[0]


def shot(page, name: str) -> None:
    folder = os.environ.get("WENZE_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))


@pytest.fixture
def opened(browser):
    """Open a file in a fresh page that notes every request, error and dialog."""
    pages = []

    def open_file(path: Path, size=(1366, 768)):
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        page.requests, page.faults = [], []
        page.on("request", lambda r: page.requests.append(r.url))
        page.on("pageerror", lambda e: page.faults.append(str(e)))
        page.on("console", lambda m: page.faults.append(m.text) if m.type == "error" else None)
        page.on("dialog", lambda d: (page.faults.append("dialog"), d.dismiss()))
        page.goto(path.as_uri())
        page.wait_for_function("window.wenze !== undefined")
        pages.append(page)
        return page

    yield open_file
    for page in pages:
        page.close()


@pytest.mark.browser
def test_opens_settled_with_no_request_and_no_error(sample, opened, tmp_path):
    write_view(build_graph([sample]), tmp_path / "v.html", title="图")
    page = opened(tmp_path / "v.html")
    before = page.evaluate("wenze.network.getPositions()")
    page.wait_for_timeout(600)
    assert page.evaluate("wenze.network.getPositions()") == before
    assert [r for r in page.requests if not r.startswith(("file:", "data:", "blob:"))] == []
    assert page.faults == []
    shot(page, "whole-notice")


@pytest.mark.browser
def test_search_selects_and_shows_the_words(sample, opened, tmp_path):
    write_view(build_graph([sample]), tmp_path / "v.html", title="图")
    page = opened(tmp_path / "v.html", (1920, 1080))
    page.fill("#words", "金科集团")
    page.press("#words", "Enter")
    assert page.inner_text("#panel h3") == "金科集团"
    assert page.locator("#panel blockquote").count() > 2
    assert page.evaluate("wenze.network.getSelectedNodes().length") == 1
    shot(page, "search")


@pytest.mark.browser
def test_unticking_a_type_hides_it(sample, opened, tmp_path):
    write_view(build_graph([sample]), tmp_path / "v.html", title="图")
    page = opened(tmp_path / "v.html")
    page.get_by_label("问题", exact=False).locator("visible=true").first.wait_for()
    page.locator("#types label", has_text="人员").locator("input").uncheck()
    hidden = "wenze.nodes.get({filter: n => n.kind === 'Official'}).every(n => n.hidden)"
    assert page.evaluate(hidden)
    assert not page.evaluate("wenze.nodes.get({filter: n => n.kind === 'Problem'}).every(n => n.hidden)")


@pytest.mark.browser
def test_hostile_markup_shows_as_text_and_does_not_run(hostile, opened, tmp_path):
    write_view(hostile, tmp_path / "evil.html", title=EVIL)
    page = opened(tmp_path / "evil.html")
    page.fill("#words", "onerror")
    page.press("#words", "Enter")
    page.wait_for_timeout(200)
    assert "<img src=x onerror" in page.inner_text("#panel")
    assert page.evaluate("window.hacked") is None
    assert page.faults == []
    assert page.locator("#panel img").count() == 0
