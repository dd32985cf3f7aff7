"""`wenze query` and `wenze show`: what the graph says."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from graph_builder.cli.options import graph_or_server, named_values
from graph_builder.whole import write_whole
from queries.ask import ask
from queries.dossier import as_json, dossier, find, render
from queries.exchange.xlsx import write_xlsx
from queries.store import open_store
from queries.tables import as_csv, as_table
from queries.tables import as_json as rows_as_json


@click.command()
@click.argument("cypher")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv", "xlsx"]),
    default="table",
    show_default=True,
    help="输出格式。Output format.",
)
@click.option(
    "--limit", type=click.IntRange(min=1), default=1000, show_default=True, help="最多显示的行数。Most rows to show."
)
@click.option("--param", "params", multiple=True, metavar="名=值", help="查询参数。A parameter of the query.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写入文件(xlsx 必须)。Write to a file.")
@graph_or_server
def query(cypher: str, shape: str, limit: int, params: tuple[str, ...], output: Path | None, where: str | Path) -> None:
    """用 Cypher 查询图谱(只读)。

    Ask the graph in Cypher (read-only).

    \b
    例 Examples:
      wenze query "MATCH (o:Official)-[:RECEIVED]->(s:Sanction) RETURN o.name, s.kind"
      wenze query "MATCH (c:Company)-[r:INVOLVED_IN]->(p:Problem) RETURN c.name, p.number, r.quote" --format csv
      wenze query "MATCH (p:Problem {status: \\$s}) RETURN p.number, p.text" --param s=ongoing
      wenze query "MATCH (o:Official) RETURN o.name" --format xlsx -o 人员.xlsx
      wenze query "MATCH (n:Notice) RETURN n.title" --store bolt://localhost:7687
    """
    if shape == "xlsx" and output is None:
        raise click.UsageError("xlsx 请用 -o 指定文件。")
    given = {name: int(value) if value.lstrip("-").isdigit() else value for name, value in named_values(params).items()}
    with open_store(where) as store:
        rows = ask(store, cypher, given, limit=limit)
    more = "(只是前面的,可用 --limit 调整)" if rows.cut else ""
    if shape == "table" and output is None:
        Console().print(as_table(rows.columns, rows.rows))
        click.echo(f"{len(rows.rows)} 行{more}")
        return
    if shape == "xlsx" and output:
        write_xlsx(output, {"结果": (rows.columns, rows.rows)})
    else:
        text = rows_as_json(rows) + "\n" if shape == "json" else as_csv(rows)
        if output is None:
            click.echo(text, nl=False)
            return
        write_whole(output, text)
    click.echo(f"{len(rows.rows)} 行{more}已写入 {output}")


@click.command()
@click.argument("name")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="输出格式。Output format.",
)
@graph_or_server
def show(name: str, shape: str, where: str | Path) -> None:
    """一个单位、企业、人员、项目或地方的档案:任职、问题、处理、措施,连同原文。

    The dossier of a body, company, person, project or place, with the words behind each fact.

    \b
    例 Examples:
      wenze show 某某集团
      wenze show 区委 --format json
    """
    with open_store(where) as store:
        matches = find(store, name)
        files = [dossier(store, match.id) for match in matches]
    if shape == "json":
        click.echo(json.dumps([as_json(f) for f in files], ensure_ascii=False, indent=1))
    else:
        for file in files:
            render(file, Console())
