"""Documents that are zip files of XML (docx, ofd): their parts, parsed without entities and without the network."""

from __future__ import annotations

import posixpath
from functools import cached_property
from typing import Any

from lxml import etree

from graph_builder.errors import UnreadableNotice
from graph_builder.read import zipped

MOST_PART = 30 * 2**20
"""Bytes that one XML part may have; parsed it takes about ten times as much memory."""

MOST_PARSED = 200 * 2**20
"""Bytes of XML that are parsed for one document, parts that it names again and again counted each time."""

_DECLARES = "{}:内含实体声明(DTD),正常文档不会有,未读;请核实来源。"


def parsed(data: bytes, name: str, remedy: str) -> Any:
    """The root of an XML file: no entities, no DTD, no network, nesting of 256 at most. Raises `UnreadableNotice`."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    if b"<!DOCTYPE" in data:
        raise UnreadableNotice(_DECLARES.format(name))
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "depth" in str(error)
        fault = "嵌套过深" if deep else "文件损坏或不完整"
        raise UnreadableNotice(f"{name}:{fault};{remedy}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableNotice(_DECLARES.format(name))
    return root


def local(element: Any) -> str:
    """An element's name without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class Package:
    """A zip file of XML parts, each parsed when it is asked for."""

    def __init__(self, data: bytes, name: str, remedy: str) -> None:
        self._packed = zipped.opened(data, name, remedy)
        self._name, self._remedy = name, remedy
        self._left = MOST_PARSED

    @cached_property
    def parts(self) -> dict[str, Any]:
        """The zip entries by their path, without a leading slash."""
        return {entry.filename.lstrip("/"): entry for entry in self._packed.infolist()}

    def xml(self, path: str) -> Any | None:
        """The root of a part, or None where there is no such part."""
        entry = self.parts.get(path)
        if entry is None:
            return None
        self._left -= entry.file_size
        if self._left < 0:
            raise UnreadableNotice(f"{self._name}:内容超过 {MOST_PARSED // 2**20} MB,未读;{self._remedy}")
        data = zipped.unpacked(self._packed, entry, self._name, MOST_PART, self._remedy)
        return parsed(data, self._name, self._remedy)


def within(folder: str, location: str) -> str:
    """Where a location written inside a part in `folder` points to, as a path of the package.

    >>> within("Doc_0", "Pages/Page_0/Content.xml"), within("Doc_0", "/Doc_1/Document.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_1/Document.xml')
    """
    return posixpath.normpath(posixpath.join("/", folder, location.replace("\\", "/"))).lstrip("/")
