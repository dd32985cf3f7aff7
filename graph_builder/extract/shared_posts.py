"""Posts whose body, or body and title, the person named before gives: 甲局主任涂明德、副主任骆春生."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.deputy import deputy_title
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import title_pattern
from graph_builder.extract.post import BRANCH, PARTY, Post, held
from graph_builder.lexicon import load


@cache
def _next_in_list() -> re.Pattern[str]:
    titles = f"{title_pattern()}(?:、{title_pattern()})*"
    return re.compile(f"[、，,和及](?P<mark>{any_of(load('people')['former'])})?(?P<titles>{titles})?")


@cache
def _next_given() -> re.Pattern[str]:
    """The next of those whom one 给予 names, behind what the one before received (给予甲局局长某某警告处分,副局长…)."""
    titles = f"{title_pattern()}(?:、{title_pattern()})*"
    marks = any_of(load("people")["former"])
    return re.compile(f"[^，,。；;：:、]{{2,16}}(?:处分|处理)[、，,](?P<mark>{marks})?(?P<titles>{titles})")


def shared(text: str, person: Mention, before: list[Post], bodies: list[Mention]) -> list[Post]:
    """A post whose body, or body and title, the person before him in a list gives by his posts.

    甲局主任涂明德、副主任骆春生; 设备科工作人员费玲、安志刚, with a title that several can hold.
    """
    last = before[0] if before else None
    if last is None or last.body is None or text[last.official.span.end : last.official.span.end + 1] in "(（":
        return []
    between = text[last.official.span.end : person.span.start]
    match = _next_in_list().fullmatch(between) or (
        _next_given().fullmatch(between) if text.endswith("给予", 0, last.span.start) else None
    )
    if match is None:
        return _deputy(between, person, before, bodies)
    titles = (match.group("titles") or "").split("、")
    if not titles[0] and last.title not in load("people")["shared_titles"]:
        return []
    if set(titles) & set(load("people")["not_posts"]):
        return []
    former = bool(match.group("mark")) or (not titles[0] and last.former)
    if titles[0] and not PARTY.search(titles[0]):
        # 原党委书记、董事长甲,原副总经理乙: a manager is one of the company that 甲 managed, not of its committee.
        last = next((p for p in before if p.body and p.title and not PARTY.search(p.title)), last)
    whole = Span(last.span.start, person.span.end)
    if titles[0] and last.body and BRANCH.search(last.body.name):
        # 镇党委书记甲、镇长乙: the second holds no office of the committee.
        return held(person, [last.title or "", *titles], last.body, former, whole)[1:]
    return [Post(person, title or last.title, last.body, former, whole) for title in titles]


def _deputy(between: str, person: Mention, before: list[Post], bodies: list[Mention]) -> list[Post]:
    """The deputy of the office that the person before him holds, where no other body is named between the two."""
    title = deputy_title(between)
    head = title and next((p for p in before if p.body and f"副{p.title}" == title), None)
    if not head or any(head.official.span.end <= b.span.start < person.span.start for b in bodies):
        return []
    return [Post(person, title, head.body, False, Span(head.span.start, person.span.end))]
