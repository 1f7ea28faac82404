"""The formats events leave in, by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from dragoman.formats import annotation, bundle, ftm, gdelt, geojson, graphml, icews, phoenix, plover, polecat, records, workbook
from dragoman.formats.words import without_words
from dragoman.formats.writing import Context, Format, Tally, Writer
from dragoman.model.report import Report


def _heeding_texts(write: Writer) -> Writer:
    """The writer, given no words where `context.texts` is off."""

    def _write(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
        return write(reports if context.texts else without_words(reports, context), stream, context)

    return _write


_ALL = (
    Format("jsonl", ".jsonl", records.write_records, records.LOSSES),
    Format("csv", ".csv", records.write_table_csv, records.TABLE_LOSSES),
    Format("parquet", ".parquet", records.write_table_parquet, records.TABLE_LOSSES),
    Format("xlsx", ".xlsx", workbook.write_workbook, workbook.LOSSES),
    Format("plover", ".jsonl", plover.write_plover, plover.LOSSES),
    Format("polecat", ".txt", polecat.write_polecat, polecat.LOSSES, status=False),
    Format("icews", ".tab", icews.write_icews, icews.LOSSES, pairs=True, status=False),
    Format("phoenix", ".txt", phoenix.write_phoenix, phoenix.LOSSES, pairs=True, status=False),
    Format("gdelt", ".export.CSV", gdelt.write_gdelt, gdelt.LOSSES, pairs=True, status=False),
    Format("gdelt-mentions", ".mentions.CSV", gdelt.write_mentions, gdelt.MENTION_LOSSES, pairs=True, status=False),
    Format("geojson", ".geojson", geojson.write_geojson, geojson.LOSSES),
    Format("graphml", ".graphml", graphml.write_graphml, graphml.LOSSES, pairs=True),
    Format("ftm", ".ftm.json", ftm.write_ftm, ftm.LOSSES, status=False),
    Format("annotations", ".jsonld", annotation.write_annotations, annotation.LOSSES),
    Format("bundle", ".zip", bundle.write_bundle, bundle.LOSSES),
)
FORMATS: dict[str, Format] = {
    row.name: Format(row.name, row.suffix, _heeding_texts(row.write), row.losses, row.pairs, row.status) for row in _ALL
}
