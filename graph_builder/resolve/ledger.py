"""The file of judgements: a line of JSON each, only ever added to, so that version control can hold and merge it."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from graph_builder.errors import JudgementRefused
from graph_builder.lock import only_writer
from graph_builder.resolve.judgement import Judgement, Subject, What, parsed

_WAIT_S = 10.0


def read_judgements(path: Path) -> tuple[list[Judgement], list[str]]:
    """The judgements in the order of the file, each once, and a line in Chinese for whatever is none.

    A file that is not there holds none. Raises `JudgementRefused` where it cannot be read.
    """
    try:
        data = path.read_bytes() if path.exists() else b""
        lines = data.decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise JudgementRefused(f"判断文件 {path} 读不出来({error});请检查权限和编码(UTF-8)。") from error
    found: dict[str, Judgement] = {}
    faults = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgement = parsed(line)
            found.setdefault(judgement.id, judgement)
        except ValueError as error:
            faults.append(f"判断文件 {path} 第 {number} 行没有起作用:{error};这一行原样保留,请人工核对。")
    return list(found.values()), faults


def add_judgements(path: Path, judgements: Iterable[Judgement]) -> Sequence[Judgement]:
    """Add those that the file does not hold yet, oldest first, and give them; they are on the disk when this returns.

    Raises `StoreBusy` while another process goes on writing the file, `JudgementRefused` where it cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with only_writer(path, "判断文件", _WAIT_S):
        known, _ = read_judgements(path)
        held = {j.id for j in known}
        new = {j.id: j for j in sorted(judgements, key=lambda j: (j.when, j.id)) if j.id not in held}
        if new:
            _append(path, "".join(j.line() + "\n" for j in new.values()))
    return list(new.values())


def made(what: What, subjects: Iterable[Subject], who: str | None, reason: str, **to_be: Any) -> Judgement:
    """A judgement of this moment, by the current user if nobody is named. Raises `JudgementRefused` for none."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    judgement = Judgement(what, tuple(subjects), who or getpass.getuser(), now, reason, to_be)
    try:
        return parsed(judgement.line())
    except ValueError as error:
        raise JudgementRefused(f"这条判断写不成:{error}。") from error


def _append(path: Path, text: str) -> None:
    try:
        torn = path.exists() and (data := path.read_bytes()) and not data.endswith(b"\n")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            # A line that a crash cut off stays a line of its own: it is reported, and what follows it is whole.
            os.write(handle, (("\n" if torn else "") + text).encode("utf-8"))
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise JudgementRefused(f"判断文件 {path} 写不进去({error});这条判断没有保存。") from error
