"""Workbooks: texts stay texts, and the graph's five sheets are there."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from graph_builder.errors import NotExported
from queries.exchange import held, write_xlsx, xlsx
from queries.exchange.workbook import write_workbook
from queries.store import Node
from tests.queries.exchange.conftest import CONTROL, HOSTILE


def cells(path, sheet=None):
    book = openpyxl.load_workbook(path)
    return [list(row) for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows()]


def test_hostile_texts_stay_texts(tmp_path):
    texts = ["=1+1", "+1", "-1", "@x", "\tx", '=HYPERLINK("http://x")', "http://example.org", "007", *HOSTILE]
    write_xlsx(tmp_path / "t.xlsx", {"表": (("文字",), [(text,) for text in texts])})
    found = [row[0] for row in cells(tmp_path / "t.xlsx")[1:]]
    for text, cell in zip(texts, found, strict=False):
        assert cell.data_type in ("s", "inlineStr", "n") and not cell.hyperlink
        if text.strip():
            shown = text.replace("\r\n", "\n").replace("\r", "\n")
            assert cell.data_type != "n" and str(cell.value).rstrip() == shown.rstrip()
        if text.startswith("="):
            assert cell.style_id and cell.quotePrefix
    with zipfile.ZipFile(tmp_path / "t.xlsx") as parts:
        assert "<f>" not in parts.read("xl/worksheets/sheet1.xml").decode()


def test_control_characters_make_no_broken_file(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", {"表": (("文字",), [(text,) for text in CONTROL])})
    assert len(cells(tmp_path / "t.xlsx")) == len(CONTROL) + 1


def test_numbers_are_numbers_and_words_are_chinese(tmp_path):
    unit = Node("unit:a", "Unit", {"name": "甲局"})
    row = (1, 2.5, True, None, ["甲", "乙"], unit, float("nan"), 10**20)
    write_xlsx(tmp_path / "t.xlsx", {"表": (tuple("abcdefgh"), [row])})
    values = [cell.value for cell in cells(tmp_path / "t.xlsx")[1]]
    assert values == [1, 2.5, "是", None, "甲、乙", "(单位 甲局)", "nan", "100000000000000000000"]


def test_a_text_longer_than_a_cell_ends_in_dots(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", {"表": (("a",), [("长" * 40_000,)])})
    value = cells(tmp_path / "t.xlsx")[1][0].value
    assert len(value) == xlsx.MAX_CHARS and value.endswith("长…")


def test_more_rows_than_a_sheet_has_are_refused_and_leave_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    with pytest.raises(NotExported, match="装不下"):
        write_xlsx(tmp_path / "t.xlsx", {"表": (("a",), [(1,), (2,), (3,)])})
    assert not list(tmp_path.iterdir())


def test_any_name_can_be_a_sheets(tmp_path):
    names = ["a/b", "a:b", "'x'", "", "history", "长" * 40, "长" * 41, "[问题]*?"]
    write_xlsx(tmp_path / "t.xlsx", {name: (("a",), []) for name in names})
    assert len(set(openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames)) == len(names)


def test_no_sheet_at_all_is_still_a_workbook(tmp_path):
    write_xlsx(tmp_path / "t.xlsx", {})
    assert openpyxl.load_workbook(tmp_path / "t.xlsx").sheetnames


def test_the_same_tables_are_the_same_bytes(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(tmp_path / name, {"表": (("a",), [("x",)])})
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_graphs_sheets_say_what_the_graph_says(graph, tmp_path):
    write_workbook(held(graph), tmp_path / "g.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "g.xlsx")
    assert sheets.sheetnames == ["问题", "整改措施", "人员与处理", "单位企业人员", "存疑"]
    problems = [[cell.value for cell in row] for row in sheets["问题"].iter_rows()]
    assert [row[:3] for row in problems[1:]] == [
        ["n1", 1, "教育经费拨付不及时"],
        ["n1", 2, "河道治理缓慢"],
        ["n2", 1, "星河公司挪用资金"],
    ]
    assert problems[1][9] == "云岭县教育局、云岭县星河建设有限公司、高远山"
    (sanction,) = list(sheets["人员与处理"].values)[1:]
    assert sanction[2:6] == ("高远山", "是", "原云岭县教育局局长", "党内警告")
    assert [row[2] for row in sheets["存疑"].values] == ["原因", "某干部所指何人未写明"]


def test_every_named_thing_has_a_row(graph, sample_graph, tmp_path):
    for at, each in enumerate((graph, sample_graph)):
        write_workbook(held(each), tmp_path / f"{at}.xlsx")
        names = {row[1].value for row in cells(tmp_path / f"{at}.xlsx", "单位企业人员")[1:]}
        labels = ("Unit", "Company", "Official", "Project", "Place")
        assert names == {data["name"] for _, data in each.nodes(data=True) if data["label"] in labels}
