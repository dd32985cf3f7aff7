"""What may become a graph: a file that is broken, hostile or without sources is refused with one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.errors import UnreadableGraph
from graph_builder.schema import schema
from queries.exchange import admission, export, held, read
from queries.store import load
from tests.queries.invented import invented

NODE = {"id": "unit:a", "label": "Unit", "name": "甲局"}
OTHER = {"id": "unit:b", "label": "Unit", "name": "乙局"}
NOTICE = {"id": "notice:n", "label": "Notice", "text": "甲局隶属乙局。"}
LINK = {"type": "PART_OF", "source": "unit:a", "target": "unit:b", "key": "k"}
LINK |= {"notice": "n", "quote": "甲局隶属乙局", "span_start": 0, "span_end": 6}


def written(path: Path, nodes: Any, links: Any, **other: Any) -> Path:
    whole = {"directed": True, "multigraph": True, "graph": {}, "nodes": nodes, "links": links}
    path.write_text(json.dumps(whole | other), "utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(UnreadableGraph) as caught:
        read(path)
    text = str(caught.value)
    assert "\n" not in text and len(text) < 600
    return text


def test_the_plain_case_is_admitted(tmp_path):
    graph = read(written(tmp_path / "g.json", [NODE, OTHER, NOTICE], [LINK]))
    whole = dict.fromkeys(schema().nodes["Unit"].properties) | {"label": "Unit", "name": "甲局"}
    assert graph.nodes["unit:a"] == whole
    assert graph.edges["unit:a", "unit:b", "k"]["quote"] == "甲局隶属乙局"


@pytest.mark.parametrize(
    ("nodes", "links", "why"),
    [
        ([NODE | {"label": "Person"}], [], "第 1 个节点的标签 “Person” 不在"),
        ([{"id": "x"}], [], "标签"),
        ([NODE | {"label": ["Unit"]}], [], "标签"),
        ([NODE, NODE], [], "第 2 个节点的 id “unit:a” 与前面的重复"),
        ([NODE | {"id": ""}], [], "id"),
        ([NODE | {"id": 7}], [], "id"),
        ([NODE | {"id": "x" * 10_000}], [], "id"),
        ([NODE | {"id": "\ud800"}], [], "id"),
        (["unit:a"], [], "不是一个对象"),
        ([NODE | {"colour": "red"}], [], "没有的属性 “colour”"),
        ([NODE | {"name": 5}], [], "属性 name 应为 文字"),
        ([NODE | {"name": "\udfff"}], [], "属性 name"),
        ([NODE | {"masked": 1}], [], "属性 masked 应为 true 或 false"),
        ([NODE | {"aliases": "甲"}], [], "属性 aliases 应为 文字的列表"),
        ([NODE | {"aliases": [["甲"]]}], [], "属性 aliases"),
        ([{"id": "p", "label": "Problem", "number": 1.5}], [], "属性 number 应为 整数"),
        ([{"id": "p", "label": "Problem", "number": True}], [], "属性 number"),
        ([{"id": "p", "label": "Problem", "number": 2**63}], [], "属性 number"),
        ([{"id": "f", "label": "Figure", "value": 10**400}], [], "属性 value"),
        ([{"id": "f", "label": "Figure", "value": float("nan")}], [], "属性 value"),
        ([NODE, OTHER], [LINK | {"type": "OWNS"}], "第 1 条关系的类型 “OWNS” 不在"),
        ([NODE], [LINK], "连到不存在的节点 “unit:b”"),
        ([NODE, NOTICE], [LINK | {"target": "notice:n"}], "PART_OF 不能从 Unit 连到 Notice"),
        ([NODE, OTHER], [LINK, LINK], "第 2 条关系的 key"),
        ([NODE, OTHER], [{k: v for k, v in LINK.items() if k != "key"}], "key"),
        ([NODE, OTHER], [LINK | {"quote": None}], "没有出处（缺 quote）"),
        ([NODE, OTHER], [LINK | {"notice": None}], "没有出处"),
        ([NODE, OTHER, NOTICE], [LINK | {"quote": "甲局贪污公款"}], "与通报原文对应位置不符"),
        ([NODE, OTHER, NOTICE], [LINK | {"span_start": -6, "span_end": -1}], "不符"),
        ([], [], "没有节点"),
    ],
)
def test_what_the_schema_does_not_allow_is_refused(tmp_path, nodes, links, why):
    assert why in refusal(written(tmp_path / "g.json", nodes, links))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"nodes": ' + b"[" * 200_000,
        b'{"nodes": [' + b"9" * 10_000 + b"]}",
        b"<graphml/>",
    ],
)
def test_what_is_no_json_is_refused(tmp_path, raw):
    (tmp_path / "g.json").write_bytes(raw)
    assert "不是完好的 JSON" in refusal(tmp_path / "g.json")


@pytest.mark.parametrize("raw", ["[]", "1", '"x"', "null", '{"nodes": {}, "links": []}', '{"nodes": []}'])
def test_json_of_another_shape_is_refused(tmp_path, raw):
    (tmp_path / "g.json").write_text(raw)
    assert "node-link" in refusal(tmp_path / "g.json")


def test_an_undirected_graph_is_refused(tmp_path):
    assert "有向多重图" in refusal(written(tmp_path / "g.json", [NODE], [], directed=False))


def test_a_file_too_large_to_hold_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(admission, "MAX_BYTES", 1)
    path = written(tmp_path / "g.json", [NODE], [])
    with pytest.raises(UnreadableGraph, match="超过导入上限"):
        admission.bounded(path, 1)


@pytest.mark.parametrize("name", ["没有.json", "没有.graphml", "g.csv", "g.ftm.json", "g"])
def test_what_cannot_be_imported_says_so(tmp_path, name):
    assert "wenze" in refusal(tmp_path / name) or "没有找到" in refusal(tmp_path / name)


LAUGHS = '<!DOCTYPE g [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
OUTSIDE = '<!DOCTYPE g [<!ENTITY a11 SYSTEM "file:///etc/hostname">'


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE], ids=["laughs", "outside"])
def test_graphml_that_expands_or_fetches_is_refused(tmp_path, head):
    (tmp_path / "g.graphml").write_text(
        f'{head}]><graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="d0" for="node" attr.name="name" '
        'attr.type="string"/><graph edgedefault="directed"><node id="x"><data key="d0">&a11;</data></node></graph>'
        "</graphml>"
    )
    assert "GraphML" in refusal(tmp_path / "g.graphml")


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_file_changed_anywhere_is_refused_or_can_be_stored(tmp_path, data):
    export(held(invented()), 1, tmp_path / "g.json", "json")
    raw = json.loads((tmp_path / "g.json").read_text("utf-8"))
    entry = data.draw(st.sampled_from(raw[data.draw(st.sampled_from(["nodes", "links"]))]))
    entry[data.draw(st.sampled_from(sorted(entry)))] = data.draw(anything)
    (tmp_path / "g.json").write_text(json.dumps(raw), "utf-8")
    try:
        graph = read(tmp_path / "g.json")
    except UnreadableGraph as error:
        assert "\n" not in str(error)
    else:
        load(graph, tmp_path / "g.lbug")
