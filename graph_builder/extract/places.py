"""Names of places: divisions, villages, streets, estates and waters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.gazetteer import Gazetteer
from graph_builder.extract.generic import only
from graph_builder.extract.mention import Mention
from graph_builder.extract.skipping import found_round
from graph_builder.extract.tokens import Tokens, left_edge
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


@cache
def _tasks() -> re.Pattern[str]:
    """What is done in a place and begins no place's name (集中攻坚…片区)."""
    return re.compile(any_of(load("names")["place_tasks"]))


def places(words: Tokens, span: Span, known: Gazetteer) -> Iterator[Mention]:
    """Every place named in a passage: 全区, 我省, known divisions, villages, 清水河流域."""
    text = words.text
    for match in _relative().finditer(text, span.start, span.end):
        yield Mention(match.group(), "Place", Span(*match.span()), "relative_place")
    chain = Span(span.start, span.start)
    for place in known.names.within(*span):
        chain = Span(chain.start if chain.end == place.start > span.start else place.start, place.end)
        yield Mention(chain.cut(text), "Place", chain, "known_place")
    for match in found_round(_STREET_SIGNS, _longest("street_leads") + 3, _streets(), text, span):
        yield Mention(match.group("name"), "Place", Span(*match.span("name")), "street")
    lead = max(_longest("flows_into"), _longest("worked_waters"))
    for match in found_round(_water_signs(), lead + 3, _waters(), text, span):
        group = match.lastgroup or "into"
        yield Mention(match.group(group), "Place", Span(*match.span(group)), "water")
    for match in _settlements().finditer(text, span.start, span.end):
        yield from _settlement(words, match, span)


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(any_of(load("names")["place_relative"]) + "(?![域长委])")


@cache
def _streets() -> re.Pattern[str]:
    """A street that is named for who lives or trades in it (收受府前街商户…)."""
    leads = any_of(load("names")["street_leads"])
    return re.compile(
        f"{leads}(?P<name>(?![在沿于临对向从将与和及])(?!公路|马路|背街|大街小巷|{_HAN}{{0,2}}道路|铁路|线路|网路){_HAN}{{2,3}}?(?:街|路|巷|大道))(?=商户|商铺|居民|门店|店铺|沿线|沿街|占道|两侧|路段|个体|积水|污水|内涝|脏乱|占道|拥堵|破损|路灯|路面|人行道|违停|夜市|的(?=旧|老|原|办公|门店|门面|房|商|土地|地块|厂房|仓库|宿舍|国有)|、(?=[\\u3400-\\u9fff]{{2,3}}[街路巷])|\\d+[家户号])"
    )


@cache
def _waters() -> re.Pattern[str]:
    """A river or lake that something flows into, or whose reach or water quality is spoken of."""
    name = f"{_HAN}{{1,3}}{any_of(load('names')['waters'])}"
    reach = f"{_HAN}{{1,3}}{any_of([*load('names')['waters'], '沟'])}"
    into, worked = any_of(load("names")["flows_into"]), any_of(load("names")["worked_waters"])
    return re.compile(
        f"{into}(?!附近|周边|沟渠|雨水|农田)(?P<into>{name}|(?!{_HAN}{{0,2}}(?:水|边|明|暗|阴|排)沟){_HAN}{{1,3}}沟(?![渠道]))"
        f"|(?:(?<!{_HAN})|(?<=[的在对])|(?<=[上下]游))(?:{worked}(?={_HAN}))?(?!{worked}|[该本各入两沿年月日])"
        f"(?P<reach>{reach}(?:{_HAN}{{2,4}}(?:断面|段))?)(?=$|(?<=[段面])|流域|水质|沿线|沿岸|[一二]级保护区|保护区|禁养区|库区|库容|河道|河段|水域|滩涂|总磷|总氮|氨氮|化学需氧量|非法采砂|采砂|黑臭|返黑返臭)"
        f"|(?:(?<!{_HAN})|(?<=[有的在对、]))(?P<listed>{_HAN}{{1,3}}[河江溪湖渠港沟塘浦洼](?=(?:、{_HAN}{{1,3}}[河江溪湖渠港沟塘浦洼]){{0,6}}等\\d+[条处个]))"
    )


@cache
def _water_signs() -> re.Pattern[str]:
    """What the words for waters begin with."""
    return re.compile(f"[{''.join(sorted({word[0] for word in [*load('names')['waters'], *'沟塘浦洼']}))}]")


@cache
def _longest(key: str) -> int:
    return max(map(len, load("names")[key]))


_STREET_SIGNS = re.compile("街|路|巷|大道")


@cache
def _settlements() -> re.Pattern[str]:
    return re.compile(any_of(["村", "社区", "镇", "乡", "街道", *load("names")["place_endings"]]))


def _settlement(words: Tokens, match: re.Match[str], span: Span) -> Iterator[Mention]:
    text = words.text
    ending = match.group()
    wide = ending in load("names")["place_endings"]
    edge = left_edge(words, match.start(), reach=12 if wide else 8, floor=span.start)
    lead = _tasks().match(text, edge, match.start())
    edge = lead.end() if lead else edge
    where = _WHERE.match(text, edge, match.start())
    edge = where.end() if where else edge
    amount = _AMOUNT.match(text, edge, match.start())
    edge = amount.end() if amount else edge
    stem = text[edge : match.start()]
    following = text[match.end() : match.end() + 2]
    if ending == "大院":
        if len(stem) >= 2:
            yield Mention(text[edge : match.end()], "Place", Span(edge, match.end()), "compound")
        return
    if (
        len(stem) < (1 if ending == "校区" else 2)
        or (len(stem) > 3 and stem[-1] in "来到进")
        or len(stem) > (10 if wide else 6)
        or (stem[-1] in "村镇乡" and ending in ("社区", "街道"))
        or (stem[-1] in "村镇乡河江湖" and ending in ("村", "镇", "乡"))
        or only(stem, "generic_places")
        or re.search("[、区县市农个驻任财账]$|[一二]级$|准$|^[一二三四五六七八九十两第]", stem)
        or following[:1] in ("(", "（")
    ):
        return
    if ending == "乡" and following[:1] == "村" and following != "村民":
        return
    if (
        ending in ("村", "镇", "乡", "社区")
        and not re.match("镇(?:长|党委|政府|纪委)", text[match.end() : match.end() + 3])
        and re.match("长|干|民|级|委|两|医|道|集体经济(?!组织)|镇|庄|务|组|街|企|规", following)
    ):
        return
    label = "Place"
    if (
        re.match(
            "(?:原|时任|现任)?(?:村)?(?:党支部|党总支|村委会|支部|党工委|党委)?(?:副)?(?:书记|主任|妇女主任|治保主任|镇长|乡长|会计|出纳|文书|报账员|支书|(?:民政|妇女|治保|纪检|组织|宣传)?委员|网格员|专干)",
            text[match.end() : match.end() + 14],
        )
        or ending == "街道"
        or (ending in ("村", "镇", "乡", "社区") and re.match("成立|党|组织|违|未|在|两委|以|擅|与|将|出", following))
    ):
        label = "Unit"
    yield Mention(
        text[edge : match.end()], label, Span(edge, match.end()), "settlement", nested=_in_list(text, match.end(), edge)
    )


_WHERE = re.compile("(?:下游|上游|周边|附近|沿线|辖区|辖内|境内)(?=[\u3400-\u9fff]{2})")
"""Where a place lies from another, before its name (下游|响水村)."""
_AMOUNT = re.compile(
    "[\u3400-\u9fff]{0,6}?(?:名下|境内)|[万千百亿]*元(?:归|给|到|至|用于)?|[人名](?=[到赴])|(?:人|名)?(?:归|到|赴)(?=[\u3400-\u9fff]{2})"
)
"""What a number before it and a verb leave at the head of a place's name (12|万元归|竹坝村)."""


def _in_list(text: str, end: int, start: int) -> bool:
    """Whether a village stands in a list that names works (A村、B村自来水管网…工程), inside the longer name."""
    return (
        bool(re.match("、|[^,，。;；]{2,14}?工程", text[end : end + 18]))
        and bool(re.match("[^,，。;；]{0,30}?工程", text[end : end + 34]))
        and not (text[start - 1 : start] == "、" and text[start - 2 : start - 1] not in "村镇乡")
        and (text[start - 1 : start] == "、" or bool(re.search("[成进完善施]$", text[max(start - 1, 0) : start])))
    )
