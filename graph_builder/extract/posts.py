"""Posts: who holds or held which office in which body, from the words beside the name."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.bracketed_posts import bracket_before, bracketed, post_titles
from graph_builder.extract.mention import Mention, near
from graph_builder.extract.person_name import title_pattern
from graph_builder.extract.post import Post, held
from graph_builder.extract.shared_posts import shared, title_alone
from graph_builder.lexicon import load


@cache
def _before_name() -> re.Pattern[str]:
    marks = any_of([*load("people")["former"], *load("people")["current"]])
    return re.compile(
        f"(?P<mark>{marks})?(?P<dept>[\u3400-\u9fff]{{0,8}}?)(?P<late>{marks})?(?P<titles>{title_pattern()}(?:[、兼](?:原)?{title_pattern()})*)(?P<of>的)?$"
    )


@cache
def _former_before() -> re.Pattern[str]:
    return re.compile(any_of(load("people")["former"]) + "$")


@cache
def _masked_title() -> re.Pattern[str]:
    """A name that is a post behind 某 (某局长)."""
    return re.compile(f"某{{1,2}}({title_pattern()})$")


@cache
def _titles_behind() -> re.Pattern[str]:
    """Posts right behind a body's name."""
    return re.compile(f"(?:原)?({title_pattern()}(?:、{title_pattern()})*)")


@cache
def _lost() -> re.Pattern[str]:
    """Posts that somebody is removed from (局长、党组书记职务)."""
    return re.compile(f"(?P<title>{title_pattern()}(?:、{title_pattern()})*)(?:等)?职务")


@cache
def _leading() -> re.Pattern[str]:
    """What makes a person the head of the body named next (任组长的…领导小组)."""
    return re.compile(f"(?:同志)?(?:任|担任)(?P<title>{title_pattern()})的")


_HONORED = re.compile("总书记|国家主席|总理")


_OF = re.compile("(?:同志)?的?")
"""What may stand between one who is removed and the body of his post."""


@cache
def _takes_office() -> re.Pattern[str]:
    return re.compile("(?:[^。；;]{0,14}?)(?P<mark>时任|曾任|历任|原任|现任|担任|任|在担任|系|为)(?:原)?$")


def posts(text: str, span: Span, mentions: list[Mention], before: tuple[Mention, ...] = ()) -> list[Post]:
    """The posts stated in a passage, each with its words; `before`: bodies that 该局 and the like can mean."""
    people = [m for m in mentions if m.label == "Official" and span.covers(m.span)]
    if not people:
        return []
    everyone = [m for m in mentions if m.label in ("Unit", "Company") and span.covers(m.span)]
    found: list[Post] = []
    last: list[Post] = []
    for previous, person in zip([None, *people], people, strict=False):
        bodies = near(everyone, person.span, 60)
        stated = (
            _title_before(text, span, person, bodies)
            or _said_of(text, span, person, [*before, *everyone])
            or _office_after(text, span, person, bodies, people)
        )
        own = _leads(text, person, bodies)
        known = {(p.title, p.body) for p in stated}
        aside = [p for p in bracketed(text, person, bodies) if (p.title, p.body) not in known]
        after = bool(stated) and stated[0].span.start >= person.span.start
        stated = aside + stated if after else stated + aside
        stated = stated or shared(text, person, last, everyone)
        own += stated or _body_before(text, span, person, bodies) or _honorific(text, person)
        next_to = last if last and last[0].official is previous else []
        own = own or title_alone(text, span, person, next_to, [*before, *everyone])
        found += own
        last = own or last
    return found


def _last_before(bodies: list[Mention], position: int) -> Mention | None:
    return max((b for b in bodies if b.span.end <= position), key=lambda b: b.span.end, default=None)


def _title_before(text: str, span: Span, person: Mention, bodies: list[Mention]) -> list[Post]:
    """青山集团原董事长赵建国; 时任县教体局副局长孙志远; 局党组书记、局长李文清; 区委书记林海涛任组长的…领导小组."""
    bracket = bracket_before(text, person)
    name_start = bracket[0] if bracket else person.span.start
    masked_title = _masked_title().match(person.name) if person.masked else None
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
    before = _former_before().search(text, max(span.start, body.span.start - 2), body.span.start)
    start = body.span.start - (len(before.group()) if before else 0)
    if match.group("of") and not (before or match.group("mark")):
        return []  # 局长的某某 is somebody else; 时任局长的某某 is not
    titles = [re.sub("^原", "", t) for t in re.split("[、兼]", match.group("titles"))]
    dept = match.group("dept").removesuffix("分管")
    if set(titles) & set(load("people")["not_posts"]) or (dept and not _DEPARTMENT.search(dept)):
        return []
    if dept and _NO_DEPARTMENT.search(dept):
        return []
    outer = _joined_before(text, span, person, body, bodies)
    now = re.search("(?:现任|现为|现|后任|后调任)$", text[max(span.start, body.span.start - 3) : body.span.start])
    former = former or (not now and any(p.former for p in outer))
    former = former or _led_former().search(text, max(span.start, body.span.start - 24), body.span.start) is not None
    firm = next((b for b in bodies if b.label == "Company" and b.span.end == body.span.start), None)
    if firm and not dept and body.label == "Unit" and _DEPARTMENT.search(body.name):
        body, dept, start = firm, body.name, firm.span.start
    homes = held(person, titles, body, former, person.span)
    return outer + [
        post
        for held in homes
        for post in _with_loan(
            text,
            person,
            f"{dept}{held.title}",
            held.body or body,
            former or bool(before) or f"、原{held.title}" in between,
            bodies,
            start,
        )
    ]


@cache
def _that_body() -> re.Pattern[str]:
    kinds = any_of(load("people")["that_body"])
    return re.compile(
        f"该(?P<kind>{kinds})(?P<mark>原|时任)?(?P<titles>{title_pattern()}(?:[、兼]{title_pattern()})*)$"
    )


def _said_of(text: str, span: Span, person: Mention, bodies: list[Mention]) -> list[Post]:
    """A post in the body that 该局, 该院 … refers to: the last named before that is one."""
    start = max(span.start, person.span.start - 24)
    match = _that_body().search(text, start, person.span.start)
    ends = load("people")["that_body"][match.group("kind")] if match else ()
    body = _last_before([b for b in bodies if b.name.endswith(tuple(ends))], match.start()) if match else None
    if match is None or body is None:
        return []
    whole = Span(match.start(), person.span.end)
    titles = [t for t in re.split("[、兼]", match.group("titles")) if t not in load("people")["not_posts"]]
    return [Post(person, title, body, bool(match.group("mark")), whole) for title in titles]


_DEPARTMENT = re.compile("[科股处室部办所站系庭队组]$|中心$|办公室$|分管[\u3400-\u9fff]{0,4}$")


_NO_DEPARTMENT = re.compile("^[对由将给]|时任|原任|现任")


def _joined_before(text: str, span: Span, person: Mention, body: Mention, bodies: list[Mention]) -> list[Post]:
    """Posts in other bodies named before and joined by 、: 村党支部书记、|村委会主任罗家富; 时任甲局局长、现|乙局…"""
    outer = _last_before(bodies, body.span.start)
    if outer is None:
        return []
    match = _joined_titles().fullmatch(text[outer.span.end : body.span.start])
    if match is None:
        return []
    further = _joined_before(text, span, person, outer, bodies)
    before = _former_before().search(text, max(span.start, outer.span.start - 2), outer.span.start)
    if match.group("comma") and not (match.group("mark") or before):
        return []
    former = bool(match.group("mark") or before)
    start = outer.span.start - (len(before.group()) if before else 0)
    whole = Span(start, person.span.end)
    return further + [Post(person, title, outer, former, whole) for title in re.split("[、兼]", match.group("titles"))]


@cache
def _led_former() -> re.Pattern[str]:
    """时任党工委委员、 before the body of a further post: both were held then."""
    marks = any_of(load("people")["former"])
    return re.compile(f"{marks}[\u3400-\u9fff]{{0,6}}?{title_pattern()}(?:、{title_pattern()})*、$")


@cache
def _joined_titles() -> re.Pattern[str]:
    return re.compile(
        f"(?P<mark>{any_of(load('people')['former'])})?(?P<titles>{title_pattern()}(?:[、兼]{title_pattern()})*)"
        "(?:[、兼](?:时任|曾任)?|[、，,；;](?:现任|现为|现|后任|后调任)|(?P<comma>[，,]))原?"
    )


def _with_loan(
    text: str, person: Mention, title: str, body: Mention, former: bool, bodies: list[Mention], start: int
) -> list[Post]:
    """A甲局(同)派驻乙局某工作人员: the post is with the first body, the work with the second."""
    sender = _last_before(bodies, body.span.start)
    if sender and re.fullmatch("(?:同)?(?:派驻|派驻到|借调到|借调至|派往)", text[sender.span.end : body.span.start]):
        return [Post(person, title, sender, former, Span(sender.span.start, person.span.end), body)]
    return [Post(person, title, body, former, Span(start, person.span.end))]


def _office_after(text: str, span: Span, person: Mention, bodies: list[Mention], people: list[Mention]) -> list[Post]:
    """易某2016年5月任区河道管理中心主任; 张某(时任某局局长); 由林海涛任组长的…领导小组."""
    following = [b for b in bodies if b.span.start >= person.span.end][:2]
    if person.rule == "removed" and following and _OF.fullmatch(text, person.span.end, following[0].span.start):
        lost = _lost().match(text, following[0].span.end, span.end)
        if lost:
            whole = Span(person.span.start, lost.end())
            return [Post(person, t, following[0], False, whole) for t in lost.group("title").split("、")]
    for body in following:
        between = text[person.span.end : body.span.start]
        mark = _takes_office().fullmatch(between.lstrip("(（,，"))
        if between in ("，", ",") and person.rule in ("apposed", "repeated", "masked_name"):
            titles = post_titles().match(text, body.span.end)
            if titles:
                whole = Span(person.span.start, titles.end())
                return held(person, titles.group("titles").split("、"), body, bool(titles.group("former")), whole)
        title = _titles_behind().match(text[body.span.end : body.span.end + 40])
        held_to = body.span.end + title.end() if title else -1
        if any(p.span.start == held_to for p in people):
            break  # 甲系乙局干部丙之女: the post is the other's
        if mark and title and len(between) <= 18:
            former = mark.group("mark") in load("people")["former"] or text[body.span.end] == "原"
            end = body.span.end + title.end()
            return [Post(person, t, body, former, Span(person.span.start, end)) for t in title.group(1).split("、")]
    return []


def _leads(text: str, person: Mention, bodies: list[Mention]) -> list[Post]:
    """由林海涛任组长的…领导小组: a post in the body named after it, beside any post named before."""
    lead = _leading().match(text, person.span.end)
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
    match = _HONORED.match(text[person.span.end : person.span.end + 4])
    if not match:
        return []
    return [Post(person, match.group(), None, False, Span(person.span.start, person.span.end + len(match.group())))]
