"""Where a Neo4j server is and who asks: its address, and credentials that are never part of it."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from graph_builder.errors import StoreRefused

SCHEMES = ("bolt", "neo4j", "bolt+s", "neo4j+s")
USER, PASSWORD, CA, AUTH_FILE = "WENZE_NEO4J_USER", "WENZE_NEO4J_PASSWORD", "WENZE_NEO4J_CA", "WENZE_NEO4J_AUTH_FILE"
_PORT = 7687
_FILE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Address:
    """A server's address, and the database there (None: the user's home database).

    >>> str(address("bolt://localhost"))
    'bolt://localhost:7687'
    >>> address("neo4j+s://graph.example:7688/wenze").database
    'wenze'
    """

    scheme: str
    host: str
    port: int
    database: str | None = None

    @property
    def encrypted(self) -> bool:
        """Whether the connection is by TLS."""
        return self.scheme.endswith("+s")

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}" + (f"/{self.database}" if self.database else "")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks, and the file of the authority that signed the server's certificate (None: the system's own).

    Neither name nor password stands in its repr, so neither can reach a log or a traceback by it.
    """

    user: str = field(repr=False)
    password: str = field(repr=False)
    authority: Path | None = None


def is_address(text: str) -> bool:
    """Whether this names a server rather than a graph file."""
    return "://" in text


def address(text: str) -> Address:
    """Read an address. Raises `StoreRefused`, whose words never repeat an address that may hold a password."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port or _PORT
    except ValueError as error:
        raise StoreRefused("服务器地址写得不对，应像 bolt://localhost:7687 或 neo4j+s://主机名:7687。") from error
    if parts.username is not None or parts.password is not None or "@" in text:
        raise StoreRefused(
            f"服务器地址里不能写用户名和口令（会留在命令记录里）。请从地址中去掉，改设环境变量 {USER} 和 {PASSWORD}，"
            f"或写进 {_default_file()}。"
        )
    if parts.scheme.endswith("+ssc"):
        raise StoreRefused(
            "+ssc 不核对服务器是谁，口令可能被人截走，所以不用。"
            f"自签证书请用 bolt+s://，并把证书文件写进环境变量 {CA}。"
        )
    if parts.scheme not in SCHEMES or not parts.hostname or parts.query or parts.fragment:
        raise StoreRefused(
            f"服务器地址写得不对，应像 bolt://localhost:7687 或 neo4j+s://主机名:7687（可用：{'、'.join(SCHEMES)}）。"
        )
    return Address(parts.scheme, parts.hostname, port, parts.path.strip("/") or None)


def credentials() -> Credentials | None:
    """Who asks: from the environment, else from a file that its owner alone can read; None when neither says.

    The file is YAML with `user`, `password` and, if need be, `ca`: at `WENZE_NEO4J_AUTH_FILE`, else
    `~/.config/wenze/neo4j.yaml`. Raises `StoreRefused` when it is not fit for a password or cannot be read.
    """
    authority = Path(ca) if (ca := os.environ.get(CA)) else None
    user, password = os.environ.get(USER), os.environ.get(PASSWORD)
    if password is not None:
        return Credentials(user or "neo4j", password, authority)
    named = os.environ.get(AUTH_FILE)
    file = Path(named) if named else _default_file()
    if not file.is_file():
        if named:
            raise StoreRefused(f"环境变量 {AUTH_FILE} 指的文件 {file} 不存在，请改正路径。")
        return Credentials("", "", authority) if authority else None
    return _from_file(file, user, authority)


def _from_file(file: Path, user: str | None, authority: Path | None) -> Credentials:
    if sys.platform != "win32" and file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise StoreRefused(f"口令文件 {file} 别人也能打开，请先运行 chmod 600 {file}。")
    fault = StoreRefused(f"口令文件 {file} 写得不对，应是两行：user: 用户名 和 password: 口令（口令加引号）。")
    try:
        said = yaml.safe_load(file.read_bytes()[:_FILE_BYTES])
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        # Without its cause: a parser's complaint quotes the line, which may be the password's.
        raise fault from None
    if not isinstance(said, dict) or not isinstance(said.get("password"), str):
        raise fault
    if authority is None and said.get("ca"):
        authority = file.parent / str(said["ca"])
    return Credentials(user or str(said.get("user") or "neo4j"), said["password"], authority)


def _default_file() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "wenze" / "neo4j.yaml"
