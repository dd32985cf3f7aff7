"""The part that each named thing plays in a problem or its answer, from the words right beside the name."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.tokens import tokens
from graph_builder.lexicon import load

REACH = 80
"""Characters on either side of a name that can tell its part."""
_LAST_MARK = re.compile("(?s:.*)[，,。；;：:\n“]")
_CLAUSE_END = re.compile("[，,。；;\n]")
_LISTED = re.compile("^(?:、[^、，,]{1,14})+")
_TIME = re.compile("(?:[\\d年月日至到—~-]|以来|期间|上半年|下半年|第[一二三四]季度)+")


@cache
def _ends(key: str) -> re.Pattern[str]:
    return re.compile(any_of(load("roles")[key]) + "$")


@cache
def _begins(key: str) -> re.Pattern[str]:
    return re.compile(any_of(load("roles")[key]))


@cache
def _any(lexicon: str, key: str) -> re.Pattern[str]:
    return re.compile(any_of(load(lexicon)[key]))


def _around(text: str, span: Span, mention: Mention) -> tuple[str, str]:
    """The words of the clause before and after a mention; a list (A、B) is passed over."""
    before = text[max(span.start, mention.span.start - REACH) : mention.span.start]
    after = text[mention.span.end : min(span.end, mention.span.end + REACH)]
    opened = _LAST_MARK.match(before)
    lead = before[opened.end() :] if opened else before
    end = _CLAUSE_END.search(after)
    rest = after[: end.start()] if end else after
    if lead.endswith("、"):
        head = lead.split("、")[0]
        towards = list(_any("roles", "consulted").finditer(head[-14:]))
        lead = towards[-1].group() if towards else ""
    return lead, _LISTED.sub("", rest) if rest.startswith("、") else rest


def _sentence(text: str, span: Span, mention: Mention) -> Span:
    start = max(text.rfind("。", span.start, mention.span.start) + 1, span.start)
    end = text.find("。", mention.span.end, span.end)
    return Span(start, end if end >= 0 else span.end)


def role(text: str, span: Span, mention: Mention, *, stated: bool, home: bool, sanctioned: bool) -> str:
    """The role of a mention in the passage `span`.

    `stated`: the passage states the problem (else it answers it). `home`: a person's post names
    this body, which alone accuses it of nothing. `sanctioned`: the person received a sanction here.
    """
    if mention.label == "Official":
        return _person(text, span, mention, stated=stated, sanctioned=sanctioned)
    lead, rest = _around(text, span, mention)
    if mention.label == "Place":
        return "subject" if stated and lead.endswith("涉及") else "mentioned"
    if mention.label == "Project":
        return "subject"
    if home:
        return "mentioned"
    if not stated:
        return _in_answer(mention, lead, rest)
    if mention.label == "Company":
        return _company(lead)
    return _unit(mention, lead, rest)


def _person(text: str, span: Span, mention: Mention, *, stated: bool, sanctioned: bool) -> str:
    """A person is responsible only by a sanction, or by misconduct that a problem's statement says of him."""
    if sanctioned:
        return "responsible"
    sentence = _sentence(text, span, mention)
    rest = text[mention.span.end : sentence.end]
    if _any("people", "leads").search(rest[:16]):
        return "mentioned"
    if stated and _does_wrong(text, span, mention, rest[:40]):
        return "responsible"
    charged = not stated and re.match("(?:同志)?(?:牵头|负责|任|担任|包案|带队)", rest)
    return "carries_out" if charged else "mentioned"


_NOT_FOUND = re.compile("(?:未|没有|不曾|尚未|并未)(?:发现|查到|查实|查明|反映)")
_NOT_DONE = re.compile("(?:未|没有|并未|不曾|未曾|不存在|从未|并不)(?:有)?$")
"""What, right before misconduct, says that there was none."""


def _does_wrong(text: str, span: Span, mention: Mention, rest: str) -> bool:
    """Whether the words make a person the one who does the wrong that follows: his clause's subject, and no other's.

    局长某某违规报销 does; 向局长某某反映违规收费, 局长某某发现违规报销 and 局长某某的司机违规用车 do not.
    """
    wrong = _any("people", "misconduct").search(rest)
    if wrong is None:
        return False
    before = text[max(span.start, mention.span.start - REACH) : mention.span.start]
    lead = re.split("[，,。；;：:\n]", before)[-1]
    led = tokens(lead)
    towards = [w for w, tag in zip(led.words, led.tags, strict=True) if tag == "p" and w not in "自从至到"]
    if towards or _any("people", "done_to").search(lead) or _NOT_FOUND.search(lead):
        return False
    between = rest[: wrong.start()]
    if re.search("[；;：:]", between) or _NOT_DONE.search(between) or _any("people", "not_doing").search(between):
        return False
    last = re.split("[，,]", between)
    words = tokens(last[-1]) if len(last) > 1 and last[-1] else None
    return words is None or not {words.tags[0][0], words.tags[-1][0]} & set("nrs")


def _opens(lead: str) -> bool:
    """Whether nothing but time and openers stands before the name in its clause."""
    return not _begins("openers").sub("", _TIME.sub("", lead)).strip("、")


def _company(lead: str) -> str:
    if _ends("counterparty").search(lead):
        return "counterparty"
    return "responsible" if _opens(lead) else "subject"


def _unit(mention: Mention, lead: str, rest: str) -> str:
    if _opens(lead) and _fails(rest):
        return "responsible"
    if _any("roles", "supervisors").search(mention.name):
        return "mentioned"
    if _begins("finds").match(rest) or re.match(".{0,6}?(?:督查|督察|检查|审计)(?:指出|发现)", rest):
        return "mentioned"
    if _ends("consulted").search(lead):
        return "mentioned"
    return "responsible" if _opens(lead) or mention.masked else "subject"


def _fails(rest: str) -> bool:
    """Whether what follows a supervisor blames the supervisor itself (区纪委查办2起案件,…办案时间超过2年)."""
    return bool(re.match("(?:查办|办理|立案|对|在)?[^，,]{0,12}(?:不|未|起案件|缺|滞后|拖延)", rest)) and not re.search(
        "查办其他|发现|指出", rest
    )


_RAISED = re.compile("(?:第.{1,3}[轮次])?(?:巡视|巡察|审计|督察|督查|检查)?(?:所)?(?:反馈|指出|发现|移交|交办)")
_THROUGH = re.compile("(?:经|由|需经|报经|提请|提交)$")
_FOUNDED = re.compile("(?:成立|组建|建立|设立|组成)[^，,]*$")


def _in_answer(mention: Mention, lead: str, rest: str) -> str:
    if _RAISED.match(rest):
        return "mentioned"
    if _THROUGH.search(lead) or _FOUNDED.search(lead):
        return "carries_out"
    if mention.label == "Company":
        return "counterparty" if _ends("counterparty").search(lead) else "carries_out" if _opens(lead) else "mentioned"
    if _ends("consulted").search(lead) or rest[:1] in ("的", ""):
        return "mentioned"
    return "carries_out" if _opens(lead) else "mentioned"
