"""Fetching is polite, keeps its limits, and goes to no private address unless told so."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from sources.build import GOOD, page, pdf, read

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources import Limits, Options
from dragoman.sources.feeds import Feed
from dragoman.sources.fetch import AGENT, Fetcher, Validators, is_public
from dragoman.sources.live import fetch_feed

Handler = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A host on this machine: what it answers to each path, and what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Handler] = {}
        self.asked: list[tuple[str, dict[str, str], float]] = []
        site = self

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, time.monotonic()))
                answer = site.answers.get(self.path)
                if answer is None:
                    send(self, 404, b"no such page")
                elif isinstance(answer, bytes):
                    send(self, 200, answer)
                else:
                    try:
                        answer(self)
                    except OSError:
                        self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self.server.server_address[1]}"

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked if path != "/robots.txt"]


def send(to: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    to.send_response(status)
    known = {"Content_Type": "text/html; charset=utf-8", "Content_Length": str(len(body))} | headers
    for name, value in known.items():
        to.send_header(name.replace("_", "-"), value)
    to.end_headers()
    to.wfile.write(body)


def redirect(place: str) -> Handler:
    return lambda to: send(to, 302, b"", Location=place)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


def fetcher(*, delay: float = 0, **limits: float) -> Fetcher:
    return Fetcher(limits=Limits(**limits), delay=delay, allow_private=True)  # type: ignore[arg-type]


def refusal(url: str, by: Fetcher) -> str:
    with pytest.raises(InputError) as told:
        by.fetch(url)
    assert "\n" not in str(told.value)
    assert told.value.where == url
    return told.value.what


def test_a_page_is_fetched_under_our_own_name(site: Site) -> None:
    site.answers["/a"] = page()
    fetched = fetcher().fetch(f"{site.root}/a")
    assert (fetched.status, fetched.raw, fetched.content_type, fetched.charset) == (200, page(), "text/html", "utf-8")
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/a"]
    assert {headers["user-agent"] for _, headers, _ in site.asked} == {AGENT}
    assert fetched.fetched.utcoffset() is not None


def test_robots_are_asked_once_and_obeyed(site: Site) -> None:
    site.answers |= {"/robots.txt": b"User-agent: dragoman\nDisallow: /no\n", "/yes": b"x", "/yes2": b"x", "/no": b"x"}
    by = fetcher()
    by.fetch(f"{site.root}/yes")
    by.fetch(f"{site.root}/yes2")
    host = site.root.removeprefix("http://")
    assert refusal(f"{site.root}/no", by) == f"the robots.txt of {host} does not allow it"
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/yes", "/yes2"]


def test_a_host_whose_robots_cannot_be_read_is_left_alone(site: Site) -> None:
    site.answers |= {"/robots.txt": lambda to: send(to, 503, b""), "/a": b"x"}
    assert refusal(f"{site.root}/a", fetcher()) == f"{site.root}/robots.txt answers 503: the host is left alone for now"
    assert not site.paths()


def test_a_host_that_asks_for_a_day_between_requests_is_left_alone(site: Site) -> None:
    site.answers |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 86400\n", "/a": b"x"}
    assert "asks for 86400 seconds between requests; it is left alone" in refusal(f"{site.root}/a", fetcher())


def test_requests_to_one_host_keep_their_distance(site: Site) -> None:
    site.answers |= {"/robots.txt": b"User-agent: *\nCrawl-delay: 0.3\n", "/a": b"x", "/b": b"x"}
    by = fetcher(delay=0.1)
    threads = [threading.Thread(target=by.fetch, args=(f"{site.root}/{name}",)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [when for _, _, when in site.asked]
    assert times[-1] - times[-2] >= 0.29


def test_what_did_not_change_is_not_sent_again(site: Site) -> None:
    def changing(to: BaseHTTPRequestHandler) -> None:
        if to.headers.get("If-None-Match") == '"1"':
            send(to, 304, b"")
        else:
            send(to, 200, FEED, ETag='"1"', Last_Modified="Sat, 18 May 2024 10:00:00 GMT", Content_Type="application/rss+xml")

    site.answers["/f"] = changing
    by = fetcher()
    items, validators = fetch_feed(Feed("Wire", f"{site.root}/f"), fetcher=by)
    assert len(items) == 2
    assert validators == Validators('"1"', "Sat, 18 May 2024 10:00:00 GMT")
    again, validators = fetch_feed(Feed("Wire", f"{site.root}/f"), validators, fetcher=by)
    assert (again, validators.etag) == ([], '"1"')
    assert site.asked[-1][1]["if-modified-since"] == "Sat, 18 May 2024 10:00:00 GMT"


def test_redirects_are_followed_to_the_end(site: Site) -> None:
    site.answers |= {"/a": redirect("/b"), "/b": redirect("c"), "/c": b"x"}
    assert fetcher().fetch(f"{site.root}/a").url == f"{site.root}/c"


@pytest.mark.parametrize(
    ("place", "message"),
    [
        pytest.param("/a", "more than 5 redirects (--limit redirects=N raises it)", id="in a circle"),
        pytest.param("file:///etc/passwd", "redirected to no address that is fetched; only http and https are", id="to a file"),
        pytest.param(
            "http://me:secret@127.0.0.1/", "redirected to an address with a name and password is not fetched", id="to a password"
        ),
        pytest.param("http://[", "redirected to no address that is fetched; only http and https are", id="to nonsense"),
    ],
)
def test_a_redirect_that_leads_nowhere(site: Site, place: str, message: str) -> None:
    site.answers["/a"] = redirect(place)
    with pytest.raises(InputError) as told:
        fetcher().fetch(f"{site.root}/a")
    assert told.value.what == message
    assert "secret" not in str(told.value)


def test_a_private_address_is_refused(site: Site) -> None:
    port = site.root.rpartition(":")[2]
    for host, address in (("127.0.0.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"), ("[::ffff:127.0.0.1]", "::ffff:127.0.0.1")):
        told = refusal(f"http://{host}:{port}/a", Fetcher(delay=0))
        assert told == f"{host.strip('[]')} is at {address}, a private address; refused"
    assert not site.asked


def lookup(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let names lead to these addresses, one a time; numeric ones stay what they are. Returns the names asked for."""
    asked: list[str] = []
    genuine = socket.getaddrinfo

    def resolve(host: str, port: int, *args: object, **more: object) -> object:
        if host.endswith(".example"):
            asked.append(host)
            host = addresses[min(len(asked), len(addresses)) - 1]
        return genuine(host, port, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


def test_a_name_that_leads_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    lookup(monkeypatch, "127.0.0.1")
    url = site.root.replace("127.0.0.1", "wire.example") + "/a"
    assert refusal(url, Fetcher(delay=0)) == "wire.example is at 127.0.0.1, a private address; refused"
    assert not site.asked


def test_a_redirect_to_a_private_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """The local host stands for a public one; the redirect leads to another address of this machine."""
    monkeypatch.setattr("dragoman.sources.fetch.is_public", lambda address: address == "127.0.0.1")
    site.answers["/a"] = redirect("http://127.0.0.2/secret")
    assert refusal(f"{site.root}/a", Fetcher(delay=0)) == "127.0.0.2 is at 127.0.0.2, a private address; refused"
    assert site.paths() == ["/a"]


def test_the_connection_goes_to_the_address_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when first looked up and private the second time is looked up once a connection."""
    monkeypatch.setattr("dragoman.sources.fetch.is_public", lambda address: address == "127.0.0.1")
    asked = lookup(monkeypatch, "127.0.0.1", "127.0.0.1", "127.0.0.2")
    site.answers["/a"] = b"x"
    by = Fetcher(delay=0)
    url = site.root.replace("127.0.0.1", "wire.example")
    assert by.fetch(f"{url}/a").raw == b"x"
    assert asked == ["wire.example"] * 2, "once for robots.txt, once for the page"
    assert refusal(f"{url}/a", by) == "wire.example is at 127.0.0.2, a private address; refused"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700:4700::1111", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("127.8.8.8", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("::10.0.0.1", False),
        ("2002:a00:1::", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::808:808", True),
    ],
)
def test_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public


def endless(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    while True:
        to.wfile.write(b"<item>x</item>" * 1_000)


def dripping(to: BaseHTTPRequestHandler) -> None:
    to.send_response(200)
    to.end_headers()
    for _ in range(100):
        to.wfile.write(b"x")
        time.sleep(0.05)


def dripping_head(to: BaseHTTPRequestHandler) -> None:
    to.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100):
        to.wfile.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


def silent(to: BaseHTTPRequestHandler) -> None:
    time.sleep(1.5)


def layered(to: BaseHTTPRequestHandler) -> None:
    send(to, 200, gzip.compress(gzip.compress(b"x" * 100_000)), Content_Encoding="gzip, gzip")


def swelling(to: BaseHTTPRequestHandler) -> None:
    send(to, 200, gzip.compress(b"x" * 5_000_000), Content_Encoding="gzip")


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        pytest.param(endless, "an answer of more than 1,000,000 bytes (--limit page=N raises it)", id="never ends"),
        pytest.param(dripping, "took more than 0.5 seconds (--limit seconds=N raises it)", id="drips"),
        pytest.param(dripping_head, "took more than 0.5 seconds (--limit seconds=N raises it)", id="drips before it begins"),
        pytest.param(silent, "took more than 0.5 seconds (--limit seconds=N raises it)", id="says nothing"),
        pytest.param(swelling, "an answer of more than 1,000,000 bytes (--limit page=N raises it)", id="swells"),
        pytest.param(layered, "the answer is packed in a way nobody asked for (gzip, gzip)", id="packed in layers"),
        pytest.param(lambda to: send(to, 500, b"x"), "the host answers 500", id="fails"),
        pytest.param(lambda to: to.wfile.write(b"rubbish\r\n\r\n"), "cannot be reached: ", id="no HTTP"),
    ],
)
def test_a_host_that_misbehaves_is_one_line(site: Site, answer: Handler, message: str) -> None:
    site.answers["/a"] = answer
    began = time.monotonic()
    assert refusal(f"{site.root}/a", fetcher(page=1_000_000, seconds=0.5)).startswith(message)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://nowhere.invalid/", "cannot be reached: no such host (nowhere.invalid)"),
        ("ftp://wire.example/", "no address that is fetched; only http and https are"),
        ("http:///x", "no address that is fetched; only http and https are"),
        ("http://wire.example:port/", "no address that is fetched; only http and https are"),
    ],
)
def test_an_address_that_leads_nowhere_is_one_line(url: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*args: object, **more: object) -> object:
        raise socket.gaierror("Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert refusal(url, Fetcher(delay=0)) == message


def feed_of(root: str) -> bytes:
    items = "".join(f"<item><title>Item {n}</title><link>{root}/{n}</link><description>{GOOD}</description></item>" for n in (1, 2))
    return f'<rss version="2.0"><channel><title>World Wire</title><link>{root}</link>{items}</channel></rss>'.encode()


FEED = feed_of("http://wire.example")


def test_an_address_is_a_page_a_feed_a_list_or_a_file(site: Site, tmp_path: Path) -> None:
    opml = f'<opml><body><outline xmlUrl="{site.root}/f"/><outline xmlUrl="{site.root}/gone"/></body></opml>'.encode()
    site.answers |= {
        "/p": page(),
        "/f": feed_of(site.root),
        "/l": opml,
        "/d": pdf((GOOD,)),
        "/t": lambda to: send(to, 200, GOOD.encode(), Content_Type="text/plain"),
    }
    by = fetcher()
    articles, errors = read(*(f"{site.root}/{name}" for name in "pfdt"), fetcher=by)
    assert not errors
    assert [article.url for article in articles] == [f"{site.root}/{name}" for name in "p12dt"]
    assert all(article.fetched for article in articles)
    (tmp_path / "list.opml").write_bytes(opml)
    for path in (f"{site.root}/l", str(tmp_path / "list.opml")):
        articles, errors = read(path, fetcher=by)
        assert [article.title for article in articles] == ["Item 1", "Item 2"]
        assert errors == [f"{site.root}/gone: the host answers 404"]


def test_links_of_a_feed_are_followed_only_when_asked(site: Site) -> None:
    site.answers |= {"/f": feed_of(site.root), "/1": page()}
    articles, _ = read(f"{site.root}/f", fetcher=fetcher())
    assert site.paths() == ["/f"]
    assert [article.text for article in articles] == [GOOD, GOOD]
    articles, errors = read(f"{site.root}/f", fetcher=fetcher(), follow=True)
    assert articles[0].text != GOOD
    assert (articles[0].publisher, articles[0].url) == ("World Wire", f"{site.root}/1")
    assert articles[1].text == GOOD, "where the page cannot be had, the item's own text"
    assert errors == [f"{site.root}/2: the host answers 404"]


def test_a_feed_that_cannot_be_fetched_raises(site: Site) -> None:
    with pytest.raises(InputError, match="the host answers 404"):
        fetch_feed(Feed("Wire", f"{site.root}/f"), fetcher=fetcher(), options=Options())


def test_items_keep_when_they_were_taken(site: Site) -> None:
    site.answers["/f"] = FEED
    items, _ = fetch_feed(Feed("Wire", f"{site.root}/f"), fetcher=fetcher())
    assert all(isinstance(item, Article) and item.fetched and item.raw_digest for item in items)


def test_addresses_given_together_share_their_manners(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.sources.fetch.is_public", lambda address: True)
    site.answers |= {"/a": page(), "/b": page(title="More shells")}
    articles, errors = read(f"{site.root}/a", f"{site.root}/b")
    assert not errors
    assert [article.title for article in articles] == ["Shells fall", "More shells"]
    assert [path for path, _, _ in site.asked] == ["/robots.txt", "/a", "/b"]
    assert site.asked[2][2] - site.asked[1][2] >= 1
