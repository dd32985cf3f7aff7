"""PDF files with a text layer, taken apart by a process of its own so that a hostile one can be stopped."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from graph_builder.errors import UnreadableNotice
from graph_builder.read.layout import Line, paragraphs

MOST_PAGES = 2000
"""Pages that are read; what follows them is an annex of some other kind."""

MOST_CHARACTERS = 5_000_000
"""Characters of all pages together."""

MOST_MEMORY = 2 * 2**30
"""Bytes of address space for the process that reads (not on Windows and macOS, where only time is bounded)."""

MOST_SECONDS = 60
"""Seconds that reading may take."""

_REMEDIES = {
    "locked": "PDF 有密码保护,读不了;请先去除密码。",
    "damaged": "PDF 文件损坏或不完整;请重新下载。",
    "large": f"PDF 文字过多(上限 {MOST_CHARACTERS:,} 字),不像一份通报;请拆分后再读。",
    "stopped": f"PDF 太复杂或有问题,{MOST_SECONDS} 秒、{MOST_MEMORY // 2**30} GB 内存之内读不完;请复制正文存成 txt。",
}


def text_of(data: bytes, name: str) -> str:
    """The text of a PDF, one paragraph a line."""
    found = _found(data)
    if "error" in found:
        raise UnreadableNotice(f"{name}:{_REMEDIES[found['error']]}")
    pages = [[Line(*line) for line in page] for page in found["pages"]]
    if sum(len(line.text) for page in pages for line in page) < 20:
        raise UnreadableNotice(f"{name}:PDF 里没有文字(可能是扫描件);请先做文字识别(OCR),或找文字版。")
    return "\n".join(paragraphs(pages))


def _found(data: bytes) -> dict[str, Any]:
    bounds = [str(bound) for bound in (MOST_MEMORY, MOST_SECONDS, MOST_PAGES, MOST_CHARACTERS)]
    # -P: the names of the modules beside the program must not hide those of the standard library.
    command = [sys.executable, "-P", str(Path(__file__).with_name("pdf_pages.py")), *bounds]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    except (subprocess.TimeoutExpired, ValueError):
        return {"error": "stopped"}
