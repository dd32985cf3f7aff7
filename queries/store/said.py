"""What an engine says of a query, short enough to read."""

from __future__ import annotations

import re

_CHARS = 300
_PLACE = re.compile(r"\(line:? \d+, (?:offset: \d+|column \d+ \(offset: \d+\))\)")


def shortened(said: str) -> str:
    """The first line, or all up to the place in the query that it names; long words in the middle are left out.

    >>> shortened("Invalid input <MATCH (p)\\nRETRN>: expected … (line: 2, offset: 0)\\nmore")
    'Invalid input <MATCH (p) RETRN>: expected … (line: 2, offset: 0)'
    """
    said = said.strip()
    place = _PLACE.search(said)
    line = " ".join(said[: place.end()].split()) if place else next(iter(said.splitlines()), "").strip()
    if len(line) <= _CHARS:
        return line
    end = place.group() if place else ""
    return f"{line[: _CHARS - len(end)]}…{end}"
