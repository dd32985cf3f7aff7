"""Zip archives and folders: members are read by name, in memory; hostile archives get one line."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest

from graph_builder.build import read_notice
from graph_builder.errors import UnreadableNotice
from graph_builder.read import archive, notices_in, read, zipped
from tests.conftest import SAMPLE
from tests.read.makers import as_docx

TEXT = "1.账目混乱。"


def zip_of(path: Path | io.BytesIO, members: dict[str, bytes | str]) -> Path | io.BytesIO:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data)
    return path


def names(root: Path, found: list[Path]) -> list[str]:
    return [str(path.relative_to(root)) for path in found]


def test_members_are_named_like_files_in_a_folder_and_read(tmp_path):
    as_docx(SAMPLE, tmp_path)
    path = zip_of(
        tmp_path / "通报.zip",
        {
            "一月/甲.txt": TEXT,
            "二月/样本.docx": (tmp_path / f"{SAMPLE.stem}.docx").read_bytes(),
            "__MACOSX/一月/._甲.txt": "x",
            ".隐藏.txt": "x",
            "图.png": "x",
            "空/": "",
        },
    )
    found = notices_in([path])
    assert names(tmp_path, found) == ["通报.zip/一月/甲.txt", "通报.zip/二月/样本.docx"]
    assert read(found[0]).text == TEXT
    assert read(found[0]).source == "甲.txt"
    assert read_notice(found[1]).notice == "样本"


def test_a_folder_with_archives_and_files(tmp_path):
    (tmp_path / "x.txt").mkdir()
    (tmp_path / "b.md").write_text("甲", "utf-8")
    (tmp_path / "~$b.docx").write_bytes(b"lock")
    zip_of(tmp_path / "a.zip", {"c.txt": TEXT})
    assert names(tmp_path, notices_in([tmp_path])) == ["a.zip/c.txt", "b.md"]


def test_one_zip_inside_another_is_opened_and_no_more(tmp_path):
    innermost = zip_of(io.BytesIO(), {"c.txt": TEXT}).getvalue()
    inner = zip_of(io.BytesIO(), {"b.txt": TEXT, "再.zip": innermost}).getvalue()
    path = zip_of(tmp_path / "a.zip", {"里.zip": inner, "a.txt": TEXT})
    found = notices_in([path])
    assert names(tmp_path, found) == ["a.zip/a.txt", "a.zip/里.zip/b.txt", "a.zip/里.zip/再.zip"]
    assert [read(each).text for each in found[:2]] == [TEXT, TEXT]
    with pytest.raises(UnreadableNotice, match="太多层"):
        read(found[2])


def test_names_in_gbk_are_decoded(tmp_path):
    path = tmp_path / "a.zip"
    zip_of(path, {"abcd.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(b"abcd", "通报".encode("gbk")))
    assert names(tmp_path, notices_in([path])) == ["a.zip/通报.txt"]
    assert read(notices_in([path])[0]).text == TEXT


def test_a_changed_archive_is_read_anew(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"c.txt": TEXT})
    assert read(path / "c.txt").text == TEXT
    zip_of(path, {"c.txt": TEXT + "又及。"})
    assert read(path / "c.txt").text == TEXT + "又及。"


def refused(path: Path) -> str:
    """The line that reading the only thing found at a path gives."""
    (found,) = notices_in([path])
    with pytest.raises(UnreadableNotice) as error:
        read(found)
    assert "\n" not in str(error.value)
    assert path.name in str(error.value)
    return str(error.value)


@pytest.mark.parametrize("name", ["../出去.txt", "/etc/出去.txt", "a/../../出去.txt", "C:\\出去.txt", "..\\出去.txt"])
def test_a_name_that_leads_outside_condemns_the_archive(tmp_path, name):
    path = zip_of(tmp_path / "a.zip", {name: TEXT, "b.txt": TEXT})
    assert "指向压缩包之外" in refused(path)
    assert list(tmp_path.iterdir()) == [path]


def test_links_are_not_followed(tmp_path):
    entry = zipfile.ZipInfo("a.txt")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    zip_of(tmp_path / "a.zip", {entry: "/etc/passwd"})
    assert "符号链接" in refused(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"a.txt": b"0" * (60 * 2**20)}, "压缩炸弹"),
        ({f"{i}.txt": "" for i in range(archive.MOST_MEMBERS + 1)}, "超过上限"),
        ({"a.exe": "x"}, "没有可读的通报"),
        ({}, "没有可读的通报"),
    ],
    ids=["ratio", "count", "nothing to read", "empty"],
)
def test_archives_out_of_bounds(tmp_path, members, words):
    assert words in refused(zip_of(tmp_path / "a.zip", members))


def test_the_sum_of_sizes_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(zipped, "MOST_UNPACKED", 1000)
    assert "压缩炸弹" in refused(zip_of(tmp_path / "a.zip", {"a.txt": "账" * 200, "b.txt": "目" * 200}))


def test_a_bomb_inside_an_archive_spares_the_others(tmp_path):
    bomb = zip_of(io.BytesIO(), {"word/document.xml": b"0" * (60 * 2**20)}).getvalue()
    path = zip_of(tmp_path / "a.zip", {"a.txt": TEXT, "b.docx": bomb, "c.zip": bomb})
    good, docx, inner = notices_in([path])
    assert read(good).text == TEXT
    for bad in (docx, inner):
        with pytest.raises(UnreadableNotice, match="压缩炸弹"):
            read(bad)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_cannot_be_bounded_are_refused(tmp_path, method):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", method) as packed:
        packed.writestr("a.txt", TEXT)
    assert "压缩方式" in refused(tmp_path / "a.zip")


def test_a_lie_about_a_size_is_found_out(tmp_path):
    path = tmp_path / "a.zip"
    zip_of(path, {"a.txt": "账" * 5000})
    size = (15_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (90).to_bytes(4, "little")))
    assert "损坏" in refused(path)


def test_a_locked_and_a_cut_archive(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"a.txt": TEXT * 50})
    data = bytearray(path.read_bytes())
    path.write_bytes(data[: len(data) // 2])
    assert "损坏" in refused(path)
    for header, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + flags] |= 1
    path.write_bytes(data)
    assert "密码" in refused(path)


def test_a_member_without_a_name_is_passed_over(tmp_path):
    path = tmp_path / "a.zip"
    zip_of(path, {"b.txt": TEXT, "abcd.txt": TEXT})
    path.write_bytes(path.read_bytes().replace(b"abcd.txt", b"\x00" * 8))
    assert names(tmp_path, notices_in([path])) == ["a.zip/b.txt"]


def test_a_name_that_is_not_there(tmp_path):
    path = zip_of(tmp_path / "a.zip", {"a.txt": TEXT})
    with pytest.raises(UnreadableNotice, match="没有这个文件"):
        read(path / "b.txt")
    with pytest.raises(UnreadableNotice, match="没有这个文件"):
        notices_in([tmp_path / "没有" / "b.txt"])


def test_files_that_describe_a_folder_are_no_notices(tmp_path):
    for name in ("README.md", "readme.zh-CN.md", "LICENSE.txt", "通报.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    assert names(tmp_path, notices_in([tmp_path])) == ["通报.txt"]
    assert notices_in([tmp_path / "README.md"]) == [tmp_path / "README.md"]
