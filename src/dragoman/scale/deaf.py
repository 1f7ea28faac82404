"""Processes that hear no interrupt: whoever began them does, and ends them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def deaf() -> Iterator[None]:
    """Let processes begun in here never hear an interrupt, from their first moment: the parent hears it and ends the pool.

    A process that is still starting would otherwise end in a traceback of Python's own. What is blocked stays blocked
    over a spawn; for this one, an interrupt waits until the block ends.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # when it begins, it unblocks the interrupt: begun here, it does so before
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
