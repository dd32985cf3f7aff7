"""Counties that the tree of divisions does not hold: whether 青石县 without its province is the one known elsewhere.

Of names in the tree, those borne twice (朝阳区) are told apart or left to their notice when they are read.
"""

from __future__ import annotations

from graph_builder.lexicon.divisions import Division, divisions
from graph_builder.resolve.cast import Cast
from graph_builder.resolve.reach import path


class Unlisted:
    """What stands above each unlisted county, where notices say it."""

    def __init__(self) -> None:
        self._above: dict[str, set[str]] = {}

    def add(self, cast: Cast) -> None:
        """Take in a notice."""
        region = next((thing.region for thing in cast.things if thing.region), None)
        if region and (county := region.rpartition("/")[2]) not in divisions():
            self._above.setdefault(county, set()).add(region)

    def settle(self) -> None:
        """Keep only the counties that are named with and without what stands above them."""
        self._above = {c: {r for r in found if r != c} for c, found in self._above.items() if c in found}
        self._above = {county: found for county, found in self._above.items() if found}

    def region(self, region: str) -> str | None:
        """A region in full where only one bears that name; None where several do."""
        found = self._above.get(region)
        return region if found is None else next(iter(found)) if len(found) == 1 else None

    def key(self, notice: str, key: str) -> str:
        """The id of a thing of such a county: under the full name, or where there are several its notice's own."""
        label, _, rest = key.partition(":")
        county, slash, name = rest.partition("/")
        if not slash or county not in self._above:
            return key
        whole = self.region(county)
        return f"{label}:{_scope(whole)}/{name}" if whole else f"{label}:@{notice}/{name}"

    def why(self, key: str) -> str | None:
        """Why a key was taken for that of the county in full."""
        county = key.partition(":")[2].partition("/")[0]
        whole = self.region(county) if county in self._above else None
        return f"通报只写“{county}”,全部通报中叫这个名字的只有{whole.replace('/', '')}" if whole else None

    def __bool__(self) -> bool:
        return bool(self._above)


def _scope(region: str) -> str:
    *above, county = region.split("/")
    province = next((a for a in above if a in divisions()), None)
    city = next((a for a in above if a != province), None)
    return path(Division(province, city, county))
