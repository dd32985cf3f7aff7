"""What may come next in a query: labels, relationships and properties of the schema, and Cypher's own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph_builder.schema import schema

KEYWORDS = (
    "MATCH", "OPTIONAL MATCH", "WHERE", "RETURN", "WITH", "UNWIND", "ORDER BY", "LIMIT", "SKIP", "DISTINCT",
    "AND", "OR", "NOT", "IN", "AS", "CONTAINS", "STARTS WITH", "ENDS WITH", "IS NULL", "IS NOT NULL", "EXISTS",
    "CASE", "WHEN", "THEN", "ELSE", "END", "count(", "collect(", "min(", "max(", "sum(", "avg(", "size(", "coalesce(",
)  # fmt: skip
_NODE = re.compile(r"\(\s*(\w+)\s*:\s*(\w+)")
_EDGE = re.compile(r"\[\s*(\w+)\s*:\s*(\w+)")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word to put in place of the last `typed` characters, and what it is in Chinese."""

    word: str
    typed: int
    meaning: str


def complete(before: str) -> list[Suggestion]:
    """What may stand at the cursor after `before`.

    >>> [s.word for s in complete("MATCH (c:Comp")]
    ['Company']
    """
    names = schema()
    if match := re.search(r"\[[^\]()]*[:|]\s*(\w*)$", before):
        return _starting(match.group(1), {e.type: e.show for e in names.edges.values()})
    if match := re.search(r"\([^()\[\]]*[:|]\s*(\w*)$", before):
        return _starting(match.group(1), {n.label: n.show for n in names.nodes.values()})
    if match := re.search(r"(\w+)\.(\w*)$", before):
        return _starting(match.group(2), _properties(before, match.group(1)))
    if re.search(r"'[^']*$", before.replace("\\'", "")) and before.count("'") % 2:
        return []
    word = re.search(r"(\w*)$", before)
    typed = word.group(1) if word else ""
    return _starting(typed, dict.fromkeys(KEYWORDS, "")) if typed else []


def _properties(before: str, variable: str) -> dict[str, str]:
    """The properties of what a variable stands for; all there are where the query does not say."""
    names = schema()
    label = next((lab for var, lab in reversed(_NODE.findall(before)) if var == variable), None)
    kind = next((k for var, k in reversed(_EDGE.findall(before)) if var == variable), None)
    if label is not None and label in names.nodes:
        own = ["id", *names.nodes[label].properties]
    elif kind is not None and kind in names.edges:
        own = [*names.edges[kind].properties]
    else:
        own = sorted({p for n in names.nodes.values() for p in n.properties} | set(names.evidence) | {"id"})
    return {name: names.property_names.get(name, "") for name in own}


def _starting(typed: str, words: dict[str, str]) -> list[Suggestion]:
    """The words that begin as typed, or whose Chinese name does."""
    folded = typed.casefold()
    return [
        Suggestion(word, len(typed), meaning)
        for word, meaning in words.items()
        if word.casefold().startswith(folded) or (folded and meaning.startswith(folded))
    ]
