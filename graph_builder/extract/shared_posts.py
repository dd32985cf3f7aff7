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


@cache
def _alone() -> re.Pattern[str]:
    """A title with nothing before it in its clause but what leads to somebody."""
    marks = any_of([*load("people")["former"], *load("people")["current"]])
    leads = any_of(load("people")["leads_to"])
    return re.compile(
        f"(?:^|[，,。；;：:、（(“\n]|{leads})(?P<mark>{marks})?"
        f"(?P<titles>{title_pattern()}(?:[、兼](?:原)?{title_pattern()})*)$"
    )


def title_alone(text: str, span: Span, person: Mention, before: list[Post], bodies: list[Mention]) -> list[Post]:
    """A post whose body is told earlier: 甲院院长某某受到警告处分,会计某某被诫勉; 乙站亏库,由站长某某赔偿."""
    match = _alone().search(text, max(span.start, person.span.start - 24), person.span.start)
    titles = re.split("[、兼]", match.group("titles")) if match else []
    if match is None or set(titles) & {*load("people")["not_posts"], *load("people")["of_others"]}:
        return []
    start = match.start("titles")
    ends = _ends_headed(titles[0])
    body = _body_of_last(text, start, before, bodies)
    if body is None or not (body.name.endswith(ends or "") or PARTY.search(titles[0])):
        body = _one_told(ends, start, bodies)
    if body is None:
        return []
    former = match.group("mark") in load("people")["former"]
    of_branch = body.name.endswith("支部")
    titles = [re.sub("^(?:党支部|支部)(?=副?书记)", "", title) if of_branch else title for title in titles]
    return [Post(person, title, body, former, Span(start, person.span.end)) for title in titles]


def _body_of_last(text: str, start: int, before: list[Post], bodies: list[Mention]) -> Mention | None:
    """The body of whom the sentence names before, unless it names another in between."""
    last = next((p for p in before if p.body and p.title and not PARTY.search(p.title)), None)
    last = last or next((p for p in before if p.body and p.title), None)
    if last is None or last.body is None or last.official.span.end > start:
        return None
    end = last.official.span.end
    if re.search("[。\n]", text[end:start]) or any(end <= b.span.start < start for b in bodies):
        return None
    return last.body


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(f"(?:分管)?(?:常务|党组|党委)?副?(?P<kind>{any_of(load('people')['heads_of'])})")


def _ends_headed(title: str) -> tuple[str, ...]:
    """How the name of a body ends whose head a title names: 站长 of what is named 站."""
    head = _heads().fullmatch(title)
    return tuple(load("people")["heads_of"][head.group("kind")]) if head else ()


def _one_told(ends: tuple[str, ...], start: int, bodies: list[Mention]) -> Mention | None:
    """The body told before whose name has one of some endings, if it is the only one."""
    named = (
        {b.name: b for b in bodies if b.span.end <= start and not b.masked and b.name.endswith(ends)} if ends else {}
    )
    return next(iter(named.values())) if len(named) == 1 else None
