"""`wenze build`: notices → graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from rich.console import Console

from graph_builder.build import NetChoice, build_graph
from graph_builder.cli.options import GRAPH, JOBS, net_options
from graph_builder.cli.reading import Files
from graph_builder.errors import UnreadableNotice
from graph_builder.read import SUFFIXES
from queries.store import EmbeddedStore, load
from queries.summary import render, summary


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@GRAPH
@JOBS
@net_options
def build(paths: tuple[Path, ...], graph_file: Path, jobs: int | None, net: NetChoice | None) -> None:
    """读入通报(文件、文件夹或 zip),建成图谱。

    Read notices (files, folders or zips) and build the graph.

    \b
    例 Examples:
      wenze build data/notices
      wenze build 通报.docx 通报.pdf 全部通报.zip --graph 我的图谱.lbug
    """
    files = Files(paths)
    readings = list(files.readings(net, jobs))
    if not readings:
        files.report()
        kinds = "、".join(suffix[1:] for suffix in SUFFIXES)
        raise UnreadableNotice(f"没有一份文件读得进来,图谱未改动;请检查文件路径和格式({kinds}、zip)。")
    graph_file.parent.mkdir(parents=True, exist_ok=True)
    load(build_graph(readings), graph_file)
    with EmbeddedStore(graph_file) as store:
        render(summary(store), Console())
    click.echo(f"图谱已写入 {graph_file}")
    files.report()
    if files.bad:
        sys.exit(1)
