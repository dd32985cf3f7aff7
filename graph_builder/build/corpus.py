"""Many notices → their readings, on as many processors as there are, in the order of the files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from graph_builder.build.reading import Reading, read_notices
from graph_builder.errors import UnreadableNotice
from graph_builder.nets import Net, open_net

FEW = 8
"""Files up to which starting further processes takes longer than reading them."""
AHEAD = 4
"""Files given out ahead for each process, so that memory stays bounded however many there are."""


@dataclass(frozen=True, slots=True)
class NetChoice:
    """Which recall net to open in each process, as `open_net` takes it."""

    name: str
    base_url: str | None = None
    model: str | None = None

    def open(self) -> Net:
        """The net. Raises `NetMissing`."""
        return open_net(self.name, base_url=self.base_url, model=self.model)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the readings of the notices in it, or why it could not be read."""

    path: Path
    readings: tuple[Reading, ...]
    failure: str | None


def read_corpus(paths: Sequence[Path], net: NetChoice | None = None, jobs: int | None = None) -> Iterator[Outcome]:
    """The outcome of every file, in the order given and the same whatever `jobs` (processes; default: all cores).

    Raises `NetMissing` before anything is read if the net cannot be opened.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(paths))
    opened = net.open() if net else None
    if jobs == 1 or len(paths) <= FEW:
        yield from (outcome(path, opened) for path in paths)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (net,)) as pool:
        waiting: list[tuple[Path, Future[Outcome]]] = []
        for path in paths:
            waiting.append((path, pool.submit(_in_process, path)))
            if len(waiting) >= jobs * AHEAD:
                yield _finished(*waiting.pop(0))
        for path, future in waiting:
            yield _finished(path, future)


def outcome(path: Path, net: Net | None) -> Outcome:
    """Read one file; nothing that is wrong with it reaches the caller as an error."""
    try:
        return Outcome(path, tuple(read_notices(path, net)), None)
    except UnreadableNotice as error:
        return Outcome(path, (), str(error))
    except Exception as error:  # one bad notice must not stop the run
        why = f"{path}:读取时出错({type(error).__name__}:{error}),已跳过;请把这个文件发给维护者。"
        return Outcome(path, (), why)


def _finished(path: Path, future: Future[Outcome]) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        return Outcome(path, (), f"{path}:读取它的进程被系统终止(多半是内存不足),已跳过;请单独再读一次。")


_net: Net | None = None


def _start(choice: NetChoice | None) -> None:
    global _net
    _net = choice.open() if choice else None


def _in_process(path: Path) -> Outcome:
    return outcome(path, _net)
