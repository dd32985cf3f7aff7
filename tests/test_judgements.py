"""`wenze why`, `review` and `judgements` as people use them: build, decide, build again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph_builder.cli import main
from tests.conftest import NOTICE


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A folder with two notices that may name one person, built; runs `wenze` there."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "notices"
    folder.mkdir()
    first = NOTICE.format(problem="县水利局局长王志远收受礼金。", answer="给予县水利局局长王志远党内警告处分。")
    second = NOTICE.format(problem="县水利局副局长王志远、某干部违规经商。", answer="一是加强学习。")
    (folder / "n1.txt").write_text(first, "utf-8")
    (folder / "n2.txt").write_text(second.replace("2023", "2024"), "utf-8")

    def wenze(*words, typed=None):
        return CliRunner().invoke(main, [str(w) for w in words], input=typed)

    def again():
        result = wenze("build", folder, "--net", "none", "--jobs", "1")
        assert result.exit_code == 0, result.output
        return result

    wenze.build = again
    again()
    return wenze


def lines(name):
    return [json.loads(line) for line in Path(name).read_text("utf-8").splitlines()]


def people(run):
    found = run("query", "MATCH (o:Official) WHERE o.masked = false RETURN o.id AS id", "--format", "json")
    return [row["id"] for row in json.loads(found.output)]


def test_a_review_asks_about_people_first_and_its_answer_is_replayed(run):
    result = run("review", "--who", "张三", typed="m\n工号相同\nq\n")
    assert result.exit_code == 0 and "王志远" in result.output.split("[2/")[0]
    (line,) = lines("judgements.jsonl")
    assert (line["what"], line["who"], line["why"]) == ("merge", "张三", "工号相同")
    assert {s["words"] for s in line["subjects"]} == {"王志远"} and {s["notice"] for s in line["subjects"]} == {
        "n1",
        "n2",
    }
    run.build()
    assert people(run) == ["official:n1/王志远"]
    assert "张三" in run("why", "official:n1/王志远", "official:n2/王志远").output
    assert "official:n2/王志远" not in run("review", typed="q\n").output


def test_every_decision_is_written_at_once(run):
    result = run("review", "--who", "张三", typed="s\n\n")  # the terminal goes away at the next question
    assert result.exit_code != 0 or "Aborted" in result.output or "写入" in result.output
    assert len(lines("judgements.jsonl")) == 1


def test_a_merge_can_be_made_listed_undone_exported_and_imported(run, tmp_path):
    assert run("judgements", "merge", "official:n1/王志远", "official:n2/王志远", "--who", "李四").exit_code == 0
    run.build()
    assert people(run) == ["official:n1/王志远"]
    listed = run("judgements", "list").output
    assert "李四" in listed and "合并" in listed
    assert run("judgements", "export", "out.jsonl").exit_code == 0
    (key,) = [line["id"] for line in lines("out.jsonl")]
    assert run("judgements", "undo", key).exit_code == 0
    run.build()
    assert len(people(run)) == 2 and run("judgements", "list").output == ""
    assert "已有" in run("judgements", "import", "out.jsonl").output
    assert "并入 1 条" in run("judgements", "import", "out.jsonl", "--judgements", tmp_path / "new.jsonl").output


def test_nobody_masked_can_be_merged(run):
    masked = json.loads(run("query", "MATCH (o:Official) WHERE o.masked RETURN o.id AS id", "--format", "json").output)
    result = run("judgements", "merge", masked[0]["id"], "official:n1/王志远")
    assert result.exit_code == 1 and "隐名" in result.output


def test_a_rejected_fact_is_gone_after_the_next_build(run):
    ask = "MATCH (o:Official)-[:RECEIVED]->(s:Sanction) RETURN o.id AS who, s.id AS what"
    (row,) = json.loads(run("query", ask, "--format", "json").output)
    result = run("judgements", "reject", row["who"], "RECEIVED", row["what"], "--why", "另有其人")
    assert result.exit_code == 0, result.output
    run.build()
    assert json.loads(run("query", ask, "--format", "json").output) == []


def test_a_judgement_whose_notice_is_gone_is_told_at_every_build_and_kept(run, tmp_path):
    run("judgements", "correct", "problem:n2#1", "status=partly")
    run.build()
    status = "MATCH (p:Problem) WHERE p.id = 'problem:n2#1' RETURN p.status AS s"
    assert json.loads(run("query", status, "--format", "json").output) == [{"s": "partly"}]
    (tmp_path / "notices" / "n2.txt").rename(tmp_path / "n2.txt")
    assert "依据已不在" in run.build().output
    (tmp_path / "n2.txt").rename(tmp_path / "notices" / "n2.txt")
    assert "依据已不在" not in run.build().output
    assert json.loads(run("query", status, "--format", "json").output) == [{"s": "partly"}]


@pytest.mark.parametrize(
    "words",
    [
        ("judgements", "undo", "nothing"),
        ("judgements", "merge", "没有这个人", "王志远"),
        ("judgements", "merge", "nonsense:1", "official:n1/王志远"),
        ("judgements", "reject", "official:n1/王志远", "NO_SUCH", "unit:x"),
        ("judgements", "correct", "official:n1/王志远", "quote=x"),
        ("judgements", "correct", "official:n1/王志远", "name"),
        ("why", "没有这个人", "王志远"),
    ],
)
def test_what_cannot_be_done_is_one_chinese_sentence(run, words):
    result = run(*words)
    assert result.exit_code == 1 and result.output.startswith("错误:"), result.output


def test_nobody_masked_can_be_named(run):
    (masked,) = [
        row["id"]
        for row in json.loads(
            run("query", "MATCH (o:Official) WHERE o.masked RETURN o.id AS id", "--format", "json").output
        )
    ]
    refused = run("judgements", "correct", masked, "name=王志远")
    assert refused.exit_code == 1 and "隐名" in refused.output
    assert not Path("judgements.jsonl").exists()
