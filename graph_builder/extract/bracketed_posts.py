"""Posts that a bracket beside a name lists: 蒲志远(现任县文旅局副局长)."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import title_pattern
from graph_builder.extract.post import Post, held
from graph_builder.lexicon import load

_BRACKET = re.compile("[（(][^()（）\n]{1,80}[)）]")


def bracketed(text: str, person: Mention, bodies: list[Mention]) -> list[Post]:
    """What a bracket beside the name says: 蒲志远(现任县文旅局副局长), 镇党委书记(现任县水利局局长)周安."""
    found: list[Post] = []
    behind = _BRACKET.match(text, person.span.end)
    before = bracket_before(text, person)
    for bracket in (behind.span() if behind else None, before):
        if bracket:
            found += _listed_posts(text, Span(*bracket), person, bodies)
    return found


def bracket_before(text: str, person: Mention) -> tuple[int, int] | None:
    """The bracket that ends right before a name."""
    end = person.span.start
    start = max(text.rfind(c, max(0, end - 80), end) for c in "（(") if text[end - 1 : end] in ")）" else -1
    return (start, end) if start >= 0 and _BRACKET.fullmatch(text, start, end) else None


@cache
def _post_lead() -> re.Pattern[str]:
    marks = any_of([*load("people")["former"], *load("people")["current"], "系", "原任", "现为", "现"])
    return re.compile(
        f"[（(，,、；;兼任]{{0,2}}(?:于?\\d{{4}}年(?:\\d{{1,2}}月)?(?:\\d{{1,2}}日)?起?)?(?:[已后]?(?:[调转改提历]任|在?担任))?(?P<mark>{marks})?"
    )


@cache
def post_titles() -> re.Pattern[str]:
    """Posts right behind a body's name, up to a mark."""
    return re.compile(f"(?P<former>原)?(?P<titles>{title_pattern()}(?:、{title_pattern()})*)(?=[，,、；;兼()（）])")


def _listed_posts(text: str, bracket: Span, person: Mention, bodies: list[Mention]) -> list[Post]:
    """The posts that a bracket beside a name lists, body by body."""
    found: list[Post] = []
    whole = Span(min(bracket.start, person.span.start), max(bracket.end, person.span.end))
    at = bracket.start
    for body in (b for b in bodies if bracket.covers(b.span)):
        if body.span.start < at:
            continue
        lead = _post_lead().fullmatch(text, at, body.span.start)
        titles = post_titles().match(text, body.span.end, bracket.end)
        if titles is None:
            continue
        if lead is None:
            break
        former = bool(titles.group("former")) or lead.group("mark") in [*load("people")["former"], "原任"]
        found += held(person, titles.group("titles").split("、"), body, former, whole)
        at = titles.end()
    return [p for p in found if p.title not in load("people")["not_posts"]]
