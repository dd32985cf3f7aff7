"""Notices in several templates, written about an invented county, with what each wording names."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.corpora.truth import Recurrence, Written
from tests.corpora.words import COPIED, DONE, FILLERS, MASKED, SANCTIONS, THEMES, TOPICS
from tests.corpora.world import ROUNDS, County, Person, Thing

_NUMERALS = "一二三四五六七八九十"


class _Page:
    """A notice in the making: its parts, and what its wordings name."""

    def __init__(self, notice: str, place: County, chance: Random, number_of_round: int) -> None:
        self.notice, self.place, self.chance, self.round = notice, place, chance, number_of_round
        self.parts: list[str] = []
        self.names: dict[str, str] = {}
        self.recurs: dict[Recurrence, None] = {}
        self.home: Thing | None = None
        self.outside = False
        self.inspected: str | None = None
        self.defined: set[str] = set()

    def say(self, thing: Thing, wording: str | None = None) -> str:
        """A wording of a thing, taken note of."""
        words = wording or thing.name
        known = self.names.setdefault(words, thing.id)
        assert known == thing.id, (self.notice, words, known, thing.id)
        return words

    def usual(self, thing: Thing) -> str:
        """How this notice calls a thing of the county: 县教育局 at home, 青山县教育局 in the city's notices."""
        if not self.outside:
            return self.say(thing)
        name = thing.name.removeprefix(self.place.name)
        return self.say(thing, self.place.name + (name[1:] if name.startswith(self.place.sign) else name))

    def any_wording(self, thing: Thing) -> str:
        """Mostly the usual wording, now and then another."""
        if self.outside:
            return self.usual(thing)
        others = thing.others
        return self.say(thing, self.chance.choice(others) if others and self.chance.random() < 0.25 else None)

    def village(self, thing: Thing) -> str:
        """A village by its name alone, where that means another already, with its town."""
        if not self.outside and (self.names.get(thing.name, thing.id) != thing.id or self.chance.random() < 0.1):
            return self.say(thing, thing.others[0])
        if self.outside and self.names.get(self.place.name + thing.name, thing.id) != thing.id:
            return self.say(thing, self.place.name + thing.others[0])
        return self.usual(thing)

    def recur(self, pattern: str, what: str) -> None:
        self.recurs[Recurrence(pattern, what, self.notice)] = None

    def written(self) -> Written:
        return Written(self.notice, "".join(self.parts), self.names, tuple(self.recurs))

    def company(self, thing: Thing) -> str:
        """A company: in full with its short name defined once, then by the short name; or in full alone."""
        self.recur("company-in-several-notices", thing.id)
        if not thing.others:
            return self.say(thing)
        if not _defines(self.notice):
            undefined = self.chance.random() < 0.5 and self.names.get(thing.others[0], thing.id) == thing.id
            return self.say(thing, thing.others[0] if undefined else None)
        if thing.id in self.defined:
            return self.say(thing, thing.others[0])
        if self.names.get(thing.others[0], thing.id) != thing.id:
            return self.say(thing)
        self.defined.add(thing.id)
        return f"{self.say(thing)}（以下简称“{self.say(thing, thing.others[0])}”）"

    def __getitem__(self, slot: str) -> str:
        return _SLOTS[slot](self)

    def fill(self, pattern: str) -> str:
        """A sentence with its slots filled."""
        return pattern.format_map(self)


def _defines(notice: str) -> bool:
    """Every third notice uses short names as if everybody knew them."""
    return int(notice[-2:]) % 3 != 2


def _body(page: _Page) -> str:
    if page.home is not None and page.chance.random() < 0.6:
        return page.any_wording(page.home)
    return page.any_wording(page.chance.choice(page.place.bureaus))


def _named(page: _Page) -> str:
    person = _person(page)
    return _with_post(page, person)[0] if person else page.say(page.place.bureaus[0])


def _person(page: _Page) -> Person | None:
    """Somebody who then was in office and whose name means nobody else in this notice."""
    for _ in range(8):
        # Some names come up again and again.
        person = page.chance.choice(page.place.people[:16] if page.chance.random() < 0.6 else page.place.people)
        known = page.names.get(person.name)
        if person.post(page.round) and known in (None, person.id):
            return person
    return None


def _with_post(page: _Page, person: Person) -> tuple[str, str]:
    """Body, post and name: 县教育局原局长王志远; and the name alone."""
    post = person.post(page.round)
    assert post is not None
    former = page.chance.choice(("", "原", "", "时任"))
    body = page.usual(post.body)
    name = page.say(Thing(person.id, person.name))
    page.recur("official-in-several-notices", person.id)
    return (f"时任{body}{post.title}{name}" if former == "时任" else f"{body}{former}{post.title}{name}"), name


def _money(page: _Page) -> str:
    chance = page.chance
    return (
        f"{chance.randint(1, 99)}.{chance.randint(1, 99):02}万元"
        if chance.random() < 0.7
        else f"{chance.randint(100, 9000)}万元"
    )


_SLOTS: dict[str, Callable[[_Page], str]] = {
    "bureau": _body,
    "other": lambda p: p.any_wording(p.chance.choice(p.place.bureaus)),
    "town": lambda p: p.any_wording(p.chance.choice(p.place.towns)),
    "village": lambda p: p.village(p.chance.choice(p.place.villages)),
    "company": lambda p: p.company(p.chance.choice(p.place.companies)),
    "builder": lambda p: p.company(p.chance.choice(p.place.builders)),
    "project": lambda p: p.usual(p.chance.choice(p.place.projects)),
    "school": lambda p: p.usual(p.chance.choice(p.place.schools)),
    "who": _named,
    "n": lambda p: str(p.chance.randint(2, 60)),
    "m": lambda p: str(p.chance.randint(1, 9)),
    "money": _money,
    "year": lambda p: str(ROUNDS[p.round] - p.chance.randint(0, 2)),
    "rate": lambda p: f"{p.chance.randint(20, 99)}.{p.chance.randint(1, 9)}%",
}


def _measures(page: _Page, category: str) -> list[str]:
    chance = page.chance
    _, patterns = TOPICS[category]
    found = [page.fill(p) for p in chance.sample(patterns, min(len(patterns), chance.randint(2, 4)))]
    found += [page.fill(p) for p in chance.sample(FILLERS, chance.randint(0, 2))]
    if chance.random() < 0.03:
        copied = chance.randrange(len(COPIED))
        found.append(COPIED[copied])
        page.recur("copied-measures", str(copied))
    return found


def _sanction(page: _Page) -> str | None:
    """A sentence that punishes somebody, named or not."""
    chance = page.chance
    kind = chance.choice(SANCTIONS)
    if chance.random() < 0.2:
        masked = chance.choice(MASKED)
        page.names.setdefault(masked, f"masked/{page.notice}/{masked}")
        return f"对{masked}给予{kind}处分"
    person = _person(page)
    if person is None:
        return None
    whole, _ = _with_post(page, person)
    page.recur("sanctioned", person.id)
    return chance.choice((f"给予{whole}{kind}处分", f"{whole}受到{kind}处分", f"{whole}因履职不力被给予{kind}处分"))


def _problem(page: _Page, category: str) -> tuple[str, list[str]]:
    """A statement and the measures that answer it."""
    statement = page.fill(page.chance.choice(TOPICS[category][0]))
    measures = _measures(page, category)
    if page.chance.random() < 0.15 and (sentence := _sanction(page)):
        measures.append(sentence)
    if page.inspected:
        page.recur("returns-next-round", f"{page.inspected}/{category}")
    return statement, measures


def _day(page: _Page, month: int) -> str:
    return f"{month}月{page.chance.randint(1, 28)}日"


def _many(page: _Page, short: bool) -> int:
    return page.chance.randint(4, 8) if short else page.chance.randint(22, 44)


def of_the_city(notice: str, place: County, chance: Random, short: bool) -> Written:
    """The rectification of an inspection of the city's committee, which tells of one of its counties."""
    page = _Page(notice, place, chance, 1)
    page.outside = True
    city = Thing(f"unit/{place.city}/委", "市委")
    return _written(page, city, page.say(city), f"中共{place.city}委", f"中共{place.city}委员会", "省", short)


def inspection(notice: str, place: County, body: Thing | None, number: int, chance: Random, short: bool) -> Written:
    """The rectification of an inspection of the county's committee or (`body`) of a bureau or town."""
    page = _Page(notice, place, chance, number)
    if body is None:
        own = place.committee
        return _written(page, own, page.say(own), f"中共{place.title}委", f"中共{place.title}委员会", "省", short)
    page.home = body
    if body in place.towns:
        town = body.name.removesuffix("政府")
        said, issuer = f"{town}党委", f"中共{place.name}{town}委员会"
    else:
        said, issuer = f"{body.name}党组", f"中共{place.name}{body.name[1:]}党组"
    page.say(Thing(f"{body.id}党组织", said))
    return _written(page, body, said, issuer, issuer, place.sign, short)


def _written(page: _Page, own: Thing, said: str, named: str, issuer: str, level: str, short: bool) -> Written:
    """The notice of a body that its own words call `said`, inspected by the committee of `level`."""
    chance, year = page.chance, ROUNDS[page.round]
    page.inspected = own.id
    page.recur("inspected", own.id)
    by, done = f"{level}委{page.place.team}{'巡视' if level == '省' else '巡察'}组", "巡视" if level == "省" else "巡察"
    start = chance.randint(3, 5)
    page.parts.append(
        f"{named}关于{done}整改进展情况的通报\n\n"
        f"根据{level}委统一部署，{year}年{_day(page, start)}至{_day(page, start + 2)}，"
        f"{by}对{said}开展了{done}。{year}年{_day(page, start + 3)}，{by}向{said}反馈了{done}意见。"
        f"现将{done}整改进展情况予以公布。\n一、组织整改落实情况\n"
        f"{said}高度重视，召开专题会议{chance.randint(3, 9)}次，成立整改工作领导小组，逐项研究部署整改工作。\n"
        "二、整改进展情况\n"
    )
    template = chance.choice((_labelled, _about, _stepped))
    template(page, _many(page, short))
    page.parts.append(
        "三、下一步工作安排\n下一步，将持续巩固深化整改成果，推动整改常态长效。\n"
        f"联系电话：0{chance.randint(300, 999)}-{chance.randint(2000000, 8999999)}。\n"
        f"{issuer}\n{year + 1}年{_day(page, chance.randint(2, 6))}\n"
    )
    return page.written()


def _themes(page: _Page, count: int) -> list[list[str]]:
    """Categories of problems, in themes of a few."""
    categories = list(TOPICS)
    page.chance.shuffle(categories)
    themes: list[list[str]] = []
    for at in range(count):
        if at % 6 == 0:
            themes.append([])
        themes[-1].append(categories[at % len(categories)])
    return themes


def _labelled(page: _Page, count: int) -> None:
    """1.问题。整改情况：一是…二是…"""
    number = 0
    for at, theme in enumerate(_themes(page, count)):
        page.parts.append(f"（{_NUMERALS[at]}）反馈问题：{THEMES[at % len(THEMES)]}\n")
        for category in theme:
            number += 1
            statement, measures = _problem(page, category)
            steps = "".join(f"{_NUMERALS[n]}是{measure}。" for n, measure in enumerate(measures))
            page.parts.append(f"{number}.{statement}。\n整改情况：{steps}{page.chance.choice(DONE)}\n")


def _about(page: _Page, count: int) -> None:
    """1.关于…的问题。 and numbered measures below."""
    number = 0
    for at, theme in enumerate(_themes(page, count)):
        page.parts.append(f"（{_NUMERALS[at]}）{THEMES[at % len(THEMES)]}方面\n")
        for category in theme:
            number += 1
            statement, measures = _problem(page, category)
            steps = "\n".join(f"（{n}）{measure}。" for n, measure in enumerate(measures, 1))
            page.parts.append(f"{number}.关于{statement}的问题。\n整改情况：\n{steps}\n")


def _stepped(page: _Page, count: int) -> None:
    """问题1：… 整改情况：… 完成情况：…"""
    number = 0
    for at, theme in enumerate(_themes(page, count)):
        page.parts.append(f"（{_NUMERALS[at]}）{THEMES[at % len(THEMES)]}\n")
        for category in theme:
            number += 1
            statement, measures = _problem(page, category)
            steps = "\n".join(f"（{n}）{measure}。" for n, measure in enumerate(measures, 1))
            done = page.chance.choice(("已完成", "正在推进", "已完成并长期坚持", "基本完成"))
            page.parts.append(f"问题{number}：{statement}。\n整改情况：\n{steps}\n完成情况：{done}。\n")


def audit(notice: str, place: County, chance: Random, short: bool) -> Written:
    """The rectification of what an audit found, reported by the county's government."""
    page = _Page(notice, place, chance, 1)
    parts = page.parts
    year = ROUNDS[1]
    parts.append(
        f"{place.title}人民政府关于{year}年度本级预算执行和其他财政收支审计查出问题整改情况的报告\n\n"
        f"根据{place.sign}人大常委会要求，{page.say(place.bureaus[15])}对{year}年度本级预算执行和其他财政收支情况进行了审计。"
        "现将整改情况报告如下。\n"
    )
    categories = ["招投标与工程", "国企与平台公司", "债务与融资", "资产闲置", "民生保障", "作风与八项规定"]
    for at in range(3):
        parts.append(f"{_NUMERALS[at]}、{('财政管理', '重点项目', '国有企业')[at]}审计查出问题的整改情况\n")
        for n in range(2 if short else 7):
            statement, measures = _problem(page, categories[(at * 2 + n) % len(categories)])
            parts.append(f"（{_NUMERALS[n]}）关于{statement}的问题。{'。'.join(measures)}。\n")
    # What came before the present body of that name, told of an earlier year.
    at = chance.choice([n for n, before in enumerate(place.older) if before])
    before = place.older[at]
    assert before is not None
    parts.append(
        f"（{_NUMERALS[7]}）关于{page.say(before)}2016年多付工程款{_money(page)}的问题。多付资金已全部追回。\n"
        f"四、下一步工作\n持续抓好后续整改。\n{place.title}人民政府\n{year + 1}年{_day(page, 3)}\n"
    )
    return page.written()


def bulletin(notice: str, place: County, chance: Random) -> Written:
    """Cases made public by the discipline commission; of those who moved on, old and new post stand together."""
    page = _Page(notice, place, chance, 1)
    year = ROUNDS[1]
    cases: list[str] = []
    moved = [p for p in place.people if len({post.body.id for post in p.posts}) == 2]
    chosen = chance.sample(moved, min(2, len(moved)))
    for person in chosen:
        if page.names.get(person.name, person.id) != person.id:
            continue
        then, now = person.posts
        name = page.say(Thing(person.id, person.name))
        page.recur("official-in-several-notices", person.id)
        page.recur("sanctioned", person.id)
        cases.append(
            f"时任{page.say(then.body)}{then.title}{name}（现任{page.say(now.body)}{now.title}）违规收受礼品礼金问题。"
            f"{ROUNDS[0] - 1}年至{ROUNDS[0]}年，{name}利用职务便利收受{page.company(chance.choice(place.builders))}"
            f"所送礼金{_money(page)}。{year}年{chance.randint(1, 6)}月，{name}受到{chance.choice(SANCTIONS)}处分。"
        )
    for _ in range(3):
        if (person := _person(page)) is None:
            continue
        whole, name = _with_post(page, person)
        page.recur("sanctioned", person.id)
        cases.append(
            f"{whole}违规发放津补贴问题。{year - 1}年，{name}以加班费名义违规发放津补贴{_money(page)}。"
            f"{year}年{chance.randint(1, 6)}月，{name}受到{chance.choice(SANCTIONS)}处分。"
        )
    page.parts.append(
        f"{place.title}纪委监委公开通报{len(cases)}起违反中央八项规定精神典型问题\n\n"
        f"近日，{page.say(place.discipline, place.title + '纪委监委')}对{len(cases)}起违反中央八项规定精神典型问题"
        "进行公开通报。具体如下：\n"
        + "".join(f"{n}.{case}\n" for n, case in enumerate(cases, 1))
        + f"{place.title}纪委监委\n{year}年{_day(page, 7)}\n"
    )
    return page.written()
