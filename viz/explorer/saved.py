"""Views that a reader saved under a name: one JSON file beside the graph, which version control can hold."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Lock

from graph_builder.errors import NotSaved
from graph_builder.whole import write_whole

_MOST, _NAME_CHARS, _ADDRESS_CHARS = 500, 80, 50_000
_LOCK = Lock()


def saved(file: Path) -> list[dict[str, str]]:
    """The views kept in a file, each `name` and `address` (what follows # in the page's address); none if absent."""
    try:
        found = json.loads(file.read_text("utf-8"))["views"]
        return [{"name": str(view["name"]), "address": str(view["address"])} for view in found]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NotSaved(f"保存视图的文件 {file} 读不出来,请移走或修复它。") from error


def save(file: Path, name: str, address: str) -> list[dict[str, str]]:
    """Keep a view under a name, in place of one that has it. Raises `NotSaved`."""
    name = name.strip()
    if not name or len(name) > _NAME_CHARS:
        raise NotSaved(f"视图的名称须有 1 至 {_NAME_CHARS} 个字。")
    if not address.startswith("/") or len(address) > _ADDRESS_CHARS:
        raise NotSaved("这个视图太大或地址不对,不能保存。")
    with _LOCK:
        others = [view for view in saved(file) if view["name"] != name]
        if len(others) >= _MOST:
            raise NotSaved(f"已保存 {_MOST} 个视图,请先删去一些。")
        return _write(file, [{"name": name, "address": address}, *others])


def forget(file: Path, name: str) -> list[dict[str, str]]:
    """Keep it no longer."""
    with _LOCK:
        return _write(file, [view for view in saved(file) if view["name"] != name])


def _write(file: Path, views: list[dict[str, str]]) -> list[dict[str, str]]:
    try:
        write_whole(file, json.dumps({"views": views}, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise NotSaved(f"视图没有保存:不能写入 {file}。") from error
    return views
