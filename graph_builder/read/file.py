"""A file → `Document`."""

from __future__ import annotations

import hashlib
from pathlib import Path

from graph_builder.errors import UnreadableNotice
from graph_builder.read import kind
from graph_builder.read.clean import clean
from graph_builder.read.document import Document
from graph_builder.read.name import shown
from graph_builder.read.source import bytes_of

MOST_CHARACTERS = 5_000_000
"""Characters that a notice may have."""

MOST_LINE = 1_000_000
"""Characters that one line of it may have."""


def read(path: Path) -> Document:
    """Read a notice: a file, or a member of a zip archive as `notices_in` names it.

    Raises `UnreadableNotice`, whose message names the file, the fault and the remedy in one line.
    """
    return read_bytes(bytes_of(path), path)


def read_bytes(data: bytes, path: Path) -> Document:
    """Read the bytes of a notice that lies at `path`, wherever that is. Raises `UnreadableNotice`."""
    name = shown(path)
    if not data:
        raise UnreadableNotice(f"{name}:是空文件;请重新下载。")
    raw = kind.text_of(data, name, path.suffix.lower())
    text = clean(raw) if len(raw) <= 2 * MOST_CHARACTERS else raw
    if not text.strip():
        raise UnreadableNotice(f"{name}:文件里没有文字;请检查是不是空文件。")
    if len(text) > MOST_CHARACTERS or max(map(len, text.split("\n"))) > MOST_LINE:
        raise UnreadableNotice(
            f"{name}:文字过长(全文上限 {MOST_CHARACTERS:,} 字,一行上限 {MOST_LINE:,} 字),不像一份通报;请拆分后再读。"
        )
    return Document(text, shown(path.name), hashlib.sha256(data).hexdigest())
