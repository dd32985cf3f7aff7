"""Zip files from strangers: opened and unpacked in memory, within bounds, never onto the disk."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from graph_builder.errors import UnreadableNotice

MOST_UNPACKED = 500 * 2**20
"""Bytes that all members of a zip file (docx and ofd are such files) may have together, unpacked."""

MOST_RATIO = 200
"""How many times larger than packed a zip file's members may be, once they pass `RATIO_FROM` bytes."""

RATIO_FROM = 10 * 2**20
"""Bytes unpacked below which no ratio is suspicious: a short repetitive text packs very well."""

MOST_HEADERS = 50_000
"""Entries a zip file may list (those of stored inner zip files count): each costs memory before anything is read."""

# Others unpack whole blocks at once, which cannot be bounded; Office, WPS and OFD write only these.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)


def opened(data: bytes, name: str, remedy: str) -> zipfile.ZipFile:
    """A zip file held in memory whose listed sizes are sane. Raises `UnreadableNotice` ending in `remedy`."""
    if data.count(b"PK\x01\x02") > MOST_HEADERS:
        raise UnreadableNotice(f"{name}:压缩包里的条目超过 {MOST_HEADERS:,} 个,疑似压缩炸弹,未读;请核实来源。")
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except _FAULTS as error:
        raise UnreadableNotice(f"{name}:文件损坏或不完整;{remedy}") from error
    unpacked = sum(entry.file_size for entry in packed.infolist())
    if unpacked > MOST_UNPACKED or (unpacked > RATIO_FROM and unpacked > MOST_RATIO * len(data)):
        raise UnreadableNotice(
            f"{name}:解压后有 {unpacked / 2**20:,.0f} MB(上限 {MOST_UNPACKED // 2**20} MB、{MOST_RATIO} 倍),"
            "疑似压缩炸弹,未读;请核实来源。"
        )
    return packed


def unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, most: int, remedy: str) -> bytes:
    """One member's bytes, at most `most`. Raises `UnreadableNotice`."""
    if entry.flag_bits & 1:
        raise UnreadableNotice(f"{name}:有密码保护,读不了;请先去除密码。")
    if entry.compress_type not in _METHODS:
        raise UnreadableNotice(f"{name}:压缩方式不支持;请用常见的 zip 方式重新压缩,或解压后再读。")
    if entry.file_size > most:
        raise UnreadableNotice(
            f"{name}:解压后有 {entry.file_size / 2**20:,.0f} MB,超过上限 {most // 2**20} MB,未读;请只保留通报正文。"
        )
    try:
        with packed.open(entry) as member:
            data = member.read(entry.file_size)
            member.read(1)  # at its end the checksum is compared
        return data
    except _FAULTS as error:
        raise UnreadableNotice(f"{name}:文件损坏或不完整;{remedy}") from error
