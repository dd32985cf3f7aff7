"""`wenze explore` prints an address that works on this machine only, and ends on Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import httpx
import ladybug as lb
import pytest

from graph_builder.build import build_graph
from queries.store import load
from tests.queries.stopping import ENDLESS

WENZE = Path(sys.executable).with_name("wenze")


@pytest.fixture
def graph_file(sample, tmp_path):
    load(build_graph([sample]), tmp_path / "g.lbug")
    return tmp_path / "g.lbug"


@contextmanager
def running(graph_file: Path, port: int = 0) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command in a process of its own, and the address that it printed."""
    child = subprocess.Popen(
        [WENZE, "explore", "--graph", graph_file, "--no-open", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        lines = "".join(child.stdout.readline() for _ in range(3))
        address = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{20,}", lines)
        assert address, lines
        yield child, address[0]
    finally:
        if child.poll() is None:
            child.kill()
        child.communicate()


@contextmanager
def visiting(address: str) -> Iterator[httpx.Client]:
    origin = address.partition("/?")[0]
    with httpx.Client(base_url=origin, headers={"Origin": origin}, timeout=60) as client:
        yield client


def test_the_printed_address_opens_the_page_on_this_machine_only(graph_file):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with running(graph_file, taken.getsockname()[1]) as (_, address), visiting(address) as client:
            port = int(address.partition("/?")[0].rpartition(":")[2])
            assert port != taken.getsockname()[1]
            page = client.get(address, follow_redirects=True)
            assert page.status_code == 200 and "问责图谱" in page.text
            assert client.post("/ask/views", json={"name": "甲", "address": "/"}).status_code == 200
            assert graph_file.with_suffix(".views.json").is_file()
            outward = socket.gethostbyname(socket.gethostname())
            if not outward.startswith("127."):
                with socket.socket() as knock:
                    assert knock.connect_ex((outward, port)) != 0


def test_ctrl_c_leaves_quietly_even_in_the_middle_of_a_query(graph_file):
    with running(graph_file) as (child, address), visiting(address) as client:
        client.get(address)
        answers = []
        query = {"run": "1", "cypher": ENDLESS}
        asking = Thread(target=lambda: answers.append(client.post("/ask/ask", json=query).json()))
        asking.start()
        time.sleep(1)
        child.send_signal(signal.SIGINT)
        assert child.wait(30) in (0, 130, -signal.SIGINT)
        asking.join(30)
        assert "停止" in answers[0]["error"]
        assert child.stderr.read() == ""


def test_without_a_graph_it_says_what_to_do(tmp_path):
    done = subprocess.run(
        [WENZE, "explore", "--graph", tmp_path / "none.lbug", "--no-open"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "wenze build" in done.stderr


def test_a_graph_of_an_older_version_is_refused_in_one_line(graph_file):
    with lb.Database(graph_file) as database, lb.Connection(database) as connection:
        connection.execute("ALTER TABLE Unit DROP members")
    done = subprocess.run(
        [WENZE, "explore", "--graph", graph_file, "--no-open"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "旧版本" in done.stderr and "wenze build" in done.stderr and done.stderr.count("\n") == 1
