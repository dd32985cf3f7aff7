"""Short names of companies within one notice: 青山集团, 塬上农科, 县城投公司."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

import ahocorasick

from graph_builder.extract.tokens import tokens
from graph_builder.lexicon import listed
from graph_builder.lexicon.divisions import Division
from graph_builder.resolve.entity import Key

_LEVEL = re.compile("^[省市县区州旗](?=[\u3400-\u9fff]{2})(?!市政|县域|区域|市场|市民)")
"""The sign that stands for the region before a company's name (县水务投资公司)."""
_ENDINGS = re.compile(
    "(?:集团)?(?:股份|控股)?(?:有限责任公司|有限公司|总公司|公司|集团)$|(?:农民)?(?:专业)?合作社$|(?<=配送)中心$"
)
_PLACE = re.compile("^[\u3400-\u9fff]{2,3}[省市县区州](?=[\u3400-\u9fff]{4})")
"""A place at the head of a company's name."""
_FILLERS = re.compile("(?:管理|服务|发展|开发|集团|控股|实业|股份|技术|有限)*")
_MOST = 100
"""Companies with one beginning beyond which no short name is taken to mean one of them."""
_BRACKETS = re.compile("[()（）]")


class ShortFirms:
    """The companies of one notice, by key their names, and the problems that name them (`near`)."""

    def __init__(self, names: Mapping[Key, str], near: Mapping[Key, Set[int]], region: Division) -> None:
        self._names = names
        self._near = near
        self._stems = {key: _stem(name, region) for key, name in names.items()}
        self._levels = {key: _level(name, region) for key, name in names.items()}
        self._ordered = sorted(names, key=lambda k: ("集团" not in k[2], -len(k[2]), k[2]))
        self._brands: dict[str, list[Key]] = {}
        for key in self._ordered:
            for brand in _brands(self._stems[key], names[key]):
                self._brands.setdefault(brand, []).append(key)

    def meant(self, said: Set[Key]) -> Iterator[tuple[Key, Key]]:
        """青山公司 = 青山集团 = 长沙市岳麓区青山集团有限公司: the same stem, if no third company could be meant.

        A stem inside just one longer name (甲乙茶业公司, 某地农垦甲乙茶业股份有限公司) counts too; a very short one
        within its problem; then a stem of letters that one longer name has in the same order (塬上农科).
        """
        rank = {key: i for i, key in enumerate(self._ordered)}
        holding = _holding({key: self._stems[key] for key in self._ordered if len(self._stems[key]) >= 2})
        for key in (k for k in self._ordered if k not in said):
            stem = self._stems[key]
            held = [o for o in holding.get(stem, ()) if o != key and self._alike(key, o)]
            same = [o for o in held if self._stems[o] == stem]
            others = [o for o in held if self._stems[o] != stem]
            wider = [o for o in others if self._stems[o].startswith(stem)]
            if same and rank[same[0]] < rank[key]:
                yield key, same[0]
            elif len(wider) == 1 and not same:
                if self._shortened(key, wider[0]) and not _group_apart(key[2], wider[0][2]):
                    yield key, wider[0]
            elif not same and not wider:
                longer = [o for o in others if len(o[2]) > len(key[2])]
                longer = longer if longer else self._spelt(key)
                if len(longer) == 1 and not _group_apart(key[2], longer[0][2]) and self._told(key, longer[0]):
                    yield key, longer[0]

    def _alike(self, one: Key, other: Key) -> bool:
        """Whether both are cooperatives or neither is, and not one a city's and the other a county's."""
        apart = {self._levels[one], self._levels[other]} - {""}
        return len(apart) < 2 and one[2].endswith("合作社") == other[2].endswith("合作社")

    def _shortened(self, key: Key, wider: Key) -> bool:
        """Whether a short name ends as a firm's does or leaves out only what any firm is called (甲乙物业|管理)."""
        rest = self._stems[wider][len(self._stems[key]) :]
        plain = len(self._stems[key]) >= 4 and _FILLERS.fullmatch(rest) is not None
        return plain or key[2].endswith(("公司", "集团", "合作社"))

    def _told(self, key: Key, longer: Key) -> bool:
        """Whether a stem is long enough to mean one company, or the same problem names both."""
        return len(self._stems[key]) >= 4 or bool(self._levels[key]) or bool(self._near[key] & self._near[longer])

    def _spelt(self, key: Key) -> list[Key]:
        """The longer names that hold the letters of a short one in their order, from its brand or its level on."""
        stem = self._stems[key]
        if level := self._levels[key]:
            first = self._brands.get(stem[:1], [])
            fuller = [o for o in first if self._levels[o] == level and o != key] if len(first) <= _MOST else []
            return [o for o in fuller if _initials(stem, _PLACE.sub("", self._stems[o]))]
        brand, letters = stem[:2], stem[2:]
        if len(stem) == 2 and key[2].endswith("集团"):
            first = self._brands.get(stem[:1], [])
            groups = [o for o in first if o != key and "集团" in o[2]] if len(first) <= _MOST else []
            return [o for o in groups if _initials(stem, _PLACE.sub("", self._stems[o]))]
        if (
            not letters
            or len(letters) > 3
            or brand in listed("reach", "trades")
            or letters in listed("reach", "trades")
        ):
            return []
        first = self._brands.get(brand, [])
        fuller = [o for o in first if o != key] if len(first) <= _MOST else []
        return [o for o in fuller if _initials(letters, _after(brand, self._stems[o]))]


def _brands(stem: str, name: str) -> set[str]:
    """What a company's short name can begin with: its first letter or two, also those behind a place or in brackets."""
    inner = re.search("[(（]([^()（）]{2,6})[)）]", name)
    core = _PLACE.sub("", stem)
    heads = {stem[:1], stem[:2], core[:1], core[:2]}
    return heads | ({inner.group(1)[:2]} if inner else set())


def _after(brand: str, stem: str) -> str:
    plain = _BRACKETS.sub("", stem)
    return plain[plain.find(brand) + len(brand) :]


def _initials(letters: str, full: str) -> bool:
    """Whether letters are, in their order, such as words of a longer text begin with (城投: 城市|建设|投资)."""
    rest = iter(_heads(full) if len(full) > len(letters) + 1 and set(letters) <= set(full) else "")
    return all(letter in rest for letter in letters)


@lru_cache(maxsize=1 << 12)
def _heads(full: str) -> str:
    """The letters that the words of a name begin with, two to a word."""
    return "".join(word[at] for word in tokens(full).words for at in range(0, len(word), 2))


def _level(name: str, region: Division) -> str:
    """The level whose own a company is by its name (县城投公司, 青石县城市建设投资有限公司), or ""."""
    sign = _LEVEL.match(name)
    place = next((part for part in region.path if name.startswith(part)), "")
    other = None if sign or place else _PLACE.match(name)
    return sign.group() if sign else (place or (other.group() if other else ""))[-1:]


def _holding(stems: Mapping[Key, str]) -> dict[str, list[Key]]:
    """For each stem the keys whose own stem holds it, in their order; found in one pass (Aho–Corasick)."""
    if not stems:
        return {}
    automaton = ahocorasick.Automaton()
    for stem in stems.values():
        automaton.add_word(stem, stem)
    automaton.make_automaton()
    found: dict[str, list[Key]] = {}
    for key, whole in stems.items():
        for stem in {stem for _, stem in automaton.iter(whole)}:
            found.setdefault(stem, []).append(key)
    return found


def _group_apart(short: str, full: str) -> bool:
    """Whether a short name means a group and the full one is of no group: 瑞丰集团 is not 瑞丰贸易有限公司."""
    return short.endswith("集团") and "集团" not in full


def _stem(name: str, region: Division) -> str:
    for part in region.path:
        name = name.removeprefix(part)
    name = _LEVEL.sub("", name)
    return _ENDINGS.sub("", name)
