"""A notice says the same in every format: running text, records and tables alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_builder.parse import parse
from graph_builder.read import read
from tests.marked import Marked
from tests.read.makers import as_docx, as_html, as_pdf
from tests.test_annotated import bare

ANNOTATED = Path(__file__).parents[1] / "annotated"
NOTICES = [
    "audit-hospital-prose",
    "eco-record-cancel",
    "eco-plan-table",
    "audit-university-table",
    "transport-bureau-measures-table",
    "eco-list-plan",
    "tobacco-labels-with-stops",
]


def told(text: str) -> list[tuple[str, list[str]]]:
    problems = parse(text).problems
    return [(bare(p.span.cut(text)), [bare(m.span.cut(text)) for m in p.measures]) for p in problems]


@pytest.mark.parametrize("maker", [as_html, as_docx, as_pdf], ids=lambda maker: maker.__name__)
@pytest.mark.parametrize("name", NOTICES)
def test_problems_and_measures_are_those_of_the_text(tmp_path, name, maker):
    source = tmp_path / f"{name}.txt"
    source.write_text(Marked.read(ANNOTATED / f"{name}.txt").text, "utf-8")
    assert told(read(maker(source, tmp_path)).text) == told(source.read_text("utf-8"))
