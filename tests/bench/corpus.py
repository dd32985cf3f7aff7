"""Corpora of growing size: time and peak memory a notice, adding one notice, opening the graph again.

python -m tests.bench.corpus 1000 10000
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from queries.store import EmbeddedStore
from tests.corpora import generate

WENZE = Path(sys.executable).with_name("wenze")
SMALL = (100, 400)


def write(folder: Path, count: int) -> None:
    """Write so many notices, a thousand to a folder."""
    for n, (name, text) in enumerate(generate(count, short=True)):
        place = folder / f"{n // 1000:03}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{name}.txt").write_text(text, "utf-8")


def run(folder: Path, graph: Path) -> tuple[float, float]:
    """Seconds and the main process's peak memory in MiB of one `wenze build`."""
    start = time.perf_counter()
    command = [str(WENZE), "build", str(folder), "--graph", str(graph), "--net", "none"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{' '.join(command)}: exit {child.returncode}")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def measure(sizes: list[int]) -> Table:
    """One row a size."""
    table = Table(
        "notices", "build", "ms a notice", "peak", "KiB a notice", "add one", "nothing new", "open", "graph", "cache"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as place:
            folder, graph = Path(place) / "notices", Path(place) / "g.lbug"
            write(folder, size)
            whole, peak = run(folder, graph)
            nothing, _ = run(folder, graph)
            (folder / "new.txt").write_text(next(generate(1, seed=2, short=True))[1], "utf-8")
            one, _ = run(folder, graph)
            start = time.perf_counter()
            with EmbeddedStore(graph) as store:
                store.rows("MATCH (n:Notice) RETURN count(*)")
            opened = time.perf_counter() - start
            cache = sum(file.stat().st_size for file in (Path(place) / "g.cache").iterdir())
            table.add_row(
                f"{size:,}",
                f"{whole:.1f} s",
                f"{whole / size * 1000:.1f}",
                f"{peak:.0f} MiB",
                f"{peak / size * 1024:.0f}",
                f"{one:.1f} s",
                f"{nothing:.1f} s",
                f"{opened:.2f} s",
                f"{graph.stat().st_size / 2**20:.0f} MiB",
                f"{cache / 2**20:.0f} MiB",
            )
            shutil.rmtree(folder)
    return table


if __name__ == "__main__":
    Console(width=150).print(measure([int(size) for size in sys.argv[1:]] or list(SMALL)))
