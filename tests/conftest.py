"""Fixtures: the annotated notices beside the checkout, invented notices, a built graph, a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_builder.build import Reading, build_graph, read_notice, reading_of
from graph_builder.read import Document
from queries.store import EmbeddedStore, load

ROOT = Path(__file__).parents[1]
NOTICES = ROOT / "tests" / "notices"
SAMPLE = ROOT / "data" / "notices" / "hetang-2025.txt"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)


def absent(what: str) -> None:
    """Skip for want of something, but fail under CI, where everything is installed."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} (CI must have it)")
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with annotated notices beside the checkout."""
    folder = ROOT.parent / "shared"
    if not (folder / "gold").is_dir():
        absent("no ../shared beside the checkout")
    return folder


@pytest.fixture(scope="session")
def sample() -> Reading:
    """The sample notice, read once."""
    return read_notice(SAMPLE)


@pytest.fixture(scope="session")
def sample_store(sample: Reading, tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """The sample's graph in the embedded engine."""
    path = tmp_path_factory.mktemp("graph") / "sample.lbug"
    load(build_graph([sample]), path)
    with EmbeddedStore(path) as store:
        yield store


@pytest.fixture(scope="module")
def browser():
    """Headless Chromium, as users have it. While it is there, nothing else of the thread can run an event loop."""
    program = next((p for name in BROWSERS if (p := shutil.which(name))), None)
    if program is None:
        absent("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program, args=FLAGS.split())
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def read_text():
    """Read a notice from its words."""

    def reading(text: str, notice: str = "n") -> Reading:
        return reading_of(Document(text, f"{notice}.txt", "0" * 64), notice)

    return reading


NOTICE = """中共青石县水利局党组关于巡察整改进展情况的通报
根据县委统一部署,2023年3月1日至4月30日,县委第三巡察组对县水利局党组进行了巡察。2023年6月5日,县委第三巡察组反馈了巡察意见。现将整改情况公布如下。
一、整改落实情况
1.{problem}
整改情况:{answer}
联系电话:0999-1234567。
中共青石县水利局党组
2023年12月1日
"""


@pytest.fixture(scope="session")
def one_problem(read_text):
    """The contract of a notice with a single problem and its answer."""
    from graph_builder.contract import contract

    def rows(problem: str, answer: str = "一是加强学习。") -> dict:
        return contract(read_text(NOTICE.format(problem=problem, answer=answer)))["problems"][0]

    return rows
