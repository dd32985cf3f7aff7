"""The one cleaning: line ends, control and direction characters, indentation. Words and punctuation stay."""

from __future__ import annotations

import re

# Control characters but tab and newline; zero-width and bidi marks; the BOM; lone surrogates; non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff]"
)
_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
# A tab at the head of a line that has others is an empty first cell of a table's row.
_EDGE = re.compile("(?m)^[ \t\u3000\u00a0]+(?![^\t\n]*\t)|^[ \u3000\u00a0]+|[ \t\u3000\u00a0]+$")
_BLANKS = re.compile("\n{3,}")


def clean(text: str) -> str:
    """The text as everything after sees it. Cleaning a clean text changes nothing.

    >>> clean("\\u3000\\u3000一、概况\\u200b\\r\\n正文 ")
    '一、概况\\n正文'
    """
    text = _LINE_END.sub("\n", text)
    text = _UNWANTED.sub("", text).replace("\u00a0", " ")
    return _BLANKS.sub("\n\n", _EDGE.sub("", text)).strip("\n")
