"""Plain text: UTF-8 with or without BOM, UTF-16 with BOM, GB18030."""

from __future__ import annotations

import codecs

from graph_builder.errors import UnreadableNotice


def decode(data: bytes, name: str) -> str:
    """The characters of a text file. Raises `UnreadableNotice` for what is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", name)
    if b"\x00" in data[:65536]:
        raise UnreadableNotice(f"{name}:不是文本文件(内含二进制数据);请换成 txt、html、docx 或 pdf。")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" or _is_chinese(text):
            return text
    raise UnreadableNotice(f"{name}:文字编码认不出来;请用记事本等另存为 UTF-8 文本后再试。")


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableNotice(f"{name}:文字编码损坏;请另存为 UTF-8 文本后再试。") from error


def _is_chinese(text: str) -> bool:
    """Whether what GB18030 made of the bytes looks like Chinese and not like a binary file."""
    sample = text[:20000]
    common = sum(
        (c.isascii() and (c.isprintable() or c in "\r\n\t"))
        or "\u4e00" <= c <= "\u9fff"
        or c in "，。、；：？！“”‘’（）《》〈〉【】—…·　％～"
        or "\uff00" <= c <= "\uffef"
        for c in sample
    )
    return not sample or common / len(sample) > 0.9
