"""Ruled tables of PDF files: read cell by cell, over pages, merged cells said once."""

from __future__ import annotations

import html
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from graph_builder.read import read
from graph_builder.read.grid import Glyph, grids

HEADER = ["序号", "反馈问题", "整改措施", "完成情况"]
RULES = [("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))]


def printed(folder: Path, rows: list[list[str]], *, style=(), repeat: int = 1, before: str = "整改清单如下。") -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    words = ParagraphStyle("cell", fontName="STSong-Light", fontSize=10, leading=14, wordWrap="CJK")
    cells = [[Paragraph(html.escape(cell), words) if cell else "" for cell in row] for row in rows]
    table = Table(cells, colWidths=[40, 160, 200, 80], style=[*RULES, *style], repeatRows=repeat)
    out = folder / "table.pdf"
    SimpleDocTemplate(str(out), pagesize=A4).build(
        [Paragraph(before, words), table, Paragraph("以上清单请予落实。", words)]
    )
    return out


def test_a_ruled_table_is_read_row_by_row(tmp_path):
    rows = [HEADER, ["1", "账目混乱,往来款项长期没有清理。" * 3, "1.清理账目。2.核对往来。" * 4, "已完成"]]
    text = read(printed(tmp_path, rows)).text.split("\n")
    assert text == ["整改清单如下。", *("\t".join(row) for row in rows), "以上清单请予落实。"]


def test_a_table_over_several_pages_is_one(tmp_path):
    rows = [HEADER, *([str(n), f"第{n}项账目混乱。" * 8, "清理账目。" * 20, "已完成"] for n in range(1, 25))]
    text = read(printed(tmp_path, rows)).text.split("\n")
    assert text[1:-1] == ["\t".join(row) for row in rows]


def test_merged_cells_are_said_once(tmp_path):
    rows = [HEADER, ["1", "账目混乱。", "清理账目。", "已完成"], ["", "", "核对往来。", "正在整改"]]
    style = [("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 1), (1, 2))]
    text = read(printed(tmp_path, rows, style=style)).text.split("\n")
    assert text[1:-1] == ["\t".join(row) for row in rows]


def test_rules_that_draw_no_columns_are_no_table():
    underlines = [(50.0, y, 300.0, y) for y in (700.0, 680.0, 660.0, 640.0, 620.0)]
    frame = [(50.0, 600.0, 50.0, 720.0), (300.0, 600.0, 300.0, 720.0)]
    assert grids([*underlines, *frame]) == []


def test_glyphs_outside_a_table_are_none_of_its_words():
    upright = [(x, 600.0, x, 700.0) for x in (50.0, 100.0, 300.0)]
    lying = [(50.0, y, 300.0, y) for y in (600.0, 650.0, 700.0)]
    glyphs = [Glyph("外", (60, 720, 70, 730)), Glyph("一", (60, 660, 70, 670)), Glyph("二", (160, 610, 170, 620))]
    [grid] = grids([*upright, *lying])
    assert grid.rows(glyphs) == ["一\t", "\t二"]
