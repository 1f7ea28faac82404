"""Add articles to a desk: each once, with its hashes, its signature and its origin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from dragoman.errors import InputError
from dragoman.incidents.credits import find_agency
from dragoman.incidents.origins import link_origins, signature_of
from dragoman.model import Article
from dragoman.store.file import Writer

# Articles of one transaction: enough that its cost (a pass over the ids and bands of all) is shared, few enough that little is
# done again after a kill.
SHARE = 500


@dataclass(frozen=True, slots=True)
class Added:
    """How many articles came in, were there already, got back a text that was not kept, or could not be taken."""

    new: int = 0
    known: int = 0
    filled: int = 0
    failed: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.new + other.new, self.known + other.known, self.filled + other.filled, self.failed + other.failed)


def article_row(article: Article, agencies: Mapping[str, str], *, keep_text: bool, added: datetime) -> dict[str, Any]:
    """An article as the store keeps it."""
    return {
        "article_id": article.key,
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "language": article.language or "en",
        "path": article.path,
        "fetched": article.fetched and article.fetched.astimezone(UTC).replace(tzinfo=None),
        "extractor": article.extractor,
        "raw_sha256": article.raw_digest,
        "text_sha256": article.digest,
        "characters": len(article.text),
        "body_start": article.body_start,
        "text": article.text if keep_text else None,
        "agency": find_agency(article, agencies),
        **signature_of(article),
        "added": added.replace(tzinfo=None),
    }


def add_articles(
    store: Writer,
    found: Iterable[Article | InputError],
    agencies: Mapping[str, str],
    *,
    keep_text: bool = True,
    on_fault: Callable[[InputError], None] = lambda fault: None,
    now: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> Added:
    """Add what sources yield, a transaction for each SHARE of them; what could not be read is kept as a fault.

    An article that is there already is passed over; one whose text was not kept gets it back where the
    hashes agree. The same id with another text is a fault, and what stands stays.
    """
    total = Added()
    stream = iter(found)
    while share := list(islice(stream, SHARE)):
        total += _add(store, share, agencies, keep_text, on_fault, now())
    return total


def add_in_passing(
    store: Writer,
    found: Iterable[Article | InputError],
    agencies: Mapping[str, str],
    *,
    on_fault: Callable[[InputError], None] = lambda fault: None,
) -> Iterator[Article]:
    """Add what sources yield without keeping the texts, and hand each article on, under its id, to be read."""
    stream = iter(found)
    while share := list(islice(stream, SHARE)):
        _add(store, share, agencies, False, on_fault, datetime.now(UTC))
        for item in share:
            if isinstance(item, Article):
                yield replace(item, id=item.key)


def _add(
    store: Writer,
    share: list[Article | InputError],
    agencies: Mapping[str, str],
    keep_text: bool,
    on_fault: Callable[[InputError], None],
    added: datetime,
) -> Added:
    rows: dict[str, dict[str, Any]] = {}
    faults = [item for item in share if isinstance(item, InputError)]
    articles = [item for item in share if isinstance(item, Article)]
    with store.transaction():
        standing = {row["article_id"]: row for row in store.rows("articles_there", articles=[item.key for item in articles])}
        known, fill = 0, []
        for article in articles:
            row = article_row(article, agencies, keep_text=keep_text, added=added)
            name = row["article_id"]
            there = standing.get(name) or rows.get(name)
            if there is None:
                rows[name] = row
            elif there["text_sha256"] != row["text_sha256"]:
                faults.append(InputError(article.path, f"id {name!r} is another text's, from {there['path']}; that one stays"))
            elif there["text"] is None and keep_text:
                fill.append({"article_id": name, "text": article.text})
            else:
                known += 1
        store.insert("article", rows.values())
        for row in fill:
            store.run("fill_text", **row)
        store.insert("fault", ({"place": item.where, "what": item.what, "seen": added.replace(tzinfo=None)} for item in faults))
        link_origins(store, rows)
    for fault in faults:
        on_fault(fault)
    return Added(len(rows), known, len(fill), len(faults))


def article_of(row: Mapping[str, Any]) -> Article:
    """An article as it left the store, with an empty text where none is kept."""
    fetched = row["fetched"]
    return Article(
        text=row["text"] or "",
        title=row["title"] or "",
        published=row["published"],
        id=row["article_id"],
        url=row["url"] or "",
        publisher=row["publisher"] or "",
        author=row["author"] or "",
        language=row["language"] or "",
        path=row["path"] or "",
        fetched=fetched and fetched.replace(tzinfo=UTC),
        raw_digest=row["raw_sha256"] or "",
        extractor=row["extractor"] or "",
    )
