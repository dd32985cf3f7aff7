"""How far a name reaches: the nation, its place in the tree of divisions, or only the notice that uses it.

区教育局 means another body in another district, 教育局 or 领导小组 perhaps even in another notice of the same one;
湖南宏远建设有限公司 is one company wherever it is named.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.lexicon import load
from graph_builder.lexicon.divisions import Division, divisions, province_short_names


@lru_cache(maxsize=1 << 14)
def reach(label: str, name: str, region: Division, notice: str) -> tuple[str, str]:
    """What a name is unique within ("" the nation, 长沙市岳麓区 a division, `@notice` its notice), and itself there.

    `name` is canonical; `region` is the place that the notice comes from. A place before a name that is proper without
    it says no more than the scope: 岳麓区星河村 is 星河村 of that district.

    >>> here = Division("湖南省", "长沙市", "岳麓区")
    >>> reach("Unit", "岳麓区教育局", here, "n"), reach("Unit", "教育局", here, "n"), reach("Unit", "财政部", here, "n")
    (('长沙市岳麓区', '岳麓区教育局'), ('@n', '教育局'), ('', '财政部'))
    >>> reach("Place", "岳麓区星河村", Division("湖南省", "长沙市"), "n")
    ('长沙市岳麓区', '星河村')
    >>> reach("Unit", "岳麓区教育局", Division(), "n"), reach("Unit", "朝阳区教育局", Division(), "n")
    (('长沙市岳麓区', '岳麓区教育局'), ('@n', '朝阳区教育局'))
    """
    if (label in ("Unit", "Place") and _national(name)) or (label == "Company" and is_full(name)):
        return "", name
    own = f"@{notice}"
    bound = {"Unit": _bound_unit, "Place": _bound_place, "Project": _bound_project, "Company": _bound_company}[label]
    place = home(name, region)
    if not place.named:
        return (path(region) if _sure(region) and not bound(name) else own), name
    if place.division is None or _common(place.rest):
        return own, name
    if not place.rest or label == "Company" or bound(place.rest):
        return path(place.division), name
    return path(place.division), ("中共" if name.startswith("中共") else "") + place.rest


class Home:
    """The division that a name begins with, if it begins with one (`named`), and what follows it.

    `division` is None where the name begins with one of several that bear that name, and nothing tells which.
    """

    __slots__ = ("division", "named", "rest")

    def __init__(self, division: Division | None, named: bool, rest: str) -> None:
        self.division, self.named, self.rest = division, named, rest


@lru_cache(maxsize=1 << 14)
def home(name: str, region: Division) -> Home:
    """Read the divisions that a name begins with, `region` telling apart those of one name.

    >>> home("朝阳区教育局", Division("吉林省", "长春市")).division.path
    ('吉林省', '长春市', '朝阳区')
    """
    bare = name.removeprefix("中共")
    parts: list[str] = []
    rest = bare
    while len(parts) < 3 and (found := _leading(rest, region)):
        parts.append(found)
        rest = rest[len(found) :]
    if not parts:
        return Home(None, False, bare)
    full = [province_short_names().get(part, part) for part in parts]
    return Home(_placed(full, region), True, rest)


def _leading(text: str, region: Division) -> str | None:
    """The longest name of a division, or of a part of the region, that a text begins with."""
    listed, short, own = divisions(), province_short_names(), region.path
    for length in range(min(len(text), _longest()), 1, -1):
        word = text[:length]
        known = (length > 2 and word in listed) or word in own
        if known or (word in short and not text.startswith(word + "省")):
            return word
    return None


@cache
def _longest() -> int:
    return max(map(len, divisions()))


def _placed(parts: list[str], region: Division) -> Division | None:
    last = parts[-1]
    if last in region.path and last not in divisions():
        # A county that the tree does not know, with what stands above it in the name or in the notice.
        above = next((p for p in parts if p in province_short_names().values()), None)
        return Division(above or region.province, region.city, region.county) if last == region.county else None
    if last in region.path and set(parts) <= set(region.path) and _sure(region):
        return Division(*(part if at <= region.path.index(last) else None for part, at in _levels(region)))
    fitting = [d for d in divisions().get(last, ()) if d.path[-1] == last and set(parts) <= set(d.path)]
    for above in (region.city, region.province):
        if len(fitting) > 1 and above and any(above in d.path for d in fitting):
            fitting = [d for d in fitting if above in d.path]
    return fitting[0] if len(fitting) == 1 else None


def _sure(region: Division) -> bool:
    """Whether a region is known, and not one of several that the tree holds under its name."""
    if not region.path:
        return False
    listed = divisions().get(region.path[-1], ())
    return not listed or region in listed


def _levels(region: Division) -> list[tuple[str | None, int]]:
    path = region.path
    return [(part, path.index(part) if part else -1) for part in (region.province, region.city, region.county)]


def path(place: Division) -> str:
    """A division as a scope: without its province where the tree knows it, for no two are then alike.

    >>> path(Division("湖南省", "长沙市", "岳麓区")), path(Division("湖南省", None, "青石县"))
    ('长沙市岳麓区', '湖南省青石县')
    """
    names = place.path
    known = place in divisions().get(names[-1], ())
    return "".join(names[1:] if known and len(names) > 1 else names)


@cache
def _words(vocabulary: str, key: str) -> frozenset[str]:
    return frozenset(load(vocabulary)[key])


def _national(name: str) -> bool:
    return name in _words("bodies", "ministries") or name.startswith(tuple(load("reach")["national_leads"]))


def _common(rest: str) -> bool:
    """Whether what follows a place is a task force's word or the like, of which a place has many."""
    return rest in _words("bodies", "task_forces") or rest in _words("bodies", "bare_task_force_words")


@cache
def _proper() -> re.Pattern[str]:
    endings = "|".join(sorted(load("reach")["proper_endings"], key=len, reverse=True))
    never = load("reach")["never_in_lead"]
    return re.compile(f"(?P<lead>[^\\W\\d_{never}]{{2,8}}?)(?:{endings})(?![局厅]|振兴|建设|经济|信用|工作)")


def _bound_unit(name: str) -> bool:
    """教育局, 综合科, 第一中学 name nothing outside their notice; 星河镇政府, 星河村 do within their county."""
    found = _proper().match(name)
    if not found or re.match("[省市州盟区县旗镇乡]", name):
        return True
    lead = found.group("lead")
    return lead in _words("reach", "common_leads") or lead.startswith(("第", "镇", "乡", "村", "街道", "社区"))


def _bound_place(name: str) -> bool:
    if name in _words("names", "generic_places") or name in load("names")["place_relative"]:
        return True
    lead = name[:-1] if len(name) > 2 else ""
    never = load("reach")["never_in_lead"]
    return len(lead) < 2 or lead in _words("names", "generic_places") or any(c in never for c in lead)


@cache
def _kinds() -> re.Pattern[str]:
    words = {*load("reach")["project_kinds"], *load("names")["project_endings"], *load("names")["generic_projects"]}
    return re.compile("|".join(sorted(map(re.escape, words), key=len, reverse=True)))


def _bound_project(name: str) -> bool:
    """安置房二期工程 could be anybody's; 星河安置房项目 is one within its county."""
    least: int = load("reach")["project_least"]
    return len(_kinds().sub("", name)) < least


@cache
def _forms() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load('reach')['legal_forms'])})$")


@cache
def _trades() -> re.Pattern[str]:
    return re.compile("|".join(sorted(load("reach")["trades"], key=len, reverse=True)))


def is_full(name: str) -> bool:
    """Whether a company's name is a registered one in full, which is nobody else's in the country.

    >>> is_full("湖南宏远建设有限公司"), is_full("宏远建设有限公司"), is_full("宏远集团")
    (True, False, False)
    """
    stem = _forms().sub("", name)
    return stem != name and len(_trades().sub("", stem)) >= load("reach")["legal_name_least"]


@lru_cache(maxsize=1 << 14)
def trade_name(name: str) -> str:
    """A company's name without place, trade and form: what it shares with its short name.

    >>> trade_name("长沙市岳麓区青山城市建设投资集团有限公司"), trade_name("青山集团")
    ('青山', '青山')
    """
    rest = home(name, Division()).rest
    return _trades().sub("", re.sub(f"{_forms().pattern}|(?:集团)?公司$", "", rest))


def _bound_company(name: str) -> bool:
    """集团公司, 平台公司, 施工企业 are what a notice calls them; 青山集团 is one within its region."""
    stem = re.sub("(?:集团)?(?:股份|控股)?(?:有限责任|有限)?(?:公司|集团|企业)$", "", name)
    return len(stem) < 2 or stem in _words("names", "generic_companies") or not _trades().sub("", stem)
