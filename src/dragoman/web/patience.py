"""Break off what a reader is asked when it takes longer than it may."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.errors import StoreError
from dragoman.store.file import Reader

# The longest that the queries of one page may take, in seconds.
LONGEST = 10.0


class TooLongError(StoreError):
    """An answer would take longer than it may."""


@contextmanager
def at_most(reader: Reader, seconds: float = LONGEST) -> Iterator[None]:
    """Break off what a reader is asked when it takes longer. Raises StoreError then."""
    begin = time.monotonic()
    timer = threading.Timer(seconds, reader.connection.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except StoreError as error:
        if time.monotonic() - begin >= seconds:
            raise TooLongError(f"this took longer than {seconds:g} seconds and was broken off; ask for less") from error
        raise
    finally:
        timer.cancel()
