"""One notice's text → its claims."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from graph_builder.claim import Claim, Span
from graph_builder.extract.category import categories
from graph_builder.extract.dates import dates
from graph_builder.extract.documents import documents
from graph_builder.extract.figures import figures
from graph_builder.extract.measure_kind import measure_kinds
from graph_builder.extract.mention import Mention
from graph_builder.extract.mentions import Naming
from graph_builder.extract.notice_head import Head, read_head
from graph_builder.extract.posts import Post, posts
from graph_builder.extract.recurrence import recurrent
from graph_builder.extract.relations import relations
from graph_builder.extract.roles import role
from graph_builder.extract.sanctions import Sanction, sanctions
from graph_builder.extract.status import measure_status, status
from graph_builder.nets import Net, ProposedSanction
from graph_builder.parse import Outline, Problem, parse, sentences

REACH = 400
"""Characters on either side of a name that its quoted sentence may have; real sentences are shorter."""
UNSURE = 0.6
"""Confidence of a fact that a rule of thumb gives (roles, categories, an implied status)."""


@dataclass(frozen=True, slots=True)
class _Book:
    """Makes claims of one notice: every claim's quote is cut at its span."""

    notice: str
    text: str

    def claim(
        self,
        subject: str,
        predicate: str,
        object: str | None,
        span: Span,
        rule: str,
        confidence: float = 1.0,
        extractor: str = "rules",
        **value: Any,
    ) -> Claim:
        words = self.text[span.start : span.end]
        return Claim(subject, predicate, object, span, words, self.notice, rule, value, extractor, confidence)


def extract(text: str, notice: str, net: Net | None = None) -> list[Claim]:
    """All claims of the notice with this text and id, in reading order of their kinds.

    What `net` alone proposes bears its name as extractor and a confidence below 1.
    """
    outline = parse(text)
    head = read_head(text, outline.header.title, outline.header.opening, outline.header.closing, outline.header.dated)
    naming = Naming.of(text, outline, net)
    book = _Book(notice, text)
    claims = [*_front(book, outline, head, naming)]
    themes = {t.id: t.span.cut(text) for t in outline.themes}
    for problem in outline.problems:
        claims += _problem(book, problem, themes.get(problem.theme or "", ""), head, naming)
    for short in naming.abbreviations:
        claims.append(
            book.claim(short.short.ref, "SAME_AS", short.full.ref, short.full.span, "abbreviation", basis="stated")
        )
    for theme in outline.themes:
        claims += [
            book.claim(f"theme#{theme.id}", "GROUPS", f"problem#{n}", theme.span, "outline", title=theme.span.cut(text))
            for n in theme.problems
        ]
    claims += [
        book.claim("notice", "DOUBT", None, span, "outline", kind="structure", why=why) for span, why in outline.doubts
    ]
    return claims


def _front(book: _Book, outline: Outline, head: Head, naming: Naming) -> Iterator[Claim]:
    """The notice itself, the inspection, and what stands outside the problems."""
    header, text = outline.header, book.text
    whole = header.title or header.opening or Span(0, 0)
    if header.title:
        yield book.claim(
            "notice", "TITLED", None, header.title, "title", title=re.sub(r"\s*\n\s*", "", header.title.cut(text))
        )
    yield book.claim("notice", "OF_KIND", None, head.kind_span, "kind", kind=head.kind)
    if head.published:
        yield book.claim("notice", "PUBLISHED", None, head.published, "dated", on=head.published_on)
    for key, span in head.contact:
        yield book.claim("notice", "CONTACT", None, span, "contact", 1.0, **{key: span.cut(text)})
    opening = header.opening or whole
    yield book.claim("notice", "REPORTS", "inspection", opening, "opening")
    if head.range:
        yield book.claim(
            "inspection", "LASTED", None, head.range, "opening", started_on=head.started_on, ended_on=head.ended_on
        )
    if head.feedback:
        yield book.claim("inspection", "FED_BACK", None, head.feedback, "opening", on=head.feedback_on)
    front = naming.front()
    named = {m.span: m for m in front}
    issuer = naming.issuer
    if issuer:
        named.setdefault(issuer.span, issuer)
        yield book.claim(
            issuer.ref, "ISSUED", "notice", issuer.span, "signature" if header.signature == issuer.span else "title"
        )
    titled = naming.in_title(text, outline)
    if titled:
        named.setdefault(titled.span, titled)
    stated = ((head.team, "CONDUCTED"), (head.inspected, "INSPECTED"))
    for span, predicate in ((s, p) for s, p in stated if s is not None):
        label = "Unit" if predicate == "CONDUCTED" or not re.search("[市区县省州镇乡村]$", span.cut(text)) else "Place"
        mention = named.setdefault(span, Mention(span.cut(text), label, span, "opening"))
        if predicate == "CONDUCTED":
            yield book.claim(mention.ref, "CONDUCTED", "inspection", span, "opening", capacity="team")
            authority = re.match("^(?:中央|.{0,14}?(?:[省市区县州]|自治区)委|.{2,16}?党[委组])", mention.name)
            if authority:
                part = Span(span.start, span.start + authority.end())
                body = Mention(authority.group(), "Unit", part, "team_prefix", nested=True)
                named.setdefault(part, body)
                yield book.claim(body.ref, "CONDUCTED", "inspection", part, "opening", capacity="authority")
        else:
            yield book.claim("inspection", "INSPECTED", mention.ref, span, "opening")
    for mention in sorted(named.values(), key=lambda m: m.span):
        yield _names(book, mention, "notice")
    for passage in naming.front_passages:
        yield from _numbers(book, passage, head, lambda _: "notice", in_problem=False)
        for post in posts(text, passage, front):
            yield from _post(book, post, "notice")


def _names(book: _Book, mention: Mention, place: str) -> Claim:
    value: dict[str, Any] = {"name": mention.name, "label": mention.label, "masked": mention.masked}
    if mention.elided:
        value["elided"] = mention.elided
    return book.claim(
        mention.ref, "NAMES", place, mention.span, mention.rule, mention.confidence, mention.net or "rules", **value
    )


def _post(book: _Book, post: Post, place: str) -> Iterator[Claim]:
    body = post.body.ref if post.body else None
    yield book.claim(
        post.official.ref, "HOLDS_POST", body, post.span, "post", title=post.title, former=post.former, place=place
    )
    if post.posted_to:
        yield book.claim(
            post.official.ref, "POSTED_TO", post.posted_to.ref, post.span, "post_on_loan", basis="stated", place=place
        )


def _numbers(
    book: _Book, span: Span, head: Head, place_of: Callable[[Span], str], *, in_problem: bool
) -> Iterator[Claim]:
    """Figures, dates and documents of one passage; `place_of` tells the problem or measure that a span lies in."""
    text = book.text
    for figure in figures(text, span):
        yield book.claim(
            place_of(figure.span),
            "STATES",
            None,
            figure.span,
            "figure",
            value=figure.value,
            unit=figure.unit,
            measures_what=figure.measures_what,
            qualifier=figure.qualifier,
        )
    for found in dates(
        text, span, published=_day(head.published_on), feedback=_day(head.feedback_on), in_problem=in_problem
    ):
        yield book.claim(place_of(found.span), "DATED", None, found.span, "date", iso=found.iso, of=found.of)
    for cited in documents(text, span):
        yield book.claim(place_of(cited.span), "CITES", None, cited.span, "document", name=cited.name)


@lru_cache(maxsize=64)
def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None


def _problem(book: _Book, problem: Problem, theme: str, head: Head, naming: Naming) -> Iterator[Claim]:
    """What one problem says, and its answer; `theme` is the title that it stands under."""
    text, place = book.text, f"problem#{problem.number}"
    yield book.claim(
        "inspection", "FOUND", place, problem.span, "outline", number=problem.number, printed=problem.printed
    )
    yield book.claim(
        place,
        "IN_CATEGORY",
        None,
        problem.span,
        "category_cues",
        UNSURE,
        categories=[c.category for c in categories(problem.span.cut(text), theme)],
    )
    yield from _status(book, problem, place, head.kind)
    raised = recurrent(problem.span.cut(text), problem.answer.cut(text) if problem.answer else "")
    if raised:
        span = Span(problem.span.start + raised.start, problem.span.start + raised.end)
        yield book.claim(place, "RECURS_FROM", None, span, "raised_before")
    for measure in problem.measures:
        words = measure.span.cut(text)
        yield book.claim(
            f"measure#{problem.number}.{measure.ordinal}",
            "ADDRESSES",
            place,
            measure.span,
            "outline",
            ordinal=measure.ordinal,
            marker=measure.marker,
            kinds=measure_kinds(words),
            status=measure_status(words),
        )
    yield from _passage(book, problem, problem.span, naming, stated=True)
    yield from _numbers(book, problem.span, head, lambda _: place, in_problem=True)
    if problem.answer:
        yield book.claim(place, "ANSWERED", None, problem.answer, "outline")
        yield from _passage(book, problem, problem.answer, naming, stated=False)
        yield from _numbers(book, problem.answer, head, _places(problem), in_problem=False)
    for field in problem.fields:
        yield from _responsible(book, problem, field, naming)
    for proposed in naming.sanctions:
        if problem.span.covers(proposed.quote) or (problem.answer and problem.answer.covers(proposed.quote)):
            yield from _proposed(book, proposed, naming, place)
    yield from relations(book.claim, text, problem, naming)


def _responsible(book: _Book, problem: Problem, field: Span, naming: Naming) -> Iterator[Claim]:
    """The bodies that a field (责任单位: …) charges with the rectification."""
    place = f"problem#{problem.number}"
    for mention in naming.within(field):
        if mention.label in ("Unit", "Company"):
            yield _names(book, mention, place)
            yield book.claim(
                mention.ref, "INVOLVED_IN", place, field, "responsible_field", role="carries_out", part="measures"
            )


def _proposed(book: _Book, proposed: ProposedSanction, naming: Naming, place: str) -> Iterator[Claim]:
    """A sanction that only a net saw: kept apart by its extractor, with a doubt that asks a person to look."""
    official = next((m for m in naming.within(proposed.quote) if m.span == proposed.official), None)
    if official is None:
        return
    yield book.claim(
        official.ref,
        "RECEIVED",
        place,
        proposed.quote,
        f"net_{proposed.net}",
        proposed.confidence,
        proposed.net,
        kind=proposed.kind,
        group=None,
        date=None,
        date_text=None,
    )
    why = f"模型认为{official.name}受到“{proposed.kind}”,规则没有证实,请对照原文核对"
    yield book.claim("notice", "DOUBT", None, proposed.quote, f"net_{proposed.net}", kind="structure", why=why)


def _places(problem: Problem) -> Callable[[Span], str]:
    """What tells the measure that a span lies in, else the problem."""
    measures = problem.measures
    starts = [m.span.start for m in measures]

    def place(span: Span) -> str:
        at = bisect_right(starts, span.start) - 1
        if at >= 0 and measures[at].span.covers(span):
            return f"measure#{problem.number}.{measures[at].ordinal}"
        return f"problem#{problem.number}"

    return place


_UNREPORTED = {"督察清单": "ongoing", "案例通报": "unstated"}
"""Statuses in documents that report no rectification: of a plan nothing is finished, a bulletin tells of sanctions."""


def _status(book: _Book, problem: Problem, place: str, kind: str) -> Iterator[Claim]:
    text, answer = book.text, problem.answer
    if answer is None or (kind in _UNREPORTED and not problem.results):
        word = _UNREPORTED.get(kind, "unstated") if answer else "unstated"
        yield book.claim(place, "HAS_STATUS", None, problem.span, "no_answer", UNSURE, status=word, basis="implied")
        return
    found = status(
        problem.span.cut(text),
        answer.cut(text),
        [m.span.cut(text) for m in problem.measures],
        [r.cut(text) for r in problem.results],
    )
    span = (
        Span(answer.start + found.evidence_start, answer.start + found.evidence_end)
        if found.evidence_start is not None and found.evidence_end is not None
        else answer
    )
    yield book.claim(
        place,
        "HAS_STATUS",
        None,
        span,
        "status_cues",
        1.0 if found.basis == "explicit" else UNSURE,
        status=found.status,
        basis=found.basis,
        evident=span != answer,
    )


def _passage(book: _Book, problem: Problem, span: Span, naming: Naming, *, stated: bool) -> Iterator[Claim]:
    """Who and what a problem's statement or answer names, with roles, posts and sanctions."""
    text, place = book.text, f"problem#{problem.number}"
    mentions = naming.within(span)
    told = list(sentences(text, span)) if mentions else []
    held = posts(text, span, mentions)
    given = sanctions(text, span, mentions)
    place_of = _places(problem)
    homes = {b.span for post in held for b in (post.body, post.posted_to) if b}
    punished = {s.official.span for s in given if s.official}
    for mention in mentions:
        if problem.fields and any(field.covers(mention.span) for field in problem.fields):
            continue
        confirmed = not mention.net or mention.span in punished
        part = (
            role(text, span, mention, stated=stated, home=mention.span in homes, sanctioned=mention.span in punished)
            if confirmed
            else "mentioned"
        )
        at = place if stated else place_of(mention.span)
        yield _names(book, mention, at)
        sentence = _holding(told, mention.span)
        yield book.claim(
            mention.ref,
            "INVOLVED_IN",
            place,
            sentence,
            "role_cues",
            min(
                mention.confidence,
                UNSURE if part not in ("mentioned", "responsible") or mention.label != "Official" else 1,
            ),
            "rules" if confirmed else mention.net,
            role=part,
            part="problem" if stated else "measures",
        )
        if part == "carries_out" and at.startswith("measure#"):
            yield book.claim(mention.ref, "CARRIES_OUT", at, sentence, "role_cues", UNSURE)
    for post in held:
        yield from _post(book, post, place)
    for sanction in given:
        yield _received(book, sanction, place)


def _holding(told: list[Span], span: Span) -> Span:
    """The sentence that a span lies in, else the span itself."""
    at = bisect_right(told, (span.start, sys.maxsize)) - 1
    if at < 0 or not told[at].overlaps(span):
        return span
    return Span(max(told[at].start, span.start - REACH), min(told[at].end, span.end + REACH))


def _received(book: _Book, sanction: Sanction, place: str) -> Claim:
    who = (
        sanction.official.ref
        if sanction.official
        else f"group@{sanction.group.start}-{sanction.group.end}"
        if sanction.group
        else "group"
    )
    group = sanction.group.cut(book.text) if sanction.group else None
    return book.claim(
        who,
        "RECEIVED",
        place,
        sanction.span,
        "sanction",
        kind=sanction.kind,
        group=group,
        date=sanction.date,
        date_text=sanction.date_text,
    )
