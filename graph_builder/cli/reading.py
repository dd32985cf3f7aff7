"""Reading files for a command: with progress, and with a list of what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph_builder.build import NetChoice, Reading, read_corpus
from graph_builder.read import notices_in


class Files:
    """The files a command was given, and what was wrong with some of them (`bad`, one line each)."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """List the files, one for each notice id (a file's name without its ending). Raises `UnreadableNotice`."""
        self.bad: list[str] = []
        seen: dict[str, Path] = {}
        for path in notices_in(paths):
            if path.stem in seen and path != seen[path.stem]:
                self.bad.append(f"{path}:与 {seen[path.stem]} 同名(通报编号都是“{path.stem}”),已跳过;请改名后再读。")
            seen.setdefault(path.stem, path)
        self.paths = list(seen.values())

    def readings(self, net: NetChoice | None = None, jobs: int | None = None) -> Iterator[Reading]:
        """Every notice of every file, with progress; what cannot be read is noted and the rest goes on."""
        with Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        ) as progress:
            task = progress.add_task("读取通报", total=len(self.paths))
            for outcome in read_corpus(self.paths, net, jobs):
                yield from outcome.readings
                if outcome.failure:
                    self.bad.append(outcome.failure)
                progress.advance(task)

    def report(self) -> None:
        """Say what could not be read, on standard error."""
        for line in self.bad:
            click.echo(f"未读入:{line}", err=True)
