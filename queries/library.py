"""The library of risk patterns: `patterns/*.cypher`, each plain Cypher under a head that says what it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from graph_builder.errors import BadQuery
from queries.cypher import leaves_common

_HEAD = re.compile(r"\s*/\*\s*---\n(?P<head>.*?)\n---\s*\*/\s*", re.DOTALL)
_KEYS = {"title", "why", "check", "basis", "severity", "sentence", "parameters"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A named question to the graph.

    `basis` is `firm` (what it finds follows from the text) or `soft` (a point to check, never a verdict);
    `severity` is 1 to 3; `parameters` have their defaults; `sentence` says in Chinese what was found, with
    the columns of the answer, `{n}` (problems), `{problems}` (their numbers), `{notices}` and `{names}` filled in.

    The Cypher returns a row for each problem of a finding: `finding` (what the rows of one finding share) and
    `problem` (its id), and where there are such `notice`, `entity` (its id), `quote` and `span_start`.
    """

    id: str
    title: str
    why: str
    check: str
    basis: str
    severity: int
    sentence: str
    cypher: str
    parameters: Mapping[str, Any] = field(default_factory=dict)

    @property
    def firm(self) -> bool:
        """Whether what it finds follows from the text."""
        return self.basis == "firm"

    def given(self, changes: Mapping[str, str]) -> dict[str, Any]:
        """The parameters with some of them changed, each read as its default's type. Raises `BadQuery`."""
        unknown = sorted(changes.keys() - self.parameters.keys())
        if unknown:
            known = "、".join(self.parameters) or "(没有参数)"
            raise BadQuery(f"模式 {self.id} 没有参数 {'、'.join(unknown)};可用的参数:{known}。")
        return {name: _typed(name, changes.get(name), default) for name, default in self.parameters.items()}


def _typed(name: str, text: str | None, default: Any) -> Any:
    if text is None:
        return default
    try:
        return type(default)(text)
    except ValueError:
        wanted = {int: "整数", float: "数字"}.get(type(default), "文字")
        raise BadQuery(f"参数 {name} 须是{wanted},给的是“{text}”。") from None


@cache
def patterns() -> tuple[Pattern, ...]:
    """Every pattern of the library, in the order of ids. Raises `BadQuery` for one that only one engine can run."""
    folder = files("queries") / "patterns"
    found = sorted((f for f in folder.iterdir() if f.name.endswith(".cypher")), key=lambda f: f.name)
    return tuple(_common(read_pattern(f.read_text("utf-8"), f.name.removesuffix(".cypher"))) for f in found)


def _common(found: Pattern) -> Pattern:
    """The pattern, if both engines give the same rows for it as far as its words tell. Raises `BadQuery`."""
    if reasons := leaves_common(found.cypher):
        raise BadQuery(
            f"模式 {found.id} 不能在两个引擎上同样运行:{';'.join(reasons)}。请改成 docs/cypher.md 所列的写法。"
        )
    return found


def pattern(name: str) -> Pattern:
    """The pattern with this id, or the one in this file (a reader's own). Raises `BadQuery`."""
    for known in patterns():
        if known.id == name:
            return known
    path = Path(name)
    if path.suffix == ".cypher":
        try:
            return read_pattern(path.read_text("utf-8"), path.stem)
        except (OSError, UnicodeDecodeError) as error:
            raise BadQuery(
                f"模式文件 {name} 读不出来({error.__class__.__name__}),请检查路径,文件须是 UTF-8。"
            ) from error
    raise BadQuery(f"没有名为 {name} 的模式。可用 wenze findings --list 查看全部模式。")


def read_pattern(text: str, name: str) -> Pattern:
    """A pattern from its file's text. Raises `BadQuery` where the head is absent or wrong."""
    match = _HEAD.match(text)
    try:
        head = yaml.safe_load(match.group("head")) if match else None
    except yaml.YAMLError:
        head = None
    if match is None or not isinstance(head, dict):
        raise BadQuery(
            f"模式 {name} 开头须有 /* --- … --- */ 包着的说明(title、why、check、basis、severity、sentence)。"
        )
    wrong = (
        sorted(head.keys() ^ _KEYS - {"parameters"}) if head.keys() - {"parameters"} != _KEYS - {"parameters"} else []
    )
    if wrong or head["basis"] not in ("firm", "soft") or head["severity"] not in (1, 2, 3):
        raise BadQuery(f"模式 {name} 的说明有误({'、'.join(wrong) or 'basis 或 severity'}),请对照库中的模式改正。")
    return Pattern(id=name, cypher=text[match.end() :].strip(), **head)
