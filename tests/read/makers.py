"""Notices written in each format from the lines of a text, as the programs of the field write them."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text("utf-8").split("\n") if line.strip()]


def blocks(path: Path) -> Iterator[str | list[list[str]]]:
    """A text's lines, and its tables (lines with tabs) as rows of cells."""
    for tabbed, run in groupby(path.read_text("utf-8").split("\n"), lambda line: "\t" in line):
        if tabbed:
            yield [line.split("\t") for line in run]
        else:
            yield from (line.strip() for line in run if line.strip())


def html_table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) for row in rows)
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


def as_html(source: Path, folder: Path) -> Path:
    body = "".join(
        f'<p style="text-indent:2em">　　{html.escape(x)}</p>\n' if isinstance(x, str) else html_table(x)
        for x in blocks(source)
    )
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
    for block in blocks(source):
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=len(block), cols=len(block[0]))
        for cell, text in zip(table._cells, [text for row in block for text in row], strict=True):
            cell.text = text
    out = folder / f"{source.stem}.docx"
    document.save(str(out))
    return out


def as_pdf(source: Path, folder: Path) -> Path:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24)
    out = folder / f"{source.stem}.pdf"
    cells = ParagraphStyle("cell", fontName="STSong-Light", fontSize=8, leading=11, wordWrap="CJK")
    flow = [
        Paragraph(html.escape(x), style) if isinstance(x, str) else pdf_table(x, cells, A4[0] - 144)
        for x in blocks(source)
    ]
    SimpleDocTemplate(str(out), pagesize=A4).build(flow)
    return out


def pdf_table(rows: list[list[str]], style: ParagraphStyle, width: float) -> Table:
    longest = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    shares = [min(10.0, max(2.0, size**0.5)) for size in longest]
    return Table(
        [[Paragraph(html.escape(cell), style) for cell in row] for row in rows],
        colWidths=[width * share / sum(shares) for share in shares],
        style=[("GRID", (0, 0), (-1, -1), 0.5, (0, 0, 0))],
        repeatRows=1,
    )


def as_md(source: Path, folder: Path) -> Path:
    title, *rest = lines(source)
    blocks = [f"# {title}"]
    for line in rest:
        label, colon, words = line.partition("整改情况:")
        blocks.append(f"**整改情况:**{words}" if colon and not label else f"## {line}" if line[1:2] == "、" else line)
    out = folder / f"{source.stem}.md"
    out.write_text("---\nlayout: post\n---\n" + "\n\n".join(blocks) + "\n\n![公章](seal.png)\n", "utf-8")
    return out


def as_ofd(source: Path, folder: Path, per_line: int = 35, per_page: int = 30) -> Path:
    """Lines of one width, the first of each paragraph indented, each in two pieces; a page number below."""
    printed: list[tuple[int, str]] = []
    for line in lines(source):
        printed.append((2, line[: per_line - 2]))
        rest = line[per_line - 2 :]
        printed += [(0, rest[i : i + per_line]) for i in range(0, len(rest), per_line)]
    pages = []
    for start in range(0, len(printed), per_page):
        objects = []
        for row, (indent, text) in enumerate(printed[start : start + per_page]):
            for at, piece in ((0, text[:10]), (10, text[10:])):
                objects.insert(0, text_object(30 + 4.2 * (indent + at), 30 + 7 * row, piece))
        objects.append(text_object(100, 280, f"— {start // per_page + 1} —"))
        pages.append(page("".join(objects)))
    return write_ofd(folder / f"{source.stem}.ofd", pages)


def text_object(x: float, y: float, text: str, size: float = 4.2) -> str:
    if not text:
        return ""
    steps = f' DeltaX="g {len(text) - 1} {size}"' if len(text) > 1 else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y} 160 6" Font="1" Size="{size}">'
        f'<ofd:TextCode X="0" Y="4"{steps}>{html.escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def page(objects: str) -> str:
    return f'<ofd:Page {OFD}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def write_ofd(out: Path, pages: list[str]) -> Path:
    """A package with its pages; the first is named by a relative path, the others by absolute ones."""
    listed = "".join(
        f'<ofd:Page ID="{i}" BaseLoc="{"" if i == 0 else "/Doc_0/"}Pages/Page_{i}/Content.xml"/>'
        for i in range(len(pages))
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "OFD.xml",
            f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        packed.writestr("Doc_0/Document.xml", f"<ofd:Document {OFD}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>")
        for i, content in enumerate(pages):
            packed.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", content)
    return out


def write_docx(out: Path, body: str, **parts: str) -> Path:
    """A Word file of bare XML; other parts by their names in the folder word/."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", f"<w:document {WORD}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            packed.writestr(f"word/{name}.xml", content)
    return out


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"


MAKERS = [as_html, as_docx, as_pdf, as_md, as_ofd]
