"""One writer at a time: a lock file beside what is written, let go by the system when its holder dies."""

from __future__ import annotations

import os
import sys
import time
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


_PAUSE_S = 0.02


@contextmanager
def only_writer(path: Path, what: str = "图谱", wait_s: float = 0.0) -> Iterator[None]:
    """Hold the right to write `path` (`what`, to the user); raises `StoreBusy` when another holds it for `wait_s`.

    The lock file stays: removing it would let a third process lock a file that the second no longer sees.
    """
    handle = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o644)
    try:
        until = time.monotonic() + wait_s
        while True:
            try:
                _take(handle)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    raise StoreBusy(f"另一个程序正在写{what} {path}，请等它完成后再运行。") from error
                time.sleep(_PAUSE_S)
        yield
    finally:
        os.close(handle)
