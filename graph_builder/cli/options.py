"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from graph_builder.build import NetChoice
from graph_builder.nets import NETS, available

GRAPH = click.option(
    "--graph",
    "graph_file",
    type=click.Path(path_type=Path),
    default="wenze.lbug",
    envvar="WENZE_GRAPH",
    show_default=True,
    help="图谱文件。The graph file.",
)
JOBS = click.option(
    "--jobs", type=click.IntRange(min=1), help="同时用几个进程(默认用满)。Processes at once (default: all cores)."
)


def named_values(params: tuple[str, ...]) -> dict[str, str]:
    """What `--param 名=值` gives, by name."""
    pairs = [param.partition("=") for param in params]
    if wrong := [param for param, (_, sign, _) in zip(params, pairs, strict=True) if not sign]:
        raise click.UsageError(f"--param {wrong[0]}:请写成 名=值。")
    return {name: value for name, _, value in pairs}


def graph_or_server(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which graph to ask; the command gets a path or an address as `where` (see `open_store`)."""

    @wraps(command)
    def chosen(graph_file: Path, address: str | None, **others: Any) -> Any:
        context = click.get_current_context()
        said = {
            name
            for name in ("graph_file", "address")
            if context.get_parameter_source(name) is ParameterSource.COMMANDLINE
        }
        if len(said) == 2:
            raise click.UsageError("--graph 和 --store 只能用一个。")
        return command(where=address if address and said != {"graph_file"} else graph_file, **others)

    store = click.option(
        "--store",
        "address",
        metavar="地址",
        envvar="WENZE_STORE",
        help="改查 Neo4j 服务器(如 bolt://localhost:7687)。Ask a Neo4j server instead.",
    )
    return GRAPH(store(chosen))


def net_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose a recall net; the command gets the choice as `net`."""

    @wraps(command)
    def chosen(net_name: str, base_url: str | None, model: str | None, **others: Any) -> Any:
        if net_name != "llm" and (base_url or model):
            raise click.UsageError("--base-url 和 --model 只用于 --net llm。")
        name = ("lac" if available() else "none") if net_name == "auto" else net_name
        return command(net=None if name == "none" else NetChoice(name, base_url, model), **others)

    for option in (
        click.option("--model", metavar="名称", help="模型名称(--net llm)。The model's name."),
        click.option(
            "--base-url", metavar="网址", help="兼容 OpenAI 的本地接口(--net llm)。An OpenAI-compatible endpoint."
        ),
        click.option(
            "--net",
            "net_name",
            type=click.Choice(["auto", "none", *NETS]),
            default="auto",
            show_default=True,
            help="补充识别人名机构的网(auto:装了 lac 就用)。Recall net (auto: lac if installed).",
        ),
    ):
        chosen = option(chosen)
    return chosen
