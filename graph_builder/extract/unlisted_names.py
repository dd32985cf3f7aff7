"""Names behind a post whose surname no list holds (勒伍, 阿基木初), or is mostly a plain word."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Mention
from graph_builder.extract.person_name import BARRED, may_be_name, name_at, no_names, titles
from graph_builder.extract.skipping import found_round
from graph_builder.extract.tokens import is_word, tokens
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


def unlisted_name(text: str, start: int, limit: int) -> Mention | None:
    """A name with no surname of the list (勒伍, 阿基木初) behind a post: before its sanction, or told of elsewhere."""
    if name_at(text, start):
        return None
    match = _sanctioned_name().match(text, start, limit)
    name = match.group("name") if match else text[start : start + 4]
    if match is None and not (start + 4 <= limit and _received_by(text).get(name, False)):
        return None
    common = name in titles() or name[0] == name[1] or any(word in name for word in load("people")["misconduct"])
    if common or name[0] in load("people")["no_name_begins"] or not may_be_name(name):
        return None
    return Mention(name, "Official", Span(start, start + len(name)), "after_title")


@cache
def _sanctioned_name() -> re.Pattern[str]:
    done = "受到|被(?:给予|诫勉|约谈|免|开除|撤|判|问责|责令|立案|留置|政务|党内|依法)"
    return re.compile(f"(?P<name>{_HAN}{{2,4}}?)(?=(?:分别|均)?(?:{done})|党内|政务|进行(?:诫勉|批评|提醒|约谈))")


@lru_cache(maxsize=4)
def _received_by(text: str) -> dict[str, bool]:
    """The four characters at the head of each clause that goes on with a passive: 阿基木初受到…"""
    heads = found_round(_PASSIVE_SIGN, 6, _PASSIVE_HEAD, text, Span(0, len(text)))
    return dict.fromkeys((head[1] for head in heads), True)


_PASSIVE_SIGN = re.compile("[被受因涉同]")
_PASSIVE_HEAD = re.compile(f"(?<!{_HAN})(?:对|给予)?({_HAN}{{4}})(?=被|受到|因|涉嫌|同志)")


def _rare(name: str) -> bool:
    """Whether a word with a rare surname is a name: none of the dictionary's words but those it takes for names."""
    return not is_word(name) or tokens(name).tags[0] in ("nr", "nrt", "nrfg")


def rare_name(text: str, start: int, limit: int) -> Mention | None:
    """A name whose surname mostly is a plain word, behind a post."""
    match = _rare_name().match(text, start, limit)
    if match is None or match.group() in no_names() or not _rare(match.group()):
        return None
    return Mention(match.group(), "Official", Span(*match.span()), "after_title")


@cache
def _rare_name() -> re.Pattern[str]:
    """A name with a surname that mostly is a plain word, before what only a name can stand before."""
    surnames = load("people")["rare_surnames"].strip()
    return re.compile(
        f"[{surnames}](?!{any_of(load('people')['after_name'])}){_HAN}{{1,2}}?"
        f"(?=党内|政务|开除|有期徒刑|拘役|因|进行|作出|分别|涉嫌|给予|予以|包案|担任|任组长|任副组长|牵头|带队|利用|收受|违规|[、。；;]|{BARRED.pattern})(?<![的了])"
    )
