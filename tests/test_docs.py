"""What the documentation says is run: docstrings, the README's commands, the vocabularies."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re

import pytest
import yaml
from click.testing import CliRunner

import graph_builder
import queries
import viz
from graph_builder.cli import main
from tests.conftest import ROOT

MODULES = sorted(
    info.name
    for package in (graph_builder, queries, viz)
    for info in pkgutil.walk_packages(package.__path__, package.__name__ + ".")
)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_commands_in_the_readme_run(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    text = (ROOT / name).read_text("utf-8")
    commands = re.findall(r"^wenze (.+?)(?:\s+#.*)?$", text, re.M)
    assert len(commands) >= 6
    for command in commands:
        words = [w.strip("'\"") for w in re.findall(r"\"[^\"]*\"|'[^']*'|\S+", command)]
        words = [str(ROOT / w) if w.startswith("data/") else w for w in words]
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, (command, result.output)


def test_the_two_readmes_have_the_same_shape():
    shapes = [
        re.findall(r"^(#+|```\w*|!\[)", (ROOT / name).read_text("utf-8"), re.M)
        for name in ("README.md", "README.zh-CN.md")
    ]
    assert shapes[0] == shapes[1]


def leaves(value):
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        yield value


@pytest.mark.parametrize("path", sorted((ROOT / "graph_builder" / "lexicon").glob("*.yaml")), ids=lambda p: p.stem)
def test_vocabularies_name_a_source_and_repeat_nothing(path):
    text = path.read_text("utf-8")
    assert text.startswith("#")
    assert "Source" in text or "source" in text
    for words in leaves(yaml.safe_load(text)):
        plain = [w for w in words if isinstance(w, str)]
        assert len(plain) == len(set(plain)), sorted({w for w in plain if plain.count(w) > 1})
