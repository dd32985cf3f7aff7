"""`wenze diff`: what differs between two editions of a notice."""

from __future__ import annotations

import json
from pathlib import Path

import click
from rich.console import Console

from graph_builder.cli.options import graph_or_server
from queries.difference import as_records, as_rows, differences, edition_before
from queries.store import open_store
from queries.tables import as_table


@click.command()
@click.argument("earlier")
@click.argument("later", required=False)
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="输出格式。Output format.",
)
@graph_or_server
def diff(earlier: str, later: str | None, shape: str, where: str | Path) -> None:
    """两份通报(如更正前后)有何不同:状态改变、消失或新增的问题和措施。

    What differs between two notices: changed statuses, problems and measures that vanished or came.

    With one notice, it is compared with the edition before it.

    \b
    例 Examples:
      wenze diff 某县通报 某县通报-更正
      wenze diff 某县通报-更正 --format json
    """
    with open_store(where) as store:
        if later is None:
            earlier, later = edition_before(store, earlier), earlier
        found = differences(store, earlier, later)
    if shape == "json":
        told = {"earlier": earlier, "later": later, "differences": as_records(found)}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    Console().print(as_table(("对象", "变化", "题号", earlier, later), as_rows(found)))
    click.echo(f"{len(found)} 处不同" if found else "没有不同")
