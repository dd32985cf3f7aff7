"""What was read before, kept beside the graph: claims by what a file holds, rows by notice, and what the graph shows.

One SQLite file. Whatever is written is written whole, so a run that is killed leaves what it had done so far.
It can be thrown away at any time: the next run reads everything again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from zlib import crc32

from graph_builder.errors import CacheUnusable

_SHAPE = 2
"""Raised when the tables change; a cache of another shape is begun anew."""
_TABLES = """
CREATE TABLE claims(content TEXT PRIMARY KEY, made TEXT, parts INTEGER, body BLOB, sum INTEGER);
CREATE TABLE notices(notice TEXT PRIMARY KEY, made TEXT, imprint TEXT);
CREATE TABLE heads(notice TEXT PRIMARY KEY, body BLOB, sum INTEGER);
CREATE TABLE rows(notice TEXT PRIMARY KEY, body BLOB, sum INTEGER);
CREATE TABLE shown(notice TEXT PRIMARY KEY, content TEXT, digest TEXT, things TEXT);
CREATE TABLE written(stamp TEXT, asked TEXT, report TEXT);
"""
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BESIDE = ("", "-wal", "-shm", "-journal")


class Damaged(Exception):
    """The cache holds something else than was written into it."""


@dataclass(frozen=True, slots=True)
class KeptNotice:
    """The imprint (JSON), the head and the rows of a notice; `made` is a word for all that they were made from."""

    notice: str
    made: str
    imprint: str
    head: bytes
    rows: bytes


@dataclass(frozen=True, slots=True)
class Shown:
    """What the graph shows of a notice: the key of the content it was read from, and a digest of all its rows."""

    content: str
    digest: str


@dataclass(frozen=True, slots=True)
class Written:
    """A graph that was written: its stamp, a word for all that was asked for, and what became of judgements."""

    stamp: str = ""
    asked: str = ""
    report: tuple[str, ...] = ()


class Cache:
    """The file, opened by one process.

    Every method raises `Damaged` where the file is broken, `CacheUnusable` where the disk is full or forbidden.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        with _explained(path):
            self._database = sqlite3.connect(path, isolation_level=None)
            try:
                self._database.execute("PRAGMA journal_mode=WAL")
                self._database.execute("PRAGMA synchronous=NORMAL")
                shape = self._database.execute("PRAGMA user_version").fetchone()[0]
                if shape != _SHAPE:
                    self._begin()
            except sqlite3.Error:
                self._database.close()
                raise

    def _begin(self) -> None:
        with self._whole():
            for (table,) in self._database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                self._database.execute(f'DROP TABLE "{table}"')
            for statement in _TABLES.strip().splitlines():
                self._database.execute(statement)
            self._database.execute(f"PRAGMA user_version = {_SHAPE}")

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def contents(self, made: str) -> dict[str, int]:
        """Every content whose claims this version made, and how many notices it holds."""
        with _explained(self._path):
            return dict(self._database.execute("SELECT content, parts FROM claims WHERE made = ?", (made,)))

    def kept_contents(self) -> set[str]:
        """Every content whose claims are kept, whichever version made them."""
        with _explained(self._path):
            return {key for (key,) in self._database.execute("SELECT content FROM claims")}

    def claims(self, content: str) -> bytes:
        """The claims of a content as bytes."""
        return self._sound("SELECT body, sum FROM claims WHERE content = ?", content)

    def made(self) -> dict[str, str]:
        """The word for what each notice was made from."""
        with _explained(self._path):
            return dict(self._database.execute("SELECT notice, made FROM notices"))

    def imprints(self) -> dict[str, str]:
        """The imprint of each notice as JSON."""
        with _explained(self._path):
            return dict(self._database.execute("SELECT notice, imprint FROM notices"))

    def heads(self) -> Iterator[tuple[str, bytes]]:
        """The heads of all notices as bytes, in the order of ids."""
        with _explained(self._path):
            for notice, body, right in self._database.execute("SELECT notice, body, sum FROM heads ORDER BY notice"):
                if crc32(body) != right:
                    raise Damaged(notice)
                yield notice, body

    def head(self, notice: str) -> bytes:
        """The head of a notice as bytes."""
        return self._sound("SELECT body, sum FROM heads WHERE notice = ?", notice)

    def rows(self, notice: str) -> bytes:
        """The rows of a notice as bytes."""
        return self._sound("SELECT body, sum FROM rows WHERE notice = ?", notice)

    def _sound(self, ask: str, key: str) -> bytes:
        with _explained(self._path):
            row = self._database.execute(ask, (key,)).fetchone()
        if row is None or crc32(row[0]) != row[1]:
            raise Damaged(key)
        data: bytes = row[0]
        return data

    def keep(
        self, made: str, claims: Iterable[tuple[str, int, bytes]] = (), notices: Sequence[KeptNotice] = ()
    ) -> None:
        """Keep claims that the version `made` read (content, number of notices, bytes), and notices."""
        with self._whole():
            self._database.executemany(
                "INSERT OR REPLACE INTO claims VALUES (?, ?, ?, ?, ?)",
                ((content, made, parts, body, crc32(body)) for content, parts, body in claims),
            )
            for table, body in (("heads", "head"), ("rows", "rows")):
                self._database.executemany(
                    f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)",  # noqa: S608
                    ((n.notice, data := getattr(n, body), crc32(data)) for n in notices),
                )
            self._database.executemany(
                "INSERT OR REPLACE INTO notices VALUES (?, ?, ?)", ((n.notice, n.made, n.imprint) for n in notices)
            )

    def written(self) -> Written:
        """The graph that was written last."""
        with _explained(self._path):
            row = self._database.execute("SELECT stamp, asked, report FROM written").fetchone()
            return Written(row[0], row[1], tuple(json.loads(row[2]))) if row else Written()

    def shown(self) -> dict[str, Shown]:
        """What the graph that was written last shows of each notice."""
        with _explained(self._path):
            found = self._database.execute("SELECT notice, content, digest FROM shown")
            return {n: Shown(content, digest) for n, content, digest in found}

    def things(self, notices: Iterable[str]) -> set[str]:
        """The ids of the things that the graph shows these notices to name."""
        with _explained(self._path):
            found: set[str] = set()
            for notice in notices:
                row = self._database.execute("SELECT things FROM shown WHERE notice = ?", (notice,)).fetchone()
                found.update(json.loads(row[0]) if row else ())
            return found

    def keep_shown(
        self, written: Written, gone: Iterable[str], shown: Iterable[tuple[str, Shown, Sequence[str]]]
    ) -> None:
        """Note what the graph now shows: what is gone, what is new or different and the ids of the things it names."""
        report = json.dumps(written.report, ensure_ascii=False)
        with self._whole():
            self._database.execute("DELETE FROM written")
            self._database.execute("INSERT INTO written VALUES (?, ?, ?)", (written.stamp, written.asked, report))
            self._forget("shown", "notice", gone)
            self._database.executemany(
                "INSERT OR REPLACE INTO shown VALUES (?, ?, ?, ?)",
                ((n, s.content, s.digest, json.dumps(things, ensure_ascii=False)) for n, s, things in shown),
            )

    def forget(self, notices: Iterable[str], contents: Iterable[str]) -> None:
        """Let go of notices and of claims."""
        with self._whole():
            gone = list(notices)
            for table in ("notices", "heads", "rows"):
                self._forget(table, "notice", gone)
            self._forget("claims", "content", contents)

    def _forget(self, table: str, column: str, keys: Iterable[str]) -> None:
        self._database.executemany(f"DELETE FROM {table} WHERE {column} = ?", [(key,) for key in keys])  # noqa: S608

    @contextmanager
    def _whole(self) -> Iterator[None]:
        """All of it or nothing."""
        with _explained(self._path):
            self._database.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise
            self._database.execute("COMMIT")


def discard(path: Path) -> None:
    """Throw a cache away."""
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BROKEN:
            raise Damaged(str(error)) from error
        raise CacheUnusable(f"缓存 {path} 不能读写({error});请检查磁盘空间和权限,或删去它再运行。") from error
