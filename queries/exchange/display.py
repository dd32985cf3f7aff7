"""What a node or link is called in a picture or a table: its words in Chinese, on one line."""

from __future__ import annotations

import re
from typing import Any

from graph_builder.schema import schema
from queries.store import Link, Node

SHORT = 40
"""Characters of a name in a picture."""
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def name_of(node: Node) -> str:
    """The node's name as a reader knows it: 3. 教育经费拨付不及时."""
    kind = schema().nodes[node.label]
    name = str(node.properties.get(kind.name) or kind.show)
    number = node.properties.get("number")
    return f"{number}. {name}" if number is not None else name


def short_name_of(node: Node) -> str:
    """The same on one line of at most `SHORT` characters."""
    name = " ".join(clean_xml(name_of(node)).split())
    return name if len(name) <= SHORT else name[: SHORT - 1] + "…"


def link_name_of(link: Link) -> str:
    """What the link says: 涉及（责任方）."""
    show = schema().edges[link.type].show
    role = link.properties.get("role")
    return f"{show}（{word('role', role)}）" if role else show


def word(vocabulary: str, value: Any) -> str:
    """A word of a closed set as readers see it."""
    return str(schema().vocabulary[vocabulary].get(value, value))


def clean_xml(text: str) -> str:
    """The text with a replacement character for each one that no XML 1.0 file can hold, so that spans stay true."""
    return _NOT_XML.sub("\ufffd", text)
