"""Only the reader of the printed address gets in, and what is served may do nothing but show itself."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.explorer.conftest import TOKEN
from viz.explorer.saved import saved


@pytest.fixture
def client(served):
    with httpx.Client(base_url=served.origin, headers={"Origin": served.origin}) as opened:
        yield opened


@pytest.fixture
def known(client, served):
    client.get(f"/?token={TOKEN}")
    return client


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/page/vis-network.js", "/favicon.ico", "/nothing"])
def test_nothing_is_served_without_the_token(client, path):
    assert client.get(path).status_code == 403
    assert client.post("/ask/overview").status_code == 403


def test_a_wrong_token_does_not_let_in(client):
    assert client.get("/?token=wrong").status_code == 403
    assert client.get("/?token=口令").status_code == 403
    assert not client.cookies


def test_the_token_leaves_the_address_for_a_cookie_that_no_script_reads(client, served):
    answer = client.get(f"/?token={TOKEN}")
    assert answer.status_code == 303 and answer.headers["location"] == "/"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"wenze_{served.port}=") and "HttpOnly" in cookie and "samesite=strict" in cookie.lower()
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_request_from_elsewhere_is_refused_even_with_the_cookie(known, header):
    assert known.post("/ask/overview", headers=header).status_code in (403, 421)
    assert known.post("/ask/overview").status_code == 200


def test_what_may_write_must_say_where_it_comes_from(known):
    del known.headers["Origin"]
    assert known.post("/ask/views").status_code == 403
    assert known.get("/").status_code == 200


def test_every_answer_forbids_all_but_our_own_files(known):
    for answer in (known.get("/"), known.get("/page/base.css"), known.post("/ask/overview"), known.get("/nothing")):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "style-src 'self';" in policy
        assert "unsafe" not in policy and "http" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"


def test_questions_are_only_posted(known):
    assert known.get("/ask/overview").status_code == 405


@pytest.mark.parametrize("body", ["[]", "no json", "{}", '{"cypher": 1}', '{"shown": []}', '{"shown": {"a": 1}}'])
@pytest.mark.parametrize("question", ["ask", "grow", "panel", "search", "stop"])
def test_a_broken_request_is_told_so(known, question, body):
    answer = known.post(f"/ask/{question}", content=body)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith("。") or "引擎说" in answer.json()["error"]


def test_a_huge_request_is_refused(known):
    assert known.post("/ask/search", content=b'"' + b"x" * 9_000_000).status_code == 413


def test_a_query_cannot_write_or_read_files(known):
    for cypher in (
        "CREATE (:Unit {id: 'x'})",
        "COPY (MATCH (n) RETURN n) TO '/tmp/x.csv'",
        "LOAD FROM '/etc/passwd' RETURN *",
    ):
        answer = known.post("/ask/ask", json={"run": "1", "cypher": cypher})
        assert answer.status_code == 400 and "error" in answer.json()


def test_the_place_of_a_mistake_comes_with_it(known):
    cypher = "MATCH (p:Problem)\nRETRN p"
    said = known.post("/ask/ask", json={"run": "1", "cypher": cypher}).json()
    start, end = said["place"]
    assert cypher[start:end] == "RETRN"


def test_a_file_is_sent_as_a_download(known):
    asked = {"run": "1", "cypher": "RETURN '=1+1' AS x", "format": "csv"}
    answer = known.post("/file/table", json=asked)
    assert answer.headers["content-disposition"] == "attachment"
    assert "'=1+1" in answer.text


def test_views_are_kept_in_a_file_of_their_own(known, served):
    known.post("/ask/views", json={"name": " 一个视图 ", "address": "/explore?s=甲"})
    assert {"name": "一个视图", "address": "/explore?s=甲"} in saved(served.views)
    assert json.loads(served.views.read_text("utf-8"))["views"]
    for wrong in ({"name": "", "address": "/"}, {"name": "x", "address": "javascript:alert(1)"}):
        assert known.post("/ask/views", json=wrong).status_code == 400
    known.post("/ask/views", json={"forget": "一个视图"})
    assert "一个视图" not in [view["name"] for view in saved(served.views)]
