"""A connection to a Neo4j server, and what can go wrong on it in words that say what to do."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph_builder.errors import StoreMissing, StoreRefused, WenzeError
from queries.store.address import CA, PASSWORD, USER, Address, Credentials, credentials
from queries.store.said import shortened

_CONNECT_S = 10.0
_RETRY_S = 15.0

# The driver logs every hint of the server; without a handler Python would print them on the user's screen.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def connect(to: Address) -> neo4j.Driver:
    """A driver that has reached the server and been let in.

    Raises `StoreMissing` when nobody answers there and `StoreRefused` when the server does not let us in.
    """
    known = credentials()
    with explained(to):
        driver = neo4j.GraphDatabase.driver(
            f"{to.scheme.removesuffix('+s')}://{_netloc(to)}",
            auth=(known.user, known.password) if known and known.user else None,
            connection_timeout=_CONNECT_S,
            connection_acquisition_timeout=_CONNECT_S,
            max_transaction_retry_time=_RETRY_S,
            encrypted=to.encrypted,
            user_agent="wenze",
            **_trust(to, known),
        )
        try:
            with driver.session(database=to.database, default_access_mode=neo4j.READ_ACCESS) as session:
                session.run("RETURN 1").consume()
        except BaseException:
            driver.close()
            raise
        return driver


def _netloc(to: Address) -> str:
    return str(Address("", to.host, to.port)).removeprefix("://")


def _trust(to: Address, known: Credentials | None) -> dict[str, neo4j.TrustStore]:
    if not to.encrypted:
        return {}
    if known is None or known.authority is None:
        return {"trusted_certificates": neo4j.TrustSystemCAs()}
    if not known.authority.is_file():
        raise StoreRefused(f"证书文件 {known.authority} 不存在，请检查环境变量 {CA}。")
    return {"trusted_certificates": neo4j.TrustCustomCAs(str(known.authority))}


@contextmanager
def explained(to: Address) -> Iterator[None]:
    """Turn what the driver raises here, a fault in a query apart, into an error of ours."""
    try:
        yield
    except Neo4jError as error:
        if concerns_access(error):
            raise _not_let_in(to, error) from error
        raise
    except (DriverError, OSError) as error:
        raise _not_reached(to, error) from error


def concerns_access(error: Neo4jError) -> bool:
    """Whether the server did not let us in, rather than found fault with a query."""
    return any(part in (error.code or "") for part in (".Security.", ".Database."))


def reason(error: Neo4jError) -> str:
    """What the server says, short enough to read."""
    return shortened(error.message or "")


def _not_let_in(to: Address, error: Neo4jError) -> WenzeError:
    code = (error.code or "").rsplit(".", 1)[-1]
    if code == "CredentialsExpired":
        return StoreRefused(f"服务器 {to} 要求先修改初始口令，请用 Neo4j 自己的工具改好再来。")
    if code == "AuthenticationRateLimit":
        return StoreRefused(f"服务器 {to} 因口令错的次数太多暂不接受登录，请过一会儿再试，并核对口令。")
    if code == "DatabaseNotFound":
        return StoreMissing(f"服务器 {to} 上没有名为“{to.database}”的数据库，请改正地址里斜线后面的名称。")
    if code == "Forbidden":
        return StoreRefused(f"这个用户在服务器 {to} 上没有所需的权限，请换一个用户或请管理员授权。")
    return StoreRefused(
        f"服务器 {to} 不接受用户名或口令。请核对环境变量 {USER} 和 {PASSWORD}，或口令文件 ~/.config/wenze/neo4j.yaml。"
    )


def _not_reached(to: Address, error: BaseException) -> WenzeError:
    if any(isinstance(cause, ssl.SSLError) for cause in _causes(error)):
        return StoreRefused(
            f"与服务器 {to} 的加密连接没有建立：证书不可信，或它不用 TLS。自签证书请把证书文件写进环境变量 {CA}；"
            "没有开 TLS 的服务器请用 bolt://。"
        )
    return StoreMissing(f"连不上 Neo4j 服务器 {to}，请确认服务器已启动、地址和端口没有写错、防火墙放行。")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
