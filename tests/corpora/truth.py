"""What is known of an invented corpus: which words of a notice name whom, and what recurs from notice to notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recurrence:
    """Something planted that a risk pattern finds: `what` recurs, in these notices."""

    pattern: str
    what: str
    notice: str


@dataclass(frozen=True, slots=True)
class Written:
    """One notice: its text, which thing each wording of it names (`unit/c12/教育`), and what it adds to what recurs."""

    id: str
    text: str
    names: Mapping[str, str]
    recurs: tuple[Recurrence, ...]


@dataclass(slots=True)
class Truth:
    """Of a whole corpus: things by notice and wording; for each pattern what recurs, with the notices it stands in.

    A masked person is another thing in every notice (`masked/…`), and never to be found in two.
    """

    names: dict[str, Mapping[str, str]] = field(default_factory=dict)
    recurs: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    def add(self, notice: Written) -> None:
        """Take in a notice."""
        self.names[notice.id] = notice.names
        for own in notice.recurs:
            self.recurs.setdefault(own.pattern, {}).setdefault(own.what, set()).add(notice.id)

    def in_several(self, pattern: str) -> dict[str, set[str]]:
        """What stands in two notices or more."""
        return {what: found for what, found in self.recurs.get(pattern, {}).items() if len(found) > 1}
