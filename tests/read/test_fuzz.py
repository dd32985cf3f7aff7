"""Whatever the bytes and the ending, reading gives a text or one line that says why not."""

from __future__ import annotations

import io
import random
import zipfile
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_builder.errors import UnreadableNotice
from graph_builder.read import SUFFIXES, notices_in, office, read
from tests.conftest import NOTICES
from tests.read.makers import MAKERS

ENDINGS = (*SUFFIXES, ".zip", ".rtf", ".mht", "")
SOURCE = sorted(NOTICES.glob("*.txt"))[0]
STARTS = [b"", b"PK\x03\x04", b"%PDF-1.4\n", b"<html>", b"<?xml version='1.0'?>", b"\xff\xfe", b"MIME-Version: 1.0\n"]

TAGS = [
    "html",
    "body",
    "table",
    "/table",
    "tr",
    "td colspan=3",
    "/td",
    "p",
    "/p",
    "br",
    "li",
    "div",
    "/div",
    "svg",
    "nav",
]
PIECES = [f"<{tag}>" for tag in (*TAGS, "title", "frameset", "!-- --", "!--", "meta charset=x")]
PIECES += [*"账。->`[|\u202e\n\t", "**", "](x)", "&#xD800;", "1. ", "\n\n", "|a|b|\n|-|-|\n"]


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    """LibreOffice has its own tests; starting it for each example takes too long."""
    monkeypatch.setattr(office, "_PROGRAMS", ())


@lru_cache
def good_files() -> list[bytes]:
    """One file of each format, and an archive of them."""
    with TemporaryDirectory() as folder:
        files = [make(SOURCE, Path(folder)).read_bytes() for make in MAKERS]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for i, data in enumerate(files):
            archive.writestr(f"{i}.docx", data)
    return [*files, SOURCE.read_bytes(), packed.getvalue()]


def text_or_refusal(data: bytes, ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        path.write_bytes(data)
        for found in notices_in([path])[:3]:
            try:
                assert read(found).text.strip()
            except UnreadableNotice as error:
                assert str(error).isprintable()


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.sampled_from(STARTS), data=st.binary(max_size=300))
def test_random_bytes(ending, start, data):
    text_or_refusal(start + data, ending)


@pytest.mark.parametrize("ending", ENDINGS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(which=st.integers(0, 6), seed=st.integers(0, 2**32), changes=st.integers(1, 30))
def test_damaged_files(ending, which, seed, changes):
    chance = random.Random(seed)
    data = bytearray(good_files()[which])
    for _ in range(changes):
        at = chance.randrange(len(data))
        data[at : at + chance.choice((0, 1, 1, 4))] = chance.randbytes(chance.choice((0, 1, 1, 4)))
    text_or_refusal(bytes(data[: chance.choice((len(data), chance.randrange(1, len(data))))]), ending)


@pytest.mark.parametrize(
    "part", ["word/document.xml", "OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"]
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_damaged_parts_of_sound_packages(part, seed):
    """Damage inside a part whose checksum is right, which damage to the file itself never is."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(good_files()[1 if part.startswith("word") else 4])) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    data = bytearray(parts[part])
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(data))
        data[at : at + chance.randrange(9)] = chance.choice((b"", b"<w:tbl>", b"</w:p>", b'"', b"&#0;", b"-1", b"/"))
    parts[part] = bytes(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    text_or_refusal(out.getvalue(), ".docx")


@pytest.mark.parametrize("ending", [".html", ".md", ".doc", ".mht"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=st.lists(st.sampled_from(PIECES), max_size=40))
def test_scrambled_markup(ending, pieces):
    text_or_refusal("".join(pieces).encode(), ending)
