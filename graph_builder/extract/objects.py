"""Of those named behind 对 or 给予, whom it is done to: not whom the wrong of the first was done with."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.kin import kin_pattern
from graph_builder.extract.mention import Mention
from graph_builder.lexicon import load


def done_to(text: str, at: int, parties: list[Mention | Span]) -> list[Mention | Span]:
    """The parties that the verb at `at` is done to: of 对甲某违规接受乙某宴请问题立案审查 甲某 alone.

    A deed between the verb and a party, or between two of them, makes the later one somebody else's
    counterpart, unless 的 leads from the deed to him (对收受礼金的某某).
    """
    found: list[Mention | Span] = []
    for party in parties:
        start, end = party.span if isinstance(party, Mention) else party
        acts = bool(found) and not text.startswith(("、", "，", ",", "和", "与", "及"), at)
        deeds = list(_deed(acts=acts).finditer(text, at, start))
        if _relation().search(text, at, start) or (deeds and "的" not in text[deeds[-1].end() : start]):
            if found:
                break
            continue
        found.append(party)
        at = end
    return found


@cache
def _relation() -> re.Pattern[str]:
    """Whose relative a name is: 其弟|某某."""
    return re.compile(f"{kin_pattern()}$")


def towards(lead: str) -> int:
    """Where the last verb in `lead` stands whose object is whom something is done to, or -1.

    Of 对某某给予 it is 对: what 给予 opens there is the sanction.
    """
    found = [m.start() for m in _TOWARDS.finditer(lead)]
    if len(found) > 1 and lead.endswith("给予") and lead[found[-2]] in "对将":
        return found[-2]
    return found[-1] if found else -1


_TOWARDS = re.compile("对|给予|(?<![伙共陪合会连随不等])同(?![时意志一级日年月])|与|将|把|责令|责成|判处")


@cache
def _deed(*, acts: bool) -> re.Pattern[str]:
    """What is done with or for somebody; right behind a party who acts 为, 向 and the like tell of it, too."""
    return re.compile(any_of([*load("people")["deeds_with"], *(load("people")["leads_to_other"] if acts else ())]))
