"""Find the articles in files, folders, archives, addresses and standard input, in a fixed order."""

from __future__ import annotations

import glob
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.dispatch import read_stream
from dragoman.sources.kinds import kind_of_name
from dragoman.sources.limits import Limits, Options
from dragoman.sources.live import read_address, with_fetcher

if TYPE_CHECKING:
    from dragoman.sources.fetch import Fetcher

STDIN = "-"
ADDRESS = re.compile(r"https?://", re.I)


def _in_folder(folder: Path) -> Iterator[Path | InputError]:
    found = sorted(path for path in folder.rglob("*") if path.is_file() and kind_of_name(path.name))
    yield from found
    if not found:
        yield InputError(str(folder), "a folder without articles (.txt, .html, .jsonl, .csv, .pdf, .docx, .zip and others)")


def _places(paths: Iterable[str]) -> Iterator[Path | str | InputError]:
    for path in paths:
        place = Path(path)
        if path == STDIN or ADDRESS.match(path):
            yield path
        elif place.is_dir():
            yield from _in_folder(place)
        elif place.exists():
            yield place
        elif glob.has_magic(path):
            # The shell leaves a pattern standing that it could not expand, or that was quoted.
            matched = [Path(each) for each in sorted(glob.glob(path, recursive=True))]
            files = [each for each in matched if each.is_file()]
            yield from files
            if not files:
                yield InputError(path, "no file fits this pattern")
        else:
            yield InputError(path, "no such file or folder")


def _found(place: Path | str, options: Options) -> Iterator[Article | InputError]:
    if isinstance(place, Path):
        try:
            with place.open("rb") as stream:
                yield from read_stream(stream, place.name, str(place), options)
        except OSError as error:
            yield InputError(str(place), f"cannot be read: {error.strerror}")
    elif place == STDIN:
        stream = BufferedReader(FileIO(sys.stdin.fileno(), closefd=False))
        yield from read_stream(stream, "", "standard input", options)
    else:
        yield from read_address(place, options, read_stream)


class _Seen:
    """The ids met so far: of one id there is one text."""

    def __init__(self) -> None:
        self._ids: dict[str, tuple[str, str]] = {}

    def meets(self, article: Article) -> bool | InputError:
        """Whether the article was met before; an InputError where its id had another text."""
        if not article.id:
            return False
        path, digest = self._ids.setdefault(article.id, (article.path, ""))
        if not digest:
            self._ids[article.id] = (path, article.digest)
            return False
        return (
            True if digest == article.digest else InputError(article.path, f"id {article.id!r} is that of another text at {path}")
        )


def read_sources(
    paths: Iterable[str],
    *,
    published: date | None = None,
    encoding: str = "",
    longest: int | None = None,
    columns: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    follow: bool = False,
    fetcher: Fetcher | None = None,
) -> Iterator[Article | InputError]:
    """Yield each article, and for each input that holds none an InputError, in the order given.

    A path is a file of any kind that is read, a folder (walked in order of path), a pattern such as `news/**/*.html`,
    an address of a page, feed or list of feeds, or `-` for standard input. `published` dates the articles that carry
    no date; `columns` names the columns of tables. With a `fetcher`, feeds that a local list names are fetched too;
    `follow` fetches the page of each item of a live feed. An article met again, with its id and text, is passed
    over; an id met with another text is an error.
    """
    limits = limits or Limits()
    if longest is not None:
        limits = replace(limits, text=longest)
    options = Options(published, encoding, columns or {}, limits, follow, fetcher)
    live: Options | None = None
    seen = _Seen()
    for place in _places(paths):
        if isinstance(place, InputError):
            yield place
            continue
        told = options
        if isinstance(place, str) and place != STDIN:
            told = live = live or with_fetcher(options)
        for article in _found(place, told):
            if isinstance(article, Article):
                met = seen.meets(article)
                if isinstance(met, InputError):
                    yield met
                    continue
                if met:
                    continue
                if article.published is None and published is not None:
                    article = replace(article, published=published)
            yield article
