"""Several notices in one file: where each begins."""

from __future__ import annotations

import re

from graph_builder.claim import Span
from graph_builder.parse.document import parse

_TITLE = re.compile(
    "^[^。；;，,：:\\n]{0,60}(?:关于|对)?[^。；;，,：:\\n]{0,50}(?:整改|巡视|巡察|审计|督察)[^。；;，,：:\\n]{0,40}(?:通报|公告|报告|公示|情况)$",
    re.M,
)
_OPENING = re.compile("(?:根据|按照|经|\\d{4}年)[^\\n]{0,200}?(?:巡视|巡察|审计|督察)")
_CLOSED = re.compile(
    "(?:\\d{4}\\s*年\\s*\\d{1,2}\\s*月\\s*\\d{1,2}\\s*日|[〇○零一二三四五六七八九]{4}年.{2,6}日"
    "|委员会|党组|党委|人民政府|纪委监委)\\s*$"
)


LEAST = 80
"""Characters that a notice has at least."""


def notices(text: str) -> list[Span]:
    """The passages of a text that are notices of their own: nearly always one, the whole.

    A further notice begins at a title that stands behind a closing date or signature and before an opening
    sentence, and is one only if problems can be read on both sides.
    """
    starts = [0]
    for title in _TITLE.finditer(text):
        before, after = text[max(0, title.start() - 80) : title.start()].rstrip(), text[title.end() : title.end() + 600]
        if title.start() - starts[-1] > LEAST and _CLOSED.search(before) and _OPENING.search(after):
            starts.append(title.start())
    spans = [Span(start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    if len(spans) > 1 and not all(parse(span.cut(text)).problems for span in spans):
        return [Span(0, len(text))]
    return spans
