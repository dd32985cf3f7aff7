"""A query that takes far too long, stopped from another thread."""

from __future__ import annotations

import time
from threading import Event, Thread

from graph_builder.errors import BadQuery
from queries.store import Stop, Store

ENDLESS = (
    "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b UNWIND range(1, 20000) AS c RETURN sum(a * b * c) AS x"
)


def stopped_after(store: Store, seconds: float) -> tuple[str, float]:
    """What the query says when it is stopped after so many seconds, and how long it took to end."""
    stop, ended, said = Stop(), Event(), []

    def ask() -> None:
        try:
            store.rows(ENDLESS, timeout_s=50, stop=stop)
        except BadQuery as error:
            said.append(str(error))
        ended.set()

    thread = Thread(target=ask)
    thread.start()
    time.sleep(seconds)
    start = time.monotonic()
    while not ended.wait(0.1):
        stop.ask()
    thread.join()
    return said[0], time.monotonic() - start
