"""A dataset that others can check: events, the articles they were read in, the runs that coded them, and what all is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from dragoman import __version__ as VERSION
from dragoman.formats.archive import write_archive
from dragoman.formats.datapackage import File, WrittenFile, croissant, data_package
from dragoman.formats.records import write_records, write_table_csv, write_table_parquet
from dragoman.formats.rows import REPORT_COLUMNS
from dragoman.formats.tables import write_csv
from dragoman.formats.whole import whole_file
from dragoman.formats.words import without_words
from dragoman.formats.writing import Context, Tally, Writer, text_of
from dragoman.model.report import Report

ARTICLE_COLUMNS: dict[str, str] = {
    "document_id": "string",
    "url": "string",
    "publisher": "string",
    "published": "string",
    "language": "string",
    "fetched": "string",
    "text_sha256": "string",
    "raw_sha256": "string",
    "extractor": "string",
    "events": "int",
}
LOSSES = (
    "The texts of the articles are never in it: offsets are joined to a text by its SHA-256.",
    "Without texts no words of the articles are in it either: not of spans, and no name that only the text gives.",
    "Addresses stay, and a publisher's address may spell out its headline.",
)
README = """# {title}

{description}

{count} event reports in {articles} articles. A report is one article's telling of one event: several reports may tell of
one incident, so count `incident` where it is filled, and reports where it is not, and say which.

| file | what it holds |
|---|---|
{files}

Offsets count Unicode code points of the article's body (or of its headline, where `in` says so), and only of the text
whose SHA-256 stands beside them: the hash of headline, a zero byte and body in UTF-8. {words}

Scores are PLOVER's. `cameo` is text: keep its leading zero. A cell of a CSV file that a spreadsheet would take for a
formula begins with a quotation mark.

{error_rates}

{licence}
"""
WORDS = {True: "Spans carry the words they rest on.", False: "No words of the articles are in these files."}


class Told:
    """What is in a dataset, counted while its reports go by."""

    def __init__(self) -> None:
        self.articles: dict[str, dict[str, Any]] = {}
        self.incidents: set[str] = set()
        self.coders: set[str] = set()
        self.codebooks: set[str] = set()
        self.types: Counter[str] = Counter()
        self.reports = self.happened = 0

    def passing(self, reports: Iterable[Report]) -> Iterator[Report]:
        """The same reports; who takes them all has them counted."""
        for report in reports:
            event = report.event
            self.reports += 1
            self.happened += event["happened"]
            self.types[event["event_type"]] += 1
            self.coders.add(event["coder"])
            self.codebooks.add(event["codebook"])
            self.incidents |= {report.incident} - {""}
            self._article(report)
            yield report

    def _article(self, report: Report) -> None:
        article = report.article
        row = self.articles.setdefault(
            report.event["document_id"],
            {
                "document_id": report.event["document_id"],
                "url": article.url,
                "publisher": article.publisher,
                "published": article.published.isoformat() if article.published else "",
                "language": article.language,
                "fetched": article.fetched.isoformat() if article.fetched else "",
                "text_sha256": report.text_sha256,
                "raw_sha256": article.raw_digest,
                "extractor": article.extractor,
                "events": 0,
            },
        )
        row["events"] += 1


def run_manifest(told: Told, context: Context) -> dict[str, Any]:
    """What made the dataset: program, knowledge and options, what is in it, how often it errs, and the runs it comes from."""
    return {
        "program": f"dragoman {VERSION}",
        "knowledge": context.knowledge.digest,
        "coders": sorted(told.coders),
        "codebooks": sorted(told.codebooks),
        "options": {"texts": context.texts},
        "counts": {
            "event_reports": told.reports,
            "articles": len(told.articles),
            "incidents": len(told.incidents),
            "happened": told.happened,
            "by_type": dict(sorted(told.types.items())),
        },
        "error_rates": dict(context.dataset.error_rates),
        "runs": [dict(run) for run in context.runs],
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode("utf-8", "replace")


def bundle_files(reports: Iterable[Report], context: Context) -> dict[str, bytes]:
    """The files of a bundle by name; `context.texts` off leaves no word of the articles in any of them."""
    given, told, files = list(reports), Told(), list[File]()
    for name, title, write, columns, key in _PARTS:
        held = BytesIO()
        write(_counted(given, context, told if not files else None), held, context)
        files.append(File(name, held.getvalue(), title, columns, key))
    files += [File(name, content, title, columns, key) for name, content, title, columns, key in _rest(told, context)]
    return {**_description(files, told, context), **{file.path: file.content for file in files}}


def _counted(reports: Iterable[Report], context: Context, told: Told | None) -> Iterable[Report]:
    kept = reports if context.texts else without_words(reports, context)
    return told.passing(kept) if told else kept


# What holds the event reports: name, title, who writes it, columns and key where it is a table.
_PARTS: tuple[tuple[str, str, Writer, Mapping[str, str], str], ...] = (
    ("events.csv", "Event reports, one a row", write_table_csv, REPORT_COLUMNS, "event_id"),
    ("events.parquet", "The same, typed", write_table_parquet, REPORT_COLUMNS, "event_id"),
    ("events.jsonl", "Event reports whole, with every span, one a line", write_records, {}, ""),
)


def _rest(told: Told, context: Context) -> Iterator[tuple[str, bytes, str, Mapping[str, str], str]]:
    """What is written of all reports together."""
    table = BytesIO()
    with text_of(table) as text:
        write_csv(told.articles.values(), text, ARTICLE_COLUMNS)
    title = "Articles they were read in, without their texts"
    yield "articles.csv", table.getvalue(), title, ARTICLE_COLUMNS, "document_id"
    yield "runs.json", _json(run_manifest(told, context)), "Program, knowledge, options, counts, error rates and runs", {}, ""


def _description(files: Sequence[File], told: Told, context: Context) -> dict[str, bytes]:
    """What says of a dataset's files what they hold."""
    dataset = context.dataset
    readme = README.format(
        title=dataset.title,
        description=dataset.description,
        count=told.reports,
        articles=len(told.articles),
        files="\n".join(f"| `{file.path}` | {file.title} |" for file in files),
        words=WORDS[context.texts],
        error_rates=dataset.error_rates["told"],
        licence=f"Licence: {dataset.licence} {dataset.licence_url}".strip() if dataset.licence else "No licence was chosen.",
    )
    return {
        "README.md": readme.encode(),
        "datapackage.json": _json(data_package(files, dataset)),
        "croissant.json": _json(croissant(files, dataset)),
    }


def write_bundle(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write a bundle as one archive, the same bytes for the same reports."""
    told = list(reports)
    write_archive(bundle_files(told, context), stream)
    return Tally(rows=len(told))


def write_folder(reports: Callable[[], Iterable[Report]], folder: Path, context: Context) -> Tally:
    """Write a bundle into a folder, each file whole or not at all; `reports` gives them anew for each file that holds them."""
    folder.mkdir(parents=True, exist_ok=True)
    told, files = Told(), list[File]()

    def put(name: str, content: bytes) -> None:
        with whole_file(folder / name) as stream:
            stream.write(content)

    for name, title, write, columns, key in _PARTS:
        with whole_file(folder / name) as stream:
            write(_counted(reports(), context, told if not files else None), stream, context)
        files.append(WrittenFile(name, b"", title, columns, key, folder))
    for name, content, title, columns, key in _rest(told, context):
        put(name, content)
        files.append(WrittenFile(name, b"", title, columns, key, folder))
    for name, content in _description(files, told, context).items():
        put(name, content)
    return Tally(rows=told.reports)
