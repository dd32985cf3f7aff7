"""The program's own extraction against hand annotations: what nobody may lose again."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from graph_builder.build import read_notice
from graph_builder.contract import contract


def scored(shared: Path, name: str) -> dict[str, dict[str, float]]:
    scorer = runpy.run_path(str(shared / "score" / "score.py"))["Scorer"]()
    gold = json.loads((shared / "gold" / f"{name}.gold.json").read_text("utf-8"))
    scorer.score(name, gold, contract(read_notice(shared / "notices" / f"{name}.txt")))
    return {key: tally.figures() for key, tally in scorer.tally.items()}


@pytest.mark.shared
def test_every_annotated_notice_keeps_its_structure_and_evidence(shared):
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        figures = scored(shared, gold.name.removesuffix(".gold.json"))
        assert figures["problems"]["f1"] >= 0.97, gold
        assert figures["measures"]["f1"] >= 0.95, gold
        assert figures["evidence"]["f1"] == 1.0, gold


@pytest.mark.shared
def test_no_named_official_is_given_a_sanction_that_the_text_does_not_give(shared):
    for gold in sorted((shared / "gold").glob("*.gold.json")):
        figures = scored(shared, gold.name.removesuffix(".gold.json"))
        assert figures["sanctions of named officials"]["precision"] == 1.0, gold
