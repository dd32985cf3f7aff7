"""One writer at a time: a lock file beside the graph, let go by the system when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_builder.errors import StoreBusy

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def only_writer(path: Path) -> Iterator[None]:
    """Hold the right to write the graph at `path`; raises `StoreBusy` when another holds it.

    The lock file stays: removing it would let a third process lock a file that the second no longer sees.
    """
    handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise StoreBusy(f"另一个程序正在写图谱 {path}，请等它完成后再运行。") from error
        yield
    finally:
        os.close(handle)
