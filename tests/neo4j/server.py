"""A real Neo4j Community server: fetched by Maven, run by Java, on a free port of this machine, with its own home."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import neo4j
import trustme
from neo4j.exceptions import ServiceUnavailable

POM = Path(__file__).with_name("pom.xml")
VERSION = re.search(r"<neo4j.version>(.+)</neo4j.version>", POM.read_text("utf-8"))[1]
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath"
USER, PASSWORD = "neo4j", "only-for-these-tests-5c1e"
START_S = 120
QUICK_TO_START = ("-Xmx768m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")

SETTINGS = """
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.bolt.tls_level=OPTIONAL
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size={page_cache}
dbms.usage_report.enabled=false
dbms.cypher.min_replan_interval=1h
dbms.security.auth_minimum_password_length=8
dbms.ssl.policy.bolt.enabled=true
dbms.ssl.policy.bolt.base_directory={home}/certificates
dbms.ssl.policy.bolt.private_key=private.key
dbms.ssl.policy.bolt.public_certificate=public.crt
dbms.ssl.policy.bolt.client_auth=NONE
"""


@dataclass(frozen=True)
class Server:
    """A running server; `run` asks it as its owner, past everything of wenze."""

    port: int
    authority: Path
    owner: neo4j.Driver

    @property
    def address(self) -> str:
        return f"bolt://127.0.0.1:{self.port}"

    def run(self, cypher: str, **params: Any) -> list[list[Any]]:
        with self.owner.session() as session:
            return [record.values() for record in session.run(cypher, params)]

    def clear(self) -> None:
        """Remove all data; constraints stay, since to make them anew has the server plan every query again."""
        self.run("MATCH (n) DETACH DELETE n")

    def drop_constraints(self) -> None:
        for (name,) in self.run("SHOW CONSTRAINTS YIELD name"):
            self.run(f"DROP CONSTRAINT `{name}`")


def missing() -> str | None:
    """What this machine lacks to run the server."""
    java = shutil.which("java")
    if java is None or shutil.which("mvn") is None:
        return "no Java or no Maven on this machine"
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    version = re.search(r'version "(\d+)', said)
    return None if version and int(version[1]) >= 17 else "no Java 17 or newer on this machine"


def classpath() -> str:
    """The server's jars, fetched into Maven's own folder where they are not there yet."""
    done = subprocess.run(
        ["mvn", "-B", "-q", "-f", str(POM), PLUGIN, "-Dmdep.outputFile=/dev/stdout"], capture_output=True, text=True
    )
    found = next((line for line in done.stdout.splitlines() if ".jar" in line), None)
    assert done.returncode == 0 and found, done.stdout + done.stderr
    return re.sub(r"\x1b\[[0-9;]*m", "", found)


def admin(home: Path, jars: str, command: str, folder: Path) -> None:
    """Run a neo4j-admin command in a folder, on the database whose state is below `home`."""
    words = command.split()
    assert words[0] == "neo4j-admin"
    (home / "conf").mkdir(exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text("server.memory.pagecache.size=64m\n", "utf-8")
    done = subprocess.run(
        ["java", "-Xmx512m", "-cp", jars, "org.neo4j.cli.AdminTool", *words[1:]],
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]


@contextmanager
def running(home: Path, jars: str, java: Sequence[str] = QUICK_TO_START, page_cache: str = "64m") -> Iterator[Server]:
    """Start a server whose whole state is below `home`, wait until it answers, and stop it at the end."""
    port = _free_port()
    authority = _certificates(home / "certificates")
    (home / "conf").mkdir(exist_ok=True)
    (home / "conf" / "neo4j.conf").write_text(SETTINGS.format(port=port, home=home, page_cache=page_cache), "utf-8")
    opened = [f"--add-opens=java.base/{part}=ALL-UNNAMED" for part in ("java.nio", "java.io", "sun.nio.ch")]
    command = [
        *("java", *java, *opened, "-cp", jars),
        *("org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"),
    ]
    with (home / "out.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        _wait(process, port, home / "out.log")
        _set_password(port)
        with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, PASSWORD)) as owner:
            yield Server(port, authority, owner)
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _certificates(folder: Path) -> Path:
    """A certificate for this machine's server, and the file of the authority that signed it."""
    folder.mkdir()
    authority = trustme.CA()
    own = authority.issue_cert("127.0.0.1", "localhost")
    own.private_key_pem.write_to_path(str(folder / "private.key"))
    for piece in own.cert_chain_pems:
        piece.write_to_path(str(folder / "public.crt"), append=True)
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    return folder / "authority.pem"


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_S
    while time.monotonic() < until:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, USER)) as driver:
                driver.verify_connectivity()
                return
        except ServiceUnavailable:
            time.sleep(0.3)
        except neo4j.exceptions.ClientError:
            return  # it answers, and wants its first password changed
    raise AssertionError(f"the server did not answer in {START_S} s:\n" + log.read_text("utf-8"))


def _set_password(port: int) -> None:
    with (
        neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=(USER, USER)) as driver,
        driver.session(database="system") as session,
    ):
        session.run("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=USER, new=PASSWORD).consume()
