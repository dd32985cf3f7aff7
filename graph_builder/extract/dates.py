"""Dates stated in a passage: days, months, years, quarters, spans and feasts, as ISO with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from borax.calendars.lunardate import LunarDate, TermUtils

from graph_builder.claim import Span
from graph_builder.extract import clause
from graph_builder.extract.alternation import any_of, begins
from graph_builder.extract.documents import titles
from graph_builder.extract.numerals import CHINESE, half_width, read_number
from graph_builder.lexicon import load

JOIN = r" ?(?:至|到|[-—–~～─]{1,2}) ?"
YEAR_IN_WORDS = r"[二一][〇○零Oo0九][〇○零一二三四五六七八九]{2}"
MONTH = r"(?:1[0-2]|0?[1-9])"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
NOT_A_TERM = "(?!内|之内|以内)"  # 15日内 is how long, not when


@dataclass(frozen=True, slots=True)
class Date:
    """One stated date.

    `iso` is as fine as the words: 2024-09-10, 2024-09, 2024, a span 2024-09-10/2024-11-19 or
    2021/2023, open to today 2021/... A month's part (上旬, 底) is not finer than its month.
    `of` are words of its own clause that say what happened then.
    """

    quote: str
    iso: str
    of: str
    span: Span


@cache
def _calendar() -> re.Pattern[str]:
    """What every date holds one of."""
    feasts = [word for key in ("feasts_lunar", "feasts_solar", "feasts_term") for word in load("calendar")[key]]
    return re.compile(any_of([*"年月日季旬节-./", *feasts]))


@dataclass(frozen=True, slots=True)
class Moment:
    """A reading of one date: first and last ISO value (the same unless it is a quarter or half year)."""

    first: str
    last: str
    start: int
    end: int
    year: int
    month: int | None = None
    by_day: bool = False


def dates(
    text: str, span: Span, *, published: date | None, feedback: date | None, in_problem: bool = False
) -> list[Date]:
    """The dates stated in the passage, in reading order; spans are of `text` and do not overlap.

    今年 is the year of speaking: of the feedback in a problem statement, of publication in what
    answers it. A month without its year takes the year named last in the passage, else the year of
    speaking. Dates in document titles are no dates.

    >>> [d.iso for d in dates("2021年5月、6月", Span(0, 10), published=None, feedback=None)]
    ['2021-05', '2021-06']
    """
    passage = half_width(span.cut(text))
    if not _calendar().search(passage):
        return []
    spoken = (feedback or published) if in_problem else (published or feedback)
    reader = _Reader(passage, spoken)
    closed = titles(passage, Span(0, len(passage)))
    found: list[Date] = []
    for first, last, start, end, open_end in reader.read():
        while closed and closed[0].end <= start:
            closed.pop(0)
        if closed and closed[0].start < end:
            continue
        iso = (
            first.first + "/.."
            if open_end
            else first.first
            if first.first == last.last
            else f"{first.first}/{last.last}"
        )
        here = Span(start + span.start, end + span.start)
        listed = bool(found) and LIST_SIGN.fullmatch(text[found[-1].span.end : here.start]) is not None
        of = _of(passage, start, end) or (found[-1].of if listed else "")
        found.append(Date(here.cut(text), iso, of, here))
    return found


class _Reader:
    """Walks a passage from date to date, carrying the year and month spoken of last."""

    def __init__(self, passage: str, spoken: date | None) -> None:
        self.passage = passage
        self.spoken = spoken
        self.last: Moment | None = None

    def read(self) -> Iterator[tuple[Moment, Moment, int, int, bool]]:
        """Each date as first moment, last moment, start, end, and whether it is open to today."""
        at = 0
        while match := _opening().search(self.passage, at):
            first = self.moment(match, self.last)
            at = match.end()
            if first is None:
                continue
            last = self.range_end(first) or first
            since = None if last is not first else self.since(first)
            at = since.end() if since else last.end
            yield first, last, self.start(first.start), at, bool(since)
            self.last = last
            while listed := self.listed_day(at):
                until = self.range_end(listed) or listed
                at = until.end
                yield listed, until, listed.start, at, False

    def since(self, first: Moment) -> re.Match[str] | None:
        """What leaves a date open to today: 2021年以来, 自2021年起."""
        begun = self.passage[max(first.start - 1, 0) : first.start] in ("自", "从")
        return (begun and _BEGUN.match(self.passage, first.end)) or _since().match(self.passage, first.end)

    def start(self, start: int) -> int:
        """The words 截至 belong to the date behind them."""
        until = _until().search(self.passage, max(0, start - 4), start)
        return until.start() if until else start

    def range_end(self, first: Moment) -> Moment | None:
        """The second date of 9月10日至11月19日; what it leaves out it takes from the first."""
        join = JOINED.match(self.passage, first.end)
        if not join:
            return None
        day = DAY_ALONE.match(self.passage, join.end()) if first.by_day else None
        if day:
            last: Moment | None = _on_day(day, first)
        else:
            match = _opening().match(self.passage, join.end())
            last = self.moment(match, first) if match else None
            if match and last and last.month and not match.lastgroup and last.last < first.first:
                last = _a_year_later(last)
        return last if last and last.last[: len(first.first)] >= first.first[: len(last.last)] else None

    def listed_day(self, at: int) -> Moment | None:
        """8日 in 5月3日、8日."""
        if not self.last or not self.last.by_day:
            return None
        match = LISTED_DAY.match(self.passage, at)
        return _on_day(match, self.last) if match else None

    def moment(self, match: re.Match[str], last: Moment | None) -> Moment | None:
        """The date that opens at `match`, its missing year taken from `last` or from the year of speaking."""
        if match["numeric"]:
            y, m, d = (int(n) for n in re.split(r"[-/.]", match["numeric"]))
            iso = _iso(y, m, d)
            return Moment(iso, iso, match.start(), match.end(), y, m, by_day=True)
        tail = _rest().match(self.passage, match.end() if match.lastgroup else match.start())
        year = self.year(match, tail, last)
        if year is None:
            return None
        start, end = match.start(), tail.end() if tail else match.end()
        if not tail:
            return None if match["said"] else Moment(str(year), str(year), start, end, year)
        if tail["month"] or tail["in_words"]:
            month = int(read_number(tail["month"] or tail["in_words"]) or 0)
            day = read_number(tail["day"] or tail["day_in_words"] or "")
            iso = _iso(year, month, int(day) if day else None)
            return Moment(iso, iso, start, end, year, month, by_day=len(iso) == len("2024-09-10"))
        if tail["feast"]:
            feast = _feast(tail["feast"], year)
            iso = feast.isoformat() if feast else str(year)
            return Moment(iso, iso, start, end, year)
        months = _months(tail)
        return Moment(_iso(year, months[0]), _iso(year, months[1]), start, end, year)

    def year(self, match: re.Match[str], tail: re.Match[str] | None, last: Moment | None) -> int | None:
        calendar = load("calendar")
        if printed := match["year"] or match["short"]:
            return int(printed) if len(printed) == 4 else 2000 + int(printed)
        if match["year_in_words"]:
            value = read_number(match["year_in_words"].replace("O", "〇").replace("o", "〇").replace("0", "〇"))
            return int(value) if value and 1900 <= value < 2100 else None
        if word := match["word"]:
            return self.spoken.year + int(calendar["years"][word]) if self.spoken else None
        if word := match["said"]:
            return last.year + int(calendar["years_of_the_text"][word]) if last else None
        if last or not self.spoken or not tail:
            return last.year if last else None
        # 12月 in a notice of August was last December, unless it is still to come.
        ahead = AHEAD.match(self.passage, tail.end())
        return self.spoken.year - (int(tail["month"] or 0) > self.spoken.month and not ahead)


_BEGUN = re.compile("起(?!草|诉|火|点)")
JOINED = re.compile(JOIN)
DAY_ALONE = re.compile(rf"(?P<day>{DAY}) ?[日号]{NOT_A_TERM}")
LISTED_DAY = re.compile(rf" ?[、和及] ?(?P<day>{DAY})(?: ?[日号]{NOT_A_TERM}|(?={JOIN}{DAY} ?[日号]))")
AHEAD = re.compile(r"[底末]?(?:之前|以前|前)")
LIST_SIGN = re.compile(r" ?[、和及与,，] ?")
SENTENCE_END = "。；;，,\n"
FIRST_WORDS = re.compile(r"^(?:期间|之间|以来|起|间|以后|以前|之前|前|后|的|[Xx×某]+月份?)+")


def _months(tail: re.Match[str]) -> tuple[int, int]:
    """First and last month of a quarter, a half year, or the year's edge (年底 is December)."""
    if tail["quarter"]:
        last = 3 * int(read_number(tail["quarter"]) or 0)
        return 1 if tail["first"] else last - 2, last
    if tail["half"]:
        return (1, 6) if tail["half"] == "上" else (7, 12)
    return (1, 1) if "初" in tail["edge"] else (12, 12)


def _on_day(match: re.Match[str], month_of: Moment) -> Moment:
    iso = _iso(month_of.year, month_of.month or 1, int(match["day"]))
    return replace(month_of, first=iso, last=iso, start=match.start("day"), end=match.end())


def _a_year_later(moment: Moment) -> Moment:
    """2023年12月至3月 ends in 2024."""
    year = moment.year + 1
    return replace(moment, first=f"{year}{moment.first[4:]}", last=f"{year}{moment.last[4:]}", year=year)


def _iso(year: int, month: int, day: int | None = None) -> str:
    """A day that its month lacks (2月30日) leaves the month."""
    try:
        return date(year, month, day).isoformat() if day else f"{year}-{month:02}"
    except ValueError:
        return f"{year}-{month:02}"


def _feast(name: str, year: int) -> date | None:
    """The day of a feast; None beyond the lunar tables (1900 to 2100)."""
    calendar = load("calendar")
    try:
        if name in calendar["feasts_term"]:
            day: date = TermUtils.day_start_from_term(year, name)
            return day
        if name in calendar["feasts_solar"]:
            return date(year, *calendar["feasts_solar"][name])
        lunar: date = LunarDate(year, *calendar["feasts_lunar"][name]).to_solar_date()
        return lunar
    except ValueError:
        return None


def _of(passage: str, start: int, end: int) -> str:
    """What happened then: the rest of the clause behind the date, else the words before it.

    A date alone in its clause (截至2024年10月, …) opens the next one, unless it ends a list.
    """
    rest, ahead = clause.after(passage, end), clause.before(passage, start)
    behind = FIRST_WORDS.sub("", rest)
    if len(behind) > 1 or len(ahead) > 1:
        return behind[:20] if len(behind) > 1 else ahead[-20:]
    stop = end + len(rest)
    opens = start == 0 or passage[start - 1] in SENTENCE_END
    return clause.after(passage, stop + 1)[:20] if opens and passage[stop : stop + 1] in (",", "，") else ""


@cache
def _opening() -> re.Pattern[str]:
    """Where a date opens: its year, or a month, quarter or half year without one.

    The last group that took part is None just when no year was named. A year that opens a range
    or a list (2021至2023年) may lack its 年.
    """
    calendar = load("calendar")
    not_after = f"(?<![{''.join(calendar['not_after'])}])"
    bare = r"(?= ?(?:至|到|[-—–~～─]{1,2}|[、和,，]) ?(?:19|20)\d\d ?(?:学?年|[、和,，] ?(?:19|20)\d\d ?年))"
    words = [*calendar["years"], *calendar["years_of_the_text"]]
    return re.compile(
        begins(words, rf"\d第上下{CHINESE[1:-1]}")
        + rf"(?:(?<![\d.\-/])(?P<numeric>(?:19|20)\d\d(?:-{MONTH}-{DAY}|/{MONTH}/{DAY}|\.{MONTH}\.{DAY}))(?![\d\-/])"
        rf"|(?<!\d)(?P<year>(?:19|20)\d\d)(?: ?(?:学年|年度|年全年|年)|{bare}) ?"
        rf"|(?P<year_in_words>{YEAR_IN_WORDS})年度? ?"
        rf"|(?<!\d)(?P<short>[012]\d) ?年(?= ?{MONTH} ?月)"
        rf"|{not_after}(?P<word>{any_of(calendar['years'])}) ?"
        rf"|{not_after}(?P<said>{any_of(calendar['years_of_the_text'])}) ?"
        rf"|(?<!\d)(?<!\d\.)(?<![第每])(?<!每年){MONTH} ?(?:月|{JOIN}{MONTH} ?月)"
        r"|(?<!每)第?[一二三四1-4]季度|(?<![每个])[上下]半年)"
    )


@cache
def _rest() -> re.Pattern[str]:
    """What narrows a year down: month and day, quarter, half, edge or feast."""
    calendar = load("calendar")
    feasts = any_of([*calendar["feasts_lunar"], *calendar["feasts_solar"], *calendar["feasts_term"]])
    day = rf"(?P<day>{DAY})(?: ?[日号]{NOT_A_TERM}|(?={JOIN}{DAY} ?[日号])|(?=[、,，] ?{DAY} ?[日号]))"
    part = r"(?:[上中下]{1,2}旬|[底末初](?![步期始次核审心]))"
    return re.compile(
        rf" ?(?:(?P<month>{MONTH})(?: ?月份?|(?=(?:{JOIN}|、){MONTH} ?月))(?: ?(?:{day}|{part}))?"
        rf"|(?P<in_words>十[一二]?|[一二三四五六七八九])月份?(?:(?P<day_in_words>[二三]?十?[一二三四五六七八九]|[二三]?十)[日号])?"
        r"|(?P<first>前)?第?(?P<quarter>[一二两三四1-4])个?季度"
        r"|(?P<half>[上下])半年"
        r"|(?P<edge>年?[底末初])(?![步期始次核审级])"
        rf"|[“\"]?(?P<feast>{feasts})节?[”\"]?)"
    )


@cache
def _since() -> re.Pattern[str]:
    return re.compile(any_of(load("calendar")["since"]))


@cache
def _until() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(load('calendar')['until'])}) ?$")
