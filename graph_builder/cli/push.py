"""`wenze push`: the graph onto a Neo4j server."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph_builder.cli.options import GRAPH
from queries.store import EmbeddedStore
from queries.store.address import address


@click.command()
@click.argument("to", metavar="地址", envvar="WENZE_STORE")
@GRAPH
def push(to: str, graph_file: Path) -> None:
    """把图谱送上 Neo4j 5 服务器;再送一次只补差异,中断了重新运行即可。

    Push the graph onto a Neo4j 5 server; run it again to bring the server up to date or to go on after an interruption.

    用户名和口令取自环境变量 WENZE_NEO4J_USER、WENZE_NEO4J_PASSWORD,
    或文件 ~/.config/wenze/neo4j.yaml (user、password 两行,权限 600)。

    \b
    例 Examples:
      wenze push bolt://localhost:7687
      wenze push neo4j+s://graph.example:7687 --graph 我的图谱.lbug
    """
    from queries.store.push import push as send  # here: the driver takes a while to import

    at = address(to)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with EmbeddedStore(graph_file) as store, bar:
        task = bar.add_task("送上服务器", total=None)
        done = send(store, at, lambda seen, total: bar.update(task, completed=seen, total=total))
    click.echo(f"{at}:新增 {done.created},更新 {done.changed},删除 {done.removed},不变 {done.unchanged}(节点和关系)。")
    if done.kept:
        click.echo(f"有 {done.kept} 个节点图谱里已没有,但别人的关系还连着,所以没有删除。", err=True)
