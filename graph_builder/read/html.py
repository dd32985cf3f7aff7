"""Web pages: the notice's own paragraphs, without navigation and page furniture."""

from __future__ import annotations

import re

import lxml.html
import trafilatura
from lxml import etree

from graph_builder.errors import UnreadableNotice
from graph_builder.read.plain import decode

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_DROPPED = (
    "script, style, noscript, template, nav, header, footer, aside, form, button, select, iframe, svg, object, embed"
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
    ]
)
_SENTENCE = re.compile("[。;；!！?？]")


def text_of(data: bytes, name: str) -> str:
    """The text of a page, one block a line, cells of a table row parted by tabs."""
    page = _decoded(data, name)
    try:
        tree = lxml.html.document_fromstring(page, parser=lxml.html.HTMLParser(huge_tree=False, remove_comments=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableNotice(f"{name}:网页内容损坏或为空;请在浏览器里重新保存网页,或复制正文存成 txt。") from error
    for junk in list(tree.iter(*_DROPPED.split(", "))):
        if junk.getparent() is not None:
            junk.drop_tree()
    own = "\n".join(_lines(_main(tree)))
    found = trafilatura.extract(page, favor_recall=True, include_comments=False, deduplicate=False) or ""
    # The extractor shortens tables and some short paragraphs: where it lost sentences, every block is kept instead.
    complete = (
        len(_SENTENCE.findall(found)) >= 0.98 * len(_SENTENCE.findall(own)) and next(tree.iter("td"), None) is None
    )
    text = found if complete else own
    if not text.strip():
        raise UnreadableNotice(f"{name}:网页里没有正文(可能由脚本生成);请在浏览器里复制正文存成 txt。")
    return text


def _decoded(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    if declared:
        encoding = declared.group(1).decode("ascii").lower()
        encoding = "gb18030" if encoding in ("gb2312", "gbk", "gb18030") else encoding
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return decode(data, name)


def _main(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The smallest element that still holds nearly all sentences of the page; navigation has none."""
    body = tree.body if tree.body is not None else tree
    whole = _weight(body)
    while True:
        child = max((c for c in body if isinstance(c.tag, str)), key=_weight, default=None)
        if (
            child is None
            or child.tag not in _BLOCKS | {"main", "body", "tbody", "td", "span", "font"}
            or child.tag in ("p", "tr", "li")
            or _weight(child) < 0.9 * whole
        ):
            return body
        body = child


def _weight(element: lxml.html.HtmlElement) -> int:
    return len(_SENTENCE.findall(element.text_content()))


def _lines(element: lxml.html.HtmlElement) -> list[str]:
    """The element's text with a line for each block and for each <br>, a tab between cells."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            if node.tag in _BLOCKS or node.tag == "br":
                parts.append("\n")
            parts.append(re.sub(r"[ \t\r\n]+", " ", node.text or ""))
        else:
            if node.tag in ("td", "th") and node.getnext() is not None:
                parts.append("\t")
            if node.tag in _BLOCKS:
                parts.append("\n")
            if node is not element:
                parts.append(re.sub(r"[ \t\r\n]+", " ", node.tail or ""))
    lines = (re.sub(" *\t *", "\t", line).strip(" ") for line in "".join(parts).split("\n"))
    return [line for line in lines if line.strip()]
