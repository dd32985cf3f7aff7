"""All signs of a notice, as claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from graph_builder.claim import Claim, Span
from graph_builder.signs.cue import around, cues, told
from graph_builder.signs.deadline import days_late
from graph_builder.signs.workload import workloads

TOLD = 0.9
"""Confidence of a sign that words tell."""
RECKONED = 0.8
"""Confidence of a sign that was reckoned from figures or dates."""
_RECKONED = {"deadline_passed": "时限已过", "workload": "人少事多"}


def cue_names() -> dict[str, str]:
    """Every sign's kind with its Chinese name."""
    return {cue.kind: cue.show for cue in cues()} | _RECKONED


def read_signs(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """The signs of every problem that `claims` of this text found, as `SHOWS` claims in reading order."""
    stated: dict[str, list[Claim]] = defaultdict(list)
    answers: dict[str, Span] = {}
    published: date | None = None
    for claim in claims:
        if claim.predicate in ("STATES", "DATED"):
            stated[_problem_of(claim.subject)].append(claim)
        elif claim.predicate == "ANSWERED":
            answers[claim.subject] = claim.span
        elif claim.predicate == "PUBLISHED":
            published = _day(claim.value["on"])
    found = [c for c in claims if c.predicate == "FOUND"]
    replied = [answers.get(str(c.object), Span(c.span.end, c.span.end)) for c in found]
    asked = told(text, "problem", [c.span for c in found])
    answered = told(text, "answer", replied)
    return [
        sign
        for problem, answer, *cued in zip(found, replied, asked, answered, strict=True)
        for sign in _of_problem(text, problem, answer, cued, stated[str(problem.object)], published)
    ]


def _of_problem(
    text: str,
    problem: Claim,
    answer: Span,
    cued: Sequence[Sequence[tuple[str, Span]]],
    stated: Sequence[Claim],
    published: date | None,
) -> Iterator[Claim]:
    def shows(kind: str, part: str, span: Span, value: float | None = None, iso: str | None = None) -> Claim:
        return Claim(
            str(problem.object),
            "SHOWS",
            None,
            span,
            span.cut(text),
            problem.notice,
            f"sign_{kind}",
            {"kind": kind, "part": part, "value": value, "iso": iso},
            confidence=TOLD if value is None else RECKONED,
        )

    for part, signs in zip(("problem", "answer"), cued, strict=True):
        for kind, span in signs:
            yield shows(kind, part, span)
    figures = [c for c in stated if c.predicate == "STATES" and problem.span.covers(c.span)]
    for span, ratio in workloads(text, problem.span, figures):
        yield shows("workload", "problem", span, ratio)
    for claim in stated:
        if claim.predicate != "DATED" or published is None:
            continue
        late = days_late(text, claim.span, claim.value["iso"], published)
        if late is not None:
            part = "problem" if problem.span.covers(claim.span) else "answer"
            within = problem.span if part == "problem" else answer
            yield shows(
                "deadline_passed", part, around(text, within, claim.span, "。；;\n"), float(late), claim.value["iso"]
            )


def _problem_of(ref: str) -> str:
    """The problem that a problem or measure belongs to: measure#13.2 → problem#13."""
    kind, _, number = ref.partition("#")
    return f"problem#{number.split('.')[0]}" if kind == "measure" else ref


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso) if iso else None
    except ValueError:
        return None
