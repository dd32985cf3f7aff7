"""OFD: lines are put together by their places, pages by their order."""

from __future__ import annotations

import pytest

from graph_builder.errors import UnreadableNotice
from graph_builder.read import read
from tests.read.makers import page, text_object, write_ofd


def test_pieces_of_a_line_are_ordered_by_place_and_cells_parted_by_tabs(tmp_path):
    objects = (
        text_object(80, 60, "清理账目。")
        + text_object(30, 60.3, "账目混乱。")
        + text_object(34.2, 40, "整改")
        + text_object(42.6, 40, "清单")
    )
    path = write_ofd(tmp_path / "a.ofd", [page(objects)])
    assert read(path).text.split("\n") == ["整改清单", "账目混乱。\t清理账目。"]


def test_a_matrix_moves_and_scales(tmp_path):
    moved = text_object(0, 0, "后").replace("<ofd:TextObject", '<ofd:TextObject CTM="2 0 0 2 50 30"')
    path = write_ofd(tmp_path / "a.ofd", [page(moved + text_object(30, 10, "前"))])
    assert read(path).text.split("\n") == ["前", "后"]


def test_several_codes_of_one_object_and_no_prefix(tmp_path):
    content = (
        '<Page><Content><Layer><TextObject Boundary="10 10 90 5" Size="4"><TextCode X="0" Y="4">第一行</TextCode>'
        '<TextCode Y="14">第二行</TextCode></TextObject></Layer></Content></Page>'
    )
    assert read(write_ofd(tmp_path / "a.ofd", [content])).text.split("\n") == ["第一行", "第二行"]


@pytest.mark.parametrize(
    "bad", ['Boundary="nan inf x"', 'Boundary=""', 'Size="0"', 'CTM="1 2"', 'DeltaX="g 99999999999 1e308"']
)
def test_absurd_numbers_are_passed_over(tmp_path, bad):
    code = f'<TextCode X="a" Y="" {bad if "Delta" in bad else ""}>账目混乱。</TextCode>'
    content = f"<Page><TextObject {bad}>{code}</TextObject></Page>"
    assert read(write_ofd(tmp_path / "a.ofd", [content])).text == "账目混乱。"


@pytest.mark.parametrize(
    ("pages", "words"),
    [([], "没有文字"), (["<Page><Layer/></Page>"], "扫描件"), (["<Page><TextCode>"], "损坏")],
)
def test_what_has_no_text_says_so(tmp_path, pages, words):
    with pytest.raises(UnreadableNotice, match=words):
        read(write_ofd(tmp_path / "a.ofd", pages))
