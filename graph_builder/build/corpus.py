"""Many notices → their readings, on as many processors as there are, in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import TypeVar

from graph_builder.build.reading import Reading, read_notices
from graph_builder.errors import UnreadableNotice
from graph_builder.nets import Net, open_net

Task = TypeVar("Task")
Found = TypeVar("Found")

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
    for path, found in spread(outcome, paths, net, jobs):
        yield found or Outcome(path, (), ended(path))


def outcome(path: Path, net: Net | None) -> Outcome:
    """Read one file; nothing that is wrong with it reaches the caller as an error."""
    try:
        return Outcome(path, tuple(read_notices(path, net)), None)
    except UnreadableNotice as error:
        return Outcome(path, (), str(error))
    except Exception as error:  # one bad notice must not stop the run
        return Outcome(path, (), failed(path, error))


def failed(path: Path, error: Exception) -> str:
    """What to say of a file whose reading went wrong by our fault."""
    return f"{path}:读取时出错({type(error).__name__}:{error}),已跳过;请把这个文件发给维护者。"


def ended(path: Path) -> str:
    """What to say of a file whose reader the system ended."""
    return f"{path}:读取它的进程被系统终止(多半是内存不足),已跳过;请单独再读一次。"


def spread(
    work: Callable[[Task, Net | None], Found],
    tasks: Sequence[Task],
    net: NetChoice | None = None,
    jobs: int | None = None,
) -> Iterator[tuple[Task, Found | None]]:
    """Do `work` on every task on `jobs` processes (default: all cores): each with what was found, in the order given.

    Where a process dies over a task, None is found, and only for that task: what was under way beside it is
    done again. Raises `NetMissing` before anything is done.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(tasks))
    opened = net.open() if net else None
    if jobs <= 1 or len(tasks) <= FEW:
        yield from ((task, work(task, opened)) for task in tasks)
        return
    at = 0
    while at < len(tasks):
        for task, found in _until_a_process_dies(work, tasks[at:], net, jobs):
            yield task, found
            at += 1
        for task in tasks[at : at + jobs * AHEAD]:
            yield task, next((found for _, found in _until_a_process_dies(work, [task], net, 1)), None)
            at += 1


def _until_a_process_dies(
    work: Callable[[Task, Net | None], Found], tasks: Sequence[Task], net: NetChoice | None, jobs: int
) -> Iterator[tuple[Task, Found]]:
    waiting: deque[tuple[Task, Future[Found]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (net,)) as pool, suppress(BrokenProcessPool):
        for task in tasks:
            waiting.append((task, pool.submit(_in_process, work, task)))
            if len(waiting) >= jobs * AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        for first, future in waiting:
            yield first, future.result()


_net: Net | None = None


def _start(choice: NetChoice | None) -> None:
    global _net
    # A process that waits for work does not notice that the one to give it was killed.
    Thread(target=_end_with_parent, daemon=True).start()
    _net = choice.open() if choice else None


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)


def _in_process(work: Callable[[Task, Net | None], Found], task: Task) -> Found:
    return work(task, _net)
