"""Web pages: the notice's own paragraphs, without navigation and page furniture."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
import trafilatura
from lxml import etree

from graph_builder.errors import UnreadableNotice
from graph_builder.read.blocks import BLOCKS, lines_of
from graph_builder.read.plain import decode

MOST_PAGE = 10 * 2**20
"""Bytes that a page may have; its tree takes some ten times as much memory."""

MOST_EXTRACTED = 1_000_000
"""Characters of a page up to which the extractor of main text is asked; larger ones are read block by block."""

LEAST_KEPT = 0.98
"""Share of the sentences that the extractor of main text must keep for its opinion to count."""

_HEAD = 20  # characters by which a line is known again
_SHORTEST_TITLE = 8

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.I)
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb18030": "gb18030", "utf8": "utf-8"}
_CHARSETS |= {name: name for name in ("utf-8", "big5", "hz-gb-2312")}
_DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "iframe",
        "svg",
        "object",
        "embed",
    ]
)
_INTO = BLOCKS | {"main", "body", "tbody", "td", "span", "font"} - {"p", "li"}
_SENTENCE = re.compile("[。;；!！?？]")


def text_of(data: bytes, name: str) -> str:
    """The text of a page, one block a line, cells of a table row parted by tabs."""
    if len(data) > MOST_PAGE:
        raise UnreadableNotice(
            f"{name}:网页有 {len(data) / 2**20:.0f} MB,超过上限 {MOST_PAGE // 2**20} MB;请复制正文存成 txt。"
        )
    text = text_of_page(_decoded(data, name), name)
    if not text.strip():
        raise UnreadableNotice(f"{name}:网页里没有正文(可能由脚本生成);请在浏览器里复制正文存成 txt。")
    return text


def text_of_page(page: str, name: str) -> str:
    """The text of a page that is decoded already; may be empty."""
    tree = _tree(page, name)
    main = _main(tree)
    lines = lines_of(main)
    if len(page) <= MOST_EXTRACTED and next(tree.iter("td"), None) is None:
        lines = _without_furniture(lines, _extracted(page))
    return "\n".join(_title(tree, lines) + lines)


def text_of_fragment(fragment: str, name: str) -> str:
    """The text of a piece of HTML inside another format."""
    return "\n".join(lines_of(_tree(f"<div>{fragment}</div>", name)))


def _without_furniture(lines: list[str], found: str) -> list[str]:
    """The lines without those at either end that the extractor of main text left out, if it kept the rest."""
    if len(_SENTENCE.findall(found)) < LEAST_KEPT * len(_SENTENCE.findall("\n".join(lines))):
        return lines
    heads = {_bare(line)[:_HEAD] for line in found.split("\n")}
    kept = [i for i, line in enumerate(lines) if _bare(line)[:_HEAD] in heads]
    return lines[kept[0] : kept[-1] + 1] if kept else lines


def _title(tree: Any, lines: list[str]) -> list[str]:
    """The page's title where it stands in the page outside the main element; else nothing."""
    said = [str(meta.get("content", "")) for meta in tree.iter("meta") if meta.get("name") == "ArticleTitle"]
    said += [heading.text_content() for heading in tree.iter("h1", "h2")] + [t.text or "" for t in tree.iter("title")]
    titles = {_bare(text) for text in said} & {_bare(line) for line in lines_of(tree)}
    titles -= {_bare(line) for line in lines} | {""}
    found = next((text for text in said if _bare(text) in titles), None)
    # A short heading is the site's or the section's name; a notice's title says what it is about.
    return [" ".join(found.split())] if found is not None and len(_bare(found)) >= _SHORTEST_TITLE else []


def _bare(text: str) -> str:
    return "".join(text.split())


def _tree(page: str, name: str) -> Any:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        # Without its declaration: a text that is decoded already must not name another encoding.
        tree = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]{0,200}>", "", page), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise UnreadableNotice(f"{name}:网页内容损坏或为空;请在浏览器里重新保存网页,或复制正文存成 txt。") from error
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableNotice(f"{name}:网页嵌套过深,读不全;请在浏览器里复制正文存成 txt。")
    for junk in [element for element in tree.iter() if element.tag in _DROPPED]:
        if junk.getparent() is not None:
            junk.drop_tree()
    return tree


def _extracted(page: str) -> str:
    try:
        return trafilatura.extract(page, favor_recall=True, include_comments=False, deduplicate=False) or ""
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return ""  # its own reading of a broken page failed; ours stands


def _decoded(data: bytes, name: str) -> str:
    declared = _CHARSET.search(data[:4096])
    encoding = _CHARSETS.get(declared.group(1).decode("ascii").lower()) if declared else None
    if encoding and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            pass
    return decode(data, name)


def _main(tree: Any) -> Any:
    """The smallest element that still holds nearly all sentences of the page; navigation has none."""
    weights = _weights(tree)
    body = tree.body if tree.body is not None else tree
    whole = weights.get(body, 0)
    while True:
        child = max((c for c in body if c in weights), key=weights.__getitem__, default=None)
        if child is None or child.tag not in _INTO or weights[child] < 0.9 * whole:
            break
        body = child
    while body.tag in ("tr", "tbody") and body.getparent() is not None:
        body = body.getparent()  # a table is read whole or not at all
    if body.tag == "table" and body.getparent() is not None and any(map(_tells, body.itersiblings(preceding=True))):
        body = body.getparent()  # the notice's title and first sentences stand above its table
    return body


def _tells(element: Any) -> bool:
    """Whether an element beside the main table is the notice's own: words of some length that are no links."""
    words = "".join(element.text_content().split())
    links = sum(len("".join(link.text_content().split())) for link in element.iter("a"))
    return element.tag in BLOCKS and len(words) >= _SHORTEST_TITLE and links <= 0.2 * len(words)


def _weights(tree: Any) -> dict[Any, int]:
    """How many sentences each element holds, children included."""
    weights: dict[Any, int] = {}
    for _, element in etree.iterwalk(tree, events=("end",)):
        own = len(_SENTENCE.findall(element.text or ""))
        weights[element] = own + sum(weights.get(c, 0) + len(_SENTENCE.findall(c.tail or "")) for c in element)
    return weights
