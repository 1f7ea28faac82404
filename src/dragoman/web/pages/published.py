"""What only a published site has: how it was made, what was corrected in it, and its datasets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.formats.writing import NOT_MEASURED
from dragoman.model.annotation import Annotation
from dragoman.web.links import to_article, to_event, to_file
from dragoman.web.page import Page, Row, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource

RUNS = Shape("runs", "What coded, run by run. One row a field of a run.", of_names("field value".split()))
CORRECTIONS = Shape(
    "corrections",
    "What people said of event reports, the last first. One row a judgement.",
    of_names("said_on judgement should_be remark event_id article_id".split()),
)
FILES = Shape(
    "files",
    "Whole datasets. One row a file.",
    of_names("name about file_bytes sha256".split()),
    of_names("name about file_bytes".split()),
)
# The menu's last group in a published site.
MENU = ("This site", (("Downloads", "/downloads"), ("Methods", "/methods"), ("Corrections", "/corrections")))


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of a desk's event reports: each judgement as a row, and in a sentence how often they found it wrong."""

    rows: tuple[Row, ...] = ()
    rates: str = NOT_MEASURED["told"]


def said_of(history: Iterable[Annotation], rates: str = NOT_MEASURED["told"], *, texts: bool = True) -> Said:
    """Judgements as they are shown to all, the last first. Who made them is not said.

    Without `texts` neither are the reasons given: they may quote the article.
    """
    rows = [
        {
            "said_on": said.made.date(),
            "judgement": said.verdict,
            "should_be": [f"{name}: {'?' if value is None else value or 'none'}" for name, value in sorted(said.fields.items())],
            "remark": said.note if texts else "",
            "event_id": said.event_id,
            "article_id": said.article_id,
        }
        for said in history
    ]
    return Said(tuple(reversed(rows)), rates)


@dataclass(frozen=True, slots=True)
class Publication:
    """What the pages of a site are told of it: its datasets, what people said, and what was left out."""

    files: tuple[Row, ...] = ()
    said: Said = Said()
    texts: bool = True
    left_out: tuple[str, ...] = ()


def pages_of(publication: Publication) -> tuple[Resource, ...]:
    """The pages of one site."""

    def methods(ask: Ask) -> Page:
        counts = ask.store.rows("desk_counts")[0]
        limits = ask.store.rows("sharing/limits")[0]
        runs = ask.store.rows("runs")
        rows = [
            {"field": f"run {run['number']}: {name.replace('_', ' ')}", "value": run[name]}
            for run in runs
            for name in ("coder", "codebook", "code_digest", "knowledge_digest", "options", "started", "articles", "reports")
        ]
        facts = {**counts, **limits, "error_rates": publication.said.rates, "left_out": list(publication.left_out)}
        shown = {"counts": counts, "limits": limits, "publication": publication, "runs": runs}
        return Page("Methods", (Table(RUNS, rows, nothing="Nothing is coded yet."),), "methods.html", facts, shown)

    def corrections(ask: Ask) -> Page:
        nothing = "None: nobody has judged an event report of this desk."
        table = Table(CORRECTIONS, publication.said.rows, {"event_id": to_event, "article_id": to_article}, nothing=nothing)
        return Page(
            "Corrections",
            (table,),
            facts={"error_rates": publication.said.rates},
            notes=(publication.said.rates,) if publication.said.rows else (),
        )

    def downloads(ask: Ask) -> Page:
        table = Table(FILES, publication.files, {"name": to_file}, nothing="No dataset was published.")
        return Page("Downloads", (table,), "downloads.html", shown={"publication": publication})

    return (
        Resource("/methods", "How this site was made: coder, runs, counts, limits, error rates.", methods, (RUNS,)),
        Resource("/corrections", "What people said of its event reports.", corrections, (CORRECTIONS,)),
        Resource("/downloads", "Whole datasets, described for people and programs.", downloads, (FILES,)),
    )


def sized(files: Iterable[tuple[str, str, int, str]]) -> tuple[Row, ...]:
    """Rows of files: name, what it holds, bytes, hash."""
    names: tuple[str, ...] = FILES.columns
    return tuple(_row(names, file) for file in files)


def _row(names: tuple[str, ...], values: Iterable[Any]) -> Row:
    return dict(zip(names, values, strict=True))
