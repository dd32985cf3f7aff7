"""What is exported for Neo4j, in a real Neo4j: the importer takes the CSV, the script can follow and be repeated."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx

from queries.exchange import held
from queries.exchange.cypher import write_cypher
from queries.exchange.neo4j_csv import write_neo4j_csv
from queries.store.store import MARK
from tests.neo4j.server import admin, running
from tests.queries.exchange.conftest import CONTROL, HOSTILE, hostile, node


def home(folder: Path) -> Path:
    (folder / "home").mkdir(exist_ok=True)
    return folder / "home"


def wanted(graph: nx.MultiDiGraph) -> tuple[dict, dict]:
    nodes = {
        key: given(data, "label") | {"id": key, MARK: True, "labels": [data["label"]]}
        for key, data in graph.nodes(data=True)
    }
    links = {
        (source, target, key): given(data) | {"key": key, "source": source, "target": target, MARK: True}
        for source, target, key, data in graph.edges(keys=True, data=True)
    }
    return nodes, links


def given(data: dict, *without: str) -> dict:
    return {name: value for name, value in data.items() if value is not None and name not in without}


def found(driver) -> tuple[dict, dict]:
    nodes, *_ = driver.execute_query("MATCH (n) RETURN n")
    links, *_ = driver.execute_query("MATCH (a)-[r]->(b) RETURN a.id AS a, b.id AS b, r")
    return (
        {row["n"]["id"]: dict(row["n"]) | {"labels": list(row["n"].labels)} for row in nodes},
        {(row["a"], row["b"], row["r"]["key"]): dict(row["r"]) | {"type": row["r"].type} for row in links},
    )


def run(driver, script: str) -> int:
    """Run a script as cypher-shell does; how many nodes and links it made."""
    made = 0
    for statement in re.sub(r"^//.*\n", "", script).split(";\n")[:-1]:
        counters = driver.execute_query(statement).summary.counters
        made += counters.nodes_created + counters.relationships_created
    return made


def test_a_graph_of_hostile_texts_reaches_neo4j_by_either_way(jars, tmp_path):
    graph = hostile(HOSTILE + CONTROL)
    command = write_neo4j_csv(held(graph), tmp_path / "csv")
    write_cypher(held(graph), tmp_path / "g.cypher")
    script = (tmp_path / "g.cypher").read_text("utf-8")

    admin(home(tmp_path), jars, command, tmp_path / "csv")
    with running(tmp_path / "home", jars) as server:
        driver = server.owner
        assert found(driver) == wanted(graph)
        run(driver, (tmp_path / "csv" / "constraints.cypher").read_text("utf-8"))
        assert run(driver, script) == 0
        assert found(driver) == wanted(graph)

        driver.execute_query("MATCH (n) DETACH DELETE n")
        assert run(driver, script) == len(graph) + graph.number_of_edges()
        assert found(driver) == wanted(graph)
        assert run(driver, script) == 0
        assert found(driver) == wanted(graph)


def test_a_notice_longer_than_the_importers_buffer_is_imported(jars, tmp_path):
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    node(graph, "notice:long", "Notice", text="整改\n" * 2_000_000)
    command = write_neo4j_csv(held(graph), tmp_path / "csv")
    assert "--read-buffer-size" in command
    admin(home(tmp_path), jars, command, tmp_path / "csv")
