"""Print seconds and peak memory for reading many rows of other coders' files, made up here.

CPU seconds of this process; the rows are given one by one, so that what grows is the reader's.
"""

from __future__ import annotations

import argparse
import io
import resource
import time
from collections.abc import Iterator

from dragoman.formats.columns import GDELT_EVENTS, ICEWS
from dragoman.formats.foreign import FORMATS, Context
from dragoman.knowledge import load_knowledge

DAYS = [f"2014-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 29)]
COUNTRIES = ("Peru", "Chile", "Russian Federation", "Occupied Palestinian Territory", "Republic of Congo", "")
CODES = ("042", "112", "190", "010", "0841", "1383")


class Rows(io.RawIOBase):
    """A stream of lines that are made as they are read."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines

    def readline(self, size: int | None = -1, /) -> bytes:
        """The next line."""
        return next(self.lines, "").encode()


def icews(count: int) -> Iterator[str]:
    """A header and so many rows."""
    yield "\t".join(ICEWS) + "\n"
    for number in range(count):
        where, whom = COUNTRIES[number % 6], COUNTRIES[number % 5]
        yield (
            f"{number}\t{DAYS[number % len(DAYS)]}\tSpeaker {number % 999} ({where})\tGovernment,Executive\t{where}\tWords\t"
            f"{CODES[number % 6]}\t-2.0\tCitizen ({whom})\tGeneral Population / Civilian / Social,Social\t{whom}\t7\t1\tA Paper\t"
            f"Town\t\tRegion\t{whom}\t10.5\t-20.5\n"
        )


def gdelt(count: int) -> Iterator[str]:
    """So many rows."""
    values = dict.fromkeys(GDELT_EVENTS, "")
    for number in range(count):
        values |= {"GlobalEventID": str(number), "Day": DAYS[number % len(DAYS)].replace("-", ""), "EventRootCode": "04"}
        values |= {"Actor1Code": "PERGOV", "Actor1CountryCode": "PER", "Actor1Type1Code": "GOV", "EventCode": "042"}
        yield "\t".join(values.values()) + "\n"


def main() -> None:
    """Time both."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=90_000)
    count = options.parse_args().rows
    context = Context(load_knowledge())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for name, lines in (("icews", icews), ("gdelt", gdelt)):
        begin = time.process_time()
        found = sum(1 for _ in FORMATS[name].read(Rows(lines(count)), name, context))
        spent = time.process_time() - begin
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 - before
        print(f"{name}: {found:,} rows in {spent:.1f} s; memory grew by {grown:.0f} MB over the knowledge")


if __name__ == "__main__":
    main()
