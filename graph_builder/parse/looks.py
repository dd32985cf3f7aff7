"""What a line looks like: a heading, running text, the page's furniture; and where a notice's body ends."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.lexicon import load
from graph_builder.parse.line import Line

ANSWERING = ("answer", "measures")
COLON_BEFORE_STEPS = "(?<!问题)(?<!表现)(?<!如下)(?<!包括)(?<![是有为])[：:](?=[(（]1[)）]|①|第一[,，])"
"""A colon behind which the steps of an answer begin (整改落实:(1)…), not what a problem lists (表现为:(1)…)."""


@cache
def words_of(name: str) -> re.Pattern[str]:
    """The words of one list of the lexicon (organisation, outlook …), any of them."""
    return re.compile("|".join(load("outline")[name]))


def is_heading(text: str, line: Line) -> bool:
    """Whether a line only announces what follows: short, with no full stop inside."""
    words = line.body.cut(text)
    return len(words) <= 60 and "。" not in words.rstrip("。:：")


def is_sentence(text: str, line: Line) -> bool:
    """Whether a line is running text: it ends as a sentence does."""
    return line.body.cut(text).endswith(("。", ".", "；", ";", "！"))


def deficient(words: str) -> bool:
    """Whether words say that something is wrong (…不到位, …问题)."""
    return words_of("deficiency").search(words) is not None


def only_reports(words: str) -> bool:
    """Whether words only say how far an answer got and not what was done (已完成。, 该问题正在推进。)."""
    return len(words) <= 24 and words_of("bare_results").match(words.strip()) is not None


def is_furniture(text: str, line: Line) -> bool:
    """Whether a line is of the page and not of the notice (发布时间, 来源, 扫一扫 …)."""
    words = re.sub(r"\s", "", line.span.cut(text)).lstrip(_BULLETS)
    if len(words) > 80:
        return False
    if _CRUMBS.search(words) and "。" not in words:
        return True
    return words_of("furniture").match(words) is not None or _dated_furniture().search(words) is not None


_BULLETS = "•·●▪◆■○◇-－"
_CRUMBS = re.compile("->|>>|»|首页\\s*[-－—|｜/·]\\s*[㐀-鿿]|[㐀-鿿][>＞›]|^[>＞›]")
"""The path of a page inside its site (首页 > 政务公开 > …)."""


@cache
def _dated_furniture() -> re.Pattern[str]:
    """A day beside the words of a page's head (2024-09-12 10:26 来源:…), no sentence round it."""
    day, beside = load("outline")["furniture_day"], "|".join(load("outline")["furniture_beside"])
    return re.compile(f"^[^。，,；;]{{0,30}}{day}[^。，,；;]{{0,14}}(?:{beside})|^(?:{beside})[^。；;]{{0,40}}{day}")


def body_end(text: str, lines: list[Line]) -> int:
    """The index of the first line after the body: contact, signature, date or page furniture at the end."""
    tail = max(1, int(len(lines) * 0.6))
    for i in range(tail, len(lines)):
        if words_of("closing").search(lines[i].span.cut(text)[:40]) and not lines[i].has(*ANSWERING):
            return i
    end = len(lines)
    while (
        end > tail
        and (
            is_furniture(text, lines[end - 1])
            or re.fullmatch(r".{2,40}?|[\d０-９]{4}\s*年.{2,8}日", lines[end - 1].span.cut(text))
        )
        and "。" not in lines[end - 1].span.cut(text)
        and lines[end - 1].kind is None
        and not lines[end - 1].role()
    ):
        end -= 1
    return end
