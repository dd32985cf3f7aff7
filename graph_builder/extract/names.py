"""Names of companies, projects and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, begins
from graph_builder.extract.gazetteer import Gazetteer
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
def _longest_first(key: str) -> tuple[str, ...]:
    return tuple(sorted(_words(key), key=lambda word: (-len(word), word)))


@cache
def _masked_company() -> re.Pattern[str]:
    return re.compile(
        f"[某×X](?<![某×X][某×X])[某×X]*+({_HAN}{{0,6}}?{any_of(load('names')['masked_companies'])})(?!{_HAN}?(?:法定代表人|负责人|老板|经理))"
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
        yield Mention(match.group(), "Company", Span(*match.span()), "masked_company", masked=True)
    for match in _partner().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "unnamed_partner", masked=True)
    for match in _APPOSED.finditer(text, span.start, span.end):
        edge = left_edge(words, match.end() - 2, reach=10, floor=span.start)
        yield Mention(text[edge : match.end()], "Company", Span(edge, match.end()), "apposed")
    for match in _own_level().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "level_company")
    for match in _pattern("company_endings").finditer(text, span.start, span.end):
        edge = _past_lead(text, known.edge(words, match.start(), 24, span.start, lenient=True), match.start())
        stem = text[edge : match.start()]
        level = stem[:1] in _words("company_levels") and len(stem) > 2
        if (
            len(stem) < 2
            or re.search("公司|集团(?=.)|\\d[家个户名]", stem[:-1])
            or (not level and (stem in _words("generic_companies") or _only(stem, "generic_companies")))
            or text[edge - 1 : edge] == "某"
            or _not_company(text, match)
        ):
            continue
        yield Mention(text[edge : match.end()], "Company", Span(edge, match.end()), "company_ending")


@cache
def _own_level() -> re.Pattern[str]:
    """A level's own company by its short name (县城投公司), of which word cutters make 县城|投."""
    kinds = any_of(load("names")["level_companies"])
    return re.compile(f"[省市县区州旗](?:属)?{kinds}(?:集团有限公司|有限公司|集团公司|集团|公司)")


_LEAD = re.compile(f"{_HAN}{{0,16}}?(?:中为|过程中|工作中|期间)")


def _past_lead(text: str, edge: int, anchor: int) -> int:
    """A company's start past the words that only say what it is in a deal (施工单位, 中标单位)."""
    lead = _pattern("company_anchored").match(text, edge, anchor) or _LEAD.match(text, edge, anchor)
    return lead.end() if lead and anchor - lead.end() >= 2 else edge


def _not_company(text: str, match: re.Match[str]) -> bool:
    """Whether an ending is part of another word: 公司法, 银行账户."""
    after = text[match.end() : match.end() + 4]
    if match.group() == "公司":
        return bool(re.match(f"{_HAN}{{0,2}}(?:章程|法(?!定|院|人)|化|资产监管)", after))
    return match.group() == "银行" and bool(re.match("账|贷款|存款|流水|卡|转账|利率|授信|业", after))


def _only(stem: str, key: str) -> bool:
    """Whether a stem is made of generic words alone (国有 + 平台)."""
    rest = stem
    for word in _longest_first(key) if _pattern(key).search(stem) else ():
        rest = rest.replace(word, "")
    return not rest.strip("、的")


def anchored(words: Tokens, span: Span, projects: list[Mention]) -> Iterator[Mention]:
    """The unnamed owner or contractor of a named project (…市场业主单位): one masked company for each."""
    for project in projects:
        match = _pattern("company_anchored").match(words.text, project.span.end, span.end)
        if match:
            whole = Span(project.span.start, match.end())
            yield Mention(whole.cut(words.text), "Company", whole, "anchored_party", masked=True)


def projects(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every project or works named in a passage."""
    text = words.text
    context = _pattern("project_context").search(text, span.start, span.end) is not None
    for match in _pattern("project_endings").finditer(text, span.start, span.end):
        edge = _project_edge(words, known, match.start(), span.start)
        stem = text[edge : match.start()]
        needs = match.group() in _words("project_needs_context")
        if (
            len(stem) < 2
            or text[edge - 1 : edge].isdigit()
            or text[edge - 1 : edge] in "万元个"
            or re.search("公司|合作社", stem)
            or _only(stem, "generic_projects")
            or (needs and not context)
        ):
            continue
        if re.match(
            "化|领域|管理|建设领域|市场化|主体|监督|准入|监管|资金|交易|地|款|师|量|变更|结算|质量|进度款|验收|分包|招|入库|审批|负责|开竣工",
            text[match.end() : match.end() + 4],
        ) and (match.group() in ("市场", "公路") or (match.group() in ("项目", "工程") and len(stem) < 8)):
            continue
        yield Mention(text[edge : match.end()], "Project", Span(edge, match.end()), "project_ending")
    yield from _described(words, span)
    yield from _works(words, span)
    yield from _built(words, span)


_ROAD = re.compile(f"(?:[A-Za-z]{{1,2}}\\d{{1,4}}(?:线)?)?{_HAN}{{2,6}}至{_HAN}{{2,10}}?$")
"""The head of a road's name: S218线甲地至乙地段."""


_QUOTED = re.compile("“[^“”]{2,12}”$")
_BUILDING = re.compile(f"建设{_HAN}{{6}}")


def _project_edge(words: Tokens, known: Gazetteer, anchor: int, floor: int) -> int:
    """The start of a project's name; a list of places before it (A村、B村自来水…工程) belongs to it."""
    edge = known.edge(words, anchor, 26, floor)
    text = words.text
    road = _ROAD.search(text, max(floor, anchor - 24), anchor)
    if road and "至" in text[max(edge - 6, floor) : edge + 1]:
        if text[road.start()].isascii():
            return road.start()
        return left_edge(words, text.rindex("至", 0, anchor), 14, floor)
    quoted = _QUOTED.search(text, max(floor, edge - 14), edge)
    if quoted:
        return quoted.start()
    if _BUILDING.match(text, edge, anchor):
        edge += 2
    if text[edge - 1 : edge] in "“‘" and re.match(f"{_HAN}{{2,8}}[”’]", text[edge:anchor]):
        return edge - 1
    while edge - 1 > floor and text[edge - 1] == "、" and re.match(f"{_HAN}{{1,8}}?[村镇乡]", text[edge:anchor]):
        outer = left_edge(words, edge - 1, reach=10, floor=floor)
        if outer == edge - 1 or text[edge - 2] not in "村镇乡":
            break
        edge = outer
    return edge


def _described(words: Tokens, span: Span) -> Iterator[Mention]:
    """A name that the text itself calls a project: X作为我省重点建设项目, X项目总用地."""
    text = words.text
    for match in re.finditer(
        "(?=(?:作为|是|系|被列为|列为)[^,，。;；]{0,30}?(?:项目|工程))", text[span.start : span.end]
    ):
        anchor = span.start + match.start()
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
    for match in re.finditer("应急整治工程|综合整治工程|配套工程", text[span.start : span.end]):
        start = span.start + match.start()
        if left_edge(words, start, reach=8, floor=span.start) == start:
            yield Mention(match.group(), "Project", Span(start, start + len(match.group())), "bare_works")


def _built(words: Tokens, span: Span) -> Iterator[Mention]:
    """A school or hospital that the passage speaks of as being built (开工建设, 停工): the building, not the body."""
    text = words.text
    if not re.search("开工|停工|动工|复工|在建", text[span.start : span.end]):
        return
    for match in re.finditer(
        "(?:学校|中学|小学|医院|幼儿园|学院)(?=于|自|已|至今|仍|[,，]?(?:开工|停工|动工|已?纳入))",
        text[span.start : span.end],
    ):
        end = span.start + match.end()
        edge = left_edge(words, span.start + match.start(), reach=24, floor=span.start)
        if end - edge >= 5:
            yield Mention(text[edge:end], "Project", Span(edge, end), "being_built")


def places(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every place named in a passage: 全区, 我省, known divisions, villages, 清水河流域."""
    text = words.text
    for match in _relative().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Place", Span(*match.span()), "relative_place")
    for match in known.names.finditer(text, span.start, span.end):
        yield Mention(match.group(), "Place", Span(*match.span()), "known_place")
    for match in _settlements().finditer(text, span.start, span.end):
        yield from _settlement(words, match, span)


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(any_of(load("names")["place_relative"]) + "(?![域长委])")


@cache
def _settlements() -> re.Pattern[str]:
    return re.compile(any_of(["村", "社区", "镇", "乡", "街道", *load("names")["place_endings"]]))


def _settlement(words: Tokens, match: re.Match[str], span: Span) -> Iterator[Mention]:
    text = words.text
    ending = match.group()
    wide = ending in load("names")["place_endings"]
    edge = left_edge(words, match.start(), reach=12 if wide else 8, floor=span.start)
    stem = text[edge : match.start()]
    following = text[match.end() : match.end() + 2]
    if ending == "大院":
        if len(stem) >= 2:
            yield Mention(text[edge : match.end()], "Place", Span(edge, match.end()), "compound")
        return
    if (
        len(stem) < 2
        or len(stem) > (10 if wide else 6)
        or _only(stem, "generic_places")
        or re.search("[、区县市农个驻任财账]$|^[一二三四五六七八九十两第]", stem)
        or following[:1] in ("(", "（")
    ):
        return
    if ending in ("村", "镇", "乡", "社区") and re.match(
        "长|干|民|级|委|两|医|道|集体经济(?!组织)|镇|庄|务|组|街|企|规", following
    ):
        return
    label = "Place"
    if (
        re.match(
            "(?:原|时任|现任)?(?:村)?(?:党支部|党总支|村委会|支部|党工委|党委)?(?:副)?(?:书记|主任|镇长|乡长|会计|文书|报账员)",
            text[match.end() : match.end() + 14],
        )
        or ending == "街道"
        or (ending in ("村", "镇", "乡", "社区") and re.match("成立|党|组织|违|未|在|两委|以|擅|与|将|出", following))
    ):
        label = "Unit"
    yield Mention(
        text[edge : match.end()], label, Span(edge, match.end()), "settlement", nested=_in_list(text, match.end(), edge)
    )


def _in_list(text: str, end: int, start: int) -> bool:
    """Whether a village stands in a list that names works (A村、B村自来水管网…工程), inside the longer name."""
    return (
        bool(re.match("、|[^,，。;；]{2,14}?工程", text[end : end + 18]))
        and bool(re.match("[^,，。;；]{0,30}?工程", text[end : end + 34]))
        and not (text[start - 1 : start] == "、" and text[start - 2 : start - 1] not in "村镇乡")
        and (text[start - 1 : start] == "、" or bool(re.search("[成进完善施]$", text[max(start - 1, 0) : start])))
    )
