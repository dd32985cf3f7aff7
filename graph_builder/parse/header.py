"""Find what stands round the problems: title, opening sentence, contact, signature and date."""

from __future__ import annotations

import re

from graph_builder.claim import Span
from graph_builder.parse.line import Line
from graph_builder.parse.looks import is_furniture
from graph_builder.parse.notice import Header

_TITLE = re.compile("通报|公告|报告|说明|公示|情况|清单|方案|函|意见|曝光|公开")
_GOES_ON = re.compile("(?:整改|落实|进展|的)[^。，,；;：:\n]{0,20}(?:通报|公告|报告|公示|情况|公开)$")
"""A title's further line behind one that could end it (…反馈意见|整改情况公开)."""
_TITLE_END = re.compile(
    "(?:通报|公告|报告|公示|情况|清单|方案|函|意见|结果|案例|典型问题|一览表|汇总表|情况表|进展表|明细表|统计表|清单表|台账|情况公开|结果公开|整改公开|进展公开|情况说明|情况的说明)[)）》]?(?:[(（][^()（）\n]{1,14}[)）])?$"
)
_NAMED = re.compile(
    "[㐀-鿿]{0,16}关于[^。；;\n]{6,80}(?:通报|公告|报告|公示|情况|结果)(?:[(（][^()（）\n]{1,14}[)）])?"
)
"""What a page is about, below the name of the series that it is one of (甲市审计局审计结果公告|第3号|关于…的公告)."""
_COMPLETE = re.compile("[㐀-鿿]{2,20}(?:[省市县区州旗镇乡]|委|局|会|公司|集团)(?:关于|贯彻|落实|通报|公开)")
"""How a title begins that needs none of the short lines above it: they are the page's path."""
_PATH = re.compile(".{2,20}(?<!党组)(?<!党委)(?<!委员会)(?<!政府)(?<!公司)(?<!集团)(?<!关于)(?<![局院校厅委会])")
"""A short line that is no body's name."""
_DATED = re.compile(
    r"\(?[\d０-９〇○零一二三四五六七八九]{4}\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月\s*(?:[\d０-９一二三四五六七八九十]{1,3}\s*日)?\)?(?:印发)?$"
)
_OPENING = re.compile("根据|按照|巡视|巡察|审计|督察|督导|反馈|现将|通报")


def header(text: str, lines: list[Line], body: int, first: int, end: int, *, lists: bool = False) -> Header:
    """The header of a notice: sections start at line `body`, problems at `first`, what closes it at `end`.

    `lists`: the line at `first` may say who was inspected before it lists what was found.
    """
    title = title_of(text, lines[: max(body, 1)])
    after = next((i for i, line in enumerate(lines) if title and line.span.start >= title.end), 0)
    opening = _opening(text, lines[after:body])
    if opening is None or not _PERIOD.search(text, *opening):
        later = _told_later(text, lines[body:first])
        told = _sentence_told(text, lines[first : first + 1]) if lines and lists and not later else None
        opening = Span(opening.start if opening else told.start, told.end) if told else later or opening
    dated, signature = _signature(text, lines, end)
    closing = [
        line
        for line in lines[end:]
        if (not signature or line.span.end <= signature.start) and not is_furniture(text, line)
    ]
    return Header(
        title=title,
        opening=opening,
        closing=Span(closing[0].span.start, closing[-1].span.end) if closing else None,
        signature=signature,
        dated=dated,
    )


_SOURCE = re.compile("[\u3400-\u9fff]{1,6}讯[\\s\u3000:：]+")
"""A paper's or page's mark before a title (本网讯)."""
_MARK = re.compile("[•·●▪◆■○◇\\-－\\s]+")
"""The sign of a list before a title."""


def title_of(text: str, head: list[Line]) -> Span | None:
    """The title without a paper's mark before it."""
    title = _title_lines(text, head)
    source = _SOURCE.match(text, *title) if title else None
    mark = _MARK.match(text, *title) if title else None
    start = (source or mark).end() if source or mark else 0  # type: ignore[union-attr]
    return Span(start, title.end) if title and start else title


def _title_lines(text: str, head: list[Line]) -> Span | None:
    """The lines of the title: from the first that can begin one to the first that can end one, at most four."""
    candidates = [line for line in head if not is_furniture(text, line) and not _DATED.fullmatch(line.span.cut(text))][
        :12
    ]
    for i, line in enumerate(candidates):
        words = line.span.cut(text)
        if len(words) > 120 or "。" in words or line.kind:
            return None
        for last in candidates[i : i + 4]:
            whole = Span(line.span.start, last.span.end)
            if "。" in last.span.cut(text) or last.kind or len(whole.cut(text)) > 150:
                break
            if _TITLE_END.search(last.span.cut(text)) and _TITLE.search(whole.cut(text)):
                first = last if _COMPLETE.match(text, *last.span) and _PATH.fullmatch(words) else line
                for further in candidates[i + 1 : candidates.index(last) + 1]:
                    if "关于" in further.span.cut(text) and not re.match("关于", further.span.cut(text)):
                        first = further
                following = candidates[candidates.index(last) + 1 :][:2]
                if named := next((x for x in following if _NAMED.fullmatch(text, *x.span)), None):
                    return named.span
                goes_on = following and _GOES_ON.match(following[0].span.cut(text))
                return Span(first.span.start, following[0].span.end if goes_on else last.span.end)
    return (
        candidates[0].span
        if candidates
        and not candidates[0].kind
        and len(candidates[0].span.cut(text)) <= 80
        and "。" not in candidates[0].span.cut(text)
        else None
    )


def _opening(text: str, head: list[Line]) -> Span | None:
    """The paragraphs between the title and the first section that say who inspected whom."""
    found = []
    for line in head:
        words = line.span.cut(text)
        if line.kind in ("chinese", "part"):
            break
        if not is_furniture(text, line) and ("。" in words or _OPENING.search(words)) and len(words) > 15:
            found.append(line)
    return Span(found[0].span.start, found[-1].span.end) if found else None


_PERIOD = re.compile(
    "\\d{4}\\s*年\\s*\\d{1,2}\\s*月[^。；;\n]{0,24}?(?:至|到|—|-|－|~)[^。；;\n]{0,80}?(?:巡视|巡察|督察|审计|督查|组)"
)
"""When an inspection lasted, and that it was one."""


def _told_later(text: str, lines: list[Line]) -> Span | None:
    """The paragraph below the first heading (一、巡察基本情况) that says who inspected whom, where none above does."""
    return next((line.span for line in lines[:6] if _PERIOD.search(text, *line.span)), None)


def _sentence_told(text: str, lines: list[Line]) -> Span | None:
    """The sentence that says who inspected whom, at the head of a paragraph that goes on with what was found."""
    for line in lines:
        if told := _PERIOD.search(text, *line.span):
            end = text.find("。", told.end(), line.span.end)
            return Span(line.span.start, end + 1 if end > 0 else line.span.end)
    return None


_ISSUER = re.compile(
    "(?:中共)?[㐀-鿿（）()]{3,36}(?:委员会|党委|党组|党工委|纪委|监委|政府|局|厅|委|公司|集团|大学|学院|医院|办公室|中心|银行)"
)
"""A body's name that stands alone at the end of a notice, with no date below it."""


def _signature(text: str, lines: list[Line], end: int) -> tuple[Span | None, Span | None]:
    """The date that closes the notice and the issuer's line above it."""
    for i in range(len(lines) - 1, max(end - 3, 0), -1):
        words = lines[i].span.cut(text)
        dated = _DATED.search(words)
        if not dated or is_furniture(text, lines[i]) or "。" in words:
            continue
        date = Span(lines[i].span.start + dated.start(), lines[i].span.end)
        before = words[: dated.start()].strip()
        if before:
            return date, Span(lines[i].span.start, lines[i].span.start + len(words[: dated.start()].rstrip()))
        if (
            i
            and "。" not in lines[i - 1].span.cut(text)
            and len(lines[i - 1].span.cut(text)) <= 60
            and not lines[i - 1].kind
        ):
            return date, lines[i - 1].span
        return date, None
    last = [line for line in lines[max(end - 3, 0) :] if not is_furniture(text, line)][-1:]
    return None, next((line.span for line in last if not line.kind and _ISSUER.fullmatch(text, *line.span)), None)
