"""What differs between two notices on the same matter: statuses, and problems and measures that vanished or came."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from rapidfuzz import fuzz, process

from graph_builder.errors import NothingFound
from graph_builder.lexicon import load
from graph_builder.schema import schema
from queries.store import Store

Change = Literal["vanished", "came", "status", "words"]
SHOWN: Mapping[Change, str] = {"vanished": "消失", "came": "新增", "status": "状态改变", "words": "文字改动"}
_THINGS = {"Problem": "问题", "Measure": "措施"}


@dataclass(frozen=True, slots=True)
class Side:
    """A problem or measure as one of the notices has it: its number, its exact words and where they stand there."""

    notice: str
    number: int
    text: str
    span: tuple[int, int]
    status: str
    status_evidence: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs; `before` is None for what came, `after` for what vanished."""

    what: Literal["Problem", "Measure"]
    change: Change
    before: Side | None
    after: Side | None


def differences(store: Store, earlier: str, later: str) -> list[Difference]:
    """What differs from the notice `earlier` to the notice `later` (ids), problem by problem in their order.

    A problem or measure is the same one if its words are nearly so (`lexicon/editions.yaml`). Raises `NothingFound`.
    """
    for notice in (earlier, later):
        _known(store, notice)
    likeness = load("editions")["same_words"]
    before, after = _problems(store, earlier), _problems(store, later)
    steps_before, steps_after = _measures(store, earlier), _measures(store, later)
    found: list[Difference] = []
    pairs, vanished, came = _paired(before, after, likeness)
    for one, other in pairs:
        found += _changed("Problem", one, other)
        steps = [step for step in steps_before if step.number == one.number]
        later_steps = [step for step in steps_after if step.number == other.number]
        same, gone, new = _paired(steps, later_steps, likeness)
        for step, again in same:
            found += _changed("Measure", step, again)
        found += [Difference("Measure", "vanished", step, None) for step in gone]
        found += [Difference("Measure", "came", None, step) for step in new]
    found += [Difference("Problem", "vanished", one, None) for one in vanished]
    found += [Difference("Problem", "came", None, other) for other in came]
    return found


def edition_before(store: Store, notice: str) -> str:
    """The notice that this one is another edition of. Raises `NothingFound`."""
    _known(store, notice)
    ask = "MATCH (n:Notice)-[:EDITION_OF]->(m:Notice) WHERE n.id = $id RETURN m.id ORDER BY m.id"
    rows = store.rows(ask, {"id": f"notice:{notice}"}).rows
    if not rows:
        raise NothingFound(f"通报 {notice} 没有更早的版本;请写明要与哪一份比较。")
    return str(rows[0][0]).removeprefix("notice:")


def _known(store: Store, notice: str) -> None:
    ids = "MATCH (n:Notice) WHERE n.id = $id RETURN n.id"
    if store.rows(ids, {"id": f"notice:{notice}"}).rows:
        return
    known = [row[0].removeprefix("notice:") for row in store.rows("MATCH (n:Notice) RETURN n.id", limit=None).rows]
    near = [match[0] for match in process.extract(notice, known, limit=3, score_cutoff=50)]
    offer = f";是不是:{'、'.join(near)}" if near else ""
    raise NothingFound(f"图谱里没有编号为 {notice} 的通报{offer}。")


def _problems(store: Store, notice: str) -> list[Side]:
    ask = (
        "MATCH (p:Problem) WHERE p.notice = $notice RETURN p.number AS number, p.text AS text, p.span_start AS start, "
        "p.span_end AS stop, p.status AS status, p.status_evidence AS evidence ORDER BY number"
    )
    return [_side(notice, row) for row in store.rows(ask, {"notice": notice}, limit=None).records()]


def _measures(store: Store, notice: str) -> list[Side]:
    ask = (
        "MATCH (m:Measure) WHERE m.notice = $notice RETURN m.problem AS number, m.text AS text, m.span_start AS start, "
        "m.span_end AS stop, m.status AS status, NULL AS evidence, m.ordinal AS ordinal ORDER BY number, ordinal"
    )
    return [_side(notice, row) for row in store.rows(ask, {"notice": notice}, limit=None).records()]


def _side(notice: str, row: Mapping[str, Any]) -> Side:
    span = (row["start"], row["stop"])
    return Side(notice, row["number"], row["text"], span, row["status"] or "unstated", row["evidence"])


def _paired(
    before: Sequence[Side], after: Sequence[Side], likeness: float
) -> tuple[list[tuple[Side, Side]], list[Side], list[Side]]:
    """Pairs that say nearly the same, the most alike first; what is left over on either side. All in reading order."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    if before and after:
        one, other = ([_bare(side.text) for side in sides] for sides in (before, after))
        alike = process.cdist(one, other, scorer=fuzz.ratio, score_cutoff=likeness, dtype=np.float32)
        places = sorted(np.argwhere(alike > 0).tolist(), key=lambda at: (-alike[at[0], at[1]], abs(at[0] - at[1]), at))
        for a, b in places:
            if a not in pairs and b not in taken:
                pairs[a] = b
                taken.add(b)
    return (
        [(before[a], after[pairs[a]]) for a in sorted(pairs)],
        [side for at, side in enumerate(before) if at not in pairs],
        [side for at, side in enumerate(after) if at not in taken],
    )


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", words)


def _changed(what: Literal["Problem", "Measure"], before: Side, after: Side) -> list[Difference]:
    found: list[Difference] = []
    if before.status != after.status:
        found.append(Difference(what, "status", before, after))
    if _bare(before.text) != _bare(after.text):
        found.append(Difference(what, "words", before, after))
    return found


def as_records(found: Sequence[Difference]) -> list[dict[str, Any]]:
    """Differences as plain data."""
    return [asdict(one) for one in found]


def as_rows(found: Sequence[Difference]) -> list[tuple[str, ...]]:
    """Differences for people: what, how it changed, where, before, after."""
    return [
        (
            _THINGS[one.what],
            SHOWN[one.change],
            " → ".join(str(side.number) for side in (one.before, one.after) if side),
            _told(one, one.before),
            _told(one, one.after),
        )
        for one in found
    ]


def _told(one: Difference, side: Side | None) -> str:
    if side is None:
        return ""
    if one.change != "status":
        return side.text
    shown = schema().vocabulary["status"].get(side.status, side.status)
    return f"{shown}:{side.status_evidence or side.text}"
