"""One question to a chat endpoint of the OpenAI kind, bounded in time and size.

The server is not trusted: it may be slow, drip bytes, send too much, redirect or send nonsense. Nothing
is followed to another address, and no proxy is used, so that the key reaches only the server named.
Source: the OpenAI API reference, "Create chat completion", as vLLM, llama.cpp and Ollama serve it.
"""

from __future__ import annotations

import json
import re
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Timer
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from graph_builder.errors import NetMissing

MOST_BYTES = 256_000
"""Bytes of an answer that are read; a real one has a few thousand."""
_TRIES = 2
_LAST_TOKEN = 2_000
_SCHEMA_REFUSED = frozenset({400, 415, 422, 501})


class Unanswered(Exception):
    """No usable answer came; never shown to the user."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the server is: `Endpoint.at("http://127.0.0.1:8000/v1")`."""

    host: str
    port: int
    path: str
    secure: bool
    key: str = field(default="", repr=False)

    @classmethod
    def at(cls, base_url: str | None, key: str = "") -> Endpoint:
        """Read an address; NetMissing, without repeating it, if it is none or holds a password."""
        if not base_url:
            raise NetMissing("使用大模型识别网须给出服务地址,如 --base-url http://127.0.0.1:8000/v1")
        try:
            url = urlsplit(base_url)
            host, port = url.hostname, url.port
        except ValueError as error:
            raise NetMissing("大模型服务地址有误,应如 http://127.0.0.1:8000/v1") from error
        if url.scheme not in ("http", "https") or not host or not re.fullmatch(r"[!-~]*", url.path):
            raise NetMissing("大模型服务地址有误,应如 http://127.0.0.1:8000/v1")
        if url.username or url.password or url.query or url.fragment:
            raise NetMissing("大模型服务地址中不能带密码或参数,密钥请放在环境变量 WENZE_LLM_KEY 中")
        if not re.fullmatch(r"[!-~]*", key):
            raise NetMissing("环境变量 WENZE_LLM_KEY 中有空格、换行或非 ASCII 字符")
        secure = url.scheme == "https"
        return cls(host, port or (443 if secure else 80), url.path.rstrip("/"), secure, key)

    def send(self, method: str, path: str, body: Mapping[str, Any] | None, deadline: float) -> tuple[int, bytes]:
        """Status and body of the answer. Unanswered if none came whole by `deadline` (of the monotonic clock)."""
        headers = {"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "wenze"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        wires: list[socket.socket] = []
        timer: Timer | None = None
        try:
            wires.append(socket.create_connection((self.host, self.port), timeout=_left(deadline)))
            # A socket's own timeout begins anew with every byte; this one does not.
            timer = Timer(_left(deadline), _cut, (wires,))
            timer.daemon = True
            timer.start()
            http = self._over(wires, _left(deadline))
            http.request(method, self.path + path, json.dumps(body).encode() if body is not None else None, headers)
            with http.getresponse() as response:
                data = response.read(MOST_BYTES + 1)
                status = response.status
        except (OSError, HTTPException, ValueError) as error:
            # No chain: a library's message may hold what was sent.
            raise Unanswered(type(error).__name__) from None
        finally:
            if timer:
                timer.cancel()
            for wire in wires:
                wire.close()
        if len(data) > MOST_BYTES:
            raise Unanswered("too long")
        if monotonic() > deadline:
            raise Unanswered("too late")
        return status, data

    def _over(self, wires: list[socket.socket], left: float) -> HTTPConnection:
        """An HTTP connection over the socket that is open already, under TLS if the address says so."""
        http: HTTPConnection
        if self.secure:
            context = ssl.create_default_context()
            sealed = context.wrap_socket(wires[0], server_hostname=self.host, do_handshake_on_connect=False)
            wires.append(sealed)
            sealed.settimeout(left)
            sealed.do_handshake()
            http = HTTPSConnection(self.host, self.port, context=context)
        else:
            wires[0].settimeout(left)
            http = HTTPConnection(self.host, self.port)
        http.sock = wires[-1]
        return http


def _left(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _cut(wires: list[socket.socket]) -> None:
    for wire in wires:
        with suppress(OSError):
            wire.shutdown(socket.SHUT_RDWR)


def listed_models(endpoint: Endpoint, timeout: float) -> list[str]:
    """The models that the server says it serves; empty if it does not say.

    NetMissing if nobody answers there, the key is refused, or the server points elsewhere.
    """
    try:
        status, data = endpoint.send("GET", "/models", None, monotonic() + timeout)
    except Unanswered as error:
        raise NetMissing(
            f"连不上大模型服务 {endpoint.host}:{endpoint.port},请确认它已启动、地址含 /v1 等前缀"
        ) from error
    if status in (401, 403):
        raise NetMissing("大模型服务拒绝访问,请检查环境变量 WENZE_LLM_KEY")
    if 300 <= status < 400:
        raise NetMissing("大模型服务要求转到别的地址,为安全未跟随,请直接给出最终地址")
    try:
        rows = json.loads(data)["data"] if status == 200 else []
        return [row["id"] for row in rows if isinstance(row["id"], str)]
    except (ValueError, KeyError, TypeError, RecursionError):
        return []


class Chat:
    """Asks one model; it remembers whether the server takes a JSON schema."""

    def __init__(self, endpoint: Endpoint, model: str, timeout: float) -> None:
        self._endpoint, self._model, self._timeout = endpoint, model, timeout
        self._bound = True

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> str:
        """The words of the model's answer; Unanswered if there are none, after one more try at most."""
        deadline = monotonic() + self._timeout
        tries = 0
        while True:
            body = self._body(system, user, schema if self._bound else None)
            try:
                status, data = self._endpoint.send("POST", "/chat/completions", body, deadline)
            except Unanswered:
                tries += 1
                if tries == _TRIES or monotonic() >= deadline:
                    raise
                continue
            if status == 200:
                return _words(data)
            if status in _SCHEMA_REFUSED and self._bound:
                self._bound = False
                continue
            tries += 1
            if tries == _TRIES or not (status == 429 or status >= 500):
                raise Unanswered(f"status {status}")

    def _body(self, system: str, user: str, schema: Mapping[str, Any] | None) -> dict[str, Any]:
        body: dict[str, Any] = {
            "model": self._model,
            "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
            "temperature": 0,
            "max_tokens": _LAST_TOKEN,
            "stream": False,
        }
        if schema is not None:
            named = {"name": "names", "strict": True, "schema": schema}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body


def _words(data: bytes) -> str:
    """The text of a completion that came to its end."""
    try:
        choice = json.loads(data)["choices"][0]
        words, end = choice["message"]["content"], choice.get("finish_reason")
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise Unanswered("malformed") from error
    if not isinstance(words, str) or end == "length":
        raise Unanswered("no text" if end != "length" else "cut short")
    return words
