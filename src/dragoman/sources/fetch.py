"""Fetch from live addresses, politely and only from public ones. httpx and protego stay behind this door."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx
from protego import Protego

import dragoman
from dragoman.errors import InputError
from dragoman.sources.limits import Limits, hint

AGENT = f"dragoman/{dragoman.__version__} (+docs/guides/sources)"
# The name that robots.txt files know us by.
NAME = "dragoman"
# Seconds between two requests to one host; what a host asks for counts where it is longer.
DELAY = 1.0
# A host that asks for longer than this, in seconds, asks to be left alone.
LONGEST_DELAY = 60.0
# Seconds to connect, and between two pieces of an answer.
PATIENCE = 15.0
# Bytes of a robots.txt that are read, as its standard says.
ROBOTS = 500 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# One layer alone: layers of packing inside each other are how a small answer becomes a huge one.
PACKINGS = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w-]+)", re.I)
FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpcore.TimeoutException,
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.UnsupportedProtocol,
)
# IPv6 addresses that carry one of IPv4 in their last bits, which a gateway goes to.
GATEWAYS = tuple(ipaddress.ip_network(each) for each in ("64:ff9b::/96", "::/96"))
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Validators:
    """What a host gave to ask by whether a thing has changed; its caller keeps it."""

    etag: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from an address: `url` is where it was found in the end; a status of 304 says nothing changed."""

    url: str
    status: int
    raw: bytes
    content_type: str
    charset: str
    etag: str
    modified: str
    fetched: datetime

    @property
    def validators(self) -> Validators:
        """What to ask by the next time."""
        return Validators(self.etag, self.modified)


def _inner(address: Address) -> Address:
    """The address that is gone to in the end: IPv6 may carry one of IPv4."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if carried is not None:
            return carried
        if int(address) > 1 and any(address in net for net in GATEWAYS):
            return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address


def is_public(written: str) -> bool:
    """Whether a numeric address is one of the open network."""
    address = _inner(ipaddress.ip_address(written.partition("%")[0]))
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not address.is_multicast and not address.is_reserved and not site_local


class _Timed(httpcore.NetworkStream):
    """A connection that ends when the time for the whole request is over, however slowly it drips."""

    def __init__(self, stream: httpcore.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def _left(self, timeout: float | None) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("time is over")
        return left if timeout is None else min(timeout, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, self._left(timeout)), self._end)  # type: ignore[arg-type]

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connects to the very addresses it checked: a name is resolved once, so it cannot be another the second time."""

    def __init__(self, end: float, allow_private: bool) -> None:
        self._end, self._allow_private = end, allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no such host ({host})") from error
        addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
        for address in addresses:
            if not self._allow_private and not is_public(address):
                raise _PrivateError(host, address)
        last: Exception = httpcore.ConnectError("no address")
        for address in addresses:
            left = self._end - time.monotonic()
            try:
                connection = httpcore.SyncBackend().connect_tcp(address, port, max(min(timeout or left, left), 0.001))
                return _Timed(connection, self._end)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
        raise last


class _PrivateError(Exception):
    """A host whose name leads to an address that is not public."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{host} is at {address}, a private address")


class _Body(httpx.SyncByteStream):
    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        yield from self._parts

    def close(self) -> None:
        if hasattr(self._parts, "close"):
            self._parts.close()


class _Transport(httpx.BaseTransport):
    """One request over one connection of its own."""

    def __init__(self, network: _Network, ssl_context: object) -> None:
        self._pool = httpcore.ConnectionPool(ssl_context=ssl_context, network_backend=network, max_keepalive_connections=0)  # type: ignore[arg-type]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions)

    def close(self) -> None:
        self._pool.close()


@dataclass(slots=True)
class _Host:
    """What is kept of a host: a lock that one request at a time holds, and when it last answered."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    last: float = float("-inf")
    robots: dict[str, Protego | None] = field(default_factory=dict)


class Fetcher:
    """Fetches from public hosts, each as its robots.txt allows, one request at a time and not too often.

    Private, local and reserved addresses are refused unless `allow_private`. Threads may share one fetcher.
    """

    def __init__(self, *, limits: Limits | None = None, delay: float = DELAY, allow_private: bool = False) -> None:
        self._limits = limits or Limits()
        self._delay = delay
        self._allow_private = allow_private
        self._ssl = httpcore.default_ssl_context()
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    def fetch(self, url: str, validators: Validators | None = None) -> Fetched:
        """What stands at an address; redirects are followed, each as if it were asked for. Raises InputError."""
        asked = url
        for _ in range(self._limits.redirects + 1):
            host = self._host(url, asked)
            with host.lock:
                delay = self._allowed(host, url, asked)
                status, headers, raw = self._request(host, url, asked, delay, validators, self._limits.page)
            if status in REDIRECTS and "location" in headers:
                url = _onward(url, headers["location"])
                continue
            return _told(asked, url, status, headers, raw, validators)
        raise InputError(asked, f"more than {self._limits.redirects} redirects{hint('redirects')}")

    def _host(self, url: str, asked: str) -> _Host:
        try:
            parts = urlsplit(url)
            name, user = parts.hostname, parts.username
            _ = parts.port
        except ValueError:
            name, user, parts = None, None, urlsplit("")
        via = "" if url == asked else "redirected to "
        if parts.scheme not in ("http", "https") or not name:
            raise InputError(asked, f"{via}no address that is fetched; only http and https are")
        if user is not None:
            raise InputError(parts._replace(netloc="…").geturl(), f"{via}an address with a name and password is not fetched")
        with self._guard:
            return self._hosts.setdefault(name.lower(), _Host())

    def _allowed(self, host: _Host, url: str, asked: str) -> float:
        """The seconds to keep between requests. Raises InputError where robots.txt forbids the address."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in host.robots:
            host.robots[origin] = self._robots(host, origin, asked)
        rules = host.robots[origin]
        if rules is None:
            return self._delay
        if not rules.can_fetch(url, NAME):
            raise InputError(asked, f"the robots.txt of {parts.netloc} does not allow it")
        wanted = float(rules.crawl_delay(NAME) or 0)
        if wanted > LONGEST_DELAY:
            raise InputError(
                asked, f"the robots.txt of {parts.netloc} asks for {wanted:g} seconds between requests; it is left alone"
            )
        return max(self._delay, wanted) if self._delay else 0.0

    def _robots(self, host: _Host, origin: str, asked: str) -> Protego | None:
        """The rules of a host, none where it has none. Raises InputError where they cannot be read: then all is forbidden."""
        url = f"{origin}/robots.txt"
        for _ in range(self._limits.redirects + 1):
            status, headers, raw = self._request(self._host(url, asked), url, asked, self._delay, None, ROBOTS, cut=True)
            if status in REDIRECTS and "location" in headers:
                url = _onward(url, headers["location"])
                continue
            if status >= 500 or status == 429:
                raise InputError(asked, f"{url} answers {status}: the host is left alone for now")
            return Protego.parse(raw.decode("utf-8-sig", "replace")) if status == 200 else None
        return None

    def _request(
        self, host: _Host, url: str, asked: str, delay: float, validators: Validators | None, most: int, *, cut: bool = False
    ) -> tuple[int, httpx.Headers, bytes]:
        """One request, at its time. Raises InputError."""
        time.sleep(max(0.0, host.last + delay - time.monotonic()))
        headers = {"User-Agent": AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}
        if validators and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators and validators.modified:
            headers["If-Modified-Since"] = validators.modified
        end = time.monotonic() + self._limits.seconds
        network = _Network(end, self._allow_private)
        transport = _Transport(network, self._ssl)
        try:
            with (
                httpx.Client(transport=transport, trust_env=False, timeout=min(PATIENCE, self._limits.seconds)) as client,
                client.stream("GET", url, headers=headers) as answer,
            ):
                return answer.status_code, answer.headers, self._body(answer, asked, most, cut=cut)
        except _PrivateError as error:
            raise InputError(asked, f"{error}; refused") from error
        except FAILURES as error:
            _tell(error, url, asked, time.monotonic() >= end, self._limits.seconds)
        finally:
            host.last = time.monotonic()

    def _body(self, answer: httpx.Response, asked: str, most: int, *, cut: bool) -> bytes:
        packing = answer.headers.get("content-encoding", "").strip().lower()
        if packing not in PACKINGS:
            raise InputError(asked, f"the answer is packed in a way nobody asked for ({packing})")
        parts: list[bytes] = []
        size = 0
        for part in answer.iter_bytes():
            parts.append(part)
            size += len(part)
            if size > most:
                if cut:
                    break
                raise InputError(asked, f"an answer of more than {most:,} bytes{hint('page')}")
        return b"".join(parts)


def _onward(url: str, location: str) -> str:
    """Where a redirect leads: nowhere, if it is no address."""
    try:
        return urljoin(url, location)
    except ValueError:
        return ""


def _tell(error: Exception, url: str, asked: str, late: bool, seconds: float) -> NoReturn:
    """Say in one line why a request failed."""
    host = urlsplit(url).netloc
    where = "" if host == urlsplit(asked).netloc else f"{host} "
    if late:
        raise InputError(asked, f"{where}took more than {seconds:g} seconds{hint('seconds')}") from error
    if isinstance(error, (httpcore.TimeoutException, httpx.TimeoutException)):
        raise InputError(asked, f"{where}did not answer in time") from error
    why = (str(error).splitlines() or [type(error).__name__])[0] or type(error).__name__
    raise InputError(asked, f"{where}cannot be reached: {why}") from error


def _told(asked: str, url: str, status: int, headers: httpx.Headers, raw: bytes, validators: Validators | None) -> Fetched:
    """What an answer says. Raises InputError for one that brings nothing."""
    if status == 304 and validators is not None:
        etag, modified = headers.get("etag", validators.etag), headers.get("last-modified", validators.modified)
        return Fetched(url, 304, b"", "", "", etag, modified, datetime.now(UTC))
    if status != 200:
        raise InputError(asked, f"the host answers {status}" + ("" if url == asked else f" at {url}"))
    kind, _, rest = headers.get("content-type", "").partition(";")
    charset = CHARSET.search(rest)
    return Fetched(
        url,
        status,
        raw,
        kind.strip().lower(),
        charset.group(1) if charset else "",
        headers.get("etag", ""),
        headers.get("last-modified", ""),
        datetime.now(UTC),
    )
