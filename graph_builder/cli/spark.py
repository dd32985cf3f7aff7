"""`wenze spark`: extraction on Apache Spark."""

from __future__ import annotations

import click

from graph_builder.build import NetChoice
from graph_builder.build.spark import extract_on_spark
from graph_builder.cli.options import net_options


@click.command()
@click.argument("place")
@click.option("-o", "--output", required=True, help="写入的文件夹(Parquet)。The folder to write Parquet to.")
@click.option("--master", help="Spark 的 master,如 local[4]、yarn。Spark's master, such as local[4] or yarn.")
@net_options
def spark(place: str, output: str, master: str | None, net: NetChoice | None) -> None:
    """在 Apache Spark 上抽取,结果用 wenze build --claims 建图。

    Extract on Apache Spark; build the graph from the result with wenze build --claims.

    \b
    例 Examples:
      wenze spark data/notices -o claims --master "local[2]"
      wenze spark hdfs:///notices -o hdfs:///claims --master yarn
      wenze build data/notices --claims claims
    """
    count = extract_on_spark(place, output, net, master)
    click.echo(f"{count} 个文件的抽取结果已写入 {output}")
