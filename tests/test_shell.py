"""The shell as people use it: a real terminal session, typed line after line."""

from __future__ import annotations

import io

import pytest
from click.testing import CliRunner
from prompt_toolkit.application import create_app_session
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from graph_builder.cli import main
from graph_builder.cli.shell import Talk, _Completer
from graph_builder.errors import BadQuery


@pytest.fixture
def talk(sample_store):
    console = Console(file=io.StringIO(), width=160)
    return Talk(sample_store, console, open_pages=False), lambda: console.file.getvalue()


def test_an_answer_is_a_table_and_can_be_drawn(talk, tmp_path):
    answer, shown = talk
    assert answer.answer("MATCH (c:Company)-[r:INVOLVED_IN]->(p:Problem) WHERE c.name = '金城集团' RETURN c, r, p")
    assert "金城集团" in shown()
    answer.answer(f":view {tmp_path / 'v.html'}")
    assert "金城集团" in (tmp_path / "v.html").read_text("utf-8")


def test_a_pattern_is_listed_shown_and_run(talk, tmp_path):
    answer, shown = talk
    answer.answer(":patterns")
    answer.answer(":show petitions")
    answer.answer(":run petitions")
    assert "群众上访" in shown() and "MATCH (p:Problem)" in shown() and "22个上访群体" in shown()
    answer.answer(f":view {tmp_path / 'v.html'}")
    assert (tmp_path / "v.html").exists()


def test_nothing_to_draw_is_said(talk, tmp_path):
    answer, _ = talk
    answer.answer("RETURN 1 AS one")
    with pytest.raises(BadQuery, match="没有节点"):
        answer.answer(f":view {tmp_path / 'v.html'}")


@pytest.mark.parametrize("line", [":nonsense", ":run nothing", "MATCH (n", "CREATE (n:Unit {id: 'x'})"])
def test_a_wrong_line_is_explained(talk, line):
    with pytest.raises(BadQuery):
        talk[0].answer(line)


def test_commands_and_patterns_are_completed():
    def offered(text: str) -> list[str]:
        return [c.text for c in _Completer().get_completions(Document(text), None)]

    assert ":patterns" in offered(":p")
    assert offered(":run petit") == ["petitions"]
    assert offered("MATCH (c:Comp") == ["Company"]


def test_a_session_goes_on_after_an_error_and_ends_at_quit(sample_store, sample, tmp_path, monkeypatch):
    from graph_builder.build import build_graph
    from queries.store import load

    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    load(build_graph([sample]), tmp_path / "g.lbug")
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        typed.send_text("MATCH (n\rMATCH (c:Company) \\\rRETURN count(*) AS 企业数\r:quit\r")
        result = CliRunner().invoke(main, ["shell", "--graph", str(tmp_path / "g.lbug")])
    assert result.exit_code == 0, result.output
    assert "错误" in result.output and "企业数" in result.output
    assert "MATCH (n" in (tmp_path / "wenze" / "history").read_text("utf-8")
