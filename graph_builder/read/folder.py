"""Which files of a folder are notices to read."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from graph_builder.errors import UnreadableNotice

SUFFIXES = (".txt", ".html", ".htm", ".docx", ".pdf")


def notices_in(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those of readable kinds in the folders named, sorted; hidden ones are passed over.

    Raises `UnreadableNotice` for a path that does not exist or a folder with nothing to read.
    """
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise UnreadableNotice(f"{path}:没有这个文件或文件夹;请检查路径。")
        if path.is_dir():
            inside = sorted(
                p
                for p in path.rglob("*")
                if p.suffix.lower() in SUFFIXES
                and p.is_file()
                and not any(part.startswith((".", "~$")) for part in p.relative_to(path).parts)
            )
            if not inside:
                raise UnreadableNotice(f"{path}:文件夹里没有可读的通报({'、'.join(s[1:] for s in SUFFIXES)})。")
            found += inside
        else:
            found.append(path)
    return list(dict.fromkeys(found))
