"""Run commands as a user does, in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app


@pytest.fixture(scope="session")
def run() -> Callable[..., Result]:
    def _run(*words: str) -> Result:
        return CliRunner().invoke(app, list(words))

    return _run
