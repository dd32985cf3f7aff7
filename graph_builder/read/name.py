"""How a file's name is shown and kept."""

from __future__ import annotations

from pathlib import Path

from graph_builder.read.clean import one_line


def shown(path: Path | str) -> str:
    """A path on one line, without control and direction characters; bytes that are not UTF-8 are taken for GBK.

    >>> shown("a\\n\\u202eb.txt")
    'a b.txt'
    """
    raw = str(path).encode("utf-8", "surrogateescape" if _came_from_bytes(str(path)) else "replace")
    try:
        return one_line(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return one_line(raw.decode("gb18030", "replace"))


def _came_from_bytes(path: str) -> bool:
    """Whether every lone surrogate stands for a byte that the system could not decode."""
    return all(not "\ud800" <= c <= "\udfff" or "\udc80" <= c <= "\udcff" for c in path)
