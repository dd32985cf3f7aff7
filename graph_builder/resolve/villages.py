"""Villages with and without their town: 星河村 is 清溪镇星河村 where only one town of the county has one so named."""

from __future__ import annotations

import re

from graph_builder.resolve.cast import Cast

_VILLAGE = re.compile(r"(?P<town>[^\W\d]{2,8}?(?:镇|乡|街道))(?P<village>[^\W\d]{2,8}(?:村|社区))")


class Villages:
    """The towns under which notices name the villages of each county."""

    def __init__(self) -> None:
        self._towns: dict[str, set[str]] = {}

    def add(self, cast: Cast) -> None:
        """Take in a notice."""
        for thing in cast.things:
            if thing.id.endswith(("村", "社区")) and thing.label in ("Place", "Unit"):
                above, slash, name = thing.id.rpartition("/")
                if slash and "@" not in above and (found := _VILLAGE.fullmatch(name)):
                    self._towns.setdefault(f"{above}/{found.group('village')}", set()).add(found.group("town"))

    def key(self, notice: str, key: str) -> str:
        """The id of a village: with its town where only one is known, its notice's own where there are several."""
        towns = self._towns.get(key)
        if towns is None:
            return key
        above, _, name = key.rpartition("/")
        return f"{above}/{next(iter(towns))}{name}" if len(towns) == 1 else f"{key.partition(':')[0]}:@{notice}/{name}"

    def why(self, key: str) -> str | None:
        """Why a village named alone was taken for that of a town."""
        towns = self._towns.get(key, set())
        name = key.rpartition("/")[2]
        return (
            f"“{name}”没有写乡镇,全部通报中本地叫这个名字的只有{next(iter(towns))}{name}" if len(towns) == 1 else None
        )

    def __bool__(self) -> bool:
        return bool(self._towns)
