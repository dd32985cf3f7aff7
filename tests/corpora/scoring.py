"""How well notices' things were told apart: pairs of wordings of different notices that are or were made one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph_builder.build import Head

LABELS = {"unit": "Unit", "company": "Company", "official": "Official", "project": "Project", "place": "Place"}


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs across notices: made one, of these rightly, and those that are one."""

    made: int
    right: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.made if self.made else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 1.0

    def __add__(self, other: Pairs) -> Pairs:
        return Pairs(self.made + other.made, self.right + other.right, self.true + other.true)


def pairs(heads: Iterable[Head], names: Mapping[str, Mapping[str, str]]) -> dict[str, Pairs]:
    """By kind of thing (`official` …), over what was read at all: reading is scored elsewhere.

    `heads` come after identity; `names` is the truth's, by notice and wording.
    """
    atoms: dict[str, set[tuple[str, str, str]]] = defaultdict(set)
    for head in heads:
        meant = names[head.notice]
        for row in head.things():
            if row.label == "Document":
                continue
            # Of a node that several notices share, only the words that this one may have used.
            for wording in {row.properties["name"], *row.properties["aliases"]}:
                kind = meant.get(wording, "").partition("/")[0]
                if LABELS.get(kind) == row.label:
                    atoms[kind].add((head.notice, row.id, meant[wording]))
    return {kind: _counted(found) for kind, found in atoms.items()}


def _counted(atoms: set[tuple[str, str, str]]) -> Pairs:
    return Pairs(
        _across((node, notice) for notice, node, _ in atoms),
        _across(((node, true), notice) for notice, node, true in atoms),
        _across((true, notice) for notice, _, true in atoms),
    )


def _across(keyed: Iterable[tuple[object, str]]) -> int:
    """Pairs with one key from different notices."""
    whole: Counter[object] = Counter()
    within: Counter[tuple[object, str]] = Counter()
    for key, notice in keyed:
        whole[key] += 1
        within[key, notice] += 1
    return sum(n * (n - 1) // 2 for n in whole.values()) - sum(n * (n - 1) // 2 for n in within.values())


def whole(found: Mapping[str, Pairs]) -> Pairs:
    """All kinds together."""
    return sum(found.values(), Pairs(0, 0, 0))
