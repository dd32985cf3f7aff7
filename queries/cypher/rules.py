"""Where the words of a query show that it leaves the common Cypher; each rule yields the words that it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from queries.cypher.paths import closing, matches
from queries.cypher.repeats import repeats
from queries.cypher.tokens import Token, depths

Query = Sequence[Token]
# Words that may stand before a bracket and are neither a function nor a value.
_KEYWORDS = frozenset({
    "MATCH", "OPTIONAL", "WHERE", "WITH", "RETURN", "DISTINCT", "UNWIND", "UNION", "BY", "AS", "ON", "LIMIT", "SKIP",
    "CALL", "AND", "OR", "XOR", "NOT", "IN", "CONTAINS", "CASE", "WHEN", "THEN", "ELSE",
})  # fmt: skip
_WRITING = frozenset(
    {
        "CREATE",
        "MERGE",
        "SET",
        "DELETE",
        "DETACH",
        "REMOVE",
        "DROP",
        "ALTER",
        "INSERT",
        "FOREACH",
        "LOAD",
        "USE",
        "FINISH",
    }
)
_AFTER_WITH = frozenset({"MATCH", "OPTIONAL", "UNWIND", "RETURN", "WITH", "CALL", "WHERE"})
_BRACED = frozenset({"EXISTS", "COUNT", "COLLECT"})


def functions(query: Query) -> Iterator[str]:
    """The names of all functions that are called, with what stands before their dots."""
    for at, token in enumerate(query[:-1]):
        if token.name and query[at + 1].text == "(" and token.word not in _KEYWORDS and not _named(query, at):
            start = at
            while start > 1 and query[start - 1].text == "." and query[start - 2].name:
                start -= 2
            yield "".join(piece.name or piece.text for piece in query[start : at + 1])


def _named(query: Query, at: int) -> bool:
    """Whether the word at this place is a label or a type rather than a keyword or a function."""
    return at > 0 and query[at - 1].text in {":", "|", "&", "!"}


def subquery(query: Query) -> Iterator[str]:
    """`CALL { … }` and `CALL procedure()`."""
    return (token.text for at, token in enumerate(query) if token.word == "CALL" and not _named(query, at))


def comprehension(query: Query) -> Iterator[str]:
    """`[x IN list | …]` and `[(a)-->(b) | …]`."""
    depth = depths(query)
    for at in _openings(query, "["):
        if _preceded_by(query, at, "-"):
            continue
        end = closing(query, at)
        inside = range(at + 1, end)
        listing = end > at + 2 and query[at + 1].name and query[at + 2].word == "IN"
        if listing or any(query[i].text == "|" and depth[i] == depth[at] + 1 for i in inside):
            yield " ".join(token.text for token in query[at : at + 4])


def projection(query: Query) -> Iterator[str]:
    """`n {.name}`."""
    for at in _openings(query, "{"):
        if at > 0 and query[at - 1].name and at + 1 < len(query) and query[at + 1].text == ".":
            yield query[at - 1].text


def index(query: Query) -> Iterator[str]:
    """`list[0]`, `list[1..2]` and `map['key']`."""
    for at in _openings(query, "["):
        before = query[at - 1] if at else None
        if before and (before.text in {")", "]", "}"} or (before.name and not _opens_a_value(before))):
            yield " ".join(token.text for token in query[max(at - 1, 0) : at + 3])


def _opens_a_value(token: Token) -> bool:
    return token.word in _KEYWORDS or token.word in {"ALL", "ANY"}


def label_test(query: Query) -> Iterator[str]:
    """`n:Unit` as a condition."""
    inside = _inside_patterns(query)
    for at in range(1, len(query) - 1):
        if query[at].text == ":" and query[at - 1].name and query[at + 1].name and at not in inside:
            yield f"{query[at - 1].text}:{query[at + 1].text}"


def _inside_patterns(query: Query) -> set[int]:
    """The places within a node, a relationship or a map, where a colon is no condition."""
    found = _inside_nodes(query)
    for at in _openings(query, "{"):
        if not (at and query[at - 1].word in _BRACED | {"CALL"}):
            found.update(range(at, closing(query, at)))
    for at in _openings(query, "["):
        if _preceded_by(query, at, "-"):
            found.update(range(at, closing(query, at)))
    return found


def _is_node(inside: Query) -> bool:
    """Whether this stands between the brackets of a node: a name, labels, properties, each of which may lack."""
    labels = next((at for at, token in enumerate(inside) if token.text in {"{", "["} or token.word == "WHERE"), None)
    head = inside[:labels] if labels is not None else inside
    # Two names side by side, as in `n:Unit OR m`, are a condition in brackets.
    return all(not (one.name and other.name) for one, other in pairwise(head)) and all(
        token.name or token.text in {":", "|", "&", "!", "(", ")"} for token in head
    )


def label_expression(query: Query) -> Iterator[str]:
    """Labels that anything but `|` joins."""
    nodes = _inside_nodes(query)
    for at, token in enumerate(query):
        after = query[at + 1].text if at + 1 < len(query) else ""
        twice = at in nodes and at > 1 and query[at - 1].name and query[at - 2].text == ":"
        if token.text == "&" or (token.text == ":" and (twice or after in {"!", "("})):
            yield f"{token.text}{after}"


def _inside_nodes(query: Query) -> set[int]:
    found: set[int] = set()
    for at in _openings(query, "("):
        end = closing(query, at)
        if _is_node(query[at + 1 : end]):
            found.update(range(at, end))
    return found


def inner_where(query: Query) -> Iterator[str]:
    """`(n:Unit WHERE …)` and `-[r:PART_OF WHERE …]-`."""
    depth = depths(query)
    for opening in _openings(query, "(["):
        inside = query[opening + 1 : closing(query, opening)]
        at = next(
            (
                i
                for i, token in enumerate(inside)
                if token.word == "WHERE" and depth[opening + 1 + i] == depth[opening] + 1
            ),
            None,
        )
        before = [token.word for token in inside[:at]] if at is not None else []
        if at is not None and "IN" not in before and "MATCH" not in before:
            yield " ".join(token.text for token in inside[: at + 1])


def bare_subquery(query: Query) -> Iterator[str]:
    """`EXISTS { (a)-->() }` without MATCH, and `COLLECT { … }`."""
    for at in _openings(query, "{"):
        word = query[at - 1].word if at else ""
        begins = query[at + 1].word if at + 1 < len(query) else ""
        if word == "COLLECT" or (word in _BRACED and begins != "MATCH"):
            yield word


def pattern_value(query: Query) -> Iterator[str]:
    """`size((a)--(b))`."""
    for at, token in enumerate(query[:-2]):
        if token.word == "SIZE" and query[at + 1].text == "(" and query[at + 2].text == "(":
            yield token.text


def with_order(query: Query) -> Iterator[str]:
    """A WITH that sorts and has no limit."""
    depth = depths(query)
    for at, token in enumerate(query):
        if token.word == "WITH" and not _compares(query, at):
            words = []
            for later in range(at + 1, len(query)):
                ends = query[later].word in _AFTER_WITH and not _compares(query, later)
                if depth[later] < depth[at] or (depth[later] == depth[at] and ends):
                    break
                if depth[later] == depth[at]:
                    words.append(query[later].word)
            if "ORDER" in words and not {"LIMIT", "SKIP"} & set(words):
                yield "ORDER BY"


def _compares(query: Query, at: int) -> bool:
    """Whether this is the second word of STARTS WITH or ENDS WITH."""
    return at > 0 and query[at - 1].word in {"STARTS", "ENDS"}


def joined_text(query: Query) -> Iterator[str]:
    """`a || b`."""
    return ("||" for one, other in pairwise(query) if one.text == other.text == "|")


def empty_sum(query: Query) -> Iterator[str]:
    """A sum that COALESCE does not hold."""
    for at, token in enumerate(query[:-1]):
        if token.word == "SUM" and query[at + 1].text == "(":
            held = at > 1 and query[at - 1].text == "(" and query[at - 2].word == "COALESCE"
            if not held:
                yield token.text


def round_to(query: Query) -> Iterator[str]:
    """`round(x)` without the number of decimals."""
    depth = depths(query)
    for at, token in enumerate(query[:-1]):
        if token.word == "ROUND" and query[at + 1].text == "(":
            inside = range(at + 2, closing(query, at + 1))
            if not any(query[i].text == "," and depth[i] == depth[at] + 1 for i in inside):
                yield token.text


def repeat(query: Query) -> Iterator[str]:
    """Two relationships of one MATCH that may be the same one."""
    for one, other in repeats(matches(query)):
        yield f"（{'|'.join(sorted(one.types)) or '任何类型'} 与 {'|'.join(sorted(other.types)) or '任何类型'}）"


def star(query: Query) -> Iterator[str]:
    """A relationship of several steps without direction or bound, or with a name."""
    for match in matches(query):
        for step in match.steps:
            if step.starred and (not step.directed or step.longest is None or step.name):
                yield f"{'|'.join(sorted(step.types))}*"


def quantifier(query: Query) -> Iterator[str]:
    """`->{1,3}`, `(…){1,3}` and `->+`."""
    for at, token in enumerate(query[:-1]):
        after = query[at + 1].text
        arrow = token.text in {">", "-"} and at > 0 and query[at - 1].text in {"-", "]"}
        if (token.text == ")" and after == "{") or (arrow and after in {"{", "+", "*"}):
            yield f"{token.text}{after}"


def writing(query: Query) -> Iterator[str]:
    """Clauses that write or reach outside the graph."""
    for at, token in enumerate(query):
        before = query[at - 1].text if at else ""
        after = query[at + 1].text if at + 1 < len(query) else ""
        if token.word in _WRITING and before != "." and after not in {".", ":"} and not _named(query, at):
            yield token.text


def _openings(query: Query, brackets: str) -> list[int]:
    return [at for at, token in enumerate(query) if token.kind == "sign" and token.text in brackets]


def _preceded_by(query: Query, at: int, sign: str) -> bool:
    return at > 0 and query[at - 1].text == sign and query[at - 1].kind == "sign"


RULES: Mapping[str, Callable[[Query], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        subquery, comprehension, projection, index, label_test, label_expression, inner_where, bare_subquery,
        pattern_value, with_order, joined_text, empty_sum, round_to, repeat, star, quantifier, writing,
    )
}  # fmt: skip
