"""Invented notices of any length: the problems of the annotated ones and of the sample, with other people and firms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

from graph_builder.extract.mentions import Naming
from graph_builder.parse import parse
from graph_builder.read import read
from tests.marked import Marked

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data" / "notices" / "hetang-2025.txt"
SECTION = 30
"""Problems to a section; each section counts from 1."""
_SYLLABLES = (
    "柏杉枫桐榆槐桦椿楠榕蔷薇荷菊兰芷蕙莲萱芸雁鹭鸿鹤鹏骏骐骥麟琨瑜瑾"
    "璇璟珏琪琳珂玥霖霁霏雯霞澄泓湛淳渊沛涵溪澜浩泽岚峻峰岳"
)
_HEAD = """中共青石县委关于巡视整改进展情况的通报
根据省委统一部署,2023年3月1日至4月30日,省委第三巡视组对青石县进行了巡视。2023年6月5日,省委第三巡视组反馈了巡视意见。现将整改情况公布如下。
"""
_TAIL = """联系电话:0999-1234567。
中共青石县委
2023年12月1日
"""


@cache
def _problems() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Every problem and its answer, with the people and firms named in them."""
    texts = [Marked.read(path).text for path in sorted((ROOT / "tests" / "annotated").glob("*.txt"))]
    texts += [read(path).text for path in (*sorted((ROOT / "tests" / "notices").glob("*.txt")), SAMPLE)]
    found = []
    for text in texts:
        outline = parse(text)
        named = {
            m.name
            for m in Naming.of(text, outline).mentions
            if not m.masked
            and ((m.label == "Official" and len(m.name) < 4) or (m.label == "Company" and len(m.name) > 4))
        }
        for problem in outline.problems:
            said, answer = problem.span.cut(text).rstrip("。"), problem.answer.cut(text) if problem.answer else ""
            if answer and "\n" not in said:
                found.append((said, answer, tuple(sorted(n for n in named if n in said + answer))))
    return tuple(found)


def _renamed(words: str, names: tuple[str, ...], turn: int) -> str:
    """The words with another given name for each person and another brand for each firm, the same in one turn."""
    for n, name in enumerate(names):
        one, other = (_SYLLABLES[(turn * step + n) % len(_SYLLABLES)] for step in (1, 7))
        words = words.replace(name, name[0] + one + other if len(name) < 4 else one + other + name[2:])
    return words


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones or not tens else "")


def invented(characters: int) -> Iterator[str]:
    """Notices of at least so many characters without end, each going on with the problems where the last stopped."""
    problems = _problems()
    at = 0
    while True:
        parts = [_HEAD]
        length = len(_HEAD)
        for n in count():
            if length >= characters:
                break
            turn, which = divmod(at, len(problems))
            said, answer, names = problems[which]
            if n % SECTION == 0:
                parts.append(f"{_numeral(n // SECTION % 99 + 1)}、关于工作落实不到位方面的问题\n")
            problem = f"{n % SECTION + 1}.{_renamed(said, names, turn)}。\n整改情况:{_renamed(answer, names, turn)}\n"
            parts.append(problem)
            length += len(problem)
            at += 1
        yield "".join([*parts, _TAIL])
