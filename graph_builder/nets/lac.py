"""The recall net of Baidu's tagger LAC: people and bodies that no rule saw.

The tagger alone is not believed: a person needs a surname and a name that is no part of a longer word,
a body or firm an ending of the lexicon. Places are left to the rules, which know the divisions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from graph_builder.claim import Span
from graph_builder.lexicon import load
from graph_builder.nets.naming import any_of, body_label, is_person, whole_name
from graph_builder.nets.pieces import pieces
from graph_builder.nets.proposal import Proposal, ProposedSanction
from graph_builder.nets.tagger import Tagger

VOUCHED = 0.8
"""Confidence of a person whom the words beside the name, or a neighbour in a list, vouch for."""
SEEN = 0.5
"""Confidence of a name that the tagger alone saw."""


class LacNet:
    """Reads the sentences that hold a cue (a sanction, post, misdeed or contract) with LAC.

    >>> LacNet().propose("给予原科员石磊警告处分。", [Span(0, 12)])  # doctest: +SKIP
    [Proposal(label='Official', span=Span(start=5, end=7), confidence=0.8, net='lac')]
    """

    name = "lac"

    def __init__(self) -> None:
        """Load the model; NetMissing if it is not installed."""
        self._tagger = Tagger()

    def propose(self, text: str, passages: Sequence[Span]) -> list[Proposal | ProposedSanction]:
        """The people, bodies and firms that LAC sees in these passages and the lexicon lets pass."""
        found: list[Proposal] = []
        for piece in pieces(text, passages):
            found += self._in_piece(text, piece)
        return [*sorted(found, key=lambda p: p.span)]

    def _in_piece(self, text: str, piece: Span) -> Iterator[Proposal]:
        people: list[Span] = []
        at = piece.start
        for word, tag in self._tagger.words(piece.cut(text)):
            span = Span(at, at + len(word))
            at = span.end
            if tag == "PER" and (whole := whole_name(text, span)) and is_person(text, whole):
                people.append(whole)
            elif tag == "ORG" and (label := body_label(text, span)):
                yield Proposal(label, span, SEEN, self.name)
        sure = _vouched(text, people)
        for span in people:
            yield Proposal("Official", span, VOUCHED if span in sure else SEEN, self.name)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"{any_of(load('net')['vouch_before'])}$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(any_of(load("net")["vouch_after"]))


def _vouched(text: str, people: list[Span]) -> set[Span]:
    """Those of a sentence's people for whom the words beside them vouch, and their neighbours in a list."""
    sure = {p for p in people if _before().search(text[max(p.start - 6, 0) : p.start]) or _after().match(text, p.end)}
    for order in (people, people[::-1]):
        for one, other in pairwise(order):
            low, high = sorted((one, other))
            if one in sure and re.fullmatch("[、和与及]", text[low.end : high.start]):
                sure.add(other)
    return sure
