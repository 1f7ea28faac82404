"""A published site: the explorer's pages as files, whole, the same each time, with links that lead to files, and nobody's words unasked."""

from __future__ import annotations

import csv
import functools
import html
import io
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit

import duckdb
import pyarrow.parquet
import pytest
from playwright.sync_api import Browser, expect
from starlette.testclient import TestClient

import dragoman
from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.desk.demo import demo_articles
from dragoman.errors import OutputError, UsageError
from dragoman.formats.writing import NOT_MEASURED
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.model.annotation import Annotation
from dragoman.store.annotations import open_annotations
from dragoman.store.file import open_writer
from dragoman.web.pages import PAGES
from dragoman.web.pages.published import said_of
from dragoman.web.paths import file_name, spot_of
from dragoman.web.publish import MARK, SUMS, Options, Published, publish_desk
from dragoman.web.resource import address
from dragoman.web.rewritten import rewritten

LINK = re.compile(r"""<[a-z]+\b[^>]*?\s(?:href|src|xlink:href)="([^"]*)\"""")
# Ids that a file system, an address or a page could stumble over.
STRANGE = (
    "../../up/and/away",
    "..",
    "/etc/passwd",
    "a%2Fb",
    "a/b",
    "A/B",
    "статья № 1",
    "tips & <tricks> \"'",
    "x.html",
    "x.json",
    "x",
    "X",
    "con",
    "page",
    "l" * 300,
    "dot.",
    "?page=2#there",
)


# Pages beside the record that these tests make room for: what the program knows fills thousands.
ROOM = 60


def unheard(told: Published) -> list[str]:
    """What was not published, but for parties and blocs of which the explorer itself has no page."""
    return [fault for fault in told.failed if not re.search("nobody is known as|had no member", fault)]


def _desk(path: Path, knowledge: Knowledge, ids: tuple[str, ...]) -> Path:
    """A small desk: an article each, of five happenings."""
    places = ("Kharkiv", "Odesa", "Kherson", "Sumy", "Donetsk")
    articles = [
        Article(
            f"Russian forces shelled {places[at % 5]} on Tuesday, the {at + 2}th such report, the local governor said on television.",
            title=f"Shelling of {places[at % 5]}",
            published=date(2024, 5, 15),
            id=name,
            publisher=f"Paper {at % 3}",
            path=f"/home/somebody/secret folder/{at}.txt",
        )
        for at, name in enumerate(ids)
    ]
    with open_writer(path) as store:
        add_articles(store, articles, knowledge.credits())
        code_desk(store, knowledge)
    return path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """A desk whose articles have strange ids."""
    return _desk(tmp_path_factory.mktemp("small") / "strange.duckdb", knowledge, STRANGE)


@pytest.fixture(scope="module")
def site(desk: Path, tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    """The demonstration desk as a site."""
    folder = tmp_path_factory.mktemp("site") / "demo"
    told = publish_desk(desk, folder, knowledge, Options(most=ROOM))
    assert unheard(told) == []
    return folder


@pytest.fixture(scope="module")
def small_site(small: Path, tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    folder = tmp_path_factory.mktemp("small-site") / "strange"
    assert unheard(publish_desk(small, folder, knowledge, Options(most=ROOM))) == []
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def broken(folder: Path) -> list[tuple[str, str]]:
    """Each link of each page that leads to no file, or to no place on its page."""
    there = files(folder)
    found = []
    for name, content in there.items():
        if not name.endswith(".html"):
            continue
        for href in map(html.unescape, LINK.findall(content.decode())):
            split = urlsplit(href)
            if split.scheme or split.netloc:
                continue
            target = normpath(join(dirname(name), unquote(split.path))) if split.path else name
            page = there.get(target)
            place = split.fragment.partition(":~:")[0]  # behind it, words to be found on the page
            if page is None or (place and f'id="{html.escape(unquote(place))}"' not in page.decode()):
                found.append((name, href))
    return found


# -- its pages


def test_every_link_of_a_site_leads_to_a_file_of_it(site: Path) -> None:
    assert broken(site) == []


def test_links_of_articles_with_strange_ids_lead_to_files(small_site: Path) -> None:
    assert broken(small_site) == []


def test_every_article_event_report_incident_and_origin_has_its_page(site: Path, desk: Path) -> None:
    counts = {kind: len(list((site / kind).rglob("*.html"))) for kind in ("article", "event", "incident", "origin")}
    with duckdb.connect(desk, read_only=True) as store:
        asked = [
            store.execute(f"SELECT count(*) FROM {what}").fetchone()
            for what in ("article", "event WHERE current", "incident", "(SELECT DISTINCT origin_id FROM article_origin)")
        ]
    assert list(counts.values()) == [row[0] for row in asked if row]


def test_every_page_without_options_of_the_registry_is_a_file(site: Path) -> None:
    for page in PAGES:
        if "{" not in page.path and page.name not in ("annotate", "sql"):
            assert (site / f"{page.path.strip('/') or 'index'}.html").is_file(), page.path


def test_pages_with_pictures_have_them(site: Path) -> None:
    there = [path for path in (site / "dyad").rglob("*.html") if "<svg" in path.read_text()]
    assert there
    assert all(path.with_suffix(".svg").is_file() for path in there)


def test_rows_beyond_the_first_page_are_pages_of_their_own(site: Path) -> None:
    first, last = (site / "incidents.html").read_text(), (site / "incidents/page/6.html").read_text()
    assert 'rel="next" href="incidents/page/2.html"' in first
    assert "page 6 of 6" in last
    assert 'href="../../incident/' in last
    assert not (site / "incidents/page/7.html").exists()


def test_nothing_is_left_that_only_a_server_answers(site: Path) -> None:
    for name, content in files(site).items():
        if name.endswith(".html"):
            text = content.decode()
            assert "<form" not in text, name
            assert '<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;' in text, name
            assert not [href for href in LINK.findall(text) if href.startswith("/")], name
            assert "style=" not in re.sub(r"<svg.*?</svg>", "", text, flags=re.S), name


def test_what_is_not_published_is_plain_text(site: Path) -> None:
    text = (site / "index.html").read_text()
    assert '<a href="search.html">event reports</a>' in text
    assert "<span>told as happened, doer named</span>" in text


def test_a_page_says_how_to_cite_it_and_by_which_run_it_was_made(site: Path) -> None:
    text = next((site / "incident").glob("*.html")).read_text()
    assert "Cite as" in text
    assert "run 1 of dragoman" in text


@pytest.mark.parametrize(
    "asked",
    ["/", "/incidents", "/incidents?page=2", "/search?page=3", "/articles", "/about", "article", "event", "incident", "origin"],
)
def test_a_file_of_data_is_what_the_explorer_answers(asked: str, site: Path, desk: Path, client: TestClient) -> None:
    for spot in _spots(asked, desk):
        split = urlsplit(spot.address)
        path = split.path if split.path != "/" else "/overview"
        served = client.get(f"{path}.json?{split.query}").json()
        written = json.loads((site / spot.another("json").file).read_text())
        for when in ("as_of", "citation"):  # a site is as of when its desk was last written
            del served[when], written[when]
        assert written == served
        table = client.get(f"{path}.csv")
        assert (site / spot.another("csv").file).read_bytes() == table.content


def _spots(asked: str, desk: Path) -> list[Any]:
    ids = {"article": "article_id", "event": "article_id, event_id", "incident": "incident_id", "origin": "origin_id"}
    if asked not in ids:
        return [spot_of(asked, PAGES)]
    view = {"event": "reports"}.get(asked, f"{asked}s")
    with duckdb.connect(desk, read_only=True) as store:
        rows = store.execute(f"SELECT DISTINCT {ids[asked]} FROM {view} ORDER BY ALL LIMIT 12").fetchall()
    return [spot_of(address(asked, *row), PAGES) for row in rows]


# -- its files


@pytest.mark.parametrize("name", STRANGE)
def test_a_name_stays_in_its_folder_whatever_it_is(name: str) -> None:
    found = file_name(name)
    assert re.fullmatch(r"[A-Za-z0-9._~-]{1,80}", found)
    assert found.strip(".") == found
    assert file_name(name) == found


def test_two_names_never_share_a_file() -> None:
    names = {
        *STRANGE,
        "RUS",
        "rus",
        "Rus",
        "RUS.MIL",
        "rus.mil",
        "A-B",
        "a-b",
        "x",
        "x~1",
        "a b",
        "a-b-",
        "",
        " ",
        file_name("rus"),
    }
    assert len({file_name(name).lower() for name in names}) == len(names)


@pytest.mark.parametrize("name", ["RUS", "RUS.MIL", "ASSAULT", "ev-0dea49add52a9295", "in-93dfa216b7e007c4", "courier-0502a"])
def test_a_name_that_is_safe_stays_as_it_is(name: str) -> None:
    assert file_name(name) == name


def test_an_article_of_a_strange_id_is_on_its_own_page(small_site: Path) -> None:
    for name in STRANGE:
        spot = spot_of(address("article", name), PAGES)
        assert spot is not None
        page = json.loads((small_site / spot.another("json").file).read_text())
        assert page["facts"]["article_id"] == name
    assert len(list((small_site / "article").glob("*.html"))) == len(STRANGE)


def test_no_place_on_this_machine_is_told(small_site: Path, small: Path) -> None:
    for name, content in files(small_site).items():
        for place in (b"secret folder", b"/home/", os.fsencode(small.parent)):
            assert place not in content, name


def test_the_same_desk_gives_the_same_bytes(small: Path, small_site: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    copy = tmp_path / small.name
    shutil.copy(small, copy)
    os.utime(copy, (1, 1))
    publish_desk(copy, tmp_path / "again", knowledge, Options(workers=2, most=ROOM))
    assert files(tmp_path / "again") == files(small_site)


def test_the_hashes_of_a_site_are_those_of_its_files(site: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--check", "--quiet", "--strict", SUMS], cwd=site, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert len((site / SUMS).read_text().splitlines()) + 1 == len(files(site))


# -- its words


def runs_of(text: str, length: int = 5) -> set[str]:
    """Every run of so many words; a semicolon, which joins names in a cell, ends one."""
    found: set[str] = set()
    for part in text.lower().split(";"):
        words = re.findall(r"\w+", part)
        found |= {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
    return found


def ours(knowledge: Knowledge) -> set[str]:
    """Runs of words that the program brings along: names of bodies and persons, sentences that prove a rule."""
    data, actors = Path(dragoman.__file__).parent / "data", knowledge.actors
    names = (*(entry.name for entry in actors.entries), *(person.name for person in actors.persons.values()))
    return set().union(
        *(runs_of(path.read_text()) for path in data.rglob("*.toml")), *(runs_of(f"and {name} and") for name in names)
    )


def told_in(name: str, content: bytes) -> str:
    """All that a file says, as text."""
    if name.endswith(".parquet"):
        rows = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
        return json.dumps(rows, ensure_ascii=False, default=str)
    text = content.decode()
    if name.endswith(".csv"):
        return ";".join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    return html.unescape(re.sub(r"<[^>]+>", " ", text)) + text if name.endswith(".html") else text


def test_without_texts_no_five_words_of_an_article_are_published(desk: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    told = publish_desk(desk, tmp_path / "bare", knowledge, Options(texts=False, most=ROOM))
    assert unheard(told) == []
    articles = demo_articles()
    titles: set[str] = set().union(*(runs_of(article.title) for article in articles))
    kept = set().union(*(runs_of(article.text) for article in articles)) - titles - ours(knowledge)
    assert len(kept) > 5_000
    for name, content in files(tmp_path / "bare").items():
        if re.split("[./]", name)[0] in ("knowledge", "codebook"):  # what the program knows, whatever a desk holds
            continue
        assert not (runs_of(told_in(name, content)) & kept), name
    assert broken(tmp_path / "bare") == []
    text = (tmp_path / "bare/articles.html").read_text()
    assert html.escape(articles[0].title, quote=False) in html.unescape(
        "".join(p.read_text() for p in (tmp_path / "bare/article").glob("*.html"))
    )
    assert "Of 99 articles no text is kept" in (tmp_path / "bare/index.html").read_text()
    assert text


def test_with_texts_the_words_are_there(site: Path) -> None:
    text = "".join(html.unescape(path.read_text()) for path in (site / "event").rglob("*.html"))
    assert "arrived in Beijing on Thursday" in text


# -- datasets, methods, corrections


def test_the_whole_record_is_to_be_had_described(site: Path, desk: Path) -> None:
    page = (site / "downloads.html").read_text()
    package = json.loads((site / "data/datapackage.json").read_text())
    for row in package["resources"]:
        assert (site / "data" / row["path"]).stat().st_size == row["bytes"]
        assert f'href="data/{row["path"]}"' in page
    with duckdb.connect(desk, read_only=True) as store:
        [[reports]] = store.execute("SELECT count(*) FROM event WHERE current").fetchall()
    assert pyarrow.parquet.read_table(site / "data/events.parquet").num_rows == reports
    assert len((site / "data/events.jsonl").read_text().splitlines()) == reports


def test_the_methods_page_says_who_coded_and_that_errors_were_not_measured(site: Path, desk: Path) -> None:
    text = (site / "methods.html").read_text()
    assert NOT_MEASURED["told"] in text
    with duckdb.connect(desk, read_only=True) as store:
        [[digest]] = store.execute("SELECT knowledge_digest FROM runs").fetchall()
    assert digest in text
    assert "None: nobody has judged an event report" in (site / "corrections.html").read_text()


def test_corrections_say_what_was_wrong_and_not_who_said_it(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    desk = Path(shutil.copyfile(small, tmp_path / "own.duckdb"))
    with duckdb.connect(desk, read_only=True) as store:
        article, event, digest = store.execute(
            "SELECT r.article_id, r.event_id, a.text_sha256 FROM reports r JOIN articles a USING (article_id) ORDER BY ALL LIMIT 1"
        ).fetchall()[0]
    fields = {"actor": "UKR", "when": ""}
    said = Annotation(
        coder="maria.k",
        article_id=article,
        event_id=event,
        text_sha256=digest,
        verdict="wrong",
        fields=fields,
        note="the other side fired",
    )
    open_annotations(desk).add(said)
    publish_desk(desk, tmp_path / "site", knowledge, Options(data=False, most=0))
    text = html.unescape((tmp_path / "site/corrections.html").read_text())
    assert "actor: UKR; when: none" in text
    assert "the other side fired" in text
    assert "maria.k" not in text
    assert "1 of 1" in text
    assert broken(tmp_path / "site") == []
    assert not [name for name in files(tmp_path / "site") if name.endswith((".json", ".csv")) and "/" not in name and name != MARK]


def test_without_texts_neither_are_the_reasons_of_corrections() -> None:
    said = Annotation(
        coder="a",
        article_id="a",
        event_id="e",
        text_sha256="",
        verdict="wrong",
        fields={"actor": None},
        note="it says “words of the text”",
    )
    [row] = said_of([said], texts=False).rows
    assert row["remark"] == ""


# -- how much, and where


def test_pages_beside_the_record_are_bounded_and_it_is_told(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    rows = _rows(small)
    told = publish_desk(small, tmp_path / "site", knowledge, Options(most=0, data=False))
    assert told.left_out == 0 or "plain text" in (tmp_path / "site/methods.html").read_text()
    assert len(list((tmp_path / "site/event").rglob("*.html"))) == rows
    assert broken(tmp_path / "site") == []


def test_rows_that_find_no_room_are_told(knowledge: Knowledge, tmp_path: Path) -> None:
    ids = tuple(f"paper-{number}" for number in range(60))
    many = _desk(tmp_path / "many.duckdb", knowledge, ids)
    told = publish_desk(many, tmp_path / "site", knowledge, Options(most=1, data=False))
    pages = [name for name in files(tmp_path / "site") if "/page/" in name]
    assert len(pages) <= 1
    assert told.left_out >= 1
    assert "1 pages were published beside" in (tmp_path / "site/methods.html").read_text()
    assert broken(tmp_path / "site") == []


def _rows(desk: Path) -> int:
    with duckdb.connect(desk, read_only=True) as store:
        [[count]] = store.execute("SELECT count(*) FROM event WHERE current").fetchall()
    return int(count)


def test_a_site_that_knows_where_it_stands_says_so(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    publish_desk(small, tmp_path / "site", knowledge, Options(base="https://desk.example/record", data=False, most=20))
    pages = {name for name in files(tmp_path / "site") if name.endswith(".html")}
    listed = set(re.findall("<loc>https://desk.example/record/([^<]*)</loc>", (tmp_path / "site/sitemap.xml").read_text()))
    assert {name or "index.html" for name in map(unquote, listed)} == pages
    text = (tmp_path / "site/incidents.html").read_text()
    assert '<link rel="canonical" href="https://desk.example/record/incidents.html">' in text
    assert "https://desk.example/record/incidents.html of strange.duckdb, run 1" in text


@pytest.mark.parametrize("base", ["desk.example", "ftp://desk.example/", "https://desk.example/?a=b", "javascript:alert(1)"])
def test_what_is_no_address_of_the_web_is_refused(base: str, small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="an address such as"):
        publish_desk(small, tmp_path / "site", knowledge, Options(base=base))


# -- whole or not at all


def test_an_older_site_gives_way(small: Path, small_site: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(small_site, folder)
    publish_desk(small, folder, knowledge, Options(data=False, most=0))
    assert not (folder / "incidents.json").exists()
    assert (folder / "incidents.html").exists()
    assert os.listdir(tmp_path) == ["site"]


@pytest.mark.parametrize("what", ["other files", "a file added", "a file", "a link"])
def test_what_is_not_ours_is_not_touched(what: str, small: Path, small_site: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    if what == "other files":
        folder.mkdir()
        (folder / "index.html").write_text("mine")
    elif what == "a file added":
        shutil.copytree(small_site, folder)
        (folder / "CNAME").write_text("desk.example")
    elif what == "a file":
        folder.write_text("mine")
    else:
        (tmp_path / "mine").mkdir()
        folder.symlink_to(tmp_path / "mine")
    before = files(tmp_path)
    with pytest.raises(UsageError, match=r"site"):
        publish_desk(small, folder, knowledge)
    assert files(tmp_path) == before


def test_an_empty_folder_may_be_filled(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish_desk(small, tmp_path / "site", knowledge, Options(data=False, most=0))
    assert (tmp_path / "site/index.html").exists()


def test_a_run_that_breaks_off_leaves_the_old_site(small: Path, small_site: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    shutil.copytree(small_site, folder)
    before = files(folder)

    def stop(count: int) -> None:
        if count > 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish_desk(small, folder, knowledge, on_made=stop)
    assert files(folder) == before
    assert os.listdir(tmp_path) == ["site"]


def test_what_a_killed_run_left_is_cleared_away(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    done = subprocess.Popen(["true"])
    done.wait()
    left, lives = (tmp_path / f".site.half-{process}-abc" for process in (done.pid, os.getpid()))
    left.mkdir()
    lives.mkdir()
    publish_desk(small, tmp_path / "site", knowledge, Options(data=False, most=0))
    assert not left.exists()
    assert lives.exists()


def test_a_folder_that_cannot_be_written_is_told(small: Path, knowledge: Knowledge, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        publish_desk(small, tmp_path / "file/site", knowledge)


def test_the_command_tells_what_it_made(
    small: Path, shell: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = shell("publish", str(small), "site", "--no-data", "--most", "0", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert re.match(r"site: \d+ pages, \d+ files, \d+\.\d MB\n", done.stdout)
    assert re.search(r"\d+ pages? a second", done.stderr)
    again = shell("publish", str(small), ".", cwd=tmp_path)
    assert again.returncode == 2
    assert "a folder that dragoman did not make" in again.stderr


# -- links


@pytest.mark.parametrize(
    ("page", "made"),
    [
        pytest.param('<a href="/there">to</a>', '<a href="there.html">to</a>', id="a link to a page"),
        pytest.param('<a class="q" rel="next" href="/gone">to</a>', '<span class="q">to</span>', id="a link to none"),
        pytest.param('<a href="/gone">a</a><a href="/there">b</a>', '<span>a</span><a href="there.html">b</a>', id="one of each"),
        pytest.param('<svg><a xlink:href="/gone"><path/></a></svg>', "<svg><g><path/></g></svg>", id="a mark of a picture"),
        pytest.param('<a id="place">here</a>', '<a id="place">here</a>', id="no link at all"),
        pytest.param("a<form><a href='/there'>x</a></form>b", "ab", id="a form goes with all in it"),
        pytest.param('<a title="a > b" href="/there">to</a>', '<a title="a > b" href="there.html">to</a>', id="a sign in a value"),
    ],
)
def test_links_of_a_page(page: str, made: str) -> None:
    assert rewritten(page, {"/there": "there.html"}.get) == made


# -- in a browser


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        return


@pytest.fixture(scope="module")
def root(site: Path) -> Iterator[str]:
    """The site, in a folder of a plain server of files."""
    handler = functools.partial(Quiet, directory=str(site.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/{site.name}"
        server.shutdown()


@pytest.mark.parametrize("by", ["server", "file"])
def test_a_site_is_read_in_a_browser_without_any_other_request(by: str, site: Path, root: str, browser: Browser) -> None:
    start = root if by == "server" else site.as_uri()
    page = browser.new_page()
    outside: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda asked: outside.append(asked.url) if not asked.url.startswith(start) else None)
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{start}/index.html")
    page.locator("table.rows a").first.click()
    page.locator(".told a").first.click()
    expect(page.locator("mark")).to_be_visible()
    page.locator("main .meta a").first.click()
    expect(page.locator("#from")).to_be_visible()
    page.locator("nav.menu a", has_text="Downloads").click()
    expect(page.locator("h1")).to_have_text("Downloads")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"  # the sheet was read
    page.close()
    assert outside == []
    assert complaints == []
