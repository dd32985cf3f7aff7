"""The pieces from which all claims of a notice are made: names, posts and numbers, each cut at its span."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from graph_builder.claim import Claim, Span
from graph_builder.extract.dates import dates
from graph_builder.extract.documents import documents
from graph_builder.extract.figures import figures
from graph_builder.extract.mention import Mention
from graph_builder.extract.notice_head import Head
from graph_builder.extract.post import Post

UNSURE = 0.6
"""Confidence of a fact that a rule of thumb gives (roles, categories, an implied status)."""


@dataclass(frozen=True, slots=True)
class Book:
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
        """A claim of this notice whose quote is what stands at `span`."""
        words = self.text[span.start : span.end]
        return Claim(subject, predicate, object, span, words, self.notice, rule, value, extractor, confidence)


def names(book: Book, mention: Mention, place: str) -> Claim:
    """That a mention names something, in `place` (notice, problem#N or measure#N.M)."""
    value: dict[str, Any] = {"name": mention.name, "label": mention.label, "masked": mention.masked}
    if mention.elided:
        value["elided"] = mention.elided
    return book.claim(
        mention.ref, "NAMES", place, mention.span, mention.rule, mention.confidence, mention.net or "rules", **value
    )


def held_posts(book: Book, held: list[Post], mentions: list[Mention], place: str) -> Iterator[Claim]:
    """Posts, and the bodies that they alone name (甲局党组书记、局长: the 局长 is the bureau's)."""
    named = {m.ref for m in mentions} if held else set()
    for post in held:
        if post.body and post.body.ref not in named:
            named.add(post.body.ref)
            yield names(book, post.body, place)
        yield from post_claims(book, post, place)


def post_claims(book: Book, post: Post, place: str) -> Iterator[Claim]:
    """That somebody holds or held a post, and where he is posted to if that is another body."""
    body = post.body.ref if post.body else None
    yield book.claim(
        post.official.ref, "HOLDS_POST", body, post.span, "post", title=post.title, former=post.former, place=place
    )
    if post.posted_to:
        yield book.claim(
            post.official.ref, "POSTED_TO", post.posted_to.ref, post.span, "post_on_loan", basis="stated", place=place
        )


Placing = Callable[[Span], str]
"""Tells what a span belongs to: the notice, a problem or a measure."""


def amounts(book: Book, parts: Sequence[Span], place: Placing) -> list[Claim]:
    """The figures in the parts of a passage; no amount runs over from one part to the next."""
    return [
        book.claim(
            place(figure.span),
            "STATES",
            None,
            figure.span,
            "figure",
            value=figure.value,
            unit=figure.unit,
            measures_what=figure.measures_what,
            qualifier=figure.qualifier,
        )
        for part in parts
        for figure in figures(book.text, part)
    ]


def days(book: Book, span: Span, head: Head, place: Placing, *, in_problem: bool) -> list[Claim]:
    """The dates in a passage."""
    published, feedback = _day(head.published_on), _day(head.feedback_on)
    return [
        book.claim(place(found.span), "DATED", None, found.span, "date", iso=found.iso, of=found.of)
        for found in dates(book.text, span, published=published, feedback=feedback, in_problem=in_problem)
    ]


def citations(book: Book, span: Span, place: Placing) -> list[Claim]:
    """The documents that a passage cites."""
    return [
        book.claim(place(cited.span), "CITES", None, cited.span, "document", name=cited.name)
        for cited in documents(book.text, span)
    ]


@lru_cache(maxsize=64)
def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
