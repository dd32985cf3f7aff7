"""A file → `Document`: its kind is seen from its first bytes, then from its ending."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from graph_builder.errors import UnreadableNotice
from graph_builder.read import docx, html, pdf, plain
from graph_builder.read.clean import clean
from graph_builder.read.document import Document

MOST_BYTES = 50 * 2**20
MOST_CHARACTERS = 5_000_000
MOST_LINE = 1_000_000

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(path: Path) -> Document:
    """Read a notice. Raises `UnreadableNotice`, whose message names the file, the fault and the remedy."""
    data = _bytes(path)
    text = clean(_reader(path, data)(data, str(path)))
    if not text.strip():
        raise UnreadableNotice(f"{path}:文件里没有文字;请检查是不是空文件。")
    if len(text) > MOST_CHARACTERS or max(map(len, text.split("\n"))) > MOST_LINE:
        raise UnreadableNotice(
            f"{path}:文字过长(全文上限 {MOST_CHARACTERS:,} 字,一行上限 {MOST_LINE:,} 字),不像一份通报;请拆分后再读。"
        )
    return Document(text, path.name, hashlib.sha256(data).hexdigest())


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableNotice(f"{path}:是文件夹;请指定其中的文件。")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableNotice(
                f"{path}:文件有 {size / 2**20:.0f} MB,超过上限 {MOST_BYTES // 2**20} MB;请只保留通报正文。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableNotice(f"{path}:打不开({error.strerror});请检查路径和权限。") from error
    if not data:
        raise UnreadableNotice(f"{path}:是空文件;请重新下载。")
    return data


def _reader(path: Path, data: bytes) -> Callable[[bytes, str], str]:
    head = data[:1024].lstrip()[:512].lower()
    if data.startswith(b"%PDF-"):
        return pdf.text_of
    if data.startswith(b"PK\x03\x04"):
        return docx.text_of
    if data.startswith(_OLD_WORD):
        raise UnreadableNotice(f"{path}:是旧版 Word 或 WPS 文件;请用 Word 或 WPS 打开后另存为 docx。")
    if head.startswith((b"<!doctype html", b"<html")) or path.suffix.lower() in (".html", ".htm"):
        return html.text_of
    return plain.decode
