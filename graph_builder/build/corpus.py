"""Many notices → their readings, on as many processors as there are, in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, Self, TypeVar, cast

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

    A task over which a process dies twice has None. What `work` raises is raised here. Raises `NetMissing` before
    anything is done.
    """
    jobs = min(jobs or os.cpu_count() or 1, len(tasks))
    opened = net.open() if net else None
    if jobs <= 1 or len(tasks) <= FEW:
        yield from ((task, work(task, opened)) for task in tasks)
        return
    with _Pool(work, tasks, net, jobs) as pool:
        for at, task in enumerate(tasks):
            yield task, pool.found(at)


class _Worker:
    """A process with a pipe of its own, so that its death is seen even in the middle of what it says.

    (The standard library's pool waits for ever for the rest of a result whose sender was killed.)
    """

    def __init__(self, work: Callable[[Task, Net | None], Found], net: NetChoice | None) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, work, net), daemon=True)
        self.process.start()
        theirs.close()
        self.task: int | None = None

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class _Pool(Generic[Task, Found]):
    """Gives tasks to processes, a few ahead of the one asked for."""

    def __init__(
        self, work: Callable[[Task, Net | None], Found], tasks: Sequence[Task], net: NetChoice | None, jobs: int
    ) -> None:
        self._work, self._tasks, self._net = work, tasks, net
        self._workers = [_Worker(work, net) for _ in range(jobs)]
        self._waiting: deque[int] = deque()
        self._next = 0
        self._found: dict[int, Found | None] = {}
        self._raised: dict[int, Exception] = {}
        self._died_over: set[int] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.end()

    def found(self, at: int) -> Found | None:
        """What was found for the task at this place; tasks are to be asked for in order."""
        while at not in self._found and at not in self._raised:
            self._give(at + len(self._workers) * AHEAD)
            by_pipe = {worker.pipe: worker for worker in self._workers if worker.task is not None}
            for pipe in wait(list(by_pipe)):
                self._take(by_pipe[cast("Connection[Any, Any]", pipe)])
        if at in self._raised:
            raise self._raised[at]
        return self._found.pop(at)

    def _give(self, before: int) -> None:
        while self._next < min(before, len(self._tasks)):
            self._waiting.append(self._next)
            self._next += 1
        # One at a time: a task sent to a process that is itself sending could block both.
        for worker in self._workers:
            if self._waiting and worker.task is None:
                worker.task = self._waiting.popleft()
                with suppress(OSError):  # it is dead, which is seen when its answer is taken
                    worker.pipe.send(self._tasks[worker.task])

    def _take(self, worker: _Worker) -> None:
        at = cast(int, worker.task)
        try:
            raised, found = worker.pipe.recv()
        except (EOFError, OSError):
            worker.end()
            self._workers[self._workers.index(worker)] = _Worker(self._work, self._net)
            self._try_again(at)
            return
        worker.task = None
        if raised:
            self._raised[at] = found
        else:
            self._found[at] = found

    def _try_again(self, at: int) -> None:
        """A process may have been killed for no fault of its task; a second one hardly."""
        if at in self._died_over:
            self._found[at] = None
        else:
            self._died_over.add(at)
            self._waiting.appendleft(at)


def _serve(pipe: Connection[Any, Any], work: Callable[[Task, Net | None], Found], choice: NetChoice | None) -> None:
    """Do what comes through the pipe until it is closed, be it by the death of the other end."""
    net = choice.open() if choice else None
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            try:
                answer: tuple[bool, Any] = (False, work(task, net))
            except Exception as error:
                answer = (True, error)
            pipe.send(answer)
