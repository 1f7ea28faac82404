"""What all tests share: the shipped knowledge, a coder that reads each sentence once, the program as a shell runs it."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dragoman.api import Coder
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model import Article, Document

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = Path("/usr/bin/chromium")  # where Debian puts it
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="Write the snapshots anew instead of comparing with them.")


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def coder(knowledge: Knowledge) -> Coder:
    return Coder(knowledge)


@pytest.fixture(scope="session")
def read(coder: Coder) -> Callable[..., Document]:
    """Read a text, once a session for each text and date."""
    seen: dict[tuple[str, date | None, str], Document] = {}

    def _read(text: str, published: date | None = None, title: str = "") -> Document:
        key = (text, published, title)
        if key not in seen:
            seen[key] = coder.read(Article(text, title=title, published=published))
        return seen[key]

    return _read


@pytest.fixture(scope="session")
def program() -> list[str]:
    """The words that start the program, as its installed script does."""
    return [sys.executable, "-c", "from dragoman.cli import main; main()"]


@pytest.fixture(scope="session")
def shell(program: list[str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run the program in a process of its own: standard input, exit status and standard error are the real ones."""

    def _shell(*words: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        command = [*program, *words]
        return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", env=environment, cwd=cwd, check=False)

    return _shell


@pytest.fixture(scope="session")
def snapshot(pytestconfig: pytest.Config) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds how it looked; `--snapshot-update` writes the file anew."""

    def _snapshot(path: Path, text: str) -> None:
        __tracebackhide__ = True
        if pytestconfig.getoption("--snapshot-update"):
            path.write_text(text, encoding="utf-8")
            return
        if not path.exists():
            pytest.fail(f"no snapshot {path.name} yet; `pytest --snapshot-update` writes it")
        old = path.read_text(encoding="utf-8").splitlines()
        change = list(difflib.unified_diff(old, text.splitlines(), "snapshot", "now", lineterm="", n=1))
        if change:
            told = "\n".join(change[:60])
            pytest.fail(f"{path.name} has changed; look, and if it is for the better, `pytest --snapshot-update`:\n{told}")

    return _snapshot


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of a process: Playwright cannot be begun twice in it."""
    from playwright.sync_api import sync_playwright  # only for tests of pages

    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()
