"""Which files are notices to read: those named, those of folders, those of zip archives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from graph_builder.errors import UnreadableNotice
from graph_builder.read.archive import MOST_MEMBERS, Archive, archive_at, inner, parted
from graph_builder.read.name import shown

SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx", ".doc", ".wps", ".pdf", ".ofd")


def notices_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of readable kinds in the folders and archives named, sorted.

    A member of an archive is named as if the archive were a folder, `通报.zip/甲.txt`, and `read` takes that name.
    An archive that cannot be listed is named itself: reading it says why. Hidden files are passed over, and
    those that only describe the folder (README.md).
    Raises `UnreadableNotice` for a path that does not exist or a folder with nothing to read.
    """
    found: list[Path] = []
    for path in paths:
        if _is(path, "is_dir"):
            inside = sorted(p for p in path.rglob("*") if _is_notice(p.relative_to(path)) and _is(p, "is_file"))
            if not inside:
                raise UnreadableNotice(
                    f"{shown(path)}:文件夹里没有可读的通报({'、'.join(s[1:] for s in SUFFIXES)}、zip)。"
                )
        elif _is(path, "exists") or _within_archive(path):
            inside = [path]
        else:
            raise UnreadableNotice(f"{shown(path)}:没有这个文件或文件夹;请检查路径。")
        for each in inside:
            found += _of_archive(each) if each.suffix.lower() == ".zip" else [each]
    return list(dict.fromkeys(found))


def _is(path: Path, what: str) -> bool:
    """One of Path's questions; what cannot be asked for want of permission is answered with no."""
    try:
        return bool(getattr(path, what)())
    except OSError:
        return what == "exists"  # it may be there: reading it will say what is wrong


def _within_archive(path: Path) -> bool:
    return parted(path) is not None


def _is_notice(path: PurePath) -> bool:
    hidden = any(part.startswith((".", "~$", "__MACOSX")) for part in path.parts)
    describes = path.stem.partition(".")[0].lower() in ("readme", "license", "changelog")
    return path.suffix.lower() in (*SUFFIXES, ".zip") and not hidden and not describes


def _of_archive(path: Path) -> list[Path]:
    """The notices in an archive, one zip inside another opened; the archive itself where there is none."""
    try:
        members = sorted(_members(path, archive_at(path)))
    except (UnreadableNotice, OSError):
        return [path]
    return [path / member for member in members] or [path]


def _members(path: Path, archive: Archive) -> Iterator[str]:
    left = MOST_MEMBERS - len(archive.members)
    for member in archive.members:
        if not _is_notice(PurePath(member)):
            continue
        if not member.lower().endswith(".zip"):
            yield member
            continue
        try:
            within = inner(path, member)
        except UnreadableNotice:
            yield member  # reading it says why
            continue
        left -= len(within.members)
        names = [name for name in within.members if _is_notice(PurePath(name))] if left >= 0 else []
        yield from (f"{member}/{name}" for name in names) if names else [member]
