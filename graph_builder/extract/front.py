"""The claims on the notice itself, the inspection, and what stands outside the problems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph_builder.claim import Claim, Span
from graph_builder.extract.book import Book, amounts, citations, days, held_posts, names
from graph_builder.extract.mention import Mention
from graph_builder.extract.mentions import Naming
from graph_builder.extract.notice_head import Head
from graph_builder.extract.posts import posts
from graph_builder.parse import Outline


def front(book: Book, outline: Outline, head: Head, naming: Naming) -> Iterator[Claim]:
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
        yield names(book, mention, "notice")
    for passage in naming.front_passages:
        yield from amounts(book, [passage], _in_notice)
        yield from days(book, passage, head, _in_notice, in_problem=False)
        yield from citations(book, passage, _in_notice)
        yield from held_posts(book, posts(text, passage, front), front, "notice")


def _in_notice(_: Span) -> str:
    return "notice"
