"""Stopping a query from another thread than the one that waits for its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock


class Stop:
    """Handed to a query with `Store.rows(…, stop=…)`; `ask` makes the engine give it up, which raises `BadQuery`.

    One serves one query. Asking before the query runs keeps it from starting; asking after it ended does nothing.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._act: Callable[[], None] | None = None
        self.asked = False

    def ask(self) -> None:
        """Have the query stopped. To be repeated until it ends: an engine may not have begun when first told."""
        with self._lock:
            self.asked = True
            if self._act:
                self._act()

    @contextmanager
    def by(self, act: Callable[[], None]) -> Iterator[None]:
        """While inside, asking calls `act`."""
        with self._lock:
            self._act = act
        try:
            yield
        finally:
            with self._lock:
                self._act = None
