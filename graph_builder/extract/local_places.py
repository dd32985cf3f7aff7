"""Places that a notice names and no list of divisions holds (桦源县, 黛溪镇): by where they stand and how they end."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache

import rjieba

from graph_builder.claim import Span
from graph_builder.extract.skipping import found_round
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
    found = _governed(text)
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
            if _PLAIN.match(name):
                continue
            if not _listed(name) and (_never().search(stem) or not _proper(stem, match.group())):
                leads_body = _body().match(text, match.end()) and text.count(name) > 1
                if _never().search(stem) or not _can_be_name(stem) or not (leads_body or stem in text[:_TITLE]):
                    continue
            found.add(name)
            break
    return found


_PLAIN = re.compile("周边|临街|沿街|沿海|沿边|省会|特大|各大|同类")
"""What no division's name begins with, though the dictionary holds such words as places' (周边城市, 临街门市)."""
_TITLE = 80
"""Characters of a notice in which its title names its place (海曲职业学院: 海曲市)."""


@cache
def _body() -> re.Pattern[str]:
    """What behind a division's name shows that it is one, whatever its words mean else (清源县|局)."""
    return re.compile("|".join(load("names")["local_places"]["bodies"]))


@cache
def _no_names() -> frozenset[str]:
    """Words that stand before a division's sign and are no name of it (通过|区委, 老城|区政府)."""
    return frozenset([*load("names")["generic_places"], *load("names")["stops"]])


@lru_cache(maxsize=1 << 14)
def _can_be_name(stem: str) -> bool:
    """Whether a stem is no word of another kind than names (肃清|市委, 根据|市委)."""
    (_, tag), *rest = rjieba.tag(stem, False)
    return stem not in _no_names() and (bool(rest) or tag[0] == "n")


@cache
def _listed(name: str) -> bool:
    """Whether the word cutter's dictionary holds the whole name as a place's."""
    return list(rjieba.tag(name, False)) == [(name, "ns")]


_OWN = (
    "(?:党委|纪委|[\u3400-\u9fff]{2,5}?(?:办|所|站)(?![\u3400-\u9fff]*?[法理])|[\u3400-\u9fff]{2}村|委(?![员托派会])|人民政府|政府|纪委"
    "|[\u3400-\u9fff]{2,9}?(?:局(?![部面势])|有限公司|中心|医院|法院|检察院|学校|大队|管理所|管理站))"
)
"""What stands behind a place that has it: its committee, its government, its bureaus."""
_GOVERNED = re.compile(
    "(?:(?<![\u3400-\u9fff])|(?<=[对由将向经与和及任令促导予谈成于在从到]))(?![对由将向经与和及把被到至在])"
    f"(?P<name>[\u3400-\u9fff]{{2,3}}[县区市镇乡旗]){_OWN}"
)
_SIGN = re.compile(f"[县区市镇乡旗](?={_OWN})")


def _governed(text: str) -> set[str]:
    """Places that have a committee or government of their own more than once, whatever their words mean else."""
    named = (m["name"] for m in found_round(_SIGN, 3, _GOVERNED, text, Span(0, len(text))))
    seen = Counter(name for name in named if not _never().search(name[:-1]))
    return {name for name, times in seen.items() if times > 1}


@lru_cache(maxsize=1 << 14)
def _proper(stem: str, ending: str) -> bool:
    """Whether the word cutter's dictionary knows neither the name nor its stem as a common word."""
    (word, tag), *rest = rjieba.tag(stem + ending, False)
    if not rest or word == stem:
        return tag in _NAMES
    if ending in ("镇", "乡", "街道") and len(word) < len(stem):
        return all(t[0] in "nzfgb" or t in ("a", "m") for _, t in rjieba.tag(stem, False))
    return len(word) == 1 or tag in _NAMES or word not in stem
