"""The door to CSV and Parquet: flat rows in, a whole file out. pyarrow stays behind it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, BinaryIO, TextIO

from dragoman.errors import InputError
from dragoman.formats.cells import cell
from dragoman.formats.rows import COLUMNS

# Rows of one Parquet row group: large enough to compress, small enough to keep memory flat.
GROUP = 20_000
# Rows of a Parquet file read at once: texts are long, so few.
BATCH = 256


def write_csv(rows: Iterable[Mapping[str, Any]], stream: TextIO, columns: Mapping[str, str] = COLUMNS) -> None:
    """Write rows of `columns` as CSV with a header; CAMEO codes stay text ("042")."""
    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: cell(value) for name, value in row.items()})


def write_parquet(rows: Iterable[Mapping[str, Any]], stream: BinaryIO, columns: Mapping[str, str] = COLUMNS) -> None:
    """Write rows of `columns` as Parquet, each typed by its value there."""
    import pyarrow as pa  # heavy: only for Parquet
    import pyarrow.parquet as pq

    kinds = {"string": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_(), "date": pa.date32()}
    schema = pa.schema([(name, kinds[kind]) for name, kind in columns.items()])
    with pq.ParquetWriter(stream, schema) as writer:
        group: list[Mapping[str, Any]] = []
        for row in rows:
            group.append(row)
            if len(group) >= GROUP:
                writer.write_table(pa.Table.from_pylist(group, schema))
                group = []
        writer.write_table(pa.Table.from_pylist(group, schema))


class ParquetRows:
    """The rows of a Parquet file, a few at a time; `names` are its columns. Raises InputError for what is none."""

    def __init__(self, stream: BinaryIO, where: str) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        self._failures = (pa.ArrowException, OSError, ValueError)
        self._where = where
        try:
            self._file = pq.ParquetFile(stream)
        except self._failures as error:
            raise InputError(where, f"not a Parquet file that can be read: {_first_line(error)}") from error
        self.names: tuple[str, ...] = tuple(self._file.schema_arrow.names)

    def group_sizes(self) -> Iterator[int]:
        """The bytes of each group of rows, unpacked, as the file tells them: one group is held at once."""
        metadata = self._file.metadata
        return (metadata.row_group(index).total_byte_size for index in range(metadata.num_row_groups))

    def rows(self, columns: Sequence[str], group: int | None = None) -> Iterator[dict[str, Any] | UnicodeDecodeError]:
        """Each row with these columns alone, or why its text is none; of one group of rows, or of all.

        Raises InputError where the file breaks off.
        """
        groups = None if group is None else [group]
        try:
            for batch in self._file.iter_batches(batch_size=BATCH, columns=list(columns), row_groups=groups):
                try:
                    rows = batch.to_pylist()
                except UnicodeDecodeError:
                    rows = [_one_row(batch.slice(index, 1)) for index in range(batch.num_rows)]
                yield from rows
        except self._failures as error:
            raise InputError(self._where, f"the table breaks off: {_first_line(error)}") from error


def _one_row(batch: Any) -> dict[str, Any] | UnicodeDecodeError:
    try:
        row: dict[str, Any] = batch.to_pylist()[0]
    except UnicodeDecodeError as error:
        return error
    return row


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
