"""Deputies named right behind what their head received (甲处处长某某被免职,副处长某某受到…)."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.extract.person_name import title_pattern


@cache
def _next_punished() -> re.Pattern[str]:
    return re.compile(
        f"(?:因[^，,。；;：:]{{2,24}})?(?:被|受到)[^。；;：:]{{2,30}}?[，,；;](?P<title>副{title_pattern()})"
    )


def deputy_title(between: str) -> str | None:
    """The deputy's title that the words between two names end with, if they tell what the first received.

    >>> deputy_title("被免职，副处长"), deputy_title("、副处长")
    ('副处长', None)
    """
    match = _next_punished().fullmatch(between)
    return match.group("title") if match else None
