"""Bodies that bear the names of before and after a reform: two, with a doubt."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from graph_builder.lexicon import load
from graph_builder.resolve.cast import Cast
from graph_builder.resolve.companies import Alike, bound
from graph_builder.resolve.groups import Groups
from graph_builder.resolve.unlisted import Unlisted


@cache
def _endings() -> tuple[str, ...]:
    renamed: dict[str, list[str]] = load("identity")["renamed"]
    return tuple(
        sorted({*renamed, *(old for before in renamed.values() for old in before)}, key=lambda e: (-len(e), e))
    )


class Renamed:
    """Units whose name a reform made or ended. Memory grows with the number of different ones."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def add(self, cast: Cast) -> None:
        """Take in a notice."""
        for thing in cast.things:
            if thing.label == "Unit" and not thing.masked and not bound(thing.id) and thing.name.endswith(_endings()):
                self._first[thing.id] = min(self._first.get(thing.id, cast.notice), cast.notice)

    def alike(self, groups: Groups, unlisted: Unlisted) -> Iterator[Alike]:
        """Every body with the one of its place that bears a predecessor's name."""
        firsts: dict[str, str] = {}
        for key, notice in sorted(self._first.items()):
            if not bound(own := unlisted.key(notice, key)):
                firsts[own] = min(firsts.get(own, notice), notice)
        for key in firsts:
            for now, before in sorted(load("identity")["renamed"].items()):
                if not key.endswith(now):
                    continue
                for old in before:
                    other = key.removesuffix(now) + old
                    if other in firsts and groups.leader(other) != groups.leader(key):
                        why = f"同一地方,“{old}”是“{now}”机构改革前的名称或前身;职能未必全同,先不合并"
                        yield Alike(other, key, firsts[other], "renamed", why)
