"""`wenze extract`: what one notice says, as JSON, as a table, or line by line as it was read."""

from __future__ import annotations

import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from graph_builder.build import NetChoice
from graph_builder.claim import Span
from graph_builder.cli.options import JOBS, net_options
from graph_builder.cli.reading import Files
from graph_builder.contract import contract
from graph_builder.parse import Read, explain
from graph_builder.read import Document
from graph_builder.schema import schema
from graph_builder.whole import write_whole
from queries.tables import as_table


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "shape",
    type=click.Choice(["json", "table"]),
    default="json",
    show_default=True,
    help="输出格式。Output format.",
)
@click.option("--explain", "explained", is_flag=True, help="逐行显示读成了什么。Show how each line was read.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="写入文件;多份通报时写入文件夹。Write to a file, or a folder for several notices.",
)
@JOBS
@net_options
def extract(
    paths: tuple[Path, ...],
    shape: str,
    explained: bool,
    output: Path | None,
    jobs: int | None,
    net: NetChoice | None,
) -> None:
    """抽取一份或多份通报,打印结果。

    Extract one notice or several and print what was found.

    \b
    例 Examples:
      wenze extract 通报.txt
      wenze extract 通报.txt --format table
      wenze extract 通报.txt --explain
      wenze extract data/notices -o out/
    """
    files = Files(paths)
    if len(files.paths) > 1 and output is None:
        raise click.UsageError("有多份通报时请用 -o 指定输出文件夹。")
    readings = files.readings(net, jobs)
    many = len(files.paths) > 1 or (output is not None and output.is_dir())
    if len(files.paths) == 1:
        readings = iter(list(readings))
        found = list(readings)
        if len(found) > 1 and output is None:
            raise click.UsageError(f"这个文件里有 {len(found)} 份通报,请用 -o 指定输出文件夹。")
        many = many or len(found) > 1
        readings = iter(found)
    for reading in readings:
        text, suffix = _shown(reading.document, contract(reading), shape, explained)
        if output is None:
            click.echo(text, nl=False)
        else:
            write_whole(output / f"{reading.notice}.{suffix}" if many else output, text)
    files.report()
    if files.bad:
        sys.exit(1)


def _shown(document: Document, found: dict[str, Any], shape: str, explained: bool) -> tuple[str, str]:
    """The text to print or write, and the ending of a file that holds it."""
    if explained:
        return _as_read(document.text), "txt"
    if shape == "json":
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n", "json"
    return _as_text(found), "txt"


def _as_text(found: dict[str, Any]) -> str:
    """A notice's problems as a table that people can read."""
    statuses = schema().vocabulary["status"]
    rows = [
        (
            p["number"],
            p["text"],
            "、".join(p["category"]),
            statuses.get(p["status"], p["status"]),
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


READINGS = {
    "title": ("标题", "bold"),
    "opening": ("开头", "cyan"),
    "theme": ("主题", "magenta"),
    "problem": ("问题", "red"),
    "answer": ("整改", "blue"),
    "measure": ("措施", "green"),
    "result": ("结果", "bright_green"),
    "responsible": ("责任单位", "bright_blue"),
    "closing": ("联系", "cyan"),
    "signature": ("落款", "cyan"),
    "dated": ("日期", "cyan"),
    "mark": ("栏目", "dim"),
    "heading": ("标题行,未归入", "yellow"),
    "outside": ("未归入", "yellow"),
}
"""How each reading is named and coloured."""


def _as_read(text: str) -> str:
    """Every line with what it was read as, coloured on a terminal, and the share of the text that became nothing."""
    reads, share = explain(text)
    console = Console(file=io.StringIO(), force_terminal=sys.stdout.isatty(), width=120, highlight=False)
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        own = [r for r in reads if r.span.overlaps(Span(*line.span()))]
        words = Text()
        for read in own:
            part = Span(max(read.span.start, line.start()), min(read.span.end, line.end()))
            words.append(part.cut(text), READINGS[read.reading][1])
        table.add_row(_named(own), words)
    console.print(table)
    problems = len({r.number for r in reads if r.number})
    console.print(f"共 {problems} 个问题;正文有 {share:.1%} 没有归入问题、措施或抬头。")
    shown: str = console.file.getvalue()  # type: ignore[attr-defined]
    return shown


def _named(reads: list[Read]) -> str:
    """What a line was read as, in a few words: 问题 3、措施."""
    telling = [r for r in reads if r.reading not in ("mark", "answer")] or reads
    names = list(dict.fromkeys(READINGS[r.reading][0] for r in telling))
    number = next((f" {r.number}" for r in telling if r.number), "")
    return names[0] + number + "".join(f"、{name}" for name in names[1:])
