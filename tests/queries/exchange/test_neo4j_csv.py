"""The CSV files for neo4j-admin: what stands in them, and that no other file is lost for them."""

from __future__ import annotations

import csv

import pytest

from graph_builder.errors import NotExported
from graph_builder.schema import schema
from queries.exchange import held
from queries.exchange.neo4j_csv import BETWEEN, write_neo4j_csv
from tests.queries.exchange.conftest import HOSTILE, hostile


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_file_a_label_and_one_a_type_with_typed_heads(graph, tmp_path):
    command = write_neo4j_csv(held(graph), tmp_path / "out")
    files = {path.name for path in (tmp_path / "out").glob("*.csv")}
    assert files == {f"nodes-{x}.csv" for x in schema().nodes} | {f"links-{x}.csv" for x in schema().edges}
    assert all(name in command for name in files)
    head = (tmp_path / "out" / "nodes-Problem.csv").read_text("utf-8").splitlines()[0].split(",")
    assert head[:3] == ["id:ID", ":LABEL", "wenze:boolean"]
    assert {"number:long", "category:string[]", "recurrent:boolean", "text:string"} <= set(head)
    head = (tmp_path / "out" / "links-HOLDS_POST.csv").read_text("utf-8").splitlines()[0].split(",")
    assert head[:3] == [":START_ID", ":END_ID", ":TYPE"] and "confidence:double" in head


def test_hostile_texts_are_what_a_csv_reader_reads(tmp_path):
    graph = hostile(HOSTILE)
    write_neo4j_csv(held(graph), tmp_path / "out")
    found = {row["id:ID"]: row for row in rows(tmp_path / "out" / "nodes-Unit.csv")}
    assert set(found) == {key for key, label in graph.nodes(data="label") if label == "Unit"}
    for key, row in found.items():
        own = graph.nodes[key]
        assert row["name:string"] == (own["name"] or "")
        assert row["aliases:string[]"].split(BETWEEN) == own["aliases"]
    quotes = [row["quote:string"] for row in rows(tmp_path / "out" / "links-PART_OF.csv")]
    assert sorted(quotes) == sorted(HOSTILE)


def test_an_absent_value_is_no_empty_text(tmp_path):
    graph = hostile(("",))
    write_neo4j_csv(held(graph), tmp_path / "out")
    text = (tmp_path / "out" / "nodes-Unit.csv").read_text("utf-8")
    assert '"unit:0:","Unit",true,"",' in text and '"unit:none","Unit",true,,' in text


def test_the_delimiter_of_lists_never_splits_an_item(tmp_path):
    graph = hostile(("a\x1fb",))
    write_neo4j_csv(held(graph), tmp_path / "out")
    aliases = rows(tmp_path / "out" / "nodes-Unit.csv")[0]["aliases:string[]"]
    assert aliases.split(BETWEEN) == ["a b", "x", "a b"]


def test_an_earlier_export_is_replaced_whole(graph, tmp_path):
    write_neo4j_csv(held(graph), tmp_path / "out")
    write_neo4j_csv(held(hostile(("a",))), tmp_path / "out")
    assert not (tmp_path / "out" / "nodes-Notice.csv").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("name", ["论文.docx", "nodes-list.txt", "nodes-x.csv/inside"])
def test_a_folder_with_anything_else_is_left_alone(graph, tmp_path, name):
    file = tmp_path / "out" / name
    file.parent.mkdir(parents=True)
    file.write_text("珍贵")
    if name.endswith("inside"):
        (tmp_path / "out" / "other").touch()
    with pytest.raises(NotExported, match="已存在"):
        write_neo4j_csv(held(graph), tmp_path / "out")
    assert file.read_text() == "珍贵"
