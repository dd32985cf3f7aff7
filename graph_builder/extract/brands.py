"""Firms that are named by a brand and a trade alone, with no ending of a company (宏昌牧业, 澄河二建)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of, begins
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.mention import Mention
from graph_builder.extract.tokens import is_word, tokens
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("names")[key])


@cache
def _party() -> re.Pattern[str]:
    """What a firm is in a deal, before its name (监理单位|正和监理)."""
    return re.compile(any_of(load("names")["company_anchored"]))


@cache
def _trade() -> re.Pattern[str]:
    """A trade that ends a firm's name: what follows goes on with no name."""
    marks = "[，,。；;、（）()：:和与及等未拒将已在因于被超偷围串违擅越虚失无拖欠套骗按\\d]|对|$"
    ends = f"{marks}|分别|中标|承建|负责人|法定代表人|存在|长期|严重|(?:副?总|项目)?经理|董事长"
    ends += "|以[次低高虚]|通过|利用|多次|先后|连续|仍|均|曾|提供|承[包接租担]|施工|供货|股东|实际控制人"
    ends += "|资金|代表|员工|工作人员|职员"
    ends += f"|党委|党组|党支部|党总支|纪委|董事会|监事会|{_HAN}{{2,4}}部(?:副?经理|副?主任|副?部长)"
    ends += "|[爆暴破倒停注吊涉逃]|非法|开发|使用|收取|缴纳|占用|转租|私自|自行|恶意|伪造|篡改|瞒报|倾倒|排放|直排"
    trades, kinds = load("names")["firm_trades"], load("names")["firm_kinds"]
    no_name = "集团|公司|资|债|平台|类|企业|项目"
    return re.compile(f"{begins([*trades, *kinds])}(?:{any_of(trades)}(?={ends})|{any_of(kinds)}(?!{no_name}))")


_BEFORE_FIRM = "对与和由向给将把及被从经的在因令系"
_FIRM_LEAD = re.compile(
    f"(?:[^\u3400-\u9fff]|[{_BEFORE_FIRM}]|[一二三四五六七八九十]是|查封|关停|约谈|责令|督促|要求|处罚)$"
)


def by_trade(text: str, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Firms named by a brand and a trade alone (宏昌牧业), where only a name can begin."""
    for match in _trade().finditer(text, *span):
        for length in (2, 3, 4):
            start = match.start() - length
            stem = text[start : match.start()]
            if start < span.start or not re.fullmatch(f"{_HAN}+", stem):
                break
            if (length > 2 and (stem[0] in _BEFORE_FIRM or stem[1] == "是")) or stem[0] in "以为由用其无未不":
                break
            before = text[max(span.start, start - 2) : start]
            led = not before or _FIRM_LEAD.search(before) or before in _words("stops")
            party = any(p.end() == start for p in _party().finditer(text, max(span.start, start - 8), start))
            if (led or party) and _brand(text, Span(start, match.start()), match.group(), known):
                yield Mention(text[start : match.end()], "Company", Span(start, match.end()), "firm_trade")
                break


def _brand(text: str, stem: Span, trade: str, known: Gazetteer) -> bool:
    """Whether characters can be a brand: no plain word, nor put together of plain words; a place may stand first."""
    brand = text[known.heads.at(*stem) or stem.start : stem.end]
    if not brand:
        return trade in _words("firm_kinds") or (trade[-1] == "业" and trade not in ("实业", "置业", "物业", "水业"))
    if brand in _words("generic_companies") or brand in _words("generic_projects"):
        return False
    if trade in _words("firm_kinds") and all(t in ("ns", "nz", "nr", "nrt") for t in tokens(brand).tags):
        return True
    if brand in _words("before_places"):
        return True
    if len(brand) < 2:
        return False
    if not trade and tokens(brand).tags[0] in _PROPER:
        return True
    if not any(len(word) > 1 and is_word(word) for word in tokens(brand).words):
        return True
    return trade in _words("plain_brand_trades") and tokens(brand).tags[0] in _PROPER and is_word(brand)


def listed_firms(text: str, span: Span, firms: list[Mention], known: Gazetteer) -> Iterator[Mention]:
    """Firms named by brand and trade in a list with a company named in full (甲有限公司、诺达|新材)."""
    for firm in firms:
        for match in (
            _listed_after().match(text, firm.span.end, span.end),
            _listed_before().search(text, max(span.start, firm.span.start - 12), firm.span.start),
        ):
            if match and _brand(text, Span(*match.span("brand")), "", known):
                whole = Span(match.start("brand"), match.end("trade"))
                yield Mention(whole.cut(text), "Company", whole, "listed_firm")


@cache
def _in_list() -> str:
    trades = any_of([*load("names")["firm_trades"], *load("names")["listed_trades"]])
    return f"(?P<brand>(?![{_BEFORE_FIRM}等]){_HAN}{{2,4}}?)(?P<trade>{trades})"


@cache
def _listed_after() -> re.Pattern[str]:
    """The firm that stands behind another in a list, and what shows that its name has ended."""
    ends = f"[，,。；;、（）()：:和与及等将因未被通借围串违在对向由以拒共分虚均\\d]|{_HAN}?(?:施工|承建|签订|负责)|$"
    return re.compile(f"(?:[、和与及]|以及){_in_list()}(?={ends})")


@cache
def _listed_before() -> re.Pattern[str]:
    return re.compile(f"(?:(?<!{_HAN})|(?<=[{_BEFORE_FIRM}])){_in_list()}[、和与及]$")


_PROPER = ("a", "z", "ns", "nr", "nrt", "nrfg", "nz")
"""What a brand that is a word of the dictionary is there: a quality or a proper name."""
