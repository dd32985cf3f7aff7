"""`wenze export` and `wenze import`: the graph for other programs, and back."""

from __future__ import annotations

from pathlib import Path

import click

from graph_builder.cli.options import GRAPH
from graph_builder.errors import NothingFound, StoreBusy
from queries.exchange import FORMATS, Content, as_graph, export, format_of, held, read, size, stored
from queries.neighbourhood import whole
from queries.store import EmbeddedStore, Store, load
from viz.layout import positions

LAID_OUT = 3_000
"""Nodes up to which positions are computed: laying out takes memory that grows with their square."""


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["auto", *FORMATS]),
    default="auto",
    show_default=True,
    help="格式(auto:看文件名结尾)。Format (auto: by the file's ending).",
)
@click.option("--notice", help="只导出这一份通报。Only this notice.")
@GRAPH
def export_(file: Path, shape: str, notice: str | None, graph_file: Path) -> None:
    """把图谱导出给别的软件:Gephi、Neo4j、Excel、OpenAleph 等。

    Write the graph for other programs: Gephi, Neo4j, Excel, OpenAleph and others.

    \b
    例 Examples:
      wenze export 图谱.gexf                # Gephi
      wenze export 图谱.graphml             # yEd, Cytoscape
      wenze export 图谱.json                # networkx, D3
      wenze export 图谱.xlsx --notice 某通报
      wenze export 图谱.cypher              # cypher-shell
      wenze export 图谱.ftm.json            # OpenAleph
      wenze export neo4j导入 --format csv    # neo4j-admin
    """
    name = format_of(file) if shape == "auto" else shape
    with EmbeddedStore(graph_file) as store:
        content, nodes = _content(store, notice)
        spots = None
        if name == "gexf" and nodes <= LAID_OUT:
            graph = as_graph(content)
            content, spots = held(graph), positions(graph)
        then = export(content, nodes, file, name, spots)
    click.echo(f"{nodes} 个节点及其关系已写入 {file}")
    if name == "gexf" and spots is None:
        click.echo(f"节点超过 {LAID_OUT} 个,没有排位置;请在 Gephi 里运行 ForceAtlas 2。")
    if then:
        click.echo(f"进入该文件夹,对空的、已停止的数据库运行(文件夹里的 README.txt 也有):\n{then}")


def _content(store: Store, notice: str | None) -> tuple[Content, int]:
    """What to export, and how many nodes it has."""
    if notice is None:
        return stored(store), size(store)
    graph = whole(store, notice)
    if not graph:
        ids = [str(row[0]) for row in store.rows("MATCH (n:Notice) RETURN n.id ORDER BY n.id LIMIT 5").rows]
        known = "、".join(key.removeprefix("notice:") for key in ids)
        raise NothingFound(f"图谱里没有编号为“{notice}”的通报。" + (f"有的是:{known} 等。" if known else ""))
    return held(graph), len(graph)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="覆盖已有的图谱。Replace the graph that is there.")
@GRAPH
def import_(file: Path, replace: bool, graph_file: Path) -> None:
    """把导出的 JSON 或 GraphML 文件读回成图谱;逐条核对,有一处不符就不导入。

    Read an exported JSON or GraphML file back into a graph; every entry is checked, one fault stops it all.

    \b
    例 Examples:
      wenze import 图谱.json --graph 新图谱.lbug
      wenze import 图谱.graphml --replace
    """
    if graph_file.exists() and not replace:
        raise StoreBusy(f"{graph_file} 已有图谱,没有覆盖;要覆盖请加 --replace,或用 --graph 写到别处。")
    graph = read(file)
    load(graph, graph_file)
    click.echo(f"{len(graph)} 个节点、{graph.number_of_edges()} 条关系已读入 {graph_file}")
