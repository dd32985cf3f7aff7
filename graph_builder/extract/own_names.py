"""What an issuer's notice calls the issuer itself: 集团公司, 医院, 学校."""

from __future__ import annotations

import re
from functools import cache

from graph_builder.claim import Span
from graph_builder.extract.alternation import any_of
from graph_builder.extract.mention import Cells, Mention
from graph_builder.extract.person_name import title_pattern
from graph_builder.lexicon import load

_HAN = "[\u3400-\u9fff]"


def own_company(text: str, passage: Span, found: list[Mention]) -> list[Mention]:
    """What a company's notice calls itself: 集团公司."""
    cells = Cells(passage, (m.span for m in found))
    spans = (Span(*m.span()) for m in _own_firm().finditer(text, *passage))
    return [Mention(s.cut(text), "Company", s, "own_company") for s in spans if cells.free(s)]


@cache
def _own_firm() -> re.Pattern[str]:
    return re.compile(
        "(?:集团|总)公司(?![\u3400-\u9fff]{0,2}党)"
        f"|{_LED}(?:集团|公司)(?=(?:原|时任|(?!党)){title_pattern()}[、\u3400-\u9fff])"
    )


_LED = "(?:(?<![\u3400-\u9fff])|(?<=[对予任由将]))"
"""Where a name can begin: at no Chinese character, or behind what leads to somebody (对, 给予, 时任)."""
INSTITUTION = re.compile(
    "(?:医院|学校|大学|学院|中学|小学|研究院|研究所|银行)$|(?:医院|学校|大学|学院)(?=党委|党总支|党支部)"
)
_OWN_NAMES = {"大学": "学校", "中学": "学校", "小学": "学校"}


def own_institution(text: str, passage: Span, ending: str, found: list[Mention]) -> list[Mention]:
    """What an institution's notice calls itself at the head of a clause: 医院终止合同, 学校修订办法."""
    name = _OWN_NAMES.get(ending, ending)
    cells = Cells(passage, (m.span for m in found))
    spans = (Span(*m.span()) for m in _own_name(name).finditer(text, *passage))
    return [Mention(name, "Unit", s, "own_institution") for s in spans if cells.free(s)]


@cache
def _own_name(name: str) -> re.Pattern[str]:
    return re.compile(f"(?!、){_LED}{name}(?={_HAN})(?!{any_of(load('bodies')['not_after_own'])})")
