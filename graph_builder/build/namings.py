"""Which notices name which things, over all of them."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

import numpy as np


class Namings:
    """Take in every notice with `add`, in order, then `settle`, then ask. Compact: 8 bytes a naming.

    Things are known by the hash of their id. Were two hashes alike, rows would be looked at that need not be.
    """

    def __init__(self) -> None:
        self._hashes, self._ends = array("q"), array("Q")

    def add(self, names: Collection[str]) -> None:
        """Take in a notice; `names` are the ids of its things."""
        self._hashes.extend(map(hash, names))
        self._ends.append(len(self._hashes))

    def settle(self) -> None:
        """Find what several notices name."""
        found, counts = np.unique(np.frombuffer(self._hashes, np.int64), return_counts=True)
        self._shared = frozenset(found[counts > 1].tolist())

    def are_shared(self, name: str) -> bool:
        """Whether several notices name it."""
        return hash(name) in self._shared

    def notices(self, names: Iterable[str]) -> list[int]:
        """The places of the notices that name any of these."""
        wanted = np.fromiter(map(hash, names), np.int64)
        at = np.flatnonzero(np.isin(np.frombuffer(self._hashes, np.int64), wanted))
        found: list[int] = np.unique(np.searchsorted(np.frombuffer(self._ends, np.uint64), at, "right")).tolist()
        return found
