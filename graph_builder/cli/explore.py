"""`wenze explore`: the local web page."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import webbrowser
from pathlib import Path
from threading import Timer

import click

from graph_builder.cli.judgements import JUDGEMENTS, beside
from graph_builder.cli.options import graph_or_server
from queries.store import EmbeddedStore, open_store, refuse_old

PORT = 8477
_HOST = "127.0.0.1"


@click.command()
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="端口;被占用时另选一个。The port; another one if it is taken.",
)
@click.option("--no-open", is_flag=True, help="不自动打开浏览器。Do not open a browser.")
@click.option(
    "--views",
    type=click.Path(path_type=Path),
    help="保存视图的文件(默认在图谱旁边)。Where views are saved (default: beside the graph).",
)
@JUDGEMENTS
@graph_or_server
def explore(port: int, no_open: bool, views: Path | None, file: Path | None, where: str | Path) -> None:
    """打开本机网页:总览、关系网络、查询、逐题核对、审阅存疑。

    Open the local page: overview, network, queries, reading notices against what was extracted, settling doubts.

    \b
    例 Examples:
      wenze explore
      wenze explore --graph 我的图谱.lbug --no-open
      wenze explore --store bolt://localhost:7687
    """
    # Here, since a web server takes a while to import and no other command needs it.
    from viz.explorer import explorer, serve

    judgements = beside(where if isinstance(where, Path) else Path("wenze.lbug"), file)
    kept = views or (where.with_suffix(".views.json") if isinstance(where, Path) else Path("wenze.views.json"))
    with open_store(where) as store, _listening(port) as bound:
        if isinstance(store, EmbeddedStore):
            refuse_old(store)
        chosen = bound.getsockname()[1]
        token = secrets.token_urlsafe(24)
        address = f"http://{_HOST}:{chosen}/?token={token}"
        click.echo(f"网页地址(只在本机可用,不要转发):\n  {address}\n按 Ctrl-C 结束。")
        app = explorer(store, views=kept, judgements=judgements, port=chosen, token=token)
        if not no_open and _has_screen():
            opening = Timer(0.5, webbrowser.open, (address,))
            opening.daemon = True
            opening.start()
        serve(app, bound)


def _has_screen() -> bool:
    """Whether a browser could show itself: a text browser would take the terminal over."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _listening(port: int) -> socket.socket:
    """A socket on this machine's own address, at this port or, where that is taken, at a free one."""
    for wanted in (port, 0):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform != "win32":  # where it would let two programs listen at one port
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((_HOST, wanted))
            return bound
        except OSError:
            bound.close()
    raise click.ClickException("没有可用的端口。")
