"""PDF files with a text layer: wrapped lines joined to paragraphs, page furniture dropped."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from graph_builder.errors import UnreadableNotice

MOST_PAGES = 2000
_PAGE_NUMBER = re.compile(r"[-—–\s第]*\d{1,4}[-—–\s页/共\d]*$")
_OPENS = re.compile(
    "[(（][一二三四五六七八九十\\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、是]|\\d{1,3}(?:、|[.．](?=\\D|(?:19|20)\\d\\d年))|第[一二三四五六七八九十]+|[①-⑳]|(?:反馈)?问题[:：]|整改[\u4e00-\u9fff]{0,6}[:：]|附件|20\\d\\d年\\d{1,2}月\\d{1,2}日$"
)
_ENDS = re.compile("[。：:；;！？][”）)]?$")


def text_of(data: bytes, name: str) -> str:
    """The text of a PDF, one paragraph a line."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            pages = [document[i].get_textpage().get_text_bounded() for i in range(min(len(document), MOST_PAGES))]
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise UnreadableNotice(
            f"{name}:PDF 有密码保护,读不了;请先去除密码。" if locked else f"{name}:PDF 文件损坏;请重新下载。"
        ) from error
    if sum(len(page.strip()) for page in pages) < 20:
        raise UnreadableNotice(f"{name}:PDF 里没有文字(可能是扫描件);请先做文字识别(OCR),或找文字版。")
    return "\n".join(_paragraphs(_without_furniture([page.splitlines() for page in pages])))


def _without_furniture(pages: list[list[str]]) -> list[str]:
    """All lines but page numbers and what repeats at the head or foot of most pages."""
    stripped = [[line.strip() for line in page if line.strip()] for page in pages]
    edges = Counter(line for page in stripped if len(page) > 3 for line in {page[0], page[-1]})
    furniture = {line for line, count in edges.items() if len(stripped) > 2 and count > len(stripped) * 0.6}
    kept: list[str] = []
    for page in stripped:
        for i, line in enumerate(page):
            at_edge = i == 0 or i == len(page) - 1
            if not (at_edge and (line in furniture or _PAGE_NUMBER.fullmatch(line))):
                kept.append(line)
    return kept


def _paragraphs(lines: list[str]) -> list[str]:
    """Join a line to the one before it unless that one ended, was short, or a new item opens."""
    if not lines:
        return []
    full = sorted(map(len, lines))[int(len(lines) * 0.8)]
    joined = [lines[0]]
    last = lines[0]
    for line in lines[1:]:
        wrapped = len(last) >= full * 0.85 and not (_ENDS.search(last) and len(last) < full * 0.95)
        if wrapped and not _OPENS.match(line):
            joined[-1] += line
        else:
            joined.append(line)
        last = line
    return joined
