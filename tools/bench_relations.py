"""Print seconds and peak memory of dyads and panels over a desk of many events: another coder's, and as many incidents.

A year of events is made up with ICEWS's columns, 90,000 of 7,000 actors, and brought in as `dragoman add --as icews` does;
more years are copies of it in other years. As incidents they are the same rows under our own name.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from dragoman.desk.importing import import_foreign
from dragoman.desk.paneling import write_panel
from dragoman.formats.columns import ICEWS
from dragoman.formats.foreign import Context
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.relations.dyads import read_dyad
from dragoman.relations.panels import read_panel
from dragoman.store.file import Reader, Writer, open_snapshot, open_writer

YEAR = 90_000
ACTORS = 7_000
SIZES = (100_000, 1_000_000)
CODES = ("010", "020", "036", "040", "042", "043", "051", "057", "070", "111", "112", "120", "130", "141", "173", "190", "193")
SEED = 1
MORE = """
INSERT INTO foreign_event
SELECT f.* REPLACE (id || '-' || n AS id, "start" - n::INTEGER * INTERVAL 1 YEAR AS "start", "end" - n::INTEGER * INTERVAL 1 YEAR AS "end")
FROM foreign_event AS f, range(1, $copies) AS years(n) LIMIT $rows
"""
AS_INCIDENTS = """
INSERT INTO incident BY NAME
SELECT id AS incident_id, 'a' AS article_id, id AS event_id, coalesce(event_type, 'CONSULT') AS event_type, quad, score, "start" AS day_first,
       "start" AS day_last, 1 AS reports, 1 AS articles, 1 AS origins, 1 AS publishers, true AS counts,
       [{'id': actor_country, 'name': actor_name, 'country': actor_country, 'sector': actor_sector, 'via': 'name', 'stale': false}] AS actor,
       [{'id': recipient_country, 'name': recipient_name, 'country': recipient_country, 'sector': recipient_sector, 'via': 'name', 'stale': false}] AS recipient
FROM foreign_event
"""
READ = """
INSERT INTO article BY NAME
SELECT 'a' || n AS article_id, (SELECT min("start") FROM foreign_event) + n::INTEGER AS published, '' AS text_sha256, 1 AS characters,
       0 AS body_start, now()::TIMESTAMP AS added
FROM range((SELECT max("start") - min("start") FROM foreign_event)) AS days(n)
"""
READINGS = "INSERT INTO reading BY NAME SELECT 'r' AS run_id, article_id, true AS current, 1 AS sentences, 1 AS words FROM article"


def icews(path: Path, knowledge: Knowledge) -> None:
    """A year of made-up events; who acts much, acts with many."""
    chance = random.Random(SEED)
    states = [state.name for state in knowledge.actors.states.values() if not state.end]
    actors = [(f"Person {number}", states[min(int(chance.expovariate(0.03)), len(states) - 1)]) for number in range(ACTORS)]
    with path.open("w", encoding="utf-8") as stream:
        stream.write("\t".join(ICEWS) + "\n")
        for number in range(YEAR):
            (one, here), (other, there) = chance.choice(actors), chance.choice(actors)
            day = date(2023, 1, 1) + timedelta(days=number * 365 // YEAR)
            stream.write(
                f"{number}\t{day}\t{one} ({here})\tGovernment\t{here}\tWords\t{chance.choice(CODES)}\t{chance.uniform(-10, 10):.1f}\t"
                f"{other} ({there})\tGovernment\t{there}\t{number}\t1\tA Paper\tTown\t\tRegion\t{there}\t10.5\t-20.5\n"
            )


def timed(what: str, work: Callable[[], Any]) -> Any:
    """Do it, and print how long it took and the most memory there was so far."""
    begin = time.perf_counter()
    answer = work()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {what:<44} {time.perf_counter() - begin:7.2f} s  {peak:6.0f} MB", flush=True)
    return answer


def fill(store: Writer, rows: int) -> None:
    """Copies of the year up to so many events, the same as incidents, and an article read for each day."""
    store.connection.execute(MORE, {"copies": rows // YEAR + 2, "rows": rows - YEAR})
    for statement in (AS_INCIDENTS, READ, READINGS):
        store.connection.execute(statement)


def read(store: Reader, knowledge: Knowledge) -> Iterator[tuple[str, Callable[[], Any]]]:
    """What is timed, for another coder's events and for incidents."""
    for counted in ("icews", "incident"):
        yield f"dyad by month, {counted}", lambda c=counted: read_dyad(store, "RUS", "CHN", counted=c)
        yield f"dyad by week, {counted}", lambda c=counted: read_dyad(store, "RUS", "CHN", counted=c, unit="week")
        yield f"panel of all by month, {counted}", lambda c=counted: read_panel(store, knowledge, counted=c)


def main() -> None:
    """Time the import of a year, then each series at each size."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", type=int, nargs="*", default=SIZES)
    asked = options.parse_args()
    knowledge = load_knowledge()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "icews.tab"
        icews(file, knowledge)
        year = Path(folder) / "year.duckdb"
        with open_writer(year) as store:
            timed(f"import of a year, {YEAR:,} events", lambda: import_foreign(store, file, Context(knowledge), name="icews"))
        out = Path(folder) / "panel.parquet"
        for size in asked.sizes:
            print(f"{size:,} events, and as many incidents")
            path = Path(folder) / f"{size}.duckdb"
            shutil.copyfile(year, path)
            with open_writer(path) as store, store.transaction():
                fill(store, size)
            reader = timed("snapshot", lambda path=path: open_snapshot(path))
            for what, work in read(reader, knowledge):
                panel = timed(what, work)
            timed(f"that, {len(panel.rows):,} rows, as Parquet", lambda reader=reader, panel=panel: write_panel(panel, out, reader))
            reader.close()


if __name__ == "__main__":
    main()
