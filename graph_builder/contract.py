"""The extraction of one notice as the JSON object that programs read: `wenze extract --format json`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from graph_builder.build.reading import Reading
from graph_builder.claim import Claim, problem_in

Row = dict[str, Any]

_STRONGEST = ("responsible", "counterparty", "affected", "subject", "carries_out", "mentioned")


def contract(reading: Reading) -> Row:
    """Everything extracted from a notice; every span cuts exactly the words beside it out of `text`."""
    names = {c.subject: c for c in reading.having("NAMES")}
    problems = [_problem(reading, c, names) for c in reading.having("FOUND")]
    return {
        "text": reading.document.text,
        "notice": _notice(reading),
        "inspection": _inspection(reading),
        "themes": _themes(reading),
        "problems": problems,
        "aliases": [
            {"canonical": e.canonical, "label": e.label, "masked": e.masked, "id": e.id, "mentions": list(e.wordings)}
            for e in reading.resolution.entities
        ],
        "front_matter": _front(reading, names),
        "relations": _relations(reading, names),
        "doubts": [
            {"kind": c.value["kind"], "quote": c.quote, "span": list(c.span), "why": c.value["why"], "about": c.subject}
            for c in reading.having("DOUBT")
        ],
    }


def _first(reading: Reading, predicate: str, key: str) -> Any:
    return next((c.value[key] for c in reading.having(predicate) if key in c.value), None)


def _canonical(reading: Reading, ref: str | None) -> str | None:
    entity = reading.entity(ref)
    return entity.canonical if entity else None


def _notice(reading: Reading) -> Row:
    issued = next(iter(reading.having("ISSUED")), None)
    inspected = next(iter(reading.having("INSPECTED")), None)
    body = reading.inspected()
    contact = {key: _first(reading, "CONTACT", key) for key in ("phone", "address", "email")}
    return {
        "title": _first(reading, "TITLED", "title"),
        "issuer": issued.quote if issued else None,
        "issuer_canonical": _canonical(reading, issued.subject) if issued else None,
        "published_on": _first(reading, "PUBLISHED", "on"),
        "kind": _first(reading, "OF_KIND", "kind"),
        "inspected": inspected.quote if inspected else None,
        "inspected_canonical": body.canonical if body else None,
        "contact": contact,
        "source": reading.document.source,
        "sha256": reading.document.sha256,
    }


def _inspection(reading: Reading) -> Row:
    by = {c.value["capacity"]: c for c in reversed(reading.having("CONDUCTED"))}
    team, authority = by.get("team"), by.get("authority")
    return {
        "team": team.quote if team else None,
        "authority": authority.quote if authority else None,
        "team_canonical": _canonical(reading, team.subject) if team else None,
        "authority_canonical": _canonical(reading, authority.subject) if authority else None,
        "started_on": _first(reading, "LASTED", "started_on"),
        "ended_on": _first(reading, "LASTED", "ended_on"),
        "feedback_on": _first(reading, "FED_BACK", "on"),
    }


def _themes(reading: Reading) -> list[Row]:
    rows: dict[str, Row] = {}
    for claim in reading.having("GROUPS"):
        row = rows.setdefault(
            claim.subject,
            {
                "id": claim.subject.split("#")[1],
                "title": claim.value["title"],
                "problems": [],
                "span": list(claim.span),
            },
        )
        row["problems"].append(problem_in(claim.object or ""))
    return list(rows.values())


def _ordinal(ref: str | None) -> int | None:
    """The measure's number within its problem in a reference to it; None elsewhere."""
    return int(ref.rpartition(".")[2]) if ref and ref.startswith("measure#") else None


def _problem(reading: Reading, found: Claim, names: dict[str, Claim]) -> Row:
    number = found.value["number"]
    own: dict[str, list[Claim]] = defaultdict(list)
    for claim in reading.about(number):
        own[claim.predicate].append(claim)

    def of(predicate: str) -> list[Claim]:
        return own.get(predicate, [])

    status = next(iter(of("HAS_STATUS")), None)
    raised = next(iter(of("RECURS_FROM")), None)
    theme = next((c.subject.split("#")[1] for c in of("GROUPS")), None)
    return {
        "number": number,
        "label": found.value["printed"],
        "theme": theme,
        "text": found.quote,
        "span": list(found.span),
        "category": next((c.value["categories"] for c in of("IN_CATEGORY")), []),
        "status": status.value["status"] if status else "unstated",
        "status_evidence": status.quote if status and status.value.get("evident") else None,
        "recurrent": raised is not None,
        "recurrent_evidence": raised.quote if raised else None,
        "answer_span": next((list(c.span) for c in of("ANSWERED")), None),
        "measures": [_measure(c) for c in of("ADDRESSES")],
        "entities": _entities(reading, of("INVOLVED_IN"), names),
        "posts": [_post(c, names) for c in of("HOLDS_POST")],
        "sanctions": [_sanction(c, names) for c in of("RECEIVED")],
        "figures": [_figure(c) for c in of("STATES")],
        "dates": [_date(c) for c in of("DATED")],
        "documents": list(dict.fromkeys(c.value["name"] for c in of("CITES"))),
    }


def _measure(claim: Claim) -> Row:
    value = claim.value
    return {
        "ordinal": value["ordinal"],
        "text": claim.quote,
        "marker": value["marker"],
        "kind": value["kinds"],
        "status": value["status"],
        "span": list(claim.span),
    }


def _entities(reading: Reading, involved: list[Claim], names: dict[str, Claim]) -> list[Row]:
    """One row for each distinct name and part of the problem: its first span, its strongest role."""
    groups: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in involved:
        named = names[claim.subject].value
        groups[named["name"], named["label"], claim.value["part"]].append(claim)
    rows = []
    for (name, label, part), claims in groups.items():
        places = [names[c.subject].object for c in claims]
        rows.append(
            {
                "name": name,
                "canonical": _canonical(reading, claims[0].subject),
                "label": label,
                "role": min((c.value["role"] for c in claims), key=_STRONGEST.index),
                "in": part,
                "measures": sorted({o for o in map(_ordinal, places) if o is not None}),
                "masked": names[claims[0].subject].value["masked"],
                "span": list(names[claims[0].subject].span),
                "confidence": min(c.confidence for c in claims),
                "extractor": claims[0].extractor,
            }
        )
    return sorted(rows, key=lambda row: row["span"])


def _post(claim: Claim, names: dict[str, Claim]) -> Row:
    org = names[claim.object].value["name"] if claim.object else None
    return {
        "official": names[claim.subject].value["name"],
        "title": claim.value["title"],
        "org": org,
        "former": claim.value["former"],
        "quote": claim.quote,
        "span": list(claim.span),
    }


def _sanction(claim: Claim, names: dict[str, Claim]) -> Row:
    value = claim.value
    official = names[claim.subject].value["name"] if claim.subject in names else None
    return {
        "official": official,
        "group": value["group"],
        "kind": value["kind"],
        "date": value["date"],
        "date_text": value["date_text"],
        "quote": claim.quote,
        "span": list(claim.span),
    }


def _figure(claim: Claim) -> Row:
    return {**claim.value, "quote": claim.quote, "span": list(claim.span)}


def _date(claim: Claim) -> Row:
    return {"quote": claim.quote, "iso": claim.value["iso"], "of": claim.value["of"], "span": list(claim.span)}


def _front(reading: Reading, names: dict[str, Claim]) -> Row:
    outside = [c for c in reading.claims if c.subject == "notice" or c.value.get("place") == "notice"]
    named = {c.value["name"]: c for c in reversed(reading.having("NAMES")) if c.object == "notice"}
    return {
        "entities": [
            {
                "name": name,
                "canonical": _canonical(reading, c.subject),
                "label": c.value["label"],
                "masked": c.value["masked"],
                "span": list(c.span),
            }
            for name, c in sorted(named.items(), key=lambda item: item[1].span)
        ],
        "posts": [_post(c, names) for c in outside if c.predicate == "HOLDS_POST"],
        "figures": [_figure(c) for c in outside if c.predicate == "STATES"],
        "dates": [_date(c) for c in outside if c.predicate == "DATED"],
    }


def _relations(reading: Reading, names: dict[str, Claim]) -> list[Row]:
    return [
        {
            "type": c.predicate,
            "from": names[c.subject].value["name"],
            "to": names[c.object].value["name"] if c.object in names else c.object,
            "quote": c.quote,
            "span": list(c.span),
            "basis": c.value.get("basis", "stated"),
        }
        for c in reading.having("PART_OF", "LOCATED_IN", "POSTED_TO", "UNDERTAKES", "SAME_AS")
    ]
