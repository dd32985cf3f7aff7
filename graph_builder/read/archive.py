"""Zip archives of notices: a member is named like a file in a folder, `通报.zip/一月/甲.docx`, and read in memory.

Nothing is written to disk, so no member can end up outside of a folder or leave anything behind.
"""

from __future__ import annotations

import stat
from functools import lru_cache
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from graph_builder.errors import UnreadableNotice
from graph_builder.read import zipped
from graph_builder.read.clean import one_line
from graph_builder.read.name import shown

MOST_MEMBERS = 2000
"""Members that an archive may have, those of zip files inside it counted."""

MOST_ARCHIVE = 200 * 2**20
"""Bytes that an archive itself may have."""

MOST_MEMBER = 50 * 2**20
"""Bytes that one member may have, unpacked; as `MOST_BYTES` for a file."""

REMEDY = "请重新下载,或解压后读其中的文件。"


class Archive:
    """A zip file's members by their names, as they are shown and asked for.

    `name` is for messages. Raises `UnreadableNotice` for what is damaged, hostile or too large.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._packed = zipped.opened(data, name, REMEDY)
        entries = [entry for entry in self._packed.infolist() if entry.filename and not entry.is_dir()]
        if len(entries) > MOST_MEMBERS:
            raise UnreadableNotice(
                f"{name}:压缩包里有 {len(entries):,} 个文件,超过上限 {MOST_MEMBERS:,} 个;请分批压缩。"
            )
        self.members: dict[str, ZipInfo] = {}
        for entry in entries:
            self.members.setdefault(self._checked(_decoded(entry)), entry)

    def unpacked(self, member: str) -> bytes:
        """A member's bytes."""
        entry, name = self.members[member], f"{self._name}/{member}"
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise UnreadableNotice(f"{name}:是符号链接,不是文件,未读;请把它指向的文件放进压缩包。")
        return zipped.unpacked(self._packed, entry, name, MOST_MEMBER, REMEDY)

    def _checked(self, member: str) -> str:
        path = PurePosixPath(member)
        if path.is_absolute() or ".." in path.parts or member[1:2] == ":":
            raise UnreadableNotice(
                f"{self._name}:里面的文件名“{member[:80]}”指向压缩包之外,疑似恶意文件,未读;请核实来源。"
            )
        return str(path)


def parted(path: Path) -> tuple[Path, tuple[str, ...]] | None:
    """The archive a path leads into and the names inside it; None where no part of the path is a file."""
    for above in path.parents:
        if above.is_file():
            inside = path.relative_to(above).parts
            cut = [i + 1 for i, part in enumerate(inside[:-1]) if part.lower().endswith(".zip")][:1]
            names = ("/".join(inside[: cut[0]]), "/".join(inside[cut[0] :])) if cut else ("/".join(inside),)
            return above, names
    return None


def archive_at(path: Path) -> Archive:
    """The archive in a file. Raises `UnreadableNotice`."""
    name = shown(path)
    try:
        seen = path.stat()
        if seen.st_size > MOST_ARCHIVE:
            raise UnreadableNotice(
                f"{name}:压缩包有 {seen.st_size / 2**20:.0f} MB,超过上限 {MOST_ARCHIVE // 2**20} MB;请分批压缩。"
            )
        return _archive(path, seen.st_mtime_ns, seen.st_size)
    except OSError as error:
        raise UnreadableNotice(f"{name}:打不开;请检查路径和权限。") from error


def inner(outer: Path, member: str) -> Archive:
    """The archive that is a member of another. Raises `UnreadableNotice`."""
    seen = outer.stat()
    return _inner(outer, member, seen.st_mtime_ns, seen.st_size)


# One archive is read member after member: it is opened once and forgotten when the next one comes.
@lru_cache(maxsize=1)
def _archive(path: Path, _changed: int, size: int) -> Archive:
    with path.open("rb") as file:
        return Archive(file.read(size), shown(path))


@lru_cache(maxsize=1)
def _inner(outer: Path, member: str, _changed: int, _size: int) -> Archive:
    return Archive(archive_at(outer).unpacked(member), shown(f"{outer}/{member}"))


def _decoded(entry: ZipInfo) -> str:
    """A member's name; where the file does not say how it is written, UTF-8 or else GBK."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return one_line(name.replace("\\", "/")) or "_"
