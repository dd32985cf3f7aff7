"""A Neo4j in a temporary folder, from the artifacts on Maven Central: its importer, and the database behind bolt."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import neo4j

HERE = Path(__file__).parent


@cache
def classpath() -> str:
    """Where Maven put the jars that pom.xml names."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "classpath"
        command = ["mvn", "-q", "-B", "-f", HERE / "pom.xml", "dependency:build-classpath", f"-Dmdep.outputFile={out}"]
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        return out.read_text("utf-8")


class Machine:
    """The home of one Neo4j."""

    def __init__(self, jars: str, home: Path) -> None:
        self.jars = jars
        self.home = home
        (home / "conf").mkdir(parents=True)
        (home / "conf" / "neo4j.conf").write_text("server.memory.pagecache.size=64m\n")
        self._server: subprocess.Popen[str] | None = None

    def admin(self, command: str, folder: Path) -> None:
        """Run a neo4j-admin command in a folder."""
        words = command.split()
        assert words[0] == "neo4j-admin"
        done = subprocess.run(
            ["java", "-Xmx512m", "-cp", self.jars, "org.neo4j.cli.AdminTool", *words[1:]],
            cwd=folder,
            env={**os.environ, "NEO4J_HOME": str(self.home), "NEO4J_CONF": str(self.home / "conf")},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

    def start(self) -> neo4j.Driver:
        """Open the database on a free port of this machine, without a password."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._server = subprocess.Popen(
            ["java", "-Xmx512m", "-cp", self.jars, HERE / "Serve.java", self.home, str(port)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._server.stdout
        for line in self._server.stdout:
            if line.strip() == "ready":
                return neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}")
        raise AssertionError("Neo4j did not start")

    def stop(self) -> None:
        if self._server:
            self._server.terminate()
            self._server.wait()
