"""Code shares on a Ray cluster: the same shares, rows and ids as on one machine. The door to Ray."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.scale.shards import Done, Share, code_share

# Shares in flight for each worker: one at work, one waiting.
AHEAD = 2


class _Worker:
    """One process of the cluster: it is given the knowledge once and loads the parser once."""

    def __init__(self, knowledge: Knowledge, folder: Path, model: str) -> None:
        self._knowledge, self._folder, self._model = knowledge, folder, model

    def code(self, share: Share) -> Done:
        return code_share(share, self._folder, self._knowledge, self._model)


def code_on_cluster(
    shares: list[Share], folder: Path, knowledge: Knowledge, model: str, workers: int, *, address: str | None = None
) -> Iterator[Done]:
    """Code shares on `workers` processes of a cluster, each as it is done.

    `address` is a running cluster's ("auto", "host:port"); without, one is started on this machine and ended after. Files
    and folder must be at the same path on every machine. Raises UsageError where Ray is not installed.
    """
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray needs the extra: pip install 'dragoman[cluster]'") from error
    if address:
        ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING)
    else:
        ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False, logging_level=logging.WARNING)
    try:
        yield from _spread(ray, shares, folder, knowledge, model, workers)
    finally:
        ray.shutdown()


def _spread(ray: Any, shares: list[Share], folder: Path, knowledge: Knowledge, model: str, workers: int) -> Iterator[Done]:
    known = ray.put(knowledge)
    kind = ray.remote(num_cpus=1, max_restarts=-1, max_task_retries=2)(_Worker)
    pool = [kind.remote(known, folder.resolve(), model) for _ in range(min(workers, len(shares)))]
    left = iter(shares)
    flying: dict[Any, Any] = {}

    def hand_out(worker: Any) -> None:
        share = next(left, None)
        if share is not None:
            flying[worker.code.remote(share)] = worker

    for worker in pool * AHEAD:
        hand_out(worker)
    while flying:
        [done], _ = ray.wait(list(flying), num_returns=1)
        hand_out(flying.pop(done))
        yield ray.get(done)
