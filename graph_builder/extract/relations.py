"""Relations that a problem's words state between the things it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph_builder.claim import Claim, Span
from graph_builder.extract.mention import Mention, near
from graph_builder.extract.mentions import Naming
from graph_builder.parse import Problem

_FOUNDED = re.compile("(?:成立|设立|组建|注册|出资设立)(?:了)?(?P<kind>[\u3400-\u9fff]{0,12}?)(?P<dash>[-—－–]{0,2})$")


def relations(claim: Callable[..., Claim], text: str, problem: Problem, naming: Naming) -> Iterator[Claim]:
    """PART_OF, UNDERTAKES, LOCATED_IN and SAME_AS claims of one problem, and doubts about masked people."""
    place = f"problem#{problem.number}"
    asked = naming.within(problem.span)
    replied = naming.within(problem.answer) if problem.answer else []
    for passage, mentions in ((problem.span, asked), (problem.answer, replied)):
        if passage and mentions:
            yield from _founded(claim, text, passage, mentions, place)
            yield from _anchored(claim, mentions, place)
            yield from _located(claim, mentions, place)
    yield from _masked_and_named(claim, text, asked, replied, place)
    yield from _renamed(claim, asked, replied, place)


def _founded(
    claim: Callable[..., Claim], text: str, passage: Span, mentions: list[Mention], place: str
) -> Iterator[Claim]:
    """甲村成立村级集体经济组织-乙公司: 乙 is part of 甲, and the words before the dash name 乙 too."""
    for company in (m for m in mentions if m.label == "Company" and not m.masked):
        match = _FOUNDED.search(text[max(passage.start, company.span.start - 24) : company.span.start])
        owner = max(
            (
                m
                for m in near(mentions, company.span, 60)
                if m.label in ("Unit", "Place") and m.span.end <= company.span.start
            ),
            key=lambda m: m.span.end,
            default=None,
        )
        if match and owner and company.span.start - owner.span.end <= 30:
            span = Span(owner.span.start, company.span.end)
            yield claim(company.ref, "PART_OF", owner.ref, span, "founded", basis="stated", place=place)
            if match.group("dash"):
                for other in (
                    m
                    for m in mentions
                    if m.label == "Company"
                    and m.span != company.span
                    and (m.name.startswith(owner.name) or m.rule == "apposed")
                ):
                    yield claim(
                        other.ref, "SAME_AS", company.ref, span, "apposition", why=f"“{span.cut(text)}”为同位语"
                    )


def _anchored(claim: Callable[..., Claim], mentions: list[Mention], place: str) -> Iterator[Claim]:
    """…市场业主单位 undertakes …市场."""
    for party in (m for m in mentions if m.rule == "anchored_party"):
        project = next((m for m in mentions if m.label == "Project" and party.name.startswith(m.name)), None)
        if project:
            yield claim(party.ref, "UNDERTAKES", project.ref, party.span, "anchored_party", basis="stated", place=place)


def _located(claim: Callable[..., Claim], mentions: list[Mention], place: str) -> Iterator[Claim]:
    """A project whose name begins with or contains a place named beside it lies there."""
    for project in (m for m in mentions if m.label == "Project"):
        for spot in (m for m in near(mentions, project.span, 0) if m.label == "Place" and project.span.covers(m.span)):
            yield claim(
                project.ref, "LOCATED_IN", spot.ref, project.span, "place_in_name", basis="derived", place=place
            )


def _masked_and_named(
    claim: Callable[..., Claim], text: str, asked: list[Mention], replied: list[Mention], place: str
) -> Iterator[Claim]:
    """A masked person in the problem and one named person in the answer may be one; a person must judge."""
    hidden = [m for m in asked if m.label == "Official" and m.masked]
    named = {m.name: m for m in replied if m.label == "Official" and not m.masked}
    if len({m.name for m in hidden}) == 1 and len(named) == 1:
        person = next(iter(named.values()))
        if not _may_be(text, hidden[0], person):
            return
        yield claim(
            place,
            "DOUBT",
            None,
            person.span,
            "masked_and_named",
            kind="possible_same",
            why=f"问题中隐名为“{hidden[0].name}”,整改情况中出现“{person.name}”,原文未写明是否同一人",
            a=hidden[0].ref,
            b=person.ref,
        )


def _may_be(text: str, hidden: Mention, person: Mention) -> bool:
    """Whether the surname kept (李某) is the named person's, or the noun kept (某工作人员) stands beside his name."""
    if hidden.name.startswith("某"):
        return hidden.name.lstrip("某") in text[max(0, person.span.start - 14) : person.span.end + 6]
    return person.name.startswith(hidden.name.rstrip("某×xX*＊"))


def _renamed(claim: Callable[..., Claim], asked: list[Mention], replied: list[Mention], place: str) -> Iterator[Claim]:
    """The problem names one project or institution, the answer a look-alike: flag it, never join them."""
    known, given = (
        {m.name: m for m in of if m.label in ("Project", "Unit") and not m.masked and len(m.name) >= 8}
        for of in (asked, replied)
    )
    if len(known) > LISTED:
        return
    for name, mention in sorted(given.items()):
        if name in known:
            continue
        twin = next(
            (o for o in known.values() if o.label == mention.label and _alike(o.name, name) and o.name not in given),
            None,
        )
        if twin:
            yield claim(
                place,
                "DOUBT",
                None,
                mention.span,
                "look_alike",
                kind="problem_answer_mismatch",
                why=f"问题写“{twin.name}”,整改写“{name}”,是否同一对象原文未说明",
                a=twin.ref,
                b=mention.ref,
            )


LISTED = 100
"""Names of one problem above which it is a list of them, where a look-alike says nothing."""


def _alike(one: str, other: str) -> bool:
    """Whether two names share at least two thirds of the shorter one at their ends, but neither holds the other."""
    if one in other or other in one:
        return False
    head = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    tail = next((i for i, (a, b) in enumerate(zip(one[::-1], other[::-1], strict=False)) if a != b), 0)
    return head + tail >= 2 * min(len(one), len(other)) / 3 and re.search("\\d", one + other) is None
