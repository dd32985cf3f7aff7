"""Notices annotated in their own text: tags round titles, problems, measures and names; the rest as YAML below ---."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

LABELS = {"O": "Official", "C": "Company", "U": "Unit", "J": "Project", "L": "Place"}
_TAG = re.compile(r"<(/?)([A-Za-z]+)>")
_AMOUNT = re.compile(r"([\d.]+)(\S+)")


@dataclass(frozen=True)
class Marked:
    """An annotated notice: its bare text, what each tag encloses, and the facts stated below the text."""

    name: str
    text: str
    tagged: tuple[tuple[str, int, int], ...]
    facts: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Marked:
        body, _, facts = path.read_text("utf-8").partition("\n---\n")
        parts: list[str] = []
        opened: list[tuple[str, int]] = []
        tagged: list[tuple[str, int, int]] = []
        at = length = 0
        for match in _TAG.finditer(body):
            parts.append(body[at : match.start()])
            length += len(parts[-1])
            at = match.end()
            if match.group(1):
                tag, start = opened.pop()
                assert tag == match.group(2), f"{path.name}: <{tag}> is closed by </{match.group(2)}>"
                tagged.append((tag, start, length))
            else:
                opened.append((match.group(2), length))
        assert not opened, f"{path.name}: {opened} never closed"
        parts.append(body[at:])
        return cls(path.stem, "".join(parts), tuple(sorted(tagged, key=lambda t: t[1])), yaml.safe_load(facts) or {})

    def words(self, tag: str) -> list[str]:
        """What stands in every `tag`, in reading order."""
        return [self.text[start:end] for name, start, end in self.tagged if name == tag]

    @cached_property
    def problems(self) -> list[tuple[int, int]]:
        return [(start, end) for name, start, end in self.tagged if name == "P"]

    def holder(self, at: int) -> int:
        """The number of the problem that a position belongs to: the last that begins before it (0: none)."""
        return sum(start <= at for start, _ in self.problems)

    def measures(self, number: int) -> list[str]:
        return [self.text[a:b] for name, a, b in self.tagged if name == "M" and self.holder(a) == number]

    def names(self, label: str) -> set[tuple[int, str]]:
        """(problem, name) of every marked mention with this label that stands in a problem or its measures."""
        tag = next(t for t, named in LABELS.items() if named == label)
        return {(self.holder(a), self.text[a:b]) for name, a, b in self.tagged if name == tag and self.holder(a)}

    @property
    def statuses(self) -> dict[int, list[str]]:
        """Of every problem the status it has, then what else may be said of it."""
        return {n: [told] if isinstance(told, str) else told for n, told in self.facts["statuses"].items()}

    def amounts(self) -> set[tuple[int, float, str]] | None:
        """(problem, value, unit), written `4: 12.5万元 3次`; none where nobody annotated them."""
        told = self.facts.get("figures")
        return told and {
            (number, float(value), unit) for number, line in told.items() for value, unit in _AMOUNT.findall(line)
        }

    def days(self) -> set[tuple[int, str]] | None:
        """(problem, ISO date), written `4: 2021/2023 2024-05`; none where nobody annotated them."""
        told = self.facts.get("stated")
        return told and {(number, day) for number, line in told.items() for day in str(line).split()}
