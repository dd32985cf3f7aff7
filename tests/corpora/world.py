"""An invented county: its bodies, companies, projects and people over two rounds of inspection."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from random import Random

from graph_builder.lexicon.divisions import Division, divisions
from tests.corpora.words import (
    BUREAUS,
    COMMON,
    DEPUTY_TITLES,
    GIVEN,
    HEAD_TITLES,
    STEMS,
    SURNAMES,
    SYLLABLES,
    TOWN_TITLES,
)

ROUNDS = (2020, 2023)
PER_PROVINCE = 6
"""Builders that work all over a province."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that notices name: who it is, the wording of its own county's notices, and others used for it."""

    id: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a body, in the round of that number (0 or 1)."""

    body: Thing
    title: str
    round: int


@dataclass(frozen=True, slots=True)
class Person:
    """An official and the posts he holds, one a round at most."""

    id: str
    name: str
    posts: tuple[Post, ...]

    def post(self, number: int) -> Post | None:
        """The post in a round."""
        return next((p for p in self.posts if p.round == number), None)


@dataclass(frozen=True, slots=True)
class County:
    """One county with all that its notices name. `title` is how it writes itself in full (长沙市岳麓区)."""

    key: str
    city: str | None
    title: str
    name: str
    sign: str
    committee: Thing
    government: Thing
    discipline: Thing
    bureaus: tuple[Thing, ...]
    older: tuple[Thing | None, ...]
    towns: tuple[Thing, ...]
    villages: tuple[Thing, ...]
    schools: tuple[Thing, ...]
    projects: tuple[Thing, ...]
    companies: tuple[Thing, ...]
    builders: tuple[Thing, ...]
    people: tuple[Person, ...]
    team: str


@cache
def _real() -> tuple[Division, ...]:
    found = [d for places in divisions().values() for d in places if d.county and len(d.county) > 2]
    return tuple(sorted(found, key=lambda d: d.path))


def _region(seed: int, number: int) -> tuple[str, str | None, str, str]:
    """Province, city, how the county writes itself in full, and its bare name: mostly real, every eighth invented."""
    order = list(range(len(_real())))
    Random(f"{seed}/order").shuffle(order)
    division = _real()[order[number % len(order)]]
    province = str(division.province)
    if number % 8 == 1 and province.endswith(("省", "自治区")):
        base, at = len(SYLLABLES), number // 8
        before = str(_real()[order[(number - 8) % len(order)]].province)
        if at % 5 == 4 and before != province and before.endswith(("省", "自治区")):
            # Two counties have one name, in two provinces, which only some of their notices tell.
            at -= 1
        name = SYLLABLES[at % base] + SYLLABLES[(at // base + at * 7 + 3) % base] + "县"
        if name not in divisions():
            return province, None, province + name, name
    above = division.city or (province if province.endswith("市") else "")
    return province, division.city, above + str(division.county), str(division.county)


def _words(chance: Random, count: int, length: int = 2) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        found.setdefault("".join(chance.sample(SYLLABLES, length)))
    return list(found)


@lru_cache(maxsize=64)
def county(seed: int, number: int) -> County:
    """The county of that number; the same for the same seed."""
    chance = Random(f"{seed}/county/{number}")
    province, city, title, name = _region(seed, number)
    key, sign = f"c{number}", name[-1] if name[-1] in "县区市旗" else "县"
    places = _words(chance, 18)
    stems = chance.sample(STEMS, 5)

    def body(kind: str, name: str, *others: str) -> Thing:
        return Thing(f"unit/{key}/{kind}", name, others)

    bureaus = tuple(
        body(full, sign + full, name + full, *(sign + short for short in shorts)) for full, shorts, _ in BUREAUS
    )
    older = tuple(body(before, sign + before, name + before) if before else None for _, _, before in BUREAUS)
    towns = tuple(body(f"{place}镇", f"{place}镇政府", f"{place}镇人民政府") for place in places[:6])
    villages = [Thing(f"place/{key}/{place}", f"{place}村", (f"{places[0]}镇{place}村",)) for place in places[6:12]]
    if number % 6 == 5:
        # Another town has a village of the same name, and notices mostly leave the town out.
        villages[1] = Thing(f"place/{key}/{places[7]}", villages[0].name, (f"{places[1]}镇{villages[0].name}",))
    schools = (
        body("一中", f"{name}第一中学"),
        body("实验小学", f"{name}实验小学"),
        *(body(place, f"{name}{place}中学") for place in places[12:14]),
    )
    projects = (
        Thing(f"project/{key}/0", f"{places[14]}污水处理厂二期工程"),
        Thing(f"project/{key}/1", f"{places[15]}安置房项目"),
        Thing(f"project/{key}/2", f"{places[16]}河综合治理项目"),
        Thing(f"project/{key}/3", f"{places[17]}水库除险加固工程"),
    )
    # Now and then two companies of a county go by one short name, each in its own notices.
    second = stems[0] if number % 7 == 3 else stems[1]
    short = f"{second}集团" if second == stems[0] else f"{second}旅游公司"
    companies = (
        Thing(f"company/{key}/0", f"{title}{stems[0]}城市建设投资集团有限公司", (f"{stems[0]}集团",)),
        Thing(f"company/{key}/1", f"{title}{second}旅游开发有限公司", (short,)),
    )
    own = tuple(Thing(f"company/{key}/{n}", f"{title}{stems[n]}建筑工程有限公司") for n in (2, 3))
    return County(
        key,
        city,
        title,
        name,
        sign,
        body("委", f"{sign}委"),
        body("政府", f"{sign}政府", f"{sign}人民政府"),
        body("纪委监委", f"{sign}纪委监委"),
        bureaus,
        older,
        towns,
        tuple(villages),
        schools,
        projects,
        companies,
        (*own, *_of_province(seed, province)),
        tuple(_people(chance, key, bureaus, towns)),
        f"第{'一二三四五六七八'[number % 8]}",
    )


@lru_cache(maxsize=64)
def _of_province(seed: int, province: str) -> tuple[Thing, ...]:
    chance = Random(f"{seed}/province/{province}")
    short = province.removesuffix("省").removesuffix("市").removesuffix("自治区")[:3]
    return tuple(
        Thing(f"company/{province}/{n}", f"{short}{stem}建设工程有限公司")
        for n, stem in enumerate(chance.sample(STEMS, PER_PROVINCE))
    )


def _people(chance: Random, key: str, bureaus: tuple[Thing, ...], towns: tuple[Thing, ...]) -> list[Person]:
    """A head and a deputy of every body in each round; some stay, some move on, some share a name."""
    used: set[tuple[str, str]] = set()
    people: list[Person] = []

    def name(*bodies: Thing) -> str:
        while True:
            found = chance.choice(COMMON) if chance.random() < 0.15 else chance.choice(SURNAMES) + chance.choice(GIVEN)
            if not any((found, body.id) in used for body in bodies):
                used.update((found, body.id) for body in bodies)
                return found

    def add(*posts: Post, called: str | None = None) -> str:
        own = called or name(*(p.body for p in posts))
        people.append(Person(f"official/{key}/{len(people)}", own, posts))
        return own

    bodies = [*bureaus, *towns]
    for at, body in enumerate(bodies):
        titles = TOWN_TITLES[1:] if body in towns else (HEAD_TITLES[0], DEPUTY_TITLES[0])
        for title in titles:
            fate = chance.random()
            if fate < 0.45:
                add(Post(body, title, 0), Post(body, title, 1))
            elif fate < 0.7:
                other = bodies[(at + 5) % len(bodies)]
                new = DEPUTY_TITLES[1] if other in bureaus else TOWN_TITLES[2]
                add(Post(body, title, 0), Post(other, new, 1))
                add(Post(body, title, 1))
            elif fate < 0.93:
                add(Post(body, title, 0))
                add(Post(body, title, 1))
            else:
                # Somebody of the same name comes to the same body later, in another post: not the same person.
                add(Post(body, title, 1), called=add(Post(body, "四级调研员", 0)))
    return people
