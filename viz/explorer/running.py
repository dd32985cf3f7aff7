"""Queries under way, each under a name that its page gave, so that a reader can stop it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from queries.store import Stop

_PATIENCE_S = 10.0
_AGAIN_S = 0.1


class Running:
    """The queries that run now, by name; threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._stops: dict[str, Stop] = {}
        self._over = False

    @contextmanager
    def under(self, name: str) -> Iterator[Stop]:
        """A query's time under a name; what is yielded goes to `Store.rows`."""
        stop = Stop()
        with self._lock:
            self._stops[name] = stop
            over = self._over
        if over:
            stop.ask()
        try:
            yield stop
        finally:
            with self._lock:
                self._stops.pop(name, None)

    def stop(self, name: str) -> bool:
        """Stop a query and wait until it has ended; whether it did."""
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            with self._lock:
                stop = self._stops.get(name)
            if stop is None:
                return True
            stop.ask()
            time.sleep(_AGAIN_S)
        return False

    def stop_all(self) -> None:
        """Stop every query, those to come too, and wait until they have ended."""
        until = time.monotonic() + _PATIENCE_S
        with self._lock:
            self._over = True
        while time.monotonic() < until:
            with self._lock:
                stops = list(self._stops.values())
            if not stops:
                return
            for stop in stops:
                stop.ask()
            time.sleep(_AGAIN_S)
