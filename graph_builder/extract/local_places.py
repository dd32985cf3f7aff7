"""Places that a notice names and no list of divisions holds (桦源县, 黛溪镇): by where they stand and how they end."""

from __future__ import annotations

import re
from collections import Counter
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
            if _never().search(stem) or not _proper(stem, match.group()):
                continue
            found.add(name)
            break
    return found


_GOVERNED = re.compile(
    "(?:(?<![\u3400-\u9fff])|(?<=[对由将向经与和及任]))(?![对由将向经与和及把被])(?P<name>[\u3400-\u9fff]{2,3}[县区市镇乡旗])"
    "(?:党委|纪委|[\u3400-\u9fff]{2,5}?(?:办|所|站)(?![\u3400-\u9fff]*?[法理])|[\u3400-\u9fff]{2}村|委(?![员托派会])|人民政府|政府|纪委"
    "|[\u3400-\u9fff]{2,9}?(?:局(?![部面势])|有限公司|服务中心|医院|法院|检察院))"
)


def _governed(text: str) -> set[str]:
    """Places that have a committee or government of their own more than once, whatever their words mean else."""
    seen = Counter(name for name in _GOVERNED.findall(text) if not _never().search(name[:-1]))
    return {name for name, times in seen.items() if times > 1}


@lru_cache(maxsize=1 << 14)
def _proper(stem: str, ending: str) -> bool:
    """Whether the word cutter's dictionary knows neither the name nor its stem as a common word."""
    (word, tag), *rest = rjieba.tag(stem + ending, False)
    if not rest or word == stem:
        return tag in _NAMES
    return len(word) == 1 or tag in _NAMES or word not in stem
