"""The one cleaning: line ends, control and direction characters, indentation. Words and punctuation stay."""

from __future__ import annotations

import re

# Control characters but tab and newline; zero-width and bidi marks; the BOM; lone surrogates; non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
_EDGE = " \t\u3000"
_BLANKS = re.compile("\n{3,}")


def clean(text: str) -> str:
    """The text as everything after sees it. Cleaning a clean text changes nothing.

    >>> clean("\\u3000\\u3000一、概况\\u200b\\r\\n正文 ")
    '一、概况\\n正文'
    """
    text = _LINE_END.sub("\n", text)
    text = _UNWANTED.sub("", text).replace("\u00a0", " ")
    return _BLANKS.sub("\n\n", "\n".join(map(_trimmed, text.split("\n")))).strip("\n")


def one_line(text: str) -> str:
    """A file's name as a message may show it: no line ends, no control or direction characters.

    >>> one_line("a\\n\\u202eb.txt")
    'a b.txt'
    """
    return " ".join(clean(text).split())


def _trimmed(line: str) -> str:
    """The line without indentation; a table row keeps the tabs of its empty first cells."""
    bare = line.strip(_EDGE)
    if "\t" in bare and line[0] in _EDGE:
        return "\t" * line[: line.index(bare[0])].count("\t") + bare
    return bare
