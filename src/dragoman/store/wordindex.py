"""Find the articles of a desk by their words: an index beside the snapshots, made of the desk and never part of it."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from dragoman.errors import StoreError, UsageError
from dragoman.folders import cache_folder
from dragoman.model.article import Span
from dragoman.store.file import Reader, Row
from dragoman.store.locks import alone, committing, copying

Result = TypeVar("Result")

# The form of the index: one of another form is made anew.
FORM = 1
# Articles of one transaction: half a second's work, so that little is done again after a kill.
SHARE = 500
# How many words one query may have: SQLite's own bound lies above it.
MOST_WORDS = 100
# How long to wait, in seconds, for another process that commits.
PATIENCE = 10.0

TABLES = {
    "desk": "TABLE * (mark TEXT, articles INTEGER NOT NULL, seen TEXT)",
    "article": "TABLE * (number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, whole INTEGER NOT NULL)",
    # Texts come folded, words between blanks: what is not ASCII is then part of a word.
    "words": "VIRTUAL TABLE * USING fts5(title, text, content='', columnsize=0, tokenize='ascii')",
}
# What SQLite answers with where not the index is at fault, but the machine. Our own statements do not fail: any other
# answer, be it a want of memory, comes of a broken file (bytes of one overwritten at random, 400 times).
OUTSIDE = frozenset({
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
})  # fmt: skip
FOUND = """
SELECT article_id FROM article
JOIN (SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) AS found ON number = found.rowid
ORDER BY number DESC
"""

# Scripts that are written without spaces between words, or (Hangul) with particles joined on: each character is a word,
# and a run of them a phrase. By the first word of a character's Unicode name.
RUNNING = frozenset({
    "BOPOMOFO", "CJK", "HANGUL", "HIRAGANA", "IDEOGRAPHIC", "JAVANESE", "KATAKANA", "KHMER", "LAO", "MYANMAR", "TAI", "THAI",
    "TIBETAN", "YI",
})  # fmt: skip
# Canonical combining classes of accents, and of the points of Hebrew and Arabic, which may be left out. Those of the
# Indic scripts (0, 7, 9) and of Thai (103, 107) are part of the word.
ACCENTS = (*range(10, 37), *range(200, 241))
TATWEEL = "\u0640"
STROKED = re.compile(r"(LATIN SMALL LETTER \w+) WITH ")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
TERM = re.compile(r'(?P<not>-?)(?:"(?P<phrase>[^"]*)"?|(?P<words>[^\s"]+))')


class _Folding(dict[int, str]):
    """What stands for a character in the index: filled as characters are met."""

    def __missing__(self, point: int) -> str:
        self[point] = _folded(chr(point))
        return self[point]


def _folded(character: str) -> str:
    kind, name = unicodedata.category(character), unicodedata.name(character, "")
    if kind == "Cf" or character == TATWEEL or name.startswith("VARIATION SELECTOR") or _is_accent(character):
        return ""
    if kind[0] not in "LNM":
        return " "
    if name.replace("-", " ").split(" ")[0] in RUNNING:
        return f" {character} "
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    if stroked := STROKED.match(unicodedata.name(character.casefold()[0], "")):
        character = unicodedata.lookup(stroked[1])
    return "".join(part for part in unicodedata.normalize("NFKD", character.casefold()) if not _is_accent(part))


def _is_accent(character: str) -> bool:
    return unicodedata.combining(character) in ACCENTS


FOLDING = _Folding()


def fold(text: str) -> str:
    """The words of a text between blanks, as they are indexed: without case, accents and signs."""
    return unicodedata.normalize("NFKC", text).translate(FOLDING)


@dataclass(frozen=True, slots=True)
class Term:
    """One part of a query: words that follow each other, the last perhaps only begun, to be found or to be absent."""

    words: tuple[str, ...]
    begun: bool = False
    excluded: bool = False

    @property
    def match(self) -> str:
        """The term as SQLite asks for it. Folded words hold no sign that would mean something there."""
        return f'"{" ".join(self.words)}"{" *" if self.begun else ""}'


def read_query(query: str) -> tuple[Term, ...]:
    """The terms of a query: words, "phrases in quotes", -excluded, begun*; all else is taken as it is written.

    Raises UsageError where nothing is asked for, only exclusions are, or too many words.
    """
    terms = []
    for part in TERM.finditer(query.translate(QUOTES)):
        written = part["words"] if part["phrase"] is None else part["phrase"]
        if words := tuple(fold(written).split()):
            terms.append(Term(words, part["phrase"] is None and written.endswith("*"), bool(part["not"])))
    if not terms:
        raise UsageError(f"no word to look for in {query[:MOST_WORDS]!r}")
    if all(term.excluded for term in terms):
        raise UsageError("only words to leave out; name one to look for as well")
    if (count := sum(len(term.words) for term in terms)) > MOST_WORDS:
        raise UsageError(f"{count:,} words are too many to look for at once; at most {MOST_WORDS}")
    return tuple(terms)


def find_spans(text: str, query: str) -> tuple[Span, ...]:
    """Where in a text the words stand that a query looks for, in order, each offset in code points. Raises UsageError."""
    terms = [term for term in read_query(query) if not term.excluded]
    words = list(_words_of(text))
    found = set()
    for at in range(len(words)):
        for term in terms:
            here = words[at : at + len(term.words)]
            if _tells(term, tuple(word for word, _, _ in here)):
                found.add(Span(here[0][1], here[-1][2]))
    return tuple(sorted(found))


def _tells(term: Term, words: tuple[str, ...]) -> bool:
    if not term.begun:
        return words == term.words
    return len(words) == len(term.words) and words[:-1] == term.words[:-1] and words[-1].startswith(term.words[-1])


def _words_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word of a text, folded, with where it begins and ends."""
    folded: list[str] = []
    bounds: list[tuple[int, int]] = []
    for at, character in enumerate(text):
        piece = fold(character)
        folded.append(piece)
        bounds += [(at, at + 1)] * len(piece)
        if not piece and bounds:  # an accent belongs to what it stands on
            bounds[-1] = (bounds[-1][0], at + 1)
    for word in re.finditer(r"[^ ]+", "".join(folded)):
        yield word[0], bounds[word.start()][0], bounds[word.end() - 1][1]


@dataclass(frozen=True, slots=True)
class Indexed:
    """How many articles are indexed, of how many that the desk had when it was last looked at; None where it never was."""

    articles: int
    of: int | None

    @property
    def complete(self) -> bool:
        """Whether every one of them is."""
        return self.articles == self.of


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The word index of one desk. It holds nothing open: any thread and any process may ask it at any time."""

    file: Path

    @property
    def indexed(self) -> Indexed:
        """How many articles are in it, of how many."""
        return self._sound(_indexed)

    @property
    def complete(self) -> bool:
        """Whether every article is in it that the desk had at the last update."""
        return self.indexed.complete

    def find(self, query: str, *, most: int = 10_000) -> list[str]:
        """Ids of the articles that hold all that a query asks for, in title or text, the latest first, at most so many.

        Of an article whose text is not kept only the title is known. Raises UsageError for a query that asks for nothing.
        """
        asked = _match(read_query(query))
        return self._sound(lambda index: [row[0] for row in index.execute(FOUND, (asked, most))])

    def update(self, reader: Reader, *, until: float | None = None, share: int = SHARE) -> int:
        """Take in what the desk has and the index has not, a transaction for each `share` of articles; returns how many.

        Stops before the next share where `time.monotonic()` has passed `until`, and goes on there the next time. While another
        process is at it, nothing is done. Nothing else may be asked of the reader meanwhile.
        """
        with alone(self.file) as mine:
            return self._sound(lambda index: _update(index, reader, until, share)) if mine else 0

    def _sound(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What comes of some work; an index that is damaged, or of another form, is begun anew."""
        damaged: Exception | None = None
        for _ in range(2):
            try:
                with self._opened() as index:
                    return work(index)
            except (sqlite3.DatabaseError, MemoryError, UnicodeDecodeError) as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in OUTSIDE:
                    raise StoreError(f"{self.file}: the word index cannot be used: {error}") from error
                damaged = error
            with committing(self.file):
                for part in ("", "-wal", "-shm"):
                    Path(f"{self.file}{part}").unlink(missing_ok=True)
        raise StoreError(f"{self.file}: the word index is damaged again and again: {damaged}") from damaged

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with copying(self.file), closing(sqlite3.connect(self.file, timeout=PATIENCE, isolation_level=None)) as index:
            if _form(index) != FORM:
                _begin(index)
            yield index


def open_index(path: Path) -> WordIndex:
    """The word index of a desk, in the user's cache folder; empty until it is first updated."""
    folder = cache_folder() / "words"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError:
        folder = Path(tempfile.gettempdir())
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:16]
    return WordIndex(folder / f"{name}.words")


def _form(index: sqlite3.Connection) -> int:
    return int(index.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def _transaction(index: sqlite3.Connection) -> Iterator[None]:
    index.execute("BEGIN IMMEDIATE")
    try:
        yield
        index.execute("COMMIT")
    except BaseException:
        index.rollback()
        raise


def _begin(index: sqlite3.Connection) -> None:
    """Make the tables; what an index of another form held is left out."""
    index.execute("PRAGMA journal_mode = wal")
    with _transaction(index):
        if _form(index) != FORM:  # else another process has just made them
            for name in TABLES:
                index.execute(f"DROP TABLE IF EXISTS {name}")
            for name, columns in TABLES.items():
                index.execute(f"CREATE {columns.replace('*', name)}")
            index.execute(f"PRAGMA user_version = {FORM}")


def _indexed(index: sqlite3.Connection) -> Indexed:
    of = index.execute("SELECT articles FROM desk").fetchone()
    return Indexed(index.execute("SELECT count(*) FROM article").fetchone()[0], of[0] if of else None)


def _match(terms: Iterable[Term]) -> str:
    wanted = " AND ".join(term.match for term in terms if not term.excluded)
    unwanted = " OR ".join(term.match for term in terms if term.excluded)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _update(index: sqlite3.Connection, reader: Reader, until: float | None, share: int) -> int:
    (state,) = reader.rows("words_state")
    seen = index.execute("SELECT mark, seen FROM desk").fetchone()
    if seen == (state["mark"], state["seen"]):
        return 0
    places = _waiting(index, reader, state, same=seen is not None and seen[0] == state["mark"])
    for begin in range(0, len(places), share):
        if until is not None and time.monotonic() >= until:
            return begin
        with _transaction(index):
            _take_in(index, reader.rows("words_to_index", places=places[begin : begin + share]))
    index.execute("UPDATE desk SET seen = ?", (state["seen"],))
    return len(places)


def _waiting(index: sqlite3.Connection, reader: Reader, state: Mapping[str, Any], *, same: bool) -> list[int]:
    """Where in the desk the articles lie that are not in the index, or were without their text, the first published first.

    An index of another desk, or of articles that this one no longer has, is emptied first.
    """
    there = dict(index.execute("SELECT article_id, whole FROM article"))
    rows = reader.rows("articles_to_index")
    with _transaction(index):
        if not same or there.keys() - {row["article_id"] for row in rows}:
            index.execute("INSERT INTO words (words) VALUES ('delete-all')")
            index.execute("DELETE FROM article")
            there = {}
        index.execute("DELETE FROM desk")
        index.execute("INSERT INTO desk (mark, articles) VALUES (?, ?)", (state["mark"], state["articles"]))
    return [row["place"] for row in rows if there.get(row["article_id"], -1) < row["whole"]]


def _take_in(index: sqlite3.Connection, rows: Iterable[Row]) -> None:
    for row in rows:
        title, text = fold(row["title"] or ""), fold(row["text"] or "")
        known = index.execute("SELECT number FROM article WHERE article_id = ?", (row["article_id"],)).fetchone()
        if known:  # by its title only
            (number,) = known
            index.execute("INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, '')", (number, title))
            index.execute("UPDATE article SET whole = 1 WHERE number = ?", (number,))
        else:
            whole = row["text"] is not None
            number = index.execute("INSERT INTO article (article_id, whole) VALUES (?, ?)", (row["article_id"], whole)).lastrowid
        index.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", (number, title, text))
