"""A table's row is a line, its cells parted by tabs, in every format that keeps its tables."""

from __future__ import annotations

import docx
import pytest

from graph_builder.read import read
from tests.read.makers import paragraph, write_docx


def read_html(tmp_path, body: str) -> list[str]:
    page = tmp_path / "t.html"
    page.write_text(f"<html><body>{body}</body></html>", "utf-8")
    return read(page).text.split("\n")


def test_word_keeps_the_order_of_paragraphs_and_tables_and_the_header_row(tmp_path):
    document = docx.Document()
    document.add_paragraph("整改清单。")
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["序号", "问题", "整改情况", "1", "账目\n混乱。", "清理账目。"], strict=True):
        cell.text = text
    document.add_paragraph("以上。")
    document.save(str(tmp_path / "t.docx"))
    assert read(tmp_path / "t.docx").text.split("\n") == [
        "整改清单。",
        "序号\t问题\t整改情况",
        "1\t账目混乱。\t清理账目。",
        "以上。",
    ]


def test_merged_cells_of_word_are_said_once(tmp_path):
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(table._cells, "项问改一账清二库补", strict=True):
        cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.save(str(tmp_path / "t.docx"))
    assert read(tmp_path / "t.docx").text.split("\n") == ["项\t问改", "一二\t账\t清", "\t库\t补"]


def test_a_table_in_a_cell_of_word_is_flattened(tmp_path):
    document = docx.Document()
    outer = document.add_table(rows=2, cols=2)
    for cell, text in zip(outer._cells, ["问题", "措施", "账目混乱。", "如下"], strict=True):
        cell.text = text
    within = outer.cell(1, 1).add_table(rows=1, cols=2)
    within.cell(0, 0).text, within.cell(0, 1).text = "清理", "补记"
    document.save(str(tmp_path / "t.docx"))
    assert read(tmp_path / "t.docx").text.split("\n") == ["问题\t措施", "账目混乱。\t如下清理 补记"]


def test_web_tables_keep_rows_headers_and_merged_cells(tmp_path):
    table = (
        "<p>清单如下。</p><table><tr><th>序号</th><th>问题</th><th colspan='2'>整改</th></tr>"
        "<tr><td rowspan='2'>1</td><td>账目<br>混乱。</td><td><p>清理</p><p>3 项</p></td><td>完成</td></tr>"
        "<tr><td>库存不清。</td><td>盘点</td><td>进行</td></tr></table><p>以上。</p>"
    )
    assert read_html(tmp_path, table) == [
        "清单如下。",
        "序号\t问题\t整改",
        "1\t账目混乱。\t清理 3 项\t完成",
        "\t库存不清。\t盘点\t进行",
        "以上。",
    ]


def test_a_table_for_layout_dissolves_into_its_lines(tmp_path):
    lines = [f"{i}.账目混乱。" for i in range(1, 8)]
    body = "".join(f"<p>{line}</p>" for line in lines)
    inner = "<table><tr><td>甲</td><td>乙</td></tr></table>"
    page = f"<table><tr><td>首页</td></tr><tr><td>导航</td><td>{body}{inner}</td></tr></table>"
    assert [line for line in read_html(tmp_path, page) if line not in ("首页", "导航")] == [*lines, "甲\t乙"]


def test_markdown_tables(tmp_path):
    source = tmp_path / "t.md"
    source.write_text("清单\n\n| 问题 | 措施 |\n|---|:-:|\n| 账目**混乱**。 | 清理<br>账目。 |\n\n以上", "utf-8")
    assert read(source).text.split("\n") == ["清单", "问题\t措施", "账目混乱。\t清理账目。", "以上"]


@pytest.mark.parametrize("spans", ["colspan='99999999' rowspan='99999999'", "colspan='-1'", "colspan='x'"])
def test_absurd_spans_cost_nothing(tmp_path, spans):
    rows = f"<tr><td {spans}>甲</td><td>乙</td></tr>" * 500
    assert len("\n".join(read_html(tmp_path, f"<p>一。</p><table>{rows}</table>"))) < 500_000


def test_numbers_that_word_generates_are_part_of_the_text(tmp_path):
    rules = (
        '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    number = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    styles = f'<w:styles xmlns:w="w"><w:style w:styleId="h">{number}</w:style></w:styles>'
    level = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="3"/></w:numPr>'
    body = [
        paragraph("概况", level.format(0)),
        paragraph("账目混乱。", level.format(1)),
        paragraph("库存不清。", level.format(1)),
        paragraph("措施", '<w:pStyle w:val="h"/>'),
        paragraph("人手不足。", level.format(1)),
        paragraph("附注", level.format(2)),
    ]
    path = write_docx(tmp_path / "n.docx", "".join(body), numbering=rules, styles=styles)
    assert read(path).text.split("\n") == [
        "一、概况",
        "1.账目混乱。",
        "2.库存不清。",
        "二、措施",
        "1.人手不足。",
        "附注",
    ]


def test_word_leaves_out_what_is_deleted_hidden_or_doubled(tmp_path):
    body = (
        "<w:p><w:r><w:t>账目</w:t></w:r><w:del><w:r><w:delText>不</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>混乱</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
        "<w:hyperlink><w:r><w:t>。</w:t></w:r></w:hyperlink></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>清理</w:t><w:tab/><w:t>账目</w:t><w:br/><w:t>完成</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:AlternateContent><w:Choice><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:Choice>"
        "<w:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:Fallback></w:AlternateContent></w:r></w:p>"
    )
    text = read(write_docx(tmp_path / "d.docx", body)).text
    assert [line for line in text.split("\n") if line] == ["账目混乱。", "清理\t账目", "完成", "框"]
