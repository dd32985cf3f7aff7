"""The Cypher that both engines run with the same rows, and what in a query leaves it.

`common.yaml` says of each rule why it is there, shows what it takes and what to write instead; a test runs all of that
on both engines.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from queries.cypher.rules import RULES, functions
from queries.cypher.tokens import tokens


@cache
def declared() -> Mapping[str, Any]:
    """`common.yaml`: functions, what leaves the common part, and what only a run can show."""
    found: Mapping[str, Any] = yaml.safe_load((files(__package__) / "common.yaml").read_text("utf-8"))
    return found


def leaves_common(cypher: str) -> list[str]:
    """Why this query may not give the same rows on both engines: a Chinese clause each; empty when nothing is seen.

    Raises `BadQuery` where a quote or a comment has no end.

    >>> leaves_common("MATCH (u:Unit) RETURN u.name AS name ORDER BY name")
    []
    >>> leaves_common("MATCH (u:Unit) RETURN toString(u.masked) AS masked")
    ['函数 toString 不是两个引擎都有且结果相同的，请改用 docs/cypher.md 列出的函数']
    """
    return [declared()["leaves"][rule]["says"].replace("{found}", found) for rule, found in broken(cypher)]


def broken(cypher: str) -> list[tuple[str, str]]:
    """The rules that a query breaks, by name, each with the words that were found."""
    query = tokens(cypher)
    allowed = declared()["functions"].keys()
    found = [("function", name) for name in functions(query) if name.lower() not in allowed]
    found += [(name, words) for name, rule in RULES.items() for words in rule(query)]
    return list(dict.fromkeys(found))
