"""Lines of a notice with the marker that opens them and the labelled segments inside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from operator import attrgetter

from graph_builder.claim import Span
from graph_builder.lexicon import load

_NUMERALS = {
    # The first character apart, so that a search can skip to it.
    "{c}": "[一二三四五六七八九十百零〇][一二三四五六七八九十百零〇]{0,3}",
    "{d}": "[0-9０-９][0-9０-９]{0,2}",
    "{o}": "[①-⑳⑴-⒇❶-❿]",
    "{n}": "(?:[一二三四五六七八九十]{1,3}|[0-9]{1,3})",
}
TOLD = "told"
"""The kind of a line that no marker opens but that states a problem and goes on to answer it."""
ROW = "row"
"""The kind of a table's row."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a line that one label governs; `role` is None before any label."""

    role: str | None
    span: Span


_ROLE = attrgetter("role")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what marks it (`kind` as in outline.yaml, `printed` as it stands) and its segments after the marker.

    A paragraph that answers several problems in turn is one `Line` for each of them.
    """

    span: Span
    kind: str | None
    printed: str | None
    body: Span
    segments: tuple[Segment, ...]

    def role(self) -> str | None:
        """The label that opens the line, if any."""
        return self.segments[0].role if self.segments else None

    def has(self, *roles: str) -> bool:
        """Whether any segment of the line bears one of `roles`."""
        return not set(roles).isdisjoint(map(_ROLE, self.segments))


@cache
def marker_pattern(kind: str) -> re.Pattern[str]:
    """The compiled pattern of one kind of outline marker, its numeral as group 0."""
    pattern: str = next(m["pattern"] for m in load("outline")["markers"] if m["kind"] == kind)
    for name, form in _NUMERALS.items():
        pattern = pattern.replace(name, form)
    return re.compile(pattern)


@cache
def _marker() -> re.Pattern[str]:
    """Any marker; the name of the group that matched is its kind."""
    kinds = [m["kind"] for m in load("outline")["markers"]]
    return re.compile("|".join(f"(?P<{kind}>{marker_pattern(kind).pattern})" for kind in kinds))


_PREFERENCE = ("answer", "measures", "result", "responsible", "field", "problem", "theme")
_ITEM = (
    f"(?:(?:(?:序号|编号|任务|问题|清单)第?{_NUMERALS['{n}']}[项号]?[:：、]|第?{_NUMERALS['{n}']}[项号]?[:：])[ \t]*)?"
)
"""The number of an item behind its label: 【整改任务】序号12:…"""


@lru_cache(maxsize=1 << 12)
def label_role(label: str) -> str | None:
    """What a label opens, None if the words are no label."""
    return label_roles().get(label) or next((role for role, form in _forms() if form.fullmatch(label)), None)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Labels by what they are put together of: a pattern for each role."""
    forms = load("outline")["label_forms"]
    return tuple(
        (role, re.compile(f"(?:{_any(words['of'])}){{1,5}}?(?:{_any(words['ends'])})")) for role, words in forms.items()
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w))))


@cache
def label_roles() -> dict[str, str]:
    """What each label opens: the most telling of the roles it is listed under."""
    roles: dict[str, str] = {}
    for role in _PREFERENCE:
        for word in load("outline")["labels"][role]:
            roles.setdefault(word, role)
    return roles


@cache
def _labels() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A label at the head of a line, and a label inside it."""
    words = _any(label_roles())
    forms = "|".join(form.pattern for _, form in _forms())
    one = _NUMERALS["{n}"]
    number = f"(?:[(（]?{one}(?:[-－—.．][0-9]{{1,2}}(?![0-9年%％])){{0,2}}[)）]?)?"
    ends = f"(?:(?:{_SAID})?[】\\]）)]?[:：\t]|[】\\]])[ \t]*{_ITEM}"
    head = re.compile(f"[【\\[（(]?({words}|{forms}){number}{ends}|(?P<alone>{words}){number}[。]?$")
    answering = _any(w for w, role in label_roles().items() if role not in ("problem", "theme"))
    answering += "".join(f"|{form.pattern}" for role, form in _forms() if role != "problem")
    inner = re.compile(
        f"(?<=[。；;！？）)” \t\u3000])[【（(]?({answering})(?:(?:{_SAID})?[】）)]?[:：]|】)[ \t\u3000]*"
    )
    return head, inner


_NUMBERED = re.compile("(?:\\d{1,2}[.．、]|[(（]\\d{1,2}[)）])(?=\\D)(?![^\n]*[。；;]\\s*[(（]?2[.．、)）])")
"""The number behind a problem's label (【问题】3.…), where what it opens is no list of several."""
_SAID = "[(（【\\[](?P<said>[^()（）【】\\[\\]\n]{2,16})[)）】\\]]"
"""What a bracket inside a label says of the answer: 整改情况(已完成):"""
_LABELS = re.compile("[:：】]")
"""What every label inside a line ends in: few lines hold one."""


def _segments(text: str, body: Span, kind: str | None) -> Iterator[Segment]:
    head, inner = _labels()
    start, role = body.start, None
    opening = head.match(text, body.start, body.end)
    framed = _FRAMED.match(text, body.start, body.end) if kind is None and not opening else None
    if framed:
        role, start = "answer", framed.end()
        yield from _said(text, framed, role)
    # 二、整改情况 is a section's heading; only a line with no marker of its own can be a bare label.
    if opening and (opening.group(1) or kind is None):
        role, start = label_role(opening.group(1) or opening.group("alone")), opening.end()
        yield from _said(text, opening, role)
        numbered = _NUMBERED.match(text, start, body.end) if role == "problem" else None
        start = numbered.end() if numbered else start
    for found in inner.finditer(text, start, body.end) if _LABELS.search(text, start, body.end) else ():
        yield Segment(role, Span(start, found.start()))
        role, start = label_role(found.group(1)), found.end()
        yield from _said(text, found, role)
    yield Segment(role, Span(start, body.end))


def _said(text: str, label: re.Match[str], role: str | None) -> Iterator[Segment]:
    """How far an answer got, if a bracket inside its label says so; an empty segment keeps the label's role first."""
    if role in ("answer", "measures", "result") and label.group("said") and _RESULT.search(label.group("said")):
        yield Segment(role, Span(label.start("said"), label.start("said")))
        yield Segment("result", Span(*label.span("said")))


_FRAMED = re.compile(
    "[【\\[（(](?P<said>(?:已|基本|部分|正在|持续|长期|尚未|未|阶段性|立行|推进中|完成)[^【】\\[\\]（）()]{0,10})[】\\]）)]"
)
"""A status in a frame at the head of an answer (【已完成】①…)."""
_RESULT = re.compile("完成|整改|推进|销号|办结|到位|坚持|进行|落实|解决")


@cache
def decorations() -> re.Pattern[str]:
    """Signs that only decorate the head of a line or a step, and the space between them; may match nothing."""
    return re.compile(f"[{load('outline')['decorations']} \t\u3000]*")


_HEAD = re.compile(
    f"[【\\[]?(?:(?P<label>[\u3400-\u9fff]{{2,10}}?){_NUMERALS['{n}']}?(?:[】\\]][:：]?|[:：]|(?P<stop>[。]))[ \\t]*"
    f"|(?P<pair>[QAqaＱＡ问答]){_NUMERALS['{n}']}[】\\]]?[、:：.．]?[ \\t]*)"
)
"""The head of a line before a colon or in a bracket, or one of a numbered pair of question and answer."""
_BARE = re.compile("(?P<label>[\u3400-\u9fff]{2,10})[:：]?(?P<stop>)$")
"""A label alone behind its marker (1、反馈问题); a section may be headed so once, only items are so again and again."""


def head_of(text: str, line: Line) -> re.Match[str] | None:
    """What may be a label of the notice's own at the head of a line; None where a listed one stands."""
    if line.role():
        return None
    found = _HEAD.match(text, line.body.start, line.body.end)
    return found or (_BARE.match(text, line.body.start, line.body.end) if line.kind else None)


_COUNTED = re.compile(
    "(?P<lead>[^\\w\\s]{0,2}[\u3400-\u9fffA-Za-z]{0,6}?)"
    "(?P<number>\\d{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])"
    "(?P<tail>[^\\w\\s“”‘’《》（(%％]{1,2}|(?=[ \u3000]))[ \u3000]*"
)
"""A line that begins with a number of whatever form (其一, A. Ⅱ、清单3 …), behind at most a few characters."""
_NUMBERS = ("一二三四五六七八九十", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ")
_SIGN = re.compile(
    "[^\\w\\s“”‘’\"'《》〈〉（）()【】\\[\\]「」『』—–\\-…·.。，,、：:；;!！?？|｜/+*#<>=%％￥$&@]{1,2}[ \\t\u3000]*"
)
"""A sign at the head of a line (★ ◆ ▌) that several of a notice's lines begin with."""
COUNTED = "counted"
"""The kinds of lines that only this notice numbers so begin with this word."""


def own_markers(text: str, lines: list[Line]) -> list[Line]:
    """The lines with markers that no list holds: heads of one form whose numbers count upwards from one."""
    forms: dict[tuple[str, str, str], list[tuple[int, int, re.Match[str]]]] = {}
    signs: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        if line.kind or line.role():
            continue
        if sign := _SIGN.match(text, *line.span):
            signs.setdefault(sign.group(), []).append(at)
            continue
        match = _COUNTED.match(text, *line.body)
        if match and match.end() + 4 <= line.body.end:
            system, value = _value(match.group("number"))
            forms.setdefault((match.group("lead"), system, match.group("tail")), []).append((at, value, match))
    whole = list(lines)
    for head, places in signs.items():
        for at in places if len(places) > 1 else ():
            body = Span(lines[at].span.start + len(head), lines[at].span.end)
            whole[at] = Line(lines[at].span, f"{COUNTED}{head}", head, body, tuple(_segments(text, body, COUNTED)))
    for n, rows in enumerate(forms.values()):
        counts = [value for _, value, _ in rows]
        if len(rows) < 2 or counts[0] != 1 or any(b not in (1, a + 1) for a, b in pairwise(counts)) or counts[1] == 1:
            continue
        for at, _, match in rows:
            body = Span(match.end(), lines[at].body.end)
            whole[at] = Line(
                lines[at].span, f"{COUNTED}{n}", match.group(), body, tuple(_segments(text, body, COUNTED))
            )
    return whole


def _value(number: str) -> tuple[str, int]:
    """The system of numerals of a number, and what it counts."""
    if number.isdigit():
        return "digits", int(number)
    if number[0] in _NUMBERS[0] and len(number) > 1:
        tens, _, ones = number.partition("十")
        digits = _NUMBERS[0]
        return digits, (digits.find(tens) + 1 if tens else 1) * 10 + (digits.find(ones) + 1 if ones else 0)
    system = next(s for s in _NUMBERS if number in s)
    return system, system.index(number) + 1


_RESULT_ALONE = re.compile("完成|持续|已|正在|推进|坚持|到位|立行立改|销号")
"""What says how far an answer got and is no label, though many lines begin with it (已完成。…)."""


def label_of(head: re.Match[str]) -> str:
    """The label itself, without number and colon."""
    return str(head.groupdict().get("pair") or head.group("label"))


def own_labels(text: str, lines: Iterable[Line]) -> dict[str, str]:
    """The labels that only this notice uses, with their roles: heads that open at least two of its lines.

    Nothing is inferred unless one of them, or a listed label, states problems and another answers them.
    """
    counts: Counter[str] = Counter()
    listed = set()
    for line in lines:
        listed.add("problem" if line.kind == "problem_no" else line.role())
        head = head_of(text, line)
        if head and not (head.group("stop") and _RESULT_ALONE.search(label_of(head))):
            counts[label_of(head)] += 1
    own = {label: role for label, n in counts.items() if n > 1 and (role := label_role(label) or _own_role(label))}
    roles = {*own.values(), *listed}
    if "problem" in roles and roles & {"answer", "measures"}:
        return own
    # Where no label states the problems and none is listed that answers them, what speaks of 整改 does.
    answering = {label: role for label, role in own.items() if "整改" in label and role in REPLYING}
    return answering if answering and not listed & {"answer", "measures"} else {}


REPLYING = frozenset({"answer", "measures", "result"})


def _own_role(label: str) -> str | None:
    rows = load("outline")["own_labels"]
    return next((row["role"] for row in rows if any(word in label for word in row["holds"])), None)


def with_label(text: str, line: Line, own: Mapping[str, str]) -> Line:
    """The line with a label of the notice's own read as such."""
    head = head_of(text, line)
    role = own.get(label_of(head)) if head else None
    if head is None or role is None:
        return line
    first, *others = line.segments
    return replace(line, segments=(Segment(role, Span(head.end(), first.span.end)), *others))


def line_at(text: str, span: Span, kind: str | None = None, printed: str | None = None) -> Line:
    """The line that fills `span`; `kind` says what opens it where no marker of its own does."""
    marker = None if kind else _marker().match(text, *span)
    if marker and marker.end() < span.end:
        kind, printed = marker.lastgroup, marker.group()
    body = marker.end() if marker and marker.end() < span.end else span.start
    body = decorations().match(text, body, span.end).end()  # type: ignore[union-attr]
    whole = Span(body, span.end)
    return Line(span, kind, printed, whole, tuple(_segments(text, whole, kind)))
