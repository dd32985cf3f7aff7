"""The Cypher script: every text stays inside its quotes, and every statement on its line."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from queries.cypher.tokens import tokens
from queries.exchange import held
from queries.exchange.cypher import BATCH, literal, write_cypher
from tests.queries.exchange.conftest import CONTROL, HOSTILE, hostile

any_text = st.text(
    st.one_of(st.sampled_from("'\"\\`\n\r\t\0;*/{}$u0027"), st.characters(exclude_categories=["Cs"])), max_size=30
)


def unescaped(text: str) -> str:
    """A Cypher text by the rules of its grammar, read by themselves."""
    plain = {"n": "\n", "r": "\r", "t": "\t", "\\": "\\", "'": "'"}
    return re.sub(
        r"\\(u([0-9A-F]{4})|.)", lambda m: chr(int(m[2], 16)) if m[2] else plain[m[1]], text[1:-1], flags=re.S
    )


@given(any_text)
@example("\\u0027")
@example("\\")
@example("'; MATCH (n) DETACH DELETE n; //")
def test_any_text_is_one_literal_on_one_line(text):
    written = literal(text)
    assert tokens(written) == [("string", written)]
    assert unescaped(written) == text
    assert all(char.isprintable() or char > "\uffff" for char in written)


def test_every_statement_stands_on_one_line(tmp_path):
    write_cypher(held(hostile(HOSTILE + CONTROL)), tmp_path / "g.cypher")
    lines = (tmp_path / "g.cypher").read_text("utf-8").split("\n")
    assert lines[0].startswith("//") and lines[-1] == ""
    for line in lines[1:-1]:
        assert re.match(r"(CREATE CONSTRAINT|UNWIND \[)", line) and line.endswith(";")
        assert [token for token in tokens(line) if token[1] == ";"] == [("sign", ";")]


def test_nothing_is_created_twice(tmp_path):
    write_cypher(held(hostile(HOSTILE)), tmp_path / "g.cypher")
    text = (tmp_path / "g.cypher").read_text("utf-8")
    assert "IF NOT EXISTS" in text and not re.search(r"CREATE (?!CONSTRAINT)", text)


def test_a_statement_holds_no_more_than_a_batch(tmp_path):
    write_cypher(held(hostile(tuple(map(str, range(2 * BATCH + 1))))), tmp_path / "g.cypher")
    counts = [line.count("{id: '") for line in (tmp_path / "g.cypher").read_text("utf-8").split("\n")]
    assert max(counts) == BATCH
