"""`wenze export` and `wenze import` as a user runs them."""

from __future__ import annotations

import re

import pytest
import yaml
from click.testing import CliRunner

from graph_builder.cli import main
from graph_builder.cli.exchange import LAID_OUT
from queries.exchange import formats
from queries.store import load
from tests.conftest import ROOT
from tests.queries.invented import invented


@pytest.fixture(scope="module")
def graph_file(tmp_path_factory):
    path = tmp_path_factory.mktemp("exchange") / "g.lbug"
    load(invented(), path)
    return path


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("图谱.graphml", b"<?xml"),
        ("图谱.gexf", b"<?xml"),
        ("图谱.JSON", b'{"directed"'),
        ("图谱.cypher", b"//"),
        ("图谱.cql", b"//"),
        ("图谱.ftm.json", b'{"id": "wenze-'),
        ("图谱.xlsx", b"PK"),
    ],
)
def test_the_ending_chooses_the_format(graph_file, tmp_path, name, begins):
    result = run("export", tmp_path / name, "--graph", graph_file)
    assert result.exit_code == 0, result.output
    assert (tmp_path / name).read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_csv_is_a_folder_and_prints_the_command(graph_file, tmp_path):
    result = run("export", tmp_path / "neo4j", "--graph", graph_file)
    assert result.exit_code == 0 and "neo4j-admin database import full" in result.stdout
    assert (tmp_path / "neo4j" / "README.txt").read_text("utf-8").count("neo4j-admin") == 1


def test_a_format_can_be_named(graph_file, tmp_path):
    assert run("export", tmp_path / "g.txt", "--format", "json", "--graph", graph_file).exit_code == 0
    assert (tmp_path / "g.txt").read_bytes().startswith(b"{")


def test_positions_are_there(graph_file, tmp_path):
    run("export", tmp_path / "g.gexf", "--graph", graph_file)
    assert "viz:position" in (tmp_path / "g.gexf").read_text("utf-8")


def test_one_notice_is_only_its_own(graph_file, tmp_path):
    assert run("export", tmp_path / "g.json", "--notice", "n2", "--graph", graph_file).exit_code == 0
    text = (tmp_path / "g.json").read_text("utf-8")
    assert '"problem:n2#1"' in text and "n1" not in text


@pytest.mark.parametrize("name", ["g.json", "g.graphml"])
def test_out_and_in_again_is_the_same_graph(graph_file, tmp_path, name):
    run("export", tmp_path / name, "--graph", graph_file)
    result = run("import", tmp_path / name, "--graph", tmp_path / "b.lbug")
    assert result.exit_code == 0, result.output
    run("export", tmp_path / f"again.{name}", "--graph", tmp_path / "b.lbug")
    assert (tmp_path / name).read_bytes() == (tmp_path / f"again.{name}").read_bytes()


def test_a_graph_is_replaced_only_when_asked(graph_file, tmp_path):
    run("export", tmp_path / "g.json", "--graph", graph_file)
    before = graph_file.read_bytes()
    result = run("import", tmp_path / "g.json", "--graph", graph_file)
    assert result.exit_code == 1 and "--replace" in result.stderr
    (tmp_path / "bad.json").write_text("{}")
    assert run("import", tmp_path / "bad.json", "--replace", "--graph", graph_file).exit_code == 1
    assert graph_file.read_bytes() == before
    assert run("import", tmp_path / "g.json", "--replace", "--graph", graph_file).exit_code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("export", "g.docx"), "结尾"),
        (("export", "g.json", "--notice", "没有"), "没有编号为"),
        (("export", "folder.json"), "是文件夹"),
        (("export", "file/g.json"), "写不进"),
        (("export", "full", "--format", "csv"), "已存在"),
        (("import", "没有.json"), "没有找到"),
        (("import", "folder.json"), "没有找到"),
    ],
)
def test_what_cannot_be_done_is_one_chinese_line(graph_file, tmp_path, monkeypatch, words, why):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    given = ["--graph", tmp_path / "new.lbug"] if words[0] == "import" else ["--graph", graph_file]
    result = run(*words, *given)
    assert result.exit_code == 1 and why in result.stderr
    assert result.stderr.startswith("错误") and len(result.stderr.strip().splitlines()) == 1


def test_a_graph_too_large_for_a_format_is_told_which_can_hold_it(graph_file, tmp_path, monkeypatch):
    small = dict(formats.FORMATS)
    small["xlsx"] = formats.Format((".xlsx",), small["xlsx"].write, most=3)
    monkeypatch.setattr(formats, "FORMATS", small)
    result = run("export", tmp_path / "g.xlsx", "--graph", graph_file)
    assert result.exit_code == 1 and "csv" in result.stderr and not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["export", "import"])
def test_help_is_in_two_languages_with_examples(command):
    text = run(command, "--help").stdout
    assert "例 Examples" in text and "graph" in text


def test_the_commands_of_the_documentation_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    commands = re.findall(r"^wenze (.+)$", (ROOT / "docs" / "exchange.md").read_text("utf-8"), re.M)
    assert len(commands) >= 9
    for command in commands:
        words = [str(ROOT / word) if word.startswith("data/") else word for word in command.split()]
        result = run(*words)
        assert result.exit_code == 0, (command, result.output)


def test_the_documentation_names_every_format_and_what_becomes_of_every_link():
    text = (ROOT / "docs" / "exchange.md").read_text("utf-8")
    assert all(f"`{form.endings[0]}`" in text for form in formats.FORMATS.values() if form.endings[0])
    mapping = yaml.safe_load((ROOT / "queries" / "exchange" / "ftm.yaml").read_text("utf-8"))
    for name, rule in (mapping["nodes"] | mapping["links"]).items():
        assert name in text and rule["schema"] in text
    assert f"{formats.IN_MEMORY:,}" in text and f"{LAID_OUT:,}" in text
