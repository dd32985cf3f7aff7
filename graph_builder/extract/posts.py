"""Posts: who holds or held which office in which body, from the words beside the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention, near
from graph_builder.extract.people import title_pattern
from graph_builder.lexicon import load


@dataclass(frozen=True, slots=True)
class Post:
    """An official's post; `title` or `body` is None where the text gives none. `posted_to`: where he is on loan."""

    official: Mention
    title: str | None
    body: Mention | None
    former: bool
    span: Span
    posted_to: Mention | None = None


@cache
def _before_name() -> re.Pattern[str]:
    marks = any_of([*load("people")["former"], *load("people")["current"]])
    return re.compile(
        f"(?P<mark>{marks})?(?P<dept>[\u3400-\u9fff]{{0,8}}?)(?P<late>{marks})?(?P<titles>{title_pattern()}(?:、(?:原)?{title_pattern()})*)$"
    )


@cache
def _takes_office() -> re.Pattern[str]:
    return re.compile("(?:[^。；;]{0,14}?)(?P<mark>时任|曾任|历任|原任|现任|担任|任|在担任|系|为)(?:原)?$")


def posts(text: str, span: Span, mentions: list[Mention]) -> list[Post]:
    """The posts stated in a passage, each with the words that state it."""
    people = [m for m in mentions if m.label == "Official" and span.covers(m.span)]
    if not people:
        return []
    everyone = [m for m in mentions if m.label in ("Unit", "Company") and span.covers(m.span)]
    found: list[Post] = []
    last: Post | None = None
    for person in people:
        bodies = near(everyone, person.span, 60)
        stated = _title_before(text, span, person, bodies) or _office_after(text, span, person, bodies)
        own = _leads(text, person, bodies)
        stated += [p for p in _bracketed(text, person, bodies) if p not in stated]
        stated = stated or _shared(text, person, last)
        own += stated or _body_before(text, span, person, bodies) or _honorific(text, person)
        found += own
        last = own[0] if own else last
    return found


def _last_before(bodies: list[Mention], position: int) -> Mention | None:
    return max((b for b in bodies if b.span.end <= position), key=lambda b: b.span.end, default=None)


def _title_before(text: str, span: Span, person: Mention, bodies: list[Mention]) -> list[Post]:
    """青山集团原董事长赵建国; 时任县教体局副局长孙志远; 局党组书记、局长李文清; 区委书记林海涛任组长的…领导小组."""
    name_start = person.span.start
    words = person.name
    masked_title = re.match(f"某{{1,2}}({title_pattern()})$", words) if person.masked else None
    body = _last_before(bodies, name_start)
    if body is None or name_start - body.span.end > 24:
        return []
    between = text[body.span.end : name_start]
    match = _before_name().fullmatch(between) if between else None
    if masked_title and not between:
        title, former, start = masked_title.group(1), False, body.span.start
        return _with_loan(text, person, title, body, former, bodies, start)
    if not match or any(c in between for c in "，,。；;：:"):
        return []
    former_words = set(load("people")["former"])
    former = bool({match.group("mark"), match.group("late")} & former_words)
    before = re.search(
        any_of(load("people")["former"]) + "$", text[max(span.start, body.span.start - 2) : body.span.start]
    )
    start = body.span.start - (len(before.group()) if before else 0)
    titles = [re.sub("^原", "", t) for t in match.group("titles").split("、")]
    dept = match.group("dept")
    if set(titles) & set(load("people")["not_posts"]) or (dept and not _DEPARTMENT.search(dept)):
        return []
    outer = _joined_before(text, span, person, body, bodies)
    former = former or any(p.former for p in outer)
    return outer + [
        post
        for title in titles
        for post in _with_loan(
            text,
            person,
            dept + title if dept else title,
            body,
            former or bool(before) or "、原" + title in between,
            bodies,
            start,
        )
    ]


_DEPARTMENT = re.compile("[科股处室部办所站系庭队组]$|中心$|办公室$|分管[\u3400-\u9fff]{0,4}$")


def _joined_before(text: str, span: Span, person: Mention, body: Mention, bodies: list[Mention]) -> list[Post]:
    """Posts in another body named just before and joined by 、: 村党支部书记、|村委会主任罗家富."""
    outer = _last_before(bodies, body.span.start)
    if outer is None:
        return []
    match = _joined_titles().fullmatch(text[outer.span.end : body.span.start])
    if match is None:
        return []
    before = re.search(
        any_of(load("people")["former"]) + "$", text[max(span.start, outer.span.start - 2) : outer.span.start]
    )
    former = bool(match.group("mark") or before)
    start = outer.span.start - (len(before.group()) if before else 0)
    whole = Span(start, person.span.end)
    return [Post(person, title, outer, former, whole) for title in match.group("titles").split("、")]


@cache
def _joined_titles() -> re.Pattern[str]:
    return re.compile(
        f"(?P<mark>{any_of(load('people')['former'])})?(?P<titles>{title_pattern()}(?:、{title_pattern()})*)[、兼]"
    )


def _bracketed(text: str, person: Mention, bodies: list[Mention]) -> list[Post]:
    """What a bracket behind the name adds: 蒲志远(现任县文旅局副局长)."""
    return (
        _office_after(text, person.span, person, bodies) if text[person.span.end : person.span.end + 1] in "(（" else []
    )


@cache
def _next_in_list() -> re.Pattern[str]:
    return re.compile(f"[、，,和及](?P<mark>{any_of(load('people')['former'])})?(?P<title>{title_pattern()})?")


def _shared(text: str, person: Mention, last: Post | None) -> list[Post]:
    """A post whose body, or body and title, the person before him in a list gives (`last`: his first post).

    甲局主任涂明德、副主任骆春生; 设备科工作人员费玲、安志刚, with a title that several can hold.
    """
    if last is None or last.body is None or text[last.official.span.end : last.official.span.end + 1] in "(（":
        return []
    match = _next_in_list().fullmatch(text[last.official.span.end : person.span.start])
    if match is None:
        return []
    title = match.group("title")
    if title is None and last.title not in load("people")["shared_titles"]:
        return []
    if title in load("people")["not_posts"]:
        return []
    former = bool(match.group("mark")) or (title is None and last.former)
    return [Post(person, title or last.title, last.body, former, Span(last.span.start, person.span.end))]


def _with_loan(
    text: str, person: Mention, title: str, body: Mention, former: bool, bodies: list[Mention], start: int
) -> list[Post]:
    """A甲局(同)派驻乙局某工作人员: the post is with the first body, the work with the second."""
    sender = _last_before(bodies, body.span.start)
    if sender and re.fullmatch("(?:同)?(?:派驻|派驻到|借调到|借调至|派往)", text[sender.span.end : body.span.start]):
        return [Post(person, title, sender, former, Span(sender.span.start, person.span.end), body)]
    return [Post(person, title, body, former, Span(start, person.span.end))]


def _office_after(text: str, span: Span, person: Mention, bodies: list[Mention]) -> list[Post]:
    """易某2016年5月任区河道管理中心主任; 张某(时任某局局长); 由林海涛任组长的…领导小组."""
    following = [b for b in bodies if b.span.start >= person.span.end][:2]
    for body in following:
        between = text[person.span.end : body.span.start]
        mark = _takes_office().fullmatch(between.lstrip("(（,，"))
        title = re.match(f"(?:原)?({title_pattern()}(?:、{title_pattern()})*)", text[body.span.end :][:40])
        if mark and title and len(between) <= 18:
            former = mark.group("mark") in load("people")["former"] or text[body.span.end] == "原"
            end = body.span.end + title.end()
            return [Post(person, t, body, former, Span(person.span.start, end)) for t in title.group(1).split("、")]
    return []


def _leads(text: str, person: Mention, bodies: list[Mention]) -> list[Post]:
    """由林海涛任组长的…领导小组: a post in the body named after it, beside any post named before."""
    lead = re.compile(f"(?:同志)?(?:任|担任)(?P<title>{title_pattern()})的").match(text, person.span.end)
    body = next((b for b in bodies if lead and b.span.start == lead.end()), None)
    if lead is None or body is None:
        return []
    return [Post(person, lead.group("title"), body, False, Span(person.span.start, body.span.end))]


def _body_before(text: str, span: Span, person: Mention, bodies: list[Mention]) -> list[Post]:
    """区城管局、教育局周伟国: bodies right before the name, with no title."""
    if person.masked:
        return []
    found: list[Post] = []
    position = person.span.start
    while True:
        body = next((b for b in bodies if b.span.end == position), None)
        if body is None:
            break
        found.append(Post(person, None, body, False, Span(body.span.start, person.span.end)))
        if text[body.span.start - 1 : body.span.start] != "、":
            break
        position = body.span.start - 1
    return found[::-1]


def _honorific(text: str, person: Mention) -> list[Post]:
    """习近平总书记: a title that needs no body."""
    match = re.match("总书记|国家主席|总理", text[person.span.end : person.span.end + 4])
    if not match:
        return []
    return [Post(person, match.group(), None, False, Span(person.span.start, person.span.end + len(match.group())))]
