"""The server that `compose.yaml` starts is the one that the tests run, and only this machine reaches it."""

from __future__ import annotations

import yaml

from tests.conftest import ROOT
from tests.neo4j.server import VERSION


def test_the_same_version_as_in_the_tests_on_this_machine_alone():
    server = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["neo4j"]
    assert server["image"] == f"neo4j:{VERSION}-community"
    assert all(port.startswith("127.0.0.1:") for port in server["ports"])
    assert server["environment"]["NEO4J_AUTH"].startswith("neo4j/${WENZE_NEO4J_PASSWORD:?")
