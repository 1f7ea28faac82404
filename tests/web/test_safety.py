"""Who may ask the explorer, what its answers forbid, and that nothing that is sent to it does it harm."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from addresses import Addresses
from raw import HOST, Answered, Server, ask, serving, until_read
from starlette.testclient import TestClient

from dragoman.knowledge import Knowledge
from dragoman.web.app import KEPT, build_app
from dragoman.web.guard import HEADERS
from dragoman.web.pages import PAGES, POSTS
from dragoman.web.resource import FORMS

# Requests of the storm in this process, and to a server of its own.
IN_PROCESS, OVER_SOCKET = 7_500, 2_500
# How much more memory a server may hold after the storm: what it keeps of answers, and as much again for its working.
GROWTH = 2 * KEPT


def sealed(answer: Answered) -> bool:
    """Whether an answer forbids all that it should."""
    return {name: answer.headers.get(name.lower()) for name in HEADERS} == HEADERS


# -- who may ask


@pytest.mark.parametrize("host", [b"127.0.0.1", b"localhost", b"LOCALHOST:8000", b"[::1]:8000", b"127.0.0.1:65535"])
def test_this_machine_is_answered(client: TestClient, host: bytes) -> None:
    assert ask(client, b"/", headers=[(b"host", host)]).status == 200


@pytest.mark.parametrize(
    "host",
    [
        pytest.param(b"evil.example", id="another name, as when a name is pointed at this machine"),
        pytest.param(b"127.0.0.1.evil.example", id="a name that begins like ours"),
        pytest.param(b"localhost.", id="a trailing dot"),
        pytest.param(b"evil.example@127.0.0.1", id="a user before the name"),
        pytest.param(b"127.0.0.1/evil.example", id="a path behind it"),
        pytest.param(b"127.0.0.1#evil.example", id="a fragment behind it"),
        pytest.param(b"127.0.0.1, evil.example", id="two names"),
        pytest.param(b"[::1", id="half a bracket"),
        pytest.param(b"\xff\xfe", id="no text"),
        pytest.param(b"", id="empty"),
    ],
)
def test_another_host_is_refused(client: TestClient, host: bytes) -> None:
    answer = ask(client, b"/", headers=[(b"host", host)])
    assert (answer.status, sealed(answer)) == (421, True)


def test_no_host_is_refused(client: TestClient) -> None:
    assert ask(client, b"/", headers=[]).status == 421


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        pytest.param("GET", {"sec-fetch-site": "none"}, 200, id="typed"),
        pytest.param("GET", {"sec-fetch-site": "same-origin", "sec-fetch-mode": "cors"}, 200, id="our own script"),
        pytest.param("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 200, id="a link from elsewhere"),
        pytest.param("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, 403, id="a picture elsewhere"),
        pytest.param("GET", {"sec-fetch-site": "same-site", "sec-fetch-mode": "cors"}, 403, id="a script on another port"),
        pytest.param("GET", {"sec-fetch-site": "cross-site"}, 403, id="it does not say how"),
        pytest.param("GET", {"sec-fetch-site": "nonsense"}, 403, id="it says nothing known"),
        pytest.param("POST", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, 403, id="a form elsewhere"),
        pytest.param("POST", {"origin": "https://evil.example"}, 403, id="a form of an old browser"),
        pytest.param("POST", {"origin": "null"}, 403, id="a form from nowhere"),
        pytest.param("POST", {"origin": "http://127.0.0.1:1"}, 403, id="a form on another port"),
        pytest.param("POST", {"origin": "http://["}, 403, id="an origin that is none"),
        pytest.param("POST", {"origin": "http://127.0.0.1"}, 405, id="our own, where nothing is written"),
    ],
)
def test_other_sites_may_link_and_no_more(client: TestClient, method: str, headers: dict[str, str], status: int) -> None:
    sent = [HOST, *((name.encode(), value.encode()) for name, value in headers.items())]
    answer = ask(client, b"/", method=method, headers=sent)
    assert (answer.status, sealed(answer)) == (status, True)


@pytest.fixture(scope="module")
def locked(desk: Path, knowledge: Knowledge) -> Iterator[TestClient]:
    app = build_app(desk, knowledge, hosts=("127.0.0.1", "desk.example"), token="right")
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False, cookies={"dragoman_token": "right"}) as found:
        until_read(found)
        yield found


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        pytest.param(b"/", [], 401, id="without"),
        pytest.param(b"/static/explorer.css", [], 401, id="a style sheet without"),
        pytest.param(b"/openapi.json", [], 401, id="the description without"),
        pytest.param(b"/?token=wrong", [], 401, id="a wrong one"),
        pytest.param(b"/?token=", [], 401, id="an empty one"),
        pytest.param("/?token=ríght".encode(), [], 401, id="one not in ASCII"),
        pytest.param(b"/?token=right%00", [], 401, id="one with more behind"),
        pytest.param(b"/?token=wrong&token=right", [], 401, id="two of which the first is wrong"),
        pytest.param(b"/", [(b"authorization", b"Bearer wrong")], 401, id="a wrong bearer"),
        pytest.param(b"/", [(b"authorization", b"Bearer ")], 401, id="an empty bearer"),
        pytest.param(b"/", [(b"authorization", b"Basic cmlnaHQ=")], 401, id="another scheme"),
        pytest.param(b"/", [(b"cookie", b"dragoman_token=wrong")], 401, id="a wrong cookie"),
        pytest.param(b"/", [(b"cookie", b"dragoman_token=\xff\xfe; ;;=;\\")], 401, id="a broken cookie"),
        pytest.param(b"/", [(b"authorization", b"Bearer right")], 200, id="the right bearer"),
        pytest.param(b"/", [(b"cookie", b"other=1; dragoman_token=right")], 200, id="the right cookie"),
        pytest.param(b"/?token=right", [], 303, id="the right one in the address"),
    ],
)
def test_elsewhere_the_token_is_asked_for(
    locked: TestClient, target: bytes, headers: list[tuple[bytes, bytes]], status: int
) -> None:
    answer = ask(locked, target, headers=[HOST, *headers])
    assert (answer.status, sealed(answer)) == (status, True)
    assert b"right" not in answer.body


def test_the_token_leaves_the_address_and_becomes_a_cookie(locked: TestClient) -> None:
    answer = ask(locked, b"/search?per=5&token=right&actor=Cura%C3%A7ao")
    assert answer.headers["location"] == "/search?per=5&actor=Cura%C3%A7ao"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(
    ("path", "location"),
    [
        (b"//evil.example", "/evil.example"),
        (b"///evil.example/x", "/evil.example/x"),
        (b"/\\evil.example", "/%5Cevil.example"),
        (b"/%2F/evil.example", "/%2F/evil.example"),
        (b"/%09/evil.example", "/%09/evil.example"),
        (b"/%0d%0aSet-Cookie:x=y", "/%0d%0aSet-Cookie:x=y"),
        (b"/article/a%2Fb%3Fc", "/article/a%2Fb%3Fc"),
    ],
)
def test_the_token_leads_to_the_same_address_and_no_other_host(locked: TestClient, path: bytes, location: str) -> None:
    answer = ask(locked, path + b"?token=right")
    assert (answer.status, answer.headers["location"]) == (303, location)
    assert "x=y" not in answer.headers.get("set-cookie", "")


# -- what every answer forbids


def of_every_kind(addresses: Addresses) -> Iterator[tuple[str, bytes, int]]:
    """An address of each kind of answer, with its status."""
    yield from (("GET", where.encode(), 200) for _, where in addresses.all())
    for path in (b"/static/explorer.css", b"/static/explorer.js", b"/static/ties.css", b"/openapi.json", b"/overview.csv"):
        yield "GET", path, 200
    for path in (b"/nothing", b"/static/../guard.py", b"/static/guard.py", b"/static/", b"/article/nobody", b"/search?page=999"):
        yield "GET", path, 404
    for path in (b"/" + b"a" * 9_000, b"/search?" + b"q=a&" * 3_000, b"/" + b"a/" * 5_000 + b".json"):
        yield "GET", path, 414
    for path in (
        b"/search?x=1",
        b"/%ff",
        b"/a%00b",
        b"/search?type=%ff",
        "/é".encode(),
        b"/search?\xff",
        b"/about.svg",
        b"/%00.json",
    ):
        yield "GET", path, 400
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get"):
        yield method, b"/search", 405


def test_every_answer_forbids_all_that_it_should(client: TestClient, addresses: Addresses) -> None:
    for method, target, status in of_every_kind(addresses):
        answer = ask(client, target, method=method)
        assert (answer.status, sealed(answer)) == (status, True), (method, target)
        assert "server" not in answer.headers
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy


def test_what_has_not_changed_is_not_sent_again_and_forbids_the_same(client: TestClient) -> None:
    first = ask(client, b"/about")
    again = ask(client, b"/about", headers=[HOST, (b"if-none-match", first.headers["etag"].encode())])
    assert (again.status, again.body, sealed(again)) == (304, b"", True)


def test_a_head_is_the_answer_without_its_body(client: TestClient, addresses: Addresses) -> None:
    for _, where in addresses.all():
        head, whole = ask(client, where.encode(), method="HEAD"), ask(client, where.encode())
        assert (head.status, head.body, head.headers) == (whole.status, b"", whole.headers)


def test_nothing_is_taken_but_what_is_listed(client: TestClient) -> None:
    for page in PAGES:
        if page.name not in POSTS:
            answer = ask(client, b"/" + page.name.encode(), method="POST", body=b"x=1")
            assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
    assert ask(client, b"/search", method="POST", body=b"x" * 1_000_000).status == 405


class Inline(HTMLParser):
    """What the policy would not let a page do, and what it must not say."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            plain = "".join((value or "").split()).lower()
            if name == "style" or name.startswith("on") or plain.startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"<{tag} {name}={value!r}>")
        given = dict(attrs)
        if tag == "object" and (given.get("type") != "image/svg+xml" or not (given.get("data") or "").startswith("/")):
            self.found.append(f"<object data={given.get('data')!r}>")
        if tag in ("style", "iframe", "embed", "base") or (tag == "script" and not given.get("src")):
            self.found.append(f"<{tag}>")
        for name in ("src", "action", "formaction"):
            if (given.get(name) or "/")[0] != "/":
                self.found.append(f"<{tag} {name}={given[name]!r}>")
        if tag == "link" and not (given.get("href") or "").startswith("/static/"):
            self.found.append(f"<link href={given.get('href')!r}>")


def test_no_page_has_a_style_or_script_of_its_own(client: TestClient, addresses: Addresses) -> None:
    assert not addresses.missing(), "pages that no link of the demonstration desk leads to: name one in addresses.KNOWN"
    for _, where in addresses.all(3):
        assert Inline(client.get(where).text).found == [], where


# -- the storm

PIECES = (
    "..", "%2e%2e", "%2F", "%5c", "%00", "%0d%0a", "%ff", "%c0%af", "%ed%a0%80", "%e2%80%ae", "{{7*7}}", "${7*7}", "<script>", "%3Cscript%3E",
    "'--", "';DROP TABLE event;--", "\" OR 1=1", "%27", "NULL", "-1", "0", "1e9", "NaN", "99999999999999999999", "٣", "é", "漢字", "😀", "\u202e",
    "a" * 300, "x" * 3_000, "%25" * 40, "*", "\"", "(", "NEAR(", "AND", "RUS", "USA", "2024", "2024-W20", "9999-W52", "0000", "2024-13", "yes",
    "/etc/passwd", "file:///etc/passwd", "http://169.254.1.1/", "//evil.example", "con", "%s%s%n", "\\x00", "[]", "{}", "true",
)  # fmt: skip
METHODS = ("GET",) * 16 + ("HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW", "PROPFIND")
ODD_HEADERS = (
    (b"content-length", b"-1"), (b"content-length", b"99999999999"), (b"transfer-encoding", b"chunked"), (b"transfer-encoding", b"\x0bchunked"),
    (b"cookie", b"a=" + b"b" * 4_000), (b"cookie", b"\xff=\xfe"), (b"range", b"bytes=0-1,2-3,-9"), (b"if-none-match", b"*"),
    (b"if-modified-since", b"yesterday"), (b"accept-encoding", b"gzip;q=nan"), (b"x-forwarded-host", b"evil.example"),
    (b"x-forwarded-for", b"evil"), (b"x-original-url", b"/admin"), (b"upgrade", b"websocket"), (b"connection", b"upgrade"),
    (b"expect", b"100-continue"), (b"origin", b"null"), (b"sec-fetch-site", b"cross-site"), (b"authorization", b"Bearer \xff"),
    (b"host", b"evil.example"), (b"content-type", b"multipart/form-data; boundary="), (b"x", b"y" * 7_000),
)  # fmt: skip


def storm(seed: int, real: list[str]) -> Iterator[tuple[str, bytes, list[tuple[bytes, bytes]], bytes]]:
    """Requests without end: addresses that are there, bent, and some that never were."""
    draw = random.Random(seed)
    options = sorted({option.name for page in PAGES for option in page.options})

    def piece() -> str:
        one = draw.choice(PIECES)
        return quote(one, safe="%/") if draw.random() < 0.7 else one

    def noise() -> bytes:
        return bytes(draw.randrange(1, 256) for _ in range(draw.randrange(1, 60))).translate(None, b" \r\n\t?#")

    while True:
        kind = draw.random()
        path = draw.choice(real)
        if kind < 0.3:
            target = path.encode()
        elif kind < 0.5:
            target = f"{path.rstrip('/')}/{piece()}".encode()
        elif kind < 0.65:
            target = f"{path.rstrip('/')}.{draw.choice([*FORMS, 'php', 'JSON', ''])}".encode()
        elif kind < 0.8:
            target = ("/" + "/".join(piece() for _ in range(draw.randrange(1, 6)))).encode()
        elif kind < 0.95:
            target = b"/" + noise()
        else:
            target = b"/" + b"/".join([b"a"] * draw.randrange(1, 9_000))
        if draw.random() < 0.6:
            asked = [f"{draw.choice(options)}={piece()}" for _ in range(draw.randrange(1, 4))]
            target += b"?" + ("&".join(asked).encode() if draw.random() < 0.9 else noise())
        headers = [HOST, *draw.sample(ODD_HEADERS, draw.choice((0, 0, 0, 1, 2)))]
        yield draw.choice(METHODS), target, headers, b"x=1" if draw.random() < 0.1 else b""


@pytest.fixture(scope="module")
def real(addresses: Addresses) -> list[str]:
    return [*(where for _, where in addresses.all(2)), "/static/explorer.css", "/openapi.json"]


def test_a_storm_of_requests_is_answered(client: TestClient, real: list[str]) -> None:
    seen: dict[int, int] = {}
    for number, (method, target, headers, body) in enumerate(storm(1, real)):
        if number == IN_PROCESS:
            break
        answer = ask(client, target, method=method, headers=headers, body=body)
        assert answer.status < 500, (method, target, headers, answer.text[-600:])
        assert sealed(answer), (method, target)
        seen[answer.status] = seen.get(answer.status, 0) + 1
    assert {200, 400, 403, 404, 405, 414, 421} >= set(seen) - {304}, seen
    assert min(seen[200], seen[400], seen[404], seen[414]) > 50, seen
    assert client.get("/").status_code == 200


def test_a_storm_leaves_a_server_serving_and_as_large_as_it_was(desk: Path, real: list[str]) -> None:
    with serving(desk) as server:
        assert server.get()[0] == 200
        send(server, 2, 500, real)
        before = server.resident
        send(server, 3, OVER_SOCKET - 500, real)
        assert server.get("/search")[0] == 200
        assert server.process.poll() is None
        assert server.resident - before < GROWTH


def send(server: Server, seed: int, most: int, real: list[str]) -> None:
    statuses = {}
    for number, (method, target, headers, body) in enumerate(storm(seed, real)):
        if number == most:
            break
        lines = [
            method.encode() + b" " + target + b" HTTP/1.1",
            *(name + b": " + value for name, value in headers),
            b"Connection: close",
        ]
        got = server.send(b"\r\n".join(lines) + b"\r\n\r\n" + body)
        status = got[9:12].decode("latin-1")
        assert not status.startswith("5"), (method, target, headers, got[:600])
        statuses[status] = statuses.get(status, 0) + 1
    assert statuses.get("200", 0) > most // 20, statuses


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc", id="another protocol"),
        pytest.param(
            b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG",
            id="two lengths",
        ),
        pytest.param(
            b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 3\r\nContent-Length: 30\r\n\r\nabc", id="two that differ"
        ),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n", id="two hosts"),
        pytest.param(b"GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", id="a space before the colon"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n folded: x\r\n\r\n", id="a folded line"),
        pytest.param(b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", id="as to a proxy"),
        pytest.param(b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", id="a very long address"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"x: y\r\n" * 20_000 + b"\r\n", id="very many headers"),
        pytest.param(b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", id="a version to come"),
        pytest.param(
            b"POST /search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\nabc", id="a body that does not come"
        ),
        pytest.param(b"GET / HTTP/1.1\r\n\r\n", id="no host"),
    ],
)
def test_what_is_no_request_gets_nothing_and_harms_nothing(server: Server, data: bytes, request: pytest.FixtureRequest) -> None:
    well = request.node.callspec.id in ("very many headers", "a version to come")
    got = server.send(data, wait=2)
    assert got[9:10] in (b"", *((b"4", b"2") if well else (b"4",))), got[:200]
    assert got.count(b"HTTP/1.1 ") <= 1
    assert server.get()[0] == 200


def test_a_server_listens_on_this_machine_only(server: Server) -> None:
    assert server.host == "127.0.0.1"


def test_another_address_demands_a_token(desk: Path) -> None:
    with serving(desk, "--host", "0.0.0.0") as found:
        here = Server(found.process, "127.0.0.1", found.port)
        assert here.get()[0] == 401
        assert here.get(Authorization="Bearer x")[0] == 401
