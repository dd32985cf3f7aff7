"""Officials across notices: one person only by name, body, post and time that agree; anything less is a doubt.

A name alone says nothing: hundreds of thousands are called 王伟.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import combinations, pairwise
from typing import NamedTuple

from graph_builder.lexicon import load
from graph_builder.resolve.cast import Cast, Thing
from graph_builder.resolve.companies import Alike, bound
from graph_builder.resolve.groups import Groups, Joined


class _Held(NamedTuple):
    """A post that a notice gives somebody. Sorts by time."""

    on: str
    notice: str
    official: str
    title: str | None
    body: str


class Officials:
    """Who holds which post by which notice. A hundred bytes or two a named person and notice."""

    def __init__(self) -> None:
        self._held: dict[str, list[_Held]] = {}
        self._names: dict[str, str] = {}
        self._regions: dict[str, str] = {}

    def add(self, cast: Cast) -> None:
        """Take in a notice; masked people are left out."""
        people: dict[str, Thing] = {t.id: t for t in cast.things if t.label == "Official" and not t.masked}
        places = {t.id: t for t in cast.things if t.label in ("Unit", "Company")}
        for post in cast.posts:
            who, body = people.get(post.official), places.get(post.body)
            if who is None or body is None or body.masked:
                continue
            held = _Held(cast.published_on or "", cast.notice, who.id, post.title, body.id)
            self._held.setdefault(who.name, []).append(held)
            self._names.setdefault(body.id, body.name)
            if body.region:
                self._regions[who.id] = body.region

    def same(self, node: Callable[[str, str], str]) -> Iterator[Joined]:
        """One name in one post of one body, in notices that lie within a few years of each other.

        `node` gives what stands for a body that a notice names.
        """
        limit = load("identity")["years_in_post"]
        for name, body, held in self._blocks(node):
            by_title: dict[str, list[_Held]] = {}
            for post in held:
                if post.title and post.on and tells(post.title):
                    by_title.setdefault(post.title, []).append(post)
            for title, posts in sorted(by_title.items()):
                for one, other in pairwise(sorted(posts)):
                    if one.official != other.official and _years(one.on, other.on) <= limit:
                        yield Joined(
                            one.official, other.official, "same_post", self._why(name, body, title, one, other)
                        )

    def _why(self, name: str, body: str, title: str, one: _Held, other: _Held) -> str:
        return (
            f"两份通报({one.notice},{one.on};{other.notice},{other.on})写的都是“{self._names[body]}”的“{title}”“{name}”,"
            f"相隔 {_years(one.on, other.on):.1f} 年"
        )

    def alike(self, groups: Groups, node: Callable[[str, str], str]) -> Iterator[Alike]:
        """One name in one body, or a rare name in one county, that nothing more makes one person."""
        limits = load("identity")
        for _, body, held in self._blocks(node):
            firsts = _firsts(held, groups)
            if len(firsts) <= limits["most_namesakes"] + 1:
                for one, other in pairwise(firsts):
                    yield Alike(other.official, one.official, other.notice, "same_body", self._differ(body, one, other))
        for name, posts in sorted(self._held.items()):
            firsts = _firsts(sorted(posts), groups)
            if not 1 < len(firsts) <= limits["most_namesakes"]:
                continue
            for one, other in combinations(firsts, 2):
                region = self._regions.get(one.official)
                near = region and "/" in region and region == self._regions.get(other.official)
                if near and region and node(one.notice, one.body) != node(other.notice, other.body):
                    why = f"同名“{name}”,同在{region.replace('/', '')},但通报里的单位不同,没有文字说明是同一人"
                    yield Alike(other.official, one.official, other.notice, "same_place", why)

    def _differ(self, body: str, one: _Held, other: _Held) -> str:
        said = f"同名,同在“{self._names[body]}”,但"
        if not (one.on and other.on):
            return said + "有一份通报没有日期,看不出任职时间是否相合"
        if one.title != other.title or not one.title or not tells(one.title):
            return said + f"职务分别写作“{one.title or '(未写)'}”和“{other.title or '(未写)'}”,不足以认定是同一人"
        return said + f"两份通报相隔 {_years(one.on, other.on):.1f} 年,时间太远"

    def _blocks(self, node: Callable[[str, str], str]) -> Iterator[tuple[str, str, list[_Held]]]:
        """Posts of one name in one body, where several notices have them."""
        for name, posts in sorted(self._held.items()):
            if len(posts) < 2:
                continue
            bodies: dict[str, list[_Held]] = {}
            for post in posts:
                body = node(post.notice, post.body)
                if not bound(body):
                    bodies.setdefault(body, []).append(post)
            for held in (bodies[body] for body in sorted(bodies)):
                if len({post.official for post in held}) > 1:
                    held.sort()
                    yield name, held[0].body, held


def _firsts(held: list[_Held], groups: Groups) -> list[_Held]:
    """Of each person the earliest post, in the order of time."""
    found: dict[str, _Held] = {}
    for post in held:
        found.setdefault(groups.leader(post.official), post)
    return list(found.values())


def tells(title: str) -> bool:
    """Whether a title is an office: of 干部 or 教师 a body has many.

    >>> tells("副局长"), tells("教师")
    (True, False)
    """
    words = load("people")
    return "副" in title or title not in {*words["shared_titles"], *words["not_posts"]}


def _years(one: str, other: str) -> float:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) / 365.25
    except ValueError:
        return float("inf")
