"""The numbers that Word puts before paragraphs: kept in the file as a rule, not as text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_builder.read.package import local

_DIGITS = "〇一二三四五六七八九"
_CHINESE = frozenset(
    ["chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital", "taiwaneseCountingThousand"]
)
_MOST_DEEP = 9  # levels of a list, and steps from a style to the one it is based on


@dataclass(slots=True)
class _Level:
    text: str = ""
    kind: str = "decimal"
    start: int = 1


class Numbering:
    """Counts the numbered paragraphs of one document, in its order.

    Built from the roots of numbering.xml and styles.xml; where these are None no paragraph has a number.
    """

    def __init__(self, rules: Any | None, styles: Any | None) -> None:
        children = list(rules) if rules is not None else []
        shapes = {_get(c, "abstractNumId"): _levels(c) for c in children if local(c) == "abstractNum"}
        self._shape_of = {_get(c, "numId"): _value(c, "abstractNumId") for c in children if local(c) == "num"}
        self._levels = {number: shapes.get(shape, {}) for number, shape in self._shape_of.items()}
        self._styles = {_get(c, "styleId"): c for c in (styles if styles is not None else ()) if local(c) == "style"}
        self._counts: dict[str, list[int]] = {}

    def of(self, paragraph: Any) -> str:
        """The number before a paragraph, such as `(一)` or `1.`; empty where it has none or only a bullet."""
        number, depth = self._asked(_child(paragraph, "pPr"))
        level = self._levels.get(number, {}).get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(self._shape_of[number], [0] * _MOST_DEEP)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_MOST_DEEP - depth - 1)
        return self._written(self._levels[number], depth, counts)

    def _asked(self, properties: Any | None) -> tuple[str, int]:
        """Which list and level a paragraph or its style asks for."""
        number, depth = "", ""
        style = self._styles.get(_value(properties, "pStyle"))
        for _ in range(_MOST_DEEP):
            wanted = _child(properties, "numPr")
            number, depth = number or _value(wanted, "numId"), depth or _value(wanted, "ilvl")
            if number or style is None:
                break
            properties, style = _child(style, "pPr"), self._styles.get(_value(style, "basedOn"))
        return number, int(depth) if depth in list("012345678") else 0

    def _written(self, levels: dict[int, _Level], depth: int, counts: list[int]) -> str:
        level = levels[depth]
        if level.kind in ("bullet", "none"):
            return ""
        text = level.text[:40]
        for i in range(depth + 1):
            shown = levels.get(i, level)
            text = text.replace(f"%{i + 1}", _numeral(counts[i] or shown.start, shown.kind))
        return text


def _numeral(number: int, kind: str) -> str:
    if kind in _CHINESE and number < 100:
        tens, ones = divmod(number, 10)
        ten = "" if not tens else ("" if tens == 1 else _DIGITS[tens]) + "十"
        return ten + (_DIGITS[ones] if ones or not tens else "")
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x245F + number)
    if kind in ("upperLetter", "lowerLetter") and 1 <= number <= 26:
        return chr((64 if kind == "upperLetter" else 96) + number)
    return str(number)


def _levels(shape: Any) -> dict[int, _Level]:
    levels = {}
    for child in shape:
        depth = _get(child, "ilvl")
        if local(child) == "lvl" and depth in list("012345678"):
            start = _value(child, "start")
            levels[int(depth)] = _Level(
                _value(child, "lvlText"),
                _value(child, "numFmt") or "decimal",
                int(start) if start.isascii() and start.isdigit() and len(start) < 5 else 1,
            )
    return levels


def _child(element: Any | None, kind: str) -> Any | None:
    return None if element is None else next((child for child in element if local(child) == kind), None)


def _value(element: Any | None, kind: str) -> str:
    """The `val` of a child, empty where there is none."""
    child = _child(element, kind)
    return "" if child is None else _get(child, "val")


def _get(element: Any, attribute: str) -> str:
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == attribute), "")
