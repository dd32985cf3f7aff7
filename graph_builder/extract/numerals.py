"""Reading numbers as notices write them: Arabic, full-width, with separators, or Chinese.

`cn2an` was weighed and left: it refuses `3,000` and `百分之四十`, costs 9 µs a number and drags
stray top-level folders into an installation.
"""

from __future__ import annotations

import re

DIGITS = {
    c: i
    for i, row in enumerate(("〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for c in row
}
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}

CHINESE = f"[{''.join(DIGITS)}{''.join(TENS)}{''.join(MYRIADS)}]"
"""One character of a Chinese numeral, as a pattern."""

ARABIC = r"(?<!\d)(?<!\d\.)(?:\d{1,3}+(?:(?:,\d{3}){1,6}+|(?: \d{3}){1,4}+)(?!\d)|\d++)(?:\.\d++)?+"
"""An Arabic number with its thousands separators and decimals, as a pattern; it never backtracks."""

LONGEST = 24  # characters; a longer run is a serial number or rubbish

_HALF_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: " ", 0xA0: " "}
_LEFT_AS_IS = {ord(c) for c in "，；：！？（）"}
_HALF_WIDTH = {code: half for code, half in _HALF_WIDTH.items() if code not in _LEFT_AS_IS}
_WIDE = re.compile(f"[{''.join(map(chr, _HALF_WIDTH))}]")


def half_width(text: str) -> str:
    """`text` with full-width digits, letters and signs made half-width, character for character.

    Chinese sentence punctuation stays as it is, so a full-width comma is never a thousands separator.

    >>> half_width("１２．５％，")
    '12.5%，'
    """
    return text.translate(_HALF_WIDTH) if _WIDE.search(text) else text


def read_number(words: str) -> float | None:
    """The value of a half-width Arabic or Chinese numeral; None when it is neither or has no one reading.

    >>> [read_number(w) for w in ("3,000", "二十三", "两百", "七八", "二〇二三", "四点五")]
    [3000.0, 23.0, 200.0, None, 2023.0, 4.5]
    """
    if not words or len(words) > LONGEST:
        return None
    if words[0].isascii():
        try:
            return float(words.replace(",", "").replace(" ", ""))
        except ValueError:
            return None
    whole, point, decimals = words.partition("点")
    value = _chinese(whole)
    if value is None or not point:
        return value
    if not decimals or any(c not in DIGITS for c in decimals):
        return None
    return float(f"{value:.0f}.{''.join(str(DIGITS[c]) for c in decimals)}")


def _chinese(words: str) -> float | None:
    if len(words) > 1 and all(c in DIGITS for c in words):
        # 七八个 is "seven or eight", 二〇二三 a year: only the second is one number.
        return float("".join(str(DIGITS[c]) for c in words)) if len(words) >= 4 else None
    total = section = 0
    digit: int | None = None
    for c in words:
        if c in DIGITS:
            if digit:
                return None
            digit = DIGITS[c]
        elif c in TENS:
            section += (1 if digit is None else digit) * TENS[c]
            digit = None
        elif c in MYRIADS:
            section += digit or 0
            total = (total + section) * MYRIADS[c] if c == "亿" else total + (section or 1) * MYRIADS[c]
            section, digit = 0, None
        else:
            return None
    return float(total + section + (digit or 0))
