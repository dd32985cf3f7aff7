"""Word documents: paragraphs and tables in the order of the document, numbers that Word generates included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph_builder.errors import UnreadableNotice
from graph_builder.read import table
from graph_builder.read.numbering import Numbering
from graph_builder.read.package import Package, local, parsed, within

REMEDY = "请用 Word 或 WPS 打开后另存为 docx。"

# Struck by tracked changes, doubled for old readers, said aside (phonetic guides, field codes), or not of the body.
_SKIPPED = frozenset(["del", "moveFrom", "Fallback", "rt", "instrText", "delText", "sectPr", "pPr", "rPr", "tblPr"])
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_VALUE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"


def text_of(data: bytes, name: str) -> str:
    """The text of a .docx, one paragraph a line, cells of a table row parted by tabs."""
    package = Package(data, name, REMEDY)
    place = _main_part(package)
    root = package.xml(place)
    if root is None:
        raise UnreadableNotice(f"{name}:Word 文件损坏或不是 docx;{REMEDY}")
    folder = place.rpartition("/")[0]
    return _text(root, Numbering(package.xml(f"{folder}/numbering.xml"), package.xml(f"{folder}/styles.xml")), name)


def text_of_xml(data: bytes, name: str) -> str:
    """The text of a Word document kept as a single XML file (Word 2003 XML, flat OPC): many systems export these."""
    return _text(parsed(data, name, REMEDY), Numbering(None, None), name)


def _main_part(package: Package) -> str:
    relations = package.xml("_rels/.rels")
    for relation in relations if relations is not None else ():
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            return within("", relation.get("Target", ""))
    return "word/document.xml"


def _text(root: Any, numbering: Numbering, name: str) -> str:
    body = next((element for element in root.iter() if local(element) == "body"), None)
    if body is None:
        raise UnreadableNotice(f"{name}:Word 文件里没有正文;{REMEDY}")
    return "\n".join(_lines(body, numbering))


def _lines(parent: Any, numbering: Numbering, nested: int = 0) -> Iterator[str]:
    """The lines of a body, a cell or whatever else holds paragraphs and tables."""
    for block in parent:
        kind = local(block)
        if kind == "p":
            yield from (numbering.of(block) + _words(block)).split("\n")
            for box in _boxes(block):
                yield from _lines(box, numbering, nested)
        elif kind == "tbl" and nested < table.MOST_NESTED:
            yield from table.lines_of([_cells(row, numbering, nested + 1) for row in _inside(block, "tr")])
        elif kind not in _SKIPPED:
            yield from _lines(block, numbering, nested)


def _cells(row: Any, numbering: Numbering, nested: int) -> list[table.Cell]:
    cells = []
    for cell in _inside(row, "tc"):
        width, merged = _property(cell, "gridSpan"), _property(cell, "vMerge")
        across = table.span(_value(width)) if width is not None else 1
        continued = merged is not None and _value(merged) != "restart"
        lines = [] if continued else [line for line in _lines(cell, numbering, nested) if line.strip()]
        cells.append(table.Cell(lines, across))
    return cells


def _inside(parent: Any, kind: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those wrapped in content controls or tracked changes."""
    for child in parent:
        if local(child) == kind:
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
            yield from _inside(child, kind)


def _words(paragraph: Any) -> str:
    """A paragraph's own words; text boxes anchored in it are blocks of their own."""
    parts: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        kind = local(element)
        if kind == "t":
            parts.append(element.text or "")
        elif kind in _BREAKS:
            parts.append(_BREAKS[kind])
        elif kind not in _SKIPPED and kind != "txbxContent" and not (kind == "r" and _hidden(element)):
            waiting.extend(reversed(element))
    return "".join(parts)


def _boxes(paragraph: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, but for those inside others and the copies for old readers."""
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if local(element) == "txbxContent":
            yield element
        elif local(element) not in _SKIPPED:
            waiting.extend(reversed(element))


def _hidden(run: Any) -> bool:
    style = next((child for child in run if local(child) == "rPr"), None)
    mark = None if style is None else next((child for child in style if local(child) == "vanish"), None)
    return mark is not None and _value(mark) not in ("0", "false", "off")


def _property(cell: Any, kind: str) -> Any | None:
    properties = next((child for child in cell if local(child) == "tcPr"), None)
    return None if properties is None else next((child for child in properties if local(child) == kind), None)


def _value(element: Any) -> str | None:
    """Its `val` attribute, in whichever namespace Word's version writes it."""
    return next((str(v) for key, v in element.attrib.items() if key.rpartition("}")[2] == "val"), None)
