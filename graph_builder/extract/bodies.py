"""Names of party, state and public bodies: 区委组织部, 省审计厅, 长沙市公证中心, 某学校, 化债工作专班."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, one_of
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.mention import Mention
from graph_builder.extract.tokens import Tokens, left_edge
from graph_builder.lexicon import listed, load
from graph_builder.lexicon.divisions import divisions

_HAN = "[\u3400-\u9fff]"


@cache
def _level() -> str:
    """A level sign (区, 县 …) that is no part of another word (社区, 城市).

    The sign's own characters come first and what must not stand before them last: so a search can skip to them.
    """
    never = load("bodies")["not_before_level"]
    zones = "".join(f"|(?<={zone})" for zone in ("自治区", "高新区", "经开区", "开发区"))
    zones += "".join(f"|(?<=[{''.join(firsts)}]{tail})" for tail, firsts in _named_like_words(never).items())
    single = "".join(f"(?<![{chars}]{sign})" for sign, chars in never.items())
    return f"[省市州盟区县旗镇乡街](?:(?<=街)道{zones}|(?<!街){single}(?<!乡(?=镇)))"


def _named_like_words(never: Mapping[str, str]) -> dict[str, list[str]]:
    """Divisions whose names end like a word that is none (盐城市, 平城区): that ending, and what stands before it."""
    firsts: dict[str, set[str]] = {}
    for name in divisions():
        if len(name) == 3 and name[-2] in never.get(name[-1], "") and name[0] not in load("bodies")["not_names"]:
            firsts.setdefault(name[-2:], set()).add(name[0])
    return {tail: sorted(found) for tail, found in sorted(firsts.items())}


@cache
def _committee() -> re.Pattern[str]:
    organs = any_of(load("bodies")["committee_organs"])
    words = load("bodies")["inspection_team"]
    team = words["before"].replace("{lv}", "(?:)") + words["core"]
    free = f"(?:(?!书记|的|任组长){_HAN}){{2,16}}?(?:领导小组|工作专班|指挥部)(?:办公室)?"
    office = "办(?!理|公|案|学|事|法|件)"
    alone = "(?!员|托|派|任|书记专题)|(?=书记)"
    return re.compile(f"{_level()}委(?:(?:{team})|{organs}|{free}|{office}|{alone})")


@cache
def _level_body() -> re.Pattern[str]:
    organs = any_of(load("bodies")["government_organs"])
    bodies = any_of([b for b in load("bodies")["level_bodies"] if b != "委"])
    committee = f"{_HAN}{{2,10}}?(?:委员会|专委会|工委|(?<=[案教卫史法经社])委(?!员))"
    return re.compile(
        f"{_level()}级?(?:{bodies}|(?<!级)医院)(?:(?<=政府)(?:{organs}|办(?![公理案学事法件实班的]))|(?<=政协|人大){committee}|(?<=人大常委会){committee})?(?!员(?!额)|大院)"
    )


@cache
def _level_ending() -> re.Pattern[str]:
    endings = any_of(load("bodies")["endings"])
    whole = any_of([e for e in load("bodies")["endings"] if len(e) >= 3 and e not in ("办公室", "委员会")])
    return re.compile(
        f"{_level()}级?(?![同上下]级)(?=(?P<middle>{_HAN}{{1,14}}?)?(?P<ending>(?(middle){endings}|{whole}))(?!学习|习|组(?!织)|(?<=党委)(?:委员|常委)|(?<=党组)成员))"
    )


@cache
def _numbered_school() -> re.Pattern[str]:
    return re.compile(f"{_level()}(?:第?[一二三四五六七八九十]{{1,2}})(?:中|小|幼)(?![学层期型])")


_SCHOOL_NUMBER = re.compile("[一二三四五六七八九十](?:中|小|幼)(?![学层期型央心间等年时队组区])")
_SCHOOL_STAFF = re.compile("(?:原|时任|党支部|党总支)?(?:副?(?:校长|园长|书记)|教师|会计|总务主任|财务)")
"""Who heads a school or works in it: what stands before with a number is one (城关二小|校长)."""


@cache
def _institution() -> re.Pattern[str]:
    return re.compile(any_of(load("bodies")["institutions"]) + "(?![习期分段龄])")


@cache
def _task_force() -> re.Pattern[str]:
    return re.compile(any_of(load("bodies")["task_forces"]))


@cache
def _standing() -> re.Pattern[str]:
    return re.compile(any_of([*load("bodies")["ministries"], *load("bodies")["standing"]]))


@cache
def _team() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An inspection team by its last words, and what may stand before those (省委第三, 中央生态环境保护)."""
    words = load("bodies")["inspection_team"]
    return re.compile(one_of([words["core"]])), re.compile(words["before"].replace("{lv}", _level()) + "$")


_NO_TEAM = re.compile("织|[(（]|成员")


def _teams(text: str, span: Span) -> Iterator[Mention]:
    core, before = _team()
    for match in core.finditer(text, *span):
        lead = before.search(text, max(span.start, match.start() - 16), match.start())
        if not _NO_TEAM.match(text[match.end() : match.end() + 2]):
            yield _unit(text, lead.start() if lead else match.start(), match.end(), "team")


@cache
def _masked() -> re.Pattern[str]:
    return re.compile(
        f"某{{1,2}}(?!被|因|受|已|在|经营|承包|移送)(?:{_HAN}{{0,6}}?)({any_of(load('bodies')['masked_units'])})(?!{_HAN}?(?:干部|人员|书记|主任|负责人|局长|校长|院长))"
    )


@cache
def _elided() -> re.Pattern[str]:
    endings = any_of(
        [e for e in load("bodies")["endings"] if len(e) <= 3]
        + ["发改委", "卫健委", "国资委", "纪委", "政府", "人大", "政协"]
    )
    return re.compile(f"[、与和]({_HAN}{{1,10}}?{endings})(?!、?(?:长|员工))")


def bodies(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every body named in a passage. `known` finds places that may stand before a body's name."""
    text = words.text

    def grown(start: int) -> int:
        """The start of the place name that stands right before `start`, else `start`."""
        return before(words, start, span.start, known)

    for match in _committee().finditer(text, span.start, span.end):
        yield _unit(text, grown(match.start()), match.end(), "committee")
    for match in _level_body().finditer(text, span.start, span.end):
        yield _unit(text, grown(match.start()), _widest(text, match.end(), span.end), "level_body")
    for match in _numbered_school().finditer(text, span.start, span.end):
        yield _unit(text, grown(match.start()), match.end(), "numbered_school")
    for match in _SCHOOL_NUMBER.finditer(text, span.start, span.end):
        edge = left_edge(words, match.start(), reach=6, floor=span.start)
        near = known.heads.within(max(span.start, match.start() - 4), match.start())
        place = next((p for p in near if p.end == match.start()), None)
        if place:
            yield _unit(text, grown(place.start), match.end(), "numbered_school")
        elif match.start() - edge >= 2 and _SCHOOL_STAFF.match(text, match.end()):
            yield _unit(text, edge, match.end(), "numbered_school")
    for match in _level_ending().finditer(text, span.start, span.end):
        end = match.end("ending")
        middle = match.group("middle") or ""
        if _ENDED_BEFORE.search(middle) or _supplied(middle):
            continue
        generic = match.group().endswith("级") and not match.group("middle")
        if not generic and _joined(words, match.end(), match.start("ending")) and end <= span.end:
            yield _unit(text, grown(match.start()), _widest(text, end, span.end), "level_ending")
    for match in _standing().finditer(text, span.start, span.end):
        moved = match.group().endswith("机关") and _HANDED_TO.search(text, max(match.start() - 3, 0), match.start())
        if moved or _INSIDE_WORD.search(text, max(match.start() - 1, span.start), match.start() + 1):
            continue
        if _NOT_STANDING.match(text[match.end() : match.end() + 2]):
            continue
        if not (
            match.group() == "中央"
            and _CENTRAL.match(
                text[match.end() : match.end() + 3],
            )
        ):
            local = _LOCAL_OFFICE.match(text, match.end(), span.end)
            yield _unit(text, match.start(), local.end() if local else match.end(), "standing")
    for match in _POSTED.finditer(text, *span):
        yield _unit(text, *match.span(), "posted_office")
    for match in _YOUTH.finditer(text, span.start, span.end):
        yield _unit(text, *match.span(), "youth_league")
    for match in _LEVEL_BUREAU.finditer(text, span.start, span.end):
        yield _unit(text, match.start(), _widest(text, match.end(), span.end), "level_bureau")
    yield from _teams(text, span)
    yield from _institutions(words, span, known)
    yield from _task_forces(words, span, known)
    for match in _masked().finditer(text, span.start, span.end):
        if match.group(1) not in ("县", "区", "市", "村", "社区", "镇", "乡") or not re.match(
            f"{_HAN}", text[match.end() : match.end() + 1]
        ):
            yield Mention(match.group(), "Unit", Span(*match.span()), "masked_unit", masked=True)


_POSTED = re.compile(f"驻{_HAN}{{2,6}}?(?:招商|商务|经济)?(?:联络处|联络站|办事处)")
"""An office that a body has elsewhere (驻某地招商联络处)."""
_YOUTH = re.compile("团[省市州盟区县旗]委(?!员)(?:机关)?")
_LEVEL_BUREAU = re.compile(
    f"[省市县区州](?:(?<!{_HAN}[省市县区州])|(?<=[经报由对向与按从被将驻].))局(?![部面势长限域际])"
)
"""The bureau above or below in a system that has one at each level (省局, 市局党组)."""
_ENDED_BEFORE = re.compile(
    "[委局厅院府部会办司组站所队](?:会同|联合|协同|配合|督促|指导|责令|责成|约谈|[对由将向给被经同])[省市县区州旗镇乡]?"
)
"""Where one body's name has ended and words lead on to another (县纪委|对|县财政局)."""


_LOCAL_OFFICE = re.compile(f"(?<=[局署行部]){_HAN}{{2,6}}?(?:监管支局|监管分局|监管局|分局|分署|分行|支行|专员办)")
"""A ministry's office in a place, named behind it (国家金融监督管理总局|青石监管支局)."""
_INSIDE_WORD = re.compile("[履进执推施]行$")
"""A verb whose last character is no bank's (履行|党委会研究程序)."""
_HANDED_TO = re.compile("移[送交]至?$")
_NOT_STANDING = re.compile("织|[(（]|门|成员|委员|常委")
_CENTRAL = re.compile(
    "(?:(?:和|、|与|及)(?:省|地方|财政)|八项|转移|补助|专项|预备|巡视|精神|厨房|空调|企业|财政|环保|生态|投资|预算|一号|部署|要求|政策|文件|决策|重大|关于)"
)
"""What 中央 leads to where it is no body (中央八项规定)."""


def _unit(text: str, start: int, end: int, rule: str) -> Mention:
    return Mention(text[start:end], "Unit", Span(start, end), rule)


_BODYLIKE = re.compile(f"(?:中共)?{_HAN}{{2,8}}(?<![由对被将向经给同与和到至在从系任为])")
_LEADS_TO_BODY = re.compile("(?:会同|联合|协同|配合|督促|指导|责令|责成|约谈|[上本首历]轮|[上本历]届)$")
"""Verbs between two bodies (市卫生健康委约谈|市第二人民医院)."""
_ZONES = ("开发区", "高新区", "经开区", "示范区", "保税区", "自贸区")
"""What the last character of is no district's sign but a zone's, which the body's name begins with."""
_NOT_BODY = re.compile("(?:[万千百亿]*元)?(?:[\u3400-\u9fff]{0,6}[由被](?=[\u3400-\u9fff])|[\u3400-\u9fff]{0,6}同志)?")
"""An amount and what leads from it to a body (1.2|万元由|区水利局), or the person before it (甲某某同志|市水利局)."""
_LEVEL_SIGN = re.compile("[省市州县区]")


def before(words: Tokens, start: int, floor: int, known: Gazetteer) -> int:
    """Extend a body's start over the place name that ends in its level sign or stands right before it."""
    text = words.text
    start = max(floor, start - 2) if text.startswith(_ZONES, max(start - 2, 0)) else start
    window = max(floor, start - 14)
    run = [place for place in known.names.within(window, start + 3) if place.start < start <= place.end]
    if run:
        edge = run[0].start
        while outer := [place for place in known.names.within(window, edge) if place.end == edge]:
            edge = outer[0].start
        if text[max(edge - 2, 0) : edge] == "中共":
            edge -= 2
        return edge
    edge = left_edge(words, start, reach=10, floor=floor)
    edge += _NOT_BODY.match(text, edge, start).end() - edge  # type: ignore[union-attr]
    inner = words.at(start)
    if words.tags[inner] == "ns" and words.starts[inner] < start < words.starts[inner] + len(words.words[inner]) - 1:
        return max(floor, words.starts[inner])
    name = text[edge:start]
    if edge == start or "、" in name or not _BODYLIKE.fullmatch(name) or _LEADS_TO_BODY.search(name):
        return start
    index = words.at(edge)
    placelike = (
        words.tags[index] in ("ns", "nr", "nz", "nrt")
        or bool(_LEVEL_SIGN.search(name))
        or name.startswith("中共")
        or (text[edge - 2 : edge] == "同志" and words.tags[index][0] == "n" and len(words.words[index]) == len(name))
    )
    return edge if placelike else start


def _joined(words: Tokens, start: int, end: int) -> bool:
    """Whether the free middle of a body's name (from `start` to `end`) holds no word that breaks a name."""
    edge = left_edge(words, end, reach=end - start + 3) if end > start else start
    return edge <= start


_TAIL = re.compile(
    "(?:(?:(?![对由将向给把被与和])[\u3400-\u9fff]){0,6}?第[一二三四五六七八九十]{1,2}党支部|(?<=管委会)[\u3400-\u9fff]{2,8}?(?:局|办公室|中心)|(?<=中心)[\u3400-\u9fff]{2,4}管理部|党组(?!成员)|党委(?!委员|常委)|党总支|党支部|机关党委|纪检监察组|(?<=支队|总队)[一二三四五六七八九十]大队(?!长)|(?<=大队)[一二三四五六七八九十]中队(?!长)|(?<=学院|医院|大学)(?:(?![对由将向给把被与和及等在])[\u3400-\u9fff]){2,6}?(?:中心|研究所|实验室|教研室)|(?:教工|学生|机关|教师|离退休|退休|研究生|本科生|行政|后勤)(?:第[一二三四五六七八九十]{1,2})?(?:党支部|党总支)|(?:(?![对由将向给把被与和及等在])[\u3400-\u9fff]){2,6}?(?:分局|(?<![\u3400-\u9fff]{5})校区|(?:支队|大队|中队)(?!长)|监督站|管理站|监测站|服务站)|(?:(?![对由将向给把被与和及等在])[\u3400-\u9fff]){2,8}?(?:检疫站|防疫站|推广站|养护站|检查站|检定所|车管所)|车管所|分局|分院|分校|办公室)"
    "(?!书记会|会议)"
)


def _widest(text: str, end: int, limit: int) -> int:
    """Lengthen 财政局 + 党组, 中心 + 学校 and the like: an ending right after an ending."""
    for _ in range(2):
        match = _TAIL.match(text, end, limit)
        end = match.end() if match else end
    return end


def _institutions(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    text = words.text
    for match in _institution().finditer(text, span.start, span.end):
        edge = known.edge(words, match.start(), 20, span.start, lenient=True)
        if text[edge - 1 : edge] in ("与", "和") and _is_field(text[edge : match.end()]):
            outer = left_edge(words, edge - 1, reach=8, floor=span.start)
            edge = outer if _FIELD.fullmatch(text, outer, edge - 1) else edge
        if match.group().endswith("场") and text.startswith("国有", edge - 2) and edge - 2 >= span.start:
            edge -= 2
        kept = _OWNED.match(text, edge, match.start())
        edge = kept.end() if kept else edge
        if match.group() == "纪检监察组" and text[edge - 1 : edge] == "驻" and edge > span.start:
            edge -= 1
        ended = list(_ENDED_BEFORE.finditer(text, edge, match.start()))
        edge = ended[-1].end() - ended[-1].group().endswith(tuple("省市县区州旗镇乡")) if ended else edge
        formerly = _FORMERLY.match(text, edge, match.start())
        edge = formerly.end() if formerly else edge
        if _supplied(text[edge : match.start()]):
            continue
        name = text[edge : match.end()]
        if len(name) - len(match.group()) >= 2 and not _generic_institution(name, match.group(), words, edge):
            yield _unit(text, edge, _widest(text, match.end(), span.end), "institution")


def _supplied(stem: str) -> bool:
    """Whether a company and what it does stand before a body's ending (甲配餐公司|供应|学校)."""
    _, found, done = stem.rpartition("公司")
    return bool(found) and done in listed("names", "name_verbs")


def _is_field(name: str) -> bool:
    """Whether a college's name is but the second of two fields (食品与|生物工程学院)."""
    return name in listed("bodies", "joined_colleges") or bool(_COLLEGE.fullmatch(name))


_COLLEGE = re.compile(f"{_HAN}{{2,4}}(?:工程|技术|科学|管理|设计|艺术|传媒|信息|经济|贸易|健康)学院")
_FIELD = re.compile(f"{_HAN}{{2,4}}(?<![处部局办院系科司会室校站所队心])")
"""A field of study before 与, and no body."""
_FORMERLY = re.compile(f"(?:{_HAN}{{2,8}}?[省市县区州])?原(?!平市?|阳县?|州区)(?={_HAN}{{2}})")
"""Words before the name of a body that is no more (甲市原|乙开发区管理委员会)."""
_OWNED = re.compile(f"{_HAN}{{0,3}}属(?:单位|学校|医院|院所)(?={_HAN}{{2}})")
"""Words that only say whose a body is: 厅属单位|省茶叶研究所."""
_GENERIC_INSTITUTION = re.compile(
    "^(?:同一|另一|产业|现代产业|上级|同级|下级|附属|兄弟|三甲|合作|各|两|三|国有|村集体|集体|周边|民办|公办|乡镇|农村|城区|中心|各级|各类|全区|全县|全市|基层|定点|公立|民营|医药|重点|附近|部分|所有|政法|新建|实验|特殊|职业|高等|示范|义务教育|全体|乡镇中心|农村中心|镇村|试点|辖区|直属|我校|本校|多所|薄弱|小规模|寄宿制|二级|三级|综合|专科|驻点|普通|中小学|幼儿|培训|技工|民族|县域|区域|城乡|现|老|原)*(?:中心)?"
)


def _generic_institution(name: str, ending: str, words: Tokens, edge: int) -> bool:
    """Whether nothing proper stands before the ending (周边学校, 乡镇中心学校)."""
    rest = _GENERIC_INSTITUTION.sub("", name[: -len(ending)])
    return len(rest) < 2


@cache
def _founded() -> re.Pattern[str]:
    """A task force named where it is founded: 成立由林海涛任组长的园区建设工作专班."""
    led = "(?:以?由?[\u3400-\u9fff\\d]{2,24}?(?:(?:任|为)(?:双)?组长|组成)的)?"
    forces = any_of(load("bodies")["task_forces"])
    lasting = f"{_HAN}{{2,10}}?(?:中心|工作站|管理处|办公室|委员会)(?=[，,。；;、])"
    return re.compile(f"(?:成立|组建|设立|建立)了?{led}(?P<name>{_HAN}{{2,20}}?{forces}|{lasting})(?!织|机制|制度)")


def _task_forces(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    text = words.text
    bare = frozenset(load("bodies")["bare_task_force_words"])
    for match in _founded().finditer(text, span.start, span.end):
        name = _task_force().sub("", match.group("name"))
        if name not in bare and "的" not in name and len(name) >= 2:
            yield _unit(text, *match.span("name"), "founded_task_force")
    for match in _task_force().finditer(text, span.start, span.end):
        edge = known.edge(words, match.start(), 24, span.start)
        rest = text[edge : match.start()]
        kind = match.group()
        if kind in load("bodies")["telling_task_forces"] or (rest and rest not in bare and len(rest) >= 2):
            yield _unit(text, edge, match.end(), "task_force")


_LISTS = re.compile("局|厅|委|中心|办|院$|(?:学|校|园)$")
"""How a body ends that a list can go on from."""


@cache
def _sign() -> re.Pattern[str]:
    return re.compile(_level())


_TWIN = re.compile("(?<=纪委)原?(?:常委、|副?书记、){1,2}(?P<name>监委)(?=原?(?:副?主任|委员))")
"""The supervisory commission beside the discipline committee whose sign it leaves out (县纪委副书记、监委副主任)."""


def elided(words: Tokens, span: Span, found: list[Mention]) -> Iterator[Mention]:
    """Bodies in a list that leave out the level sign of the first: 区城管局、教育局."""
    text = words.text
    for match in _TWIN.finditer(text, span.start, span.end):
        first = next((m for m in found if m.span.end == match.start()), None)
        sign = _sign().search(first.name) if first else None
        if sign:
            yield Mention("监委", "Unit", Span(*match.span("name")), "twin_organ", elided=sign.group())
    ends = {m.span.end: m for m in found if m.label == "Unit" and _LISTS.search(m.name[-2:])}
    for match in _elided().finditer(text, span.start, span.end):
        first = ends.get(match.start())
        if first and _joined(words, *match.span(1)):
            sign = _sign().match(first.name)
            level = sign.group() if sign else first.elided
            ends[match.end()] = Mention(match.group(1), "Unit", Span(*match.span(1)), "elided_head", elided=level)
            yield ends[match.end()]
