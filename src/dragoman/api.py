"""The public face in Python: load what is known once, read articles into documents, take events as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman.desk.annotating import judged, next_to_annotate
from dragoman.desk.brief import read_brief
from dragoman.desk.check import Checked, check_draft
from dragoman.desk.naming import actor_key, bloc_key
from dragoman.desk.profile import Profile, read_profile
from dragoman.evaluate.agreement import agreement
from dragoman.evaluate.judged import error_rates
from dragoman.formats.rows import event_row
from dragoman.knowledge import Knowledge, load_knowledge, own_folders
from dragoman.model import Article, Document
from dragoman.model.annotation import Annotation
from dragoman.model.brief import Brief
from dragoman.pipeline import DEFAULT_MODEL, read_articles
from dragoman.relations.blocs import Blocs, read_bloc, read_blocs
from dragoman.relations.dyads import Dyad, read_dyad
from dragoman.relations.panels import read_panel
from dragoman.store.annotations import Annotations, open_annotations
from dragoman.store.file import Reader, open_snapshot


class Coder:
    """Reads articles with one body of knowledge and one parser model.

    >>> coder = load()
    >>> doc = coder.read(Article("Russian forces shelled Kharkiv on Tuesday."))
    >>> [event.event_type for event in doc.events]
    ['ASSAULT']
    """

    def __init__(self, knowledge: Knowledge, model: str = DEFAULT_MODEL) -> None:
        self.knowledge = knowledge
        self.model = model

    def read(self, article: Article) -> Document:
        """One article as a document with all its layers."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Document]:
        """Documents in the order of their articles; memory does not grow with their number."""
        return read_articles(articles, self.knowledge, self.model)

    def rows(self, docs: Iterable[Document], *, all_events: bool = False) -> list[dict[str, Any]]:
        """Event reports as flat rows that pandas and polars take as they are (`pandas.DataFrame(rows)`).

        Only what happened with a doer the text names (`Event.counts`), unless `all_events`.
        """
        name = self.knowledge.actors.country_name
        return [
            event_row(event, doc.published.isoformat() if doc.published else "", name)
            for doc in docs
            for event in doc.events or ()
            if all_events or event.counts
        ]


def load(*, knowledge: Iterable[str | Path] = (), configured: bool = True, model: str = DEFAULT_MODEL) -> Coder:
    """A coder with the shipped knowledge and, over it, the user's own, as the command line has it.

    Own knowledge is the folder of the user's configuration, unless `configured` is false, and the folders named
    here. Raises KnowledgeError with every finding where a folder does not check, UsageError where it is not there.
    """
    folders = own_folders([Path(folder) for folder in knowledge], configured=configured)
    return Coder(load_knowledge(folders), model)


class Desk:
    """A desk as it stood when it was opened: a DuckDB connection with the documented views, to be read.

    Whatever a DuckDB connection has, this has (`sql`, `execute`, `table`, …); `connection` is that connection itself,
    for libraries that ask for one.

    >>> desk = connect("desk.duckdb")
    >>> desk.sql("SELECT event_type, count(*) AS reports FROM happenings GROUP BY ALL").df()
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.connection = reader.connection
        self.path = reader.path

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def dyad(
        self, one: str, other: str, *, since: date | None = None, until: date | None = None, counted: str = "incident"
    ) -> Series:
        """How two sides stand with each other: `desk.dyad("RUS", "CHN").monthly()`.

        The sides are names, ids or country codes; `counted` is incident, origin, report, or a coder whose events the
        desk holds. Raises UsageError for a name that nobody bears.
        """
        return Series(self.reader, self._key(one), self._key(other), since, until, counted)

    def panel(self, **options: Any) -> list[dict[str, Any]]:
        """The balanced panel of states as rows, one a pair and period; options as of `relations.panels.read_panel`."""
        return list(read_panel(self.reader, self.knowledge, **options).rows)

    def bloc(self, name: str, vs: str | None = None, **options: Any) -> Blocs:
        """How a bloc holds together, and stands with another: `desk.bloc("SCO", vs="NATO")`; options as of `read_blocs`."""
        blocs = [read_bloc(bloc_key(each, self.knowledge), self.knowledge) for each in filter(None, (name, vs))]
        return read_blocs(self.reader, *blocs, **options)

    def actor(self, name: str, **options: Any) -> Profile:
        """All that the record has of one actor: did, had done to it, said, was said of it; options as of `read_profile`."""
        return read_profile(self.reader, self.knowledge, self._key(name), **options)

    def brief(self, *names: str, since: date | None = None, until: date | None = None) -> Brief:
        """What the desk tells of one or two sides, no line without its words."""
        return read_brief(self.reader, self.knowledge, [self._key(name) for name in names], since=since, until=until)

    @cached_property
    def annotations(self) -> Annotations:
        """What people said of this desk's event reports, in the file beside it."""
        return open_annotations(self.path)

    def to_annotate(self, coder: str, order: str = "random", seed: int = 1, *, most: int = 20) -> list[tuple[str, str]]:
        """The next event reports that a coder judges, as (article_id, event_id); orders as of `next_to_annotate`."""
        return next_to_annotate(self.reader, self.annotations, coder, order, seed, most=most)

    def annotate(self, article_id: str, event_id: str | None = None, *, coder: str, verdict: str, **more: Any) -> Annotation:
        """Keep what a coder says: right, wrong with `fields={"actor": "UKR"}`, missing with `start` and `end`, complete, withdrawn.

        Raises UsageError for what the desk has not and for values that nothing bears.
        """
        said = judged(self.reader, self.knowledge, coder=coder, article_id=article_id, event_id=event_id, verdict=verdict, **more)
        return self.annotations.add(said)

    def agreement(self) -> list[dict[str, Any]]:
        """How far those who annotated agree, field by field: Krippendorff's alpha with its interval and units."""
        return [found.row() for found in agreement(self.reader, self.annotations)]

    def error_rates(self) -> list[dict[str, Any]]:
        """How often each event type is wrong as it is coded now, by what was annotated; the first row is of all types."""
        return [rate.row() for rate in error_rates(self.reader, self.annotations)]

    def check(self, article: Article) -> Checked:
        """A draft held against the desk, fact by fact."""
        return check_draft(self.reader, next(read_articles([article], self.knowledge)), self.knowledge)

    def _key(self, name: str) -> str:
        return actor_key(name, self.knowledge)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What is known of actors, loaded when it is first asked for."""
        return load_knowledge(own_folders())

    def __enter__(self) -> Desk:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the snapshot."""
        self.reader.close()


class Series:
    """Two sides over time; each of its tables is a list of rows that pandas and polars take as they are."""

    def __init__(self, reader: Reader, one: str, other: str, since: date | None, until: date | None, counted: str) -> None:
        self._asked = (reader, one, other)
        self._options: dict[str, Any] = {"since": since, "until": until, "counted": counted}

    def by(self, unit: str) -> Dyad:
        """The series by week, month, quarter or year, with its rows, turning points and arrow."""
        return read_dyad(*self._asked, unit=unit, **self._options)

    def weekly(self) -> list[dict[str, Any]]:
        """One row an ISO week."""
        return self.by("week").records()

    def monthly(self) -> list[dict[str, Any]]:
        """One row a month."""
        return self.by("month").records()

    def quarterly(self) -> list[dict[str, Any]]:
        """One row a quarter."""
        return self.by("quarter").records()

    def yearly(self) -> list[dict[str, Any]]:
        """One row a year."""
        return self.by("year").records()

    def events(self) -> list[dict[str, Any]]:
        """Everything that is counted, one row each, in order of day."""
        return [asdict(row) for row in self.by("month").rows]


def connect(path: str | Path) -> Desk:
    """Open a desk to read it, as it stands now; whoever writes it meanwhile is not held up.

    Raises StoreError for a file that is missing, damaged, newer, or no desk.
    """
    return Desk(open_snapshot(Path(path)))
