"""The application: an address becomes a page, and the page is written as it was asked for."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from dragoman.errors import DragomanError, StoreError, UnknownError, UsageError
from dragoman.knowledge import Knowledge
from dragoman.web.asking import LONGEST_ADDRESS, MOST_ROWS, read_options
from dragoman.web.describe import describe
from dragoman.web.forms import MEDIA, write_json, write_page
from dragoman.web.guard import LOOPBACK, Guard
from dragoman.web.page import NoPageError, NotThereError, Page
from dragoman.web.patience import TooLongError, at_most
from dragoman.web.render import Frame, error_page, style
from dragoman.web.resource import ENDING, Ask, Resource, ended
from dragoman.web.served import Asking, NotYetError, Served, Snapshot

# Answers that are kept, in bytes, and the largest of them.
KEPT, LARGEST = 64_000_000, 4_000_000
# Pages that are made at once: more would only wait for the two cores of a small machine.
AT_ONCE = 4
# Bytes of a form that is sent.
LONGEST_FORM = 64_000
STATIC = {"explorer.css": "text/css", "explorer.js": "text/javascript", "ties.css": "text/css", "icon.svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it was written."""

    content: bytes
    media: str
    status: int = 200
    name: str = ""

    @property
    def etag(self) -> str:
        """What tells this content from another."""
        return '"' + hashlib.sha256(self.content).hexdigest()[:20] + '"'


class Kept:
    """The latest answers, the least lately asked going first."""

    def __init__(self, most: int = KEPT) -> None:
        self._found: OrderedDict[tuple[Any, ...], Answer] = OrderedDict()
        self._size, self._most, self._lock = 0, most, Lock()

    def find(self, key: tuple[Any, ...]) -> Answer | None:
        """An answer that is kept, or None."""
        with self._lock:
            answer = self._found.get(key)
            if answer is not None:
                self._found.move_to_end(key)
            return answer

    def keep(self, key: tuple[Any, ...], answer: Answer) -> None:
        """Keep an answer, and let others go for it."""
        if len(answer.content) > LARGEST:
            return
        with self._lock:
            if key not in self._found:
                self._found[key] = answer
                self._size += len(answer.content)
            while self._size > self._most:
                self._size -= len(self._found.popitem(last=False)[1].content)


class Explorer:
    """Answers addresses of one desk from its resources."""

    def __init__(
        self, served: Served, knowledge: Knowledge, pages: Iterable[Resource], posts: Mapping[str, Callable[..., str]]
    ) -> None:
        self.served = served
        self.knowledge = knowledge
        self.pages = tuple(pages)
        self.posts = posts
        self.kept = Kept()
        self._limit: CapacityLimiter | None = None

    async def respond(self, request: Request) -> Response:
        """The answer to one request, whatever it asks."""
        self._limit = self._limit or CapacityLimiter(AT_ONCE)
        raw = (request.scope.get("raw_path") or request.scope["path"].encode()).partition(b"?")[0]
        form = _form(raw)
        if len(raw) + len(request.scope["query_string"]) > LONGEST_ADDRESS:
            return _written(_fault(f"An address of more than {LONGEST_ADDRESS:,} characters.", 414, form), request)
        try:
            segments = _segments(raw)
            if request.method == "POST":
                return await self._post(request, segments)
            if request.method not in ("GET", "HEAD"):
                return _written(_fault("This address is only read.", 405, form), request, {"Allow": "GET, HEAD"})
            if segments[:1] == ("static",):
                return _written(_static(segments), request, {"Cache-Control": "max-age=3600"})
            answer = await to_thread.run_sync(self.answer, segments, request.scope["query_string"], limiter=self._limit)
        except ValueError as error:
            answer = _fault(str(error), 400, form)
        return _written(answer, request)

    async def _post(self, request: Request, segments: tuple[str, ...]) -> Response:
        make = self.posts.get(segments[0]) if len(segments) == 1 else None
        if make is None:
            return _written(_fault("Nothing can be written here.", 405, "html"), request, {"Allow": "GET, HEAD"})
        body = b""
        async for chunk in request.stream():
            body += chunk
            if len(body) > LONGEST_FORM:
                return _written(_fault(f"A form of more than {LONGEST_FORM:,} bytes.", 413, "html"), request)
        try:
            target = await to_thread.run_sync(make, self.served, self.knowledge, body.decode("utf-8"), limiter=self._limit)
        except (DragomanError, ValueError) as error:
            status = _status(error) if isinstance(error, DragomanError) else 400
            return _written(_fault(str(error), status, "html", _head(error)), request)
        return RedirectResponse(target, 303)

    def answer(self, segments: tuple[str, ...], query: bytes) -> Answer:
        """The answer to an address, from what is kept or made now."""
        if segments == ("openapi.json",):
            return Answer(write_json(describe(self.pages)), MEDIA["json"])
        segments, form = ended(segments)
        found = next(((page, parts) for page in self.pages if (parts := page.match(segments)) is not None), None)
        try:
            if found is None:
                raise NotThereError("This explorer has no such page.")
            with self.served.snapshot() as snapshot:
                return self._of(*found, form, query.decode("ascii"), snapshot)
        except (DragomanError, NotThereError, UnicodeDecodeError) as error:
            return _fault(
                self.served.unplaced(_said(error)), _status(error), form, _head(error), again=isinstance(error, NotYetError)
            )

    def _of(self, resource: Resource, parts: dict[str, str], form: str, query: str, snapshot: Snapshot) -> Answer:
        key = (snapshot.state, resource.annotated and self.served.annotated(), resource.path, *parts.values(), form, query)
        kept = self.kept.find(key)
        if kept is None:
            options = read_options(resource.options, query)
            if form not in ("html", "json") and "per" in options:
                options |= {"per": MOST_ROWS, "page": 1}
            store = Asking(snapshot.reader)
            try:
                with at_most(store):
                    page = resource.make(Ask(store, self.knowledge, parts, options, self.served))
                    if page.status != 200 and form != "html":
                        raise UsageError("; ".join(page.notes))
                    kept = self._write(page, resource, parts, form, query, snapshot, store)
            finally:
                store.close()
            if kept.status == 200:  # what was refused now may be answered in a moment
                self.kept.keep(key, kept)
        return kept

    def _write(
        self, page: Page, resource: Resource, parts: dict[str, str], form: str, query: str, snapshot: Snapshot, store: Asking
    ) -> Answer:
        here = resource.address(parts)
        frame = Frame(resource, here, query, self.served.path.name, snapshot, tuple(store.asked), self.knowledge)
        name = "-".join((resource.name, *parts.values()))
        return Answer(write_page(page, form, frame), MEDIA[form], page.status, f"{name}.{form}")


def _form(raw: bytes) -> str:
    """The form that an address asks for, even one that cannot be read."""
    ending = ENDING.search(raw.decode("latin-1"))
    return ending[1] if ending else "html"


def _segments(raw: bytes) -> tuple[str, ...]:
    """The steps of a path, each decoded by itself, so that a name may hold a slash. Raises ValueError."""
    try:
        steps = [unquote(step, errors="strict") for step in raw.decode("ascii").split("/")]
    except UnicodeDecodeError as error:
        raise ValueError("This address cannot be read: it is not UTF-8.") from error
    if any(ord(letter) < 32 for step in steps for letter in step):
        raise ValueError("This address holds a control character.")
    return tuple(filter(None, steps))


def _said(error: Exception) -> str:
    return "This address cannot be read: it is not ASCII." if isinstance(error, UnicodeDecodeError) else str(error)


def _status(error: Exception) -> int:
    if isinstance(error, NotThereError | UnknownError):
        return 404
    if isinstance(error, UsageError | UnicodeDecodeError):
        return 400
    return 503 if isinstance(error, StoreError) else 500


def _head(error: Exception) -> str:
    if isinstance(error, NotYetError):
        return "One moment"
    if isinstance(error, TooLongError):
        return "Too much at once"
    if isinstance(error, StoreError):
        return "The desk cannot be read"
    if isinstance(error, NoPageError):
        return "No such page of rows"
    return "Not here" if isinstance(error, NotThereError | UnknownError) else "Not as asked"


def _fault(said: str, status: int, form: str, head: str = "Not as asked", *, again: bool = False) -> Answer:
    return Answer(*error_page(head, said, form, again=again), status)


def _static(segments: tuple[str, ...]) -> Answer:
    name = segments[-1]
    if len(segments) == 2 and name in STATIC:
        if name.endswith(".css"):
            return Answer(style(name), STATIC[name])
        return Answer((resources.files("dragoman.web") / "static" / name).read_bytes(), STATIC[name])
    return _fault("This explorer has no such file.", 404, "html", "Not here")


def _written(answer: Answer, request: Request, headers: Mapping[str, str] | None = None) -> Response:
    head = {"Cache-Control": "no-cache", "Vary": "Cookie", "ETag": answer.etag, **(headers or {})}
    if answer.status == 200 and request.headers.get("if-none-match") == answer.etag:
        return Response(status_code=304, headers=head)
    if answer.status == 503:
        head["Retry-After"] = "2"
    if answer.name and not answer.name.endswith((".html", ".json", ".svg")):
        safe = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-._") else "-" for letter in answer.name)
        head["Content-Disposition"] = f'attachment; filename="{safe}"'
    body = b"" if request.method == "HEAD" else answer.content
    head["Content-Length"] = str(len(answer.content))
    return Response(
        body, answer.status, head, f"{answer.media}; charset=utf-8" if answer.media.startswith("text/") else answer.media
    )


def build_app(path: Path, knowledge: Knowledge, *, hosts: Iterable[str] = LOOPBACK, token: str = "") -> Guard:
    """The explorer of a desk as an ASGI application; `hosts` are the names it answers to."""
    from dragoman.web.pages import PAGES, POSTS

    served = Served(path)
    explorer = Explorer(served, knowledge, PAGES, POSTS)

    @asynccontextmanager
    async def life(app: Starlette) -> Any:
        served.begin()
        yield
        await to_thread.run_sync(served.end)

    async def respond(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await (await explorer.respond(Request(scope, receive)))(scope, receive, send)

    app = Starlette(lifespan=life)
    app.router.default = respond  # no route of Starlette's own: it would redirect where a path ends in a line's end
    app.router.redirect_slashes = False
    return Guard(app, hosts, token)
