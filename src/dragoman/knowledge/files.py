"""Read data files into checked rows that keep their place, gathering every fault instead of stopping at the first."""

from __future__ import annotations

import csv
import difflib
import io
import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from types import UnionType
from typing import Any, Generic, NamedTuple, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dragoman.errors import KnowledgeError
from dragoman.knowledge.schemas import IN_WORDS

RowType = TypeVar("RowType", bound=BaseModel)
SUFFIXES = (".toml", ".csv")
OURS = "data"
# What may lie about in a folder of one's own beside knowledge: a note to readers, an editor's hidden files.
NOTES = (".md", ".rst")
LONGEST_SHOWN = 40  # of a wrong value, in a message
ID_LINE = re.compile(rb"^\s*id\s*=\s*[\"']([^\"']+)[\"']", re.MULTILINE)


def shipped() -> Traversable:
    """The folder of the data that comes with dragoman."""
    return resources.files("dragoman") / "data"


def walk(folder: Traversable, suffixes: str | tuple[str, ...], prefix: str = "") -> Iterator[tuple[str, bytes]]:
    """Every file under a folder that ends in one of `suffixes`, as (path inside it, content), in order of path."""
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        path = f"{prefix}{entry.name}"
        if entry.is_dir():
            yield from walk(entry, suffixes, f"{path}/")
        elif entry.name.endswith(suffixes):
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


class Placed(NamedTuple, Generic[RowType]):
    """A row and where it stands: its file, and its id or line there."""

    file: DataFile
    label: str
    row: RowType

    def called(self, name: str = "") -> str:
        """How messages name the row: file, id or line, and a name where that does not say it."""
        return ": ".join(filter(None, (self.file.shown, self.label, "" if name == self.label else name)))


def _own(folder: Path) -> Iterator[DataFile]:
    """All files of a user's folder but hidden ones and notes; only TOML and CSV files are opened."""
    for path, content in walk(folder, ""):
        parts = path.split("/")
        if any(part.startswith(".") for part in parts) or path.endswith(NOTES):
            continue
        if len(parts) > 1 or path.lower().endswith(SUFFIXES):
            yield DataFile(str(folder), path, content)


def gather(folders: Iterable[Path]) -> tuple[DataFile, ...]:
    """The shipped data files, and after them those of the user's own folders, each in order of path.

    Raises KnowledgeError where a file of a user's folder cannot be opened.
    """
    found = [DataFile(OURS, path, content) for suffix in SUFFIXES for path, content in walk(shipped(), suffix)]
    for folder in folders:
        try:
            found += _own(folder)
        except OSError as error:
            raise KnowledgeError([f"{error.filename}: cannot be read: {error.strerror}; mend that, or move it out"]) from error
    return tuple(found)


def near(word: str, words: Iterable[str]) -> str:
    """A "; did you mean X?" for the nearest of `words`, or nothing; of two as near, the one that begins alike."""
    found = difflib.get_close_matches(word, list(words), n=5, cutoff=0.6)
    if not found:
        return ""

    def likeness(other: str) -> tuple[float, int]:
        alike = next((place for place, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), len(word))
        return difflib.SequenceMatcher(None, other, word).ratio(), alike

    return f"; did you mean {max(found, key=likeness)}?"


# -- what pydantic finds, in words that say what to do

SAID = {
    "missing": "is missing; add it",
    "bool_parsing": "{input} is neither true nor false",
    "bool_type": "{input} is neither true nor false",
    "string_type": "{input} is no text; put it in quotes",
    "string_too_short": "{input} is too short; write {min_length} characters or more",
    "tuple_type": '{input} is no list; write ["…", "…"]',
    "dict_type": "{input} is no table; write {{ key = value }}",
    "model_type": "{input} is no table; write {{ key = value }}",
    "float_parsing": "{input} is no number",
    "float_type": "{input} is no number",
    "int_parsing": "{input} is no whole number",
    "too_short": "is empty; give one at least",
}


def _shown(value: Any) -> str:
    text = str(value) if isinstance(value, date) else repr(value)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _tables_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _tables_in(part)


def _keys_at(kind: type[BaseModel], place: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys that the table at a place inside a row may have, as they are written."""
    for step in place:
        if isinstance(step, str):
            fields = [field for name, field in kind.model_fields.items() if step in (name, field.alias)]
            kind = next((table for field in fields for table in _tables_in(field.annotation)), kind)
    return tuple(field.alias or name for name, field in kind.model_fields.items())


def _sentence(problem: ErrorDetails, kind: type[BaseModel]) -> str:
    """What is wrong with one value, and what to write."""
    context = problem.get("ctx", {})
    value = problem["input"]
    if problem["type"] == "extra_forbidden":
        keys = _keys_at(kind, problem["loc"][:-1])
        return f"no such key{near(str(problem['loc'][-1]), keys) or '; one of ' + ', '.join(keys)}"
    if problem["type"] == "literal_error":
        choice = str(context["expected"])
        choices = re.findall(r"'([^']*)'", choice)
        hint = near(str(value), choices)
        return f"{_shown(value)} is none of the {len(choices)} there are{hint}" if hint else f"{_shown(value)} is none of {choice}"
    if problem["type"] == "string_pattern_mismatch":
        return f"{_shown(value)} does not fit; write {IN_WORDS.get(str(context['pattern']), context['pattern'])}"
    if problem["type"] == "value_error":
        return str(context["error"])
    said = SAID.get(problem["type"])
    return said.format(input=_shown(value), **context) if said else f"{problem['msg']} (it is {_shown(value)})"


def checked(file: DataFile, label: str, raw: dict[str, Any], kind: type[RowType], findings: list[str]) -> list[Placed[RowType]]:
    """A row in its place, if it has its shape; else none, and a finding for each fault."""
    try:
        return [Placed(file, label, kind.model_validate(raw))]
    except ValidationError as error:
        problems = error.errors()
        for problem in problems:
            within = [other for other in problems if other["loc"][: len(problem["loc"])] == problem["loc"]]
            if problem["type"] == "too_short" and len(within) > 1:
                continue  # what stands in it has a fault of its own: it is not empty
            where = ".".join(str(part) for part in problem["loc"])
            findings.append(": ".join(filter(None, (file.shown, label, where, _sentence(problem, kind)))))
        return []


# -- files of each form

Raw = dict[str, Any]


def _decoded(file: DataFile, findings: list[str]) -> str | None:
    """The text of a file; None, and a finding, where it is not UTF-8."""
    try:
        return file.content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.content.count(b"\n", 0, error.start) + 1
        findings.append(f"{file.shown}: line {line}: the byte at position {error.start} is not UTF-8; save it as UTF-8")
        return None


def read_toml(file: DataFile, findings: list[str]) -> Raw:
    """A TOML file as plain values; a syntax error becomes a finding and an empty table."""
    text = _decoded(file, findings)
    try:
        return tomllib.loads(text or "")
    except tomllib.TOMLDecodeError as error:
        findings.append(f"{file.shown}: not valid TOML: {error}; mend that line")
        return {}


def ids_in(file: DataFile) -> Iterator[str]:
    """The ids a file gives out, also where it cannot be read: who refers to one of them is not at fault."""
    return (found.decode("utf-8", "replace") for found in ID_LINE.findall(file.content))


def read_one(file: DataFile, kind: type[RowType], findings: list[str]) -> list[Placed[RowType]]:
    """A TOML file that is one row."""
    raw = read_toml(file, findings)
    return checked(file, str(raw.get("id", "")), raw, kind, findings) if raw else []


def read_array(
    file: DataFile, table: str, kind: type[RowType], findings: list[str], beside: Iterable[str] = ()
) -> list[Placed[RowType]]:
    """A TOML file that is an array of tables named `table`; other keys that it may have are `beside`."""
    raw = read_toml(file, findings)
    known = (table, *beside)
    for key in raw:
        if key not in known:
            hint = near(key, known) or f"; rows belong under [[{table}]]"
            findings.append(f"{file.shown}: {key}: no such key{hint}")
    items = raw.get(table, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        findings.append(f"{file.shown}: {table}: no array of tables; begin each row with [[{table}]]")
        return []
    rows: list[Placed[RowType]] = []
    for number, item in enumerate(items, 1):
        named = item.get("id") or item.get("code")
        label = str(named) if named and table != "rule" else f"{table} {named or number}"
        rows += checked(file, label, item, kind, findings)
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


def columns(file: DataFile) -> list[str]:
    """The names in the first line of a CSV file."""
    head = file.content.decode("utf-8-sig", "replace").partition("\n")[0]
    return next(csv.reader([head.strip("\r")]), [])


def _column_faults(names: list[str], kind: type[BaseModel]) -> Iterator[str]:
    """What is wrong with the first line of a table; what else is wrong with the table would follow from it."""
    if not names:
        yield "empty; the first line names the columns"
        return
    if len(names) == 1 and (mark := next((mark for mark in (";", "\t") if mark in names[0]), "")):
        yield f"cells are parted by {mark!r}; save it with commas"
        return
    unknown = [name for name in names if name not in kind.model_fields]
    for name in unknown:
        yield f"no column {name!r}{near(name, kind.model_fields) or '; one of ' + ', '.join(kind.model_fields)}"
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield f"column {name!r} stands twice; keep one"
    needed = [name for name, field in kind.model_fields.items() if field.is_required()]
    if not unknown and (missing := [name for name in needed if name not in names]):
        yield f"no column {', '.join(map(repr, missing))}; add it"


def read_table(file: DataFile, kind: type[RowType], findings: list[str]) -> list[Placed[RowType]]:
    """A CSV file with a header row; cells of list columns are split at "|"."""
    text = _decoded(file, findings)
    if text is None:
        return []
    faults = [f"{file.shown}: {fault}" for fault in _column_faults(columns(file), kind)]
    if faults:
        findings.extend(faults)
        return []
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey="_surplus", strict=True)
    rows: list[Placed[RowType]] = []
    needed = {name for name, field in kind.model_fields.items() if field.is_required()}
    read = 1
    try:
        for raw in reader:
            read = reader.line_num
            label = f"line {read}"
            if "_surplus" in raw:
                findings.append(f"{file.shown}: {label}: more cells than columns; quote cells that hold commas")
                continue
            cells = {name: (value or "").strip() for name, value in raw.items()}
            values = {name: _cell(name, value, kind) for name, value in cells.items() if value or name not in needed}
            rows += checked(file, label, values, kind, findings)
    except csv.Error as error:
        findings.append(f"{file.shown}: line {read + 1}: not valid CSV: {error}; is a quote left open?")
    return rows
