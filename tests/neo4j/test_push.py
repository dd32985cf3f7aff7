"""A graph onto the server: the same graph, once, whatever happened before, and nobody else's data touched."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from graph_builder.cli import main
from graph_builder.errors import StoreRefused
from graph_builder.schema import schema
from queries.neighbourhood import whole
from queries.store import EmbeddedStore, load, open_store
from queries.store.address import address
from queries.store.push import Pushed, push
from tests.queries.invented import COMPANY, EDUCATION, WATER, invented

UNIT = dict.fromkeys(schema().nodes["Unit"].properties)
FOREIGN = "MATCH (n) WHERE n.wenze IS NULL RETURN labels(n), properties(n) ORDER BY n.name"


def pushed(graph: nx.MultiDiGraph, server, folder: Path) -> Pushed:
    load(graph, folder / "graph.lbug")
    with EmbeddedStore(folder / "graph.lbug") as store:
        return push(store, address(server.address))


def on_server(server) -> nx.MultiDiGraph:
    with open_store(server.address) as store:
        return whole(store)


def same(one: nx.MultiDiGraph, other: nx.MultiDiGraph) -> bool:
    return dict(one.nodes(data=True)) == dict(other.nodes(data=True)) and {
        edge[:3]: edge[3] for edge in one.edges(keys=True, data=True)
    } == {edge[:3]: edge[3] for edge in other.edges(keys=True, data=True)}


def count(graph: nx.MultiDiGraph) -> int:
    return graph.number_of_nodes() + graph.number_of_edges()


def test_what_is_pushed_is_what_can_be_asked(empty, tmp_path):
    graph = invented()
    assert pushed(graph, empty, tmp_path) == Pushed(created=count(graph))
    assert same(on_server(empty), graph)


def test_a_second_push_changes_nothing(empty, tmp_path):
    graph = invented()
    pushed(graph, empty, tmp_path)
    before = empty.run("MATCH (n) RETURN elementId(n) AS id, properties(n) ORDER BY id")
    assert pushed(graph, empty, tmp_path) == Pushed(unchanged=count(graph))
    assert empty.run("MATCH (n) RETURN elementId(n) AS id, properties(n) ORDER BY id") == before


def test_ids_are_unique_by_constraint(empty, tmp_path):
    pushed(invented(), empty, tmp_path)
    held = {
        tuple(row[0]) for row in empty.run("SHOW CONSTRAINTS YIELD labelsOrTypes, properties WHERE properties = ['id']")
    }
    assert held == {(label,) for label in schema().nodes}


def test_only_what_differs_is_written(empty, tmp_path):
    graph = invented()
    pushed(graph, empty, tmp_path)
    graph.nodes[WATER]["aliases"] = ["水利局"]
    graph.nodes[COMPANY]["region"] = None
    key = next(iter(graph[EDUCATION]["problem:n1#1"]))
    graph.edges[EDUCATION, "problem:n1#1", key]["role"] = "affected"
    graph.remove_node("doubt:n1@1")
    graph.add_node("unit:新", label="Unit", **dict.fromkeys(schema().nodes["Unit"].properties) | {"name": "新单位"})
    done = pushed(graph, empty, tmp_path)
    assert (done.created, done.changed, done.removed) == (1, 3, 2)
    assert same(on_server(empty), graph)


def test_a_change_made_by_hand_is_mended(empty, tmp_path):
    graph = invented()
    pushed(graph, empty, tmp_path)
    empty.run("MATCH (n:Official) SET n.name = '张三'")
    empty.run("MATCH ()-[r:RECEIVED]->() DELETE r")
    empty.run("MATCH (a:Unit), (p:Problem) WITH a, p LIMIT 1 CREATE (a)-[:INVOLVED_IN {wenze: true, key: 'x'}]->(p)")
    done = pushed(graph, empty, tmp_path)
    assert (done.created, done.changed, done.removed) == (1, 2, 1)
    assert same(on_server(empty), graph)


def test_what_others_keep_there_is_not_touched(empty, tmp_path):
    graph = invented()
    empty.run("CREATE (:Company {name: '别家', id: 'theirs'})-[:KNOWS]->(:Person {name: '外人'})")
    before = empty.run(FOREIGN)
    pushed(graph, empty, tmp_path)
    empty.run("MATCH (p:Person), (d:Doubt) CREATE (p)-[:DOUBTS {since: 2020}]->(d)")
    graph.remove_node("doubt:n1@1")
    done = pushed(graph, empty, tmp_path)
    assert (done.removed, done.kept) == (1, 1)  # our link to the doubt is gone; the doubt stays, as theirs hangs on it
    assert empty.run(FOREIGN) == before
    assert empty.run("MATCH (:Person)-[r:DOUBTS]->(:Doubt) RETURN r.since") == [[2020]]
    empty.run("MATCH ()-[r:DOUBTS]->() DELETE r")
    done = pushed(graph, empty, tmp_path)
    assert (done.removed, done.kept) == (1, 0)


def test_a_node_of_others_with_an_id_of_ours_stops_the_push(empty, tmp_path):
    empty.run("CREATE (:Unit {id: $id, name: '别人的'})", id=WATER)
    with pytest.raises(StoreRefused, match="不是 wenze 写入"):
        pushed(invented(), empty, tmp_path)
    assert empty.run("MATCH (n:Unit {id: $id}) RETURN n.name, n.wenze", id=WATER) == [["别人的", None]]


def test_what_an_older_schema_wrote_is_removed(empty, tmp_path):
    empty.run(
        "CREATE (:Rumour {id: 'r', wenze: true})-[:HEARD {wenze: true, key: 'k'}]->(:Rumour {id: 's', wenze: true})"
    )
    assert pushed(invented(), empty, tmp_path).removed == 3


def test_an_empty_graph_removes_all_that_was_pushed(empty, tmp_path):
    empty.run("CREATE (:Person {name: '外人'})")
    pushed(invented(), empty, tmp_path)
    assert pushed(nx.MultiDiGraph(), empty, tmp_path).removed == count(invented())
    assert empty.run("MATCH (n) RETURN labels(n)") == [[["Person"]]]


def test_awkward_texts_survive(empty, tmp_path):
    graph = nx.MultiDiGraph()
    text = "'\"\\`\n\r\t{}$甲“😀𠮷\\u0027 " + "长" * 2_000_000
    graph.add_node("notice:x", label="Notice", **dict.fromkeys(schema().nodes["Notice"].properties) | {"text": text})
    for number in range(3):
        key = f"unit:{text[:20]}{number}"
        graph.add_node(key, label="Unit", **UNIT | {"name": "", "aliases": [text[:20], ""]})
    pushed(graph, empty, tmp_path)
    assert same(on_server(empty), graph)
    assert pushed(graph, empty, tmp_path) == Pushed(unchanged=4)


def many(n: int) -> nx.MultiDiGraph:
    """A chain of units."""
    graph = nx.MultiDiGraph()
    for number in range(n):
        own = {"name": f"单位{number}", "aliases": ["甲", "乙"], "masked": False, "region": "某县"}
        graph.add_node(f"unit:{number}", label="Unit", **UNIT | own)
    evidence = dict.fromkeys(schema().edges["PART_OF"].properties) | {"quote": "甲属于乙", "notice": "n"}
    for number in range(1, n):
        graph.add_edge(f"unit:{number}", f"unit:{number - 1}", key="k", type="PART_OF", **evidence)
    return graph


def test_a_push_that_was_killed_goes_on_where_it_stopped(empty, tmp_path):
    graph = many(20_000)
    load(graph, tmp_path / "graph.lbug")
    command = [Path(sys.executable).with_name("wenze"), "push", empty.address, "--graph", tmp_path / "graph.lbug"]
    process = subprocess.Popen(command, env={**os.environ}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and empty.run("MATCH (n:Unit) RETURN count(n)")[0][0] == 0:
        time.sleep(0.02)
    process.kill()
    process.wait()
    there = empty.run("MATCH (n:Unit) RETURN count(n)")[0][0]
    assert 0 < there < 20_000
    result = CliRunner().invoke(main, [str(word) for word in command[1:]])
    assert result.exit_code == 0, result.output
    assert "更新 0,删除 0" in result.output and f"新增 {count(graph)}," not in result.output
    assert same(on_server(empty), graph)


def test_the_commands_run_on_the_server(empty, tmp_path, monkeypatch):
    load(invented(), tmp_path / "graph.lbug")
    file = ["--graph", str(tmp_path / "graph.lbug")]

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, list(words))
        assert done.exit_code == 0, done.output
        return done.output

    assert "新增" in run("push", empty.address, *file)
    assert "新增 0,更新 0,删除 0" in run("push", empty.address, *file)
    served = ["--store", empty.address]
    for words in (["show", "星河公司"], ["query", "MATCH (n:Unit) RETURN n.name AS name ORDER BY name"]):
        assert run(*words, *served) == run(*words, *file)
    for page, where in (("a", served), ("b", file)):
        run("view", "星河公司", "-o", str(tmp_path / page), *where)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    monkeypatch.setenv("WENZE_STORE", empty.address)
    assert "云岭县" in run("query", "MATCH (n:Place) RETURN n.name")
    assert CliRunner().invoke(main, ["show", "县委", *served, *file]).exit_code == 2


def test_ids_that_others_use_twice_stop_the_push(empty, tmp_path):
    empty.drop_constraints()
    empty.run("CREATE (:Unit {id: 'x'}), (:Unit {id: 'x'})")
    with pytest.raises(StoreRefused, match="重复"):
        pushed(invented(), empty, tmp_path)
