"""A desk's file: whole writes, one writer, readers on snapshots, newer and damaged files refused in one line."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading
import time
from contextlib import closing
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError
from dragoman.store import file as store_file
from dragoman.store.file import KEPT, Writer, open_snapshot, open_writer, take_snapshot
from dragoman.store.sql import migrations


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path / "cache")


def gap(number: int) -> dict[str, object]:
    return {"feed": f"feed {number}", "since": "2024-05-01", "until": "2024-05-02", "reason": "test", "still": False}


def write_and_fail(store: Writer, error: Exception) -> None:
    with store.transaction():
        store.insert("gap", [gap(2)])
        raise error


def test_what_a_failed_step_wrote_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store:
        with store.transaction():
            store.insert("gap", [gap(1)])
        with pytest.raises(RuntimeError, match="killed"):
            write_and_fail(store, RuntimeError("killed"))
    reader = open_snapshot(path)
    assert [row["feed"] for row in reader.ask("SELECT feed FROM gaps")] == ["feed 1"]
    reader.close()


def test_a_reader_sees_whole_steps_while_the_desk_is_written(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store:
        for number in range(5):
            with store.transaction():
                store.insert("gap", [gap(number)])
            reader = open_snapshot(path)
            assert len(reader.ask("SELECT * FROM gaps")) == number + 1
            reader.close()


def test_an_open_snapshot_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path):
        pass
    reader = open_snapshot(path)
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(1)])
    later = open_snapshot(path)
    assert not reader.ask("SELECT * FROM gaps")
    assert later.ask("SELECT * FROM gaps")
    reader.close()
    later.close()


def test_a_snapshot_holds_what_was_just_committed_whether_it_is_in_the_log_or_in_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store:
        for number in range(6):
            monkeypatch.setattr(store_file, "LOGGED_LEAST", (2**40, 0)[number % 2])
            monkeypatch.setattr(store_file, "LOGGED", 0)
            with store.transaction():
                store.insert("gap", [gap(number)])
            logged = path.with_name(f"{path.name}.wal")
            assert (logged.exists() and logged.stat().st_size > 0) == (number % 2 == 0)
            reader = open_snapshot(path)
            assert len(reader.ask("SELECT * FROM gaps")) == number + 1
            reader.close()


def test_snapshots_that_nobody_opens_any_more_are_let_go(tmp_path: Path) -> None:
    taken = []
    for name in ("forgotten", "in use", "asked for"):
        desk = tmp_path / f"{name}.duckdb"
        with open_writer(desk):
            pass
        with closing(open_snapshot(desk)) as reader:
            taken.append(Path(reader.value("snapshot_file")))
    forgotten, used, newest = taken
    other = forgotten.with_name("somebody-elses.duckdb")
    other.touch()
    long_ago = time.time() - KEPT - 60
    for file in (forgotten, used, other):
        os.utime(file, (long_ago, long_ago))
    with closing(open_snapshot(tmp_path / "in use.duckdb")):
        pass
    newest.unlink()
    with closing(open_snapshot(tmp_path / "asked for.duckdb")):
        pass
    there = [file.exists() for file in (forgotten, used, newest, other)]
    other.unlink()
    assert there == [False, True, True, True]


def test_the_log_of_a_growing_desk_stays_a_small_part_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_file, "LOGGED_LEAST", 200_000)
    path = tmp_path / "desk.duckdb"
    written = 0
    with open_writer(path) as store:
        for number in range(40):
            rows = [{**gap(number), "reason": os.urandom(400).hex()} for _ in range(40)]
            with store.transaction():
                store.insert("gap", rows)
            logged = path.with_name(f"{path.name}.wal")
            size = logged.stat().st_size if logged.exists() else 0
            written += size == 0
            assert size <= max(200_000, 0.1 * path.stat().st_size)
    assert 2 <= written <= 20


def test_readers_in_other_processes_are_not_held_up(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(1)])
    ask = f"from pathlib import Path; from dragoman.store.file import open_snapshot; print(len(open_snapshot(Path({str(path)!r})).ask('FROM gaps')))"
    with open_writer(path):
        done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "1"


def test_a_second_writer_says_who_holds_the_desk(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    told: list[str] = []
    with (
        open_writer(path),
        pytest.raises(StoreError, match=rf"process {os.getpid()} \(dragoman"),
        open_writer(path, wait=0.2, on_wait=told.append),
    ):
        pass
    assert len(told) == 1


def test_a_second_writer_gets_its_turn(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    program = f"""
        from pathlib import Path
        from dragoman.store.file import open_writer
        with open_writer(Path({str(path)!r})) as store, store.transaction():
            store.insert("gap", [{gap(2)!r}])
    """
    with open_writer(path) as store:
        other = subprocess.Popen([sys.executable, "-c", textwrap.dedent(program)])
        time.sleep(0.3)
        with store.transaction():
            store.insert("gap", [gap(1)])
    assert other.wait(timeout=60) == 0
    reader = open_snapshot(path)
    assert len(reader.ask("SELECT * FROM gaps")) == 2
    reader.close()


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store, store.transaction():
        store.insert("migration", [{"number": 99, "name": "future"}])
    with pytest.raises(StoreError, match=r"made by a newer dragoman \(form 99; this one knows \d+\): upgrade"):
        open_snapshot(path)
    with pytest.raises(StoreError, match="made by a newer dragoman"), open_writer(path):
        pass


def test_an_older_file_is_brought_up_to_date_and_a_backup_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(1)])
    newest = migrations()[-1][0]
    more = (*migrations(), (newest + 1, "note", "ALTER TABLE gap ADD COLUMN note VARCHAR;"))
    monkeypatch.setattr(store_file, "migrations", lambda: more)
    with open_writer(path) as store:
        assert store.value("version") == newest + 1
        assert store.ask("SELECT note FROM gap") == [{"note": None}]
    kept = duckdb.connect(tmp_path / f"desk.duckdb.form-{newest}.bak", read_only=True)
    assert kept.execute("SELECT max(number) FROM migration").fetchone() == (newest,)
    kept.close()


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path):
        pass
    newest = migrations()[-1][0]
    broken = (*migrations(), (newest + 1, "broken", "ALTER TABLE gap ADD COLUMN note VARCHAR; SELECT no_such_thing;"))
    monkeypatch.setattr(store_file, "migrations", lambda: broken)
    with pytest.raises(StoreError, match="no_such_thing"), open_writer(path):
        pass
    monkeypatch.undo()
    monkeypatch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path / "cache")
    with open_writer(path) as store:
        assert store.value("version") == newest
        assert "note" not in store.ask("SELECT * FROM duckdb_columns() WHERE table_name = 'gap'")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(b"", "an empty file, not a desk", id="empty"),
        pytest.param(b"not a database at all" * 1000, "cannot be read as a desk", id="text"),
    ],
)
def test_what_is_no_desk_is_told_in_one_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "desk.duckdb"
    path.write_bytes(content)
    for opening in (lambda: open_snapshot(path), lambda: open_writer(path).__enter__()):
        with pytest.raises(StoreError, match=message) as told:
            opening()
        assert "\n" not in str(told.value)
    assert path.read_bytes() == content


def test_a_damaged_desk_is_told_in_one_line_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(number) for number in range(1000)])
    whole = path.read_bytes()
    path.write_bytes(whole[:12_288] + b"\xff" * 4096 + whole[16_384:])
    damaged = path.read_bytes()
    with pytest.raises(StoreError) as told, open_writer(path) as store:
        store.ask("SELECT * FROM gaps")
    assert "\n" not in str(told.value)
    assert path.read_bytes() == damaged


def test_another_programs_database_is_not_taken_for_a_desk(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    connection = duckdb.connect(path)
    connection.execute("CREATE TABLE mine (a INTEGER)")
    connection.close()
    with pytest.raises(StoreError, match="a DuckDB file, but not a desk"), open_writer(path):
        pass


def test_no_desk_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no such desk; `dragoman add PATH --to"):
        open_snapshot(tmp_path / "none.duckdb")


def test_a_full_disk_loses_nothing_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store:
        with store.transaction():
            store.insert("gap", [gap(1)])
        full = duckdb.IOException("IO Error: Could not write file: No space left on device")
        with pytest.raises(StoreError, match="the disk is full; nothing of this step was kept"):
            write_and_fail(store, full)
    reader = open_snapshot(path)
    assert len(reader.ask("SELECT * FROM gaps")) == 1
    reader.close()


def test_a_snapshot_for_other_programs_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store:
        with store.transaction():
            store.insert("gap", [gap(1)])
        take_snapshot(path, tmp_path / "copy.duckdb")
    copy = duckdb.connect(tmp_path / "copy.duckdb", read_only=True)
    assert copy.execute("SELECT count(*) FROM gaps").fetchone() == (1,)
    copy.close()


def test_questions_cannot_write_or_reach_files(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path):
        pass
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    reader = open_snapshot(path)
    for statement in (
        f"SELECT * FROM read_csv('{secret}')",
        "DROP VIEW reports",
        f"COPY gaps TO '{tmp_path / 'out.csv'}'",
        "INSTALL fts",
    ):
        with pytest.raises(StoreError):
            reader.ask(statement)
    reader.close()
    assert not (tmp_path / "out.csv").exists()


def test_many_readers_and_a_writer_at_once(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path):
        pass
    counts: list[int] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            reader = open_snapshot(path)
            counts.append(len(reader.ask("SELECT * FROM gaps")))
            reader.close()

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    with open_writer(path) as store:
        for _ in range(6):
            with store.transaction():
                store.insert("gap", [gap(0), gap(1)])
    stop.set()
    for thread in threads:
        thread.join()
    assert counts
    assert all(count % 2 == 0 for count in counts)


FILLING = """
import resource, signal, sys
from pathlib import Path
from dragoman.errors import StoreError
from dragoman.store.file import open_writer
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
path = Path(sys.argv[1])
most = path.stat().st_size + 300_000
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
try:
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [{"feed": f"{n}" * 400, "since": "2024-05-01", "until": "2024-05-02", "reason": str(n) * 900, "still": False} for n in range(9000)])
except StoreError as error:
    print(error)
"""


def test_a_file_that_cannot_grow_keeps_what_it_had(tmp_path: Path) -> None:
    path = tmp_path / "desk.duckdb"
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(number) for number in range(100)])
    done = subprocess.run([sys.executable, "-c", FILLING, str(path)], capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.startswith(f"{path}: "), done.stderr
    assert len(done.stdout.strip().splitlines()) == 1
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(100)])
    reader = open_snapshot(path)
    assert len(reader.ask("SELECT * FROM gaps")) == 101
    reader.close()


def test_programs_with_an_older_duckdb_can_open_a_desk_and_its_snapshot(tmp_path: Path) -> None:
    path, copy = tmp_path / "desk.duckdb", tmp_path / "copy.duckdb"
    with open_writer(path) as store, store.transaction():
        store.insert("gap", [gap(1)])
    take_snapshot(path, copy)
    for file in (path, copy):
        with duckdb.connect(file, read_only=True) as connection:
            (tags,) = connection.execute("SELECT tags FROM duckdb_databases() WHERE NOT internal").fetchone() or ({},)
        assert tags["storage_version"] == "v1.4.0+"
