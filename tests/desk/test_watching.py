"""Feeds are looked at again and again: what is new is added, and what may be missed is a gap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from dragoman.desk.watching import look, read_span
from dragoman.errors import InputError, UsageError
from dragoman.sources.feeds import Feed
from dragoman.sources.fetch import Fetched
from dragoman.store.file import Writer, open_writer

FEED = Feed("Wire", "https://wire.example/feed")
ITEM = """<item><title>Talks {n}</title><guid>urn:n:{n}</guid><link>https://wire.example/{n}</link>
<pubDate>Wed, 15 May 2024 06:00:00 GMT</pubDate><description>Kenya and Uganda held talks for the {n}th time on Tuesday, a minister said.</description></item>"""


class Host:
    """A host that answers what it is told to, or not at all."""

    def __init__(self) -> None:
        self.items: list[int] = []
        self.broken = ""
        self.asked: list[Any] = []

    def fetch(self, url: str, validators: Any = None) -> Fetched:
        self.asked.append(validators)
        if self.broken:
            raise InputError(url, self.broken)
        body = "".join(ITEM.format(n=n) for n in self.items)
        raw = f"<rss version='2.0'><channel><title>Wire</title>{body}</channel></rss>".encode()
        unchanged = validators is not None and validators.etag == str(hash(raw))
        status = 304 if unchanged else 200
        return Fetched(url, status, b"" if unchanged else raw, "application/rss+xml", "", str(hash(raw)), "", datetime.now(UTC))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Writer]:
    with open_writer(tmp_path / "desk.duckdb") as writer:
        yield writer


@pytest.fixture
def at() -> Callable[[int], Callable[[], datetime]]:
    return lambda hour: lambda: datetime(2024, 5, 15, tzinfo=UTC) + timedelta(hours=hour)


def gaps(store: Writer) -> list[tuple[int, int, str]]:
    rows = store.ask("SELECT since, until, reason FROM gaps ORDER BY since")
    begin = datetime(2024, 5, 15)
    return [
        (int((row["since"] - begin).total_seconds() // 3600), int((row["until"] - begin).total_seconds() // 3600), row["reason"])
        for row in rows
    ]


def test_what_is_new_is_added_and_what_is_unchanged_not_sent_again(store: Writer, at: Any) -> None:
    host = Host()
    host.items = [1, 2]
    assert look(store, [FEED], {}, fetcher=host, now=at(0))[0].added.new == 2  # type: ignore[arg-type]
    host.items = [2, 3]
    assert look(store, [FEED], {}, fetcher=host, now=at(6))[0].added.new == 1  # type: ignore[arg-type]
    assert look(store, [FEED], {}, fetcher=host, now=at(12))[0].added.new == 0  # type: ignore[arg-type]
    assert host.asked[-1].etag
    assert gaps(store) == []


def test_a_feed_that_moved_on_leaves_a_gap(store: Writer, at: Any) -> None:
    host = Host()
    host.items = [1, 2]
    look(store, [FEED], {}, fetcher=host, now=at(0))  # type: ignore[arg-type]
    host.items = [7, 8]
    assert look(store, [FEED], {}, fetcher=host, now=at(48))[0].gap  # type: ignore[arg-type]
    assert gaps(store) == [(0, 48, "no item of the last look is left in the feed: what came between is not known")]


def test_a_feed_that_fails_has_a_gap_until_it_is_shown_that_nothing_was_missed(store: Writer, at: Any) -> None:
    host = Host()
    host.items = [1, 2]
    look(store, [FEED], {}, fetcher=host, now=at(0))  # type: ignore[arg-type]
    host.broken = "status 503"
    for hour in (6, 12):
        assert look(store, [FEED], {}, fetcher=host, now=at(hour))[0].fault == "status 503"  # type: ignore[arg-type]
    assert gaps(store) == [(0, 12, "status 503")]
    host.broken, host.items = "", [2, 3]
    look(store, [FEED], {}, fetcher=host, now=at(18))  # type: ignore[arg-type]
    assert gaps(store) == []


def test_one_feed_that_fails_does_not_stop_the_others(store: Writer, at: Any) -> None:
    host, told = Host(), []
    host.items = [1]
    host.broken = "no such host"
    seen = look(store, [FEED, Feed("Other", "https://other.example/feed")], {}, fetcher=host, on_fault=told.append, now=at(0))  # type: ignore[arg-type]
    assert [one.fault for one in seen] == ["no such host", "no such host"]
    assert len(told) == 2


@pytest.mark.parametrize(("written", "seconds"), [("30m", 1800), ("6h", 21600), ("1d", 86400), ("1.5h", 5400)])
def test_lengths_of_time(written: str, seconds: int) -> None:
    assert read_span(written).total_seconds() == seconds


@pytest.mark.parametrize("written", ["", "soon", "6", "-1h", "6 weeks"])
def test_what_is_no_length_of_time(written: str) -> None:
    with pytest.raises(UsageError, match="is no length of time; write 30m, 6h or 1d"):
        read_span(written)
