"""Each item of a feed is an article; lists of feeds give their addresses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sources.build import GOOD, read

from dragoman.errors import InputError
from dragoman.sources import Options, read_limits
from dragoman.sources.feeds import Feed, read_opml


def rss(*items: str, head: str = "") -> bytes:
    inner = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>World Wire</title><link>https://wire.example/</link><language>en-gb</language>{head}{inner}</channel></rss>"
    ).encode()


FULL = (
    "<title>Shells &amp;amp; fire</title><link>https://wire.example/1</link><guid>1234</guid>"
    "<pubDate>Sat, 18 May 2024 23:30:00 -0500</pubDate><author>a.b@wire.example (Ann Reporter)</author>"
    f"<description>Short.</description><content:encoded><![CDATA[<p>{GOOD}</p><p>An <b>envoy</b> protested.</p>]]></content:encoded>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>World Wire</title><id>tag:wire.example,2024:f</id><updated>2024-05-18T10:00:00Z</updated>'
    "<entry><title>Shells fall</title><id>tag:wire.example,2024:1</id><updated>2024-05-18T10:00:00Z</updated>"
    f'<link href="https://wire.example/1"/><summary>{GOOD}</summary></entry></feed>'
).encode()


def test_an_item_of_rss_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "f.xml").write_bytes(rss(FULL, f"<description>{GOOD}</description>"))
    articles, errors = read(tmp_path / "f.xml")
    assert not errors
    first, second = articles
    assert (first.title, first.text) == ("Shells & fire", f"{GOOD}\n\nAn envoy protested.")
    assert first.published == date(2024, 5, 18), "the day as written, in the feed's own time zone"
    assert (first.id, first.url) == ("https://wire.example/#1234", "https://wire.example/1")
    assert (first.publisher, first.author, first.language) == ("World Wire", "Ann Reporter", "en")
    assert (first.path, second.path) == (f"{tmp_path / 'f.xml'}#1", f"{tmp_path / 'f.xml'}#2")
    assert (second.id, second.text, second.published) == ("", GOOD, None)


def test_an_entry_of_atom_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "f.atom").write_bytes(ATOM)
    (article,), errors = read(tmp_path / "f.atom")
    assert not errors
    assert (article.id, article.title, article.text) == ("tag:wire.example,2024:1", "Shells fall", GOOD)
    assert article.published == date(2024, 5, 18)


def test_a_headline_alone_is_read_as_the_text(tmp_path: Path) -> None:
    (tmp_path / "f.rss").write_bytes(rss(f"<title>{GOOD}</title><link>https://wire.example/1</link>"))
    (article,), errors = read(tmp_path / "f.rss")
    assert not errors
    assert (article.title, article.text) == ("", GOOD)


@pytest.mark.parametrize(
    ("raw", "count", "message"),
    [
        pytest.param(rss(), 0, "a feed without items", id="empty"),
        pytest.param(b"<rss>" + b"<a>" * 10_000, 0, "no RSS or Atom that can be read", id="nested deep"),
        pytest.param(b"<data><x/></data>", 0, "no RSS or Atom that can be read", id="other XML"),
        pytest.param(rss(FULL)[:-40], 1, "the feed is broken, 1 items were read: ", id="cut short"),
        pytest.param(
            rss(FULL, FULL.replace("1234", "5"), FULL.replace("1234", "6")),
            2,
            "3 items; the first 2 are read (--limit items=N raises it)",
            id="too many",
        ),
        pytest.param(
            rss(FULL + "<x>" + "a" * 100_000 + "</x>"), 0, "more than 50,000 bytes (--limit page=N raises it)", id="too large"
        ),
    ],
)
def test_a_bad_feed_is_one_line(tmp_path: Path, raw: bytes, count: int, message: str) -> None:
    (tmp_path / "f.rss").write_bytes(raw)
    articles, errors = read(tmp_path / "f.rss", limits=read_limits(["items=2", "page=50000"]))
    assert len(articles) == count
    assert len(errors) == 1
    assert message in errors[0]


def test_what_lies_deep_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "f.rss").write_bytes(b"<rss><channel>" + b"<item>" * 30_000)
    _, errors = read(tmp_path / "f.rss")
    assert len(errors) >= 1


def test_entities_do_not_multiply(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    raw = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]><rss version="2.0"><channel><item><title>&i; fell</title></item></channel></rss>'
    (tmp_path / "f.rss").write_text(raw)
    articles, _ = read(tmp_path / "f.rss")
    assert sum(len(article.text) for article in articles) < 1_000


OPML = b"""<opml version="2.0"><body><outline text="News"><outline text="Wire" xmlUrl="https://wire.example/f"/>
<outline title="Post" xmlUrl="https://post.example/f"/><outline text="Again" xmlUrl="https://wire.example/f"/></outline></body></opml>"""


def test_a_list_gives_each_feed_once() -> None:
    assert read_opml(OPML, "l", Options()) == [Feed("Wire", "https://wire.example/f"), Feed("Post", "https://post.example/f")]


def test_a_list_is_not_fetched_unless_fetching_is_allowed(tmp_path: Path) -> None:
    (tmp_path / "l.opml").write_bytes(OPML)
    articles, errors = read(tmp_path / "l.opml")
    assert not articles
    assert errors == [f"{tmp_path / 'l.opml'}: a list of 2 feeds; they are fetched only where fetching is allowed"]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"<opml><body/></opml>", "a list without feeds (no outline with xmlUrl)", id="none"),
        pytest.param(b"<opml><body>", "not an OPML list that can be read: ", id="cut short"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY a "b">]><opml/>', "a list of feeds that declares entities is not read", id="entities"),
    ],
)
def test_a_bad_list_is_one_line(raw: bytes, message: str) -> None:
    with pytest.raises(InputError) as told:
        read_opml(raw, "l", Options())
    assert str(told.value).startswith(f"l: {message}")
