"""A `dragoman` that has loaded everything already: a process that forks for each command, and a small program that asks it.

The documentation runs some hundred commands; each would spend two seconds on loading the parser.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LONGEST = 1 << 20
# What stands on the path as `dragoman`: hands over its words, folder, environment and open files, and waits.
ASKING = """#!{python} -SE
import json, os, socket, sys
told = json.dumps([sys.argv[1:], os.getcwd(), dict(os.environ)]).encode()
with socket.socket(socket.AF_UNIX) as asked:
    asked.connect({address!r})
    socket.send_fds(asked, [len(told).to_bytes(4, "big")], [0, 1, 2])
    asked.sendall(told)
    answer = asked.recv(1)
sys.exit(answer[0] if answer else 1)
"""


def _serve(listening: socket.socket) -> None:
    from dragoman.pipeline import load_parser

    load_parser()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while True:
        asked, _ = listening.accept()
        if os.fork() == 0:
            os._exit(_answer(asked))
        asked.close()


def _answer(asked: socket.socket) -> int:
    size, handles, _, _ = socket.recv_fds(asked, 4, 3)
    told = b""
    while len(told) < int.from_bytes(size, "big"):
        told += asked.recv(LONGEST)
    words, folder, environment = json.loads(told)
    for number, handle in enumerate(handles):
        os.dup2(handle, number)
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(number, mode, encoding="utf-8") for number, mode in enumerate("rww"))
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["dragoman", *words]
    status = _run()
    asked.sendall(bytes([status]))
    return status


def _run() -> int:
    from dragoman.cli import main

    status = 0
    try:
        main()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        status = 1
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            status = status or 0  # whoever read it has left
    return status


@contextmanager
def warm_program() -> Iterator[Path]:
    """A folder for the front of the path, whose `dragoman` answers at once; gone at the end."""
    with tempfile.TemporaryDirectory() as place, socket.socket(socket.AF_UNIX) as listening:
        address = str(Path(place) / "socket")
        listening.bind(address)
        listening.listen()
        program = Path(place) / "dragoman"
        program.write_text(ASKING.format(python=sys.executable, address=address), encoding="utf-8")
        program.chmod(0o755)
        server = os.fork()
        if server == 0:
            _serve(listening)
        try:
            yield Path(place)
        finally:
            os.kill(server, signal.SIGTERM)
            os.waitpid(server, 0)
