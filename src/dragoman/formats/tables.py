"""The door to CSV and Parquet: flat rows in, a whole file out. pyarrow stays behind it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, TextIO

from dragoman.formats.cells import cell
from dragoman.formats.rows import COLUMNS

# Rows of one Parquet row group: large enough to compress, small enough to keep memory flat.
GROUP = 20_000


def write_csv(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> None:
    """Write rows of COLUMNS as CSV with a header; CAMEO codes stay text ("042")."""
    writer = csv.DictWriter(stream, list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})


def write_parquet(rows: Iterable[Mapping[str, Any]], stream: BinaryIO) -> None:
    """Write rows of COLUMNS as Parquet with typed columns."""
    import pyarrow as pa  # heavy: only for Parquet
    import pyarrow.parquet as pq

    kinds = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in COLUMNS.items()])
    with pq.ParquetWriter(stream, schema) as writer:
        group: list[Mapping[str, Any]] = []
        for row in rows:
            group.append(row)
            if len(group) >= GROUP:
                writer.write_table(pa.Table.from_pylist(group, schema))
                group = []
        writer.write_table(pa.Table.from_pylist(group, schema))
