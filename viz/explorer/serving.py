"""The web server round the application: quiet from start to end, whatever is under way."""

from __future__ import annotations

import socket
from contextlib import suppress
from threading import Thread
from types import FrameType

import uvicorn
from starlette.applications import Starlette

_PATIENCE_S = 3


def serve(app: Starlette, bound: socket.socket) -> None:
    """Answer at a socket until the process is told to end."""
    # One line a request would show what is searched for; the token would stand in it too.
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=_PATIENCE_S
    )
    with suppress(KeyboardInterrupt):
        _Server(config, app).run(sockets=[bound])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, app: Starlette) -> None:
        super().__init__(config)
        self._app = app

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop the queries under way: the server would wait for them, then tear them out with a complaint."""
        Thread(target=self._app.state.running.stop_all, daemon=True).start()
        super().handle_exit(sig, frame)
