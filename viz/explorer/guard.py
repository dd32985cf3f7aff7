"""Who may ask the page's server, and what its answers let a browser do.

The server listens on this machine only, but other users of it and every page open in the browser can reach it. So:
a token from the printed address, kept in a cookie that only this server gets and no script reads; the Host header
must be this server (a foreign name may be made to point here); a request that says where it comes from must come from
here, and one that may write must say so. The policy admits our own files only: no inline script, no other host.
"""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_COME_AGAIN = "请用 wenze explore 打印的完整地址打开这一页(地址里带有本次运行的口令)。"


class Guard:
    """Middleware round the whole application. `port` is where it listens, `token` what the printed address holds."""

    def __init__(self, app: ASGIApp, *, port: int, token: str) -> None:
        self._app = app
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._token = token
        # Cookies do not know ports: two explorers at once must not overwrite each other's.
        self._cookie = f"wenze_{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if host not in self._hosts:
            return PlainTextResponse("不是本机地址。", 421)
        if (origin is not None and origin != f"http://{host}") or headers.get("sec-fetch-site") == "cross-site":
            return PlainTextResponse("请求来自别的网站,已拒绝。", 403)
        # A browser says with every POST where it comes from; what does not say so may not write.
        if scope["method"] != "GET" and origin is None:
            return PlainTextResponse("请求没有说明来自哪里,已拒绝。", 403)
        query = parse_qs(scope["query_string"].decode("latin-1"))
        given = query.pop("token", [""])[0]
        if given:
            return self._let_in(scope, given, query)
        if not self._known(self._cookie_of(headers)):
            return PlainTextResponse(_COME_AGAIN, 403)
        return None

    def _let_in(self, scope: Scope, given: str, query: dict[str, list[str]]) -> Response:
        """Keep the token in a cookie and take it out of the address."""
        if scope["method"] != "GET" or not self._known(given):
            return PlainTextResponse(_COME_AGAIN, 403)
        rest = urlencode(query, doseq=True)
        answer = RedirectResponse("/" + (f"?{rest}" if rest else ""), 303)
        answer.set_cookie(self._cookie, self._token, httponly=True, samesite="strict", path="/")
        return answer

    def _cookie_of(self, headers: Headers) -> str:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return ""
        return cookies[self._cookie].value if self._cookie in cookies else ""

    def _known(self, given: str) -> bool:
        return secrets.compare_digest(given.encode("utf-8"), self._token.encode("ascii"))
