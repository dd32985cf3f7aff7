"""Corpora of growing size: time and peak memory a notice, adding one notice, opening the graph again.

python -m tests.bench.corpus 1000 10000
"""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from queries.store import EmbeddedStore
from tests.marked import Marked

ANNOTATED = Path(__file__).parents[1] / "annotated"
WENZE = Path(sys.executable).with_name("wenze")
SMALL = (100, 400)
_PLACE = re.compile("(?<=[共省市县区于对\n])([^中共关于省市县区对]{2})(?:省|市|县|区|州|旗|镇|乡)")
_SYLLABLES = "安平泰清河源山林川泽云岭江湖阳陵原乐城永兴宁和丰德康福昌明华松柏梅竹石泉龙凤鹤鹿"


def notices(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of invented notices: the annotated ones with other places, people and companies."""
    originals = [Marked.read(path) for path in sorted(ANNOTATED.glob("*.txt"))]
    for n in range(count):
        original = originals[n % len(originals)]
        yield f"{n:06}-{original.name}", _renamed(original, n // len(originals), random.Random(f"{seed}/{n}"))


def _renamed(original: Marked, county: int, chance: random.Random) -> str:
    """Every original comes from another county each time: two notices of one body would be editions."""

    base = len(_SYLLABLES)
    own = "".join(_SYLLABLES[county // base**n % base] for n in range(2 if county < base**2 else 3))

    def word(length: int) -> str:
        return "".join(chance.choices(_SYLLABLES, k=length))

    new = dict.fromkeys(sorted(set(_PLACE.findall("共" + original.text))), own)
    new |= {name: name[0] + word(len(name) - 1) for name in original.words("O") if "某" not in name}
    for name in original.words("C"):
        if not any(known in name for known in new):
            new.setdefault(name[:2], word(2))
    found = re.compile("|".join(sorted(map(re.escape, new), key=len, reverse=True)) or "(?!)")
    return found.sub(lambda match: new[match.group()], original.text)


def write(folder: Path, count: int) -> None:
    """Write so many notices, a thousand to a folder."""
    for n, (name, text) in enumerate(notices(count)):
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
            name, text = list(notices(4, seed=2))[3]
            (folder / f"new-{name}.txt").write_text(text, "utf-8")
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
