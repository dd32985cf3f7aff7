"""One notice's text → its claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from graph_builder.claim import Claim, Span
from graph_builder.extract.book import UNSURE, Book, amounts, citations, days, names
from graph_builder.extract.category import categories
from graph_builder.extract.front import front
from graph_builder.extract.measure_kind import measure_kinds
from graph_builder.extract.mentions import Naming
from graph_builder.extract.notice_head import Head, read_head
from graph_builder.extract.overall import Overall, overall
from graph_builder.extract.passage import Passage, named
from graph_builder.extract.recurrence import recurrent
from graph_builder.extract.relations import relations
from graph_builder.extract.status import measure_status, status
from graph_builder.nets import Net, ProposedSanction
from graph_builder.parse import Outline, Problem, parse


def extract(text: str, notice: str, net: Net | None = None) -> list[Claim]:
    """All claims of the notice with this text and id, in reading order of their kinds.

    What `net` alone proposes bears its name as extractor and a confidence below 1.
    """
    outline = parse(text)
    head = read_head(text, outline.header.title, outline.header.opening, outline.header.closing, outline.header.dated)
    naming = Naming.of(text, outline, net)
    book = Book(notice, text)
    claims = [*front(book, outline, head, naming)]
    for of_problem in zip(*_read(book, outline, head, naming), strict=True):
        claims += chain.from_iterable(of_problem)
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
    return [part for part in (*parts, Span(at, problem.answer.end)) if part.start < part.end]


def _read(book: Book, outline: Outline, head: Head, naming: Naming) -> Iterator[list[list[Claim]]]:
    """What is read of each problem, in the order of its claims.

    One thing is read in all problems before the next: what it is looked for with then stays in the processor's reach.
    """
    text, problems = book.text, outline.problems
    themes = {t.id: t.span.cut(text) for t in outline.themes}
    stated = [Passage(p, p.span, True, naming.within(p.span)) for p in problems]
    answers = [p.answer or Span(p.span.end, p.span.end) for p in problems]
    bodies = [tuple(m for m in p.mentions if m.label in ("Unit", "Company")) for p in stated]
    replied = [
        Passage(p, answer, False, naming.within(answer), before)
        for p, answer, before in zip(problems, answers, bodies, strict=True)
    ]
    together = overall(text, outline)
    yield [_found(book, p, themes.get(p.theme or "", "")) for p in problems]
    yield [_raised(book, p) for p in problems]
    yield _measures(book, problems)
    yield named(book, stated)
    yield [amounts(book, [p.span], p.place) for p in stated]
    yield [days(book, p.span, head, p.place, in_problem=True) for p in stated]
    yield [citations(book, p.span, p.place) for p in stated]
    yield [_answered(book, p) for p in problems]
    yield named(book, replied)
    yield [amounts(book, _parts(p.problem), p.place) for p in replied]
    yield [days(book, p.span, head, p.place, in_problem=False) for p in replied]
    yield [citations(book, p.span, p.place) for p in replied]
    yield [[c for field in p.fields for c in _responsible(book, p, field, naming)] for p in problems]
    yield [_proposed(book, p, naming) for p in problems]
    yield [list(relations(book.claim, text, p, naming)) for p in problems]
    yield [list(_status(book, p, head.kind, together.get(p.number))) for p in problems]


def _found(book: Book, problem: Problem, theme: str) -> list[Claim]:
    """The problem, and what it is about; `theme` is the title that it stands under."""
    found = categories(problem.span.cut(book.text), theme)
    place = f"problem#{problem.number}"
    return [
        book.claim(
            "inspection", "FOUND", place, problem.span, "outline", number=problem.number, printed=problem.printed
        ),
        book.claim(
            place,
            "IN_CATEGORY",
            None,
            problem.span,
            "category_cues",
            UNSURE,
            categories=[c.category for c in found],
        ),
    ]


def _raised(book: Book, problem: Problem) -> list[Claim]:
    """That an earlier inspection raised the problem."""
    raised = recurrent(problem.span.cut(book.text), problem.answer.cut(book.text) if problem.answer else "")
    if raised is None:
        return []
    span = Span(problem.span.start + raised.start, problem.span.start + raised.end)
    return [book.claim(f"problem#{problem.number}", "RECURS_FROM", None, span, "raised_before")]


def _measures(book: Book, problems: Sequence[Problem]) -> list[list[Claim]]:
    """For each problem its measures, with their kinds and how far each got."""
    words = [[m.span.cut(book.text) for m in p.measures] for p in problems]
    kinds = [[measure_kinds(said) for said in of] for of in words]
    statuses = [[measure_status(said) for said in of] for of in words]
    return [
        [
            book.claim(
                f"measure#{problem.number}.{measure.ordinal}",
                "ADDRESSES",
                f"problem#{problem.number}",
                measure.span,
                "outline",
                ordinal=measure.ordinal,
                marker=measure.marker,
                kinds=kind,
                status=status,
            )
            for measure, kind, status in zip(problem.measures, of_kinds, of_statuses, strict=True)
        ]
        for problem, of_kinds, of_statuses in zip(problems, kinds, statuses, strict=True)
    ]


def _answered(book: Book, problem: Problem) -> list[Claim]:
    place = f"problem#{problem.number}"
    return [book.claim(place, "ANSWERED", None, problem.answer, "outline")] if problem.answer else []


def _responsible(book: Book, problem: Problem, field: Span, naming: Naming) -> Iterator[Claim]:
    """The bodies and people that a field (责任单位: …, 责任人: …) charges with the rectification."""
    place = f"problem#{problem.number}"
    for mention in naming.within(field):
        if mention.label in ("Unit", "Company", "Official"):
            yield names(book, mention, place)
            yield book.claim(
                mention.ref, "INVOLVED_IN", place, field, "responsible_field", role="carries_out", part="measures"
            )


def _proposed(book: Book, problem: Problem, naming: Naming) -> list[Claim]:
    """Sanctions that only a net saw in a problem or its answer."""
    passages = [s for s in (problem.span, problem.answer) if s]
    return [
        claim
        for proposed in naming.sanctions
        if any(passage.covers(proposed.quote) for passage in passages)
        for claim in _one_proposed(book, proposed, naming, f"problem#{problem.number}")
    ]


def _one_proposed(book: Book, proposed: ProposedSanction, naming: Naming, place: str) -> Iterator[Claim]:
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
