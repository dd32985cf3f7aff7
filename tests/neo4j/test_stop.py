"""A long query on the server ends when its reader says so, on the server too."""

from __future__ import annotations

from queries.store import open_store
from tests.queries.stopping import stopped_after


def test_a_running_query_stops_when_asked(empty):
    with open_store(empty.address) as store:
        said, seconds = stopped_after(store, 1.5)
    assert said == "查询已停止。"
    assert seconds < 20
    running = empty.run("SHOW TRANSACTIONS YIELD currentQuery AS q, status AS s WHERE q CONTAINS 'UNWIND' RETURN q, s")
    assert [row for row in running if "SHOW" not in row[0] and "Terminated" not in row[1]] == []
