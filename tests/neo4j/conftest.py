"""One Neo4j server for all tests of this folder, and graphs that both engines hold."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from queries.store import EmbeddedStore, Store, load, open_store
from queries.store.address import address
from queries.store.push import push
from tests.conftest import absent
from tests.neo4j.server import PASSWORD, POM, USER, Server, classpath, missing, running
from tests.queries.invented import invented

SETTINGS = ("USER", "PASSWORD", "CA", "AUTH_FILE")


@pytest.fixture(scope="session")
def jars(request: pytest.FixtureRequest) -> str:
    """The server's and its tools' jars."""
    if lack := missing():
        absent(lack)
    cache = getattr(request.config, "cache", None)
    key = f"wenze/neo4j-{sha256(POM.read_bytes()).hexdigest()[:12]}"
    known = cache.get(key, None) if cache else None
    if not known or not all(Path(jar).is_file() for jar in known.split(":")):
        known = classpath()
        if cache:
            cache.set(key, known)
    return str(known)


@pytest.fixture(scope="session")
def neo4j(jars: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server."""
    with running(tmp_path_factory.mktemp("neo4j"), jars) as server:
        yield server


@pytest.fixture(autouse=True)
def signed_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Credentials in the environment, and none from the machine's own user."""
    sign_in(monkeypatch, tmp_path)


def sign_in(environment: pytest.MonkeyPatch, home: Path) -> None:
    for name in SETTINGS:
        environment.delenv(f"WENZE_NEO4J_{name}", raising=False)
    environment.setenv("WENZE_NEO4J_USER", USER)
    environment.setenv("WENZE_NEO4J_PASSWORD", PASSWORD)
    environment.setenv("XDG_CONFIG_HOME", str(home))


@pytest.fixture
def empty(neo4j: Server) -> Server:
    """The server without data."""
    neo4j.clear()
    return neo4j


@pytest.fixture(scope="module")
def invented_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "invented.lbug"
    load(invented(), path)
    return path


@pytest.fixture(scope="module")
def both(neo4j: Server, invented_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """The invented graph in the embedded engine and on the server."""
    neo4j.clear()
    with pytest.MonkeyPatch.context() as environment:
        sign_in(environment, tmp_path_factory.mktemp("home"))
        with EmbeddedStore(invented_file) as embedded:
            push(embedded, address(neo4j.address))
            with open_store(neo4j.address) as served:
                yield embedded, served
