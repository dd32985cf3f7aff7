"""The embedded store: what goes in comes out, nobody writes through it, a failed load harms nothing."""

from __future__ import annotations

import json
import threading

import pytest

from graph_builder.build import build_graph
from graph_builder.errors import BadQuery, NothingFound, StoreBusy, StoreMissing
from graph_builder.lock import only_writer
from queries.ask import ask
from queries.dossier import dossier, find
from queries.neighbourhood import neighbourhood, whole
from queries.store import EmbeddedStore, load
from queries.summary import summary
from queries.tables import as_csv, as_json


def test_load_and_read_back_is_the_same_graph(sample, sample_store):
    built = build_graph([sample])
    back = whole(sample_store)
    assert dict(back.nodes(data=True)) == dict(built.nodes(data=True))
    assert {e[:3]: e[3] for e in back.edges(keys=True, data=True)} == {
        e[:3]: e[3] for e in built.edges(keys=True, data=True)
    }


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (:Unit {id: 'x'})",
        "MATCH (n) DETACH DELETE n",
        "MATCH (n:Unit) SET n.name = 'x'",
        "COPY Unit TO 'x.csv'",
        "LOAD FROM '/etc/passwd' RETURN *",
        "MATCH (n:Unit) RETURN n.name; MATCH (n) DELETE n",
        "INSTALL json",
        "CALL timeout=1",
    ],
)
def test_a_users_query_cannot_write_or_reach_outside(sample_store, cypher):
    with pytest.raises(BadQuery):
        ask(sample_store, cypher)


def test_rows_are_limited_and_say_so(sample_store):
    rows = ask(sample_store, "MATCH (p:Problem) RETURN p.number ORDER BY p.number", limit=3)
    assert [r[0] for r in rows.rows] == [1, 2, 3]
    assert rows.cut


def test_type_works_as_in_neo4j(sample_store):
    rows = ask(sample_store, "MATCH (:Official)-[r]->(:Sanction) RETURN DISTINCT type(r)")
    assert rows.rows == [("RECEIVED",)]


def test_no_graph_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreMissing, match="wenze build"):
        EmbeddedStore(tmp_path / "none.lbug")


def test_two_writers_the_second_leaves(sample, tmp_path):
    path = tmp_path / "g.lbug"
    with only_writer(path), pytest.raises(StoreBusy):
        load(build_graph([sample]), path)


def test_a_graph_can_be_read_from_many_threads(sample_store):
    counts: list[int] = []
    threads = [
        threading.Thread(target=lambda: counts.append(len(ask(sample_store, "MATCH (p:Problem) RETURN p").rows)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(counts)) == 1 and len(counts) == 8


def test_find_by_name_alias_and_part(sample_store):
    by_alias = find(sample_store, "区委")[0]
    assert by_alias.id == find(sample_store, by_alias.name)[0].id
    assert find(sample_store, by_alias.name[2:6])
    with pytest.raises(NothingFound):
        find(sample_store, "不存在的单位名称")


def test_a_dossier_quotes_the_notice_at_its_place(sample, sample_store):
    company = find(sample_store, "金城集团")[0]
    file = dossier(sample_store, company.id)
    assert file.posts and file.problems and file.sanctions
    for key in ("posts", "problems", "sanctions", "measures"):
        for item in getattr(file, key):
            assert sample.document.text[item.span[0] : item.span[1]] == item.quote


def test_two_hops_round_a_company_are_not_the_whole_notice(sample_store):
    company = find(sample_store, "金城集团")[0]
    near, everything = neighbourhood(sample_store, company.id, 2), whole(sample_store)
    assert company.id in near
    assert len(near) < len(everything) / 3


def test_summary_counts(sample_store):
    answers = summary(sample_store).answers
    assert sum(row["n"] for row in answers["status"]) == answers["counts"][0]["problems"]


def test_csv_cells_cannot_become_formulas(sample_store):
    text = as_csv(ask(sample_store, "RETURN '=1+1' AS a, '@x' AS b, -5 AS c"))
    assert text.startswith("\ufeff")
    assert text.splitlines()[1] == "'=1+1,'@x,-5"


def test_json_holds_nodes_and_links_without_inner_ids(sample_store):
    rows = json.loads(as_json(ask(sample_store, "MATCH (o:Official)-[r:RECEIVED]->(s) RETURN o, r, s LIMIT 1")))
    assert rows[0]["o"]["label"] == "Official"
    assert "_ID" not in json.dumps(rows)
