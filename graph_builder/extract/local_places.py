"""Places that a notice names and no list of divisions holds (桦源县, 黛溪镇): by where they stand and how they end."""

from __future__ import annotations

import re
from functools import cache, lru_cache

import rjieba

from graph_builder.lexicon import load

_STEM = re.compile("[\u3400-\u9fff]+")
_NAMES = frozenset({"ns", "nr", "nz", "nt", "nrt"})


@cache
def _ending() -> re.Pattern[str]:
    rows = load("names")["local_places"]
    return re.compile("|".join(f"(?:{end}(?!{after}))" for end, after in rows["endings"].items()))


@cache
def _lead() -> re.Pattern[str]:
    leads = "|".join(map(re.escape, load("names")["local_places"]["leads"]))
    return re.compile(f"(?:{leads}|[^\u3400-\u9fff])$")


@cache
def _never() -> re.Pattern[str]:
    return re.compile(load("names")["local_places"]["never"])


def local_places(text: str) -> set[str]:
    """The places that stand at least once where only a name can begin: behind a mark or a word that leads to one."""
    found: set[str] = set()
    for match in _ending().finditer(text):
        for length in (2, 3):
            start = match.start() - length
            stem = text[max(start, 0) : match.start()]
            if start < 0:
                break
            name = text[start : match.end()]
            if name in found:
                break
            if (start > 0 and not _lead().search(text, max(start - 2, 0), start)) or not _STEM.fullmatch(stem):
                continue
            if _never().search(stem) or not _proper(stem, match.group()):
                continue
            found.add(name)
            break
    return found


@lru_cache(maxsize=1 << 14)
def _proper(stem: str, ending: str) -> bool:
    """Whether the word cutter's dictionary knows neither the name nor its stem as a common word."""
    (word, tag), *rest = rjieba.tag(stem + ending, False)
    if not rest or word == stem:
        return tag in _NAMES
    return len(word) == 1 or tag in _NAMES or word not in stem
