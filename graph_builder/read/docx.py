"""Word documents: paragraphs and tables in the order of the document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as Word
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table

from graph_builder.errors import UnreadableNotice

MOST_UNPACKED = 200 * 2**20
"""Bytes that a document may unpack to; beyond it is taken for a zip bomb."""


def text_of(data: bytes, name: str) -> str:
    """The text of a .docx, one paragraph a line, cells of a table row parted by tabs."""
    damaged = UnreadableNotice(f"{name}:Word 文件损坏或不是 docx;请用 Word 或 WPS 打开后另存为 docx。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > MOST_UNPACKED:
                raise UnreadableNotice(f"{name}:解压后超过 {MOST_UNPACKED // 2**20} MB,疑似压缩炸弹,未读;请核实来源。")
            if "word/document.xml" not in packed.namelist():
                raise damaged
        document = docx.Document(io.BytesIO(data))
        return "\n".join(_blocks(document))
    except UnreadableNotice:
        raise
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, RecursionError) as error:
        raise damaged from error


def _blocks(document: Word) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                cells = list(dict.fromkeys((id(cell._tc), cell.text.replace("\n", "")) for cell in row.cells))
                yield "\t".join(text for _, text in cells)
        else:
            yield block.text
