"""The command `wenze`. Each command calls the packages below; this is the one place that knows them all."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from graph_builder.build import Reading, build_graph, read_notice
from graph_builder.contract import contract
from graph_builder.errors import UnreadableNotice, WenzeError
from graph_builder.read import notices_in
from graph_builder.whole import write_whole
from queries.ask import ask
from queries.dossier import as_json, dossier, find
from queries.dossier import render as render_dossier
from queries.neighbourhood import neighbourhood, whole
from queries.store import EmbeddedStore, load
from queries.summary import render as render_summary
from queries.summary import summary
from queries.tables import as_csv, as_table
from queries.tables import as_json as rows_as_json
from viz.network import write_view

GRAPH = click.option(
    "--graph",
    "graph_file",
    type=click.Path(path_type=Path),
    default="wenze.lbug",
    envvar="WENZE_GRAPH",
    show_default=True,
    help="图谱文件。The graph file.",
)
# A wheel carries the sample notices beside this file; a checkout has them in data/.
SAMPLES = next(
    p for p in (Path(__file__).parent / "samples", Path(__file__).parents[1] / "data" / "notices") if p.is_dir()
)


class Guarded(click.Group):
    """Shows every expected error once, as one Chinese line, and exits with 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a `WenzeError` becomes a line on standard error."""
        try:
            return super().invoke(ctx)
        except WenzeError as error:
            click.echo(f"错误:{error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            sys.stdout = io.StringIO()
            ctx.exit(0)


@click.group(cls=Guarded, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="wenze", prog_name="wenze")
def main() -> None:
    """问责:把整改通报变成可查询、可核对的问责图谱。

    Turn rectification notices into a graph of accountability that you can query and check.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _console() -> Console:
    return Console(soft_wrap=False)


def _readings(paths: list[Path], bad: list[str]) -> Iterator[Reading]:
    """Read every notice with progress; what cannot be read is noted in `bad` and the rest goes on."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as progress:
        task = progress.add_task("读取通报", total=len(paths))
        for path in paths:
            try:
                yield read_notice(path)
            except UnreadableNotice as error:
                bad.append(str(error))
            except Exception as error:  # one bad notice must not stop the run
                bad.append(f"{path}:读取时出错({type(error).__name__}:{error}),已跳过;请把这个文件发给维护者。")
            progress.advance(task)


def _unique(paths: list[Path], bad: list[str]) -> list[Path]:
    """One path for each notice id (the file's name without its ending)."""
    seen: dict[str, Path] = {}
    for path in paths:
        if path.stem in seen and path != seen[path.stem]:
            bad.append(f"{path}:与 {seen[path.stem]} 同名(通报编号都是“{path.stem}”),已跳过;请改名后再读。")
        seen.setdefault(path.stem, path)
    return list(seen.values())


def _report(bad: list[str]) -> None:
    for line in bad:
        click.echo(f"未读入:{line}", err=True)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@GRAPH
def build(paths: tuple[Path, ...], graph_file: Path) -> None:
    """读入通报(文件或文件夹),建成图谱。

    Read notices (files or folders) and build the graph.

    \b
    例 Examples:
      wenze build data/notices
      wenze build 通报.docx 通报.pdf --graph 我的图谱.lbug
    """
    bad: list[str] = []
    readings = list(_readings(_unique(notices_in(list(paths)), bad), bad))
    if not readings:
        _report(bad)
        raise UnreadableNotice("没有一份文件读得进来,图谱未改动;请检查文件路径和格式(txt、html、docx、pdf)。")
    graph_file.parent.mkdir(parents=True, exist_ok=True)
    load(build_graph(readings), graph_file)
    with EmbeddedStore(graph_file) as store:
        render_summary(summary(store), _console())
    click.echo(f"图谱已写入 {graph_file}")
    _report(bad)
    if bad:
        sys.exit(1)


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "table"]),
    default="json",
    show_default=True,
    help="输出格式。Output format.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="写入文件;多份通报时写入文件夹。Write to a file, or a folder for several notices.",
)
def extract(paths: tuple[Path, ...], shape: str, output: Path | None) -> None:
    """抽取一份或多份通报,打印结果。

    Extract one notice or several and print what was found.

    \b
    例 Examples:
      wenze extract 通报.txt
      wenze extract 通报.txt --format table
      wenze extract data/notices -o out/
    """
    bad: list[str] = []
    files = _unique(notices_in(list(paths)), bad)
    many = len(files) > 1 or (output is not None and output.is_dir())
    if len(files) > 1 and output is None:
        raise click.UsageError("有多份通报时请用 -o 指定输出文件夹。")
    for reading in _readings(files, bad):
        found = contract(reading)
        text = json.dumps(found, ensure_ascii=False, indent=1) + "\n" if shape == "json" else _as_text(found)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_whole(output / f"{reading.notice}.{'json' if shape == 'json' else 'txt'}" if many else output, text)
    _report(bad)
    if bad:
        sys.exit(1)


def _as_text(found: dict[str, Any]) -> str:
    """A notice's problems as a table that people can read."""
    rows = [
        (
            p["number"],
            p["text"],
            "、".join(p["category"]),
            _shown("status", p["status"]),
            len(p["measures"]),
            "、".join(e["name"] for e in p["entities"] if e["role"] != "mentioned"),
        )
        for p in found["problems"]
    ]
    console = Console(file=io.StringIO(), width=160)
    console.print(found["notice"]["title"] or "(无标题)", markup=False)
    console.print(as_table(("序号", "问题", "类别", "状态", "措施数", "涉及"), rows))
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return text


def _shown(vocabulary: str, word: str) -> str:
    from graph_builder.schema import schema

    shown: str = schema().vocabulary[vocabulary].get(word, word)
    return shown


@main.command()
@click.argument("cypher")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="输出格式。Output format.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=1000, show_default=True, help="最多显示的行数。Most rows to show."
)
@click.option("--param", "params", multiple=True, metavar="名=值", help="查询参数。A parameter of the query.")
@GRAPH
def query(cypher: str, shape: str, limit: int, params: tuple[str, ...], graph_file: Path) -> None:
    """用 Cypher 查询图谱(只读)。

    Ask the graph in Cypher (read-only).

    \b
    例 Examples:
      wenze query "MATCH (o:Official)-[:RECEIVED]->(s:Sanction) RETURN o.name, s.kind"
      wenze query "MATCH (c:Company)-[r:INVOLVED_IN]->(p:Problem) RETURN c.name, p.number, r.quote" --format csv
      wenze query "MATCH (p:Problem {status: \\$s}) RETURN p.number, p.text" --param s=ongoing
    """
    given = {}
    for param in params:
        name, sign, value = param.partition("=")
        if not sign:
            raise click.UsageError(f"--param {param}:请写成 名=值。")
        given[name] = int(value) if value.lstrip("-").isdigit() else value
    with EmbeddedStore(graph_file) as store:
        rows = ask(store, cypher, given, limit=limit)
    if shape == "json":
        click.echo(rows_as_json(rows))
    elif shape == "csv":
        click.echo(as_csv(rows), nl=False)
    else:
        _console().print(as_table(rows.columns, rows.rows))
        click.echo(f"{len(rows.rows)} 行" + ("(只显示前面的,可用 --limit 调整)" if rows.cut else ""))


@main.command()
@click.argument("name")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式。Output format.",
)
@GRAPH
def show(name: str, shape: str, graph_file: Path) -> None:
    """一个单位、企业、人员、项目或地方的档案:任职、问题、处理、措施,连同原文。

    The dossier of a body, company, person, project or place, with the words behind each fact.

    \b
    例 Examples:
      wenze show 某某集团
      wenze show 区委 --format json
    """
    with EmbeddedStore(graph_file) as store:
        matches = find(store, name)
        files = [dossier(store, match.id) for match in matches]
    if shape == "json":
        click.echo(json.dumps([as_json(f) for f in files], ensure_ascii=False, indent=1))
    else:
        for file in files:
            render_dossier(file, _console())


@main.command()
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
@GRAPH
def view(name: str | None, hops: int, output: Path, notice: str | None, graph_file: Path) -> None:
    """画成可交互的网页(一个文件,不联网)。

    Draw an interactive page: one file that needs no network.

    \b
    例 Examples:
      wenze view -o 全图.html
      wenze view 某某集团 --hops 2 -o out.html
    """
    with EmbeddedStore(graph_file) as store:
        if name:
            match = find(store, name)[0]
            write_view(
                neighbourhood(store, match.id, hops), output, title=f"{match.name} · {hops} 步之内", focus=match.id
            )
        else:
            write_view(whole(store, notice), output, title="问责图谱")
    click.echo(f"网页已写入 {output}")


@main.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="out",
    show_default=True,
    help="输出文件夹。The folder to write to.",
)
def demo(output: Path) -> None:
    """读入示例通报,建图,打印要点,写出网页。

    Build the sample's graph, print what matters, write the page.

    \b
    例 Examples:
      wenze demo
      wenze demo -o 演示
    """
    bad: list[str] = []
    readings = list(_readings(notices_in([SAMPLES]), bad))
    output.mkdir(parents=True, exist_ok=True)
    graph_file, page = output / "demo.lbug", output / "demo.html"
    load(build_graph(readings), graph_file)
    with EmbeddedStore(graph_file) as store:
        found = summary(store)
        render_summary(found, _console())
        title = next((row["title"] for row in found.answers["notices"] if row["title"]), "问责图谱")
        write_view(whole(store), page, title=title)
    click.echo(f"图谱:{graph_file.resolve()}\n网页:{page.resolve()}(用浏览器打开,不需要联网)")
    if first := next(iter(found.answers["companies"]), None):
        click.echo(f"接着试试:wenze show {first['name']} --graph {graph_file}")
    _report(bad)


if __name__ == "__main__":
    main()
