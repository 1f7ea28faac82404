"""Write event reports as our own record, one a line: nothing of the event is lost."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.formats.rows import REPORT_COLUMNS, report_row
from dragoman.formats.tables import write_csv, write_parquet
from dragoman.formats.writing import Context, Tally, text_of
from dragoman.model.report import Report

LOSSES = ("The texts of the articles are not in it: spans hold their own words only.",)
TABLE_LOSSES = ("Lists are joined by “; ” in one cell; quantities, cues and the middle of the attribution chain have no column.",)


def report_record(report: Report) -> dict[str, Any]:
    """The event's record, with where it was read and what it was linked to."""
    article = report.article
    return {
        **report.event,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "publisher": article.publisher,
        "text_sha256": report.text_sha256,
        "origin": report.origin,
        "incident": report.incident,
        "run": report.run,
    }


def write_records(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write one event report a line."""
    tally = Tally()
    with text_of(stream) as text:
        for report in reports:
            text.write(json.dumps(report_record(report), ensure_ascii=False) + "\n")
            tally.rows += 1
    return tally


def _rows(reports: Iterable[Report], context: Context, tally: Tally) -> Iterable[dict[str, Any]]:
    for report in reports:
        tally.rows += 1
        yield report_row(report, context.country_name)


def write_table_csv(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write REPORT_COLUMNS as CSV."""
    tally = Tally()
    with text_of(stream) as text:
        write_csv(_rows(reports, context, tally), text, REPORT_COLUMNS)
    return tally


def write_table_parquet(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write REPORT_COLUMNS as Parquet."""
    tally = Tally()
    write_parquet(_rows(reports, context, tally), stream, REPORT_COLUMNS)
    return tally
