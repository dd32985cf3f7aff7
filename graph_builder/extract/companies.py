"""Names of companies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, begins
from graph_builder.extract.brands import by_trade, listed_firms
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.generic import only, pattern
from graph_builder.extract.mention import Mention
from graph_builder.extract.tokens import Tokens, is_word, left_edge
from graph_builder.lexicon import listed, load

_HAN = "[\u3400-\u9fff]"


@cache
def _masked_company() -> re.Pattern[str]:
    return re.compile(
        f"[某×X](?<![某×X][某×X])[某×X]*+(?!经营|承包|开办|开设|实际|名下|个人|注册|投资|控股|控制)({_HAN}{{0,6}}?{any_of(load('names')['masked_companies'])})(?!{_HAN}{{0,4}}?(?:公司|集团)|{_HAN}?(?:法定代表人|负责人|老板|经理))"
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
    found = list(_named(words, span, known))
    yield from found
    yield from listed_firms(text, span, found, known)


def _named(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """The companies that a passage names by more than brand and trade, or where only a name can begin."""
    text = words.text
    yield from _hidden(text, span, known)
    for match in _APPOSED.finditer(text, span.start, span.end):
        edge = left_edge(words, match.end() - 2, reach=10, floor=span.start)
        yield Mention(text[edge : match.end()], "Company", Span(edge, match.end()), "apposed")
    for match in _own_level().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "level_company")
    for match in _NUMBERED.finditer(text, *span):
        yield Mention(match.group(), "Company", Span(*match.span()), "numbered_branch")
    for match in _BUREAU.finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "numbered_bureau")
    yield from by_trade(text, span, known)
    yield from _works(words, span, known)
    yield from _by_ending(words, span, known)


def _hidden(text: str, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Companies whose names a passage hides: 青石县某公司, 合作企业."""
    for match in _masked_company().finditer(text, span.start, span.end):
        near = Span(max(span.start, match.start() - 6), match.start())
        heads = (start for start, end in known.heads.within(*near) if end == match.start())
        city = max((len(c) for c in listed("names", "before_places") if text.endswith(c, *near)), default=0)
        start = min(next(heads, match.start()), match.start() - city)
        yield Mention(text[start : match.end()], "Company", Span(start, match.end()), "masked_company", masked=True)
    for match in _partner().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Company", Span(*match.span()), "unnamed_partner", masked=True)


def _by_ending(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Companies named by how such names end, with the branch or shop that follows."""
    text = words.text
    whole = Span(span.start, span.start)
    for match in pattern("company_endings").finditer(text, span.start, span.end):
        place = whole.cut(text) and match.group() in _BRANCHES
        if place and _BRANCH_PLACE.fullmatch(text, whole.end, match.start()):
            whole = Span(whole.start, match.end())
            yield Mention(whole.cut(text), "Company", whole, "company_branch")
            continue
        edge = _beside(text, whole.end, _start(words, match, span, known))
        unto = _UNTO.search(text, edge, match.start())
        edge = unto.end() if unto else edge
        if (
            not _is_name(text[edge : match.start()], match)
            or text[edge - 1 : edge] == "某"
            or _not_company(text, match)
        ):
            continue
        form = _FORM.match(text, match.end(), span.end) if match.group().endswith(("事务所", "合伙企业")) else None
        shop = _SHOP.match(text, match.end(), span.end) if match.group() in _SHOPS else None
        end = next((m.end() for m in (form, shop) if m), None) or _with_branch(text, match.end(), span.end)
        whole = Span(edge, end)
        yield Mention(text[edge:end], "Company", whole, "company_ending")


def _beside(text: str, last: int, edge: int) -> int:
    """A firm's start right behind the mark that joins it to the firm named before it (甲会计师事务所、|大成衡…)."""
    gap = text[last + 1 : edge] if 0 < edge - last <= 7 else ""
    joined = text[last : last + 1] in ("、", "与", "和", "及") and gap[-1:] not in tuple("方商户人位者业")
    return last + 1 if joined and _PLAIN_GAP.fullmatch(gap) else edge


_PLAIN_GAP = re.compile("(?:(?![对由将向给把被与和及的等在经因从为是有未]|公司|集团)[\u3400-\u9fff]){1,6}")


def _start(words: Tokens, match: re.Match[str], span: Span, known: Gazetteer) -> int:
    """Where a company's name begins, past what leads to it and before what the word cutter parted from it."""
    text, anchor = words.text, match.start()
    edge = past_lead(text, _company_edge(words, match, span, known), anchor)
    acting = _ACTING.search(text, edge, anchor)
    edge = acting.end() if acting else edge
    edge = _at_level(words, _led_in(text, edge, anchor, span.start), anchor)
    if only(text[edge:anchor], "generic_companies") and edge < anchor:
        edge = _branded(text, edge, anchor, match.end(), span.start)
    if _formal(match):
        edge -= _MIDDLE.search(text, max(span.start, edge - 2), edge) is not None
    if not only(text[edge:anchor], "trades", "reach"):
        return edge
    if _formal(match) and (brand := _AND_BRAND.search(text, max(span.start, edge - 2), edge)):
        return known.edge(words, brand.start(), 8, span.start, lenient=True)
    if _formal(match) or match.group().endswith(_SMALL):
        edge = _past_verb(words, edge, span.start, known)
    pieces = match.group().endswith("公司") and edge < anchor and only(text[edge:anchor], "trades", "reach")
    return _past_pieces(words, edge, span.start) if pieces else edge


def _is_name(stem: str, match: re.Match[str]) -> bool:
    """Whether what stands before an ending can name one company."""
    level = stem[:1] in listed("names", "company_levels")
    if len(stem) < 2:
        return level and match.group()[-1] in "厂场"
    if (_SEVERAL_OF if _formal(match) else _SEVERAL).search(stem[:-1]):
        return False
    generic = stem in listed("names", "generic_companies") or only(stem, "generic_companies")
    return not generic or (level and len(stem) > 2)


def _works(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Works and shops named by what they make or sell, whatever that is (鑫源酒精厂, 县第二机床厂)."""
    text = words.text
    listed_too = tuple(load("names")["company_endings"])
    for match in _WORKS.finditer(text, *span):
        if text.endswith(listed_too, span.start, match.end()):
            continue
        edge = past_lead(
            text, known.edge(words, match.start(), 16, span.start, lenient=True, brand=True), match.start()
        )
        edge = _at_level(words, edge, match.start())
        stem = text[edge : match.start()]
        kinds = (("generic_companies", "names"), ("work", "departments"))
        least = 3 if stem[:1] in listed("names", "company_levels") else 4
        if len(stem) >= least and not _NO_WORKS.search(stem) and not any(only(stem, *kind) for kind in kinds):
            yield Mention(text[edge : match.end()], "Company", Span(edge, match.end()), "works")


_WORKS = re.compile("(?:厂(?![房长区家址界商矿级务里内外用方校办])|店(?![铺面主员长内家])|服务部|工程部)")
_NO_WORKS = re.compile(
    "(?:水|处理|焚烧|填埋|污泥|粪污|发电|压缩|[热一家的各该多出建设进入自开])$|公司|集团|[\\d几多各两三四五六七八九十][家个]|学校|医院|中心"
)
"""What shows that these end no firm's name: works of the public (污水处理厂), or none in particular."""


def _at_level(words: Tokens, edge: int, anchor: int) -> int:
    """A firm's start at its level sign, if only verbs stand before that (处置|县造纸厂, 待|县甲乙贸易公司)."""
    for match in _LEVEL.finditer(words.text, edge + 1, anchor):
        before = range(words.at(edge), words.at(match.start()))
        led = words.text[match.start() - 1] in _LEADS_IN and not is_word(
            words.text[match.start() - 1 : match.start() + 1]
        )
        if led or (words.is_start(match.start()) and all(_leads_in(words, i) for i in before)):
            return match.start()
    return edge


def _leads_in(words: Tokens, index: int) -> bool:
    return words.tags[index][0] in "vpd" or words.words[index] in ("职工", "员工")


_LEADS_IN = "待归使让令请为将对向由与及和给"
_LEVEL = re.compile(f"[省市县区州](?={_HAN}{{2}})")
_SEVERAL_OF = re.compile("公司|\\d[家个户名]")
_SEVERAL = re.compile(f"{_SEVERAL_OF.pattern}|集团(?=.)")
"""What shows that a stem holds more than one firm's name, or only a number of firms."""
_ACTING = re.compile(f"{_HAN}{{2,}}(?:局|厅|委|府|办|会|组|部)(?:对|向|给|将|把|同意)(?={_HAN}{{2}})")
"""A body that does something to a company, before its name (区农业农村局对|华信集团)."""
_UNTO = re.compile(
    f"(?<![方志意导取面定走倾])向(?![阳荣上前日东南北西导心明华党善])(?={_HAN}{{2}}(?![省市县区州]?{_HAN}{{0,2}}$))"
)
"""What leads to whom something is done, taken by the word cutter for the head of a word (向|海盈融资租赁公司)."""
_BRANCHES = ("分公司", "支公司", "支行", "分行")
_BRANCH_PLACE = re.compile(f"{_HAN}{{0,6}}(?<![及和与对向等])")
"""What may stand between a company's name and what makes it a branch (甲有限公司|沅阳|分公司)."""
_FORM = re.compile(f"[（(](?:特殊普通合伙|普通合伙|有限合伙)[)）](?:{_HAN}{{2,4}}分所)?|{_HAN}{{2,4}}分所")
_INNER = re.compile(f"(?<={_HAN})[（(](?!以下|简称|原|含|包括|下称){_HAN}{{2,6}}[)）]")
"""A place inside a company's name: 甲科技集团(香港)有限公司."""
_INNER_TRADE = re.compile(f"(?<={_HAN})[（(]{_HAN}{{2,4}}[)）](?:(?![与和及对由将给向])[\u3400-\u9fff]){{2,8}}$")
"""A place inside a company's name with its trade behind it: 甲环境(长沙)科技|有限公司."""
_NUMBERED = re.compile(f"(?:(?<!{_HAN})|(?<=[对由与和将日月年予]))[一二三四五六七八九十]{{1,2}}分公司")
"""A firm's branch by its number alone (二分公司)."""
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
    if opening > span.start and match.group().endswith("公司") and _INNER.fullmatch(text, opening, anchor):
        anchor = opening
    elif match.group().endswith("公司") and (inner := _INNER_TRADE.search(text, max(span.start, anchor - 16), anchor)):
        anchor = inner.start()
    return known.edge(words, anchor, 24, span.start, lenient=True, brand=True)


def _past_verb(words: Tokens, edge: int, floor: int, known: Gazetteer) -> int:
    """Where a firm's name begins of which only the trade is read, behind a verb (华东青能|抽水|蓄能有限公司)."""
    at = words.at(edge)
    at -= words.starts[at] == edge
    start = words.starts[at] if at >= 0 else floor
    if (
        start <= floor
        or len(words.words[at]) < 2
        or words.tags[at][0] != "v"
        or words.words[at] in listed("names", "stops")
    ):
        return edge
    outer = known.edge(words, start, 14, floor, lenient=True, brand=True)
    return outer if start - outer >= 2 else edge


def _past_pieces(words: Tokens, edge: int, floor: int) -> int:
    """The head of a clause before a firm's trade, where the word cutter left but pieces of a brand (云|溪水|务)."""
    run = _RUN.search(words.text, max(floor, edge - 6), edge)
    start = run.start() if run else edge
    if not words.is_start(start) or (start > floor and re.match(_HAN, words.text[start - 1])):
        return edge
    pieces = range(words.at(start), words.at(edge)) if start < edge else range(0)
    plain = any(
        words.tags[i] in "rmqpcu" or words.words[i][-1] == "是" or words.words[i] in listed("names", "stops")
        for i in pieces
    )
    return start if not plain and any(len(words.words[i]) == 1 for i in pieces) else edge


_RUN = re.compile(f"{_HAN}{{3,6}}$")
_SMALL = ("服务部", "经营部", "工作室")
"""What ends the names of small firms, besides the forms of the law."""


@cache
def _own_level() -> re.Pattern[str]:
    """A level's own company by its short name (县城投公司), of which word cutters make 县城|投."""
    kinds = any_of(load("names")["level_companies"])
    banks = any_of(load("names")["level_banks"])
    shorts = any_of(load("names")["level_shorts"])
    return re.compile(
        f"[省市县区州旗](?:(?:属)?{kinds}(?:集团有限公司|有限公司|集团公司|总公司|集团|公司)|{banks}(?![长业])|{shorts}(?![入产资放保诉标递身影]))"
    )


_LEAD = re.compile(f"{_HAN}{{0,16}}?(?:中为|过程中|工作中|期间)")


_PARTY = re.compile(
    f"{_HAN}{{0,14}}?(?:(?:销售|出售|出租|发包|承包|转包|分包|转让|支付|借|拨付|交|租|卖)给|业主|老板|经营者|法定代表人|实际控制人|单位|属企业|沿线|附近|周边|境内|区内|范围内|由)(?={_HAN}{{2}})"
    f"|(?:参股|控股|所属|下属|全资|关联|出资|监管)?企业(?!服务|管理|咨询|发展|投资)(?={_HAN}{{4}})"
)
"""Any other word for a party (产权单位, 市属企业) before its name."""


def past_lead(text: str, edge: int, anchor: int) -> int:
    """A company's start past the words that only say what it is in a deal (施工单位, 中标单位)."""
    leads = (*pattern("company_anchored").finditer(text, max(edge - 4, 0), anchor), _LEAD.match(text, edge, anchor))
    for lead in (*leads, _PARTY.match(text, edge, anchor)):
        if lead and anchor - lead.end() >= 2:
            edge = max(edge, lead.end())
    if text[edge] in _OWES and anchor - edge > 3 and not is_word(text[edge : edge + 2]):
        edge += 1
    taken = _TAKEN.match(text, edge, anchor)
    return taken.end() if taken and not only(text[taken.end() : anchor], "trades", "reach") else edge


_OWES = "欠还付借找凭"
"""One-character verbs before the name of whom they are done to (欠|甲银行)."""
_TAKEN = re.compile(
    "(?:[一二三四五六七八九]是)?约谈(?=[\u3400-\u9fff]{2})|(?:集体|研究|决策|决定|同意|批准|拟|新|先后|共同|违规)*(?:投资|注资|设立|注册|成立|组建|增设|收购|并购|入股|参股|增资|引进|担保)"
    f"(?={_HAN}{{3}})|(?:集体研究|研究)(?:决定)?(?={_HAN}{{4}})"
)
"""What is done with a firm, before its name (新投资|绿源环保科技有限公司)."""


def _led_in(text: str, edge: int, anchor: int, floor: int) -> int:
    """A company's start right behind what it is in a deal, whatever the words between are (监理单位|正和监理公司)."""
    near = pattern("company_anchored").finditer(text, max(floor, anchor - 14), edge)
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
    if (
        start < floor
        or not re.fullmatch(f"{_HAN}{{2}}", brand)
        or brand in listed("names", "stops")
        or _JOINS.search(brand)
    ):
        return edge
    heads = _generic_firms(text).get(text[start:end], ())
    return start if len(heads) > 1 and any(not re.match(_HAN, head) for head in heads) else edge


@lru_cache(maxsize=4)
def _generic_firms(text: str) -> dict[str, set[str]]:
    """Two characters with a generic firm behind them (甲乙物业公司): what stands before each wherever it is named."""
    found: dict[str, set[str]] = {}
    for match in re.finditer(f"(?=({_HAN}{{2}}{any_of(load('names')['generic_companies'])}公司))", text):
        found.setdefault(match.group(1), set()).add(text[max(match.start() - 1, 0) : match.start()])
    return found


_AND_BRAND = re.compile("[盛正永中祥瑞泰安仁润万顺同协丰嘉]和$")
"""A brand that the word cutter parts at what mostly joins two names (盛和|置业有限公司)."""
_MIDDLE = re.compile(f"(?:(?<!{_HAN})|(?<=[由从与和向对给将把被为是及的]))中$")
"""The character that opens many a builder's name, which the word cutter takes for a preposition's (从|中泰建安…)."""
_SHOPS = ("超市", "药店", "药房", "书店", "商场", "便利店", "文具店", "酒店", "饭店", "宾馆")
_SHOP = re.compile(f"(?:(?![对与和及向由将把被的在]){_HAN}){{2,6}}?(?:分店|店|门店)(?![主铺员内面长])")
"""Which of its shops is meant, behind a chain's name (惠家超市|东街店)."""
_OFFICE = re.compile(f"{_HAN}{{2,10}}?(?:分公司|项目经理部|项目部|办事处|分行|支行|营业部|营业厅|煤矿)(?!经理部)")


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
        match = pattern("company_anchored").match(words.text, project.span.end, span.end)
        if match and not any(f.span.start == match.end() for f in firms):
            whole = Span(project.span.start, match.end())
            yield Mention(whole.cut(words.text), "Company", whole, "anchored_party", masked=True)
