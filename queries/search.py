"""Finding things by any part of a name, of an alias, or of what a notice says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from queries.store import Store

_NAMED = "Unit|Company|Official|Project|Place"
_AROUND = 24
"""Characters shown on either side of the words found."""
_TEXTS = {
    # label: what is searched; what else a reader needs to know where it stands
    "Problem": (("n.text", "n.answer"), "n.notice AS notice, n.number AS number"),
    "Measure": (("n.text",), "n.notice AS notice, n.problem AS number"),
    "Notice": (("n.title",), "n.id AS notice, 0 AS number"),
    "Theme": (("n.title",), "n.notice AS notice, 0 AS number"),
    "Document": (("n.name",), "'' AS notice, 0 AS number"),
}
_MOST_WORDS = 6
_MOST_CHARS = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that was found. `words` are the name, the alias or the piece of text in which the words stand.

    `notice` and `number` say where a text stands (None for a thing); `problems` counts those that a thing is tied to.
    """

    id: str
    label: str
    name: str
    words: str
    masked: bool = False
    notice: str | None = None
    number: int | None = None
    problems: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """Things by their names, texts by their words; `near` where no name holds the words as typed."""

    things: tuple[Hit, ...]
    texts: tuple[Hit, ...]
    near: bool = False


def search(store: Store, typed: str, *, limit: int = 20) -> Found:
    """Things whose name or alias holds every word typed, then texts that do; best first.

    Where no name does, things whose name holds the characters in this order (青集 finds 青山集团).
    """
    words = _words(typed)
    if not words:
        return Found((), ())
    things, near = _things(store, words, limit), False
    if not things:
        things, near = _near(store, "".join(words), limit), True
    return Found(_counted(store, things), _texts(store, words, limit), near and bool(things))


def _words(typed: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", typed[:_MOST_CHARS]).lower()
    return folded.split()[:_MOST_WORDS]


def _holds(what: str, words: Sequence[str]) -> str:
    """A condition that `what` holds every word: letters whatever their case, Latin ones whatever their width."""
    return "(" + " AND ".join(_holds_one(what, word, i) for i, word in enumerate(words)) + ")"


def _holds_one(what: str, word: str, i: int) -> str:
    # A pattern where case matters: lowering every text first takes three times as long.
    if re.search("[a-z]", word):
        return f"{what} =~ $w{i}"
    plain = f"{what} CONTAINS $w{i}"
    return plain if _wide(word) == word else f"({plain} OR {what} CONTAINS $v{i})"


def _wide(word: str) -> str:
    """The word in full-width letters, as some notices print them."""
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)


def _given(words: Sequence[str]) -> dict[str, Any]:
    given = {}
    for i, word in enumerate(words):
        wide = _wide(word)
        spellings = "|".join(map(re.escape, dict.fromkeys((word, wide, wide.upper()))))
        given[f"w{i}"] = f"(?is).*(?:{spellings}).*" if re.search("[a-z]", word) else word
        given[f"v{i}"] = wide
    return given


def _things(store: Store, words: Sequence[str], limit: int) -> list[Hit]:
    by_name = (
        f"MATCH (n:{_NAMED}) WHERE {_holds('n.name', words)} RETURN n.id, n.name, n.name AS said, n.masked "
        f"ORDER BY size(n.name), n.id LIMIT {4 * limit}"
    )
    by_alias = (
        f"MATCH (n:{_NAMED}) UNWIND n.aliases AS alias WITH n, alias WHERE {_holds('alias', words)} "
        f"RETURN n.id, n.name, alias, n.masked ORDER BY size(alias), n.id LIMIT {4 * limit}"
    )
    found: dict[str, Hit] = {}
    for cypher in (by_name, by_alias):
        for key, name, said, masked in store.rows(cypher, _given(words), limit=None).rows:
            hit = Hit(key, _label(key), name, said, bool(masked))
            if key not in found or _closeness(hit, words) < _closeness(found[key], words):
                found[key] = hit
    return sorted(found.values(), key=lambda hit: (*_closeness(hit, words), hit.id))[:limit]


def _closeness(hit: Hit, words: Sequence[str]) -> tuple[bool, bool, bool, int]:
    folded = unicodedata.normalize("NFKC", hit.words).lower()
    whole = " ".join(words)
    return hit.masked, folded != whole, not folded.startswith(words[0]), len(folded)


def _near(store: Store, typed: str, limit: int) -> list[Hit]:
    if len(typed) < 2:
        return []
    pattern = "(?is).*" + ".*".join(re.escape(char) for char in typed) + ".*"
    cypher = (
        f"MATCH (n:{_NAMED}) WHERE n.name =~ $pattern RETURN n.id, n.name, n.masked "
        f"ORDER BY size(n.name), n.id LIMIT {4 * limit}"
    )
    rows = store.rows(cypher, {"pattern": pattern}, limit=None).rows
    hits = [Hit(key, _label(key), name, name, bool(masked)) for key, name, masked in rows]
    return sorted(hits, key=lambda hit: (-fuzz.ratio(typed, hit.name), hit.id))[:limit]


def _label(key: str) -> str:
    return key.partition(":")[0].capitalize()


def _counted(store: Store, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """The same with how many problems each is tied to."""
    ask = f"MATCH (n:{_NAMED})-[:INVOLVED_IN]->(p:Problem) WHERE n.id IN $ids RETURN n.id, count(DISTINCT p.id)"
    counts = dict(store.rows(ask, {"ids": [hit.id for hit in hits]}, limit=None).rows) if hits else {}
    return tuple(replace(hit, problems=counts.get(hit.id, 0)) for hit in hits)


def _texts(store: Store, words: Sequence[str], limit: int) -> tuple[Hit, ...]:
    return tuple(hit for label in _TEXTS for hit in _of_label(store, label, words, limit))[: 2 * limit]


def _of_label(store: Store, label: str, words: Sequence[str], limit: int) -> Iterator[Hit]:
    held, place = _TEXTS[label]
    cypher = (
        f"MATCH (n:{label}) WHERE {' OR '.join(_holds(text, words) for text in held)} "
        f"RETURN n.id, {place}, {', '.join(held)} ORDER BY n.id LIMIT {limit}"
    )
    for key, notice, number, *texts in store.rows(cypher, _given(words), limit=None).rows:
        within = next((text for text in texts if text and _first(text, words) is not None), texts[0])
        yield Hit(
            key,
            label,
            texts[0],
            _excerpt(within, words),
            notice=notice.removeprefix("notice:") or None,
            number=number or None,
        )


def _first(text: str, words: Iterable[str]) -> int | None:
    """Where the first of the words stands, if all of them do."""
    lowered = text.lower()
    places = [max(lowered.find(word), lowered.find(_wide(word))) for word in words]
    return min(places) if min(places) >= 0 else None


def _excerpt(text: str, words: Sequence[str]) -> str:
    at = _first(text, words) or 0
    start, end = max(at - _AROUND, 0), at + len(words[0]) + 2 * _AROUND
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
