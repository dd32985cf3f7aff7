"""Who and what a problem's statement or answer names, with roles, posts and sanctions, as claims."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from graph_builder.claim import Claim, Span
from graph_builder.extract.book import UNSURE, Book, held_posts, names
from graph_builder.extract.mention import Mention
from graph_builder.extract.post import Post
from graph_builder.extract.posts import posts
from graph_builder.extract.roles import role
from graph_builder.extract.sanctions import Sanction, sanctions
from graph_builder.parse import Problem, sentences

REACH = 400
"""Characters on either side of a name that its quoted sentence may have; real sentences are shorter."""


@dataclass(frozen=True)
class Passage:
    """The statement of a problem (`stated`) or its answer, and the names in it; empty if there is no answer.

    `before` are the bodies that the statement names, to which an answer can refer (该局).
    """

    problem: Problem
    span: Span
    stated: bool
    mentions: list[Mention]
    before: tuple[Mention, ...] = ()

    def place(self, span: Span) -> str:
        """The measure that a span of the passage lies in, else the problem."""
        if not self.stated:
            measures = self.problem.measures
            at = bisect_right(self._starts, span.start) - 1
            if at >= 0 and measures[at].span.covers(span):
                return f"measure#{self.problem.number}.{measures[at].ordinal}"
        return f"problem#{self.problem.number}"

    @cached_property
    def _starts(self) -> list[int]:
        return [m.span.start for m in self.problem.measures]


def named(book: Book, passages: Sequence[Passage]) -> list[list[Claim]]:
    """For each passage the claims on who and what it names."""
    held = [posts(book.text, p.span, p.mentions, p.before) for p in passages]
    given = [sanctions(book.text, p.span, p.mentions) for p in passages]
    return [list(_named(book, *each)) for each in zip(passages, held, given, strict=True)]


def _named(book: Book, passage: Passage, held: list[Post], given: list[Sanction]) -> Iterator[Claim]:
    text, problem, place = book.text, passage.problem, f"problem#{passage.problem.number}"
    told = list(sentences(text, passage.span)) if passage.mentions else []
    homes = {b.span for post in held for b in (post.body, post.posted_to) if b}
    punished = {s.official.span for s in given if s.official}
    for mention in passage.mentions:
        if problem.fields and any(field.covers(mention.span) for field in problem.fields):
            continue
        home, sanctioned = mention.span in homes, mention.span in punished
        confirmed = not mention.net or sanctioned
        part = (
            role(text, passage.span, mention, stated=passage.stated, home=home, sanctioned=sanctioned)
            if confirmed
            else "mentioned"
        )
        at = passage.place(mention.span)
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
            part="problem" if passage.stated else "measures",
        )
        if part == "carries_out" and at.startswith("measure#"):
            yield book.claim(mention.ref, "CARRIES_OUT", at, sentence, "role_cues", UNSURE)
    yield from held_posts(book, held, passage.mentions, place)
    for sanction in given:
        yield _received(book, sanction, place)


def _holding(told: list[Span], span: Span) -> Span:
    """The sentence that a span lies in, else the span itself."""
    at = bisect_right(told, (span.start, sys.maxsize)) - 1
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
