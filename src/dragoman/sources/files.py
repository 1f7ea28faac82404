"""Find the articles in files, folders and standard input, in a fixed order."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BufferedReader, FileIO
from pathlib import Path

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.lines import read_lines
from dragoman.sources.pages import read_page
from dragoman.sources.plain import read_text
from dragoman.sources.texts import LONGEST_TEXT

TEXTS = frozenset({".txt", ".text", ".md"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
KNOWN = TEXTS | PAGES | LINES
STDIN = "-"


def _in_folder(folder: Path) -> Iterator[Path | InputError]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in KNOWN)
    yield from found
    if not found:
        yield InputError(str(folder), "a folder without articles (.txt, .html or .jsonl)")


def _places(paths: Iterable[str]) -> Iterator[Path | str | InputError]:
    for path in paths:
        place = Path(path)
        if path == STDIN:
            yield path
        elif place.is_dir():
            yield from _in_folder(place)
        elif not place.exists():
            yield InputError(path, "no such file or folder")
        else:
            yield place


def _from_file(path: Path, encoding: str, longest: int) -> Iterator[Article | InputError]:
    name = str(path)
    suffix = path.suffix.lower()
    try:
        if suffix in LINES:
            with path.open("rb") as stream:
                yield from read_lines(stream, name, longest=longest)
            return
        read = read_page if suffix in PAGES else read_text
        yield read(path.read_bytes(), name, encoding=encoding, longest=longest)
    except InputError as error:
        yield error
    except OSError as error:
        yield InputError(name, f"cannot be read: {error.strerror}")


def _from_stdin(encoding: str, longest: int) -> Iterator[Article | InputError]:
    stream = BufferedReader(FileIO(sys.stdin.fileno(), closefd=False))
    if stream.peek(1)[:1] == b"{":
        yield from read_lines(stream, "standard input", longest=longest)
        return
    try:
        yield read_text(stream.read(), "standard input", encoding=encoding, longest=longest)
    except InputError as error:
        yield error


def read_sources(
    paths: Iterable[str], *, published: date | None = None, encoding: str = "", longest: int = LONGEST_TEXT
) -> Iterator[Article | InputError]:
    """Yield each article, and for each input that holds none an InputError, in the order given.

    Folders are walked recursively in order of path; `-` is standard input (text, or JSON lines where it
    begins with a brace). `published` dates the articles that carry no date. Of two articles with one
    id the first counts; the second is an error.
    """
    seen: dict[str, str] = {}
    for place in _places(paths):
        if isinstance(place, InputError):
            yield place
            continue
        found = _from_stdin(encoding, longest) if isinstance(place, str) else _from_file(place, encoding, longest)
        for article in found:
            if isinstance(article, Article):
                if article.id:
                    if article.id in seen:
                        yield InputError(article.path, f"id {article.id!r} was already used at {seen[article.id]}")
                        continue
                    seen[article.id] = article.path
                if article.published is None and published is not None:
                    article = replace(article, published=published)
            yield article
