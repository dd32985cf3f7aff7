"""Departments of bodies (设备科, 厅人事处), bodies of villages, and the party branches of companies."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.mention import Mention
from graph_builder.extract.occurrences import standing
from graph_builder.extract.skipping import found_round
from graph_builder.extract.tokens import Tokens, left_edge
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


@cache
def _whole() -> re.Pattern[str]:
    """Departments whose names follow no pattern (骨科, 理论学习中心组)."""
    words = load("departments")
    return re.compile(
        f"{any_of(words['whole'])}(?:[一二三四五六七八九十]{{1,2}}(?:中队|病区))?(?!{any_of(words['not_after'])}){_BRANCH}"
    )


@cache
def _ending() -> re.Pattern[str]:
    words = load("departments")
    endings = any_of([*words["endings"], *words["endings_behind_bodies"]])
    return re.compile(f"{endings}(?!{any_of(words['not_after'])}|(?<=办)[法案理学事]){_BRANCH}")


@cache
def _behind_bodies() -> tuple[str, ...]:
    return tuple(load("departments")["endings_behind_bodies"])


@cache
def _work() -> re.Pattern[str]:
    """What a department does, right before its ending: 招标采购|部."""
    work = any_of(load("departments")["work"])
    one = f"{work}(?:管理|服务|监督|保障)?"
    return re.compile(f"{one}(?:[与和及]?{one}){{0,3}}[一二三四五]?$")


@cache
def _owner() -> re.Pattern[str]:
    """The short name of the body that a department belongs to: 集团|财务部, 院|工会."""
    return re.compile(f"{any_of(load('departments')['owners'])}$")


_BRANCH = "(?:第?[一二三四五六七八九十]{0,2}(?:党支部|党总支)|党委|党总支)?"


def _named(text: str, span: Span, ends: Mapping[int, int]) -> Iterator[Span]:
    """Departments' own names, without the bodies they belong to, which `ends` says where they end."""
    for match in _whole().finditer(text, *span):
        yield Span(*match.span())
    for match in _ending().finditer(text, *span):
        work = _work().search(text, max(span.start, match.start() - 14), match.start())
        if work and (work.start() in ends or not match.group().endswith(_behind_bodies())):
            yield Span(work.start(), match.end())


@cache
def _headed() -> re.Pattern[str]:
    """A department inside a body, named because its head is: 后勤处(处长), 财务科(副科长)."""
    heads = "处长|科长|股长|主任|部长|书记|庭长|局长|站长|所长|队长|大队长|中队长|支队长|教导员|院长|馆长"
    heads += "|总经理|(?<=部)经理(?!部)|(?<=部)副经理"
    staff = "工作人员|科员|干事|职员|会计|出纳|干部"
    return re.compile(
        "(?:处|科|股|室|部|系|庭|办公室|办|局|中心|站|所|大队|中队|支队|总队)"
        f"(?=(?:原|时任|现任)?(?:常务)?副?(?:{heads})|原?(?P<staff>{staff})|(?<=队)队员)"
    )


@cache
def _village_body() -> re.Pattern[str]:
    return re.compile(f"(?:村|社区)(?={any_of(load('departments')['village_bodies'])}(?!员))")


@cache
def _village_organ() -> re.Pattern[str]:
    return re.compile(any_of(load("departments")["village_bodies"]))


def departments(words: Tokens, span: Span, bodies: list[Mention], known: Gazetteer) -> Iterator[Mention]:
    """Every department and village body in a passage; one right behind a body's name is named with it."""
    text = words.text
    ends = {m.span.end: m.span.start for m in sorted(bodies, key=lambda m: -m.span.start) if not m.masked}
    offices = list(_headed_offices(words, span, ends))
    yield from offices
    for name in sorted({m.name for m in offices if len(m.name) >= 4}):
        for start, end in standing(text, span, name):
            ends.setdefault(end, start)
            yield _unit(text, start, end, "internal_office")
    for own in _named(text, span, ends):
        if own.start in ends:
            yield _unit(text, ends[own.start], own.end, "department")
            continue
        owner = _owner().search(text, max(span.start, own.start - 6), own.start)
        owner = None if owner and text[owner.start() - 1 : owner.start()] in ("该", "本") else owner
        start = owner.start() if owner else own.start
        if text[start - 1 : start] in ("各", "每"):
            continue
        if start in ends or _opens(words, start, owner is not None):
            yield _unit(text, ends.get(start, start), own.end, "department")
    for match in _MANAGING.finditer(text, *span):
        edge = left_edge(words, match.start(), reach=12, floor=span.start, lenient=True)
        if edge not in ends and match.start() - edge >= 2 and _opens(words, edge, False):
            yield _unit(text, edge, match.end(), "managing_office")
    for match in _OWN_BRANCH.finditer(text, *span):
        yield _unit(text, *match.span(), "own_branch")
    for match in found_round(_NUMBERED_BUREAU, _longest_work(), _bureau_by_number(), text, span):
        if match.start() not in ends:
            yield _unit(text, *match.span(), "numbered_bureau")
    for match in found_round(_WARD_SIGN, 4, _WARD, text, span):
        if match.start() not in ends and not re.search("[本该各两]", match.group()):
            yield _unit(text, match.start(), match.end(), "ward")
    for match in _FACULTY.finditer(text, span.start, span.end):
        edge = left_edge(words, match.start(), reach=10, floor=span.start, lenient=True)
        if match.start() - edge >= 2 and edge not in ends:
            yield _unit(text, edge, match.end(), "faculty_branch")
    for match in _BODY_BRANCH.finditer(text, span.start, span.end):
        edge = left_edge(words, match.start(), reach=14, floor=span.start)
        if match.start() - edge >= 3 and edge not in ends:
            yield _unit(text, edge, match.end(), "body_branch")
    for match in _NUMBERED_BRANCH.finditer(text, span.start, span.end):
        edge = left_edge(words, match.start(), reach=10, floor=span.start)
        if match.start() - edge >= 2 and edge not in ends:
            yield _unit(text, edge, match.end(), "numbered_branch")
    for match in _village_body().finditer(text, span.start, span.end):
        edge = known.edge(words, match.start(), 10, span.start)
        edge = text.rfind("原", edge, match.start()) + 1 or edge  # 甲村原|村党支部
        acting = _ACTING.search(text, edge, match.start())
        edge = acting.end() if acting else edge
        body = _village_organ().match(text, match.end())
        if body and match.start() - edge >= 2 and not re.search("[各个该本两三]$", text[edge : match.start()]):
            yield _unit(text, edge, body.end(), "village_body")


@cache
def _bureau_by_number() -> re.Pattern[str]:
    """Bureaus of one body told apart by number (招商一局)."""
    return re.compile(f"{any_of(load('departments')['work'])}{_NUMBERED_BUREAU.pattern}")


@cache
def _longest_work() -> int:
    return max(map(len, load("departments")["work"]))


_NUMBERED_BUREAU = re.compile("[一二三四五六七八九十]局(?![部面势长])")
_MANAGING = re.compile("(?:管理|监管|监察|保障|执法|确权|修复|监测)(?:科|股)(?![研技普目级长员室分份])")
"""The last words of an office named by what it manages (矿产资源|管理股)."""
_OWN_BRANCH = re.compile(
    f"(?:(?<!{_HAN})|(?<=[对由]))(?![各该本每两全村有某其])"
    "(?!部分|个别|基层|所属|下属|所有|多个|农村|社区|机关|非公|两新|国企|企业|学校|医院|公司|集团)"
    f"(?:(?![对由将向给把被与和及的原时])[\u3400-\u9fff]){{2,5}}?(?:党支部|党总支)(?=20\\d\\d|[一二三四五六七八九十两]年|原?书记(?!会)|未|长期|连续|组织生活)"
)
"""A branch at the head of a clause that does or leaves undone something, or whose secretary is named (某某党支部)."""
_WARD_SIGN = re.compile("科")
_WARD = re.compile(
    f"(?:(?<=[，。；、：对和与由])|(?<=给予))(?![对由原]|给予|时任|现任|曾任|前任){_HAN}{{2,4}}科(?=(?:原|时任)?(?:副?主任|副?护士长|护士|医生|医师|副?科长)(?:医师)?{_HAN}{{2}})"
)
"""A department of a hospital before its head or staff, whatever its words mean else (正畸科)."""
_FACULTY = re.compile(
    "系(?:学生|教师|教工|研究生|机关|离退休)?(?:第?[一二三四五六七八九十]{1,2})?(?:党支部|党总支|党委)(?!书记会)"
)
_ACTING = re.compile(f"[委局厅院府部会办组](?:对|由|将|向|给予|任)(?={_HAN}{{2}})")
"""The end of a body that does something to the one named behind it (县纪委|对|某社区党委)."""
_BODY_BRANCH = re.compile("党(?<=[心司团局处科室部所站院校队厂场馆办系行区]党)(?:支部|总支)(?!书记会|会议|委员|班子)")
"""A party branch behind what can end the name of the body that it is of (检测中心党支部)."""
_NUMBERED_BRANCH = re.compile("第[一二三四五六七八九十]{1,2}(?:党支部|党小组|支部)(?!书记会)")
_TAKES_OFFICE = re.compile("(?:时任|现任|兼任|任|兼)?")


def _headed_offices(words: Tokens, span: Span, ends: dict[int, int]) -> Iterator[Mention]:
    """Offices named because their head is; `ends` says where each body's name before them ends and begins."""
    text = words.text
    for match in _headed().finditer(text, span.start, span.end):
        if match.end() in ends:
            continue
        edge = left_edge(words, match.start(), reach=10, floor=span.start)
        edge = max(edge, *(text.rfind(c, edge, match.start()) + 1 for c in "原兼"))
        work = _work().search(text, max(span.start, match.start() - 14), match.start())
        edge = min(edge, work.start()) if work else edge
        acting = _ACTING.search(text, edge, match.start())
        edge = acting.end() if acting else edge
        edge += len(_TAKES_OFFICE.match(text, edge, match.start()).group())  # type: ignore[union-attr]
        inside = [end for end in ends if edge < end < match.end()]
        if match.group("staff") and not inside and edge not in ends:
            continue
        if match.end() - (max(inside) if inside else edge) >= 3:
            yield _unit(text, ends[max(inside)] if inside else edge, match.end(), "internal_office")


@cache
def _company_branch() -> re.Pattern[str]:
    crews = "[一二三四五六七八九十]{1,2}(?:车队|车间|工区|矿区)(?!长)"
    return re.compile(f"{any_of(load('departments')['branches'])}(?!委员|成员|书记)|{crews}")


def branches(text: str, span: Span, companies: list[Mention]) -> Iterator[Mention]:
    """The party and other bodies of a company: 管网运维公司党支部."""
    for company in companies:
        match = None if company.masked else _company_branch().match(text, company.span.end, span.end)
        if match:
            yield _unit(text, company.span.start, match.end(), "company_branch")


def _opens(words: Tokens, start: int, owned: bool) -> bool:
    """Whether a department's name can begin here: at a word's start, not inside a longer name."""
    led = words.text[start - 1 : start] in tuple("对由经与和") and words.is_start(start - 1)
    if not words.is_start(start) and not owned and not led:
        return False
    at = bisect_left(words.starts, start) - 1
    if len(words.words[at]) > 1 and words.words[at] in load("names")["stops"]:
        return True
    before = words.text[start - 1 : start]
    if words.text[max(start - 2, 0) : start] in ("时任", "现任", "曾任", "原任"):
        return True
    return not before or not re.match(_HAN, before) or words.tags[at][:1] in "vpcudfrtm" or before in "的和与由对将向经"


def _unit(text: str, start: int, end: int, rule: str) -> Mention:
    return Mention(text[start:end], "Unit", Span(start, end), rule)
