"""Ask the explorer byte by byte: in this process without a client that tidies addresses, and over a socket of a real server."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

Headers = Iterable[tuple[bytes, bytes]]
HOST = (b"host", b"127.0.0.1")


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


def ask(
    client: TestClient, target: bytes, *, method: str = "GET", headers: Headers = (HOST,), body: bytes = b"", app: Any = None
) -> Answered:
    """The answer to these very bytes."""
    path, _, query = target.partition(b"?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": re.sub(rb"%([0-9a-fA-F]{2})", lambda m: bytes([int(m[1], 16)]), path).decode("utf-8", "replace"),
        "raw_path": path,
        "root_path": "",
        "query_string": query,
        "headers": list(headers),
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    assert client.portal is not None
    client.portal.call(app or client.app, scope, receive, send)
    found = {name.decode("latin-1"): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Answered(sent[0]["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    host: str
    port: int

    @property
    def root(self) -> str:
        return f"http://{self.host}:{self.port}"

    def get(self, path: str = "/", **headers: str) -> tuple[int, str]:
        """Status and text of an address."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=20)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def send(self, data: bytes, *, wait: float = 10) -> bytes:
        """What comes back for these very bytes until the server closes or waits for more, at most 64 kB."""
        got = b""
        try:
            with socket.create_connection((self.host, self.port), timeout=wait) as found:
                found.sendall(data)
                while len(got) < 65_536 and (more := found.recv(65_536)):
                    got += more
        except OSError:
            pass
        return got

    @property
    def resident(self) -> int:
        """Memory of the process that is in use, in bytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1]) * 1024


def until_read(client: TestClient, patience: float = 20) -> None:
    """Wait for the first snapshot of a desk."""
    end = time.monotonic() + patience
    while client.get("/").status_code == 503 and time.monotonic() < end:
        time.sleep(0.05)


@contextmanager
def serving(desk: Path, *words: str) -> Iterator[Server]:
    """`dragoman serve` of a desk, on a free port."""
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", "serve", str(desk), "--port", "0", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        where = re.search(r"http://([\d.]+):(\d+)/", line)
        assert where, line
        server = Server(process, where[1], int(where[2]))
        end = time.monotonic() + 20
        while _is_starting(server) and time.monotonic() < end:
            time.sleep(0.05)
        yield server
    finally:
        process.terminate()
        process.wait(20)
        if process.stdout is not None:
            process.stdout.close()


def _is_starting(server: Server) -> bool:
    try:
        return "is being copied" in server.get()[1]
    except OSError:
        return True
