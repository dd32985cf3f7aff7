"""Old Word and WPS files: by LibreOffice where there is one, by their content where they are something else."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from graph_builder.errors import UnreadableNotice
from graph_builder.read import office, read
from tests.conftest import SAMPLE, absent
from tests.read.makers import WORD, as_docx, paragraph, write_docx

OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\x00" * 600


@pytest.fixture
def libreoffice() -> None:
    """The real program."""
    if shutil.which("soffice") is None:
        absent("no LibreOffice on this machine")


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Puts a stand-in for LibreOffice on the PATH, or nothing."""

    def install(script: str | None) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        monkeypatch.setattr(office, "_PROGRAMS", ("soffice",))
        if script is not None:
            (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n")
            (folder / "soffice").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/usr/bin{os.pathsep}/bin" if script else str(folder))

    return install


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "旧.wps"
    path.write_bytes(OLD_WORD)
    return path


def test_without_libreoffice_it_says_what_to_install(old, program):
    program(None)
    with pytest.raises(UnreadableNotice, match=r"旧\.wps:.*请安装 LibreOffice,或用 Word 或 WPS 打开后另存为 docx"):
        read(old)


def test_what_it_makes_is_read_and_nothing_is_left(old, program, tmp_path):
    made = write_docx(tmp_path / "made.docx", paragraph("账目混乱。"))
    program(f'for last; do :; done; echo "$@" > {tmp_path}/said; cp {made} "$(dirname "$last")/in.docx"')
    assert read(old).text == "账目混乱。"
    said = (tmp_path / "said").read_text()
    assert "-env:UserInstallation=file://" in said
    assert not Path(said.split()[-1]).exists()


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_a_failed_conversion_says_what_to_do(old, program, script):
    program(script)
    with pytest.raises(UnreadableNotice, match="LibreOffice 打不开"):
        read(old)


def test_a_conversion_that_hangs_is_ended_with_its_children(old, program, tmp_path, monkeypatch):
    program(f"sleep 300 & echo $! > {tmp_path}/child; wait")
    monkeypatch.setattr(office, "MOST_SECONDS", 1)
    start = time.monotonic()
    with pytest.raises(UnreadableNotice, match="1 秒内没有转换完"):
        read(old)
    assert time.monotonic() - start < 30
    child = int((tmp_path / "child").read_text())
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True).stdout.strip()
    assert state in ("", "Z", "Zs")


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize(("ending", "kind"), [("doc", "doc:MS Word 97"), ("rtf", "rtf")])
def test_the_real_program_gives_the_same_lines(ending, kind, tmp_path):
    made = as_docx(SAMPLE, tmp_path)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile", "--convert-to", kind]
    subprocess.run([*command, "--outdir", str(tmp_path), str(made)], capture_output=True, timeout=120, check=True)
    old = read(tmp_path / f"{SAMPLE.stem}.{ending}").text
    assert [line for line in old.split("\n") if line] == [line for line in read(SAMPLE).text.split("\n") if line]


@pytest.mark.usefixtures("libreoffice")
@pytest.mark.parametrize("data", [OLD_WORD, b"{\\rtf1 " + b"{" * 50_000], ids=["doc", "rtf"])
def test_the_real_program_refuses_what_is_damaged(data, tmp_path):
    path = tmp_path / "坏.doc"
    path.write_bytes(data)
    with pytest.raises(UnreadableNotice, match=r"坏\.doc"):
        read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "utf-16"])
def test_a_web_page_named_doc(encoding, tmp_path, program):
    program(None)
    path = tmp_path / "a.doc"
    path.write_bytes(
        f'<html xmlns:w="w"><meta charset="{encoding}"><body><p>账目混乱。</p></body></html>'.encode(encoding)
    )
    assert read(path).text == "账目混乱。"


def test_a_docx_named_wps(tmp_path, program):
    program(None)
    assert read(write_docx(tmp_path / "a.wps", paragraph("账目混乱。"))).text == "账目混乱。"


@pytest.mark.parametrize(
    "data",
    [
        f"<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?><w:wordDocument {WORD}><w:body>"
        f"{paragraph('账目混乱。')}</w:body></w:wordDocument>",
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n"
        "Content-Transfer-Encoding: 8bit\n\n<html><meta charset='utf-8'><p>账目混乱。</p></html>\n--b--\n",
    ],
    ids=["Word 2003 XML", "web archive"],
)
def test_other_formats_that_word_saves_as_doc(data, tmp_path, program):
    program(None)
    path = tmp_path / "a.doc"
    path.write_bytes(data.encode())
    assert read(path).text == "账目混乱。"


@pytest.mark.parametrize(
    ("stream", "words"), [("EncryptedPackage", "密码"), ("Workbook", "表格"), ("Nothing", "不是 Word")]
)
def test_other_files_of_the_old_container(stream, words, tmp_path):
    path = tmp_path / "a.doc"
    path.write_bytes(OLD_WORD[:8] + stream.encode("utf-16-le") + b"\x00" * 100)
    with pytest.raises(UnreadableNotice, match=words):
        read(path)
