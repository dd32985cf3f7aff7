"""A bad file gets one clear line; nothing runs, hangs or exhausts memory."""

from __future__ import annotations

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import UnreadableNotice
from graph_builder.read import notices_in, read
from graph_builder.read.clean import clean


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "空文件"),
        ("空白.txt", b"  \n \n", "没有文字"),
        ("程序.txt", b"\x7fELF\x00\x01\x02" * 50, "二进制"),
        ("乱.txt", bytes(range(128, 256)) * 40, "编码"),
        ("坏.docx", b"PK\x03\x04nothing", "Word"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "另存为"),
        ("坏.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("空.html", b"<html><body><script>1</script></body></html>", "正文"),
    ],
)
def test_says_which_file_what_is_wrong_and_what_to_do(tmp_path, name, data, words):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableNotice) as error:
        read(path)
    message = str(error.value)
    assert name in message
    assert words in message
    assert "\n" not in message


def test_missing_file_and_empty_folder(tmp_path):
    for path in (tmp_path / "没有.txt", tmp_path):
        with pytest.raises(UnreadableNotice):
            notices_in([path])


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * (300 * 2**20))
    with pytest.raises(UnreadableNotice, match="压缩炸弹"):
        read(path)


def test_deep_nesting_is_read_or_refused(tmp_path):
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + "<div>" * 100_000 + "正文。" + "</div>" * 100_000 + "</body></html>", "utf-8")
    try:
        assert "正文" in read(path).text
    except UnreadableNotice as error:
        assert "deep.html" in str(error)


def test_too_large_a_line_is_refused(tmp_path):
    path = tmp_path / "long.txt"
    path.write_text("长" * 1_200_000, "utf-8")
    with pytest.raises(UnreadableNotice, match="上限"):
        read(path)


@given(st.text())
def test_cleaning_is_done_once_and_leaves_no_control_characters(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(
        (ord(c) < 32 and c not in "\n\t") or c in "\u200b\u202e\ufeff" or 0xD800 <= ord(c) <= 0xDFFF for c in once
    )
