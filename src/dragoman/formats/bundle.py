"""A dataset that others can check: events, the articles they were read in, the runs that coded them, and what all is."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from dragoman import __version__ as VERSION
from dragoman.formats.archive import write_archive
from dragoman.formats.datapackage import File, croissant, data_package
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


def _made(write: Writer, reports: Iterable[Report], context: Context) -> bytes:
    held = BytesIO()
    write(reports, held, context)
    return held.getvalue()


def _articles(reports: Iterable[Report]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for report in reports:
        article = report.article
        row = found.setdefault(
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
    return list(found.values())


def run_manifest(reports: list[Report], context: Context) -> dict[str, Any]:
    """What made the dataset: program, knowledge and options, what is in it, how often it errs, and the runs it comes from."""
    events = [report.event for report in reports]
    return {
        "program": f"dragoman {VERSION}",
        "knowledge": context.knowledge.digest,
        "coders": sorted({event["coder"] for event in events}),
        "codebooks": sorted({event["codebook"] for event in events}),
        "options": {"texts": context.texts},
        "counts": {
            "event_reports": len(events),
            "articles": len({event["document_id"] for event in events}),
            "incidents": len({report.incident for report in reports} - {""}),
            "happened": sum(event["happened"] for event in events),
            "by_type": dict(sorted(Counter(event["event_type"] for event in events).items())),
        },
        "error_rates": dict(context.dataset.error_rates),
        "runs": [dict(run) for run in context.runs],
    }


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n").encode("utf-8", "replace")


def bundle_files(reports: Iterable[Report], context: Context) -> dict[str, bytes]:
    """The files of a bundle by name; `context.texts` off leaves no word of the articles in any of them."""
    told = list(reports if context.texts else without_words(reports, context))
    rows, table = _articles(told), BytesIO()
    with text_of(table) as text:
        write_csv(rows, text, ARTICLE_COLUMNS)
    files = [
        File("events.csv", _made(write_table_csv, told, context), "Event reports, one a row", REPORT_COLUMNS, "event_id"),
        File("events.parquet", _made(write_table_parquet, told, context), "The same, typed", REPORT_COLUMNS, "event_id"),
        File("events.jsonl", _made(write_records, told, context), "Event reports whole, with every span, one a line"),
        File("articles.csv", table.getvalue(), "Articles they were read in, without their texts", ARTICLE_COLUMNS, "document_id"),
        File("runs.json", _json(run_manifest(told, context)), "Program, knowledge, options, counts, error rates and runs"),
    ]
    dataset = context.dataset
    readme = README.format(
        title=dataset.title,
        description=dataset.description,
        count=len(told),
        articles=len(rows),
        files="\n".join(f"| `{file.path}` | {file.title} |" for file in files),
        words=WORDS[context.texts],
        error_rates=dataset.error_rates["told"],
        licence=f"Licence: {dataset.licence} {dataset.licence_url}".strip() if dataset.licence else "No licence was chosen.",
    )
    return {
        "README.md": readme.encode(),
        "datapackage.json": _json(data_package(files, dataset)),
        "croissant.json": _json(croissant(files, dataset)),
        **{file.path: file.content for file in files},
    }


def write_bundle(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write a bundle as one archive, the same bytes for the same reports."""
    told = list(reports)
    write_archive(bundle_files(told, context), stream)
    return Tally(rows=len(told))


def write_folder(reports: Iterable[Report], folder: Path, context: Context) -> Tally:
    """Write a bundle into a folder, each file whole or not at all."""
    told = list(reports)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in bundle_files(told, context).items():
        with whole_file(folder / name) as stream:
            stream.write(content)
    return Tally(rows=len(told))
