"""A report as one printable page: no script, no request, everything from a notice escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template

from graph_builder.schema import schema
from queries.findings import Finding
from queries.report import Report
from viz.look import STATUS_COLOURS

_MOST_QUOTES = 8


def report_page(report: Report) -> str:
    """The page of a report."""
    most = max((sum(n.values()) for _, n in report.chart), default=1)
    return _template().render(
        title=report.title,
        report=report,
        findings=report.findings,
        most=most,
        statuses=schema().vocabulary["status"],
        colours=STATUS_COLOURS,
        quotes=_MOST_QUOTES,
    )


def findings_page(found: Sequence[Finding], title: str = "风险发现") -> str:
    """The page of findings alone, ranked as given."""
    return _template().render(title=title, report=None, findings=found, quotes=_MOST_QUOTES)


@cache
def _template() -> Template:
    loader = FunctionLoader(lambda name: (files(__package__) / name).read_text("utf-8"))
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["yuan"] = yuan
    return made.get_template("report.html")


def yuan(amount: float) -> str:
    """An amount of yuan in the unit in which it is read: 1.2 亿元, 35 万元."""
    for unit, size in (("亿元", 1e8), ("万元", 1e4)):
        if amount >= size:
            return f"{amount / size:,.2f}".rstrip("0").rstrip(".") + f" {unit}"
    return f"{amount:,.0f} 元"
