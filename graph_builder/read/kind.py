"""What a file is, seen from its first bytes and then from its ending, and who reads it."""

from __future__ import annotations

import re

from graph_builder.errors import UnreadableNotice
from graph_builder.read import docx, html, markdown, mhtml, ofd, office, pdf, plain, zipped
from graph_builder.read.archive import Archive

_HEAD = 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)*<"
    r"(?:!doctype html|html|head|body|table|div|meta)\b",
    re.S,
)
_WHOLE_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b")
_WORD_XML = re.compile(r"\s*<\?xml[^>]{0,200}\?>.{0,1500}<(?:\w+:)?(?:wordDocument|package)\b", re.S)
_PACKED = {b"Rar!": "rar", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gz"}
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM")
_OLD = (".doc", ".wps", ".dot", ".wpt", ".rtf")


def text_of(data: bytes, name: str, suffix: str) -> str:
    """The text of a file whose name ends in `suffix` (lower case, with its dot). Raises `UnreadableNotice`."""
    if b"%PDF-" in data[:1024]:
        return pdf.text_of(data, name)
    if data.startswith(_ZIP):
        return _of_zip(data, name)
    if data.startswith(_OLE):
        return _of_ole(data, name, suffix)
    if data.startswith(b"{\\rtf"):
        return docx.text_of(office.as_docx(data, name, ".rtf"), name)
    _refuse(data, name)
    head = _head(data)
    if _WORD_XML.match(head):
        return docx.text_of_xml(data, name)
    if head.lstrip()[:13].lower() == "mime-version:" or suffix in (".mht", ".mhtml"):
        return mhtml.text_of(data, name)
    if suffix in (".md", ".markdown") and not _WHOLE_PAGE.match(head.lower()):
        return markdown.text_of(data, name)
    if suffix in (".html", ".htm") or _PAGE.match(head.lower()):
        return html.text_of(data, name)
    if suffix in (".docx", ".ofd", ".pdf"):
        raise UnreadableNotice(f"{name}:不是 {suffix[1:]} 文件,或已损坏、不完整;请重新下载,或用原来的软件重新导出。")
    return plain.decode(data, name)


def _of_zip(data: bytes, name: str) -> str:
    with zipped.opened(data, name, "请重新下载,或用 Word、WPS 打开后另存为 docx。") as packed:
        inside = {entry.lstrip("/") for entry in packed.namelist()}
    if "OFD.xml" in inside:
        return ofd.text_of(data, name)
    if "[Content_Types].xml" in inside and any(part.startswith("word/") for part in inside):
        return docx.text_of(data, name)
    if "xl/workbook.xml" in inside or "ppt/presentation.xml" in inside:
        raise UnreadableNotice(f"{name}:是表格或演示文稿,不是通报文件;请把正文另存为 docx 或 txt。")
    if "mimetype" in inside and "content.xml" in inside:
        return docx.text_of(office.as_docx(data, name, ".odt"), name)
    Archive(data, name)  # raises for what is wrong with it as an archive
    raise UnreadableNotice(f"{name}:是压缩包,里面没有可读的通报、文件过多或套了太多层;请解压后读其中的文件。")


def _of_ole(data: bytes, name: str, suffix: str) -> str:
    """An old Word or WPS file; the names of the streams inside tell it from what else has the same container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableNotice(f"{name}:Word 文件有密码保护,读不了;请先去除密码。")
    if "Workbook".encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
        raise UnreadableNotice(f"{name}:是表格文件,不是通报;请把正文另存为 docx 或 txt。")
    if "WordDocument".encode("utf-16-le") not in data:
        raise UnreadableNotice(
            f"{name}:不是 Word 或 WPS 文字文件,或已损坏、不完整;请用 Word 或 WPS 打开后另存为 docx。"
        )
    return docx.text_of(office.as_docx(data, name, suffix if suffix in _OLD else ".doc"), name)


def _refuse(data: bytes, name: str) -> None:
    for start, packed in _PACKED.items():
        if data.startswith(start):
            raise UnreadableNotice(f"{name}:是 {packed} 压缩文件;请解压,或改压缩成 zip 后再读。")
    if data.startswith(_PICTURES) and b"\x00" in data[:4096]:
        raise UnreadableNotice(f"{name}:是图片,里面没有文字;请先做文字识别(OCR),或找文字版。")


def _head(data: bytes) -> str:
    """The file's first characters, roughly: enough to see which kind of markup it is."""
    start = data[:_HEAD]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", "replace")
    if start[1:2] == b"\x00" or start[:1] == b"\x00":
        return start.decode("utf-16-le" if start[1:2] == b"\x00" else "utf-16-be", "replace")
    return start.decode("utf-8-sig", "replace")
