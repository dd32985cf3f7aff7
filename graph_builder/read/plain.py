"""Plain text: UTF-8, UTF-16 with or without a BOM, GB18030."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from graph_builder.errors import UnreadableNotice

_SAMPLE = 20_000  # characters that are looked at
_COMMON = frozenset(
    "的了和是在有不为对及等年月日一二三四五六七八九十中人大工作问题整改情况市县区委党,。、:;，：；\n \t"
)
_CHINESE = re.compile("[ -~\r\n\t\u4e00-\u9fff\uff00-\uffef，。、；：？！“”‘’（）《》〈〉【】—…·　％～〔〕①-⑩]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f]+")


def decode(data: bytes, name: str) -> str:
    """The characters of a text file. Raises `UnreadableNotice` for what is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", name)
    candidates = list(_candidates(data))
    if candidates:
        return candidates[0] if len(candidates) == 1 else max(candidates, key=_commonness)
    if b"\x00" in data or not _is_text(data[:_SAMPLE].decode("latin-1")):
        raise UnreadableNotice(f"{name}:不是文本文件(内含二进制数据);请换成 txt、html、docx 或 pdf。")
    if _nearly_utf8(data):
        raise UnreadableNotice(f"{name}:文字编码损坏或文件不完整;请重新下载,或另存为 UTF-8 文本后再试。")
    raise UnreadableNotice(f"{name}:文字编码认不出来;请用记事本等另存为 UTF-8 文本后再试。")


def _candidates(data: bytes) -> Iterator[str]:
    """What the bytes say in each encoding under which they read as text; nothing else reads as UTF-8 by chance."""
    nul = b"\x00" in data
    for encoding in ("utf-16-le", "utf-16-be") if nul else ("utf-8-sig", "gb18030", "utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "utf-8-sig" and _is_text(text):
            yield text
            return
        if _is_chinese(text) and not (encoding == "gb18030" and _nearly_utf8(data)):
            yield text


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableNotice(f"{name}:文字编码损坏或文件不完整;请重新下载,或另存为 UTF-8 文本后再试。") from error


def _nearly_utf8(data: bytes) -> bool:
    """Whether all but a few bytes are UTF-8: cut or damaged, it must not pass for characters of another encoding."""
    text = data[: 4 * _SAMPLE].decode("utf-8", "replace")
    wide = sum(c > "\x7f" for c in text)
    return wide > 0 and text.count("\ufffd") < 0.05 * wide + 2 and text.count("\ufffd") < wide


def _is_text(text: str) -> bool:
    """Whether control characters are as rare as in a text."""
    sample = text[:_SAMPLE]
    return len(sample) - len(_CONTROL.sub("", sample)) <= 4 + 0.05 * len(sample)


def _is_chinese(text: str) -> bool:
    """Whether what a decoder made of the bytes looks like Chinese and not like a binary file."""
    sample = text[:_SAMPLE]
    good = len(sample) - len(_CHINESE.sub("", sample))
    return not sample or good / len(sample) > 0.9


def _commonness(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(c in _COMMON for c in sample) / max(1, len(sample))
