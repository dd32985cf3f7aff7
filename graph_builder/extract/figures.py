"""Amounts stated in a passage: money, areas, shares, counts, durations and ranks, each with its words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract import clause
from graph_builder.extract.alternation import any_of, begins, one_of
from graph_builder.extract.documents import titles
from graph_builder.extract.numerals import ARABIC, CHINESE, half_width, read_number
from graph_builder.lexicon import listed, load

JOIN = r"(?:至|到|或|[-—–~－～]{1,2})"
NUMERAL = rf"(?:{ARABIC}|{CHINESE}++(?:点{CHINESE}++)?+)"
NUMBER = re.compile(
    rf"(?=[\d第{CHINESE[1:]})"
    rf"(?:(?P<ordinal>第 ?{NUMERAL}(?:[至到、和~—–-]{{1,2}}第? ?{NUMERAL})*+[名位]?)"
    rf"|百分之(?P<percent>{NUMERAL})"
    rf"|(?P<fraction>{CHINESE}++分之{CHINESE}++)"
    rf"|(?P<broken>\d++(?:[,.]{{2,4}}+\d++)++|\d++亿零?\d++[千百]?(?=万?元))"
    rf"|(?P<spaced>\d++(?: \. ?|\. )\d++(?= ?[万亿]?元))"
    rf"|(?P<low>{NUMERAL})(?: ?{JOIN} ?(?P<high>{NUMERAL}))?+)"
)
NUMERALS = re.compile(rf"[\d第{CHINESE[1:]}")
"""A character that a number can begin with: passages without one, or a rank word, state no amount."""
LONGEST_TERM = 1000  # years; 2024年 and 20233年 are no durations
YEAR = re.compile(r"\d{4}")
SHORT_YEAR = re.compile(r"年 ?\d{1,2} ?月")
SENTENCE_END = "。；;\n"
SCALE_ALONE = re.compile(r" ?[余多]?(?P<scale>万亿|亿|万)(?P<open>[余多])?(?=$|[^\w ]|以上|以下|以内|左右|的)")
NAMING = r"[^\W\d_的均被在已将等未并和及与因由对为是]"
THING = re.compile(rf"(?!全){NAMING}{{1,12}}")
PERIOD_NAMED = re.compile(
    r"^.*(?:(?:19|20)\d\d年|[今去]年)(?:度|全年|底|初)?(?:第?[一二三四]季度|[上下]半年|[\d月日份至到-]+)?(?:以来)?"
)
LAST_WORDS = re.compile(r"(?:[仍尚还现]?有|共有|共计|合计|总计|累计|共|为|达到|达|的|约|了|是|至|到|计)$")
ORDER_OF_THINGS = "产批轮次届期季个条款类"
_UNITS = "units_of_measure"


@dataclass(frozen=True, slots=True)
class Figure:
    """One stated amount.

    `value` is a number, or the words themselves where it is a rank such as 末位, a range (3-5)
    or too broken to read; `unit` is as printed (万元, ㎡, 个) and never converted. `qualifier` is
    the word that leaves the amount open (近, 超, 余, 以上 …); `measures_what` are words of its own clause.
    """

    value: float | str
    unit: str
    measures_what: str
    qualifier: str | None
    quote: str
    span: Span


def figures(text: str, span: Span) -> list[Figure]:
    """The amounts stated in the passage, in reading order; spans are of `text` and do not overlap.

    Years, document numbers, ordinals, prison terms and fixed phrases (八项规定) are no amounts.

    >>> [(f.value, f.unit, f.qualifier) for f in figures("累计追缴500余万元，立案二十三人。", Span(0, 17))]
    [(500.0, '万元', '余'), (23.0, '人', None)]
    """
    ranks = _rank_heads().search(text, *span) is not None
    if not ranks and not NUMERALS.search(text, *span):
        return []
    passage = half_width(span.cut(text))
    found: list[tuple[int, Figure]] = []
    for match in NUMBER.finditer(passage):
        behind = passage[match.end() : match.end() + 1]
        if behind == "是" or (behind == "年" and YEAR.fullmatch(match["high"] or match[0])):
            continue
        figure = _rank(passage, match) if match["ordinal"] else _amount(passage, match)
        if figure:
            found.append((match.start(), figure))
    ranked = _rank_words().finditer(passage) if ranks else ()
    found += [(match.start(), _rank_word(passage, match)) for match in ranked]
    if not found:
        return []
    closed = _Closed([*titles(passage, Span(0, len(passage))), *_matches(_unamounting(), passage)])
    kept = _apart([figure for start, figure in found if not closed.at(start)])
    return [_placed(figure, text, span.start) for figure in kept]


class _Closed:
    """Passages in which a number is no amount."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [s.start for s in self.spans]

    def at(self, position: int) -> bool:
        i = bisect_right(self.starts, position)
        return i > 0 and position < self.spans[i - 1].end


def _amount(passage: str, match: re.Match[str]) -> Figure | None:
    start, numeral = match.start(), match["high"] or match[0]
    if match["percent"]:
        share = read_number(match["percent"])
        return None if share is None else _figure(passage, start, match.end(), share, "%", "")
    if match["fraction"]:
        return _figure(passage, start, match.end(), match[0], "比例", "")
    found = _unit_behind(passage, match)
    if not found:
        return None
    unit, opener, end = found
    if not numeral[0].isascii():
        numeral, unit = _scale_to_unit(numeral, unit)
    if not _counts(passage, start, numeral, unit, opener):
        return None
    number = read_number(numeral)
    if match["broken"] or (match["high"] and number is not None):
        return _figure(passage, start, end, match[0], unit, opener)
    if number is None:
        return None
    if point := _item_number(passage, start, numeral, number, unit):
        start += point
        number = read_number(numeral[point:]) or 0.0
    elif unit == "%" and start > 1 and passage[start - 1] == "-" and passage[start - 2] > "\u2e80":
        start, number = start - 1, -number
    return _figure(passage, start, end, number, unit, opener)


def _unit_behind(passage: str, match: re.Match[str]) -> tuple[str, str, int] | None:
    """The unit after a number, the 余 or 多 between them, and where it ends.

    A 亿 or 万 in digits at the end of its clause stands for money whose 元 was left out.
    """
    if unit := _unit().match(passage, match.end()):
        inside = unit["open_inside"] or ""
        name = (unit["scale"] or "") + (unit["unit"].replace(inside, "") if inside else unit["unit"])
        return name, unit["open"] or unit["open_scale"] or inside, unit.end()
    scale = SCALE_ALONE.match(passage, match.end()) if match[0][0].isascii() else None
    return (scale["scale"], scale["open"] or "", scale.end()) if scale else None


def _scale_to_unit(numeral: str, unit: str) -> tuple[str, str]:
    """三十万 元 is 30 万元, as it would be in digits; 三万二千 元 stays 32000 元."""
    small = numeral.rstrip("万亿")
    if small and small != numeral and "万" not in small and "亿" not in small:
        return small, numeral[len(small) :] + unit
    return numeral, unit


def _counts(passage: str, start: int, numeral: str, unit: str, opener: str) -> bool:
    """Whether numeral and unit together are an amount, not a year, an order or an indefinite article."""
    core = unit.lstrip("十百千万亿") or unit
    if core == "年" and (numeral[0] == "0" or (read_number(numeral) or 0) >= LONGEST_TERM):
        return False
    if SHORT_YEAR.match(passage, start + len(numeral)):
        return False
    if core in listed(_UNITS, "frequencies") and _one_of("every").search(clause.before(passage, start)):
        return False
    if unit in listed(_UNITS, "headcounts") and _sanctioned(passage, start):
        return False
    if numeral[0].isascii():
        return True
    ahead = passage[start - 1 : start]
    if not numeral.strip("十百千万亿"):
        # 近百名, 千余名 and 十个 are amounts; 数十名 and 几百名 are not.
        definite = numeral[0] == "十" or opener or (ahead and ahead in "近超逾上约过")
        if not definite or (ahead and ahead in "几数"):
            return False
    if unit in listed(_UNITS, "arabic_only") or (ahead and ahead in '“‘"'):
        return False
    if numeral in ("一", "两") and _one_of("no_count_after", "{}$").search(passage[max(0, start - 4) : start]):
        return False
    if numeral == "一":
        return unit in listed(_UNITS, "counts_from_one")
    return numeral != "二" or unit in listed(_UNITS, "counts_with_er")


def _sanctioned(passage: str, start: int) -> bool:
    around = clause.before(passage, start) + clause.after(passage, start)
    return _one_of("sanction_words").search(around) is not None


def _item_number(passage: str, start: int, numeral: str, number: float, unit: str) -> int:
    """Length of the `2.` in `2.3个村` at the head of a sentence: whole things have no decimals."""
    whole = number.is_integer() or unit not in listed(_UNITS, "counted")
    return 0 if whole or (start and passage[start - 1] not in SENTENCE_END) else numeral.index(".") + 1


def _figure(passage: str, start: int, end: int, value: float | str, unit: str, opener: str) -> Figure:
    head, tail = clause.before(passage, start), clause.after(passage, end)
    said, qualifier = head, opener or None
    behind = _one_of("open_after").match(tail)
    if behind:
        qualifier, tail = behind[0], tail[behind.end() :]
    if ahead := _one_of("open_before", "{}$").search(head):
        qualifier, said = qualifier or ahead[0], head[: ahead.start()]
    elif not qualifier:
        qualifier = next((w for w in load(_UNITS)["open_in_clause"] if w in head), None)
    what = _what(said, tail, unit in listed(_UNITS, "counted"))
    if not what and (edge := start - len(head) - 1) > 0:
        what = _what(clause.before(passage, edge), "", counted=False)
    return Figure(value, unit, what, qualifier, passage[start:end], Span(start, end))


def _what(head: str, tail: str, counted: bool) -> str:
    """Short words that say what is counted: the thing behind a measure word, else the words before the number."""
    thing = THING.match(tail)
    if counted and thing and len(thing[0]) > 1:
        return thing[0].rstrip("正又也就都")
    words = PERIOD_NAMED.sub("", head) if "年" in head else head
    words = LAST_WORDS.sub("", words).lstrip("-—.0123456789%")
    return words[-20:] if len(words) > 1 else (thing[0] if thing else tail[:12])


def _rank(passage: str, match: re.Match[str]) -> Figure | None:
    """第七 is a rank only where its clause speaks of an order (排名全市第七); else it numbers something."""
    words = match["ordinal"]
    head = clause.before(passage, match.start())
    if not (_one_of("rank_cues").search(head) or _one_of("rank_regions", "{}$").search(head)):
        return None
    if passage[match.end() : match.end() + 1] in tuple(ORDER_OF_THINGS):
        return None
    value = read_number(words.lstrip("第 ").rstrip("名位"))
    return _figure(passage, match.start(), match.end(), value, "名", "") if value is not None else None


def _rank_word(passage: str, match: re.Match[str]) -> Figure:
    head = clause.before(passage, match.start("word"))
    what = _what(head, clause.after(passage, match.end()), counted=False)
    return Figure(match["word"], "名次", what, None, match["word"], Span(*match.span("word")))


def _apart(found: list[Figure]) -> list[Figure]:
    """Of overlapping readings the earlier one that is longer: 倒数第一 over 第一."""
    if len(found) < 2:
        return found
    kept: list[Figure] = []
    for figure in sorted(found, key=lambda f: (f.span.start, -f.span.end)):
        if not kept or kept[-1].span.end <= figure.span.start:
            kept.append(figure)
    return kept


def _placed(figure: Figure, text: str, offset: int) -> Figure:
    span = Span(figure.span.start + offset, figure.span.end + offset)
    return Figure(figure.value, figure.unit, figure.measures_what, figure.qualifier, span.cut(text), span)


def _matches(pattern: re.Pattern[str], passage: str) -> Iterable[Span]:
    return (Span(*m.span()) for m in pattern.finditer(passage))


@cache
def _unit() -> re.Pattern[str]:
    lexicon = load("units_of_measure")
    guards = lexicon["not_before"]
    forms = []
    for unit in sorted({*lexicon["measured"], *lexicon["counted"]}, key=lambda w: (-len(w), w)):
        guard = f"(?!{any_of(guards[unit])})" if unit in guards else ""
        if unit == "日":
            guard = "(?=内|之内|以内)"
        forms.append(re.escape(unit) + guard)
    return re.compile(
        rf" ?(?P<open>[余多来])? ?(?P<scale>万亿|[百千十]?万|[百千]?亿|[百千])?(?P<open_scale>[余多])? ?"
        rf"(?P<unit>个(?P<open_inside>[多余])(?:月|星期|小时|学期|季度)|{one_of(forms)})"
    )


@cache
def _unamounting() -> re.Pattern[str]:
    """Punishment terms and numbers that are part of a name."""
    lexicon = load("units_of_measure")
    term = rf"{NUMERAL} ?个?[年月天日]零?"
    return re.compile(
        begins([*lexicon["punishment_terms"], *lexicon["set_phrases"]], "一")
        + rf"(?:{any_of(lexicon['punishment_terms'])}(?:执行|期限?|考验期|为|期间)?(?:{term}){{1,2}}"
        rf"|{any_of(lexicon['set_phrases'])}|一([\u4e00-\u9fff])一[\u4e00-\u9fff])"
    )


@cache
def _one_of(vocabulary: str, shape: str = "{}") -> re.Pattern[str]:
    """A pattern for the words that `units_of_measure` lists under `vocabulary`."""
    return re.compile(shape.format(any_of(load("units_of_measure")[vocabulary])))


@cache
def _rank_heads() -> re.Pattern[str]:
    """What every rank word begins with: few passages hold one."""
    return re.compile(any_of(word.partition("{")[0] for word in load("units_of_measure")["rank_words"]))


@cache
def _rank_words() -> re.Pattern[str]:
    """A rank word behind a cue of its own clause."""
    lexicon = load("units_of_measure")
    words = "|".join(word.replace("{n}", NUMERAL) for word in lexicon["rank_words"])
    cues = [*lexicon["rank_cues"], *lexicon["rank_regions"], *lexicon["rank_word_cues"]]
    return re.compile(rf"{begins(cues, '垫倒')}(?:{any_of(cues)}\w{{0,12}}?|(?=垫底|倒数))(?P<word>{words})")
