"""Lines set on pages (pdf, ofd) → paragraphs: page furniture dropped, wrapped lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

_PAGE_NUMBER = re.compile(r"[-—–\s第·]*\d{1,4}[-—–\s页/共·\d]*$")
_OPENS = re.compile(
    "[(（][一二三四五六七八九十\\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、是]|\\d{1,3}(?:、|[.．](?=\\D|(?:19|20)\\d\\d年))|第[一二三四五六七八九十]+|[①-⑳]|(?:反馈)?问题[:：]|整改[\u4e00-\u9fff]{0,6}[:：]|附件|20\\d\\d年\\d{1,2}月\\d{1,2}日$"
)
_UNBROKEN = re.compile("[A-Za-z0-9.,%]{1,20}")
_SLACK = 2.6  # characters that a full line may lack, for punctuation that must not begin the next
_ENDS = re.compile("[。：:；;！？][”）)]?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, where it begins and ends on the page, the height of its characters (any unit).

    `row`: it is a row of a table, which no other line goes on with.
    """

    text: str
    left: float
    right: float
    size: float
    row: bool = False


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The text of the pages, one paragraph a line.

    A line goes on from the one before it if that one reached the right margin and it is not indented itself.
    Where paragraphs are not indented, a line that opens a new item begins a new one too.
    """
    kept = _without_furniture(pages)
    printed = [[line for line in page if not line.row] for page in kept]
    width = max((max(x.right for x in page) - min(x.left for x in page) for page in printed if page), default=0.0)
    margins = _margins(printed)
    placed = [(line, line.left - margin) for page, margin in zip(kept, margins, strict=True) for line in page]
    starts = [indent > 1.4 * line.size or line.row for line, indent in placed]
    indents = sum(starts) > 0.1 * len(starts)
    joined: list[list[str]] = []
    for i, (line, _) in enumerate(placed):
        if (
            i
            and not starts[i]
            and not placed[i - 1][0].row
            and _full(*placed[i - 1], line.text, width)
            and (indents or not _OPENS.match(line.text))
        ):
            joined[-1].append(line.text)
        else:
            joined.append([line.text])
    return ["".join(_spaced(parts)) for parts in joined]


def _margins(pages: Sequence[Sequence[Line]]) -> list[float]:
    """Where the lines of each page begin that are not indented; of a page that has none, where the other pages' do."""
    lefts = [min((line.left for line in page), default=0.0) for page in pages]
    usual = median_low(left for left, page in zip(lefts, pages, strict=True) if page) if any(pages) else 0.0
    return [
        usual if page and 0 < left - usual < 3 * page[0].size else left for left, page in zip(lefts, pages, strict=True)
    ]


def _full(line: Line, indent: float, following: str, width: float) -> bool:
    """Whether nothing of the following line would have fitted on this one."""
    word = _UNBROKEN.match(following)
    room = _SLACK + 0.6 * len(word.group()) if word else _SLACK
    return indent + line.right - line.left > width - room * line.size


def rewrapped(lines: Sequence[str]) -> list[str]:
    """Lines of which only the length is known: joined where they look as if cut at one width."""
    full = sorted(map(len, lines))[int(len(lines) * 0.8)] if lines else 0
    joined: list[list[str]] = []
    for i, line in enumerate(lines):
        last = lines[i - 1] if i else ""
        wrapped = len(last) >= full * 0.85 and not (_ENDS.search(last[-2:]) and len(last) < full * 0.95)
        if i and wrapped and not _OPENS.match(line):
            joined[-1].append(line)
        else:
            joined.append([line])
    return ["".join(_spaced(parts)) for parts in joined]


def _spaced(parts: list[str]) -> list[str]:
    """Parts to put together, with a space where two words of Latin letters would grow into one."""
    spaced = parts[:1]
    for last, part in pairwise(parts):
        latin = last[-1:].isascii() and last[-1:].isalpha() and part[:1].isascii() and part[:1].isalpha()
        spaced.append(" " + part if latin else part)
    return spaced


def _without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """All lines but page numbers and what repeats at the head or foot of most pages; pages left empty go."""
    edges = Counter(text for page in pages if len(page) > 3 for text in {page[0].text, page[-1].text})
    furniture = {text for text, count in edges.items() if len(pages) > 2 and count > len(pages) * 0.6}
    kept = []
    for page in pages:
        last = len(page) - 1
        body = [
            line
            for i, line in enumerate(page)
            if not (i in (0, last) and (line.text in furniture or _PAGE_NUMBER.fullmatch(line.text[:40])))
        ]
        if body:
            kept.append(body)
    return kept
