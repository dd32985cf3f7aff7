"""The words of a clause that stand round a span: what a figure measures, what happened on a date."""

from __future__ import annotations

import re

REACH = 40  # characters; a longer clause is cut, so that a text without punctuation costs no more
BREAK = re.compile(r"[,，、。;；:：!！?？\n“”‘’()（）《》\s]")
LAST_BREAK = re.compile(f"(?s:.*){BREAK.pattern}")


def before(text: str, start: int, floor: int = 0) -> str:
    """The clause's words from its beginning (not before `floor`) up to `start`."""
    floor = max(floor, start - REACH)
    last = LAST_BREAK.match(text, floor, start)
    return text[last.end() if last else floor : start]


def after(text: str, end: int, ceiling: int | None = None) -> str:
    """The clause's words from `end` to its end (not beyond `ceiling`)."""
    tail = text[end : min(end + REACH, len(text) if ceiling is None else ceiling)]
    found = BREAK.search(tail)
    return tail[: found.start()] if found else tail
