"""The lines that may hold a notice's problems, and what each is in the notice's own outline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from graph_builder.lexicon import load
from graph_builder.parse.line import COUNTED, ROW, TOLD, Line, line_at
from graph_builder.parse.looks import (
    ANSWERING,
    COLON_BEFORE_STEPS,
    deficient,
    is_heading,
    is_sentence,
    only_reports,
    words_of,
)
from graph_builder.parse.steps import sentences
from graph_builder.parse.told import stated_heading, told_problem

_STATING = ("problem", "theme")
SPLITTING = frozenset({"first_is", "first_item", "dash"})
_TITLE = "title"
"""Stands for the kind of a heading with no marker."""
_LISTING = ("digit_bracket", "digit_half", "circled")
"""Markers that list steps below a heading; of problems listed so there are more than headings above them."""
TOP = ("chinese", "part")
STATEMENT = 120
"""Characters that a heading which is itself a problem has at most."""
LABEL = "label"
"""The kind of items that a label opens (反馈问题: …) and no marker."""


@dataclass(frozen=True, slots=True)
class Item:
    """Lines `first` up to (not including) `last` that belong to one problem; `heading` is the line of its theme.

    `labelled` says whether a label (整改情况: …) tells where the answer opens; `stated` is the line that states the
    problem where the notice lists all problems before it answers them.
    """

    first: int
    last: int
    heading: int | None
    labelled: bool
    stated: int | None = None


@cache
def rank(kind: str) -> int:
    """How far within an outline a kind of marker usually stands; lower is further out."""
    if kind in (TOLD, ROW, LABEL) or kind.startswith(COUNTED):
        return 45
    usual: int = next(m["rank"] for m in load("outline")["markers"] if m["kind"] == kind)
    return usual


@dataclass(frozen=True)
class Body:
    """The lines that may hold problems: those from line `start` up to line `end`."""

    text: str
    lines: list[Line]
    start: int
    end: int

    @cached_property
    def above(self) -> dict[str, set[str]]:
        """For each kind of marker, the kinds that stand above it in this notice: those seen before its first item.

        Top sections that are numbered through the whole notice stand above every kind, whatever comes first.
        """
        order = list(dict.fromkeys(kind for kind in self._kinds() if kind))
        through = {kind for kind in TOP if self._numbered_through(kind)}
        found: dict[str, set[str]] = {}
        for i, kind in enumerate(order):
            found[kind] = {k for k in order[:i] if k not in SPLITTING and rank(k) < 80 and k not in (TOLD, ROW, LABEL)}
            found[kind] |= {k for k in through if k in order and k != kind}
            if kind in TOP:
                found[kind] = {k for k in found[kind] if rank(k) < rank(kind)}
        return found

    def _kinds(self) -> Iterator[str | None]:
        """The kind of every line outside sections that only organise, whose numbers say nothing of the problems."""
        skipped: str | None = None
        for i, line in enumerate(self.lines):
            kind = line.kind or (LABEL if line.role() in _STATING else None)
            if (skipped is not None and kind == skipped) or (skipped == _TITLE and kind in TOP) or i in self.titled:
                skipped = None
            if (kind in TOP or i in self.titled) and self._organises(i):
                skipped = kind or _TITLE
                yield kind
            elif skipped is None and not (kind == "dash" and not is_sentence(self.text, line)):
                yield kind

    def _numbered_through(self, kind: str) -> bool:
        """Whether a kind of marker never begins anew: 一、二、三、 … once through the notice."""
        printed = [line.printed for line in self.lines if line.kind == kind]
        return len(printed) > 1 and len(printed) == len(set(printed))

    @cached_property
    def sections(self) -> list[int]:
        """The lines that open a top section (一、 …)."""
        return [i for i, line in enumerate(self.lines) if line.kind in TOP]

    def section(self, index: int) -> int | None:
        """The line that opens the top section round a line."""
        at = bisect_right(self.sections, index) - 1
        return self.sections[at] if at >= 0 else None

    def organises(self, index: int) -> bool:
        """Whether an item is or stands in a section on organisation or outlook, which answers no problem."""
        heads = {index, self.section(index), self.heading(index, self.lines[index].kind or LABEL)}
        return any(self._organises(i) for i in heads if i is not None)

    def _organises(self, index: int) -> bool:
        known = self._organising.get(index)
        if known is None:
            line = self.lines[index]
            known = self._organising[index] = self._is_organisation(line) and not self._holds_problems(index)
        return known

    def _holds_problems(self, index: int) -> bool:
        """Whether a section named for how work was done (二、坚持问题导向,逐项推进整改) states problems one by one."""
        words = self.lines[index].body.cut(self.text)
        organises = words_of("organisation").search(words) and not words_of("outlook").match(words)
        if self.lines[index].kind not in TOP or not organises:
            return False
        at = bisect_right(self.sections, index)
        last = self.sections[at] if at < len(self.sections) else self.end
        stating = (line.role() == "problem" or stated_heading(self.text, line) for line in self.lines[index + 1 : last])
        return sum(map(bool, stating)) > 1

    @cached_property
    def _organising(self) -> dict[int, bool]:
        return {}

    def _is_organisation(self, line: Line) -> bool:
        words = line.body.cut(self.text)
        if line.role() or not is_heading(self.text, line):
            return False
        if words_of("pending").match(words):
            return True
        if deficient(words) or "方面" in words:
            return False
        return bool(words_of("organisation").search(words) or words_of("outlook").match(words))

    def heading(self, index: int, kind: str) -> int | None:
        """The nearest line above that opens the group an item of `kind` stands in."""
        above = self.above.get(kind, {"chinese", "chinese_bracket"})
        heads = self._heads.get(kind)
        if heads is None:
            opening = (i for i, line in enumerate(self.lines) if line.kind in above)
            heads = self._heads[kind] = sorted({*opening, *self.titled})
        at = bisect_left(heads, index) - 1
        return heads[at] if at >= 0 else None

    @cached_property
    def _heads(self) -> dict[str, list[int]]:
        return {}

    @cached_property
    def titled(self) -> set[int]:
        """Lines with no marker or label that head a group: short, no sentence, with an item's first line below."""
        return {
            i
            for i in range(self.start + 1, self.end - 1)
            if self.lines[i].kind is None
            and self.lines[i].segments
            and not self.lines[i].role()
            and (self.lines[i + 1].kind is not None or self.lines[i + 1].role() in _STATING)
            and 4 <= len(self.lines[i].body.cut(self.text)) <= 40
            and re.search("[\\w”）)】]$", self.lines[i].body.cut(self.text))
            and not re.search("[。；;：:，,\t]", self.lines[i].body.cut(self.text))
        }

    def starts(self, kind: str) -> list[int]:
        """The lines before the body's end that open an item of `kind`."""
        if kind == LABEL:
            return [i for i in range(self.start, self.end) if self.lines[i].role() in _STATING]
        found = [i for i in range(self.start, self.end) if self.lines[i].kind == kind]
        return found if kind != "dash" else [i for i in found if is_sentence(self.text, self.lines[i])]

    def regions(self, kind: str) -> list[tuple[int, int]]:
        """The stretch of each item of `kind`: up to the next item of it or of a kind above it."""
        starts = self.starts(kind)
        above = self.above.get(kind, {*TOP, "chinese_bracket"})
        ends = (i for i in range(self.start, self.end) if self.lines[i].kind in above)
        outlook = (i for i in self.sections if self.start <= i < self.end and self._organises(i))
        stops = sorted({*starts, *ends, *outlook, *self.titled, self.end})
        return [(start, stops[bisect_right(stops, start)]) for start in starts]

    def answers(self, region: tuple[int, int], labelled: bool) -> int:
        """How many answers open in a region; labels that follow each other (措施, 成效) open one answer."""
        if not labelled:
            return int(self._headed(region) or _any_in(self._opening, region))
        found: list[int] = []
        if self._runs_over(region) or self.lines[region[0]].role() in (*ANSWERING, "result", "responsible", "field"):
            return 2
        for i in self._answering[bisect_left(self._answering, region[0]) : bisect_left(self._answering, region[1])]:
            if not (found and self._same_answer(found[-1], i)):
                found.append(i)
        reported = [self.lines[i] for i in range(*region) if self.lines[i].has("result")]
        if self.lines[region[0]].kind in SPLITTING:
            reported = [line for line in reported if not self._only_reports(line)]
        return len(found) or int(bool(reported) and not self._is_step(region[0]))

    def _is_step(self, index: int) -> bool:
        """Whether a line is a step of an answer whose label stands right above the first of these steps or on it."""
        kind = self.lines[index].kind
        while index > self.start and self.lines[index].kind == kind and not self.lines[index].role():
            index -= 1
        label = self.lines[index]
        first = label.segments[-1].span.cut(self.text).strip() if label.has(*ANSWERING, "result") else None
        return first == "" or (first is not None and line_at(self.text, label.segments[-1].span).kind == kind)

    def is_labelled(self, region: tuple[int, int]) -> bool:
        """Whether a label opens an answer in a region, or a result that says more than how far it got."""
        return _any_in(self._labelled, region)

    @cached_property
    def _labelled(self) -> list[int]:
        told = (i for i in self._reported if not self._only_reports(self.lines[i]))
        return sorted({*self._answering, *told})

    def _only_reports(self, line: Line) -> bool:
        """Whether all that a line's labels of results open is a status (整改状态:已完成)."""
        results = [s.span.cut(self.text).strip() for s in line.segments if s.role == "result"]
        return all(words and only_reports(words) for words in results)

    def _runs_over(self, region: tuple[int, int]) -> bool:
        """Whether a region goes on over a label that states a problem after it reported a result: it is no item."""
        first = bisect_left(self._reported, region[0])
        last = bisect_left(self._stating, region[1]) - 1
        if first == len(self._reported) or last < 0:
            return False
        return region[0] < self._stating[last] and self._reported[first] < self._stating[last]

    @cached_property
    def _reported(self) -> list[int]:
        return [i for i, line in enumerate(self.lines) if line.has("result")]

    @cached_property
    def _stating(self) -> list[int]:
        return [i for i, line in enumerate(self.lines) if line.role() in _STATING]

    def _headed(self, region: tuple[int, int]) -> bool:
        """Whether a region's first line states a problem on a line of its own and what stands below answers it."""
        first, last = region
        if last - first < 2:
            return False
        if self.lines[first].kind == "problem_no" or self.lines[first].role() == "problem":
            return True
        if self.lines[first].kind is None:
            return False
        if stated_heading(self.text, self.lines[first]):
            return True
        words = self.lines[first].body.cut(self.text)
        return self.lines[first + 1].kind in _LISTING and is_heading(self.text, self.lines[first]) and deficient(words)

    @cached_property
    def _answering(self) -> list[int]:
        """The lines on which a label opens an answer."""
        return [i for i, line in enumerate(self.lines) if line.has(*ANSWERING)]

    def _same_answer(self, first: int, second: int) -> bool:
        """Whether two labels belong to one answer: no item opened between them except steps of the first."""
        between = self.lines[first + 1 : second + 1]
        if any(line.role() in _STATING or line.kind in (TOLD, ROW) for line in between):
            return False
        return {line.kind for line in between if line.kind} <= SPLITTING | {"digit_bracket", "circled", "digit_half"}

    @cached_property
    def _opening(self) -> list[int]:
        """The lines at which an answer begins with no label."""
        return [i for i in range(self.start, self.end) if self._opens_unlabelled(i)]

    def _opens_unlabelled(self, index: int) -> bool:
        """Whether an answer begins at this line with no label: a run of 一是… or (1)… starts on it."""
        line = self.lines[index]
        if line.kind in SPLITTING or _FIRST.search(self.text, *line.body):
            return True
        if line.kind is None:
            return False
        return line.kind == TOLD or told_problem(self.text, line) is not None or self._told_below(index)

    def _told_below(self, index: int) -> bool:
        """Whether a marked line states a problem and running text with no label or marker answers it.

        The text begins on the next line (（一）账目混乱。|已清理账目。), or behind the line's first sentence.
        """
        line = self.lines[index]
        told = list(islice(sentences(self.text, line.body), 2))
        words = told[0].cut(self.text) if told else ""
        if line.role() or words_of("section_titles").fullmatch(words):
            return False
        if len(words) > STATEMENT or not (line.kind == "problem_no" or deficient(words)):
            return False
        if len(told) > 1:
            # (1)… and ①… below a heading are steps of its answer, whatever their first sentence deplores.
            return line.kind not in ("digit_bracket", "digit_half", "circled")
        below = self.lines[index + 1] if index + 1 < self.end else None
        return below is not None and below.kind is None and not below.role() and is_sentence(self.text, below)

    def states_first(self, index: int) -> bool:
        """Whether a paragraph's first sentence says that something is wrong, and more sentences follow."""
        line = self.lines[index]
        said = list(islice(sentences(self.text, line.body), 2))
        words = said[0].cut(self.text) if len(said) > 1 else ""
        return not line.role() and 4 < len(words) <= STATEMENT and _FAULT.search(words) is not None

    def score(self, regions: list[tuple[int, int]], labelled: bool) -> float:
        """How well a kind of marker numbers the problems: its items own one answer each."""
        counts = [self.answers(r, labelled) for r in regions if not self.organises(r[0])]
        missing = 0.3 if labelled else 0.5
        return sum(c == 1 for c in counts) - 3.0 * sum(c > 1 for c in counts) - missing * sum(c == 0 for c in counts)

    def best(self, labelled: bool) -> tuple[float, str]:
        """The kind of marker that numbers the problems best, with its score; of two that do equally, the inner one."""
        kinds = Counter(line.kind for line in self.lines[self.start : self.end] if line.kind)
        inner = {"first_is", "first_item"} if labelled else {k for k in SPLITTING if k in kinds and self._tells(k)}
        found = sorted((k for k in kinds if k not in SPLITTING or k in inner), key=rank)
        if any(line.role() in _STATING for line in self.lines[self.start : self.end]):
            found.append(LABEL)
        best = (0.0, "")
        for kind in found:
            score = self.score(self.regions(kind), labelled)
            if score > best[0] or (score == best[0] > 0 and kind != LABEL):
                best = (score, kind)
        return best

    def _tells(self, kind: str) -> bool:
        """Whether the steps of a kind (一是 …, —— …) are problems: nearly each states one and goes on with more."""
        lines = [self.lines[i] for i in self.starts(kind) if not self.organises(i)]
        told = 0
        for line in lines:
            said = list(islice(sentences(self.text, line.body), 2))
            told += len(said) > 1 and _CASE.search(said[0].cut(self.text)) is not None
        return told > 1 and told >= 0.8 * len(lines)


_FIRST = re.compile(f"一[是要]|{COLON_BEFORE_STEPS}")
_FAULT = re.compile(
    "(?:不[到够强足力严实高深细紧准及全清]|有差距|有欠缺|薄弱|缺失|缺位|滞后|松懈|混乱|虚化|弱化|淡化|走过场|问题)[^，,]{0,8}。$"
)
"""How a sentence ends that states a fault and nothing else."""
_CASE = re.compile("(?:问题|案|案件|案例)[。：:]$")
"""How a sentence that states a problem or names a case ends."""


def _any_in(lines: list[int], region: tuple[int, int]) -> bool:
    """Whether one of some lines lies in a region."""
    at = bisect_left(lines, region[0])
    return at < len(lines) and lines[at] < region[1]
