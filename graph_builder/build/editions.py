"""The same notice twice: reprints, which say the same word for word, and editions, which say it in another version.

Who issued it, who was inspected and when decide before any words do: bodies share the genre's set phrases,
but not an inspection.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from rapidfuzz import fuzz, process

from graph_builder.build.reading import Reading
from graph_builder.build.rows import LinkRow, Tables
from graph_builder.claim import Span
from graph_builder.lexicon import load


@dataclass(frozen=True, slots=True)
class Imprint:
    """What tells a notice from others.

    `issuer` and `inspected` are ids of entities; `dates` are the inspection's start, end and feedback; `located` says
    whether the issuer's region is known: without it 县教育局 may be that of any county. `substance` is a digest of
    every problem, answer and measure, letters and digits alone, None where there is no problem; `words` is one of
    the whole text.
    """

    title: str | None
    title_span: Span | None
    issuer: str | None
    inspected: str | None
    located: bool
    published_on: str | None
    dates: tuple[str | None, str | None, str | None]
    phone: str | None
    substance: str | None
    words: str


@dataclass(frozen=True, slots=True)
class Edition:
    """The notice `later` is another version of `earlier`; `similarity` is the share of problems that are the same."""

    later: str
    earlier: str
    similarity: float


def imprint_of(reading: Reading) -> Imprint:
    """The imprint of a notice."""
    issuer = next((reading.entity(c.subject) for c in reading.having("ISSUED")), None)
    inspected = reading.inspected()
    title = next(iter(reading.having("TITLED")), None)
    said = [[c.predicate, c.subject, bare(c.quote)] for c in reading.having("FOUND", "ANSWERED", "ADDRESSES")]

    def stated(predicate: str, key: str) -> str | None:
        return next((c.value[key] for c in reading.having(predicate) if key in c.value), None)

    return Imprint(
        title=title.value["title"] if title else None,
        title_span=title.span if title else None,
        issuer=issuer.id if issuer else None,
        inspected=inspected.id if inspected else None,
        located=bool(issuer and issuer.region),
        published_on=stated("PUBLISHED", "on"),
        dates=(stated("LASTED", "started_on"), stated("LASTED", "ended_on"), stated("FED_BACK", "on")),
        phone=stated("CONTACT", "phone"),
        substance=_digest(json.dumps(said)) if said else None,
        words=_digest(bare(reading.document.text)),
    )


def _digest(words: str) -> str:
    return blake2b(words.encode(), digest_size=16).hexdigest()


def bare(words: str | None) -> str:
    """Letters and digits alone: what is left of words on every portal."""
    return re.sub(r"[\W_]+", "", words or "")


def reprints(imprints: Mapping[str, Imprint]) -> dict[str, str]:
    """Every notice that says just what another says → the one to keep: of each group the fullest, then the first."""
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for notice, own in sorted(imprints.items()):
        if own.substance and own.issuer and (own.located or any(own.dates)):
            groups[own.substance, bare(own.title), own.issuer, own.inspected, own.dates].append(notice)
        else:
            groups[(own.words,)].append(notice)
    found: dict[str, str] = {}
    for group in groups.values():
        phones = {imprints[notice].phone for notice in group} - {None}
        if len(group) > 1 and len(phones) <= 1:
            kept = min(group, key=lambda n: (imprints[n].published_on is None, imprints[n].phone is None, n))
            found |= {notice: kept for notice in group if notice != kept}
    return found


def editions(imprints: Mapping[str, Imprint], rows: Callable[[str], Tables]) -> list[Edition]:
    """Notices of one body on one inspection that for the most part state the same problems: each with the one before.

    `rows` gives a notice's rows; only those of notices that agree in body and inspection are asked for.
    """
    limits = load("editions")
    bodies: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for notice, own in imprints.items():
        if own.issuer and own.located:
            bodies[own.issuer, own.inspected].append(notice)
    found = []
    for group in bodies.values():
        in_time = sorted(group, key=lambda n: (imprints[n].published_on or "", n))
        for at, later in enumerate(in_time[1:], 1):
            for earlier in reversed(in_time[max(0, at - limits["most_compared"]) : at]):
                if not _one_inspection(imprints[later].dates, imprints[earlier].dates):
                    continue
                one, other = (_problems(rows(notice))[: limits["most_problems"]] for notice in (later, earlier))
                share = _same_problems(one, other, limits["same_words"])
                if share >= limits["least_share"]:
                    found.append(Edition(later, earlier, round(share, 3)))
                    break
    return sorted(found, key=lambda e: (e.later, e.earlier))


def _one_inspection(one: Sequence[str | None], other: Sequence[str | None]) -> bool:
    """Whether a date of the two agrees and none contradicts."""
    given = [(a, b) for a, b in zip(one, other, strict=True) if a and b]
    return bool(given) and all(a == b for a, b in given)


def _problems(notice: Tables) -> list[str]:
    return [bare(text) for text in notice.of(("Problem",))["text"]]


def _same_problems(one: Sequence[str], other: Sequence[str], likeness: float) -> float:
    """Dice's share of the problems that have a counterpart in the other notice."""
    if not one or not other:
        return 0.0
    alike = process.cdist(one, other, scorer=fuzz.ratio, score_cutoff=likeness, dtype=np.uint8) > 0
    return float(alike.any(axis=1).sum() + alike.any(axis=0).sum()) / (len(one) + len(other))


def edition_link(edition: Edition, later: Imprint, rows: Tables) -> LinkRow:
    """`EDITION_OF`; the words behind it are the later notice's title, without one its first problem."""
    problems = rows.of(("Problem",))
    span = later.title_span or Span(problems["span_start"][0], problems["span_end"][0])
    text = rows.of(("Notice",))["text"][0]
    return LinkRow(
        f"notice:{edition.later}",
        f"notice:{edition.earlier}",
        f"EDITION_OF@{edition.later}:{span.start}-{span.end}",
        "EDITION_OF",
        ("Notice", "Notice"),
        {
            "similarity": edition.similarity,
            "notice": edition.later,
            "span_start": span.start,
            "span_end": span.end,
            "quote": span.cut(text),
            "extractor": "rules",
            "rule": "same_inspection_same_problems",
            "confidence": edition.similarity,
        },
    )


def families(found: Iterable[Edition]) -> dict[str, str]:
    """Every notice that has editions → the earliest of its family."""
    before = {e.later: e.earlier for e in found}
    first: dict[str, str] = {}
    for notice in {*before, *before.values()}:
        root = notice
        while root in before:
            root = before[root]
        first[notice] = root
    return first
