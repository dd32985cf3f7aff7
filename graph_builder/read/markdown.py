"""Markdown: its marks removed, one block a line, cells of a table row parted by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph_builder.errors import UnreadableNotice
from graph_builder.read import html, table
from graph_builder.read.layout import rewrapped
from graph_builder.read.plain import decode

MOST_MARKDOWN = 500_000
"""Characters of a Markdown file: its grammar takes up to ten seconds for so many."""

MOST_LINKS = 20_000
"""Opening brackets in it: each may begin a link, and the time to find out grows with their square."""

_FRONT = re.compile(r"\A---[ \t]*\n(?:[^\n]{0,1000}\n){0,50}?(?:---|\.\.\.)[ \t]*\n")
# Bold that ends or begins at Chinese punctuation (**问题:**整改) is none by the grammar, and is meant all the same;
# the asterisks of a masked name (张**、李**) stay.
_BOLD = re.compile("(\\*\\*|__)(?=\\S)([^*_\n]{1,200}[：:。；！？，、”》）】)]|[“《（【(][^*_\n]{1,200})\\1")
_BREAK = "\f"  # a break that the author asked for, as against the end of a wrapped line
_NESTED = 100  # levels of quotes and lists
_GRAMMAR = MarkdownIt("commonmark", {"maxNesting": _NESTED}).enable(["table", "strikethrough"]).disable("code")


def text_of(data: bytes, name: str) -> str:
    """The text of a Markdown file."""
    source = decode(data, name).lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if len(source) > MOST_MARKDOWN:
        raise UnreadableNotice(f"{name}:Markdown 文件超过上限 {MOST_MARKDOWN:,} 字;请拆分,或改名为 txt 后再读。")
    if source.count("[") > MOST_LINKS:
        raise UnreadableNotice(f"{name}:Markdown 里的方括号超过上限 {MOST_LINKS:,} 个;请改名为 txt 后再读。")
    tokens = _GRAMMAR.parse(_FRONT.sub("", source))
    if any(token.level >= _NESTED - 2 for token in tokens):
        raise UnreadableNotice(f"{name}:Markdown 嵌套过深,读不全;请改名为 txt 后再读。")
    return "\n".join(_lines(tokens, name))


def _lines(tokens: Sequence[Token], name: str) -> Iterator[str]:
    lists: list[int | None] = []  # the next number of each open list; None for bullets
    mark = ""
    cells: list[str] = []
    in_table = False
    for token in tokens:
        if token.type == "ordered_list_open":
            lists.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            lists.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            lists.pop()
        elif token.type == "list_item_open" and (number := lists[-1]) is not None:
            mark, lists[-1] = f"{number}{token.markup} ", number + 1
        elif token.type == "tr_open":
            cells, in_table = [], True
        elif token.type == "tr_close":
            in_table = False
            yield "\t".join(cells)
        elif token.type == "inline" and in_table:
            cells.append(table.in_one_line(_words(token.children or []).splitlines()))
        elif token.type == "inline":
            for part in (mark + _words(token.children or [])).split(_BREAK):
                yield from rewrapped(part.split("\n"))
            mark = ""
        elif token.type in ("fence", "code_block"):
            yield from token.content.split("\n")
        elif token.type == "html_block":
            yield from html.text_of_fragment(token.content, name).split("\n")


def _words(tokens: Sequence[Token]) -> str:
    """The words of a paragraph, its breaks kept; its marks, images and tags go."""
    parts = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            parts.append(token.content)
        elif token.type == "hardbreak" or token.content.lower().startswith("<br"):
            parts.append(_BREAK)
        elif token.type == "softbreak":
            parts.append("\n")
    return _BOLD.sub(r"\2", "".join(parts))
