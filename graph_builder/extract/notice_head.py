"""What the header says: kind of notice, team, inspected body, inspection and feedback dates, contact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load

_D = "(?:[\\d０-９]{4}\\s*年)?\\s*[\\d０-９]{1,2}\\s*月(?:\\s*[\\d０-９]{1,2}\\s*日|[上中下]旬|底|初)?"
_RANGE = re.compile(
    f"(?P<start>[\\d０-９]{{4}}\\s*年\\s*[\\d０-９]{{1,2}}\\s*月(?:\\s*[\\d０-９]{{1,2}}\\s*日|[上中下]旬|底|初)?)\\s*起?\\s*(?:至|到|—+|-+|~|－|–)\\s*(?P<end>{_D}|(?P<day>[\\d０-９]{{1,2}})\\s*日)"
)
_DAY = re.compile(f"{_D}")
_RUN_TOGETHER = re.compile(
    "(?P<start>20\\d{2}\\d{2,4}日?)(?:至|到|-|—)(?P<end>(?:20\\d{2})?\\d{2,4}日)|(?<!\\d)(?P<day>(?:20\\d{2})?\\d{2,4}日)"
)
"""Days of which the page has lost 年 and 月 (2024717日至830日)."""
_AUDITOR = re.compile(
    "(?:现将|根据|按照|经|由|受)?(?P<body>[\u3400-\u9fff]{0,6}?[省市县区州旗]审计[局厅]|审计署)(?=依法|对|组织|派出|于|自|从|根据|受|开展)"
)
_FED_BACK = re.compile(
    "反馈|通报了|通报情况|(?:出具|下达|送达|下发)[^，,。；;]{0,8}(?:审计报告|审计决定|审计意见|督察报告)"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Passages of the header; dates are ISO. Absent parts are None."""

    kind: str
    kind_span: Span
    team: Span | None
    inspected: Span | None
    range: Span | None
    started_on: str | None
    ended_on: str | None
    feedback: Span | None
    feedback_on: str | None
    published: Span | None
    published_on: str | None
    contact: tuple[tuple[str, Span], ...]


@cache
def _team() -> re.Pattern[str]:
    levels = (
        "(?:中央|国家[\u3400-\u9fff]{2,8}?[局部署](?=第)|[\u3400-\u9fff]{0,12}?(?:[省市区县州盟旗]|自治区)(?:委|政府|人民政府)?|[局厅院校行委]党[组委]|党委|党组|集团|公司"
        "|[\u3400-\u9fff]{2,12}?(?:党委|党组))"
    )
    special = (
        "[\u3400-\u9fff]{0,12}?[省市区县州盟旗]委(?!统一|组建|派出|成立|组织|开展)[\u3400-\u9fff]{2,8}?"
        "专项(?:巡视|巡察)(?:第?[一二三四五六七八九十\\d]{1,3})?组"
    )
    return re.compile(
        f"{special}|{levels}?(?:第[一二三四五六七八九十\\d]{{1,3}}轮)?(?:巡视|巡察|督察|督查|审计|督导)?(?:第?[一二三四五六七八九十\\d]{{1,3}})?(?:提级|交叉|联合|专项)?(?:统计|土地|自然资源|粮食|粮食购销|安全生产|消防|耕地保护|医保)?(?:巡视|巡察|生态环境保护督察|督察|督查|审计|督导)(?:第?[一二三四五六七八九十\\d]{{1,3}})?组(?:[一二三四五六七八九十]分组)?"
    )


def iso(words: str, year: str | None = None) -> str | None:
    """A header's date as ISO, its year inherited where it is left out.

    >>> iso("11月19日", "2024"), iso("2024年8月下旬"), iso("2024年9月10日")
    ('2024-11-19', '2024-08', '2024-09-10')
    """
    digits = words.translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if run := re.fullmatch(r"(20\d{2})?(\d{2,4})日?", digits):
        return _parted(run.group(1) or year, run.group(2))
    match = re.search(r"(?:(\d{4})\s*年)?\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?", digits)
    if not match or not (match.group(1) or year):
        return None
    parts = [match.group(1) or year or "", match.group(2).zfill(2)]
    if not 1 <= int(parts[1]) <= 12:
        return None
    return "-".join([*parts, match.group(3).zfill(2)] if match.group(3) else parts)


def _parted(year: str | None, digits: str) -> str | None:
    """A month and day written as one number, if it can be parted in one way only.

    >>> _parted("2024", "717"), _parted("2024", "111")
    ('2024-07-17', None)
    """
    ways = [(digits[:i], digits[i:]) for i in (1, 2) if 1 <= len(digits) - i <= 2]
    days = [(int(m), int(d)) for m, d in ways if m[0] != "0" and d[0] != "0" and int(m) <= 12 and int(d) <= 31]
    return f"{year}-{days[0][0]:02}-{days[0][1]:02}" if year and len(days) == 1 else None


def read_head(text: str, title: Span | None, opening: Span | None, closing: Span | None, dated: Span | None) -> Head:
    """Interpret the header's passages."""
    whole = opening or Span(0, 0)
    kind, kind_span = _kind(text, title, opening)
    inspects = kind != "案例通报"
    span_range = _RANGE.search(text, whole.start, whole.end) if inspects else None
    if inspects and span_range is None:
        span_range = next((m for m in _RUN_TOGETHER.finditer(text, *whole) if m.group("start")), None)
    started = iso(span_range.group("start")) if span_range else None
    ended = _ended(span_range, started) if span_range else None
    if started and ended and ended < started and len(ended) == len(started):
        ended = f"{int(started[:4]) + 1}{ended[4:]}"
    feedback, feedback_on = _feedback(text, whole, (ended or started or "")[:4] or None, ended)
    published, published_on = _published(text, whole, dated)
    return Head(
        kind=kind,
        kind_span=kind_span,
        team=_team_span(text, whole),
        inspected=_inspected(text, whole),
        range=Span(*span_range.span()) if span_range else None,
        started_on=started,
        ended_on=ended,
        feedback=feedback,
        feedback_on=feedback_on,
        published=published,
        published_on=published_on,
        contact=_contact(text, closing),
    )


def _ended(period: re.Match[str], started: str | None) -> str | None:
    """The last day of an inspection, of the first day's year and month where it leaves them out (6月14日至29日)."""
    day = period.re is _RANGE and period.group("day")
    last = iso(f"1月{day}日", "2000") if day else None
    if last and started:
        return f"{started[:7]}{last[-3:]}"
    return iso(period.group("end"), started[:4] if started else None)


def _feedback(text: str, opening: Span, year: str | None, after: str | None) -> tuple[Span | None, str | None]:
    """The date beside 反馈; it lacks its year when the inspection's is meant."""
    for match in _FED_BACK.finditer(text[opening.start : opening.end]):
        at = opening.start + match.start()
        start = max([opening.start, *(text.rfind(c, opening.start, at) + 1 for c in "。；;")])
        days = list(_DAY.finditer(text, start, at)) or [
            m for m in _RUN_TOGETHER.finditer(text, start, at) if m.group("day")
        ]
        ranges = [m.span() for m in _RANGE.finditer(text, start, at)]
        days = [d for d in days if not any(a <= d.start() < b for a, b in ranges)]
        if days:
            on = iso(days[-1].group(), year)
            if on and after and len(on) == len(after) and on < after and not re.search("年", days[-1].group()):
                on = f"{int(on[:4]) + 1}{on[4:]}"
            return Span(*days[-1].span()), on
    return None, None


def _kind(text: str, title: Span | None, opening: Span | None) -> tuple[str, Span]:
    """The first kind whose cues stand in the title, else in the opening, else 其他."""
    for span in (title, opening):
        if span is None:
            continue
        for row in load("kinds")["kinds"]:
            if re.search(row["pattern"], re.sub("\\s+", "", span.cut(text))):
                return row["kind"], span
    return "其他", title or Span(0, 0)


def _team_span(text: str, opening: Span) -> Span | None:
    best = None
    for match in _team().finditer(text, opening.start, opening.end):
        words = re.sub("^(?:[年月]|.*?(?:根据|部署|[，,。至日]|由|按照))", "", match.group())
        words = re.sub("^[一二三四五六七八九十]{1,3}届(?=[省市区县州])", "", words)
        span = Span(match.end() - len(words), match.end())
        if best is None or (
            re.search("第|[一二三四五六七八九十]组|组[一二三]", words)
            and not re.search("第|[一二三四五六七八九十]组", best.cut(text))
        ):
            best = span
    auditor = _AUDITOR.search(text, opening.start, opening.end)
    if auditor and (best is None or best.cut(text) == "审计组"):
        return Span(*auditor.span("body"))
    return best


_INSPECTED = (
    re.compile(
        "(?<!关于)(?<![针面应相反])对(?![照标象于策])(?P<body>[^，,。；;]{2,80}?)(?:进行|开展|实施)"
        "[^，,。；;]{0,20}?(?:巡视|巡察|督察|督查|审计|检查|督导|核查|暗访|回头看)"
    ),
    re.compile(
        "(?<!关于)(?<![针面应相反])对(?![照标象于策])(?P<body>[^，,。；;]{2,60}?)(?=任期|任职|20\\d\\d年|经济责任|预算执行)"
        "[^，,。；;]{2,30}?审计"
    ),
    re.compile("(?:巡视|巡察|审计|督察)了(?P<body>[^，,。；;（(]{2,30})"),
    re.compile(
        "向(?P<body>[^，,。；;（(]{2,30}?)(?:[（(][^()（）]{0,60}[)）])?(?:党组织|领导班子)?(?:进行了?|作了?)?反馈"
    ),
)
_BODY = re.compile(
    ".*(?:公司|集团|银行|党委|党组|党工委|党总支|党支部|政府|委员会|管委会|纪委监委|中心|大学|学院|学校|医院|[厅署院校办]"
    "|局(?![面部势])|委(?![托派])|[省市县区旗州镇乡村](?![域场政容级块务情产]))"
)


_TERM_OF_OFFICE = re.compile(
    "[\u3400-\u9fff]{2,4}(?:同志)?(?:在)?(?:担?任)(?:原)?(?P<body>[\u3400-\u9fff]{2,24}?)(?:党[组委])?(?:副?书记|[局厅院校镇乡县区市处所站]长|主任|董事长|总经理)"
)
"""Whose term of office was audited, and the body that he headed (甲某任市林业局|局长期间)."""


_TERM_DATED = re.compile(
    "[\u3400-\u9fff]{2,4}(?:同志)?(?:于|自)?20\\d\\d年[^，。；;]{0,24}?担?任(?:原)?(?P<body>[\u3400-\u9fff]{3,24}?)(?:党[组委])?(?:副?书记|[局厅院校镇乡县区市处所站]长|主任|董事长|总经理)期间"
)
"""The same with the years of the term between the name and the office."""


def _inspected(text: str, opening: Span) -> Span | None:
    """Who was inspected: the body or place that 对…进行了巡视 names, without what of it was looked at (…收支情况)."""
    for pattern in _INSPECTED:
        match = pattern.search(text, *opening)
        if match:
            break
    else:
        return None
    start, end = match.span("body")
    if termed := _TERM_DATED.match(text, start, opening.end):
        return Span(*termed.span("body"))
    words = re.split(
        "[（(](?!公司[)）])|20\\d\\d(?=[年至到—-])|原(?=党|董|书记|局长|主任|院长|校长|总经理|厅长|镇长|县长|区长|市长)|党组织$|领导班子$|(?:具体)?(?:组织|负责)(?:实施|编制)?的|[及和](?:其)?(?:所辖|下属|所属|下辖)|(?<=[村镇乡局社区院校])\\d{1,2}个(?:行政)?(?:村|社区|乡镇|单位|部门|学校)",
        text[start:end],
    )[0]
    if not re.match("[\u3400-\u9fff]{2}", words) or re.match("[一二两三四五六七八九十]{1,3}个|部分|有关|相关", words):
        return None
    term = _TERM_OF_OFFICE.match(words)
    if term:
        return Span(start + term.start("body"), start + term.end("body"))
    own = re.match("我[省市县区旗州镇乡局厅院校](?:党组|党委)?", words)
    body = own or (_BODY.match(words) if re.search("情况|收支|责任|领域|工作|期间|管理|项目|资金$", words) else None)
    return Span(start, start + (body.end() if body else len(words)))


_DAY_PARTS = "(20\\d\\d)[-/.年](\\d{1,2})[-/.月](\\d{1,2})"
_RELEASED = re.compile(f"(?<![\u3400-\u9fff])(?:发布时间|发布日期|公开时间|时间|日期)[:：]?\\s*{_DAY_PARTS}")
_HEAD_DAY = re.compile(
    f"^(?!.{{0,12}}(?:反馈|巡[视察]|审计|检查)时间)[^\\n。，,；;]{{0,30}}?{_DAY_PARTS}日?(?=[^\\n。，,；;]{{0,60}}$)",
    re.M,
)
"""A day on a line of its own or of the page's head, above the notice's first sentence."""


def _published(text: str, opening: Span, dated: Span | None) -> tuple[Span | None, str | None]:
    """The date below the signature, else the page's 发布时间, else a day in the page's head."""
    if dated:
        on = iso(_arabic(dated.cut(text)))
        if on:
            return dated, on
    match = _RELEASED.search(text[:1500]) or _HEAD_DAY.search(text[: min(opening.start, 1500)])
    if match:
        year, month, day = match.groups()
        return Span(match.start(1), match.end(3)), f"{year}-{month.zfill(2)}-{day.zfill(2)}"
    return None, None


_CHINESE = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _arabic(words: str) -> str:
    """二〇二五年八月二十五日 → 2025年8月25日.

    >>> _arabic("二〇二五年八月二十五日")
    '2025年8月25日'
    """
    words = re.sub("(?<=[一二三四五六七八九])十(?=[一二三四五六七八九])", "", words)
    words = re.sub("(?<=[一二三])十(?=[日月])", "0", words)
    words = re.sub("十(?=[一二三四五六七八九])", "1", words)
    return words.replace("十", "10").translate(_CHINESE)


_CONTACT = {
    "phone": re.compile(
        "(?:电话|热线)[^\\d（(]{0,6}[:：]?\\s*(?P<value>(?:[（(]?0\\d{2,3}[)）]?[-－—―–\\s]?)?\\d{7,8}(?:-\\d{1,4})?|1\\d{10})"
    ),
    "address": re.compile(
        "(?:邮寄地址|通讯地址|通信地址|邮政信箱|联系地址|来信地址|地址|信箱)(?:及邮编)?[:：]\\s*(?P<value>[^；;。\n]{4,60}?)(?=[；;。\n]|[，,]?(?:邮编|邮政编码|电子))"
    ),
    "email": re.compile("(?P<value>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\\.[A-Za-z0-9-]{1,32}){1,4})"),
}


def _contact(text: str, closing: Span | None) -> tuple[tuple[str, Span], ...]:
    if closing is None:
        return ()
    found = []
    for key, pattern in _CONTACT.items():
        match = pattern.search(text, closing.start, closing.end)
        if match:
            found.append((key, Span(*match.span("value"))))
    return tuple(found)
