"""Deadlines that the text states and that had passed when the notice was published."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load


def last_day(iso: str) -> date | None:
    """The last day that an ISO date, month, year or range may mean; None for an open or broken one.

    >>> last_day("2024-02"), last_day("2021/2023"), last_day("2021/..")
    (datetime.date(2024, 2, 29), datetime.date(2023, 12, 31), None)
    """
    parts = iso.split("/")[-1].split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
        return date(year, month, int(parts[2]) if len(parts) > 2 else monthrange(year, month)[1])
    except (ValueError, IndexError):
        return None


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load("deadlines")
    return re.compile(f"(?:{'|'.join(words['before'])})$"), re.compile("|".join(words["after"]))


def is_deadline(text: str, when: Span) -> bool:
    """Whether the words round a date make it one by which something was to be done: 要求2024年底完成.

    >>> is_deadline("要求2024年底完成", Span(2, 7)), is_deadline("于2024年底完成了整改", Span(1, 6))
    (True, False)
    """
    before, after = _words()
    lead = text[max(0, when.start - 14) : when.start]
    return bool(before.search(lead) and after.match(text, when.end))


def days_late(text: str, when: Span, iso: str, published: date) -> int | None:
    """How many days before `published` a deadline had passed; None if the date is no deadline or lies ahead."""
    due = last_day(iso)
    if due is None or due >= published or not is_deadline(text, when):
        return None
    return (published - due).days
