"""What is not there, cannot be asked, or goes wrong with the desk: a clear page with its status, and the server lives."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from addresses import Addresses
from raw import ask, until_read
from starlette.testclient import TestClient

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import open_writer
from dragoman.web.app import build_app
from dragoman.web.pages import PAGES

# How long a change of the desk may take to be seen, in seconds.
SEEN = 8


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/nothing", 404, "no such page"),
        ("/search/more", 404, "no such page"),
        ("/article/nobody", 404, "no article"),
        ("/article/", 404, "no such page"),
        ("/article/..%2f..%2fetc%2fpasswd", 404, "no article"),
        ("/event/nobody/ev-1", 404, "no event report"),
        ("/incident/in-nothing", 404, "in-nothing"),
        ("/origin/or-nothing", 404, "no origin"),
        ("/search?actor=Ruritania", 404, "nobody is known as"),
        ("/search?type=ASSUALT", 404, "did you mean ASSAULT"),
        ("/search?page=999", 404, "the last is"),
        ("/incidents?page=1000000", 404, "the last is"),
        ("/search?page=0", 400, "from 1"),
        ("/search?page=-1", 400, "a whole number"),
        ("/search?page=1.5", 400, "a whole number"),
        ("/search?page=%D9%A3", 400, "a whole number"),
        ("/search?per=100000", 400, "to 200"),
        ("/search?since=2024-06&until=2024-05", 400, "is after until"),
        ("/search?since=2024-02-30", 400, "no time that exists"),
        ("/search?since=yesterday", 400, "write 2024"),
        ("/search?until=9999", 400, "no time that exists"),
        ("/search?since=9999-W52", 400, "no time that exists"),
        ("/search?status=true", 400, "one of actual"),
        ("/search?happened=maybe", 400, "one of yes, no"),
        ("/incidents?all=1", 400, "yes or no"),
        ("/search?nonsense=1", 400, "no option"),
        ("/search?rule=a&rule=b", 400, "asked twice"),
        ("/search?" + "&".join(f"x{n}=1" for n in range(60)), 400, "more than 50"),
        ("/search?rule=" + "x" * 2_000, 400, "at most 1000"),
        ("/search?rule=%00", 400, "control"),
        ("/search?rule=%ff", 400, "UTF-8"),
        ("/article/%00", 400, "control character"),
        ("/article/%ff", 400, "UTF-8"),
    ],
)
def test_it_says_what_is_wrong(client: TestClient, path: str, status: int, said: str) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert said in answer.text
    assert "<h1>" in answer.text
    assert 'href="/"' in answer.text, "the way out"
    assert "Traceback" not in answer.text


def test_a_fault_is_json_where_json_was_asked_for(client: TestClient) -> None:
    for path, status in (
        ("/nothing.json", 404),
        ("/article/nobody.csv", 404),
        ("/search.json?page=0", 400),
        ("/%ff.json", 400),
        ("/about.svg", 400),
    ):
        answer = client.get(path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/json"
        assert set(answer.json()) == {"error", "detail"}


def test_no_page_has_a_fault_of_its_own_for_hostile_options(client: TestClient, addresses: Addresses) -> None:
    values = ("'; DROP TABLE event; --", "\u202e", '"*', "é" * 900, "0", "2024")
    for page, where in addresses.all():
        for option in page.options:
            for value in values:
                answer = client.get(where, params={option.name: value})
                assert answer.status_code in (200, 400, 404), (where, option.name, value)
                assert "\u202e" not in answer.text.replace('value="\u202e"', ""), (where, option.name)


def test_hostile_parts_are_names_that_nobody_bears(client: TestClient) -> None:
    for page in PAGES:
        for value in ("%27%3B--", "..", "%2e%2e", "%2F", "%5C", "%3Cscript%3E", "%E2%80%AE", "a" * 3_000, "NULL", "%20", "-", "0"):
            if not page.parts:
                continue
            path = "/".join(value if step.startswith("{") else step for step in page.path.split("/"))
            answer = ask(client, path.encode())
            assert answer.status in (200, 400, 404), (path, answer.text[-500:])
            assert "<script>" not in answer.text
            assert "\u202e" not in answer.text


# -- a desk that is not as it should be


@contextmanager
def explorer(path: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    with TestClient(build_app(path, knowledge), base_url="http://127.0.0.1", follow_redirects=False) as found:
        yield found


def missing(path: Path, desk: Path) -> None:
    path.unlink(missing_ok=True)


def folder(path: Path, desk: Path) -> None:
    path.mkdir()


def no_desk(path: Path, desk: Path) -> None:
    import duckdb

    with duckdb.connect(path) as made:
        made.execute("CREATE TABLE other (x INTEGER)")


def text(path: Path, desk: Path) -> None:
    path.write_text("not a desk\n" * 1_000, encoding="utf-8")


def nothing_in_it(path: Path, desk: Path) -> None:
    path.touch()


def damaged(path: Path, desk: Path) -> None:
    whole = bytearray(desk.read_bytes())
    whole[len(whole) // 3 : len(whole) // 2] = b"\xa5" * (len(whole) // 2 - len(whole) // 3)
    path.write_bytes(whole)


def cut_off(path: Path, desk: Path) -> None:
    path.write_bytes(desk.read_bytes()[:100_000])


def newer(path: Path, desk: Path) -> None:
    with open_writer(path) as store:
        store.insert("migration", [{"number": 9_999, "name": "to come"}])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (missing, "no such desk"),
        (folder, "cannot be"),
        (no_desk, "not a desk"),
        (text, "cannot be read as a desk"),
        (nothing_in_it, "not a desk"),
        (damaged, "checksum"),
        (cut_off, "cannot be read as a desk"),
        (newer, "made by a newer dragoman"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_desk_that_cannot_be_read_is_told_and_heals(
    spoil: Callable[[Path, Path], None], said: str, tmp_path: Path, desk: Path, knowledge: Knowledge
) -> None:
    path = tmp_path / "desk.duckdb"
    spoil(path, desk)
    with explorer(path, knowledge) as client:
        wait_for(lambda: "being copied" not in client.get("/").text)
        for where in ("/", "/search", "/article/x"):
            answer = client.get(where)
            assert answer.status_code == 503, answer.text
            assert said in answer.text
            assert str(tmp_path) not in answer.text, "no one is told where on the machine the desk is"
            assert "Traceback" not in answer.text
            assert answer.headers["retry-after"]
        assert client.get("/search.json").json()["error"]
        assert client.get("/static/explorer.css").status_code == 200
        if path.is_dir():
            path.rmdir()
        shutil.copyfile(desk, path.with_name("whole"))
        path.with_name("whole").replace(path)
        wait_for(lambda: client.get("/").status_code == 200)


def test_an_empty_desk_says_how_to_fill_it(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "empty.duckdb"
    with open_writer(path):
        pass
    with explorer(path, knowledge) as client:
        until_read(client)
        assert "dragoman add PATHS --to empty.duckdb" in client.get("/").text
        for page in PAGES:
            if not page.parts:
                for ending in ("", ".json", ".csv"):
                    where = "/overview" if page.path == "/" and ending else page.path
                    answer = client.get(f"{where}{ending}")
                    assert answer.status_code in (200, 400), (where, ending, answer.text[-500:])


def wait_for(holds: Callable[[], bool], patience: float = SEEN) -> None:
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, f"not within {patience} s"
        time.sleep(0.1)


ADDING = """
import sys, time
from dragoman.desk.adding import add_articles
from dragoman.model import Article
from dragoman.store.file import open_writer
with open_writer(sys.argv[1]) as store:
    for number in range(int(sys.argv[2])):
        add_articles(store, [Article(text=f"Report {number} of the day, told anew.", title=f"Told {number}", id=f"new-{number}")], {})
    print("added", flush=True)
    time.sleep(float(sys.argv[3]))
"""


def adding(path: Path, articles: int, hold: float = 0) -> subprocess.Popen[str]:
    code = ADDING.replace("open_writer(sys.argv[1])", "open_writer(__import__('pathlib').Path(sys.argv[1]))")
    return subprocess.Popen([sys.executable, "-c", code, str(path), str(articles), str(hold)], stdout=subprocess.PIPE, text=True)


@pytest.fixture
def copy(tmp_path: Path, desk: Path) -> Path:
    return Path(shutil.copyfile(desk, tmp_path / "desk.duckdb"))


def test_pages_answer_while_another_program_writes_and_show_what_it_wrote(copy: Path, knowledge: Knowledge) -> None:
    with explorer(copy, knowledge) as client:
        until_read(client)
        before = client.get("/overview.json").json()["facts"]["articles"]
        writer = adding(copy, 40)
        answered = 0
        while writer.poll() is None:
            assert {client.get(where).status_code for where in ("/", "/articles", f"/search?per={answered % 200 + 1}")} == {200}
            answered += 1
        assert answered > 0
        wait_for(lambda: client.get("/overview.json").json()["facts"]["articles"] == before + 40)
        assert client.get("/article/new-39").status_code == 200
        assert writer.stdout is not None
        writer.stdout.close()


def test_a_desk_that_a_writer_holds_is_read(copy: Path, knowledge: Knowledge) -> None:
    writer = adding(copy, 1, hold=30)
    assert writer.stdout is not None
    try:
        assert writer.stdout.readline() == "added\n"
        with explorer(copy, knowledge) as client:
            until_read(client)
            assert client.get("/article/new-0").status_code == 200
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()


def test_a_desk_that_is_taken_away_is_served_on_and_its_successor_is_seen(copy: Path, knowledge: Knowledge) -> None:
    with explorer(copy, knowledge) as client:
        until_read(client)
        copy.unlink()
        time.sleep(2.5)
        assert client.get("/articles?per=7").status_code == 200
        with open_writer(copy) as store:
            add_articles(store, [Article("Another desk.", id="other", published=date(2024, 1, 1))], {})
        wait_for(lambda: client.get("/article/other").status_code == 200)
        assert client.get("/overview.json").json()["facts"]["articles"] == 1


def test_an_article_without_a_title_is_called_by_its_file_as_read_calls_it(tmp_path: Path, knowledge: Knowledge) -> None:
    desk = tmp_path / "untitled.duckdb"
    with open_writer(desk) as store:
        add_articles(store, [Article("Kenya shelled two towns in Somalia.", id="a1", path="wire/nairobi.txt")], {})
        code_desk(store, knowledge)
    with explorer(desk, knowledge) as client:
        until_read(client)
        assert "<h1>nairobi.txt</h1>" in client.get("/article/a1").text
