"""Servers that are slow, broken, too talkative, elsewhere or not there: no fall, no hang, no key let out."""

from __future__ import annotations

import json
import socket
import threading
import time
from contextlib import suppress

import pytest

from graph_builder.claim import Span
from graph_builder.errors import NetMissing
from graph_builder.nets import open_net
from tests.nets.conftest import Server, completion, says, send

TEXT = "整改情况:给予石磊政务警告处分。"
ALL = [Span(0, len(TEXT))]
NAME = '{"names": [{"label": "Official", "name": "石磊", "quote": "给予石磊政务警告处分"}], "sanctions": []}'
KEY = "sk-very-secret"


def test_a_server_without_schemas_is_asked_without_and_remembered(server, llm):
    def reply(handler, body):
        send(handler, 400, {"error": "response_format"}) if "response_format" in body else says(NAME)(handler, body)

    server.reply = reply
    assert len(llm.propose(TEXT, ALL)) == 1
    assert len(llm.propose(TEXT, ALL)) == 1
    assert ["response_format" in q for q in server.asked] == [True, False, False]
    assert llm.warnings == 0


def test_a_passing_fault_is_tried_once_more(server, llm):
    replies = iter([lambda handler, _: send(handler, 500, {}), says(NAME)])
    server.reply = lambda handler, body: next(replies)(handler, body)
    assert len(llm.propose(TEXT, ALL)) == 1
    assert llm.warnings == 0


@pytest.mark.parametrize(("status", "tries"), [(500, 2), (503, 2), (429, 2), (404, 1), (401, 1), (204, 1)])
def test_a_lasting_fault_yields_nothing(server, llm, status, tries):
    server.reply = lambda handler, _: send(handler, status, {"error": "no"})
    assert llm.propose(TEXT, ALL) == []
    assert (llm.warnings, len(server.asked)) == (1, tries)


def test_after_three_failures_in_a_row_the_server_is_asked_no_more(server, llm):
    server.reply = lambda handler, _: send(handler, 404, {})
    text = TEXT * 6
    passages = [Span(i * len(TEXT), (i + 1) * len(TEXT)) for i in range(6)]
    assert llm.propose(text, passages) == []
    assert (llm.dead, len(server.asked), llm.warnings) == (True, 3, 6)


@pytest.mark.parametrize("counted", [True, False])
def test_an_answer_without_end_is_cut_off(server, llm, counted):
    def reply(handler, _):
        handler.send_response(200)
        if counted:
            handler.send_header("Content-Length", str(10**9))
        handler.end_headers()
        with suppress(OSError):
            while not server.released.is_set():
                handler.wfile.write(b" " * 65_536)

    server.reply = reply
    start = time.monotonic()
    assert llm.propose(TEXT, ALL) == []
    assert llm.warnings == 1
    assert time.monotonic() - start < 4


@pytest.mark.parametrize("where", ["before", "headers", "body"])
def test_a_slow_answer_ends_at_the_time_limit(server, where):
    """Also one that sends a byte now and then, so that no single wait is long."""
    net = open_net("llm", base_url=server.url, timeout=0.6)

    def reply(handler, _):
        drip = {"before": b"", "headers": b"X", "body": b" "}[where]
        if where != "before":
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"\r\n" if where == "body" else b""))
        with suppress(OSError):
            while not server.released.wait(0.05):
                handler.wfile.write(drip)
                handler.wfile.flush()

    server.reply = reply
    start = time.monotonic()
    assert net.propose(TEXT, ALL) == []
    assert time.monotonic() - start < 3
    assert net.warnings == 1


def test_a_server_that_hangs_up_yields_nothing(server, llm):
    server.reply = lambda handler, _: handler.connection.shutdown(socket.SHUT_RDWR)
    assert llm.propose(TEXT, ALL) == []
    assert llm.warnings == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_key_stays(server, status):
    other = Server()
    threading.Thread(target=other.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        other.reply = says(NAME)
        net = open_net("llm", base_url=server.url, api_key=KEY, timeout=5)
        server.reply = lambda handler, _: send(handler, status, {}, Location=f"{other.url}/chat/completions")
        assert net.propose(TEXT, ALL) == []
        assert (other.asked, other.headers, net.warnings) == ([], [], 1)
        server.models = lambda handler, _: send(handler, status, {}, Location=f"{other.url}/models")
        with pytest.raises(NetMissing, match="转到别的地址"):
            open_net("llm", base_url=server.url, api_key=KEY)
        assert other.headers == []
    finally:
        other.shutdown()
        other.server_close()


def test_no_proxy_stands_between(server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    server.reply = says(NAME)
    assert len(open_net("llm", base_url=server.url).propose(TEXT, ALL)) == 1


def test_the_key_comes_from_the_environment_and_is_sent_as_a_bearer(server, monkeypatch):
    monkeypatch.setenv("WENZE_LLM_KEY", KEY)
    open_net("llm", base_url=server.url).propose(TEXT, ALL)
    assert {h.get("Authorization") for h in server.headers} == {f"Bearer {KEY}"}
    server.headers.clear()
    monkeypatch.delenv("WENZE_LLM_KEY")
    open_net("llm", base_url=server.url).propose(TEXT, ALL)
    assert {h.get("Authorization") for h in server.headers} == {None}


def test_the_key_is_in_no_message_and_no_repr(server, monkeypatch):
    from graph_builder.nets.chat import Endpoint

    assert KEY not in repr(Endpoint.at(server.url, KEY))
    for url, key in [
        (server.url, f"{KEY}\r\nX: y"),
        (f"http://u:{KEY}@127.0.0.1/v1", ""),
        (f"{server.url}?k={KEY}", ""),
    ]:
        with pytest.raises(NetMissing) as caught:
            open_net("llm", base_url=url, api_key=key)
        error: BaseException | None = caught.value
        while error:
            assert KEY not in str(error)
            error = error.__cause__ or error.__context__


def test_the_model_is_the_one_named_or_the_first_that_is_served(server):
    for model, asked in [(None, "served"), ("mine", "mine")]:
        open_net("llm", base_url=server.url, model=model).propose(TEXT, ALL)
        assert server.asked[-1]["model"] == asked


@pytest.mark.parametrize(
    "body", [{}, [], {"data": []}, {"data": [{"id": 3}]}, {"data": None}, b"<html>", b"[" * 99_999]
)
def test_without_a_list_of_models_one_must_be_named(server, body):
    server.models = lambda handler, _: send(handler, 200, body)
    with pytest.raises(NetMissing, match="--model"):
        open_net("llm", base_url=server.url)
    server.reply = says(NAME)
    assert len(open_net("llm", base_url=server.url, model="m").propose(TEXT, ALL)) == 1


def test_a_refused_key_is_said_at_once(server):
    server.models = lambda handler, _: send(handler, 401, {})
    with pytest.raises(NetMissing, match="WENZE_LLM_KEY"):
        open_net("llm", base_url=server.url, model="m")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (None, "--base-url"),
        ("", "--base-url"),
        ("127.0.0.1:8000/v1", "有误"),
        ("file:///etc/passwd", "有误"),
        ("ftp://127.0.0.1/v1", "有误"),
        ("http:///v1", "有误"),
        ("http://[::1/v1", "有误"),
        ("http://127.0.0.1:99999/v1", "有误"),
        ("http://127.0.0.1/v 1", "有误"),
        ("http://a:b@127.0.0.1/v1", "密码"),
        ("http://127.0.0.1/v1#x", "参数"),
        ("http://127.0.0.1:9/v1", "连不上"),
        ("https://127.0.0.1:9/v1", "连不上"),
        (f"http://{'a' * 80}/v1", "连不上"),
    ],
)
def test_a_wrong_address_is_one_clear_line(url, said):
    with pytest.raises(NetMissing, match=said) as caught:
        open_net("llm", base_url=url, model="m", timeout=3)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_time_limit_is_a_positive_number(server, timeout):
    with pytest.raises(NetMissing, match="时限"):
        open_net("llm", base_url=server.url, timeout=timeout)


def test_an_unknown_net_is_named_with_the_known_ones():
    with pytest.raises(NetMissing, match="lac、llm"):
        open_net("bert")


def test_a_server_of_the_wrong_kind_is_one_clear_line():
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def greet():
            with suppress(OSError):
                peer, _ = listening.accept()
                with peer:
                    peer.sendall(b"220 mail.example ESMTP\r\n")

        threading.Thread(target=greet, daemon=True).start()
        with pytest.raises(NetMissing, match="连不上"):
            open_net("llm", base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", model="m", timeout=3)


def test_a_tls_server_that_never_shakes_hands_ends_at_the_time_limit():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        start = time.monotonic()
        with pytest.raises(NetMissing, match="连不上"):
            open_net("llm", base_url=f"https://127.0.0.1:{silent.getsockname()[1]}/v1", model="m", timeout=0.5)
        assert time.monotonic() - start < 3


def test_chinese_answers_come_through_whether_escaped_or_not(server, llm):
    for escaped in (True, False):
        body = json.dumps(completion(NAME), ensure_ascii=escaped).encode()
        server.reply = lambda handler, _, body=body: send(handler, 200, body)
        assert len(llm.propose(TEXT, ALL)) == 1
