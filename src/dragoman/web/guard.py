"""Who may ask: the right host, from the same site, with the token where one is needed; and what every answer forbids."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("localhost", "127.0.0.1", "::1")
COOKIE = "dragoman_token"
# A host and perhaps a port, and nothing before, between or behind them.
AUTHORITY = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::[0-9]{1,5})?")
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "object-src 'self'",
        "frame-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses what is not asked of this host, from another site, or without its token; forbids all else in headers."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK, token: str = "") -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on what may be answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        refused = self._refusal(scope)
        await (refused or self.app)(scope, receive, sealed)

    def _refusal(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        host = _host(headers.get("host", ""))
        if host not in self.hosts:
            return PlainTextResponse("This explorer does not answer to that host name.\n", 421)
        if "content-length" in headers and "transfer-encoding" in headers:
            return PlainTextResponse("A request has one length.\n", 400, {"Connection": "close"})
        if _foreign(headers, scope["method"]):
            return PlainTextResponse("Requests of other sites are refused.\n", 403)
        return self._without_token(scope, headers) if self.token else None

    def _without_token(self, scope: Scope, headers: Headers) -> Response | None:
        """Let through who bears the token; who brings it in the address is sent on with a cookie of it."""
        asked = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = asked.pop("token", [""])[0]
        if given and self._right(given):
            raw = scope.get("raw_path") or scope["path"].encode()
            path = "/" + raw.partition(b"?")[0].decode("latin-1").lstrip("/")  # two slashes would lead to another host
            answer = RedirectResponse(path + ("?" + urlencode(asked, doseq=True) if asked else ""), 303)
            answer.set_cookie(COOKIE, self.token, httponly=True, samesite="strict")
            return answer
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if self._right(bearer) or self._right(_cookie(headers.get("cookie", ""))):
            return None
        return PlainTextResponse("This explorer asks for its token: open the address that `dragoman serve` printed.\n", 401)

    def _right(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8", "replace"), self.token.encode())


def _host(value: str) -> str:
    found = AUTHORITY.fullmatch(value.lower())
    return found[1].strip("[]") if found else ""


def _foreign(headers: Headers, method: str) -> bool:
    """Whether another site's page asks: only following a link from one to ours is let through."""
    site = headers.get("sec-fetch-site", "none")
    if site not in ("none", "same-origin") and not (method == "GET" and headers.get("sec-fetch-mode") == "navigate"):
        return True
    origin = headers.get("origin")
    return method not in ("GET", "HEAD") and origin is not None and _netloc(origin) != headers.get("host", "").lower()


def _netloc(origin: str) -> str:
    """Host and port of an origin; empty where it is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _cookie(header: str) -> str:
    try:
        found = SimpleCookie(header).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
