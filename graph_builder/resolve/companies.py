"""Companies across notices: one registered name is one company; a short name is one where a notice says whose it is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from rapidfuzz import fuzz, process

from graph_builder.lexicon import load
from graph_builder.resolve.cast import Cast
from graph_builder.resolve.groups import Groups, Joined
from graph_builder.resolve.reach import is_full, trade_name
from graph_builder.resolve.unlisted import Unlisted


@dataclass(frozen=True, slots=True)
class Alike:
    """Two ids that may be one, for a person to judge; `notice` names `one`."""

    one: str
    other: str
    notice: str
    rule: str
    why: str


class Companies:
    """What the notices call companies. Memory grows with the number of different names, not with their use."""

    def __init__(self) -> None:
        self._named: dict[str, tuple[str, str]] = {}
        self._regions: dict[str, set[str]] = {}
        self._full: dict[str, tuple[str, str]] = {}
        self._shorts: dict[tuple[str, str], dict[str, str]] = {}

    def add(self, cast: Cast) -> None:
        """Take in a notice."""
        for thing in cast.things:
            if thing.label != "Company" or thing.masked or bound(thing.id):
                continue
            name, first = self._named.get(thing.id, (thing.name, cast.notice))
            self._named[thing.id] = (name, min(first, cast.notice))
            self._regions.setdefault(thing.id, set()).add(thing.region or "")
            for wording in {thing.name, *thing.wordings}:
                if is_full(wording):
                    key = f"{_plain(wording)}|{thing.id}"
                    self._full[key] = min(self._full.get(key, (cast.notice, wording)), (cast.notice, wording))
        regions = {thing.id: thing.region or "" for thing in cast.things if thing.label == "Company"}
        for short in cast.shorts:
            if short.company in regions and not bound(short.company):
                meant = self._shorts.setdefault((regions[short.company], short.name), {})
                meant[short.company] = min(meant.get(short.company, cast.notice), cast.notice)

    def same(self, unlisted: Unlisted) -> Iterator[Joined]:
        """Names that the texts say to be one company's."""
        self._in_full(unlisted)
        yield from self._one_full_name()
        for key, (name, _) in sorted(self._named.items()):
            if is_full(name):
                continue
            for region in sorted(self._regions[key]):
                meant = {k: v for k, v in self._shorts.get((region, name), {}).items() if k != key}
                if len(meant) == 1 and len(self._regions[key]) == 1:
                    company, notice = next(iter(meant.items()))
                    yield Joined(
                        company,
                        key,
                        "defined_short_name",
                        f"通报 {notice} 写明“{name}”是“{self._name(company)}”的简称,同一地区的通报沿用这一简称",
                    )

    def _in_full(self, unlisted: Unlisted) -> None:
        """Bring unlisted counties to their full names; leave out those of which there are several."""
        if not unlisted:
            return
        named, regions, shorts = self._named, self._regions, self._shorts
        self._named, self._regions, self._shorts = {}, {}, {}
        for key, (name, first) in sorted(named.items()):
            own = unlisted.key("", key)
            whole = {place for region in regions[key] if (place := unlisted.region(region)) is not None}
            if not bound(own) and whole:
                self._named[own] = min(self._named.get(own, (name, first)), (name, first), key=lambda n: n[1])
                self._regions.setdefault(own, set()).update(whole)
        full, self._full = self._full, {}
        for entry, told in full.items():
            plain, _, key = entry.partition("|")
            if not bound(own := unlisted.key("", key)):
                entry = f"{plain}|{own}"
                self._full[entry] = min(self._full.get(entry, told), told)
        for (region, short), meant in shorts.items():
            if (place := unlisted.region(region)) is not None:
                known = self._shorts.setdefault((place, short), {})
                for company, notice in meant.items():
                    if not bound(own := unlisted.key("", company)):
                        known[own] = min(known.get(own, notice), notice)

    def _one_full_name(self) -> Iterator[Joined]:
        """Written alike but for brackets and width, or a full name under which one notice knows the other."""
        first: dict[str, str] = {}
        for key in sorted(self._full):
            plain, _, company = key.partition("|")
            notice, wording = self._full[key]
            known = first.setdefault(plain, company)
            if known != company:
                why = f"两处写的都是登记全称“{wording}”(通报 {notice}),全国只此一家"
                yield Joined(known, company, "one_full_name", why)

    def alike(self, groups: Groups) -> Iterator[Alike]:
        """Names that could be one company's, of one region."""
        limits = load("identity")
        places: dict[tuple[str, str], list[str]] = {}
        for key, (name, _) in sorted(self._named.items()):
            for region in self._regions[key]:
                if len(trade := trade_name(name)) >= 2:
                    places.setdefault((region, trade), []).append(key)
        for (region, trade), found in sorted(places.items()):
            fulls = [k for k in found if is_full(self._named[k][0])]
            shorts = [k for k in found if k not in fulls]
            if region and len(fulls) <= limits["most_companies"] and len(shorts) <= limits["most_companies"]:
                for short in shorts:
                    for full in fulls:
                        yield from self._doubt(groups, short, full, "short_and_full_name", self._unsaid(trade))
        yield from self._slips(groups, limits)

    def _unsaid(self, trade: str) -> str:
        return f"同一地区,字号同为“{trade}”,但没有通报写明这一简称指的是这家公司"

    def _slips(self, groups: Groups, limits: dict[str, int]) -> Iterator[Alike]:
        """Full names of one beginning that differ by a character or two."""
        blocks: dict[str, list[str]] = {}
        for key, (name, _) in sorted(self._named.items()):
            if is_full(name):
                blocks.setdefault(name[:4], []).append(key)
        for keys in blocks.values():
            if not 1 < len(keys) <= limits["most_compared"]:
                continue
            names = [self._named[k][0] for k in keys]
            scores = process.cdist(names, names, scorer=fuzz.ratio, score_cutoff=limits["alike_names"], dtype=np.uint8)
            for a, b in zip(*np.nonzero(np.triu(scores, 1)), strict=True):
                if _one_slip(names[a], names[b]):
                    why = f"两个全称只差一两个字(相似度 {scores[a, b]}%),可能是笔误,也可能是两家"
                    yield from self._doubt(groups, keys[a], keys[b], "alike_full_names", why)

    def _doubt(self, groups: Groups, one: str, other: str, rule: str, why: str) -> Iterator[Alike]:
        if groups.leader(one) != groups.leader(other):
            yield Alike(one, other, self._named[one][1], rule, why)

    def _name(self, company: str) -> str:
        return self._named[company][0]


def _one_slip(one: str, other: str) -> bool:
    """Whether they differ in what no two companies would tell themselves apart by: not in their trade name."""
    return trade_name(one) == trade_name(other)


def _plain(name: str) -> str:
    """A name without brackets, spaces and the width of its letters."""
    return "".join(c for c in unicodedata.normalize("NFKC", name) if c.isalnum())


def bound(key: str) -> bool:
    """Whether an id means something only within its notice."""
    return key.partition(":")[2].startswith("@")
