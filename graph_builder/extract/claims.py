"""One notice's text → its claims."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from graph_builder.claim import Claim, Span
from graph_builder.extract.book import UNSURE, Book, held_posts, names, numbers
from graph_builder.extract.category import categories
from graph_builder.extract.front import front
from graph_builder.extract.measure_kind import measure_kinds
from graph_builder.extract.mentions import Naming
from graph_builder.extract.notice_head import Head, read_head
from graph_builder.extract.overall import Overall, overall
from graph_builder.extract.posts import posts
from graph_builder.extract.recurrence import recurrent
from graph_builder.extract.relations import relations
from graph_builder.extract.roles import role
from graph_builder.extract.sanctions import Sanction, sanctions
from graph_builder.extract.status import measure_status, status
from graph_builder.nets import Net, ProposedSanction
from graph_builder.parse import Outline, Problem, parse, sentences

REACH = 400
"""Characters on either side of a name that its quoted sentence may have; real sentences are shorter."""


def extract(text: str, notice: str, net: Net | None = None) -> list[Claim]:
    """All claims of the notice with this text and id, in reading order of their kinds.

    What `net` alone proposes bears its name as extractor and a confidence below 1.
    """
    outline = parse(text)
    head = read_head(text, outline.header.title, outline.header.opening, outline.header.closing, outline.header.dated)
    naming = Naming.of(text, outline, net)
    book = Book(notice, text)
    claims = [*front(book, outline, head, naming)]
    together = overall(text, outline)
    for problem in outline.problems:
        claims += _problem(book, problem, outline, head, naming)
        claims += _status(book, problem, head.kind, together.get(problem.number))
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


def _parts(problem: Problem) -> list[Span]:
    """An answer's measures and what stands between them: a marker's number is no part of the amount behind it."""
    if problem.answer is None:
        return []
    parts: list[Span] = []
    at = problem.answer.start
    for measure in problem.measures:
        parts += [Span(at, measure.span.start), measure.span]
        at = measure.span.end
    return [*parts, Span(at, problem.answer.end)]


def _problem(book: Book, problem: Problem, outline: Outline, head: Head, naming: Naming) -> Iterator[Claim]:
    text, place = book.text, f"problem#{problem.number}"
    theme = next((t.span.cut(text) for t in outline.themes if t.id == problem.theme), "")
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
    yield from numbers(book, problem.span, place, head, in_problem=True)
    if problem.answer:
        yield book.claim(place, "ANSWERED", None, problem.answer, "outline")
        yield from _passage(book, problem, problem.answer, naming, stated=False)
        for claim in numbers(book, problem.answer, place, head, in_problem=False, parts=_parts(problem)):
            yield replace(claim, subject=_place(problem, claim.span))
    for field in problem.fields:
        yield from _responsible(book, problem, field, naming)
    for proposed in naming.sanctions:
        if problem.span.covers(proposed.quote) or (problem.answer and problem.answer.covers(proposed.quote)):
            yield from _proposed(book, proposed, naming, place)
    yield from relations(book.claim, text, problem, naming)


def _responsible(book: Book, problem: Problem, field: Span, naming: Naming) -> Iterator[Claim]:
    """The bodies that a field (责任单位: …) charges with the rectification."""
    place = f"problem#{problem.number}"
    for mention in naming.within(field):
        if mention.label in ("Unit", "Company"):
            yield names(book, mention, place)
            yield book.claim(
                mention.ref, "INVOLVED_IN", place, field, "responsible_field", role="carries_out", part="measures"
            )


def _proposed(book: Book, proposed: ProposedSanction, naming: Naming, place: str) -> Iterator[Claim]:
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


def _place(problem: Problem, span: Span) -> str:
    """The measure that a span lies in, else the problem."""
    inside = next((m for m in problem.measures if m.span.covers(span)), None)
    return f"measure#{problem.number}.{inside.ordinal}" if inside else f"problem#{problem.number}"


_UNREPORTED = {"督察清单": "ongoing", "案例通报": "unstated"}
"""Statuses in documents that report no rectification: of a plan nothing is finished, a bulletin tells of sanctions."""


def _status(book: Book, problem: Problem, kind: str, told: Overall | None) -> Iterator[Claim]:
    text, answer, place = book.text, problem.answer, f"problem#{problem.number}"
    if answer is None or (kind in _UNREPORTED and not problem.results):
        word = _UNREPORTED.get(kind, "unstated") if answer else "unstated"
        yield book.claim(place, "HAS_STATUS", None, problem.span, "no_answer", UNSURE, status=word, basis="implied")
        return
    if told and (told.named or not problem.results):
        yield book.claim(
            place, "HAS_STATUS", None, told.span, "status_overall", status=told.status, basis="explicit", evident=True
        )
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


def _passage(book: Book, problem: Problem, span: Span, naming: Naming, *, stated: bool) -> Iterator[Claim]:
    """Who and what a problem's statement or answer names, with roles, posts and sanctions."""
    text, place = book.text, f"problem#{problem.number}"
    mentions = naming.within(span)
    told = list(sentences(text, span)) if mentions else []
    held = posts(text, span, mentions)
    given = sanctions(text, span, mentions)
    homes = {b.span for post in held for b in (post.body, post.posted_to) if b}
    punished = {s.official.span for s in given if s.official}
    for mention in mentions:
        if any(field.covers(mention.span) for field in problem.fields):
            continue
        confirmed = not mention.net or mention.span in punished
        part = (
            role(text, span, mention, stated=stated, home=mention.span in homes, sanctioned=mention.span in punished)
            if confirmed
            else "mentioned"
        )
        at = place if stated else _place(problem, mention.span)
        yield names(book, mention, at)
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
    yield from held_posts(book, held, mentions, place)
    for sanction in given:
        yield _received(book, sanction, place)


def _holding(told: list[Span], span: Span) -> Span:
    """The sentence that a span lies in, else the span itself."""
    at = bisect_right(told, span.start, key=lambda s: s.start) - 1
    if at < 0 or not told[at].overlaps(span):
        return span
    return Span(max(told[at].start, span.start - REACH), min(told[at].end, span.end + REACH))


def _received(book: Book, sanction: Sanction, place: str) -> Claim:
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
