"""Labels that no list holds and no word gives away, told by their turns: 病灶, 药方, 疗效, 病灶, 药方, 疗效, …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from graph_builder.parse.line import Line, head_of, label_of
from graph_builder.parse.looks import deficient

_LEAST = 3
"""Rounds from which turns are no chance."""
_MOST = 4
"""Labels of one round; forms with more fields are no statement and answer."""
_KINDS = re.compile("整改|巡[视察]|审计|督察|督查")
_HEAD_LINES = 6
_STATED = ""
"""Stands for whatever listed label states the problems."""
_DONE = re.compile("完成|已|持续|推进|到位|销号|办结")


def labels_by_turns(text: str, lines: Sequence[Line]) -> dict[str, str]:
    """The roles of two to four labels that follow each other in one order through the whole notice; else nothing.

    The first states the problems: its lines speak of what is wrong, oftener than those of the second, which answers.
    Only where the notice's head says what it is about and no label of it is known, unless it states the problems.
    """
    if any(line.role() not in (None, "problem") or line.kind == "problem_no" for line in lines):
        return {}
    if not any(_KINDS.search(line.span.cut(text)) for line in lines[:_HEAD_LINES]):
        return {}
    said: list[tuple[str, str]] = []
    for line in lines:
        if line.role() == "problem":
            said.append((_STATED, line.span.cut(text)))
        elif head := head_of(text, line):
            said.append((label_of(head), text[head.end() : line.span.end]))
    counts = Counter(label for label, _ in said)
    turns = [(label, words) for label, words in said if counts[label] >= _LEAST]
    order = list(dict.fromkeys(label for label, _ in turns))
    if not 2 <= len(order) <= _MOST or [label for label, _ in turns] != order * (len(turns) // len(order)):
        return {}
    wrong, done = ({label: _share(turns, label, test) for label in order} for test in (deficient, _is_done))
    first, second, *others = order
    if first != _STATED and (wrong[first] < 0.5 or wrong[first] <= wrong[second]):
        return {}
    return {first: "problem", second: "answer"} | {
        label: "result" if done[label] >= 0.5 else "answer" for label in others
    }


def _is_done(words: str) -> bool:
    return _DONE.search(words) is not None


def _share(turns: Sequence[tuple[str, str]], label: str, test: Callable[[str], bool]) -> float:
    own = [words for of, words in turns if of == label]
    return sum(map(test, own)) / len(own)
