"""Where a server is and who asks: passwords come from the environment or a file, never from an address."""

from __future__ import annotations

import traceback

import pytest

from graph_builder.errors import StoreRefused
from queries.store.address import Address, address, credentials

SECRET = "hunter2-secret"


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    for name in ("USER", "PASSWORD", "CA", "AUTH_FILE"):
        monkeypatch.delenv(f"WENZE_NEO4J_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    (tmp_path / "wenze").mkdir()
    return tmp_path / "wenze" / "neo4j.yaml"


def written(file, text, mode=0o600):
    file.write_text(text, "utf-8")
    file.chmod(mode)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("bolt://localhost", Address("bolt", "localhost", 7687)),
        ("neo4j+s://g.example:7688/wenze", Address("neo4j+s", "g.example", 7688, "wenze")),
        (" bolt+s://[::1]:1/ ", Address("bolt+s", "::1", 1)),
    ],
)
def test_addresses(text, read):
    assert address(text) == read
    assert address(str(read)) == read


@pytest.mark.parametrize(
    "text",
    [
        f"bolt://neo4j:{SECRET}@localhost",
        f"bolt://{SECRET}@localhost",
        f"bolt://:{SECRET}@[::1",
        f"bolt://localhost:{SECRET}",
        f"bolt://localhost/?password={SECRET}",
        f"http://{SECRET}",
        f"bolt+ssc://{SECRET}",
        "bolt://",
        "bolt://host:99999",
    ],
)
def test_bad_addresses_are_refused_without_repeating_them(text):
    with pytest.raises(StoreRefused) as caught:
        address(text)
    assert SECRET not in str(caught.value)


def test_a_password_of_the_environment_goes_first(home, monkeypatch):
    written(home, "user: a\npassword: b\n")
    monkeypatch.setenv("WENZE_NEO4J_PASSWORD", SECRET)
    known = credentials()
    assert known and (known.user, known.password) == ("neo4j", SECRET)
    assert SECRET not in repr(known)


def test_the_file_in_the_users_own_folder(home):
    written(home, "user: a\npassword: 'b'\nca: ca.pem\n")
    known = credentials()
    assert known and (known.user, known.password, known.authority) == ("a", "b", home.parent / "ca.pem")


def test_nothing_said_is_nobody(home):
    assert credentials() is None


def test_a_file_that_others_can_read_is_refused(home):
    written(home, f"password: {SECRET}\n", 0o644)
    with pytest.raises(StoreRefused, match="chmod 600"):
        credentials()


@pytest.mark.parametrize(
    "text", [f"password: [{SECRET}\n", f"password: {{{SECRET}}}\n", SECRET, "password: 12345678\n"]
)
def test_a_file_that_says_nothing_usable_is_refused_without_quoting_it(home, text):
    written(home, text)
    with pytest.raises(StoreRefused) as caught:
        credentials()
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_a_named_file_must_be_there(monkeypatch, tmp_path):
    monkeypatch.setenv("WENZE_NEO4J_AUTH_FILE", str(tmp_path / "none"))
    with pytest.raises(StoreRefused, match="不存在"):
        credentials()
