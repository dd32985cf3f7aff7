"""What a person may put right on a thing or a fact, and typed words as its new values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from graph_builder.errors import JudgementRefused
from graph_builder.schema import schema

_FIXED = frozenset(
    {"notice", "number", "printed", "ordinal", "marker", "quote", "text", "answer", "source", "members", "merged_by"}
)
"""What stands in a notice is nobody's to correct; nor is what is computed (the schema's `inner` properties)."""
NAMING = frozenset({"name", "aliases"})
"""What nobody can put right on somebody masked: who it is, the text does not say."""
_FITS: Mapping[str, tuple[type[Any], ...]] = {
    "string": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (int, float),
    "strings": (list,),
}
_SAID = {"true": True, "false": False, "是": True, "否": False}


def correctable(key: str, link: str = "") -> dict[str, str]:
    """The properties that can be put right and their types: of a relationship type, else of the label of an id."""
    label = key.partition(":")[0].capitalize()
    declared = schema().edges.get(link) if link else schema().nodes.get(label)
    return (
        {name: kind for name, kind in declared.properties.items() if name not in _FIXED | schema().inner}
        if declared
        else {}
    )


def fits(key: str, link: str, to_be: Mapping[str, Any]) -> bool:
    """Whether these are new values for properties that can be put right."""
    known = correctable(key, link)
    return bool(to_be) and all(name in known and _fits(name, known[name], value) for name, value in to_be.items())


def _fits(name: str, kind: str, value: Any) -> bool:
    if value is None:
        return True
    if not isinstance(value, _FITS[kind]) or (isinstance(value, bool) and kind != "bool"):
        return False
    closed = schema().vocabulary.get(name)
    return closed is None or all(one in closed for one in (value if kind == "strings" else [value]))


def typed(key: str, link: str, pairs: Iterable[str]) -> dict[str, Any]:
    """Values from words such as 整改状态=部分完成 or status=partly; 无 takes a value away, 、 parts several.

    Raises `JudgementRefused` with what can be put right.

    >>> typed("problem:甲#1", "", ["整改状态=部分完成", "类别=教育、民生保障"])
    {'status': 'partly', 'category': ['教育', '民生保障']}
    """
    known = correctable(key, link)
    shown = {schema().property_names.get(name, name): name for name in known}
    found: dict[str, Any] = {}
    for pair in pairs:
        word, sign, said = pair.partition("=")
        name = shown.get(word, word)
        if not sign or name not in known:
            choices = "、".join(f"{label}({name})" for label, name in shown.items())
            raise JudgementRefused(f"“{pair}”:请写成 属性=值;可更正的属性有 {choices}。")
        try:
            found[name] = _value(name, known[name], said)
        except ValueError as error:
            raise JudgementRefused(f"“{pair}”:{word} 要写数字。") from error
        if not _fits(name, known[name], found[name]):
            raise JudgementRefused(f"“{pair}”:{word} 没有这样的值{_choices(name)}。")
    return found


def _value(name: str, kind: str, said: str) -> Any:
    if said in ("", "无", "null"):
        return None
    closed = schema().vocabulary.get(name)
    words = {shown: word for word, shown in closed.items()} if isinstance(closed, dict) else {}
    match kind:
        case "strings":
            return [words.get(one, one) for one in said.replace(",", "、").split("、") if one]
        case "bool":
            return _SAID.get(said, said)
        case "int":
            return int(said)
        case "float":
            return float(said)
    return words.get(said, said)


def _choices(name: str) -> str:
    closed = schema().vocabulary.get(name)
    return f";可用的有 {'、'.join(closed.values() if isinstance(closed, dict) else closed)}" if closed else ""
