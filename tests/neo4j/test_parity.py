"""Every pattern of the library and every example of the page on Cypher gives the same rows on both engines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import pytest

from graph_builder.build import build_graph, read_notice
from graph_builder.errors import WenzeError
from queries.store import EmbeddedStore, load, open_store
from queries.store.address import address
from queries.store.push import push
from tests.conftest import ROOT, SAMPLE
from tests.neo4j.conftest import sign_in
from tests.neo4j.same import answer


def queries() -> Iterator[Any]:
    page = (ROOT / "docs" / "cypher.md").read_text("utf-8")
    for number, cypher in enumerate(re.findall(r"```cypher\n(.*?)```", page, re.S), start=1):
        yield pytest.param(cypher, {}, id=f"page-{number}")
    if find_spec("queries.library"):
        from queries.library import patterns

        for pattern in patterns():
            yield pytest.param(pattern.cypher, dict(pattern.parameters), id=pattern.id)


@pytest.fixture(scope="module")
def notices(neo4j, tmp_path_factory):
    """The graph of all notices of the tests and the sample, on both engines."""
    neo4j.clear()
    path = tmp_path_factory.mktemp("graph") / "notices.lbug"
    load(build_graph([read_notice(p) for p in [*sorted((ROOT / "tests" / "annotated").glob("*.txt")), SAMPLE]]), path)
    with pytest.MonkeyPatch.context() as environment:
        sign_in(environment, tmp_path_factory.mktemp("home"))
        with EmbeddedStore(path) as embedded:
            push(embedded, address(neo4j.address))
            with open_store(neo4j.address) as served:
                yield embedded, served


@pytest.mark.parametrize(("cypher", "params"), list(queries()))
def test_both_engines_give_the_same_rows(notices, cypher, params):
    ordered = "ORDER BY" in cypher.upper().rpartition("RETURN")[2]
    embedded, served = (answer(store, cypher, params, ordered=ordered) for store in notices)
    assert not isinstance(embedded, WenzeError), embedded
    assert embedded == served
