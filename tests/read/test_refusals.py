"""A bad file gets one clear line; nothing runs, hangs or exhausts memory."""

from __future__ import annotations

import os
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_builder.errors import UnreadableNotice
from graph_builder.read import notices_in, pdf, read
from graph_builder.read.clean import clean
from tests.conftest import SAMPLE
from tests.read.makers import MAKERS, WORD, page, paragraph, text_object, write_docx, write_ofd

SECONDS = 60  # far above what any of these takes, far below a hang


def refusal(path: Path, data: bytes | str | None = None) -> str:
    """The one line that reading a file gives."""
    if data is not None:
        path.write_bytes(data.encode() if isinstance(data, str) else data)
    start = time.monotonic()
    with pytest.raises(UnreadableNotice) as error:
        read(path)
    message = str(error.value)
    assert path.name in message
    assert ";请" in message
    assert "\n" not in message
    assert time.monotonic() - start < SECONDS
    return message


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "空文件"),
        ("空白.txt", b"  \n \n", "没有文字"),
        ("只有标记.txt", "\u200b\u202e\ufeff".encode(), "没有文字"),
        ("程序.txt", b"\x7fELF\x00\x01\x02" * 50, "二进制"),
        ("有空字节.txt", "账目\x00混乱".encode(), "二进制"),
        ("控制.txt", b"\x01\x02\x03ab" * 50, "二进制"),
        ("乱.txt", bytes(range(128, 256)) * 40, "编码"),
        ("半个字.txt", "账目混乱。".encode()[:-1], "不完整"),
        ("孤儿.txt", b"\xff\xfe\x00\xd8a\x00", "编码损坏"),
        ("图.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "图片"),
        ("包.txt", b"Rar!\x1a\x07\x00", "rar"),
        ("坏.docx", b"PK\x03\x04nothing", "Word"),
        ("假.docx", b"nothing", "不是 docx"),
        ("假.ofd", b"nothing", "不是 ofd"),
        ("假.pdf", b"nothing", "不是 pdf"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "另存为"),
        ("坏.pdf", b"%PDF-1.4 nothing", "PDF"),
        ("空.html", b"<html><body><script>1</script></body></html>", "正文"),
        ("空.md", b"![](a.png)\n\n---\n", "没有文字"),
        ("深.html", "<html>" + "<div>" * 100_000 + "正文。", "嵌套过深"),
        ("深.md", ">" * 100_000 + "正文。", "嵌套过深"),
        ("括号.md", "[" * 100_000, "上限"),
        ("大.html", b"<html>" + b"0" * (11 * 2**20), "上限"),
        ("大.md", "字" * 600_000, "上限"),
        ("长行.txt", "长" * 1_200_000, "上限"),
        ("全是行.txt", b"x" + b"\n" * 20_000_000 + b"x", "上限"),
        ("空格.txt", b"x" + b" " * 2_000_000 + b"x", "上限"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_says_which_file_what_is_wrong_and_what_to_do(tmp_path, name, data, words):
    assert words in refusal(tmp_path / name, data)


def test_missing_file_and_empty_folder(tmp_path):
    (tmp_path / "x.txt").mkdir()
    for path in (tmp_path / "没有.txt", tmp_path, tmp_path / "x.txt"):
        with pytest.raises(UnreadableNotice):
            notices_in([path])
    assert "文件夹" in refusal(tmp_path / "x.txt")
    assert "没有这个文件" in refusal(tmp_path / "没有.txt")
    (found,) = notices_in([tmp_path / ("长" * 300)])
    assert "文件名太长" in refusal(found)


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("账目混乱。", "utf-8")

    def forbidden(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    assert "没有读取权限" in refusal(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    assert "不是普通文件" in refusal(tmp_path / "a.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.docx", "a.pdf", "a.ofd", "a.md", "a.doc"])
def test_a_file_of_100_megabytes_is_not_read(tmp_path, name):
    with (tmp_path / name).open("wb") as file:
        file.truncate(100 * 2**20)
    assert "100 MB" in refusal(tmp_path / name)


@pytest.mark.parametrize("name", ["a\n行\u202e.txt", "a\udcff.txt"])
def test_a_name_cannot_break_the_line(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"")
    with pytest.raises(UnreadableNotice) as error:
        read(path)
    message = str(error.value)
    assert message.isprintable()
    message.encode("utf-8")


@pytest.mark.parametrize("part", ["word/document.xml", "OFD.xml"])
def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path, part):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(part, b"0" * (300 * 2**20))
    assert "压缩炸弹" in refusal(path)


ENTITIES = '<!DOCTYPE a [<!ENTITY a "账账账账账账账账账账">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
)
HOSTILE = {
    "expansion": f"{ENTITIES}]><body><p><t>&j;</t></p></body>",
    "file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><body><p><t>&x;</t></p></body>',
    "network": '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><body><p><t>一</t></p></body>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("xml", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("part", ["word/document.xml", "OFD.xml"])
def test_entities_are_neither_expanded_nor_fetched(tmp_path, part, xml, encoding):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr(part, f"<?xml version='1.0' encoding='{encoding}'?>{xml}".encode(encoding))
    message = refusal(path)
    assert "DTD" in message or "损坏" in message


def test_deep_xml_is_refused(tmp_path):
    assert "嵌套过深" in refusal(write_docx(tmp_path / "a.docx", "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000))
    assert "嵌套过深" in refusal(write_ofd(tmp_path / "a.ofd", ["<a>" * 100_000 + "</a>" * 100_000]))
    boxes = "<w:p><w:r><w:txbxContent>" * 80 + paragraph("一。") + "</w:txbxContent></w:r></w:p>" * 80
    assert read(write_docx(tmp_path / "b.docx", boxes)).text == "一。"
    tables = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("一。") + "</w:tc></w:tr></w:tbl>" * 60
    assert read(write_docx(tmp_path / "c.docx", tables)).text == "一。"


def test_an_ofd_that_names_one_page_again_and_again_is_bounded(tmp_path):
    path = tmp_path / "a.ofd"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>")
        packed.writestr("D.xml", "<D>" + '<Page BaseLoc="Page.xml"/>' * 5000 + "</D>")
        packed.writestr("Page.xml", page(text_object(30, 30, "账目混乱。")))
    assert "上限" in refusal(path)


def pdf_of(content: bytes) -> bytes:
    """A PDF of one page with a packed content stream."""
    packed = zlib.compress(content, 9)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (i, each) for i, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Size 6 /Root 1 0 R >>\n%%EOF"


def test_a_pdf_that_would_take_gigabytes_is_stopped(tmp_path):
    content = b"BT /F1 12 Tf 10 10 Td " + b"(aaaaaaaaaa) Tj " * (3 * 2**20) + b" ET"
    assert "读不完" in refusal(tmp_path / "a.pdf", pdf_of(content))


def test_a_pdf_that_would_take_minutes_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf, "MOST_SECONDS", 1)
    content = b"BT /F1 12 Tf 10 10 Td " + b"(aaaaaaaaaa) Tj " * 600_000 + b" ET"
    assert "读不完" in refusal(tmp_path / "a.pdf", pdf_of(content))


def test_a_scan_says_what_it_is(tmp_path):
    assert "扫描件" in refusal(tmp_path / "a.pdf", pdf_of(b"0 0 m 9 9 l S"))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
@pytest.mark.parametrize("make", MAKERS)
def test_a_cut_file_is_read_as_far_as_it_goes_or_refused(make, share, tmp_path):
    path = make(SAMPLE, tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    if path.suffix in (".docx", ".ofd"):
        assert "不完整" in refusal(path)
        return
    try:
        text = read(path).text
    except UnreadableNotice as error:
        assert path.name in str(error)
    else:
        assert set("".join(text.split())) <= set("".join(SAMPLE.read_text("utf-8").split())) | set("浏览量字号大中小")


def test_control_characters_and_direction_marks_are_dropped(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes("<html><p>账\u202e目&#x202e;混&#xD800;乱\u200b&#0;。</p></html>".encode())
    assert set("账目混乱。") <= set(read(path).text) <= set("账目混乱。\ufffd")
    path = tmp_path / "a.txt"
    path.write_bytes("账\u202e目\x07混\ufeff乱\u2066。".encode())
    assert read(path).text == "账目混乱。"


@given(st.text())
def test_cleaning_is_done_once_and_leaves_no_control_characters(text):
    once = clean(text)
    assert clean(once) == once
    assert not any(
        (ord(c) < 32 and c not in "\n\t") or c in "\u200b\u202e\ufeff" or 0xD800 <= ord(c) <= 0xDFFF for c in once
    )


def test_a_word_file_without_a_body(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", f"<w:document {WORD}/>")
    assert "没有正文" in refusal(path)
