"""Who may write a desk, and when it may be copied: two advisory locks beside the file."""

from __future__ import annotations

import fcntl
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dragoman.errors import StoreError

# How often a waiting writer looks again, in seconds.
LOOK_AGAIN = 0.1


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f".{path.name}.{what}")


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise StoreError(f"{path.parent}: the desk's folder cannot be written: {error.strerror}") from error


def _holder(handle: int) -> str:
    try:
        told = json.loads(os.pread(handle, 4096, 0) or b"{}")
    except ValueError:
        told = {}
    if not told:
        return "another process"
    return f"process {told['pid']} ({told['command']}, since {told['since']})"


@contextmanager
def writing(path: Path, *, wait: float, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Be the one writer of a desk.

    While another writes, `on_wait` is told once who it is; after `wait` seconds StoreError says so.
    """
    handle = _open(_beside(path, "writer"))
    try:
        told = False
        until = time.monotonic() + wait
        while not _taken(handle, fcntl.LOCK_EX):
            if time.monotonic() >= until:
                raise StoreError(f"{path}: {_holder(handle)} is writing to it; try again when it is done")
            if not told:
                on_wait(_holder(handle))
                told = True
            time.sleep(LOOK_AGAIN)
        held = {
            "pid": os.getpid(),
            "command": " ".join(["dragoman", *sys.argv[1:2]]),
            "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        }
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps(held).encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """Whether nobody else is at work on a file; while it lasts, nobody else will be told so."""
    handle = _open(_beside(path, "writer"))
    try:
        yield _taken(handle, fcntl.LOCK_EX)
    finally:
        os.close(handle)


def _taken(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def committing(path: Path) -> Iterator[None]:
    """Change the file while nobody copies it."""
    yield from _held(path, fcntl.LOCK_EX)


@contextmanager
def copying(path: Path) -> Iterator[None]:
    """Copy the file while nobody changes it; many may copy at once."""
    yield from _held(path, fcntl.LOCK_SH)


def _held(path: Path, kind: int) -> Iterator[None]:
    handle = _open(_beside(path, "commit"))
    try:
        fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)
