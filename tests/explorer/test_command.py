"""`wenze explore` prints an address that works on this machine only, and ends on Ctrl-C."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import ladybug as lb
import pytest

from graph_builder.build import build_graph
from queries.store import load

WENZE = Path(sys.executable).with_name("wenze")


@pytest.fixture
def graph_file(sample, tmp_path):
    load(build_graph([sample]), tmp_path / "g.lbug")
    return tmp_path / "g.lbug"


def test_the_printed_address_opens_the_page_and_ctrl_c_ends_it(graph_file):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        child = subprocess.Popen(
            [WENZE, "explore", "--graph", graph_file, "--no-open", "--port", str(port)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        try:
            lines = [child.stdout.readline() for _ in range(3)]
            address = re.search(r"http://127\.0\.0\.1:(\d+)/\?token=[\w-]{20,}", "".join(lines))
            assert address and int(address[1]) != port
            with httpx.Client(follow_redirects=True) as client:
                page = client.get(address[0], timeout=30)
                assert page.status_code == 200 and "问责图谱" in page.text
                origin = f"http://127.0.0.1:{address[1]}"
                views = client.post(
                    f"{origin}/ask/views", json={"name": "甲", "address": "/"}, headers={"Origin": origin}
                )
                assert views.status_code == 200
            assert graph_file.with_suffix(".views.json").is_file()
            outward = socket.gethostbyname(socket.gethostname())
            if not outward.startswith("127."):
                with socket.socket() as knock:
                    assert knock.connect_ex((outward, int(address[1]))) != 0
            child.send_signal(signal.SIGINT)
            assert child.wait(30) in (0, 130, -signal.SIGINT)
            assert "Traceback" not in child.stderr.read()
        finally:
            if child.poll() is None:
                child.kill()
            child.communicate()


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
