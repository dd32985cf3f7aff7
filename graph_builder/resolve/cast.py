"""Whom one notice names, as much of it as telling people and bodies apart across notices needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of one notice: its id, what it is called there, and the place the notice comes from."""

    id: str
    label: str
    name: str
    wordings: tuple[str, ...]
    region: str | None
    masked: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A post that the notice gives an official: both ids, and the title."""

    official: str
    body: str
    title: str | None
    former: bool


@dataclass(frozen=True, slots=True)
class Short:
    """A short name that the notice itself says to mean a company: 以下简称, or the two in apposition."""

    company: str
    name: str


@dataclass(frozen=True, slots=True)
class Cast:
    """The things of a notice that bear on identity, with posts and defined short names."""

    notice: str
    published_on: str | None
    things: Iterable[Thing]
    posts: tuple[Post, ...]
    shorts: tuple[Short, ...]
