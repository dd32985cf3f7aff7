"""The page's server: its own files, and a JSON answer for each question."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from graph_builder.errors import WenzeError
from queries.mistake import mistake
from queries.store import Store
from viz.explorer.asking import Asked, Asking
from viz.explorer.guard import Guard
from viz.network import vis_script

_KINDS = {".js": "text/javascript", ".css": "text/css", ".html": "text/html", ".svg": "image/svg+xml"}
_MOST_BYTES = 8_000_000
_QUESTIONS = (
    "legend", "overview", "findings", "search", "panel", "notice", "compare", "grow", "ask", "run", "stop",
    "complete", "views", "doubts", "judged", "fields", "judge",
)  # fmt: skip
_FILES = ("table", "picture")


def explorer(store: Store, *, views: Path, judgements: Path, port: int, token: str) -> Starlette:
    """The application over an open store. `views` and `judgements` are the only files that it writes.

    See `Guard` for `port` and `token`; `state.running` holds the queries under way.
    """
    asking = Asking(store, views, judgements)

    routes = [Route("/", _file("index.html")), Route("/favicon.ico", _file("icon.svg"))]
    routes.append(Route("/page/vis-network.js", _script))
    routes += [Route(f"/page/{name}", _file(name)) for name in sorted(_page())]
    routes += [Route(f"/ask/{name}", _question(getattr(asking, name)), methods=["POST"]) for name in _QUESTIONS]
    routes += [Route(f"/file/{name}", _made_file(getattr(asking, name)), methods=["POST"]) for name in _FILES]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, port=port, token=token)])
    app.state.running = asking.running
    return app


def _page() -> dict[str, bytes]:
    """The page's files by name."""
    folder = files("viz.explorer") / "page"
    return {file.name: file.read_bytes() for file in folder.iterdir() if Path(file.name).suffix in _KINDS}


def _file(name: str) -> Callable[[Request], Response]:
    def send(_: Request) -> Response:
        content = (files("viz.explorer") / "page" / name).read_bytes()
        return Response(content, media_type=_KINDS[Path(name).suffix], headers={"Cache-Control": "no-cache"})

    return send


def _script(_: Request) -> Response:
    return Response(vis_script(), media_type="text/javascript", headers={"Cache-Control": "max-age=86400"})


Endpoint = Callable[[Request], Awaitable[Response]]


def _question(ask: Callable[[Any], Any]) -> Endpoint:
    async def send(request: Request) -> Response:
        return await _answered(request, lambda asked: _json(ask(asked)))

    return send


def _made_file(make: Callable[[Any], tuple[bytes, str]]) -> Endpoint:
    async def send(request: Request) -> Response:
        def made(asked: Any) -> Response:
            content, kind = make(asked)
            # Never opened in place: what it holds is not the page's.
            return Response(content, media_type=kind, headers={"Content-Disposition": "attachment"})

        return await _answered(request, made)

    return send


async def _answered(request: Request, answer: Callable[[Any], Response]) -> Response:
    """The answer to a request's JSON, in a thread of its own; an expected error as one sentence and its place."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return JSONResponse({"error": "请求太大。"}, 413)
    asked = Asked()
    try:
        asked = Asked.read(bytes(body))
        return await run_in_threadpool(answer, asked)
    except WenzeError as error:
        cypher = asked.get("cypher")
        place = mistake(cypher, str(error)) if isinstance(cypher, str) else None
        return _json({"error": str(error), "place": place}, 400)


def _json(content: Any, status: int = 200) -> Response:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Response(text, status, media_type="application/json")
