"""Words of a notice with their offsets and parts of speech (jieba-rs), and where a name can begin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate

import rjieba

from graph_builder.lexicon import load

_BREAKING = frozenset(
    {"p", "c", "uj", "ul", "uz", "ud", "ug", "uv", "d", "r", "y", "x", "t", "i", "df", "q", "m", "vn"}
)


_TAKEN_IN = "将把被对经由为兼"
"""Function words that the word cutter at times takes for the first character of a name."""


_HANDLES = "将把被"
"""Of these, those that lead to the name behind them wherever they stand (将燕翔|洞景区)."""


class Tags:
    """The parts of speech of a text's words, looked up when one is asked for: few ever are."""

    def __init__(self, text: str, words: Sequence[str]) -> None:
        self._text = text
        self._words = words
        self._in_context: dict[str, str] = {}

    def __getitem__(self, index: int) -> str:
        word = self._words[index]
        tag = _tag(word)
        if tag is None:
            self._in_context = self._in_context or dict(rjieba.tag(self._text))
            tag = self._in_context[word]
        return tag

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self._words)))


@lru_cache(maxsize=1 << 16)
def _tag(word: str) -> str | None:
    """A word's part of speech, which nothing else decides; None if the cutter parts the word when it is alone."""
    tagged = rjieba.tag(word)
    return tagged[0][1] if len(tagged) == 1 else None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: `starts[i]` is where word `i` with part of speech `tags[i]` begins."""

    text: str
    starts: tuple[int, ...]
    words: tuple[str, ...]
    tags: Tags

    def at(self, position: int) -> int:
        """The index of the token that covers a position of the text."""
        return bisect_right(self.starts, position) - 1

    def is_start(self, position: int) -> bool:
        """Whether a token begins at this position (or the text ends there)."""
        index = self.at(position)
        return position >= len(self.text) or self.starts[index] == position


def tokens(text: str) -> Tokens:
    """Cut a text into words; the words put together are the text again."""
    words = tuple(rjieba.cut(text))
    starts = tuple(accumulate(map(len, words[:-1]), initial=0)) if words else ()
    return Tokens(text, starts, words, Tags(text, words))


@cache
def _name_verbs() -> frozenset[str]:
    return frozenset(load("names")["name_verbs"])


@cache
def _brand_verbs() -> frozenset[str]:
    return frozenset(load("names")["brand_verbs"])


@cache
def _not_first() -> frozenset[str]:
    return frozenset(load("names")["not_first"])


@cache
def _compounds() -> frozenset[str]:
    """Words inside names that the word cutter parts at one that no name holds (社会|组织)."""
    return frozenset(load("names")["name_compounds"])


@cache
def _stops() -> frozenset[str]:
    return frozenset(load("names")["stops"])


def left_edge(words: Tokens, anchor: int, reach: int = 18, floor: int = 0, *, lenient: bool = False) -> int:
    """Where the name that ends in the word at `anchor` begins: at the nearest word before it that no name holds.

    `reach` bounds the characters gone back, `floor` is a position not to cross; `lenient` lets words that can be
    noun or verb (建工, 革命) stand inside the name.
    """
    edge = anchor
    index = bisect_left(words.starts, anchor) - 1
    while index >= 0:
        start, word = words.starts[index], words.words[index]
        straddles = start + len(word) > anchor
        led = _lead_in(word)
        if led and floor <= start and start + led <= anchor and anchor - start <= reach + led:
            edge = start + led
            break
        if start < floor or anchor - start > reach or (not straddles and _breaks(word, words.tags[index], lenient)):
            ahead = words.words[index + 1] if index + 1 < len(words.words) else ""
            opens = word + ahead in _compounds()
            if opens or (index and words.words[index - 1] + word in _compounds() and start - 2 >= floor):
                index -= not opens
                edge = words.starts[index]
                index -= 1
                continue
            if (
                word[0] in _JOINING
                and len(word) == 2
                and edge == start + 2
                and word[1] not in _LEADING
                and not is_word(word)
            ):
                edge -= 1  # what joins, taken together with the first character of a name (与湾|港市)
            break
        if word[0] in _HANDLES and start + len(word) == edge and len(word) > 2 and not is_word(word):
            edge = start + 1
            break
        edge = start
        index -= 1
    if words.text[edge - 1 : edge + 1] in ("约谈", "入股"):
        edge += 1
    index = words.at(edge)
    led = anchor - edge > 2 or words.text[edge + 1 : edge + 2] in "省市县区镇乡局厅院校村"
    if words.text[edge] in _TAKEN_IN and led and not is_word(words.text[edge : edge + 2]):
        edge += 1
    if words.text[edge] == "对" and anchor - edge > 1 and words.text[edge : edge + 2] not in _TOWARDS_NAMES:
        edge += 1
    while edge < anchor and words.words[index] in _not_first():
        index += 1
        edge = min(words.starts[index], anchor) if index < len(words.starts) else anchor
    return edge


@lru_cache(maxsize=1 << 14)
def _lead_in(word: str) -> int:
    """How much of an unknown word only leads to the name that the word cutter took it for (由|绿能, 正由|, 村因|)."""
    if len(word) < 2 or not _LEADS & {word[0], word[1], word[-1]} or is_word(word):
        return 0
    if word[0] in _LEADS:
        return 1
    if word[1] in _LEADS and word[0] in _BEFORE_LEADS:
        return 2
    return len(word) if word[-1] in _LEADS else 0


_LEADS = frozenset("由因与至赴")
"""Function words that no name begins or ends with."""
_BEFORE_LEADS = frozenset("正已均全都现仍并应可再需须先后拟分别次")
_TOWARDS_NAMES = ("对外", "对口")
"""Words with 对 that names begin with (对外贸易公司); any other 对 leads to the name behind it."""


@lru_cache(maxsize=1 << 14)
def is_word(word: str) -> bool:
    """Whether the word cutter's dictionary holds a word, rather than its guess at an unknown one."""
    return len(rjieba.cut(word, False)) == 1


_JOINING = frozenset("对向与和及由被将把于在从经给同")
_HARD = frozenset({"p", "c", "uj", "ul", "uz", "ud", "ug", "uv", "r", "q", "m"})


def parts_names(word: str, tag: str, *, lenient: bool = False) -> bool:
    """Whether a word stands between names and never inside one: function words, predicates, marks, numbers.

    `lenient` is for names that a place opens and a company's ending closes: between them verbs and numerals
    (好邻居, 安居, 天合) are part of the brand, unless they are known to take companies as objects.
    """
    if word in _name_verbs():
        return False
    if lenient:
        function = tag in ("uj", "ul", "uz", "ud", "ug", "uv", "r") or (tag in ("p", "c") and word in _JOINING)
        return function or (len(word) > 1 and word in _stops()) or not word[0].isalnum() or word[0].isdigit()
    return (
        tag in _HARD or (tag == "v" and len(word) > 1) or (len(word) > 1 and word in _stops()) or not word[0].isalnum()
    )


_LEADING = frozenset("是对由将被把为的其等与及和经已均该向给")


def _guessed(word: str, tag: str) -> bool:
    """Whether a verb is only the word cutter's guess at unknown words, such as a firm's (兆兴)."""
    return tag == "v" and len(word) > 1 and _LEADING.isdisjoint(word) and not is_word(word)


@lru_cache(maxsize=1 << 14)
def _breaks(word: str, tag: str, lenient: bool) -> bool:
    if word in _stops() or (tag == "nr" and len(word) > 2 and word[-1] in "对将把被因"):
        return True  # a person's name with the word behind it (裴宣对)
    if (
        word in _name_verbs()
        or word == "段"
        or (lenient and (word in _brand_verbs() or tag == "vn" or _guessed(word, tag)))
    ):
        return False
    if (
        tag == "m"
        and len(word) > 1
        and not any(c.isdigit() for c in word)
        and not word.startswith(("一", "两", "几", "多"))
    ):
        return False
    if lenient and tag == "i" and len(word) == 3:
        return False
    unknown = tag == "x" and word[0].isalpha()
    return (tag in _BREAKING and not unknown) or (tag == "v" and len(word) > 1) or not word[0].isalnum()
