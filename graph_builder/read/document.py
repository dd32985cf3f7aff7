"""What reading yields: clean text that nobody edits afterwards; every later stage points into it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A file's text. `source` is the file's name, `sha256` the digest of its bytes in hex."""

    text: str
    source: str
    sha256: str
