"""A real server over a real graph, and a real browser in front of it that notes whatever goes wrong."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import uvicorn

from graph_builder.build import build_graph, read_notice
from queries.store import EmbeddedStore, Store, load
from tests.conftest import ROOT, SAMPLE
from viz.explorer import explorer

TOKEN = "only-for-these-tests"
SHOTS = ROOT / "out" / "screenshots"
SIZES = {"1366x768": (1366, 768), "1920x1080": (1920, 1080)}


@dataclass(frozen=True)
class Served:
    """A running explorer."""

    port: int
    views: Path

    @property
    def judgements(self) -> Path:
        return self.views.with_name("judgements.jsonl")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        return f"{self.origin}/?token={TOKEN}"


@contextmanager
def serving(store: Store, views: Path) -> Iterator[Served]:
    """An explorer over a store, in a thread of its own."""
    bound = socket.socket()
    bound.bind(("127.0.0.1", 0))
    port = bound.getsockname()[1]
    served = Served(port, views)
    app = explorer(store, views=views, judgements=served.judgements, port=port, token=TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield served
    server.should_exit = True
    thread.join(20)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """An explorer over the sample notice and one more."""
    folder = tmp_path_factory.mktemp("explorer")
    readings = [read_notice(SAMPLE), read_notice(ROOT / "tests" / "notices" / "university-quoted.txt")]
    load(build_graph(readings), folder / "g.lbug")
    with EmbeddedStore(folder / "g.lbug") as store, serving(store, folder / "views.json") as running:
        yield running


@dataclass
class Log:
    """What a page did that it should not have."""

    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def refused(message) -> bool:
    """Whether the browser only notes that the server explained a mistake of the reader."""
    return "status of 400" in message.text


def watched(page, log: Log):
    page.on("request", lambda r: log.requests.append(r.url))
    page.on("pageerror", lambda e: log.faults.append(str(e)))
    page.on(
        "console", lambda m: log.faults.append(m.text) if m.type in ("error", "warning") and not refused(m) else None
    )
    page.on("dialog", lambda d: (log.faults.append("dialog"), d.dismiss()))
    return page


@pytest.fixture(params=list(SIZES))
def size(request) -> str:
    return request.param


@pytest.fixture
def visit(browser, served, size):
    """Open the explorer in a fresh browser session; at the end nothing may have gone wrong."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True)
    log = Log()

    def open_page(to: str = "#/", running: Served = served):
        page = watched(context.new_page(), log)
        page.goto(running.address)
        if to != "#/":
            page.goto(f"{running.origin}/{to}")
        page.wait_for_selector("main > .page > *")
        return page

    yield open_page
    context.close()
    own = ("http://127.0.0.1:", "blob:", "data:")
    assert [url for url in log.requests if not url.startswith(own)] == []
    assert log.faults == []


@pytest.fixture
def shot(size):
    """Keep a picture of what a reader sees."""

    def take(page, name: str) -> None:
        SHOTS.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(250)
        assert page.locator("#notes .error").all_inner_texts() == []
        page.screenshot(path=str(SHOTS / f"{name}-{size}.png"))

    return take
