"""The command `wenze`. Each command calls the packages below; this package alone knows them all."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from graph_builder.cli.ask import query, show
from graph_builder.cli.build import build
from graph_builder.cli.diff import diff
from graph_builder.cli.exchange import export_, import_
from graph_builder.cli.explore import explore
from graph_builder.cli.extract import extract
from graph_builder.cli.findings import findings_command, report
from graph_builder.cli.judgements import judgements
from graph_builder.cli.push import push
from graph_builder.cli.review import review, why
from graph_builder.cli.shell import shell
from graph_builder.cli.spark import spark
from graph_builder.cli.view import demo, view
from graph_builder.errors import WenzeError

__all__ = ["main"]


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


for command in (
    build,
    extract,
    query,
    findings_command,
    show,
    why,
    review,
    judgements,
    diff,
    report,
    view,
    explore,
    shell,
    push,
    export_,
    import_,
    spark,
    demo,
):
    main.add_command(command)
