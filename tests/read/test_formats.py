"""The same notice in every format gives the same problems and measures."""

from __future__ import annotations

import html
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate

from graph_builder.parse import parse
from graph_builder.read import read
from tests.conftest import NOTICES, SAMPLE

SOURCES = [SAMPLE, *sorted(NOTICES.glob("*.txt"))]


def lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]


def as_html(source: Path, folder: Path) -> Path:
    body = "".join(f'<p style="text-indent:2em">　　{html.escape(line)}</p>\n' for line in lines(source))
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府网</title>'
        '<script>var a = "不。是。正。文。";</script></head>'
        '<body><div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/x">政务公开</a></li></ul></div>'
        '<div class="crumb">当前位置：<a>首页</a> &gt; <a>通知公告</a></div><div class="main">'
        f'<div class="info">浏览量：123 字号：大 中 小</div><div id="zoom">{body}</div>'
        '<div class="share">分享到：微信 微博</div></div>'
        '<div class="footer"><p>主办单位：某某政府 备案号：ICP备1号</p></div></body></html>'
    )
    out = folder / f"{source.stem}.html"
    out.write_text(page, "utf-8")
    return out


def as_docx(source: Path, folder: Path) -> Path:
    document = docx.Document()
    for line in lines(source):
        document.add_paragraph(line)
    out = folder / f"{source.stem}.docx"
    document.save(str(out))
    return out


def as_pdf(source: Path, folder: Path) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    out = folder / f"{source.stem}.pdf"
    SimpleDocTemplate(str(out), pagesize=A4).build([Paragraph(html.escape(line), style) for line in lines(source)])
    return out


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("source", SOURCES, ids=lambda p: p.stem)
@pytest.mark.parametrize("make", [as_html, as_docx, as_pdf])
def test_formats_agree(source, make, tmp_path):
    plain, other = read(source).text, read(make(source, tmp_path)).text
    want, got = parse(plain), parse(other)
    assert [bare(p.span.cut(other)) for p in got.problems] == [bare(p.span.cut(plain)) for p in want.problems]
    assert [[bare(m.span.cut(other)) for m in p.measures] for p in got.problems] == [
        [bare(m.span.cut(plain)) for m in p.measures] for p in want.problems
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_agree(encoding, tmp_path):
    copy = tmp_path / "a.txt"
    copy.write_bytes(SAMPLE.read_text("utf-8").encode(encoding))
    assert read(copy).text == read(SAMPLE).text


def test_a_clean_text_is_not_touched():
    assert read(SAMPLE).text == SAMPLE.read_text("utf-8").strip("\n")


def test_table_rows_stay_together(tmp_path):
    document = docx.Document()
    document.add_paragraph("整改清单。")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "账目混乱。", "清理账目。"
    document.save(str(tmp_path / "t.docx"))
    assert "账目混乱。\t清理账目。" in read(tmp_path / "t.docx").text
