"""Listen and serve. The door to uvicorn."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.web.app import build_app
from dragoman.web.guard import LOOPBACK

# Connections that may wait or be open at once, and seconds that an idle one is kept.
WAITING, IDLE = 64, 5


@contextmanager
def listen(host: str, port: int) -> Iterator[socket.socket]:
    """A socket that listens. Raises UsageError where it cannot."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as found:  # asyncio sends small answers at once only then
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, port))
            found.listen(WAITING)
        except OSError as error:
            raise UsageError(f"cannot listen on {host}, port {port}: {error.strerror}; `--port 0` takes a free one") from error
        yield found


def serve_desk(desk: Path, knowledge: Knowledge, found: socket.socket, *, hosts: Iterable[str] = (), token: str = "") -> None:
    """Serve a desk until interrupted."""
    gc.freeze()  # what is known stays: the collector need not look through it again and again
    app = build_app(desk, knowledge, hosts={*LOOPBACK, *hosts}, token=token)
    config = uvicorn.Config(
        app,
        log_level="warning",
        loop="asyncio",
        ws="none",
        server_header=False,
        timeout_keep_alive=IDLE,
        limit_concurrency=256,
        h11_max_incomplete_event_size=16_384,
    )
    uvicorn.Server(config).run(sockets=[found])
