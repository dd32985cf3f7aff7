"""Text → `Outline`."""

from __future__ import annotations

import re
from dataclasses import replace

from graph_builder.claim import Span
from graph_builder.parse.body import Item
from graph_builder.parse.findings import findings, only_states
from graph_builder.parse.header import header, title_of
from graph_builder.parse.line import Line, Segment
from graph_builder.parse.lines import lines
from graph_builder.parse.looks import COLON_BEFORE_STEPS, body_end, is_heading, only_reports
from graph_builder.parse.notice import Outline, Problem, Theme, Unread
from graph_builder.parse.outline import items
from graph_builder.parse.steps import sentences, steps, trim
from graph_builder.parse.told import cited, stated_heading, told_problem

_QUOTED = re.compile(
    '^(?:关于|针对|在)?[“"](.{2,200}?)[”"](?:方面|问题|的问题|方面的?问题|方面存在的?问题|部分)?(?:的?整改.{0,10})?[。:：]?$'
)
_SECTION = re.compile("整改|落实情况|进展情况|工作情况")
_HEAD = 30
"""Lines of a page that may stand above a title and with it."""
_SAID_FIRST = re.compile(
    "\\s*(?:(?:目前)?(?:已|正在|基本|部分|尚未|阶段性|持续|长期|立行)[^，,。；;]{0,4}"
    "(?:完成|整改|推进|销号|办结|坚持|立改)[^，,。；;]{0,4}|完成整改|整改完成|完成)。"
)
"""How far an answer got, said before what was done (已完成整改。…)."""
_SAYS = re.compile(
    "\\s*(?:立行立改[，,])?(?:已|已经|基本|全部)?(?:于[^，,。；;]{2,16})?(?:完成(?:整改)?|整改(?:完成|到位|完毕)|办结|销号)(?:并?[，,]?长期坚持)?[。]?\\s*"
)
"""What a field for the deadline says where the work is done."""
_NOTHING = ("", "无", "无。", "/", "-", "—", "——", "暂无")
"""What a table's cell or a label says where there is nothing to say."""
_MARKS = " .．、:：()（）"
_ASPECT = re.compile("方面(?:存在的?)?(?:问题)?(?:的?整改(?:落实)?(?:情况)?)?$")
_REPLY = re.compile(f"(?:^|[。：:；;])(?=一(?:是|要))|{COLON_BEFORE_STEPS}")
_MARK = re.compile(
    r"[(（【\[](?:已|基本|部分|正在|持续|长期|未|尚未|阶段性|推进中)[^()（）【】]{0,24}[)）】\]][。]?\s*$"
)


def parse(text: str) -> Outline:
    """Read the parts of a notice.

    A text that holds no notice gives an outline without problems, and a doubt that says so.
    """
    every = lines(text)
    end = body_end(text, every)
    title = title_of(text, every[:_HEAD])
    if only_states(text, every, title):
        problems = [
            Problem(n + 1, printed.strip(_MARKS), None, span, None, (), ())
            for n, (printed, span) in enumerate(findings(text, every, end))
        ]
        found, themes = [], []
        first = next((i for i, x in enumerate(every) if problems and x.span.end > problems[0].span.start), end)
    else:
        found = items(text, every, end)
        themes = _themes(text, every, found)
        under = {number: theme.id for theme in themes for number in theme.problems}
        problems = [_problem(text, every, item, n, under.get(n)) for n, item in enumerate(found, 1)]
        first = found[0].first if found else end
    doubts = [] if problems else [(Span(0, min(len(text), 40)), "没有读出任何问题,可能不是整改通报,或版式尚不认识")]
    doubts += [(p.span, "只读到问题,没有读到整改情况") for p in problems if p.answer is None and found]
    section = next((i for i in range(first) if every[i].kind in ("chinese", "part")), first)
    return Outline(
        header=header(text, every, section, first, end, lists=bool(problems) and not found),
        themes=tuple(themes),
        problems=tuple(problems),
        unread=tuple(_unread(text, every, found, end)),
        doubts=tuple(doubts),
    )


def _problem(text: str, every: list[Line], item: Item, number: int, theme: str | None) -> Problem:
    """One problem: its statement up to where the answer opens, then the answer's passages."""
    own = every[item.first : item.last]
    statement: list[Span] = []
    answer: list[Segment] = []
    fields: list[Span] = []
    opened = False
    for line in own:
        if line.role() == "problem" and not opened and line is not own[0]:
            statement = []  # 1.理论武装有差距 |(1)问题描述: …: the heading only names what the label states
        parts = list(line.segments)
        if not item.labelled and not opened:
            parts = _unlabelled(text, line, item, line is own[0])
        for part in parts:
            if part.role == "field" and _SAYS.fullmatch(part.span.cut(text)):
                part = Segment("result", part.span)  # 整改时限:已完成
            opened = opened or part.role in ("answer", "measures", "result", "outcome")
            if part.role == "responsible":
                fields.append(part.span)
            if not opened and part.role not in ("field", "responsible"):
                statement.append(part.span)
            elif opened and part.role not in ("field", "responsible"):
                whole = part.role is None and line.kind is not None and part is parts[0]
                answer.append(Segment(part.role, Span(line.span.start, part.span.end)) if whole else part)
    if item.stated is not None:
        statement = [every[item.stated].body]
    span = _statement(text, statement) if statement else own[0].span
    passages, results = _passages(text, answer)
    said = _MARK.search(text, *span)
    if said and only_reports(said.group().strip("()（）【】[]。")):
        results.insert(0, Span(*said.span()))
        span = trim(text, Span(span.start, said.start()))
    answer = [s for s in answer if trim(text, s.span).cut(text)]
    return Problem(
        number=number,
        printed=(own[0].printed or "").strip(_MARKS),
        theme=theme,
        span=span,
        answer=Span(answer[0].span.start, answer[-1].span.end) if answer else None,
        measures=steps(text, passages),
        results=tuple(results),
        fields=tuple(fields),
    )


def _unlabelled(text: str, line: Line, item: Item, first: bool) -> list[Segment]:
    """Cut a line of a notice that does not label its answers, at its first 一是 or after its first sentence."""
    body = line.body
    if not first:
        return list(line.segments) if line.role() else [Segment("answer", line.span if line.kind else body)]
    if line.role() == "problem":
        return list(line.segments)
    reply = _REPLY.search(text, body.start, body.end)
    told = told_problem(text, line)
    if told and not (reply and reply.end() <= told.end):
        end = told.end if text[told.end - 1] == "。" else told.end - 1
        start = cited(text, told)
        start += len(re.match("针对|对于?|在|", text[start : told.end]).group())  # type: ignore[union-attr]
        aspect = _ASPECT.search(text, start, end) if text[told.start] == "在" else None
        stated = Span(start, aspect.start() if aspect else end)
        return [Segment(None, stated), Segment("answer", Span(told.end, body.end))]
    said = _MARK.search(text, body.start, body.end) if item.last - item.first > 1 else None
    if said:
        # 1.针对“…”的问题(已完成): the bracket tells of the answer.
        line = replace(line, body=Span(body.start, said.start()))
        stated = stated_heading(text, line) or line.body
        after = Segment("answer", Span(body.end, body.end))
        return [Segment(None, stated), Segment("result", Span(*said.span())), after]
    heading = stated_heading(text, line) if item.last - item.first > 1 else None
    if heading:
        return [Segment(None, heading)]
    heads = list(sentences(text, body))
    if reply and reply.end() > body.start:
        return [Segment(None, Span(body.start, reply.end())), Segment("answer", Span(reply.end(), body.end))]
    if item.last - item.first == 1 and len(heads) > 1:
        last = _last_stating(text, heads)
        return [Segment(None, Span(heads[0].start, last.end)), Segment("answer", Span(last.end, body.end))]
    return [Segment(None, body)]


_ANSWERS = re.compile("已|整改|解决|针对|对照|督促|制定|修订|完善|开展")


def _last_stating(text: str, heads: list[Span]) -> Span:
    """The sentence that ends a statement: the first, or a later one that ends in 的问题 with no answer before it."""
    for i in (2, 1):
        stating = len(heads) > i + 1 and heads[i].cut(text).endswith("的问题。")
        if stating and not any(_ANSWERS.search(head.cut(text)) for head in heads[1 : i + 1]):
            return heads[i]
    return heads[0]


def _statement(text: str, parts: list[Span]) -> Span:
    """The problem's words: all its passages, or what stands in the quotation marks of 关于“…”问题."""
    whole = trim(text, Span(parts[0].start, parts[-1].end))
    quoted = _QUOTED.match(whole.cut(text))
    return Span(whole.start + quoted.start(1), whole.start + quoted.end(1)) if quoted else whole


def _passages(text: str, answer: list[Segment]) -> tuple[list[Span], list[Span]]:
    """The passages of an answer that hold measures, and those that only report a result.

    Passages that follow each other under one label stay together, so that a list may run over lines.
    """
    passages: list[Span] = []
    results: list[Span] = []
    role = "answer"
    has_steps = any(s.role in ("answer", "measures") for s in answer)
    for part in answer:
        changed = part.role is not None
        role = part.role or role
        if part.span.cut(text).strip() in _NOTHING:
            continue
        bare = only_reports(part.span.cut(text).strip())
        reports = changed and (passages or bare)
        alone = passages and bare and text[part.span.start - 1] == "\n"
        if (role == "result" and (has_steps or reports)) or alone:
            results.append(trim(text, part.span))
        elif changed or not passages or text[passages[-1].end : part.span.start].strip():
            passages.append(part.span)
        else:
            passages[-1] = Span(passages[-1].start, part.span.end)
    if passages and (said := _SAID_FIRST.match(text, *passages[0])) and said.end() < passages[0].end:
        results.append(trim(text, Span(*said.span())))
        passages[0] = Span(said.end(), passages[0].end)
    for i, passage in enumerate(passages):
        mark = _MARK.search(passage.cut(text))
        if mark:
            results.append(Span(passage.start + mark.start(), passage.start + mark.end()))
            passages[i] = Span(passage.start, passage.start + mark.start())
    return passages, results


def _themes(text: str, every: list[Line], found: list[Item]) -> list[Theme]:
    """Group problems under the headings above them; a section heading (二、整改落实情况) is no theme."""
    groups: dict[int, list[int]] = {}
    for number, item in enumerate(found, 1):
        if item.heading is not None and _is_theme(text, every[item.heading]):
            groups.setdefault(item.heading, []).append(number)
    return [
        Theme(f"T{i}", _theme_title(text, every[heading]), tuple(numbers))
        for i, (heading, numbers) in enumerate(sorted(groups.items()), 1)
    ]


def _theme_title(text: str, line: Line) -> Span:
    span = line.segments[-1].span
    quoted = _QUOTED.match(span.cut(text))
    if quoted:
        return Span(span.start + quoted.start(1), span.start + quoted.end(1))
    framed = re.fullmatch("【(.{2,60})】", span.cut(text))
    if framed:
        return Span(span.start + 1, span.end - 1)
    return Span(span.start, span.start + len(span.cut(text).rstrip("。:：")))


def _is_theme(text: str, line: Line) -> bool:
    words = line.body.cut(text)
    if line.role() in ("theme", "problem") or _QUOTED.match(words):
        return True
    return is_heading(text, line) and not (line.kind == "chinese" and _SECTION.search(words) and "问题" not in words)


def _unread(text: str, every: list[Line], found: list[Item], end: int) -> list[Unread]:
    """Lines that became no part of any problem, each with what it was taken for."""
    inside = {i for item in found for i in range(item.first, item.last)} | {item.stated for item in found}
    headings = {item.heading for item in found}
    return [
        Unread(
            line.span,
            "theme" if i in headings else "heading" if is_heading(text, line) else "outside" if i < end else "closing",
        )
        for i, line in enumerate(every)
        if i not in inside
    ]
