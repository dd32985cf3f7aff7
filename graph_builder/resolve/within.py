"""Resolve the mentions of one notice: which of them name the same thing.

Masked people and companies stay apart: one entity for each wording and problem, whatever else is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Set
from functools import cache
from typing import Any, NamedTuple

from graph_builder.claim import Claim, problem_in
from graph_builder.extract.region import region_of
from graph_builder.lexicon import load
from graph_builder.lexicon.divisions import Division
from graph_builder.resolve.entity import Entity, Key, Resolution
from graph_builder.resolve.naming import body_name, place_name
from graph_builder.resolve.reach import home, reach
from graph_builder.resolve.short_firms import ShortFirms


class _Named(NamedTuple):
    """A NAMES claim with the problem it stands in (0 outside the problems)."""

    ref: str
    name: str
    label: str
    masked: bool
    elided: str
    problem: int
    start: int


def resolve(claims: Iterable[Claim]) -> Resolution:
    """The entities of one notice, from all its claims, and the entity of every mention."""
    claims = list(claims)
    named = _named(claims)
    issuer = next((c.subject for c in claims if c.predicate == "ISSUED"), None)
    names = {n.ref: n.name for n in named}
    title = next((str(c.value["title"]) for c in claims if c.predicate == "TITLED"), "")
    region = region_of(*([names[issuer]] if issuer in names else []), title)
    notice = claims[0].notice if claims else ""
    full = {n.ref: _canonical(n, region) for n in named}
    full |= _of_county(named, region)
    full |= _placed(named, full, region, notice)
    keys = {n.ref: _key(n, full[n.ref], region, notice) for n in named}
    joined = _Join(keys)
    _join_teams(joined, named, claims, keys)
    _join_issuer(joined, named, issuer, keys)
    _join_inspected(joined, claims, issuer, keys)
    same = [
        (c.subject, c.object) for c in claims if c.predicate == "SAME_AS" and c.subject in keys and c.object in keys
    ]
    for short_key, firm in _firms(named, keys, region, {keys[short] for short, _ in same}):
        joined.join(short_key, firm)
    _join_inspectors(joined, named, keys)
    _join_abbreviated(joined, named, keys, full, region)
    _join_short(joined, named, keys, full)
    for short, meant in same:
        joined.join(keys[short], keys[meant])
    return _entities(named, keys, full, joined, region)


def _named(claims: list[Claim]) -> list[_Named]:
    found = {}
    for claim in claims:
        if claim.predicate == "NAMES" and claim.subject not in found:
            value: Mapping[str, Any] = claim.value
            found[claim.subject] = _Named(
                claim.subject,
                value["name"],
                value["label"],
                value["masked"],
                value.get("elided", ""),
                problem_in(claim.object or "") or 0,
                claim.span.start,
            )
    return sorted(found.values(), key=lambda n: (n.start, n.ref))


def _key(named: _Named, full: str, region: Division, notice: str) -> Key:
    """What a mention is before any joining; `full` is its canonical name."""
    if named.masked:
        return (named.label, f"{notice}#{named.problem}", named.name)
    if named.label == "Official":
        return (named.label, notice, named.name)
    return (named.label, *reach(named.label, full, region, notice))


def _canonical(named: _Named, region: Division) -> str:
    name = named.name
    if named.masked:
        return name
    if named.label == "Place":
        name = place_name(name, region)
    elif named.label == "Unit":
        own = home(named.elided + name, region).division
        name = body_name(name, own or region, named.elided)
    return name


def _placed(named: list[_Named], full: Mapping[str, str], region: Division, notice: str) -> dict[str, str]:
    """水利局, 水利局办公室 in full, by mention, where the notice names one 水利局 of its region and no other."""
    units = [n for n in named if n.label == "Unit" and not n.masked]
    known: dict[str, set[str]] = {}
    for name in {full[n.ref].removeprefix("中共") for n in units}:
        rest = home(name, region).rest
        if rest != name and (bureau := _bureau().match(rest)):
            known.setdefault(bureau.group(), set()).add(name.removesuffix(rest) + bureau.group())
    longest = max(map(len, known), default=0)
    found: dict[str, str] = {}
    for unit in units:
        name = full[unit.ref]
        head = next((name[:n] for n in range(min(len(name), longest), 2, -1) if name[:n] in known), None)
        if head and len(known[head]) == 1 and reach("Unit", name, region, notice)[0].startswith("@"):
            found[unit.ref] = next(iter(known[head])) + name.removeprefix(head)
    return found


def _of_county(named: list[_Named], region: Division) -> dict[str, str]:
    """In a city's notice 县政府 in full, by mention, where its problem names things of one county alone."""
    if region.county or not region.city:
        return {}
    places: dict[int, set[str]] = {}
    for thing in named:
        if thing.label != "Official" and (place := _county().match(thing.name)):
            places.setdefault(thing.problem, set()).add(place.group())
    found: dict[str, str] = {}
    for unit in (n for n in named if n.label == "Unit" and not n.masked and n.name[0] in "县区"):
        its = places.get(unit.problem, set())
        if len(its) == 1 and next(iter(its)).endswith(unit.name[0]):
            found[unit.ref] = _canonical(unit._replace(name=next(iter(its)) + unit.name[1:]), region)
    return found


@cache
def _county() -> re.Pattern[str]:
    never = load("bodies")["not_before_level"]
    return re.compile(f"[\u3400-\u9fff]{{2,3}}?(?:(?<![{never['县']}])县|(?<![{never['区']}发高开])区)")


@cache
def _bureau() -> re.Pattern[str]:
    return re.compile(f"\\w{{2,}}?(?:{'|'.join(load('reach')['bare_bodies'])})")


class _Join:
    """Groups of keys found to be one thing; the first key joined to leads its group."""

    def __init__(self, keys: Mapping[str, Key]) -> None:
        self._parent: dict[Key, Key] = {key: key for key in keys.values()}

    def leader(self, key: Key) -> Key:
        while self._parent[key] != key:
            key = self._parent[key]
        return key

    def join(self, key: Key, leader: Key) -> None:
        """Make `key` one with `leader`, whose name they keep."""
        self._parent[self.leader(key)] = self.leader(leader)


def _join_teams(joined: _Join, named: list[_Named], claims: list[Claim], keys: Mapping[str, Key]) -> None:
    """巡视组 and 省委巡视组 are the one team that the header names."""
    teams = [c.subject for c in claims if c.predicate == "CONDUCTED" and c.value.get("capacity") == "team"]
    if len({keys[t] for t in teams}) != 1:
        return
    team = keys[teams[0]]
    kind = re.search("(巡视|巡察|督察|审计|督导)", team[2])
    if not kind:
        return
    bare = re.sub("第?[一二三四五六七八九十\\d]+(?=巡|督|审|组)|(?<=组)[一二三四五六七八九十]分组", "", team[2])
    for other in named:
        if (
            other.label == "Unit"
            and keys[other.ref] != team
            and keys[other.ref][2] in (bare, f"{kind.group()}组", f"被{kind.group()}组")
        ):
            joined.join(keys[other.ref], team)


def _join_issuer(joined: _Join, named: list[_Named], issuer: str | None, keys: Mapping[str, Key]) -> None:
    """局党组, 校党委 and a bare 党组 are the issuer's own, when the issuer is one."""
    if issuer is None or issuer not in keys:
        return
    own = keys[issuer]
    kind = re.search("党组|党委|党工委|(?<=.)工委|工作委员会|党总支", own[2])
    led = "党委" if own[2].startswith("中共") and own[2].endswith("委员会") else kind.group() if kind else ""
    led = "党工委" if led in ("工委", "工作委员会") or own[2].endswith("工作委员会") else led
    stem = re.sub(f"(?:工作委员会|委员会|{led}|工委)$", "", own[2].removeprefix("中共"))
    for other in (n for n in named if n.label == "Unit"):
        party = _PARTY_BODY.fullmatch(other.name)
        if not party or party.group("kind") != led:
            continue
        short = party.group("stem")
        if not short or _OWN.fullmatch(short) or (len(short) >= 3 and stem.endswith(short)):
            joined.join(keys[other.ref], own)


def _join_inspected(joined: _Join, claims: list[Claim], issuer: str | None, keys: Mapping[str, Key]) -> None:
    """The one inspected body is the issuer if its short name leaves only characters out (潞州文旅集团党委)."""
    inspected = {c.object for c in claims if c.predicate == "INSPECTED" and c.object}
    if issuer is None or issuer not in keys or len(inspected) != 1:
        return
    own, other = keys[issuer], keys[next(iter(inspected))]
    kind = re.search("(?:党组|党委|党工委|党总支)$", other[2])
    stem = iter(own[2].removeprefix("中共"))
    if (
        own != other
        and kind
        and own[0] == other[0]
        and all(c in stem for c in other[2][: kind.start()].removeprefix("中共"))
    ):
        joined.join(other, own)


_BODY_TAIL = re.compile("(?:党组|党委|党工委|党总支|党支部|机关党委|纪委)$")


def _join_abbreviated(
    joined: _Join, named: list[_Named], keys: Mapping[str, Key], full: Mapping[str, str], region: Division
) -> None:
    """市文旅体局 is 市文化旅游体育局: the one body of its region whose name only has more characters between."""
    alike: dict[tuple[str, str, str], dict[Key, str]] = {}
    for unit in named:
        part = _core(full[unit.ref], region) if unit.label == "Unit" and not unit.masked else None
        if part:
            place, core, tail = part
            alike.setdefault((place, tail, core[-1]), {})[keys[unit.ref]] = core
    for cores in alike.values():
        for short, core in sorted(cores.items()) if len(cores) <= _MOST else ():
            fuller = [k for k, name in sorted(cores.items()) if len(name) > len(core) + 1 and _leaves_out(core, name)]
            if _SHORT.fullmatch(core) and len({joined.leader(key) for key in fuller}) == 1:
                joined.join(short, max(fuller, key=lambda key: (len(cores[key]), key)))


_SHORT = re.compile("\\w{2,5}[局厅委办院校](?<!委员会)")
"""A body's short name; 委员会 and 领导小组 are written in full, however short."""
_MOST = 100
"""Bodies of one place and ending beyond which no short name is taken to mean one of them."""


def _core(name: str, region: Division) -> tuple[str, str, str] | None:
    """A body's place, its name without place and party organ, and that organ; None if no place opens the name."""
    bare = name.removeprefix("中共")
    place = ""
    for part in region.path:
        if bare.startswith(part):
            place, bare = place + part, bare[len(part) :]
    tail = _BODY_TAIL.search(bare)
    core = bare[: tail.start()] if tail else bare
    return (place, core, tail.group() if tail else "") if place and core else None


def _leaves_out(short: str, full: str) -> bool:
    """Whether a short name keeps the first, the last and in order the other characters of a full one."""
    rest = iter(full)
    return short[0] == full.removeprefix("第")[0] and short[-1] == full[-1] and all(c in rest for c in short)


_PARTY_BODY = re.compile("(?P<stem>.{0,20}?)(?P<kind>党组|党委|党工委|党总支)(?:会)?")
_OWN = re.compile("(?:我|本)?(?:局|厅|校|院|公司|集团|镇|乡|街道|委|中心|学校|学院|医院|大学)")
"""How a notice's issuer calls itself."""


def _firms(named: list[_Named], keys: Mapping[str, Key], region: Division, said: Set[Key]) -> Iterable[tuple[Key, Key]]:
    """Short names of the notice's companies with what each means; of what is `said` to be one nothing is inferred."""
    own = [n for n in named if n.label == "Company" and not n.masked]
    near: dict[Key, set[int]] = {}
    for mention in own:
        near.setdefault(keys[mention.ref], set()).add(mention.problem)
    return ShortFirms({keys[n.ref]: n.name for n in own}, near, region).meant(said)


def _join_inspectors(joined: _Join, named: list[_Named], keys: Mapping[str, Key]) -> None:
    """A bare 纪检监察组 is the only one that the notice names in full."""
    teams = {keys[n.ref] for n in named if n.label == "Unit" and not n.masked and n.name.endswith(_INSPECTORS)}
    bare = {key for key in teams if key[2] == _INSPECTORS}
    if len(teams - bare) == 1:
        for key in bare:
            joined.join(key, next(iter(teams - bare)))


_INSPECTORS = "纪检监察组"

_TAKES_OBJECT = tuple("对将把为由向与和及")
"""What stands before a name and is no part of it: 第三方对星河路改造工程 is 星河路改造工程, read too far."""


_FORCE = re.compile("小组$|专班$|指挥部$|联席会|[一二三四五六七八九十][大中]队$")


_LOCAL = re.compile(
    "(?:派出所|司法所|财政所|执法队|卫生院|中心校|中心学校|办事处|办公室|村|社区)$|[镇乡道](?:党委|党工委|政府|纪委|人民政府)$"
)
"""How bodies end that are named without the place or body above them, where their problem names them with it."""
_OUTER = re.compile("[省市县区州镇乡道局所]$")
"""The end of such a place or body (甲市公安局乙分局|丙派出所)."""


def _join_short(joined: _Join, named: list[_Named], keys: Mapping[str, Key], full: Mapping[str, str]) -> None:
    """A shorter name of a project or task force that ends just one longer one; a very short one within its problem."""
    for label, least in (("Project", 8), ("Unit", 4)):
        group = [
            n
            for n in named
            if n.label == label
            and not n.masked
            and (label == "Project" or _FORCE.search(n.name) or _LOCAL.search(n.name))
        ]
        everywhere = _ByEnding({(full[n.ref], keys[n.ref]) for n in group})
        inside = {problem: _ByEnding(of) for problem, of in _by_problem(group, keys, full).items()}
        for short in group:
            name = keys[short.ref][2]
            core = re.sub("工程$|项目$", "", name) if label == "Project" else name
            local = label == "Unit" and not _FORCE.search(name)
            near = everywhere if len(name) >= least and not local else inside[short.problem]
            other = near.only({stem + tail for stem in (name, core) for tail in ("", "项目", "工程")}, len(name))
            if other and local and not _OUTER.search(other[2][: other[2].rfind(core)]):
                continue
            if other and other != keys[short.ref] and len(core) >= 3:
                overread = other[2][: other[2].rfind(core)].endswith(_TAKES_OBJECT)
                joined.join(*((other, keys[short.ref]) if overread else (keys[short.ref], other)))


def _by_problem(
    group: Iterable[_Named], keys: Mapping[str, Key], full: Mapping[str, str]
) -> dict[int, set[tuple[str, Key]]]:
    found: dict[int, set[tuple[str, Key]]] = {}
    for named in group:
        found.setdefault(named.problem, set()).add((full[named.ref], keys[named.ref]))
    return found


class _ByEnding:
    """Keys sorted by names in full read backwards, to look up those that end in some words."""

    def __init__(self, named: Iterable[tuple[str, Key]]) -> None:
        self._sorted = sorted((name[::-1], key) for name, key in named)

    def only(self, ends: Iterable[str], longer_than: int) -> Key | None:
        """The one key whose name ends in one of `ends` and is longer than so many characters, if it is alone."""
        found: set[Key] = set()
        for end in ends:
            for i in range(bisect_left(self._sorted, (end[::-1],)), len(self._sorted)):
                name, key = self._sorted[i]
                if not name.startswith(end[::-1]):
                    break
                if len(name) > longer_than:
                    found.add(key)
                if len(found) > 1:
                    return None
        return found.pop() if found else None


def _entities(
    named: list[_Named], keys: Mapping[str, Key], full: Mapping[str, str], joined: _Join, region: Division
) -> Resolution:
    groups: dict[Key, list[_Named]] = {}
    for mention in named:
        groups.setdefault(joined.leader(keys[mention.ref]), []).append(mention)
    entities: list[Entity] = []
    of: dict[str, Entity] = {}
    for key, mentions in groups.items():
        label, within, name = key
        entity = Entity(
            id=f"{label.lower()}:{within}/{name}" if within else f"{label.lower()}:{name}",
            canonical=max((full[m.ref] for m in mentions if keys[m.ref] == key), key=len, default=name),
            label=label,
            masked=any(m.masked for m in mentions),
            wordings=tuple(dict.fromkeys(m.name for m in mentions)),
            region="/".join(region.path) or None if label != "Official" else None,
        )
        entities.append(entity)
        of |= {m.ref: entity for m in mentions}
    return Resolution(tuple(entities), of)
