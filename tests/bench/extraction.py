"""Reading: notices a second on one core, with and without the recall net, long notices, a folder on all cores."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import jieba
import jieba.posseg

from graph_builder.build import reading_of
from graph_builder.nets import open_net
from graph_builder.nets.tagger import available
from graph_builder.read import Document, read
from tests.bench.notices import SAMPLE, invented
from tests.bench.timing import seconds

PAGE = 10_000
"""Characters of the notices that rates are given for."""
PAGES = 10
"""Different notices that a rate is the mean of."""
FOLDER = 64
Row = tuple[str, str, str, str]


def rows() -> Iterator[Row]:
    """The table's rows: what, measured, baseline, measured beside baseline."""
    jieba.initialize()
    sample = read(SAMPLE)
    tagging = seconds(lambda: jieba.posseg.lcut(sample.text), 3)
    alone = seconds(lambda: reading_of(read(SAMPLE), "n"), 15)
    yield (
        "sample: file → entities, rules alone, one core",
        _rate(sample, alone),
        f"jieba.posseg's tags alone {_rate(sample, tagging)}",
        f"{tagging / alone:.1f}× as fast",
    )
    pages = [Document(text, "invented", "0" * 64) for text in islice(invented(PAGE), PAGES)]
    mixed = seconds(lambda: [reading_of(page, "n") for page in pages], 4) / PAGES
    facts = sum(len(reading_of(page, "n").claims) for page in pages) / PAGES / len(reading_of(sample, "n").claims)
    yield (
        f"every layout's problems ({facts:.1f}× the facts), rules alone",
        _rate(pages[0], mixed),
        f"sample {_rate(sample, alone)}",
        f"{mixed / alone:.1f}× the time",
    )
    yield from _with_net(sample, alone, pages, mixed)
    yield from _long(mixed / PAGE)
    yield from _folder()


def _rate(document: Document, taken: float) -> str:
    return f"{len(document.text) / PAGE / taken:.1f}/s"


def _with_net(sample: Document, alone: float, pages: list[Document], mixed: float) -> Iterator[Row]:
    if not available():
        yield "with the recall net LAC", "not installed", "", ""
        return
    net = open_net("lac")
    netted = seconds(lambda: reading_of(sample, "n", net), 6)
    yield (
        "sample, with LAC",
        _rate(sample, netted),
        f"rules alone {_rate(sample, alone)}",
        f"{netted / alone:.1f}× the time",
    )
    netted = seconds(lambda: [reading_of(page, "n", net) for page in pages], 2) / PAGES
    yield (
        "every layout's problems, with LAC",
        _rate(pages[0], netted),
        f"rules alone {_rate(pages[0], mixed)}",
        f"{netted / mixed:.1f}× the time",
    )


def _long(short: float) -> Iterator[Row]:
    """How time grows with length; `short` is what a character takes in a notice of one page."""
    for times, runs in ((10, 3), (100, 1)):
        document = Document(next(invented(times * PAGE)), "long", "0" * 64)
        taken = seconds(lambda document=document: reading_of(document, "n"), runs, warm=runs > 1) / len(document.text)
        yield (
            f"{times}× as long ({len(document.text):,} characters)",
            f"{taken * 1e6:.2f} µs a character",
            f"1×: {short * 1e6:.2f} µs",
            f"{taken / short:.2f}",
        )


def _folder() -> Iterator[Row]:
    cores = os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as place:
        for n, text in enumerate(islice(invented(PAGE), FOLDER)):
            (Path(place) / f"{n:02}.txt").write_text(text, "utf-8")
        single, several = (min(_reading(place, jobs) for _ in range(2)) for jobs in (1, cores))
    yield (
        f"folder of {FOLDER} such notices, {cores} workers with their start",
        f"{several:.1f} s",
        f"1 worker {single:.1f} s",
        f"{single / several:.2f}× as fast",
    )


_READ = """
import sys, time
from pathlib import Path
from graph_builder.build import read_corpus
if __name__ == "__main__":
    start = time.perf_counter()
    assert all(o.readings for o in read_corpus(sorted(Path(sys.argv[1]).iterdir()), jobs=int(sys.argv[2])))
    print(time.perf_counter() - start)
"""


def _reading(folder: str, jobs: int) -> float:
    """Seconds that a process of its own takes, as workers import again what the process that starts them did."""
    command = [sys.executable, "-c", _READ, folder, str(jobs)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
