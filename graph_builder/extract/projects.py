"""Names of projects and works."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.claim import Span
from graph_builder.extract.companies import past_lead
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.generic import only, pattern
from graph_builder.extract.mention import Mention
from graph_builder.extract.tokens import Tokens, is_word, left_edge, tokens
from graph_builder.lexicon import listed

_HAN = "[\u3400-\u9fff]"


def projects(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every project or works named in a passage."""
    text = words.text
    context = pattern("project_context").search(text, span.start, span.end) is not None
    for match in pattern("project_endings").finditer(text, span.start, span.end):
        edge = past_lead(text, _project_edge(words, known, match.start(), span.start), match.start())
        if _MOVED.search(text, edge, match.start()):
            continue
        edge = _behind_deed(text, edge, match.start(), known)
        stem = text[edge : match.start()]
        needs = match.group() in listed("names", "project_needs_context")
        if (
            len(stem) < 2
            or text[edge - 1 : edge].isdecimal()
            or text[edge - 1 : edge] in "万元个"
            or _FIRMS.search(stem)
            or only(stem, "generic_projects")
            or (match.group().endswith(("项目", "工程")) and _one_word(stem) and not _PHASE.fullmatch(stem))
            or (needs and not context)
            or (match.group() in listed("names", "project_or_place") and not _built_here(text, match.end(), span))
            or _BELONGS_TO_BODY.match(text, match.end())
            or (text[match.end() : match.end() + 1] in ("款", "量") and ("工程" in stem or "项目" in stem))
        ):
            continue
        weak = match.group() in ("市场", "公路") or (
            match.group() in ("项目", "工程") and len(stem) < (5 if _GROUND.search(stem) else 8)
        )
        if weak and "·" not in stem and _NO_PROJECT.match(text, match.end()):
            continue
        phase = _PHASE.match(text, match.end(), span.end)
        end = phase.end() if phase else match.end()
        yield Mention(text[edge:end], "Project", Span(edge, end), "project_ending")
    yield from _described(words, span)
    yield from _works(words, span)
    yield from _built(words, span)
    yield from _estates(words, span)


def _built_here(text: str, at: int, span: Span) -> bool:
    """Whether the sentence round a name speaks of building what it names (水库, 工业园), rather than of the place."""
    return not _WATER.match(text, at) and _BUILDING_WORDS.search(text, *_sentence(text, at, span)) is not None


_WATER = re.compile("饮用水|水质|水源|库区|周边|管理")
"""What shows that a reservoir is spoken of as a place."""


def _sentence(text: str, at: int, span: Span) -> Span:
    """The sentence of a passage that a place of it lies in, as far as a reader looks round."""
    span = Span(max(span.start, at - _LOOK), min(span.end, at + _LOOK))
    start = max(text.rfind(mark, span.start, at) for mark in _SENTENCE_MARKS) + 1
    ends = (text.find(mark, at, span.end) for mark in _SENTENCE_MARKS)
    return Span(max(start, span.start), min((e for e in ends if e >= 0), default=span.end))


def _behind_deed(text: str, edge: int, anchor: int, known: Gazetteer) -> int:
    """A project's start past what is done with it (服务|…工程, 搬迁至|…产业园, 投资建设|甲县…基地)."""
    other = _OTHER.search(text, edge, anchor)
    edge = other.end() if other else edge
    deed = _DEED.match(text, edge, anchor)
    edge = deed.end() if deed else edge
    place = known.heads.at(edge)
    built = _BUILT.search(text, place, anchor) if place else None
    return built.end() if built and known.heads.at(built.end()) else edge


_DEED = re.compile(f"内?(?:服务|影响|承建|申报|承揽|入库|谋划|投资建设)(?={_HAN}{{2}}(?!中心))")
_OTHER = re.compile(f"(?:工程|项目)[和与及](?={_HAN}{{4}})")
"""The end of another project's name, joined to the next (甲镇供水工程和|乙乡管网延伸工程)."""
_MOVED = re.compile("(?:搬迁|迁入|入驻|搬|迁|转移)[至到]")
"""What is moved to where the name stands: a place, no works."""
_BUILT = re.compile("投资建设|投资|实施|承建")


def _one_word(stem: str) -> bool:
    """Whether a stem is but one common word with what is done to it (脱硫|工程, 岸线修复|工程): any such works."""
    core = _DONE.sub("", stem)
    cut = tokens(core) if 2 <= len(core) <= 3 else None
    return cut is not None and len(cut.words) == 1 and is_word(core) and cut.tags[0] not in _PROPER


_DONE = re.compile("(?:建设|修复|改造|扩建|维修|治理|整治|提升|更新|采购|购置|安装|维护)+$")
_PROPER = ("ns", "nr", "nt", "nz", "nrt", "nrfg", "s", "j")
_LOOK = 300
"""Characters of a sentence before and behind a name that are looked at."""
_SENTENCE_MARKS = "。；;\n"
_BUILDING_WORDS = re.compile(
    "建成|开工|停工|烂尾|动工|复工|竣工|在建|新建|扩建|投产|工期|总投资|招商|盘活|完成投资|立项|未完工|开建"
)
_FIRMS = re.compile("公司|合作社|集团$")
_GROUND = re.compile("[路街村镇乡桥河湖]")
_NO_PROJECT = re.compile(
    "价|份额|占有率|行情|需求|化|领域|管理|建设领域|市场化|主体|监督|准入|监管|资金|交易|地|款|师|量|变更|结算|质量|进度款|验收|分包|招|入库|审批|负责|开竣工"
)
"""What shows that 工程 and the like belong to no project's name but speak of projects at large (工程款, 项目管理)."""
_PHASE = re.compile(
    "(?:[一二三四五六1-5]|[(（][一二三四五六][)）])期(?:(?:建设)?(?:项目|工程)|建设|(?!\\d|商铺|商住|住宅|门面|房源|楼|地块))"
    "|[(（]第?[一二三四五六七八九十\\dA-Za-z]{1,3}(?:标段?|期|批次?|包)[)）]|第?[一二三四五六七八九十\\d]{1,2}标段"
)
"""Which part of a project (安置小区|三期, 改造工程|（二标段）)."""
_SIZE = re.compile("[万千]?(?:吨|头|只|羽|千瓦|兆瓦|平方米|亩|公里|立方米|套|台|张床位)级?")
_NUMBER = re.compile("\\d+(?:\\.\\d+)?$")
"""The size inside a project's name (城西|10万吨|仓储物流项目)."""
_BELONGS_TO_BODY = re.compile(
    "师|(?<=工程项目)经理|局|系[党学教主副]|部(?![分署门])|有限|股份|集团|公司|学院|大学|质量安全|技术学校"
)
"""What shows that 工程 and the like are part of the name of a body or company."""
_NUMBERED_ROAD = re.compile(f"(?:[国省县乡]道)?[GSXYC]\\d{{2,4}}(?:国道|省道|县道|乡道|高速|线)?{_HAN}{{1,14}}$")
"""The head of a road's name that begins with its number: G316国道某某段."""
_ROAD = re.compile(f"(?:[A-Za-z]{{1,2}}\\d{{1,4}}(?:线)?)?{_HAN}{{2,6}}至{_HAN}{{2,10}}?$")
"""The head of a road's name: S218线甲地至乙地段."""


_STAGE = re.compile("[（(][一二三四五六\\d]期[)）]")
_YEAR = re.compile("(?:20\\d\\d年?[至—-])?20\\d\\d年度?$")
_SETTLED = re.compile(f"{_HAN}{{2,5}}(?:[镇乡村县市区]|街道|社区)")
_YEARLY = ("年产", "年处理", "年加工", "新增年产")
"""What leads to how much works make in a year, at the head of their name (年产|80万吨|建材项目)."""
_PART = re.compile(f"\\d{{1,3}}号{_HAN}{{0,4}}$")
"""A number inside a project's name (东港区|5号通用|泊位工程)."""
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
    year = _YEAR.search(text, max(floor, edge - 12), edge)
    if year:
        places = known.heads.within(max(floor, edge - 20), year.start())
        place = next((start for start, end in places if end == year.start()), None)
        if place is not None:
            return place
        settled = left_edge(words, year.start(), reach=8, floor=floor)
        if _SETTLED.fullmatch(text, settled, year.start()):
            return settled
    part = _PART.search(text, max(floor, edge - 10), edge)
    if part:
        outer = left_edge(words, part.start(), reach=10, floor=floor)
        return outer if part.start() - outer >= 2 else edge
    size = _NUMBER.search(text, max(floor, edge - 8), edge) if _SIZE.match(text, edge, anchor) else None
    if size:
        outer = left_edge(words, size.start(), reach=10, floor=floor)
        return (
            outer
            if size.start() - outer >= 2 and (text[outer] not in "年日月" or text.startswith(_YEARLY, outer))
            else edge
        )
    if text[edge - 1 : edge] in "与及和" and text[edge - 3 : edge - 1] in listed("names", "name_verbs"):
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
    for match in pattern("works").finditer(text, span.start, span.end):
        edge = left_edge(words, match.start(), reach=16, floor=span.start)
        tail = re.match("[,，](?:该)?(?:项目|工程)", text[match.end() : match.end() + 4])
        if match.start() - edge >= 3 and tail:
            yield Mention(text[edge : match.end()], "Project", Span(edge, match.end()), "begun_works")
    for match in pattern("bare_projects").finditer(text, span.start, span.end):
        if left_edge(words, match.start(), reach=8, floor=span.start) == match.start():
            yield Mention(match.group(), "Project", Span(*match.span()), "bare_works")


def _built(words: Tokens, span: Span) -> Iterator[Mention]:
    """A school or hospital that the passage speaks of as being built (开工建设, 停工): the building, not the body."""
    text = words.text
    for match in _SITE.finditer(text, *span):
        if match.group()[-1] in "校学院园" and not _BUILDING_SITE.search(text, *_sentence(text, match.end(), span)):
            continue
        edge = left_edge(words, match.start(), reach=24, floor=span.start)
        if match.end() - edge >= 5:
            yield Mention(text[edge : match.end()], "Project", Span(edge, match.end()), "being_built")


def _estates(words: Tokens, span: Span) -> Iterator[Mention]:
    """Housing whose titles or handing over a sentence speaks of, and blocks that stand idle: works, not places."""
    text = words.text
    for match in _ESTATE.finditer(text, *span):
        spoken = _HOUSING if match.group() == "小区" else _IDLE
        if not spoken.search(text, *_sentence(text, match.end(), span)):
            continue
        edge = left_edge(words, match.start(), reach=12, floor=span.start)
        lead = _HOUSED.match(text, edge, match.start())
        edge = lead.end() if lead else edge
        stem = text[edge : match.start()]
        if (
            len(stem) >= (3 if match.group() == "小区" else 2)
            and not only(stem, "generic_places")
            and not _FIRMS.search(stem)
        ):
            yield Mention(text[edge : match.end()], "Project", Span(edge, match.end()), "estate")


_ESTATE = re.compile("小区(?!等|[\\d一二三四五六]*期)|大厦|大楼")
_HOUSING = re.compile("产权证|不动产权|不动产证|办证|集资建房|交房|延期交付|逾期交付|业主入住|未验先住")
_IDLE = re.compile("闲置|账外|停工|烂尾|未入账|未竣工|开工|建成")
_HOUSED = re.compile(f"{_HAN}{{0,4}}(?:集资建房|集资房|商品房|房地产)(?={_HAN}{{3}})")
_BUILDING_SITE = re.compile("开工|停工|动工|复工|在建")
_SITE = re.compile(
    "(?:学校|中学|小学|医院|幼儿园|学院)(?=于|自|已|至今|仍|[,，]?(?:开工|停工|动工|已?纳入))"
    "|(?:中心|馆|大楼|办公楼|综合楼|停车场|厂房|养老院|敬老院)"
    "(?=(?:已|至今)?(?:[于自在]?20\\d\\d年(?:\\d{1,2}月)?(?:\\d{1,2}日)?[前底初]?)?(?:正式|已|仍未|尚未|未)?"
    "(?:建成(?=后|至今|投|[一二三四五六两\\d,，])|开工|停工|动工|复工|烂尾|投入(?:使用|运营)))"
)
