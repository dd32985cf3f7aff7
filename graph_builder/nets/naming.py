"""What may be the name of a person, body or firm, whatever a net says.

Each check looks at the words as they stand in the text, with what stands beside them: a net errs
most often by cutting a name out of a longer word (袁家 of 袁家村) or by naming what the text masks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from graph_builder.claim import Span
from graph_builder.lexicon import load

LONGEST = 40
"""Characters of a name; real ones are shorter."""
_EITHER = "和与以为于"
"""Characters that follow a name or end one."""
_HAN = "[\u3400-\u9fff]"
_BODY = re.compile(f"{_HAN}(?:{_HAN}|[A-Za-z0-9（）()·]){{2,{LONGEST - 1}}}")


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of these words, the longest first."""
    return f"(?:{'|'.join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))})"


@cache
def surname() -> str:
    """A regular expression for one surname of `people.yaml`, two-character ones first."""
    people = load("people")
    return f"(?:{any_of(people['double_surnames'])}|[{people['surnames'].strip()}])"


def masked(text: str, span: Span) -> bool:
    """Whether the words, or a sign right beside them, hide who is meant (某, ×)."""
    signs = load("net")["masks"]
    return any(c in signs for c in text[max(span.start - 1, 0) : span.end + 1])


def is_person(text: str, span: Span) -> bool:
    """Whether the words at this span can be a whole name of a named person.

    Takes 石磊, 欧阳文华, 买买提·艾力; leaves 党员, 易某, 袁家 in 袁家村, 习近平 in 习近平新时代, 谢庚 in 谢庚年.
    """
    name = span.cut(text)
    return bool(
        not masked(text, span)
        and _person().fullmatch(name)
        and name not in _no_person()
        and not (len(name) == 3 and name[-1] in load("people")["never_given"])
        and not _goes_on().match(text, span.end)
        and text[max(span.start - 1, 0) : span.start] not in load("net")["not_behind"]
        and ("·" not in name or _begins(text, span.start))
        and whole_name(text, span) == span
    )


def whole_name(text: str, span: Span) -> Span | None:
    """The person's name that a net cut a character too short or too long; None if its end is in doubt.

    郗海分|别 → 郗海, 谢庚|年, → 谢庚年; 石磊|因, as it is. A name of three characters is believed unless a
    word that follows names begins inside it, a name of two only if one follows.
    """
    start, end = span
    if re.match(any_of(load("people")["double_surnames"]), text[start : start + 2]) or "·" in span.cut(text):
        return span
    for cut in range(start + 2, min(end, start + 4)):
        inside = _follower().match(text, cut)
        if inside and inside.end() - cut > 1 and (inside.end() > end or (inside.end() == end and end - start > 3)):
            return Span(start, cut)
    if end - start != 2 or (_ends(text, end) and not (text[end : end + 1] in _EITHER and _told_of(text, end + 1))):
        return span
    if re.match(f"{_HAN}", text[end : end + 1]) and _ends(text, end + 1):
        return Span(start, end + 1)
    return None


def _ends(text: str, at: int) -> bool:
    """Whether a name can end here: punctuation, the text's end or a word that follows names comes next."""
    return not re.match(_HAN, text[at : at + 1]) or bool(_follower().match(text, at))


def _told_of(text: str, at: int) -> bool:
    """Whether a word comes next of which the person before it is the subject."""
    return bool(re.match(any_of(load("people")["subject_cues"]), text[at : at + 3]))


@cache
def _follower() -> re.Pattern[str]:
    people, forms = load("people"), [row["form"] for row in load("sanctions")["forms"]]
    words = [*people["after_name"], *people["titles"], *people["misconduct"], *forms]
    return re.compile(any_of([*words, *load("net")["vouch_after"], *load("net")["follows"]]))


def body_label(text: str, span: Span) -> str | None:
    """Unit or Company, by how the words end; None if they can be no whole name of either.

    Takes 青石县宏远建筑工程有限公司 and 市审计局; leaves 该公司, 劳务公司, 集体经济, a name cut short.
    """
    name = span.cut(text)
    if masked(text, span) or not _BODY.fullmatch(name) or re.search(_not_in_body(), name):
        return None
    endings = [e for e in _endings() if name.endswith(e)]
    if not endings:
        return None
    ending = max(endings, key=lambda e: (len(e), _endings()[e]))
    stem = name.removesuffix(ending)
    if _endings()[ending] == "Company" and stem.endswith("公司"):
        return None
    if (
        len(stem) < (1 if _endings()[ending] == "Unit" and len(ending) > 1 else 2)
        or stem in load("names")["generic_companies"]
    ):
        return None
    if _longer().match(text, span.end) or text[max(span.start - 1, 0) : span.start] in load("bodies")["levels"]:
        return None
    return _endings()[ending]


def ending_label(name: str) -> str | None:
    """Project or Place, by how a name ends; None if its ending is neither's."""
    names = load("names")
    if re.search(_not_in_body(), name):
        return None
    for label, endings in (
        ("Project", names["project_endings"]),
        ("Place", [*names["place_endings"], *load("bodies")["levels"]]),
    ):
        if any(name.endswith(e) and len(name) >= len(e) + 2 for e in endings):
            return label
    return None


def _begins(text: str, start: int) -> bool:
    """Whether a name without a surname can begin here: no other character stands before it but a word that may."""
    before = text[max(start - 6, 0) : start]
    return not re.search(f"{_HAN}$", before) or bool(re.search(f"{any_of(load('net')['vouch_before'])}$", before))


@cache
def _person() -> re.Pattern[str]:
    return re.compile(f"{surname()}{_HAN}{{1,2}}|{_HAN}{{2,8}}·{_HAN}{{2,8}}")


@cache
def _no_person() -> frozenset[str]:
    people = load("people")
    return frozenset([*load("net")["not_people"], *people["titles"], *people["groups"], *people["weak_titles"]])


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(f"·|{any_of(load('net')['not_before'])}")


@cache
def _not_in_body() -> str:
    return any_of(load("net")["not_in_body"])


@cache
def _endings() -> dict[str, str]:
    """Endings of bodies and firms with the label each gives; where both know one, a firm's."""
    bodies = load("bodies")
    organs = [*bodies["committee_organs"], *(b for b in bodies["level_bodies"] if len(b) > 1)]
    labels = dict.fromkeys([*bodies["endings"], *bodies["institutions"], *organs], "Unit")
    return {**labels, **dict.fromkeys(load("names")["company_endings"], "Company")}


@cache
def _longer() -> re.Pattern[str]:
    return re.compile(any_of([*_endings(), *load("bodies")["committee_organs"], "部", "科", "股", "处", "党"]))
