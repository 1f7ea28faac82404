"""Write a panel as a file with a manifest beside it, from which anyone can make the same bytes again."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from dragoman import __version__ as VERSION
from dragoman.errors import UsageError
from dragoman.formats.stata import write_stata
from dragoman.formats.tables import write_csv, write_parquet
from dragoman.formats.whole import whole_file
from dragoman.relations.panels import Panel, column_labels
from dragoman.store.file import Reader

OF_RUN = ("run_id", "coder", "codebook", "code_digest", "knowledge_digest", "articles", "reports")
# What the numbers of `seen` mean, as Stata shows them.
SEEN = {0: "no coverage", 1: "covered"}


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """The pairs of a CSV file: the first two columns of each line, a header passed over. Raises UsageError."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = [[cell.strip() for cell in line] for line in csv.reader(stream) if any(cell.strip() for cell in line)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read as a CSV file of pairs: {error}") from error
    if lines and not all(cell.isupper() for cell in lines[0][:2]):
        lines = lines[1:]
    for number, line in enumerate(lines, 1):
        if len(line) < 2 or not line[0] or not line[1]:
            raise UsageError(f"{path}: pair {number}: two codes are needed, as in RUS,CHN")
    if not lines:
        raise UsageError(f"{path}: no pairs in it; write two codes a line, as in RUS,CHN")
    return [(line[0], line[1]) for line in lines]


def _csv(panel: Panel, stream: BinaryIO) -> None:
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    write_csv(panel.rows, text, panel.columns)
    text.flush()
    text.detach()


def _parquet(panel: Panel, stream: BinaryIO) -> None:
    write_parquet(panel.rows, stream, panel.columns)


def _stata(panel: Panel, stream: BinaryIO) -> None:
    title = f"dragoman panel of {panel.options['counted']}s by {panel.options['unit']}"
    write_stata(panel.rows, stream, panel.columns, column_labels(panel), title=title, values={"seen": SEEN})


SUFFIXES: dict[str, Callable[[Panel, BinaryIO], None]] = {".csv": _csv, ".parquet": _parquet, ".dta": _stata}


def write_panel(panel: Panel, path: Path, store: Reader) -> Path:
    """Write the file its name asks for, and the manifest beside it; returns where that stands.

    One manifest tells of the same panel in several formats; another panel's is written anew.
    """
    with whole_file(path) as stream:
        SUFFIXES[path.suffix](panel, stream)
    with path.open("rb") as written:
        digest = hashlib.file_digest(written, "sha256").hexdigest()
    told = _manifest(panel, store)
    beside = path.with_suffix(".json")
    files = {**_files_of(beside, told), path.name: digest}
    with whole_file(beside) as stream:
        stream.write((json.dumps({"sha256": dict(sorted(files.items())), **told}, ensure_ascii=False, indent=2) + "\n").encode())
    return beside


def _manifest(panel: Panel, store: Reader) -> dict[str, Any]:
    runs = store.rows("runs")
    return {
        "rows": len(panel.rows),
        "options": panel.options,
        "columns": {name: {"type": panel.columns[name], "label": label} for name, label in column_labels(panel).items()},
        "dragoman": VERSION,
        "knowledge_digests": sorted({run["knowledge_digest"] for run in runs}),
        "runs": [{**{name: run[name] for name in OF_RUN}, "options": json.loads(run["options"])} for run in runs],
    }


def _files_of(manifest: Path, told: Mapping[str, Any]) -> dict[str, str]:
    """The files that a manifest tells of, if it is of the same panel."""
    try:
        old = json.loads(manifest.read_text(encoding="utf-8"))
        files = dict(old.pop("sha256"))
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}
    return files if old == json.loads(json.dumps(told)) else {}
