"""Names of companies, projects and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, begins
from graph_builder.extract.brands import by_trade
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.generic import only
from graph_builder.extract.mention import Mention
from graph_builder.extract.tokens import Tokens, left_edge
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(any_of(load("names")[key]))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("names")[key])


@cache
def _masked_company() -> re.Pattern[str]:
    return re.compile(
        f"[某×X](?<![某×X][某×X])[某×X]*+({_HAN}{{0,6}}?{any_of(load('names')['masked_companies'])})(?!{_HAN}{{0,4}}?(?:公司|集团)|{_HAN}?(?:法定代表人|负责人|老板|经理))"
    )


@cache
def _partner() -> re.Pattern[str]:
    partners = load("names")["company_partners"]
    return re.compile(f"{begins(partners)}(?<=[与和同向]){any_of(partners)}(?=签|合作|支付|借|提供|融)")


_APPOSED = re.compile(f"(?:组织|企业)(?=[-—－–]{{1,2}}{_HAN}{{2,20}}(?:公司|集团|合作社))")
"""The end of what a company is called before its name: 村级集体经济组织-甲公司."""


def companies(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every company named in a passage, masked ones (某公司, 合资企业) marked as such."""
    text = words.text
    for match in _masked_company().finditer(text, span.start, span.end):
        near = Span(max(span.start, match.start() - 6), match.start())
        heads = (start for start, end in known.heads.within(*near) if end == match.start())
        city = max((len(c) for c in _words("before_places") if text.endswith(c, *near)), default=0)
        start = min(next(heads, match.start()), match.start() - city)
        yield Mention(text[start : match.end()], "Company", Span(start, match.end()), "masked_company", masked=True)
    for match in _partner().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "unnamed_partner", masked=True)
    for match in _APPOSED.finditer(text, span.start, span.end):
        edge = left_edge(words, match.end() - 2, reach=10, floor=span.start)
        yield Mention(text[edge : match.end()], "Company", Span(edge, match.end()), "apposed")
    for match in _own_level().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "level_company")
    for match in _BUREAU.finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "numbered_bureau")
    yield from by_trade(text, span, known)
    whole = Span(span.start, span.start)
    for match in _pattern("company_endings").finditer(text, span.start, span.end):
        edge = _past_lead(text, _company_edge(words, match, span, known), match.start())
        acting = _ACTING.search(text, edge, match.start())
        edge = acting.end() if acting else edge
        edge = _led_in(text, edge, match.start(), span.start)
        if only(text[edge : match.start()], "generic_companies") and edge < match.start():
            edge = _branded(text, edge, match.start(), match.end(), span.start)
        stem = text[edge : match.start()]
        level = stem[:1] in _words("company_levels") and len(stem) > 2
        branch = (
            match.group() in _BRANCHES and whole.cut(text) and _BRANCH_PLACE.fullmatch(text, whole.end, match.start())
        )
        if branch:
            whole = Span(whole.start, match.end())
            yield Mention(whole.cut(text), "Company", whole, "company_branch")
            continue
        if (
            len(stem) < 2
            or (_SEVERAL_OF if _formal(match) else _SEVERAL).search(stem[:-1])
            or (not level and (stem in _words("generic_companies") or only(stem, "generic_companies")))
            or text[edge - 1 : edge] == "某"
            or _not_company(text, match)
        ):
            continue
        form = _FORM.match(text, match.end(), span.end) if match.group().endswith("事务所") else None
        end = form.end() if form else _with_branch(text, match.end(), span.end)
        whole = Span(edge, end)
        yield Mention(text[edge:end], "Company", whole, "company_ending")


_SEVERAL_OF = re.compile("公司|\\d[家个户名]")
_SEVERAL = re.compile(f"{_SEVERAL_OF.pattern}|集团(?=.)")
"""What shows that a stem holds more than one firm's name, or only a number of firms."""
_ACTING = re.compile(f"{_HAN}{{2,}}(?:局|厅|委|府|办|会|组|部)(?:对|向|给|将|把|同意)(?={_HAN}{{2}})")
"""A body that does something to a company, before its name (区农业农村局对|华信集团)."""
_BRANCHES = ("分公司", "支行", "分行")
_BRANCH_PLACE = re.compile(f"{_HAN}{{0,6}}(?<![及和与对向等])")
"""What may stand between a company's name and what makes it a branch (甲有限公司|沅阳|分公司)."""
_FORM = re.compile("[（(](?:特殊普通合伙|普通合伙|有限合伙)[)）]")
_INNER = re.compile(f"[（(]{_HAN}{{2,6}}[)）]")
"""A place inside a company's name: 甲科技集团(香港)有限公司."""
_INNER_TRADE = re.compile(f"(?<={_HAN})[（(]{_HAN}{{2,4}}[)）](?:(?![与和及对由将给向])[\u3400-\u9fff]){{2,8}}$")
"""A place inside a company's name with its trade behind it: 甲环境(长沙)科技|有限公司."""
_BUREAU = re.compile(
    f"中(?:国)?(?:铁建|铁|建|交|水电|水|电建|冶|核|化|城建|能建|煤){_HAN}{{0,2}}?[一二三四五六七八九十]{{1,3}}(?:航|公|冶)?局(?:集团)?"
)
"""The engineering bureaus of state builders, named by number: 中铁十二局, 中交二航局."""


def _formal(match: re.Match[str]) -> bool:
    return match.group().endswith(("有限公司", "有限责任公司"))


def _company_edge(words: Tokens, match: re.Match[str], span: Span, known: Gazetteer) -> int:
    """Where a company's name begins; a bracket before its ending belongs to it."""
    text, anchor = words.text, match.start()
    opening = max(
        text.rfind("(", max(span.start, anchor - 8), anchor), text.rfind("（", max(span.start, anchor - 8), anchor)
    )
    if opening > span.start and _formal(match) and _INNER.fullmatch(text, opening, anchor):
        anchor = opening
    elif _formal(match) and (inner := _INNER_TRADE.search(text, max(span.start, anchor - 16), anchor)):
        anchor = inner.start()
    return known.edge(words, anchor, 24, span.start, lenient=True, brand=True)


@cache
def _own_level() -> re.Pattern[str]:
    """A level's own company by its short name (县城投公司), of which word cutters make 县城|投."""
    kinds = any_of(load("names")["level_companies"])
    banks = any_of(load("names")["level_banks"])
    return re.compile(f"[省市县区州旗](?:(?:属)?{kinds}(?:集团有限公司|有限公司|集团公司|集团|公司)|{banks}(?![长业]))")


_LEAD = re.compile(f"{_HAN}{{0,16}}?(?:中为|过程中|工作中|期间)")


_PARTY = re.compile(
    f"{_HAN}{{0,14}}?(?:单位|属企业|沿线|附近|周边|由)(?={_HAN}{{2}})"
    f"|(?:参股|控股|所属|下属|全资|关联|出资|监管)?企业(?!服务|管理|咨询|发展|投资)(?={_HAN}{{4}})"
)
"""Any other word for a party (产权单位, 市属企业) before its name."""


def _past_lead(text: str, edge: int, anchor: int) -> int:
    """A company's start past the words that only say what it is in a deal (施工单位, 中标单位)."""
    leads = (*_pattern("company_anchored").finditer(text, edge, anchor), _LEAD.match(text, edge, anchor))
    for lead in (*leads, _PARTY.match(text, edge, anchor)):
        if lead and anchor - lead.end() >= 2:
            edge = max(edge, lead.end())
    return edge


def _led_in(text: str, edge: int, anchor: int, floor: int) -> int:
    """A company's start right behind what it is in a deal, whatever the words between are (监理单位|正和监理公司)."""
    near = _pattern("company_anchored").finditer(text, max(floor, anchor - 14), edge)
    start = max((lead.end() for lead in near), default=edge)
    between = text[start:edge]
    return (
        start
        if start < edge and re.fullmatch(f"(?![和对]){_HAN}{{1,6}}", between) and not _JOINS.search(between)
        else edge
    )


_JOINS = re.compile("[与及由向将被把给的等为对]|委托|提供|签订|出具|未按|存在|违规")
"""What shows that words between two firms' names belong to neither."""


def _branded(text: str, edge: int, anchor: int, end: int, floor: int) -> int:
    """The start of a name whose brand the word cutter takes for a common word (安居|物业公司), if it is repeated."""
    start = edge - 2
    brand = text[start:edge]
    if start < floor or not re.fullmatch(f"{_HAN}{{2}}", brand) or brand in _words("stops") or _JOINS.search(brand):
        return edge
    heads = _generic_firms(text).get(text[start:end], ())
    return start if len(heads) > 1 and any(not re.match(_HAN, head) for head in heads) else edge


@lru_cache(maxsize=4)
def _generic_firms(text: str) -> dict[str, set[str]]:
    """Two characters with a generic firm behind them (安居物业公司): what stands before each wherever it is named."""
    found: dict[str, set[str]] = {}
    for match in re.finditer(f"(?=({_HAN}{{2}}{any_of(load('names')['generic_companies'])}公司))", text):
        found.setdefault(match.group(1), set()).add(text[max(match.start() - 1, 0) : match.start()])
    return found


_OFFICE = re.compile(f"{_HAN}{{2,10}}?(?:分公司|项目经理部|项目部|办事处|分行|支行|营业部)(?!经理部)")


def _with_branch(text: str, end: int, limit: int) -> int:
    """The end of a company's name with the branch or works office that follows it (甲有限公司|石廊分公司)."""
    office = _OFFICE.match(text, end, limit)
    return office.end() if office and not re.search("公司.*公司|[、和与及对将由的]", office.group()) else end


def _not_company(text: str, match: re.Match[str]) -> bool:
    """Whether an ending is part of another word: 公司法, 银行账户."""
    after = text[match.end() : match.end() + 4]
    if match.group() == "公司":
        return bool(re.match(f"{_HAN}{{0,2}}(?:章程|法(?!定|院|人)|化|资产监管)", after))
    return match.group() == "银行" and bool(re.match("账|贷款|存款|流水|卡|转账|利率|授信|业", after))


def anchored(words: Tokens, span: Span, projects: list[Mention], firms: list[Mention]) -> Iterator[Mention]:
    """The unnamed owner or contractor of a named project (…市场业主单位): one masked company for each."""
    for project in projects:
        match = _pattern("company_anchored").match(words.text, project.span.end, span.end)
        if match and not any(f.span.start == match.end() for f in firms):
            whole = Span(project.span.start, match.end())
            yield Mention(whole.cut(words.text), "Company", whole, "anchored_party", masked=True)


def projects(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every project or works named in a passage."""
    text = words.text
    context = _pattern("project_context").search(text, span.start, span.end) is not None
    for match in _pattern("project_endings").finditer(text, span.start, span.end):
        edge = _past_lead(text, _project_edge(words, known, match.start(), span.start), match.start())
        stem = text[edge : match.start()]
        needs = match.group() in _words("project_needs_context")
        if (
            len(stem) < 2
            or text[edge - 1 : edge].isdecimal()
            or text[edge - 1 : edge] in "万元个"
            or _FIRMS.search(stem)
            or only(stem, "generic_projects")
            or (needs and not context)
            or _BELONGS_TO_BODY.match(text, match.end())
            or (text[match.end() : match.end() + 1] in ("款", "量") and ("工程" in stem or "项目" in stem))
        ):
            continue
        weak = match.group() in ("市场", "公路") or (
            match.group() in ("项目", "工程") and len(stem) < (5 if _GROUND.search(stem) else 8)
        )
        if weak and _NO_PROJECT.match(text, match.end()):
            continue
        phase = _PHASE.match(text, match.end(), span.end)
        end = phase.end() if phase else match.end()
        yield Mention(text[edge:end], "Project", Span(edge, end), "project_ending")
    yield from _described(words, span)
    yield from _works(words, span)
    yield from _built(words, span)


_FIRMS = re.compile("公司|合作社")
_GROUND = re.compile("[路街村镇乡桥河湖]")
_NO_PROJECT = re.compile(
    "化|领域|管理|建设领域|市场化|主体|监督|准入|监管|资金|交易|地|款|师|量|变更|结算|质量|进度款|验收|分包|招|入库|审批|负责|开竣工"
)
"""What shows that 工程 and the like belong to no project's name but speak of projects at large (工程款, 项目管理)."""
_PHASE = re.compile("(?:[一二三四五六1-5]|[(（][一二三四五六][)）])期(?:建设)?(?:项目|工程)?")
"""Which part of a project (安置小区|三期)."""
_SIZE = re.compile("[万千]?(?:吨|头|只|羽|千瓦|兆瓦|平方米|亩|公里|立方米|套|台|张床位)级?")
_NUMBER = re.compile("\\d+(?:\\.\\d+)?$")
"""The size inside a project's name (城西|10万吨|仓储物流项目)."""
_BELONGS_TO_BODY = re.compile("局|系[党学教主副]|部(?![分署门])|有限|股份|集团|公司|学院|大学|质量安全|技术学校")
"""What shows that 工程 and the like are part of the name of a body or company."""
_NUMBERED_ROAD = re.compile(f"[GSXYC]\\d{{2,4}}(?:国道|省道|县道|乡道|高速|线)?{_HAN}{{1,14}}$")
"""The head of a road's name that begins with its number: G316国道某某段."""
_ROAD = re.compile(f"(?:[A-Za-z]{{1,2}}\\d{{1,4}}(?:线)?)?{_HAN}{{2,6}}至{_HAN}{{2,10}}?$")
"""The head of a road's name: S218线甲地至乙地段."""


_STAGE = re.compile("[（(][一二三四五六\\d]期[)）]")
_YEAR = re.compile("20\\d\\d年度?$")
_QUOTED = re.compile("“[^“”]{2,12}”$")
_BUILDING = re.compile(f"(?:配套|规划)?建设(?={_HAN}{{6}})")


def _project_edge(words: Tokens, known: Gazetteer, anchor: int, floor: int) -> int:
    """The start of a project's name; a list of places before it (A村、B村自来水…工程) belongs to it."""
    text = words.text
    stage = _STAGE.fullmatch(text, max(floor, anchor - 4), anchor)
    anchor = stage.start() if stage else anchor
    edge = known.edge(words, anchor, 26, floor)
    if text[edge - 1 : edge] in ("·", "•") and edge - 1 > floor:
        edge = left_edge(words, edge - 1, 8, floor)
    numbered = _NUMBERED_ROAD.search(text, max(floor, anchor - 24), anchor)
    if numbered:
        return numbered.start()
    leads = "至" in text[max(edge - 6, floor) : edge + 1]
    road = _ROAD.search(text, max(floor, anchor - 24), anchor) if leads else None
    if road:
        if text[road.start()].isascii():
            return road.start()
        return left_edge(words, text.rindex("至", 0, anchor), 14, floor)
    year = _YEAR.search(text, max(floor, edge - 6), edge)
    if year:
        places = known.heads.within(max(floor, edge - 20), year.start())
        place = next((start for start, end in places if end == year.start()), None)
        if place is not None:
            return place
    size = _NUMBER.search(text, max(floor, edge - 8), edge) if _SIZE.match(text, edge, anchor) else None
    if size:
        outer = left_edge(words, size.start(), reach=10, floor=floor)
        return outer if size.start() - outer >= 2 and text[outer] not in "年日月" else edge
    if text[edge - 1 : edge] in "与及和" and text[edge - 3 : edge - 1] in _words("name_verbs"):
        # Two works of one project: 甲灌区续建配套与节水改造工程.
        outer = known.edge(words, edge - 1, 26, floor)
        if edge - outer >= 7:
            return outer
    quoted = _QUOTED.search(text, max(floor, edge - 14), edge)
    if quoted:
        return quoted.start()
    if building := _BUILDING.match(text, edge, anchor):
        edge = building.end()
    if text[edge - 1 : edge] in "“‘" and re.match(f"{_HAN}{{2,8}}[”’]", text[edge:anchor]):
        return edge - 1
    while edge - 1 > floor and text[edge - 1] == "、" and re.match(f"{_HAN}{{1,8}}?[村镇乡]", text[edge:anchor]):
        outer = left_edge(words, edge - 1, reach=10, floor=floor)
        if outer == edge - 1 or text[edge - 2] not in "村镇乡":
            break
        edge = outer
    return edge


_WORKS = "[^,，。;；]{0,30}?(?:项目|工程)"
_CALLED = re.compile(f"作(?=为{_WORKS})|是(?={_WORKS})|系(?={_WORKS})|被(?=列为{_WORKS})|列(?=为{_WORKS})")
"""Where words begin that call what stands before them a project."""


def _described(words: Tokens, span: Span) -> Iterator[Mention]:
    """A name that the text itself calls a project: X作为我省重点建设项目, X项目总用地."""
    text = words.text
    for match in _CALLED.finditer(text, *span):
        anchor = match.start()
        edge = left_edge(words, anchor, reach=20, floor=span.start)
        name = text[edge:anchor]
        if len(name) >= 4 and not re.search("(?:局|厅|委|政府|部|中心|公司|集团|项目|工程|工作)$", name):
            yield Mention(name, "Project", Span(edge, anchor), "called_project")


def _works(words: Tokens, span: Span) -> Iterator[Mention]:
    """Works that are begun or done and called a project in the same sentence: 启动X应急整治,项目进展…"""
    text = words.text
    for match in _pattern("works").finditer(text, span.start, span.end):
        edge = left_edge(words, match.start(), reach=16, floor=span.start)
        tail = re.match("[,，](?:该)?(?:项目|工程)", text[match.end() : match.end() + 4])
        if match.start() - edge >= 3 and tail:
            yield Mention(text[edge : match.end()], "Project", Span(edge, match.end()), "begun_works")
    for match in _pattern("bare_projects").finditer(text, span.start, span.end):
        if left_edge(words, match.start(), reach=8, floor=span.start) == match.start():
            yield Mention(match.group(), "Project", Span(*match.span()), "bare_works")


def _built(words: Tokens, span: Span) -> Iterator[Mention]:
    """A school or hospital that the passage speaks of as being built (开工建设, 停工): the building, not the body."""
    text = words.text
    if not _BUILDING_SITE.search(text, *span):
        return
    for match in _SITE.finditer(text, *span):
        edge = left_edge(words, match.start(), reach=24, floor=span.start)
        if match.end() - edge >= 5:
            yield Mention(text[edge : match.end()], "Project", Span(edge, match.end()), "being_built")


_BUILDING_SITE = re.compile("开工|停工|动工|复工|在建")
_SITE = re.compile("(?:学校|中学|小学|医院|幼儿园|学院)(?=于|自|已|至今|仍|[,，]?(?:开工|停工|动工|已?纳入))")
