"""A person's name by itself: where one that begins at a place ends, and which words could be one."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from graph_builder.extract.alternation import any_of, one_of
from graph_builder.extract.tokens import Tokens, is_word, tokens
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"
_NAMES = frozenset({"nr", "nrt", "nz", "ns", "nrfg", "x"})
_PASSIVE = re.compile("被|受到|同志|[（(][^（()）]{0,12}任")
"""What only a whole name can stand before, even one that ends like a conjunction (褚庆和被…)."""
_NO_GIVEN_TAGS = frozenset({"b", "d", "c", "p", "r", "u", "f", "m"})
"""Parts of speech of words that stand behind the verb 任 rather than are a given name."""
_FUNCTION = frozenset({"p", "c", "uj", "ul", "uz", "ud", "ug", "d", "r", "y", "f"})

BODY_ENDS = frozenset("村社镇乡县区市局厅院校所站办队股室处部组委街寨屯")
"""How names of places and bodies end: such a name is a person's behind a post only (书记李新村)."""
NEAR = 4000
"""Characters on either side in which the same name is looked for: a problem and its answer are shorter."""


@cache
def surname() -> re.Pattern[str]:
    """A surname of one character or two; behind 局 or 队, 长孙 is the end of a post and 孙."""
    double = any_of(load("people")["double_surnames"])
    led = "".join(sorted({title[-2] for title in load("people")["titles"] if title.endswith("长")}))
    return re.compile(f"(?!(?<=[{led}])长孙){double}|[{load('people')['surnames'].strip()}]")


@cache
def one_title() -> str:
    """A post without its prefixes; 支书 is none in 支书记, 支委 none in 总支委员."""
    whole = [title for title in load("people")["titles"] if title not in ("支书", "支委")]
    return f"(?:{one_of(['支书(?!记)', '支委(?![员会])', any_of(whole)])}){_NO_STAFF}"


_NO_STAFF = "(?!(?<=工)[程作资业会地厂艺]|(?<=员)[工会额])"
"""What makes 养护工 part of another word (养护|工程)."""


@cache
def title_pattern() -> str:
    """A post with its prefixes: 原党组书记, 副局长, 董事长."""
    return f"(?:{any_of(load('people')['title_prefixes'])}){{0,3}}(?:{one_title()})"


@cache
def titles() -> frozenset[str]:
    """Posts without their prefixes."""
    return frozenset(load("people")["titles"])


@cache
def no_names() -> frozenset[str]:
    """Posts, and plain words that look like a name."""
    return titles() | frozenset(load("people")["not_names"])


@cache
def _follows() -> re.Pattern[str]:
    forms = [row["form"] for row in load("sanctions")["forms"] if not row.get("people")]
    return re.compile(
        f"{any_of(load('people')['after_name'])}|{any_of(forms)}|{title_pattern()}|[\\d，,。;；、:：(（)）\n\\s”]|$"
    )


def name_at(text: str, start: int) -> int | None:
    """The end of the person's name that begins at `start`, or None if none does.

    A name is a surname and one or two characters (two-character surnames too) that the word cutter
    does not break apart wrongly and behind which something that can follow a name stands.
    """
    length = name_length(text[start : start + _WINDOW])
    return start + length if length else None


_WINDOW = 24
"""Characters from a name's first on that decide where it ends."""


_WHOLE = re.compile(f"{_HAN}+")


@lru_cache(maxsize=1 << 14)
def name_length(text: str) -> int | None:
    """The length of the name that `text` begins with, or None."""
    joined = _joined_name().match(text)
    if joined:
        return joined.end()
    family = surname().match(text)
    if not family:
        return None
    words = tokens(text[:12])
    double = family.end() > 1
    for given in (2, 1):
        end = family.end() + given
        name = text[:end]
        if len(name) < end or name in no_names() or not _WHOLE.fullmatch(name) or "某" in name:
            continue
        if given == 2 and (not _can_end(text, end) or text[family.end() : end] in load("people")["after_name"]):
            continue
        if given == 1 and name[-1] in _NEVER_ALONE and not BARRED.match(text, end):
            continue
        if given == 2 and _turned_to().fullmatch(name):
            continue
        if name.startswith("任") and words.words[1:2] == (name[1:],) and words.tags[1] in _NO_GIVEN_TAGS:
            continue  # 校长任|同一|学校职务
        if given == 2 and name[-1] in "均都" and _PASSIVE.match(text, end):
            continue  # 甲某、乙某均受到: read as one name it would be somebody else's
        if not words.is_start(end) and not _follows().match(text, end):
            continue
        last = words.at(end - 1)
        if (
            words.starts[last] >= family.end()
            and words.tags[last] in _FUNCTION
            and len(words.words[last]) == 1
            and not ended().match(text, end)
            and not text.startswith(("进行", "予以"), end)
            and not (name[-1] in "和与及" and text.startswith(("、", "，", ",", "。", "；"), end))
        ):
            continue
        if _follows().match(text, end) or words.is_start(end):
            common = len(words.words[0]) >= 2 and words.tags[0] not in _NAMES and is_word(words.words[0])
            common = common and not (double and family.group().startswith(words.words[0]))
            split = len(words.words) > 1 and len(words.words[1]) == 1 and words.tags[1] not in _FUNCTION
            whole = len(words.words[0]) == end or (given == 2 and split and words.is_start(end))
            whole = whole or (given == 2 and _after_name().match(text, end) is not None)
            barred = BARRED.match(text, end) or ended().match(text, end)
            if common and len(words.words[0]) == end and not barred and not _DOES.match(text, end):
                continue  # 局长班子不团结: a plain word is a name only where nothing else can stand
            if common and not (whole and _follows().match(text, end)) and not (given == 2 and barred):
                continue
            if not barred and not goes_on_at(text, end) and _cuts_a_word(words, end, family.end()):
                continue
            return end
    return None


@cache
def _joined_name() -> re.Pattern[str]:
    """A name of two or more of the parts in the lexicon, or of parts at a dot (爱新觉罗·启文)."""
    parts = any_of(load("people")["name_parts"].split())
    dotted = f"(?={_HAN}{{1,24}}[·•])(?!{title_pattern()})"
    dotted += f"(?:{parts}{{1,4}}|{_HAN}{{2,6}})[·•](?:{parts}{{1,4}}|{_HAN}{{2,3}})"
    return re.compile(f"(?:{dotted}|{parts}{{2,5}})(?={_follows().pattern})")


_SHORT = re.compile(f"(?![其因犯以已被]){_HAN}{{2,4}}")


def may_be_name(words: str) -> bool:
    """Whether words of two to four characters could be a name that no rule read: then nobody else is meant by them."""
    if not _SHORT.fullmatch(words):
        return False
    if len(words) < 4 or is_word(words):
        return not is_word(words)
    cut = tokens(words)
    return all(
        len(word) == 1 or tag in _NAMES or not is_word(word) for word, tag in zip(cut.words, cut.tags, strict=True)
    )


def _can_end(text: str, end: int) -> bool:
    """Whether a given name of two characters can end here: not at a function word, nor inside the word after it."""
    if text[end - 1] in load("people")["never_given"]:
        barred = BARRED.match(text, end) or (text[end - 1] != "因" and ended().match(text, end))
        return text[end - 1] in _AT_TIMES_GIVEN and bool(barred)
    if _office_at().match(text, end - 1) and not _office_at().match(text, end):
        return False  # 免去王强|主任职务
    return not _ends_earlier(text, end)


_DOES = re.compile("利用职务|在?担任|身为|作为")
"""What only a person does, so that a plain word before it is his name (高峰利用职务便利)."""


def goes_on_at(text: str, end: int) -> bool:
    """Whether a word of what only people do begins here, though the word cutter parts it (金利民|长期, 金平安|和)."""
    return _after_name().match(text, end) is not None or text[end : end + 1] in ("和", "与", "及")


def _cuts_a_word(words: Tokens, end: int, start: int) -> bool:
    """Whether a name that ends at `end` cuts a word of the dictionary that begins in its given name (时有迟|到)."""
    last = words.at(end - 1)
    word = words.words[last]
    return start <= words.starts[last] < end < words.starts[last] + len(word) and is_word(word)


@cache
def _turned_to() -> re.Pattern[str]:
    """The preposition 向 with whom somebody turns to (局长向县委作出检查)."""
    whom = any_of(load("people")["turned_to"])
    return re.compile(f"向(?:{whom}|{_HAN}[委局厅府院办会组部处室所站校县市区镇乡村州省])")


@cache
def _office_at() -> re.Pattern[str]:
    return re.compile(title_pattern())


_NEVER_ALONE = frozenset("未不的被因将把与及")
"""Function characters that are no given name of one character (股东|方未|履行)."""
_AT_TIMES_GIVEN = "为由与向因"
BARRED = re.compile("被|受到|同志|进行|予以|给予|[，,、；;（(]")
"""What a function word cannot stand before, so that one before it is part of the name (尚可为被…)."""


@cache
def ended() -> re.Pattern[str]:
    """What only a whole name can stand before: a passive, a bracket, a sanction (尉迟刚党内严重警告)."""
    forms = [row["form"] for row in load("sanctions")["forms"] if not row.get("people")]
    return re.compile(f"{_PASSIVE.pattern}|{any_of(forms)}")


@cache
def _after_name() -> re.Pattern[str]:
    return re.compile(any_of([w for w in load("people")["after_name"] if len(w) > 1]))


def _ends_earlier(text: str, end: int) -> bool:
    """Whether the last character of a name belongs to the word after it (翁磊|予以, 戚云|收受)."""
    return _after_name().match(text, end - 1) is not None and _after_name().match(text, end) is None
