"""`wenze build`: notices → graph."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph_builder.build import Damaged, File, Gathered, NetChoice, discard, gather
from graph_builder.build.spark import adopt
from graph_builder.cli.judgements import JUDGEMENTS, beside
from graph_builder.cli.options import GRAPH, JOBS, net_options
from graph_builder.errors import UnreadableNotice
from graph_builder.lock import only_writer
from graph_builder.read import SUFFIXES, notices_in, shown
from graph_builder.resolve import Judgement
from graph_builder.resolve.ledger import read_judgements
from queries.store import EmbeddedStore, Refreshed, refresh
from queries.summary import render, render_totals, summary

_MOST_SUMMED_UP = 50
"""Notices of which a summary is printed; of more, only totals."""
_MOST_LISTED = 50
"""Files that could not be read which are listed one by one."""


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@GRAPH
@JOBS
@click.option(
    "--claims",
    type=click.Path(path_type=Path, exists=True),
    help="先取用 wenze spark 的抽取结果。Take over what wenze spark extracted first.",
)
@JUDGEMENTS
@net_options
def build(
    paths: tuple[Path, ...],
    graph_file: Path,
    jobs: int | None,
    claims: Path | None,
    file: Path | None,
    net: NetChoice | None,
) -> None:
    """读入通报(文件、文件夹或 zip),建成图谱;再次运行只读新增和改动的。

    Read notices (files, folders or zips) and build the graph; run again, only what is new or changed is read.

    \b
    例 Examples:
      wenze build data/notices
      wenze build 通报.docx 通报.pdf 全部通报.zip --graph 我的图谱.lbug
    """
    # Millions of rows and hardly a cycle among them: looking for cycles as often as usual takes a seventh of the time.
    gc.set_threshold(100_000, 50, 50)
    files = _files(paths)
    kept = graph_file.with_name(graph_file.name.removesuffix(".lbug") + ".cache")
    kept.mkdir(parents=True, exist_ok=True)
    known, faults = read_judgements(beside(graph_file, file))
    with only_writer(kept / "build"):
        try:
            gathered, done = _built(files, claims, kept / "notices.sqlite", graph_file, net, jobs, known)
        except Damaged:
            click.echo(f"缓存 {kept} 已损坏,已清空;这次重新读取全部通报。", err=True)
            discard(kept / "notices.sqlite")
            gathered, done = _built(files, claims, kept / "notices.sqlite", graph_file, net, jobs, known)
    with EmbeddedStore(graph_file) as store:
        if len(gathered.files) <= _MOST_SUMMED_UP:
            render(summary(store), Console())
        else:
            render_totals(store, Console())
    again = f",重复 {gathered.same} 份已并入" if gathered.same else ""
    click.echo(
        f"通报:新增 {done.added}、改动 {done.changed}、移除 {done.removed}、未变 {done.kept}"
        f"(这次读取 {gathered.read} 个文件{again})"
    )
    click.echo(f"图谱已写入 {graph_file}" if done.written != "not at all" else f"图谱没有变化:{graph_file}")
    for line in (*faults, *done.report):
        click.echo(line, err=True)
    _report(gathered.bad)
    if gathered.bad:
        sys.exit(1)


def _built(
    files: Sequence[File],
    claims: Path | None,
    kept: Path,
    graph_file: Path,
    net: NetChoice | None,
    jobs: int | None,
    known: Sequence[Judgement],
) -> tuple[Gathered, Refreshed]:
    if claims:
        adopt(claims, kept, net)
    with _progress() as progress:
        task = progress.add_task("读取通报", total=len(files))
        gathered = gather(files, kept, net, jobs, lambda n, total: progress.update(task, completed=n, total=total))
        with gathered.cache:
            if not gathered.files:
                _report(gathered.bad)
                kinds = "、".join(suffix[1:] for suffix in SUFFIXES)
                raise UnreadableNotice(f"没有一份文件读得进来,图谱未改动;请检查文件路径和格式({kinds}、zip)。")
            return gathered, refresh(
                gathered,
                graph_file,
                lambda doing: progress.update(task, description=doing, total=None),
                judgements=known,
            )


def _files(paths: Sequence[Path]) -> list[File]:
    """The files, each once and called by its path below what was named. Raises `UnreadableNotice`."""
    found: dict[Path, File] = {}
    for path in paths:
        above = path if path.is_dir() else path.parent
        for file in notices_in([path]):
            found.setdefault(file.absolute(), File(file, shown(file.relative_to(above).as_posix())))
    return list(found.values())


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield progress


def _report(bad: Sequence[str]) -> None:
    """Say what could not be read, on standard error."""
    for line in bad[:_MOST_LISTED]:
        click.echo(f"未读入:{line}", err=True)
    if len(bad) > _MOST_LISTED:
        click.echo(f"未读入:另有 {len(bad) - _MOST_LISTED} 个文件", err=True)
