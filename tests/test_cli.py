"""The commands as a user runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph_builder.cli import main
from tests.conftest import NOTICES, SAMPLE


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    path = tmp_path_factory.mktemp("cli") / "g.lbug"
    result = CliRunner().invoke(main, ["build", str(SAMPLE), "--graph", str(path)])
    assert result.exit_code == 0, result.output
    return path


def run(*words: str):
    return CliRunner().invoke(main, [str(w) for w in words])


def test_extract_prints_one_json_object():
    found = json.loads(run("extract", SAMPLE, "--format", "json").stdout)
    assert found["notice"]["kind"] == "巡视整改"


def test_extract_many_needs_a_folder(tmp_path):
    assert run("extract", NOTICES).exit_code == 2
    assert run("extract", NOTICES, "-o", tmp_path / "out").exit_code == 0
    assert {p.stem for p in (tmp_path / "out").iterdir()} == {p.stem for p in NOTICES.glob("*.txt")}


def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path):
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"")
    result = run("build", SAMPLE, bad, "--graph", tmp_path / "g.lbug")
    assert result.exit_code == 1
    assert "坏.txt" in result.stderr and "空文件" in result.stderr
    assert (tmp_path / "g.lbug").is_file()


def test_only_bad_files_leave_the_old_graph_alone(graph, tmp_path):
    before = graph.read_bytes()
    bad = tmp_path / "坏.txt"
    bad.write_bytes(b"")
    assert run("build", bad, "--graph", graph).exit_code == 1
    assert graph.read_bytes() == before


def test_query_in_three_formats(graph):
    ask = "MATCH (c:Company) WHERE c.masked = false RETURN c.name AS name ORDER BY name LIMIT 2"
    assert len(json.loads(run("query", ask, "--format", "json", "--graph", graph).stdout)) == 2
    assert run("query", ask, "--format", "csv", "--graph", graph).stdout.startswith("\ufeffname")
    assert "2 行" in run("query", ask, "--graph", graph).stdout


def test_query_errors_are_one_chinese_line(graph):
    result = run("query", "MATCH (n:Nothing) RETURN n", "--graph", graph)
    assert result.exit_code == 1
    assert result.stderr.startswith("错误") and len(result.stderr.strip().splitlines()) == 1


def test_show_and_view(graph, tmp_path):
    result = run("show", "金科集团", "--graph", graph)
    assert result.exit_code == 0 and "所涉问题" in result.stdout
    assert json.loads(run("show", "金科集团", "--format", "json", "--graph", graph).stdout)[0]["label"] == "Company"
    assert run("view", "金科集团", "--hops", "1", "-o", tmp_path / "v.html", "--graph", graph).exit_code == 0
    assert (tmp_path / "v.html").stat().st_size > 100_000


@pytest.mark.parametrize("words", [("push",), ("query", "RETURN 1 AS x", "--store")])
@pytest.mark.parametrize(("at", "says"), [("bolt://127.0.0.1:9", "连不上"), ("bolt://me:secret1@host", "口令")])
def test_a_server_that_cannot_be_asked_is_one_chinese_line(graph, monkeypatch, words, at, says):
    monkeypatch.setenv("WENZE_GRAPH", str(graph))
    result = run(*words, at)
    assert result.exit_code == 1 and says in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1 and "secret1" not in result.output


def test_unknown_name_offers_near_ones(graph):
    result = run("show", "金科集", "--graph", graph)
    assert result.exit_code == 0
    result = run("show", "金科公私", "--graph", graph)
    assert result.exit_code == 1 and "金科集团" in result.stderr


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_in_two_languages_with_examples(command):
    text = run(command, "--help").stdout
    assert "例 Examples" in text
    assert any("\u4e00" <= c <= "\u9fff" for c in text) and any(c.isascii() and c.isalpha() for c in text)


def test_output_is_utf8_whatever_the_locale():
    wenze = Path(sys.executable).with_name("wenze")
    done = subprocess.run(
        [wenze, "extract", SAMPLE, "--format", "table"],
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"},
        capture_output=True,
    )
    assert done.returncode == 0
    assert "整改" in done.stdout.decode("utf-8")


def test_findings_come_in_every_format(tmp_path, graph):
    assert "依据原文" in run("findings", "--graph", graph).stdout
    assert "company-in-many-problems" in run("findings", "--list").stdout
    rows = json.loads(run("findings", "--graph", graph, "--format", "json").stdout)
    assert all({"pattern", "notice", "problems", "entities", "why", "quotes"} <= row.keys() for row in rows)
    assert run("findings", "--graph", graph, "--format", "csv").stdout.startswith("\ufeff依据")
    for shape in ("xlsx", "html"):
        out = tmp_path / f"f.{shape}"
        assert run("findings", "--graph", graph, "--format", shape, "-o", out).exit_code == 0
        assert out.stat().st_size > 1000
    assert run("findings", "--graph", graph, "--format", "xlsx").exit_code == 2
    few = run("findings", "--graph", graph, "--pattern", "company-in-many-problems", "--param", "least=9")
    assert "共 0 条" in few.stdout


def test_a_report_of_a_notice_or_of_a_thing(tmp_path, graph):
    for given in (("金城集团",), ("--notice", "hetang-2025")):
        assert run("report", *given, "-o", tmp_path / "r.html", "--graph", graph).exit_code == 0
        assert "风险发现" in (tmp_path / "r.html").read_text("utf-8")
    assert run("report", "--graph", graph).exit_code == 2


def test_an_answer_goes_into_a_workbook(tmp_path, graph):
    out = tmp_path / "人员.xlsx"
    assert (
        run("query", "MATCH (o:Official) RETURN o.name", "--format", "xlsx", "-o", out, "--graph", graph).exit_code == 0
    )
    assert out.read_bytes()[:2] == b"PK"
