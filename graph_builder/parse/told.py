"""Problems told in running text and answered there: 关于…的问题。…, 针对…问题,…, 对A问题,…;对B问题,…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.parse.line import TOLD, Line, Segment, line_at


@cache
def _told(*others: str) -> re.Pattern[str]:
    """A statement at the head of a line, behind who found it (group `cited`) or a word such as 关于; or `others`."""
    told = load("outline")["told_problem"]
    led = "|".join(f"(?:{p})" for p in told["led"])
    quoted = '[“"][^“”"]{0,300}(?:“[^“”]{0,60}”[^“”"]{0,300}){0,8}[”"](?:方面)?的?(?:问题)?'
    cited = f"(?P<cited>{told['cited']})(?:{quoted}|[^。；;“”]{{4,120}}?问题)[，,。：:]"
    return re.compile("|".join([cited, led, *(f"(?:{other})" for other in others)]))


@cache
def _told_or_bare() -> re.Pattern[str]:
    """A statement at the head of a line, or any first sentence that ends in 问题."""
    return _told(*load("outline")["told_problem"]["bare"])


def cited(text: str, span: Span) -> int:
    """Where a statement begins behind the words for who found it (巡察指出的|“…”问题)."""
    match = _told().match(text, *span)
    return match.end("cited") if match and match.group("cited") else span.start


@cache
def _wrong() -> re.Pattern[str]:
    return re.compile("|".join(load("outline")["deficiency"]))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile("|".join(load("outline")["told_problem"]["generic"]))


@cache
def _heading() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in load("outline")["told_problem"]["heading"]))


def stated_heading(text: str, line: Line) -> Span | None:
    """The problem that a line of its own states (关于“…”问题的整改, 针对…问题): what 针对 or 对 opens, without it."""
    words = line.body.cut(text)
    if line.role() or not _heading().fullmatch(words) or (len(words) <= 20 and _generic().search(words)):
        return None
    quoted = re.fullmatch(load("outline")["told_problem"]["heading"][0], words)
    lead = None if quoted else re.match("针对|对于?", words)
    return Span(line.body.start + (lead.end() if lead else 0), line.body.end)


def told_problem(text: str, line: Line, *, led: bool = False) -> Span | None:
    """The problem that a line states before it answers it (关于…的问题。…, 针对…问题,…), if it does.

    With `led`, only statements that such a word opens count, not any first sentence that ends in 问题。
    """
    return _told_in(text, line.body, led)


def _told_in(text: str, body: Span, led: bool) -> Span | None:
    match = (_told() if led else _told_or_bare()).match(text, *body)
    if match is None:
        return None
    said = text[max(match.end("cited"), match.start()) : match.end()]
    if _generic().search(said) or (match.group("cited") and not _wrong().search(said)):
        return None
    clauses = re.split("[，,]", match.group()[:-1]) if match.group().startswith("对") else []
    if len(clauses) > 1 and not all(_wrong().search(clause.removesuffix("问题")) for clause in clauses):
        return None
    if re.match('在(?![“"])', match.group()) and not _wrong().search(match.group()):
        return None
    if not re.search(r"\w{4}", text[match.end() : body.end]):
        return None
    return Span(match.start(), match.end())


@cache
def _listed() -> re.Pattern[str]:
    """A statement behind 一是 at the head of a sentence."""
    numeral = "[一二三四五六七八九十](?:(?<=[。；;：:\n].)|(?<![^\n].))[一二三四五六七八九十]{0,2}"
    return re.compile(load("outline")["told_problem"]["listed"].replace("{c}", numeral))


def _cut(text: str, line: Line, starts: list[int]) -> Iterator[Line]:
    """A paragraph that answers 一是关于…的问题。…二是关于…的问题。… as one line for each of them."""
    if starts[0] > line.span.start:
        yield line_at(text, Span(line.span.start, starts[0]))
    for start, end in zip(starts, [*starts[1:], line.span.end], strict=True):
        said = start + text[start:end].index("是") + 1
        whole = Span(said, end)
        yield Line(Span(start, end), TOLD, text[start:said], whole, (Segment(None, whole),))


_QUOTED = re.compile('(?:关于|针对|在)[“"]')
"""How a paragraph begins that quotes each problem: what 对…问题 opens in it without quotation marks is none."""


def pieces(text: str, line: Line) -> Iterator[Line]:
    """A line as one line for each problem that it states and answers in turn."""
    listed = [m.start() for m in _listed().finditer(text, *line.span)] if not line.role() else []
    if listed:
        yield from _cut(text, line, listed)
        return
    if line.kind == "first_is" or line.role() or _told_in(text, line.body, True) is None:
        yield line
        return
    starts = [line.span.start]
    quoted = _QUOTED.match(text, *line.body)
    for match in re.finditer("[。；;](?=关于|针对|对|巡视|巡察|审计|督察)", text[line.body.start : line.body.end]):
        start = line.body.start + match.end()
        if quoted and not _QUOTED.match(text, start, line.body.end):
            continue
        if _told_in(text, Span(start, line.body.end), True):
            starts.append(start)
    for start, end in zip(starts, [*starts[1:], line.span.end], strict=True):
        if len(starts) == 1:
            yield line
        elif start == line.span.start:
            yield line_at(text, Span(start, end))
        else:
            yield line_at(text, Span(start, end), line.kind or TOLD, "")


def opened_by_statement(text: str, line: Line) -> bool:
    """Whether a line with no marker states a problem and answers it, in a label's or in its own words."""
    if line.kind or line.role():
        return False
    if any(s.role in ("answer", "measures") for s in line.segments[1:]):
        return line.segments[0].span.end - line.segments[0].span.start >= 4
    return told_problem(text, line) is not None
