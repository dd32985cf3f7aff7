"""The graph file brought up to what was gathered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from graph_builder.build import Across, Gathered, Shown
from graph_builder.errors import StoreMissing
from queries.store.embedded import EmbeddedStore
from queries.store.load import load_rows


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many notices are new in the graph, changed, gone and as before; `written` if the file is another now."""

    added: int
    changed: int
    removed: int
    kept: int
    written: bool


def refresh(gathered: Gathered, path: Path, say: Callable[[str], object] = lambda _: None) -> Refreshed:
    """Make the graph at `path` that of the notices gathered; `say` hears, in Chinese, what is being done.

    Where it shows them already, nothing is written. Raises `StoreBusy`.
    """
    say("跨通报比对")
    across = Across(gathered)
    now = {notice: Shown(gathered.contents[notice], digest) for notice, digest in across.digests.items()}
    stamp = blake2b(repr(sorted((n, s.digest) for n, s in now.items())).encode(), digest_size=16).hexdigest()
    written_last, before = gathered.cache.shown()
    standing = _stamp(path)
    if standing != stamp:
        say("写入图谱")
        load_rows(across.rows(), path, stamp)
    different = {notice for notice, own in now.items() if before.get(notice) != own}
    gone = before.keys() - now.keys()
    if written_last != stamp or different or gone:
        things = (
            (h.notice, now[h.notice], [t.id for t in h.things]) for h in gathered.heads() if h.notice in different
        )
        gathered.cache.keep_shown(stamp, gone, things)
    gathered.tidy()
    added = len(now.keys() - before.keys())
    changed = sum(n in before and before[n].content != own.content for n, own in now.items())
    return Refreshed(added, changed, len(gone), len(now) - added - changed, standing != stamp)


def _stamp(path: Path) -> str:
    """What the graph that stands there was made from."""
    try:
        with EmbeddedStore(path) as store:
            return store.stamp()
    except StoreMissing:
        return ""
