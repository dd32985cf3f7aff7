"""Cypher as tokens, enough to see what a query does without reading its strings and comments as words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graph_builder.errors import BadQuery

_TOKEN = re.compile(
    r"""(?P<skip>\s+|//[^\n]*|/\*(?s:.*?)\*/)
      | (?P<string>'(?:[^'\\]|\\(?s:.))*'|"(?:[^"\\]|\\(?s:.))*")
      | (?P<quoted>`[^`]*`)
      | (?P<param>\$\w+)
      | (?P<word>\w+)
      | (?P<broken>['"`]|/\*)
      | (?P<sign>(?s:.))""",
    re.VERBOSE,
)
_OPEN, _CLOSE = frozenset("([{"), frozenset(")]}")


class Token(NamedTuple):
    """A piece of a query: `kind` is string, quoted (a name in backticks), param, word or sign (one character)."""

    kind: str
    text: str

    @property
    def word(self) -> str:
        """The word in capitals; empty for what is no word."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str:
        """The name that this is, without its backticks; empty for what can be none."""
        return self.text.strip("`") if self.kind in ("word", "quoted") else ""


def tokens(cypher: str) -> list[Token]:
    """All tokens but blanks and comments. Raises `BadQuery` where a quote or a comment has no end."""
    return [token for token, _ in placed(cypher)]


def placed(cypher: str) -> list[tuple[Token, int]]:
    """The same, each with where it begins."""
    found = [(Token(match.lastgroup or "sign", match.group()), match.start()) for match in _TOKEN.finditer(cypher)]
    if any(token.kind == "broken" for token, _ in found):
        raise BadQuery("查询里有引号或注释没有配对，请检查引号是否成对、是否用了半角引号。")
    return [(token, at) for token, at in found if token.kind != "skip"]


def depths(query: Sequence[Token]) -> list[int]:
    """How many brackets stand open at each token; a bracket itself counts as outside.

    >>> depths(tokens("a(b[c])d"))
    [0, 0, 1, 1, 2, 1, 0, 0]
    """
    found = []
    depth = 0
    for token in query:
        if token.kind == "sign" and token.text in _CLOSE:
            depth -= 1
        found.append(depth)
        if token.kind == "sign" and token.text in _OPEN:
            depth += 1
    return found
