"""A query in the words in which the embedded engine answers it rightly: conditions on chains come last.

Ladybug 0.21 and 0.22 look at conditions between the steps of a chain and then mix up its rows: of
`(o)-[h]->(u)-[r]->(p)<-[m]-(a) WHERE r.role = 'responsible'` they keep the right number, but not the right ones.
`MATCH … WITH * WHERE …` means the same, and there they look at conditions when the chain is complete. What is known
by its id is looked up before, since it would otherwise be searched for. `tests/queries/test_engine.py` asks hundreds
of random questions both ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from queries.cypher.paths import closing, matches
from queries.cypher.tokens import Token, depths, placed

_CLAUSES = frozenset({"MATCH", "WHERE", "WITH", "RETURN", "UNWIND", "ORDER", "UNION", "CALL", "SKIP", "LIMIT"})
_MADE_UP = "wenze_"
"""How variables begin that stand for what a query does not name."""


@dataclass(frozen=True, slots=True)
class _Clause:
    """One clause: its word, and its tokens (the word's own not among them) from `begin` to before `end`."""

    word: str
    begin: int
    end: int
    optional: bool


@dataclass(slots=True)
class _Pattern:
    """A pattern without its maps: `text`, the conditions that the maps were, its nodes by name with their labels."""

    text: str
    conditions: list[str]
    nodes: dict[str, str]


def late(cypher: str) -> str:
    """The same question, with the conditions of every chain after it. What is no proper Cypher stays as it is.

    >>> late("MATCH (o)-[h]->(u)-[r]->(p {status: $s}) WHERE r.role = 'x' RETURN o")
    "MATCH (o)-[h]->(u)-[r]->(p) WITH * WHERE p.status = $s AND (r.role = 'x') RETURN o"
    >>> late("MATCH (u:Unit)-[r]->(p) WHERE r.role = 'x' RETURN u")
    "MATCH (u:Unit)-[r]->(p) WHERE r.role = 'x' RETURN u"
    """
    query = _Query(cypher)
    if not query.is_closed():
        return cypher
    found, upto = "", 0
    for stretch in query.stretches():
        if query.links(stretch) < 2:
            continue
        for clause, where in stretch:
            told = None if clause.optional else query.apart(clause, where)
            if told is not None:
                end = (where or clause).end
                found += cypher[upto : query.starts[clause.begin - 1]] + told
                upto = query.starts[end]
    return found + cypher[upto:]


class _Query:
    def __init__(self, cypher: str) -> None:
        self.cypher = cypher
        known = placed(cypher)
        self.tokens = [token for token, _ in known]
        self.starts = [*(at for _, at in known), len(cypher)]
        self._made_up = 0

    def is_closed(self) -> bool:
        """Whether every bracket is."""
        depth = depths([*self.tokens, Token("word", "")])
        return min(depth) >= 0 and depth[-1] == 0

    def stretches(self) -> Iterator[list[tuple[_Clause, _Clause | None]]]:
        """The MATCH clauses, each with its WHERE, that no other clause parts."""
        some: list[tuple[_Clause, _Clause | None]] = []
        clauses = self._clauses()
        for clause, after in zip(clauses, [*clauses[1:], None][: len(clauses)], strict=True):
            if clause.word == "MATCH":
                some.append((clause, after if after and after.word == "WHERE" else None))
            elif clause.word != "WHERE":
                yield some
                some = []
        yield some

    def _clauses(self) -> list[_Clause]:
        depth = depths(self.tokens)
        begins = [
            at
            for at, token in enumerate(self.tokens)
            if depth[at] == 0
            and token.word in _CLAUSES
            and (at == 0 or self.tokens[at - 1].text not in {".", ":", "|", "$"})
            and not (at and token.word == "WITH" and self.tokens[at - 1].word in {"STARTS", "ENDS"})
        ]
        optional = [at > 0 and self.tokens[at - 1].word == "OPTIONAL" for at in begins]
        ends = [at - (1 if opt else 0) for at, opt in zip(begins[1:], optional[1:], strict=True)]
        return [
            _Clause(self.tokens[at].word, at + 1, end, opt)
            for at, end, opt in zip(begins, [*ends, len(self.tokens)][: len(begins)], optional, strict=True)
        ]

    def links(self, stretch: Sequence[tuple[_Clause, _Clause | None]]) -> int:
        """How many relationships a stretch joins."""
        return sum(
            len(match.steps) for clause, _ in stretch for match in matches(self.tokens[clause.begin - 1 : clause.end])
        )

    def apart(self, clause: _Clause, where: _Clause | None) -> str | None:
        """A MATCH with its conditions after it; None where it has none."""
        pattern = self._pattern(clause)
        conditions = list(pattern.conditions)
        looked_up = list(conditions)
        if where:
            looked_up += self._conjuncts(where)
            conditions.append(f"({self._text(where).strip()})")
        if not conditions:
            return None
        before = "".join(
            f"MATCH ({pattern.nodes[name]}) WHERE {condition} WITH * "
            for condition in looked_up
            if (name := _known_by_id(condition)) in pattern.nodes
        )
        return f"{before}MATCH {pattern.text.strip()} WITH * WHERE {' AND '.join(conditions)} "

    def _text(self, clause: _Clause) -> str:
        return self.cypher[self.starts[clause.begin] : self.starts[clause.end]]

    def _conjuncts(self, where: _Clause) -> list[str]:
        """The parts of a condition that AND joins, where nothing else does."""
        own = self.tokens[where.begin : where.end]
        depth = depths(own)
        if any(d == 0 and token.word in {"OR", "XOR", "NOT"} for token, d in zip(own, depth, strict=True)):
            return []
        cuts = [at for at, token in enumerate(own) if depth[at] == 0 and token.word == "AND"]
        bounds = zip([-1, *cuts], [*cuts, len(own)], strict=True)
        place = self.starts[where.begin :]
        return [self.cypher[place[a + 1] : place[b]].strip() for a, b in bounds]

    def _pattern(self, clause: _Clause) -> _Pattern:
        own, place = self.tokens[clause.begin : clause.end], self.starts[clause.begin : clause.end + 1]
        found = _Pattern("", [], {})
        upto = place[0]
        depth = depths(own)
        for at, token in enumerate(own):
            opens_node = token.text == "(" and depth[at] == 0 and not (at and own[at - 1].kind == "word")
            opens_link = token.text == "[" and at > 0 and own[at - 1].text == "-"
            if not (opens_node or opens_link):
                continue
            end = closing(own, at)
            inside = own[at + 1 : end]
            name = inside[0].text if inside and inside[0].name else ""
            brace = next((i for i in range(at + 1, end) if own[i].text == "{" and own[i].kind == "sign"), None)
            if opens_node and name:
                found.nodes[name] = self.cypher[place[at + 1] : place[brace if brace is not None else end]].strip()
            if brace is None or any(t.text == "*" for t in own[at + 1 : brace]) or not _is_map(own, brace):
                continue
            if not name:
                self._made_up += 1
                name = f"{_MADE_UP}{self._made_up}"
                found.text += self.cypher[upto : place[at + 1]] + name
                upto = place[at + 1]
            found.conditions += self._map(own, place, name, brace)
            found.text += self.cypher[upto : place[brace]].rstrip()
            upto = place[closing(own, brace) + 1]
        found.text += self.cypher[upto : place[-1]]
        return found

    def _map(self, own: Sequence[Token], place: Sequence[int], name: str, brace: int) -> Iterator[str]:
        """`{key: value, …}` as conditions."""
        end, depth = closing(own, brace), depths(own)
        cuts = [i for i in range(brace + 1, end) if own[i].text == "," and depth[i] == depth[brace] + 1]
        for a, b in zip([brace, *cuts], [*cuts, end], strict=True):
            if a + 1 < b:
                yield f"{name}.{own[a + 1].text} = {self.cypher[place[a + 3] : place[b]].strip()}"


def _is_map(own: Sequence[Token], brace: int) -> bool:
    """Whether `{key: value, …}` stands here."""
    end, depth = closing(own, brace), depths(own)
    at = [brace, *(i for i in range(brace + 1, end) if own[i].text == "," and depth[i] == depth[brace] + 1)]
    return all(i + 3 < end + 1 and own[i + 1].name and own[i + 2].text == ":" for i in at)


def _known_by_id(condition: str) -> str:
    """The variable that a condition gives the id of; empty where it does not."""
    match [token for token, _ in placed(condition)]:
        case [name, Token(text="."), Token(text="id"), Token(text="="), Token(kind="string" | "param")]:
            return name.text
        case [name, Token(text="."), Token(text="id"), Token(text=word), Token(kind="param")] if word.upper() == "IN":
            return name.text
    return ""
