"""A long query ends when its reader says so."""

from __future__ import annotations

import pytest

from graph_builder.errors import BadQuery
from queries.store import Stop
from tests.queries.stopping import stopped_after


def test_a_running_query_stops_when_asked(store):
    said, seconds = stopped_after(store, 0.5)
    assert said == "查询已停止。"
    assert seconds < 20


def test_a_query_stopped_before_it_begins_never_runs(store):
    stop = Stop()
    stop.ask()
    with pytest.raises(BadQuery, match="已停止"):
        store.rows("RETURN 1", stop=stop)


def test_asking_after_the_end_does_nothing(store):
    stop = Stop()
    assert store.rows("RETURN 1", stop=stop).rows == [(1,)]
    stop.ask()
    assert store.rows("RETURN 2").rows == [(2,)]
