"""The server behind the door: the same answers as the embedded engine, nobody writes through it, nothing leaks."""

from __future__ import annotations

import logging
import threading
import traceback

import pytest
from click.testing import CliRunner

from graph_builder.cli import main
from graph_builder.errors import BadQuery, StoreMissing, StoreRefused
from queries.ask import ask
from queries.dossier import dossier, find
from queries.neighbourhood import neighbourhood, whole
from queries.store import open_store
from queries.store import whole as stored
from queries.summary import summary
from tests.neo4j.same import answer
from tests.queries.invented import COMPANY, EDUCATION, HEAD


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Company) RETURN n ORDER BY n.id",
        "MATCH (:Company)-[r:INVOLVED_IN]->() RETURN r ORDER BY r.key",
        "MATCH p = (:Company)-[:INVOLVED_IN]->(:Problem)<-[:ADDRESSES]-(:Measure) RETURN p",
        "MATCH p = (:Company)-[:PART_OF*1..2]->(b) RETURN p, nodes(p), relationships(p)",
        "MATCH (n:Unit) RETURN n.id, n.aliases, n.masked ORDER BY n.id",
        "MATCH (p:Problem) RETURN p.answer, p.recurrent_evidence, p.number, p.recurrent ORDER BY p.id",
        "MATCH (f:Figure) RETURN f.value, f.value_text",
        "MATCH (n:Notice) RETURN n.published_on, date(n.published_on) ORDER BY n.id",
        "MATCH (p:Problem) OPTIONAL MATCH (p)-[r:RECURS_FROM]->(i) RETURN p.id, r, i ORDER BY p.id",
        "MATCH (u:Unit) RETURN collect(u) AS units, {first: min(u.name), every: collect(u.name)} AS names",
        "RETURN null AS nothing, true AS yes, 1 AS whole, 1.5 AS part, [] AS empty, '甲\\n\\'' AS words",
    ],
)
def test_both_engines_give_the_same_rows(both, cypher):
    embedded, served = (answer(store, cypher, ordered="ORDER BY" in cypher) for store in both)
    assert isinstance(embedded, list), embedded
    assert embedded == served


def test_numbers_keep_their_kind(both):
    for store in both:
        ((number, value),) = store.rows(
            "MATCH (p:Problem {id: 'problem:n1#1'}), (f:Figure) RETURN p.number, f.value"
        ).rows
        assert (type(number), type(value)) == (int, float)


def test_the_dossier_the_summary_and_the_network_are_the_same(both):
    one, other = both
    assert summary(one) == summary(other)
    for entity in (COMPANY, EDUCATION, HEAD):
        assert dossier(one, entity) == dossier(other, entity)
        for hops in (1, 2):
            assert vars(neighbourhood(one, entity, hops)) == vars(neighbourhood(other, entity, hops))
    assert find(one, "星河公司") == find(other, "星河公司")
    assert vars(whole(one)) == vars(whole(other))
    assert vars(whole(one, "n2")) == vars(whole(other, "n2"))


def test_everything_is_read_in_one_order(both):
    one, other = both
    assert list(stored.nodes(one)) == list(stored.nodes(other))
    assert list(stored.links(one)) == list(stored.links(other))
    assert stored.size(one) == stored.size(other) == len([*stored.nodes(one), *stored.links(one)])


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Unit) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Unit) CREATE (:Unit {id: 'x'})",
        "UNWIND [1] AS x MERGE (:Unit {id: 'x'})",
        "MATCH (n:Unit) CALL { WITH n DELETE n } RETURN 1",
        "WITH 1 AS x CALL (x) { CREATE (:Unit {id: 'x'}) } RETURN x",
        "UNWIND [1] AS x CALL { CREATE (:Unit) } IN TRANSACTIONS RETURN x",
        "MATCH (n:Unit) REMOVE n.name RETURN n",
        "MATCH (n:Unit) FOREACH (x IN [1] | SET n.name = 'x')",
    ],
)
def test_the_server_itself_refuses_what_would_write(both, neo4j, cypher):
    before = neo4j.run("MATCH (n) RETURN count(n), count(n.name)")
    with pytest.raises(BadQuery, match="只供查询"):
        ask(both[1], cypher)
    assert neo4j.run("MATCH (n) RETURN count(n), count(n.name)") == before


@pytest.mark.parametrize(
    "cypher",
    [
        "LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "WITH 1 AS x LOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "WITH 1 AS x \\u004cOAD CSV FROM 'file:///etc/hostname' AS line RETURN line",
        "WITH 'x\\u0027 AS x LOAD CSV FROM \\u0027file:///etc/hostname\\u0027 AS line RETURN line, \\u0027'",
        "CALL dbms.listConfig() YIELD name RETURN name",
        "CALL dbms.killConnection('bolt-1')",
        "CALL `dbms`.listConnections()",
        "MATCH (n) CALL db.createLabel('X') RETURN n",
        "CALL apoc.load.json('file:///etc/hostname')",
        "TERMINATE TRANSACTION 'neo4j-transaction-1'",
        "SHOW USERS",
        "CREATE USER x SET PASSWORD 'abcdefgh'",
        "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
        "USE system MATCH (u) RETURN u",
        "CREATE CONSTRAINT x FOR (n:Unit) REQUIRE n.name IS UNIQUE",
        "DROP DATABASE neo4j",
        "RETURN 1; MATCH (n) DETACH DELETE n",
    ],
)
def test_nothing_reaches_outside_the_graph(both, cypher):
    with pytest.raises(BadQuery):
        ask(both[1], cypher)


def test_a_slow_query_is_stopped(both):
    with pytest.raises(BadQuery, match=r"超过 0\.5 秒"):
        ask(both[1], "UNWIND range(1, 100000000) AS x UNWIND range(1, 10000) AS y RETURN count(*)", timeout_s=0.5)


def test_rows_are_limited_and_say_so(both):
    rows = ask(both[1], "UNWIND range(1, 5000) AS x RETURN x", limit=3)
    assert rows.rows == [(1,), (2,), (3,)] and rows.cut
    assert not ask(both[1], "UNWIND range(1, 3) AS x RETURN x", limit=3).cut
    assert len(both[1].rows("UNWIND range(1, 5000) AS x RETURN x", limit=None).rows) == 5000


def test_an_answer_too_large_for_the_server_is_stopped(both):
    with pytest.raises(BadQuery, match="内存不够"):
        ask(both[1], "UNWIND range(1, 20000000) AS x WITH collect(toString(x) + 'xxxxxxxxxxxxxxx') AS l RETURN size(l)")


@pytest.mark.parametrize(
    ("cypher", "says"),
    [
        ("MATCH (n:Nothing) RETURN n", "Nothing"),
        ("MATCH (n:Unit) RETURN n.nome", "nome"),
        ("MATCH (:Unit)-[r:NIX]->() RETURN r", "NIX"),
        ("MATCH (n:Unit) RETURN", "引擎说"),
        ("MATCH (n:Unit {name: $name}) RETURN n", "name"),
    ],
)
def test_a_wrong_query_says_what_is_wrong(both, cypher, says):
    with pytest.raises(BadQuery, match=says):
        ask(both[1], cypher)


def test_a_value_that_no_engine_holds_is_refused(both):
    with pytest.raises(BadQuery, match="参数"):
        ask(both[1], "RETURN $x AS x", {"x": 10**40})


def test_a_store_can_be_asked_from_many_threads(both):
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(len(ask(both[1], "MATCH (p:Problem) RETURN p").rows)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [3] * 8


def test_a_node_of_somebody_else_is_shown_as_it_is(both, neo4j):
    neo4j.run("CREATE (:Person {name: '外人'})-[:KNOWS {since: 2020}]->(:Company {name: '别家'})")
    try:
        ((person, knows),) = ask(both[1], "MATCH (n:Person)-[r:KNOWS]->(c) RETURN n, r").rows
        assert (person.label, dict(person.properties)) == ("Person", {"name": "外人"})
        assert dict(knows.properties) == {"since": 2020} and knows.source == person.id
        assert vars(whole(both[1])) == vars(whole(both[0]))
    finally:
        neo4j.run("MATCH (n) WHERE n.wenze IS NULL DETACH DELETE n")


def test_a_wrong_password_is_told_and_shown_nowhere(neo4j, monkeypatch, caplog):
    secret = "wrong-but-secret-9f3"
    monkeypatch.setenv("WENZE_NEO4J_PASSWORD", secret)
    with caplog.at_level(logging.DEBUG):
        with pytest.raises(StoreRefused, match="不接受用户名或口令") as caught:
            open_store(neo4j.address)
        done = CliRunner().invoke(main, ["query", "RETURN 1 AS x", "--store", neo4j.address])
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value) + done.output + caplog.text
    assert done.exit_code == 1 and len(done.stderr.strip().splitlines()) == 1
    assert secret not in told


def test_no_password_at_all_says_where_to_put_one(neo4j, monkeypatch):
    monkeypatch.delenv("WENZE_NEO4J_PASSWORD")
    with pytest.raises(StoreRefused, match="WENZE_NEO4J_PASSWORD"):
        open_store(neo4j.address)


def test_a_file_that_its_owner_alone_reads_lets_in(neo4j, monkeypatch, tmp_path):
    from tests.neo4j.server import PASSWORD

    monkeypatch.delenv("WENZE_NEO4J_USER")
    monkeypatch.delenv("WENZE_NEO4J_PASSWORD")
    file = tmp_path / "neo4j.yaml"
    file.write_text(f"user: neo4j\npassword: '{PASSWORD}'\n", "utf-8")
    file.chmod(0o600)
    monkeypatch.setenv("WENZE_NEO4J_AUTH_FILE", str(file))
    with open_store(neo4j.address) as store:
        assert store.rows("RETURN 1 AS x").rows == [(1,)]
        assert PASSWORD not in repr(store)


@pytest.mark.parametrize("scheme", ["bolt+s", "neo4j+s"])
def test_tls_with_the_authority_that_signed_the_certificate(neo4j, monkeypatch, scheme):
    monkeypatch.setenv("WENZE_NEO4J_CA", str(neo4j.authority))
    with open_store(f"{scheme}://127.0.0.1:{neo4j.port}") as store:
        assert store.rows("RETURN 1 AS x").rows == [(1,)]


def test_tls_refuses_a_certificate_that_nobody_known_signed(neo4j):
    with pytest.raises(StoreRefused, match="WENZE_NEO4J_CA"):
        open_store(f"bolt+s://127.0.0.1:{neo4j.port}")


def test_tls_refuses_a_certificate_of_another_authority(neo4j, monkeypatch, tmp_path):
    import trustme

    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    monkeypatch.setenv("WENZE_NEO4J_CA", str(tmp_path / "other.pem"))
    with pytest.raises(StoreRefused, match="证书不可信"):
        open_store(f"bolt+s://127.0.0.1:{neo4j.port}")


def test_nobody_at_the_address():
    with pytest.raises(StoreMissing, match="连不上"):
        open_store("bolt://127.0.0.1:9")


def test_a_database_that_is_not_there(neo4j):
    with pytest.raises(StoreMissing, match="没有名为“nix”的数据库"):
        open_store(f"{neo4j.address}/nix")
