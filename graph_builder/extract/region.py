"""The place a notice comes from, read from its title and signature and completed from the divisions' tree."""

from __future__ import annotations

import re

from graph_builder.extract.tokens import tokens
from graph_builder.lexicon import load
from graph_builder.lexicon.divisions import Division, divisions, divisions_in, province_short_names

_CHAIN = re.compile(
    "(?:中共|中国共产党)?"
    "(?P<province>[\u3400-\u9fff]{2,4}?(?:省|自治区))?"
    "(?P<city>[\u3400-\u9fff]{1,5}?(?:市|自治州|州(?!市)|盟|地区))?"
    "(?P<county>[\u3400-\u9fff]{1,7}?(?:新区|开发区|自治县|区|县|旗|市))?"
)


def region_of(*names: str) -> Division:
    """The region that the first telling one of these names (issuer, title, address) begins with.

    >>> region_of("中共长沙市岳麓区委员会").path
    ('湖南省', '长沙市', '岳麓区')
    >>> region_of("关于市委巡察反馈问题整改情况的说明").path, region_of("关于省委巡视整改情况的报告").path
    ((), ())
    >>> region_of("关于落实区委巡察反馈意见的公示").path, region_of("青石县水利局").path
    ((), ('青石县',))
    """
    for name in names:
        found = _read(name)
        if found.path:
            return _completed(found)
    return Division()


def _read(name: str) -> Division:
    name = re.sub("^(?:关于|针对|对)?(?:中共|中国共产党)?", "", name)
    known = sorted((n for n in divisions_in(name[:24]) if name.startswith(n)), key=len)
    parts: list[str] = []
    rest = name
    while known:
        parts.append(known[-1])
        rest = rest[len(known[-1]) :]
        known = sorted((n for n in divisions_in(rest[:24]) if rest.startswith(n) and n in divisions()), key=len)
    match = _CHAIN.match(rest)
    free = [g for g in match.groups() if g] if match else []
    free = [
        g
        for g in free
        if g not in ("城市", "城区", "县城", "都市")
        and not re.search("[局厅院校公司集团部委党]", g)
        and not re.search("社区$|园区$|地区$(?<!..地区)", g)
        and not _only_leads(g)
    ]
    return _placed([province_short_names().get(p, p) for p in parts] + free)


_SIGN = re.compile("(?:自治区|自治州|自治县|新区|开发区|[省市州盟区县旗])$")
_LEADS = frozenset({"v", "vn", "vd", "p", "c", "d", "r"})


def _only_leads(part: str) -> bool:
    """Whether a word that is no name stands before the sign of a level (关于落实|区委反馈意见)."""
    stem = _SIGN.sub("", part)
    if part in divisions() or not stem:
        return False
    tags = tokens(stem).tags
    return stem in load("names")["stops"] or (tags[0] in _LEADS and tags[-1] in _LEADS)


def _placed(parts: list[str]) -> Division:
    province = next(
        (p for p in parts if p.endswith(("省", "自治区")) or any(d.path == (p,) for d in divisions().get(p, ()))), None
    )
    rest = [p for p in parts if p != province]
    city = next((p for p in rest if p.endswith(("市", "州", "盟", "地区"))), None)
    if city and len(rest) == 1 and any(d.county == city for d in divisions().get(city, ())):
        return Division(province, None, city)
    county = next((p for p in rest if p != city), None)
    return Division(province, city, county)


def _completed(found: Division) -> Division:
    """Fill in what stands above, where the tree leaves no choice."""
    last = found.path[-1]
    fitting = [d for d in divisions().get(last, ()) if set(found.path) <= set(d.path) and d.path[-1] == last]
    if len(fitting) == 1:
        return fitting[0]
    if found.city and not found.province:
        above = [d for d in divisions().get(found.city, ()) if d.path[-1] == found.city]
        if len(above) == 1:
            return Division(above[0].province, found.city, found.county)
    return found
