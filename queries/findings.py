"""Findings: what the patterns find, put together, explained in a sentence and ranked, each with its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from graph_builder.signs import cue_names
from queries.library import Pattern
from queries.store import Store

_MONEY = {"元": 1.0, "万元": 1e4, "亿元": 1e8}
_LISTED = 12
"""Problem numbers and names that a sentence lists before it says 等."""
_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, the notice they stand in and the half-open range of its characters."""

    text: str
    notice: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one pattern found in one place.

    `problems` are (notice, number); `entities` are ids; `money` is in yuan, the sum of the amounts that the
    problems state; `people` counts the named officials responsible in them.
    """

    pattern: Pattern
    key: str
    problems: tuple[tuple[str, int], ...]
    entities: tuple[str, ...]
    why: str
    quotes: tuple[Quote, ...]
    money: float
    people: int

    @property
    def notices(self) -> tuple[str, ...]:
        """The notices that its problems stand in, in order."""
        return tuple(dict.fromkeys(notice for notice, _ in self.problems))

    @property
    def rank(self) -> tuple[Any, ...]:
        """What it is sorted by: firm before soft, then severity, problems, money and people."""
        return (
            not self.pattern.firm,
            -self.pattern.severity,
            -len(self.problems),
            -self.money,
            -self.people,
            self.pattern.id,
            self.key,
        )


def findings(
    store: Store,
    wanted: Iterable[Pattern],
    changes: Mapping[str, str] | None = None,
    *,
    notice: str | None = None,
) -> list[Finding]:
    """Run patterns and rank what they find. `changes` replaces parameters; `notice` keeps what concerns one notice.

    Raises `BadQuery` when a pattern or parameter is wrong.
    """
    gathered: list[tuple[Pattern, str, list[dict[str, Any]]]] = []
    for pattern in wanted:
        rows = store.rows(pattern.cypher, pattern.given(changes or {}), limit=None).records()
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            groups[str(row["finding"])].append(row)
        gathered += [(pattern, key, group) for key, group in groups.items()]
    if notice is not None:
        gathered = [(p, k, g) for p, k, g in gathered if any(_place(row["problem"])[0] == notice for row in g)]
    facts = _Facts.of(store, {row["problem"] for _, _, group in gathered for row in group})
    found = {f.rank: f for f in (_finding(p, k, g, facts) for p, k, g in gathered)}
    return _distinct(found[rank] for rank in sorted(found))


def _distinct(found: Iterable[Finding]) -> list[Finding]:
    """Leave out what says the same of the same problems again."""
    kept: dict[tuple[str, str, tuple[tuple[str, int], ...]], Finding] = {}
    for finding in found:
        kept.setdefault((finding.pattern.id, finding.why, finding.problems), finding)
    return list(kept.values())


def _finding(pattern: Pattern, key: str, rows: Sequence[Mapping[str, Any]], facts: _Facts) -> Finding:
    ids = sorted({row["problem"] for row in rows}, key=_place)
    problems = tuple(_place(i) for i in ids)
    entities = tuple(dict.fromkeys(row["entity"] for row in rows if row.get("entity")))
    return Finding(
        pattern,
        key,
        problems,
        entities,
        _sentence(pattern, rows, problems),
        tuple(_quotes(rows, facts)),
        sum(facts.money.get(i, 0.0) for i in ids),
        len({who for i in ids for who in facts.people.get(i, ())}),
    )


def _quotes(rows: Sequence[Mapping[str, Any]], facts: _Facts) -> Iterator[Quote]:
    """The words of each row; the problem's own where the pattern gives none."""
    seen = set()
    for row in rows:
        notice = _place(row["problem"])[0]
        words, start = row.get("quote"), row.get("span_start")
        if not words or start is None:
            words, start = facts.texts[row["problem"]]
        quote = Quote(words, notice, (start, start + len(words)))
        if quote not in seen:
            seen.add(quote)
            yield quote


def _sentence(pattern: Pattern, rows: Sequence[Mapping[str, Any]], problems: Sequence[tuple[str, int]]) -> str:
    notices = dict.fromkeys(notice for notice, _ in problems)
    numbers = [str(number) if len(notices) == 1 else f"{notice}#{number}" for notice, number in problems]
    names = list(dict.fromkeys(str(row["name"]) for row in rows if row.get("name")))
    values = {
        **{key: value for key, value in rows[0].items() if value is not None},
        "n": len(problems),
        "problems": _listed(numbers),
        "notices": len(notices),
        "names": _listed(names),
        "people": len(names),
    }
    if "sign" in values:
        values["sign"] = cue_names().get(str(values["sign"]), values["sign"])
    return re.sub(r"\{(\w+)\}", lambda m: str(values.get(m.group(1), "")), pattern.sentence)


def _listed(words: Sequence[str]) -> str:
    return "、".join(words[:_LISTED]) + ("等" if len(words) > _LISTED else "")


def _place(problem: str) -> tuple[str, int]:
    """(notice, number) of a problem's id."""
    notice, _, number = problem.removeprefix("problem:").rpartition("#")
    return notice, int(number)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What ranking and quoting need to know of the problems, by their ids."""

    texts: Mapping[str, tuple[str, int]]
    money: Mapping[str, float]
    people: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, store: Store, ids: Iterable[str]) -> _Facts:
        texts: dict[str, tuple[str, int]] = {}
        money: dict[str, float] = defaultdict(float)
        people: dict[str, set[str]] = defaultdict(set)
        left = iter(sorted(ids))
        while some := list(islice(left, _AT_ONCE)):
            asked = {"ids": some}
            for key, text, start in store.rows(_TEXTS, asked, limit=None).rows:
                texts[key] = (text, start)
            for key, value, unit in store.rows(_AMOUNTS, {**asked, "units": list(_MONEY)}, limit=None).rows:
                money[key] += value * _MONEY[unit]
            for key, who in store.rows(_PEOPLE, asked, limit=None).rows:
                people[key].add(who)
        return cls(texts, money, {key: frozenset(who) for key, who in people.items()})


_TEXTS = "MATCH (p:Problem) WHERE p.id IN $ids RETURN p.id, p.text, p.span_start"
_AMOUNTS = """
MATCH (p:Problem)-[:STATES]->(f:Figure)
WHERE p.id IN $ids AND f.unit IN $units AND f.value IS NOT NULL
RETURN p.id, f.value, f.unit
"""
_PEOPLE = """
MATCH (o:Official)-[i:INVOLVED_IN]->(p:Problem)
WHERE p.id IN $ids AND o.masked = false AND i.role = 'responsible'
RETURN p.id, o.id
"""


def as_row(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values. `problems` are numbers where there is one notice, else `notice#number`."""
    one = finding.notices[0] if len(finding.notices) == 1 else None
    return {
        "pattern": finding.pattern.id,
        "title": finding.pattern.title,
        "basis": finding.pattern.basis,
        "severity": finding.pattern.severity,
        "notice": one,
        "notices": list(finding.notices),
        "problems": [number if one else f"{notice}#{number}" for notice, number in finding.problems],
        "entities": list(finding.entities),
        "why": finding.why,
        "matters": finding.pattern.why,
        "check": finding.pattern.check,
        "money": finding.money,
        "people": finding.people,
        "quotes": [{"text": q.text, "span": list(q.span), "notice": q.notice} for q in finding.quotes],
    }
