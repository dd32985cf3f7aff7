"""Seeded corpora of notices as text, with what is known of them.

Every county brings a dozen notices or more: its committee and its bureaus and towns inspected in two rounds, audits,
bulletins of cases. Names recur across them in several spellings; counties share names of bureaus, companies, people.
"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from tests.corpora.truth import Truth, Written
from tests.corpora.world import county
from tests.corpora.writing import audit, bulletin, inspection, of_the_city

_COUNTIES = 2_800
_LEAST = 12
"""Notices of one county: this many, more only where the country has no more counties."""


def generate(n: int, seed: int = 1, *, short: bool = False) -> Iterator[tuple[str, str]]:
    """Ids and texts of `n` notices of 5,000 to 10,000 characters with 20 to 45 problems; `short` ones have 4 to 8.

    >>> [name for name, _ in generate(2, short=True)]
    ['c0000-00', 'c0000-01']
    """
    return ((notice.id, notice.text) for notice in notices(n, seed, short=short))


def truth(n: int, seed: int = 1, *, short: bool = False) -> Truth:
    """What is known of the corpus that `generate` yields for the same arguments."""
    known = Truth()
    for notice in notices(n, seed, short=short):
        known.add(notice)
    return known


def notices(n: int, seed: int = 1, *, short: bool = False) -> Iterator[Written]:
    """The notices of `generate`, each with what is known of it."""
    per = max(_LEAST, -(-n // _COUNTIES))
    for at in range(n):
        number, place = divmod(at, per)
        yield _notice(seed, number, place, short)


def _notice(seed: int, number: int, place: int, short: bool) -> Written:
    """The notice at a place of a county's: committee in two rounds, bulletin, audit, then bodies in two rounds each."""
    own, name = county(seed, number), f"c{number:04}-{place:02}"
    chance = Random(f"{seed}/notice/{number}/{place}")
    if place in (0, 1):
        return inspection(name, own, None, place, chance, short)
    if place == 2:
        return bulletin(name, own, chance)
    if place == 3:
        return audit(name, own, chance, short)
    if place == 4 and own.city:
        return of_the_city(name, own, chance, short)
    bodies = [
        body for pair in zip(own.bureaus, (*own.towns, *own.bureaus[len(own.towns) :]), strict=False) for body in pair
    ]
    at, number_of_round = divmod(place - 4, 2)
    return inspection(name, own, bodies[at % len(bodies)], number_of_round, chance, short)
