"""The places a notice knows, and where names that begin with a place begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.local_places import local_places
from graph_builder.extract.occurrences import Standing, occurrences
from graph_builder.extract.tokens import Tokens, left_edge, parts_names
from graph_builder.lexicon import listed, load
from graph_builder.lexicon.divisions import Division, divisions_in

_ENDED = re.compile("(?:政府|公司|局|厅|委|院|校|中心|集团)$")
"""What ends a name: nothing behind it goes on with a place before it."""


def _is_firm(text: str, start: int, end: int, last: bool) -> bool:
    """Whether what stands before a place is a firm's name that goes on over it (甲集团|乙市…, 甲医药|乙市|有限公司)."""
    return text.endswith(("集团", "局", "人寿", "财险", "保险", "证券", "银行"), start, end) or (
        last and text.endswith(_trades(), start + 2, end)
    )


@cache
def _trades() -> tuple[str, ...]:
    return tuple(load("reach")["trades"])


_JOINING = "与和及由对向"
"""What stands between two names, though the word cutter takes it together with the second's first character."""


@cache
def _stops() -> tuple[str, ...]:
    """Words that no place's name begins with."""
    return tuple(word for word in load("names")["stops"] if len(word) > 1)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Where a notice names places: by full name (桦源县), and with the level left out too (桦源)."""

    names: Standing
    heads: Standing

    @classmethod
    def of(cls, text: str, region: Division) -> Gazetteer:
        """The places of the divisions' list, of the issuer's region, and those read from the text itself."""
        common = listed("names", "common_divisions")
        known = {n for n in divisions_in(text) if n in region.path or not (n in common or n.startswith(_stops()))}
        names = known | {*region.path} | local_places(text)
        stems = {n[:-1] for n in names if len(n) > 2 and n[-1] in "省市县区州旗"}
        places = occurrences(text, (Span(0, len(text)),), sorted(names | stems))
        return cls(*(Standing.of(span for name in of for _, span in places[name]) for of in (names, names | stems)))

    def edge(
        self, words: Tokens, anchor: int, reach: int, floor: int, *, lenient: bool = False, brand: bool = False
    ) -> int:
        """Where the name that ends in the word at `anchor` begins: at a place's name if one leads it.

        A place inside what `left_edge` gives shows that the words before it are no part of the name
        (施工单位|桦源县…公司); one before it shows that the name goes on to the left. `lenient`: as `left_edge`'s;
        `brand`: any word can stand between the place and the anchor, as in companies' names.
        """
        text = words.text
        edge = left_edge(words, anchor, reach, floor, lenient=lenient)
        near = list(self.heads.within(max(floor, anchor - reach), anchor))
        starts = [start for start, _ in near]
        inside = next((s for s in starts if s > edge), None)
        group = brand and inside is not None and _is_firm(text, edge, inside, near[-1].end == anchor)
        leads = inside is not None and text[edge:inside] in listed("names", "before_places")
        if inside is not None and edge not in starts and not leads and not group:
            edge = inside
        elif edge not in starts:
            edge = next(
                (s.start for s in reversed(near) if s.start < edge and self._runs_on(words, s, edge, brand)), edge
            )
        joined = (s for s, _ in near if s > edge and text[s - 1] in _JOINING and not words.is_start(s))
        return self._outermost(max(joined, default=edge), floor)

    def _outermost(self, edge: int, floor: int) -> int:
        """The start of the chain of places that ends in the one at `edge` (甲市|乙区…学校)."""
        if self.heads.at(edge) is None:
            return edge
        outer = [start for start, end in self.names.within(max(floor, edge - 8), edge) if end == edge]
        return self._outermost(outer[0], floor) if outer else edge

    def _runs_on(self, words: Tokens, place: Span, end: int, brand: bool) -> bool:
        """Whether the words between a place and what follows can all be inside one name.

        Behind a place without its level (瀚川|腾跃) even a verb can: such a place only opens names.
        """
        start = place.start
        if _ENDED.search(words.text[start:end]) or (words.text[end - 1] in _JOINING and not words.is_start(end)):
            return False
        whole = self.names.at(start) is not None
        inner = range(max(words.at(start), words.at(place.end - 1)) + 1, words.at(end - 1) + 1)
        return not any(
            parts_names(words.words[i], words.tags[i], lenient=brand and whole)
            and (whole or words.tags[i] != "v" or words.words[i] in _stops())
            for i in inner
        )
