"""How well and how fast things are told apart on an invented corpus of which the truth is known.

python -m tests.bench.identity 10000
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from rich.console import Console
from rich.table import Table

from graph_builder.build import Head, Identified, reading_of
from graph_builder.build.coding import pack_head, pack_imprint, unpack_head, unpack_imprint
from graph_builder.build.head import told
from graph_builder.build.rows import Tables
from graph_builder.read import Document
from tests.corpora import Truth, Written, notices
from tests.corpora.scoring import pairs, whole


def packed(notice: Written) -> tuple[str, bytes, str]:
    """A notice read by the rules, its head as the cache keeps it."""
    head, _ = told(reading_of(Document(notice.text, f"{notice.id}.txt", "0" * 64), notice.id))
    return notice.id, pack_head(head), pack_imprint(head.imprint)


class Heads:
    """Heads kept as bytes (`Notices`), without rows: identity alone asks for none."""

    def __init__(self, kept: list[tuple[str, bytes, str]]) -> None:
        self._kept = {notice: (head, imprint) for notice, head, imprint in kept}

    def heads(self) -> Iterator[Head]:
        """The head of every notice, in the order of their ids."""
        return (self.head(notice) for notice in sorted(self._kept))

    def head(self, notice: str) -> Head:
        """The head of one notice."""
        head, imprint = self._kept[notice]
        return unpack_head(head, notice, unpack_imprint(imprint))

    def rows(self, notice: str) -> Tables:
        """None."""
        return Tables()

    def measures(self, notice: str) -> Mapping[str, Sequence[str]]:
        """None."""
        return {"id": [], "text": []}

    def digest(self, notice: str) -> str:
        """Its id."""
        return notice

    def sources(self, notice: str) -> tuple[str, ...]:
        """None."""
        return ()


def main(size: int) -> None:
    """Print one table."""
    known = Truth()
    for notice in notices(size, short=True):
        known.add(notice)
    with ProcessPoolExecutor() as pool:
        heads = Heads(list(pool.map(packed, notices(size, short=True), chunksize=20)))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    identified = Identified(heads)
    settled = time.perf_counter() - start
    peak = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    found = pairs(identified.heads(), known.names)
    table = Table("kind", "pairs made one", "precision", "recall")
    for kind, own in [*sorted(found.items()), ("all", whole(found))]:
        table.add_row(kind, f"{own.made:,}", f"{own.precision:.4f}", f"{own.recall:.4f}")
    doubts = sum(map(len, identified.identity.alike.values()))
    console = Console(width=120)
    console.print(
        f"{size:,} notices: identity in {settled:.1f} s, {peak:.0f} MiB more; {doubts} possibly the same", table
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
