"""Files → the notices of a graph: only what is new or changed is read, what says the same is kept once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b, sha256
from pathlib import Path
from time import monotonic

from graph_builder.build.cache import Cache, KeptNotice
from graph_builder.build.coding import (
    pack_head,
    pack_imprint,
    pack_readings,
    pack_tables,
    unpack_head,
    unpack_imprint,
    unpack_runs,
    unpack_tables,
    unpacked_readings,
)
from graph_builder.build.corpus import NetChoice, ended, failed, spread
from graph_builder.build.editions import Imprint, reprints
from graph_builder.build.head import Head, told
from graph_builder.build.reading import Reading, read_notices
from graph_builder.build.repeats import Runs
from graph_builder.build.rows import Tables
from graph_builder.build.version import claims_version, rows_version
from graph_builder.errors import UnreadableNotice
from graph_builder.nets import Net
from graph_builder.read import Document, bytes_of, shown
from graph_builder.resolve import resolve

_ROWS_HELD = 256
"""Notices whose rows are held, as others refer to them."""
_MEASURES_HELD = 4_096
"""Notices whose measures are held, as others repeat them: a few kilobytes each."""
_KEEP_EVERY_S = 1.0
"""How much work, in seconds, may be lost when a run is killed."""


@dataclass(frozen=True, slots=True)
class File:
    """A file to read, and what it is called as a source: its path below the folder that was named."""

    path: Path
    source: str


@dataclass(frozen=True, slots=True)
class _Content:
    """What some files hold: its key, the files, the id of its (first) notice; `taken` ids are not for further ones."""

    key: str
    files: tuple[File, ...]
    notice: str
    taken: frozenset[str]

    def ids(self, parts: int) -> list[str]:
        """The ids of its notices: name, name-2 …, or name~2 where another file is called name-2."""
        more = ((f"{self.notice}-{n}", f"{self.notice}~{n}") for n in range(2, parts + 1))
        return [self.notice, *(other if one in self.taken else one for one, other in more)]


@dataclass(frozen=True, slots=True)
class _Task:
    """A content to read, or where a cache is given, to take from there and only to make rows of."""

    content: _Content
    version: str
    cache: Path | None


@dataclass(frozen=True, slots=True)
class _Made:
    """The notices of a content, its claims if they were read anew, or why it could not be read."""

    notices: tuple[KeptNotice, ...] = ()
    claims: bytes | None = None
    failure: str | None = None


@dataclass(slots=True)
class Gathered:
    """The notices of a graph (`Notices`), one for whatever was read more than once.

    By notice: `made` is a word for all that its rows were made from, `contents` the key of what its file holds,
    `files` what it was read from. `bad` are the files that could not be read, a line each; `read` counts those
    that were read this time, `same` those that only repeat another.
    """

    cache: Cache
    made: dict[str, str] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)
    files: dict[str, tuple[str, ...]] = field(default_factory=dict)
    imprints: dict[str, Imprint] = field(default_factory=dict)
    bad: list[str] = field(default_factory=list)
    read: int = 0
    same: int = 0
    _held: dict[str, Tables] = field(default_factory=dict)
    _measures: dict[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)

    def heads(self) -> Iterator[Head]:
        """See `Notices.heads`."""
        for notice, head in self.cache.heads():
            if notice in self.files:
                yield unpack_head(head, notice, self.imprints[notice])

    def runs(self) -> Iterator[Runs]:
        """See `Notices.runs`."""
        return (unpack_runs(head) for notice, head in self.cache.heads() if notice in self.files)

    def head(self, notice: str) -> Head:
        """See `Notices.head`."""
        return unpack_head(self.cache.head(notice), notice, self.imprints[notice])

    def rows(self, notice: str) -> Tables:
        """See `Notices.rows`."""
        rows = self._held.pop(notice, None) or unpack_tables(self.cache.rows(notice), notice)
        self._held[notice] = rows
        if len(self._held) > _ROWS_HELD:
            del self._held[next(iter(self._held))]
        return rows

    def measures(self, notice: str) -> Mapping[str, Sequence[str]]:
        """See `Notices.measures`."""
        found = self._measures.pop(notice, None)
        if found is None:
            columns = self.rows(notice).of(("Measure",))
            found = {"id": columns["id"], "text": columns["text"]}
        self._measures[notice] = found
        if len(self._measures) > _MEASURES_HELD:
            del self._measures[next(iter(self._measures))]
        return found

    def digest(self, notice: str) -> str:
        """See `Notices.digest`."""
        return self.made[notice]

    def sources(self, notice: str) -> tuple[str, ...]:
        """See `Notices.sources`."""
        return self.files[notice]

    def tidy(self) -> None:
        """Let go of what the cache holds of files that are no more."""
        self.cache.forget(
            self.cache.made().keys() - self.made.keys(), self.cache.kept_contents() - set(self.contents.values())
        )


def gather(
    files: Sequence[File],
    cache: Path,
    net: NetChoice | None = None,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Gathered:
    """Bring the cache at this place up to these files; `progress` hears how many contents are done, and of how many.

    What was read is kept every second, so that a run that is killed goes on where it was. Raises `NetMissing`,
    `CacheUnusable`, and `Damaged` where the cache has to be thrown away.
    """
    found = Gathered(Cache(cache))
    contents = _contents(files, found)
    claims, rows = claims_version(net), rows_version(net)
    known, made = found.cache.contents(claims), found.cache.made()
    tasks = []
    for content in contents:
        if content.key not in known:
            tasks.append(_Task(content, rows, None))
        elif any(made.get(i) != _word(rows, content, i) for i in content.ids(known[content.key])):
            tasks.append(_Task(content, rows, cache))
    found.read = sum(task.cache is None for task in tasks)
    for claims_read, notices in _batches(
        tasks, net, jobs, found, lambda n: progress and progress(len(contents) - len(tasks) + n, len(contents))
    ):
        found.cache.keep(claims, claims_read, notices)
    known = found.cache.contents(claims)
    _settle(contents, known, rows, found)
    return found


def content_key(data: bytes, path: Path) -> str:
    """What claims are kept under: what a file holds, and its ending, which says how to read it."""
    return sha256(data).hexdigest() + path.suffix.lower()


def _contents(files: Sequence[File], found: Gathered) -> list[_Content]:
    """What the files hold, in the order of their sources; two files that hold the same are one content."""
    holding: dict[str, list[File]] = {}
    for file in sorted(files, key=lambda f: f.source):
        try:
            key = content_key(bytes_of(file.path), file.path)
        except UnreadableNotice as error:
            found.bad.append(str(error))
            continue
        holding.setdefault(key, []).append(file)
    stems = {key: shown(own[0].path.stem) for key, own in holding.items()}
    often = Counter(stems.values())
    ids = {key: stem if often[stem] == 1 else f"{stem}~{key[:8]}" for key, stem in stems.items()}
    numbered: dict[str, set[str]] = {}
    for notice in ids.values():
        numbered.setdefault(re.sub(r"-\d+$", "", notice), set()).add(notice)
    return [_Content(key, tuple(own), ids[key], frozenset(numbered.get(ids[key], ()))) for key, own in holding.items()]


def _batches(
    tasks: Sequence[_Task],
    net: NetChoice | None,
    jobs: int | None,
    found: Gathered,
    progress: Callable[[int], object],
) -> Iterator[tuple[list[tuple[str, int, bytes]], list[KeptNotice]]]:
    """Do the tasks: claims and notices to keep, a second's worth at a time."""
    claims: list[tuple[str, int, bytes]] = []
    notices: list[KeptNotice] = []
    since = monotonic()
    for done, (task, made) in enumerate(spread(_make, tasks, net, jobs), 1):
        progress(done)
        failure = made.failure if made else ended(task.content.files[0].path)
        if failure or made is None:
            found.bad.append(str(failure))
            continue
        notices += made.notices
        if made.claims is not None:
            claims.append((task.content.key, len(made.notices), made.claims))
        if monotonic() - since > _KEEP_EVERY_S:
            yield claims, notices
            claims, notices, since = [], [], monotonic()
    yield claims, notices


def _make(task: _Task, net: Net | None) -> _Made:
    """Read a content, or take its claims from the cache, and make its rows."""
    file = task.content.files[0]
    if task.cache:
        with Cache(task.cache) as cache:
            kept = unpacked_readings(cache.claims(task.content.key), task.content.ids)
        digest = task.content.key.partition(".")[0]
        source = shown(file.path.name)
        readings = [
            Reading(c, Document(text, source, digest), tuple(claims), resolve(claims)) for c, text, claims in kept
        ]
        return _Made(_kept(task, readings))
    try:
        readings = read_notices(file.path, net, task.content.ids)
        return _Made(_kept(task, readings), pack_readings(readings))
    except UnreadableNotice as error:
        return _Made(failure=str(error))
    except Exception as error:  # one bad notice must not stop the run
        return _Made(failure=failed(file.path, error))


def _kept(task: _Task, readings: Sequence[Reading]) -> tuple[KeptNotice, ...]:
    found = []
    for reading in readings:
        head, rows = told(reading)
        made = _word(task.version, task.content, reading.notice)
        found.append(KeptNotice(reading.notice, made, pack_imprint(head.imprint), pack_head(head), pack_tables(rows)))
    return tuple(found)


def _word(version: str, content: _Content, notice: str) -> str:
    """All that the rows of a notice are made from, as a short word."""
    told = "\n".join((version, content.key, notice, shown(content.files[0].path.name)))
    return blake2b(told.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _settle(contents: Sequence[_Content], parts: Mapping[str, int], version: str, found: Gathered) -> None:
    """Which notices to keep, and what each was read from: what is told twice in the same words is kept once."""
    for content in contents:
        for notice in content.ids(parts[content.key]) if content.key in parts else ():
            found.made[notice] = _word(version, content, notice)
            found.contents[notice] = content.key
            found.files[notice] = tuple(file.source for file in content.files)
        found.same += len(content.files) - 1
    told = found.cache.imprints()
    found.imprints = {notice: unpack_imprint(told[notice]) for notice in found.files}
    for notice, kept in sorted(reprints(found.imprints).items()):
        found.files[kept] = (*found.files[kept], *found.files.pop(notice))
        found.same += 1
