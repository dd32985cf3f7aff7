"""`wenze view` and `wenze demo`: pages."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from graph_builder.build import NetChoice, build_graph
from graph_builder.cli.options import graph_or_server, net_options
from graph_builder.cli.reading import Files
from queries.dossier import find
from queries.findings import findings
from queries.library import patterns
from queries.neighbourhood import neighbourhood, whole
from queries.store import EmbeddedStore, load, open_store
from queries.summary import render, summary
from queries.tables import as_table
from viz.network import write_view

# A wheel carries the sample notices beside the package; a checkout has them in data/.
SAMPLES = next(
    p for p in (Path(__file__).parents[1] / "samples", Path(__file__).parents[2] / "data" / "notices") if p.is_dir()
)

MOST_FOUND = 8
"""Findings that the demo prints; `wenze findings` lists all."""


@click.command()
@click.argument("name", required=False)
@click.option(
    "--hops", type=click.IntRange(1, 6), default=2, show_default=True, help="从对象出发走几步。Steps from the entity."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="wenze-view.html",
    show_default=True,
    help="网页文件。The page to write.",
)
@click.option("--notice", help="只画这一份通报。Only this notice.")
@graph_or_server
def view(name: str | None, hops: int, output: Path, notice: str | None, where: str | Path) -> None:
    """画成可交互的网页(一个文件,不联网)。

    Draw an interactive page: one file that needs no network.

    \b
    例 Examples:
      wenze view -o 全图.html
      wenze view 某某集团 --hops 2 -o out.html
    """
    with open_store(where) as store:
        if name:
            match = find(store, name)[0]
            write_view(
                neighbourhood(store, match.id, hops), output, title=f"{match.name} · {hops} 步之内", focus=match.id
            )
        else:
            write_view(whole(store, notice), output, title="问责图谱")
    click.echo(f"网页已写入 {output}")


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="输出文件夹。The folder to write to.",
)
@net_options
def demo(output: Path, net: NetChoice | None) -> None:
    """读入示例通报,建图,打印要点,写出网页。

    Build the sample's graph, print what matters, write the page.

    \b
    例 Examples:
      wenze demo
      wenze demo -o 演示
    """
    files = Files([SAMPLES])
    readings = list(files.readings(net))
    output.mkdir(parents=True, exist_ok=True)
    graph_file, page = output / "demo.lbug", output / "demo.html"
    load(build_graph(readings), graph_file)
    with EmbeddedStore(graph_file) as store:
        found = summary(store)
        render(found, Console())
        firm = findings(store, [p for p in patterns() if p.firm])[:MOST_FOUND]
        Console().print(Text("\n先看这些(依据原文)", style="bold"))
        Console().print(as_table(("发现", "原文"), [(f.why, f.quotes[0].text) for f in firm]))
        title = next((row["title"] for row in found.answers["notices"] if row["title"]), "问责图谱")
        write_view(whole(store), page, title=title)
    click.echo(f"图谱:{graph_file.resolve()}\n网页:{page.resolve()}(用浏览器打开,不需要联网)")
    if first := next(iter(found.answers["companies"]), None):
        click.echo(f"接着试试:wenze findings --graph {graph_file};wenze show {first['name']} --graph {graph_file}")
    files.report()
