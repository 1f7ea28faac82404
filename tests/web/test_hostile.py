"""Articles that try to do more than be read: on every page, in every file, they are text and nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from addresses import Addresses, walk
from hostile import URLS
from openpyxl import load_workbook
from playwright.sync_api import Browser, BrowserContext
from raw import Server, serving, until_read
from starlette.testclient import TestClient
from test_safety import Inline

from dragoman.knowledge import Knowledge
from dragoman.reading.marks import UNSAFE
from dragoman.web.app import build_app
from dragoman.web.render import host, outside

# Pages of each kind that a browser opens.
OPENED = 30
# The longest title of a window, and the tallest heading, in pixels.
LONGEST_TITLE, TALLEST = 200, 700


@pytest.fixture(scope="module")
def client(hostile_desk: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    with TestClient(build_app(hostile_desk, knowledge), base_url="http://127.0.0.1", follow_redirects=False) as found:
        until_read(found)
        yield found


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> Addresses:
    return walk(client, 2 * OPENED, OPENED)


@pytest.fixture(scope="module")
def server(hostile_desk: Path) -> Iterator[Server]:
    with serving(hostile_desk) as found:
        yield found


def test_every_page_is_there_and_has_nothing_of_its_own_to_run(client: TestClient, addresses: Addresses) -> None:
    for _, where in addresses.all(OPENED):
        answer = client.get(where)
        assert answer.status_code == 200, where
        assert Inline(answer.text).found == [], where
        assert "1337" not in answer.text, where  # 7 times 191
        seen = UNSAFE.findall(answer.text)
        assert seen == [], (where, [hex(ord(letter)) for letter in seen[:5]])


def test_json_spells_out_what_turns_or_hides_text(client: TestClient, addresses: Addresses) -> None:
    for _, where in addresses.all(10):
        path = "/overview" if where == "/" else where.removesuffix(".html")
        answer = client.get(f"{path}.json")
        assert answer.status_code == 200, where
        assert answer.json()
        assert UNSAFE.findall(answer.text) == [], where
    told = client.get("/article/hostile-bidi.json").json()
    assert "\u202egnisrever" in told["facts"]["text"], "as data it is as it was told"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_is_a_formula(client: TestClient, addresses: Addresses, form: str) -> None:
    csv.field_size_limit(10_000_000)
    seen = 0
    for _, where in addresses.all(2):
        path = "/overview" if where == "/" else where.removesuffix(".html")
        answer = client.get(f"{path}.{form}")
        if answer.status_code == 400:
            continue  # no table
        assert answer.status_code == 200, where
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row]
            for cell in cells:
                assert not cell.startswith(("=", "+", "@", "\t", "\r")), (where, cell[:60])
                assert not cell.startswith("-") or re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell), (where, cell[:60])
        else:
            book = load_workbook(io.BytesIO(answer.content))
            for page in book.worksheets:
                assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row), where
        seen += 1
    assert seen > 3


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ok.invalid/a?b=c", "ok.invalid"),
        ("https://ok.invalid:8080/", "ok.invalid"),
        ("https://OK.invalid/", "ok.invalid"),
        ("https://аррlе.invalid/", "xn--l-7sbq6ba.invalid"),
        ("https://shown.invalid\\@outside.invalid/", ""),
        ("https://outside.invalid\\@shown.invalid/", ""),
        ("https://user:pass@outside.invalid/", ""),
        ("https://a.invalid/\u202egnp.exe", ""),
        ("java\tscript:alert(1)", ""),
        ("https://a.invalid:99999/", ""),
        ("https:///a.invalid/", ""),
        (None, ""),
    ],
)
def test_a_link_leads_to_the_host_it_shows_or_is_none(url: str | None, shown: str) -> None:
    assert host(url) == shown
    assert bool(outside(url)) is bool(shown)
    assert outside(url).partition("/?")[0].startswith(f"https://{shown}" if shown else "")


def test_the_host_that_is_shown_is_the_one_a_browser_goes_to(browser: Browser) -> None:
    page = browser.new_page()
    for url in URLS:
        if found := outside(url):
            assert page.evaluate("url => new URL(url).hostname", found) == host(url), url
    page.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    yield found
    found.close()


# What was text and became something: an element or attribute that no template writes.
BECAME = """() => [
  ...document.querySelectorAll('iframe, object:not(.picture > object[type="image/svg+xml"][data^="/"]), embed, base, style, plaintext, img, foreignObject, main form[action^="http"], script:not([src^="/static/"])'),
  ...[...document.querySelectorAll('*')].filter(e => e.hasAttribute('style') || [...e.attributes].some(a => a.name.startsWith('on'))),
  ...[...document.querySelectorAll('a')].filter(a => a.protocol && !/^https?:$/.test(a.protocol)),
].map(e => e.outerHTML.slice(0, 200))"""


def test_in_a_browser_nothing_runs_nothing_is_fetched_and_nothing_is_turned(
    context: BrowserContext, server: Server, addresses: Addresses
) -> None:
    complaints: list[str] = []
    page = context.new_page()
    page.on("console", lambda message: complaints.append(f"{message.text} {message.location.get('url')}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for _, where in addresses.all(OPENED):
        answer = page.goto(server.root + where)
        assert answer is not None
        assert answer.status == 200, where
        assert page.evaluate("window.owned") is None, where
        assert page.evaluate(BECAME) == [], where
        assert len(page.title()) <= LONGEST_TITLE, where
        assert UNSAFE.search(page.title()) is None
        assert page.evaluate("document.querySelector('h1').getBoundingClientRect().height") <= TALLEST, where
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, where
        assert page.locator("main").is_visible()
    assert complaints == []
    assert [url for url in asked if not url.startswith(server.root + "/")] == []
