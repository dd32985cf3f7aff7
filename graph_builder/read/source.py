"""Where a notice's bytes come from: a file, or a member of a zip archive named as if the archive were a folder."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from graph_builder.errors import UnreadableNotice
from graph_builder.read.archive import archive_at, inner, parted
from graph_builder.read.name import shown

MOST_BYTES = 50 * 2**20
"""Bytes that a file may have."""

_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.ENOTDIR: "没有这个文件",
    errno.EACCES: "没有读取权限",
    errno.EPERM: "没有读取权限",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "链接循环",
}


def bytes_of(path: Path) -> bytes:
    """The bytes of a file or member, at most `MOST_BYTES` and at least one. Raises `UnreadableNotice`."""
    name = shown(path)
    try:
        data = _of_member(path) if (inside := _is_inside(path)) else _of_file(path, name)
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "读取出错")
        raise UnreadableNotice(f"{name}:打不开({reason});请检查路径和权限。") from error
    if not data:
        raise UnreadableNotice(f"{name}:是空文件;请重新{'压缩' if inside else '下载'}。")
    return data


def _is_inside(path: Path) -> bool:
    return not os.path.lexists(path) and parted(path) is not None


def _of_file(path: Path, name: str) -> bytes:
    seen = path.stat()
    if stat.S_ISDIR(seen.st_mode):
        raise UnreadableNotice(f"{name}:是文件夹;请指定其中的文件。")
    if not stat.S_ISREG(seen.st_mode):
        raise UnreadableNotice(f"{name}:不是普通文件(是设备或管道);请指定文件。")
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UnreadableNotice(
            f"{name}:文件有 {seen.st_size / 2**20:.0f} MB,超过上限 {MOST_BYTES // 2**20} MB;请只保留通报正文。"
        )
    return data


def _of_member(path: Path) -> bytes:
    found = parted(path)
    if found is None:
        raise FileNotFoundError(errno.ENOENT, "gone", str(path))
    outer, names = found
    archive = archive_at(outer)
    if len(names) > 1 and names[0] in archive.members:
        archive, names = inner(outer, names[0]), names[1:]
    if (member := "/".join(names)) not in archive.members:
        raise UnreadableNotice(f"{shown(path)}:压缩包里没有这个文件;请检查路径。")
    return archive.unpacked(member)
