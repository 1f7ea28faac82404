"""Read data files into checked rows, gathering every fault instead of stopping at the first."""

from __future__ import annotations

import csv
import difflib
import io
import tomllib
from collections.abc import Iterable, Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import UnionType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError

RowType = TypeVar("RowType", bound=BaseModel)
SUFFIXES = (".toml", ".csv")


def shipped() -> Traversable:
    """The folder of the data that comes with dragoman."""
    return resources.files("dragoman") / "data"


def walk(folder: Traversable, suffix: str, prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file under a folder that ends in `suffix`, as (path inside it, content), in order of path."""
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from walk(entry, suffix, f"{path}/")
        elif entry.name.endswith(suffix):
            yield path, entry.read_bytes()


class DataFile(NamedTuple):
    """A data file: the folder it came with ("data" for ours), its path there, and its bytes."""

    folder: str
    path: str
    content: bytes

    @property
    def shown(self) -> str:
        """How messages name the file."""
        return f"{self.folder}/{self.path}"


def gather(folders: Iterable[Path]) -> tuple[DataFile, ...]:
    """The shipped data files, and after them those of the user's own folders, each in order of path."""
    found = [DataFile("data", path, content) for suffix in SUFFIXES for path, content in walk(shipped(), suffix)]
    for folder in folders:
        found += [DataFile(str(folder), path, content) for suffix in SUFFIXES for path, content in walk(folder, suffix)]
    return tuple(found)


def near(word: str, words: Iterable[str]) -> str:
    """A "; did you mean X?" for the nearest of `words`, or nothing."""
    found = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"; did you mean {found[0]}?" if found else ""


def _complaints(file: DataFile, label: str, error: ValidationError, kind: type[BaseModel]) -> Iterator[str]:
    for problem in error.errors():
        where = ".".join(str(part) for part in problem["loc"])
        hint = ""
        if problem["type"] == "extra_forbidden":
            hint = near(str(problem["loc"][-1]), kind.model_fields)
        yield f"{file.shown}: {label}: {where}: {problem['msg']}{hint}"


def _checked(file: DataFile, label: str, raw: dict[str, Any], kind: type[RowType], findings: list[str]) -> RowType | None:
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        findings.extend(_complaints(file, label, error, kind))
        return None


def read_toml(file: DataFile, findings: list[str]) -> dict[str, Any]:
    """A TOML file as plain values; a syntax error becomes a finding and an empty table."""
    try:
        return tomllib.loads(file.content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        findings.append(f"{file.shown}: not valid TOML: {error}; mend that line")
        return {}


def read_one(file: DataFile, kind: type[RowType], findings: list[str]) -> list[RowType]:
    """A TOML file that is one row."""
    raw = read_toml(file, findings)
    row = _checked(file, str(raw.get("id", "file")), raw, kind, findings) if raw else None
    return [row] if row is not None else []


def read_array(file: DataFile, table: str, kind: type[RowType], findings: list[str]) -> list[RowType]:
    """A TOML file that is an array of tables named `table`."""
    raw = read_toml(file, findings)
    for key in raw:
        if key != table and not isinstance(raw[key], list):
            findings.append(f"{file.shown}: unknown key {key!r}; rows belong under [[{table}]]")
    rows: list[RowType] = []
    for number, item in enumerate(raw.get(table, []), 1):
        label = str(item.get("id") or item.get("code") or f"{table} {number}")
        row = _checked(file, label, item, kind, findings)
        if row is not None:
            rows.append(row)
    return rows


def _holds_list(annotation: Any) -> bool:
    if get_origin(annotation) is UnionType:
        return any(_holds_list(part) for part in get_args(annotation))
    return get_origin(annotation) is tuple


def _cell(name: str, text: str, kind: type[BaseModel]) -> Any:
    annotation = kind.model_fields[name].annotation
    if _holds_list(annotation):
        return tuple(part for part in text.split("|") if part)
    if text == "" and type(None) in get_args(annotation):
        return None
    return text


def read_table(file: DataFile, kind: type[RowType], findings: list[str]) -> list[RowType]:
    """A CSV file with a header row; cells of list columns are split at "|"."""
    try:
        text = file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        findings.append(f"{file.shown}: not UTF-8: {error}; save it as UTF-8")
        return []
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="_surplus")
    unknown = [name for name in reader.fieldnames or [] if name not in kind.model_fields]
    for name in unknown:
        findings.append(f"{file.shown}: no column {name!r}{near(name, kind.model_fields)}")
    if unknown:
        return []
    rows: list[RowType] = []
    for raw in reader:
        label = f"line {reader.line_num}"
        if "_surplus" in raw:
            findings.append(f"{file.shown}: {label}: more cells than columns; quote cells that hold commas")
            continue
        values = {name: _cell(name, value or "", kind) for name, value in raw.items()}
        row = _checked(file, label, values, kind, findings)
        if row is not None:
            rows.append(row)
    return rows
