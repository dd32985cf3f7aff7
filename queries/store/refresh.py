"""The graph file brought up to what was gathered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from graph_builder.build import Across, Gathered, Identified, Shown, Written
from graph_builder.errors import StoreMissing
from graph_builder.resolve import Judgement
from queries.store.embedded import EmbeddedStore
from queries.store.load import load_tables
from queries.store.update import update_rows

FEW = 0.05
"""Share of the notices up to which it is quicker to change a graph than to write it anew."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many notices are new in the graph, changed, gone and as before, and how the file was brought up to them.

    `report` says what became of judgements that could not be followed, a line each.
    """

    added: int
    changed: int
    removed: int
    kept: int
    written: Literal["anew", "in part", "not at all"]
    report: tuple[str, ...] = ()


def refresh(
    gathered: Gathered,
    path: Path,
    say: Callable[[str], object] = lambda _: None,
    *,
    judgements: Iterable[Judgement] = (),
    few: float = FEW,
) -> Refreshed:
    """Make the graph at `path` that of the notices gathered; `say` hears, in Chinese, what is being done.

    Where up to the share `few` of the notices differs, only these are changed in it. Raises `StoreBusy`.
    """
    given = list(judgements)
    last, standing = gathered.cache.written(), _stamp(path)
    asked = _asked(gathered, given)
    if standing and (standing, asked) == (last.stamp, last.asked):
        return Refreshed(0, 0, 0, len(gathered.files), "not at all", last.report)
    say("跨通报比对")
    identified = Identified(gathered, given)
    across = Across(identified)
    now = {notice: Shown(gathered.contents[notice], digest) for notice, digest in across.digests().items()}
    told = repr((sorted((n, s.digest) for n, s in now.items()), across.communities.digest()))
    stamp = blake2b(told.encode(), digest_size=16).hexdigest()
    before = gathered.cache.shown()
    different = {notice for notice, own in now.items() if before.get(notice) != own}
    gone = before.keys() - now.keys()
    written: Literal["anew", "in part", "not at all"] = "not at all"
    if standing != stamp:
        say("写入图谱")
        known = standing != "" and standing == last.stamp and len(different) + len(gone) <= few * len(now)
        if known and _update(gathered, identified, across, path, stamp, different, gone):
            written = "in part"
        else:
            load_tables(across.tables(), path, stamp)
            written = "anew"
    things = ((notice, now[notice], identified.head(notice).names) for notice in sorted(different))
    gathered.cache.keep_shown(Written(stamp, asked, tuple(identified.report)), gone, things)
    gathered.tidy()
    added = len(now.keys() - before.keys())
    changed = sum(n in before and before[n].content != own.content for n, own in now.items())
    return Refreshed(added, changed, len(gone), len(now) - added - changed, written, tuple(identified.report))


def _update(
    gathered: Gathered,
    identified: Identified,
    across: Across,
    path: Path,
    stamp: str,
    different: set[str],
    gone: Set[str],
) -> bool:
    """Change only what differs; False if the engine would not."""
    things = gathered.cache.things([*different, *gone])
    for notice in different:
        things.update(identified.head(notice).names)
    try:
        update_rows(across.rows_of(different, things), across.communities, path, stamp, different | gone, things)
    except RuntimeError:
        return False
    return True


def _asked(gathered: Gathered, judgements: Iterable[Judgement]) -> str:
    """A word for all that the graph is made from."""
    notices = [(n, gathered.made[n], gathered.contents[n], files) for n, files in sorted(gathered.files.items())]
    told = repr((notices, [judgement.line() for judgement in judgements]))
    return blake2b(told.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _stamp(path: Path) -> str:
    """What the graph that stands there was made from."""
    try:
        with EmbeddedStore(path) as store:
            return store.stamp()
    except StoreMissing:
        return ""
