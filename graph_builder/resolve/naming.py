"""Canonical names: a body's full name from a relative or short one, by the region the notice comes from.

区委 → 中共长沙市岳麓区委员会; 省发改委 → 湖南省发展和改革委员会; 我区 → 岳麓区.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.lexicon import load
from graph_builder.lexicon.divisions import Division, province_short_names

_PARTY = re.compile("党组$|党委$|党工委$|党总支$|党支部$|机关党委$")
_GOVERNMENT = re.compile("(?<=[镇乡道])政府$")
_COMMITTEE = re.compile("^委(?!员会)")
_ORDINAL_SCHOOL = re.compile("^(?P<n>[一二三四五六七八九十]{1,3})(?P<kind>中|小|幼)(?!学)")
_SCHOOLS = {"中": "中学", "小": "小学", "幼": "幼儿园"}


def place_name(name: str, region: Division) -> str:
    """The full name of a place: 全市 → 长沙市, 湖南 → 湖南省.

    >>> place_name("我区", Division("湖南省", "长沙市", "岳麓区"))
    '岳麓区'
    """
    sign = load("names")["place_relative"].get(name)
    if sign:
        return at_level(sign, region) or name
    return province_short_names().get(name, name)


def at_level(sign: str, region: Division) -> str | None:
    """The name of the region's part that a level sign stands for, the lowest first.

    >>> at_level("市", Division("湖南省", "长沙市", "浏阳市"))
    '浏阳市'
    """
    if sign == "省":
        return region.province
    return next((name for name in reversed(region.path) if name.endswith(sign)), None)


@cache
def _expansions() -> dict[str, list[tuple[str, str]]]:
    """Abbreviations with what they stand for, longest first, by the character that they begin with."""
    table: dict[str, list[tuple[str, str]]] = {}
    for short, full in sorted(load("bodies")["canonical"].items(), key=lambda kv: (-len(kv[0]), kv[0])):
        table.setdefault(short[0], []).append((short, full))
    return table


@lru_cache(maxsize=1 << 14)
def body_name(name: str, region: Division, elided: str = "") -> str:
    """The canonical name of a unit.

    >>> here = Division("湖南省", "长沙市", "岳麓区")
    >>> body_name("区委", here), body_name("省审计厅", here), body_name("教育局", here, "区")
    ('中共长沙市岳麓区委员会', '湖南省审计厅', '岳麓区教育局')
    """
    written = name
    party = name.startswith(("中共", "中国共产党"))
    name = re.sub("^(?:中共|中国共产党)", "", elided + name if elided and not name.startswith(elided) else name)
    if name in ("中央", "党中央"):
        return "中共中央"
    name = _GOVERNMENT.sub("人民政府", name)
    places, rest = _split(name, region)
    town = re.match("(?:镇|乡|街道)(?=.)", name)
    if places is None and town:
        return town.group() + _full(name[town.end() :])
    if places is None:
        return _full(_GOVERNMENT.sub("人民政府", written)) if not party else "中共" + _full(name)
    rest = _full(rest)
    if rest == "委":
        rest = "委员会"
    if _COMMITTEE.match(rest) or rest.startswith(("委员会", "纪律检查委员会")) or _PARTY.search(rest):
        whole = places if len(places) != 1 or _PARTY.search(rest) else _chain(places[0], region)
        return "中共" + "".join(whole) + rest
    return ("中共" if party else "") + places[-1] + rest


def _split(name: str, region: Division) -> tuple[tuple[str, ...] | None, str]:
    """The places that open a name, in full, and what follows: 区财政局 → (岳麓区), 财政局."""
    sign = re.match("(省|市|州|盟|区|县|旗)(?:级)?(?=.)", name)
    if sign:
        place = at_level(sign.group(1), region)
        return ((place,), name[sign.end() :]) if place else (None, name)
    places: list[str] = []
    rest = name
    for part in region.path:
        if rest.startswith(part) and len(rest) > len(part):
            places.append(part)
            rest = rest[len(part) :]
    if not places:
        short = next(
            (
                p
                for p in region.path
                if len(p) > 2 and rest.startswith(p[:-1]) and re.match("[委市县区省]", rest[len(p) - 1 :])
            ),
            None,
        )
        if short:
            return (short,), rest[len(short) - 1 :]
        return None, name
    return tuple(places), rest


def _chain(place: str, region: Division) -> tuple[str, ...]:
    """A place with those above it below the province, as party committees are named."""
    path = region.path
    upto = path[: path.index(place) + 1]
    return upto[1:] if len(upto) > 1 else upto


def _full(rest: str) -> str:
    """Write out the abbreviation that a name (without its place) begins with."""
    school = _ORDINAL_SCHOOL.match(rest)
    if school:
        return f"第{school.group('n')}{_SCHOOLS[school.group('kind')]}{rest[school.end() :]}"
    for short, full in _expansions().get(rest[:1], ()):
        if rest == short or (rest.startswith(short) and len(short) > 2 and not rest.startswith(full)):
            return full + rest[len(short) :]
    return rest
