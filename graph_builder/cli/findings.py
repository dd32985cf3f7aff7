"""`wenze findings` and `wenze report`: what to look at first, and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from graph_builder.cli.options import graph_or_server, named_values
from graph_builder.whole import write_whole
from queries.dossier import find
from queries.exchange.xlsx import write_xlsx
from queries.findings import Finding, as_row, findings
from queries.library import pattern, patterns
from queries.report import entity_report, notice_report
from queries.store import Rows, open_store
from queries.tables import as_csv, as_table
from viz.report import findings_page, report_page

_COLUMNS = ("依据", "模式", "发现", "通报", "题号", "下一步", "原文")


@click.command("findings")
@click.option(
    "--pattern", "names", multiple=True, metavar="模式", help="只查这些模式(编号或 .cypher 文件)。Only these."
)
@click.option("--param", "params", multiple=True, metavar="名=值", help="模式的参数。A parameter of the pattern.")
@click.option("--notice", help="只看涉及这份通报的。Only what concerns this notice.")
@click.option(
    "--basis",
    type=click.Choice(["all", "firm", "soft"]),
    default="all",
    show_default=True,
    help="firm:依据原文;soft:有待核实。What follows from the text, or what is to be checked.",
)
@click.option("--limit", type=click.IntRange(min=1), help="最多几条。At most so many.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "csv", "xlsx", "html"]),
    default="table",
    show_default=True,
    help="输出格式。Output format.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="写入文件(xlsx 必须)。Write to a file.")
@click.option("--list", "listed", is_flag=True, help="列出全部模式。List all patterns.")
@graph_or_server
def findings_command(
    names: tuple[str, ...],
    params: tuple[str, ...],
    notice: str | None,
    basis: str,
    limit: int | None,
    shape: str,
    output: Path | None,
    listed: bool,
    where: str | Path,
) -> None:
    """先看什么、为什么:按风险模式排出的发现,附原文。

    What to look at first and why: ranked findings of the risk patterns, with their words.

    \b
    例 Examples:
      wenze findings
      wenze findings --list
      wenze findings --pattern company-in-many-problems --param least=3
      wenze findings --basis firm --format xlsx -o 发现.xlsx
      wenze findings --pattern 我的模式.cypher --format json
    """
    if listed:
        rows = [(p.id, "依据原文" if p.firm else "有待核实", p.title, _shown(p.parameters)) for p in patterns()]
        Console().print(as_table(("模式", "依据", "说明", "参数"), rows, unbroken=("模式",)))
        return
    if shape == "xlsx" and output is None:
        raise click.UsageError("xlsx 请用 -o 指定文件。")
    wanted = [pattern(name) for name in names] if names else list(patterns())
    wanted = [p for p in wanted if basis in ("all", p.basis)]
    changes = named_values(params)
    if changes and len(wanted) != 1:
        raise click.UsageError("--param 须与一个 --pattern 一起用。")
    with open_store(where) as store:
        found = findings(store, wanted, changes, notice=notice)
    _show(found, found[:limit], shape, output)


def _shown(parameters: Mapping[str, Any]) -> str:
    return "、".join(f"{name}={value}" for name, value in parameters.items())


def _show(found: list[Finding], shown: list[Finding], shape: str, output: Path | None) -> None:
    if shape == "table":
        console = Console()
        console.print(as_table(("依据", "发现", "通报", "原文"), [_line(f) for f in shown]))
        click.echo(f"共 {len(found)} 条发现" + (f",只列前 {len(shown)} 条" if len(shown) < len(found) else ""))
        return
    if shape == "xlsx" and output:
        write_xlsx(output, {"发现": (_COLUMNS, [_cells(f) for f in shown])})
    else:
        text = {
            "json": lambda: json.dumps([as_row(f) for f in shown], ensure_ascii=False, indent=1) + "\n",
            "csv": lambda: as_csv(Rows(_COLUMNS, [_cells(f) for f in shown])),
            "html": lambda: findings_page(shown),
        }[shape]()
        if output is None:
            click.echo(text, nl=False)
            return
        write_whole(output, text)
    click.echo(f"{len(shown)} 条发现已写入 {output}")


def _line(finding: Finding) -> tuple[str, ...]:
    quotes = [q.text if len(q.text) <= 40 else q.text[:39] + "…" for q in finding.quotes[:2]]
    basis = "依据原文" if finding.pattern.firm else "有待核实"
    return basis, finding.why, "、".join(finding.notices[:3]), "\n".join(quotes)


def _cells(finding: Finding) -> tuple[str, ...]:
    row = as_row(finding)
    return (
        "依据原文" if finding.pattern.firm else "有待核实",
        finding.pattern.title,
        finding.why,
        "、".join(finding.notices),
        "、".join(str(p) for p in row["problems"]),
        finding.pattern.check,
        "\n".join(q.text for q in finding.quotes),
    )


@click.command()
@click.argument("name", required=False)
@click.option("--notice", help="一份通报的编号。The id of a notice.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="wenze-report.html",
    show_default=True,
    help="网页文件。The page to write.",
)
@graph_or_server
def report(name: str | None, notice: str | None, output: Path, where: str | Path) -> None:
    """一页可打印的报告:一份通报,或一个单位、企业、人员。

    A printable one-page report of a notice, or of a body, company or person.

    \b
    例 Examples:
      wenze report --notice hetang-2025 -o 报告.html
      wenze report 某某集团
    """
    if (name is None) == (notice is None):
        raise click.UsageError("请给出一个名称,或用 --notice 指定一份通报。")
    with open_store(where) as store:
        if notice is not None:
            made = notice_report(store, notice)
        else:
            match = find(store, name or "")[0]
            made = entity_report(store, match.id, match.name)
    write_whole(output, report_page(made))
    click.echo(f"报告已写入 {output}(可用浏览器打开、打印)")
