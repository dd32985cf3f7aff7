"""Write a file whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write `text` beside `path`, then rename: a reader never meets half a file, a failure leaves the old one."""
    with whole_file(path) as beside:
        beside.write_text(text, "utf-8")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A place beside `path` to write to, bit by bit; renamed to `path` when all went well, removed when not."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path)
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """The same for a folder: the one at `path` is replaced, with all it holds, only when the new one is whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside, old = _beside(path), _beside(path).with_suffix(".old")
    try:
        beside.mkdir()
        yield beside
        if path.exists():
            path.replace(old)
        beside.replace(path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")
