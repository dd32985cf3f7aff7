"""What a person decides on the page is a line of the same file that `wenze review` writes, and the next build obeys."""

from __future__ import annotations

import json
import re

import httpx
import pytest

from graph_builder.resolve.ledger import read_judgements
from tests.explorer.conftest import TOKEN
from tests.explorer.test_tasks import HEAD

PROJECT = "湖南师范大学附属荷塘实验学校"


@pytest.fixture
def ledger(served):
    """The file of judgements, empty before and after."""
    served.judgements.unlink(missing_ok=True)
    yield served.judgements
    served.judgements.unlink(missing_ok=True)


@pytest.fixture
def judge(served, ledger):
    with httpx.Client(base_url=served.origin, headers={"Origin": served.origin}) as client:
        client.get(f"/?token={TOKEN}")
        yield lambda **asked: client.post("/ask/judge", json=asked)


def written(ledger) -> list[dict]:
    found, faults = read_judgements(ledger)
    assert faults == []
    return [json.loads(judgement.line()) for judgement in found]


@pytest.mark.browser
def test_questions_are_settled_and_taken_back(visit, ledger, shot):
    page = visit("#/review")
    card = page.locator(".question", has_text=f"项目“{PROJECT}”").first
    card.wait_for()
    shot(page, "19-review")
    page.fill("#who", "张三")
    page.locator("h1").click()
    card.get_by_label("理由").fill("两所学校")
    card.get_by_role("button", name="不是同一个").click()
    page.locator(".question.done", has_text="张三于").wait_for()
    (line,) = written(ledger)
    assert (line["what"], line["who"], line["why"]) == ("split", "张三", "两所学校")
    assert line["subjects"][0]["words"] == PROJECT
    shot(page, "19-judged")
    page.reload()
    page.locator(".question").first.wait_for()
    assert page.locator(".question", has_text=f"项目“{PROJECT}”").count() == 0
    page.locator(".judged").get_by_role("button", name=re.compile("撤销")).click()
    page.locator(".judged", has_text="还没有").wait_for()
    assert [line["what"] for line in written(ledger)] == ["split", "undo"]


@pytest.mark.browser
def test_a_problem_s_status_is_put_right_where_it_is_read(visit, ledger, shot):
    page = visit("#/explore?s=problem:hetang-2025#13&sel=problem:hetang-2025#13".replace("#13", "%2313"))
    page.locator(".right summary", has_text="判断、更正").click()
    page.locator(".right").get_by_role("button", name="更正").click()
    page.get_by_label("更正哪一项").select_option("整改状态")
    page.get_by_label("改成").select_option("部分完成")
    shot(page, "20-correcting")
    page.locator(".verdict").get_by_role("button", name="写入").click()
    page.locator(".verdict [role=status]", has_text="判断为更正").wait_for()
    (line,) = written(ledger)
    assert line["what"] == "correct" and line["to_be"] == {"status": "partly"}
    assert line["subjects"][0]["id"] == "problem:hetang-2025#13"


@pytest.mark.browser
def test_a_sanction_is_rejected_while_reading(visit, ledger, shot):
    page = visit("#/read?n=hetang-2025&p=16")
    page.locator("#p16").get_by_role("button", name=f"判断:{HEAD}:依法查处").click()
    page.locator("#p16 .verdict").get_by_label("理由").fill("另有其人")
    shot(page, "21-judging-while-reading")
    page.locator("#p16 .verdict").get_by_role("button", name="不属实").click()
    page.locator("#p16 .verdict [role=status]", has_text="判断为否定").wait_for()
    (line,) = written(ledger)
    assert line["what"] == "reject" and line["subjects"][0]["link"] == "RECEIVED"


def test_a_fact_is_judged_by_its_words(judge, ledger):
    fact = {"id": f"official:hetang-2025/{HEAD}", "link": "INVOLVED_IN", "to": "problem:hetang-2025#16"}
    words = "依法查处了签订协议的主要负责人金城集团原董事长彭治凯。"
    assert judge(what="accept", subjects=[{**fact, "notice": "hetang-2025", "words": words}]).status_code == 200
    assert written(ledger)[0]["subjects"][0]["words"] == words
    other = judge(what="reject", subjects=[{**fact, "notice": "hetang-2025", "words": "别的话"}])
    assert other.status_code == 400 and "没有这条关系" in other.json()["error"]


def test_nobody_masked_is_merged(judge, ledger, served):
    with httpx.Client(base_url=served.origin, headers={"Origin": served.origin}) as client:
        client.get(f"/?token={TOKEN}")
        rows = client.post(
            "/ask/ask", json={"run": "m", "cypher": "MATCH (o:Official) WHERE o.masked RETURN o.id LIMIT 1"}
        )
    masked = rows.json()["rows"][0][0]["node"]
    said = judge(what="merge", subjects=[{"id": masked}, {"id": f"official:hetang-2025/{HEAD}"}])
    assert said.status_code == 400 and "隐名" in said.json()["error"]
    assert not ledger.exists()


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"what": "erase", "subjects": [{"id": "x"}]},
        {"what": "merge", "subjects": []},
        {"what": "merge", "subjects": "abc"},
        {"what": "merge", "subjects": [{"id": f"official:hetang-2025/{HEAD}"}] * 2},
        {"what": "accept", "subjects": [{"id": f"official:hetang-2025/{HEAD}"}]},
        {"what": "correct", "subjects": [{"id": "problem:hetang-2025#13"}], "values": ["原文=别的"]},
        {"what": "correct", "subjects": [{"id": "problem:hetang-2025#13"}], "values": []},
        {"what": "undo", "subjects": [{"id": "0123456789ab"}]},
    ],
)
def test_what_is_no_judgement_is_refused(judge, ledger, asked):
    answer = judge(**asked)
    assert answer.status_code == 400 and answer.json()["error"]
    assert not ledger.exists()
