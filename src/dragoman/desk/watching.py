"""Look at feeds again and again: add what is new, and record when something may have been missed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from dragoman.desk.adding import Added, add_articles
from dragoman.errors import InputError, UsageError
from dragoman.model import Article
from dragoman.store.file import Writer

if TYPE_CHECKING:
    from dragoman.sources.feeds import Feed
    from dragoman.sources.fetch import Fetcher
    from dragoman.sources.limits import Options

SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*([smhd])")
UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
# More often than this is no politeness to any host.
SHORTEST = timedelta(minutes=5)
NOTHING_LEFT = "no item of the last look is left in the feed: what came between is not known"


def read_span(written: str) -> timedelta:
    """A length of time as "30m", "6h", "1d". Raises UsageError."""
    match = SPAN.fullmatch(written.strip())
    if not match:
        raise UsageError(f"{written!r} is no length of time; write 30m, 6h or 1d")
    return timedelta(**{UNITS[match[2]]: float(match[1])})


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look at a feed brought: its articles, or why it could not be read, and whether something may be missed."""

    url: str
    added: Added
    fault: str = ""
    gap: bool = False


def look(
    store: Writer,
    feeds: Iterable[Feed],
    agencies: Mapping[str, str],
    *,
    fetcher: Fetcher,
    options: Options | None = None,
    keep_text: bool = True,
    on_fault: Callable[[InputError], None] = lambda fault: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> list[Looked]:
    """Look at each feed once, add what is new, and keep what the feed answered.

    A feed that cannot be read has a gap from its last good look on. A good look closes it where an item that was
    there before is still there: then nothing was missed. Where none is left, the gap stays.
    """
    return [_look(store, feed, agencies, fetcher, options, keep_text, on_fault, now) for feed in feeds]


def _look(
    store: Writer,
    feed: Feed,
    agencies: Mapping[str, str],
    fetcher: Fetcher,
    options: Options | None,
    keep_text: bool,
    on_fault: Callable[[InputError], None],
    now: Callable[[], datetime],
) -> Looked:
    from dragoman.sources.fetch import Validators
    from dragoman.sources.live import fetch_feed

    found = store.rows("feed_state", url=feed.url)
    state = found[0] if found else {}
    asked = Validators(state.get("etag") or "", state.get("modified") or "")
    at = now().astimezone(UTC).replace(tzinfo=None)
    try:
        items, validators = fetch_feed(feed, asked, fetcher=fetcher, options=options)
    except InputError as fault:
        on_fault(fault)
        with store.transaction():
            _keep(store, feed, {**state, "status": fault.what})
            if state.get("checked"):
                store.run("forget_open_gap", feed=feed.url)
                store.insert("gap", [_gap(feed, state["checked"], at, fault.what, still=True)])
        return Looked(feed.url, Added(failed=1), fault.what, gap=bool(state.get("checked")))
    names = [item.key for item in items if isinstance(item, Article)]
    before = {row["article_id"] for row in store.rows("articles_there", articles=names)}
    added = add_articles(store, items, agencies, keep_text=keep_text, on_fault=on_fault, now=now)
    missed = bool(state.get("checked") and names and not before)
    with store.transaction():
        store.run("forget_open_gap", feed=feed.url)
        if missed:
            store.insert("gap", [_gap(feed, state["checked"], at, NOTHING_LEFT, still=False)])
        _keep(store, feed, {"etag": validators.etag, "modified": validators.modified, "checked": at, "status": "read"})
    return Looked(feed.url, added, gap=missed)


def _gap(feed: Feed, since: datetime, until: datetime, reason: str, *, still: bool) -> dict[str, Any]:
    return {"feed": feed.url, "since": since, "until": until, "reason": reason, "still": still}


def _keep(store: Writer, feed: Feed, state: Mapping[str, Any]) -> None:
    store.run("forget_feed", url=feed.url)
    known = {name: state.get(name) for name in ("etag", "modified", "checked", "status")}
    store.insert("feed", [{"url": feed.url, "title": feed.title, **known}])
