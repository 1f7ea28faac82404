"""Publish a desk: the explorer's pages as files that any web server, or a browser alone, can show."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections import OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache, lru_cache, partial
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from dragoman import __version__ as VERSION
from dragoman.desk.exporting import reports_out, run_manifests
from dragoman.desk.sharing import copy_to_share
from dragoman.errors import DragomanError, OutputError, UsageError
from dragoman.evaluate.judged import describe_rates, error_rates
from dragoman.formats.bundle import write_folder
from dragoman.formats.writing import Context, Dataset
from dragoman.knowledge import Knowledge
from dragoman.scale.pool import Processes, processes
from dragoman.store.annotations import open_annotations
from dragoman.store.file import Reader, Row, open_copy
from dragoman.web.app import STATIC
from dragoman.web.asking import MOST_ROWS, read_options
from dragoman.web.forms import write_page
from dragoman.web.page import NotThereError, Page
from dragoman.web.pages import PAGES, published
from dragoman.web.pages.published import Publication, pages_of, said_of, sized
from dragoman.web.paths import Spot, between, spot_of
from dragoman.web.render import MENU, Frame, Menu, Site, style
from dragoman.web.resource import Ask, Resource, address
from dragoman.web.rewritten import links_in, rewritten
from dragoman.web.served import Asked, Asking, Served, Snapshot

# The record itself: each of these is published, whatever their number.
RECORD = frozenset({"article", "event", "incident", "origin"})
# Other pages beside it (pages of rows, dyads, actors, blocs), unless told otherwise.
MOST = 10_000
# Of each kind of page so many are made before it is looked what else is linked to.
AT_ONCE = 100
# Pages that only make sense where something can be sent or asked.
ONLY_SERVED = frozenset({"annotate", "sql"})
# Answers that are remembered: an incident's reports are asked for by its page and by those of its reports.
REMEMBERED = 512
# What a page of a site may load and do; nothing stands in line.
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
# What a folder that we made has: what it is, and each of its files with its hash, as `sha256sum --check` reads it.
MARK, SUMS = "dragoman-site.json", "SHA256SUMS"
# Addresses of one sitemap, by the rule of those who read them.
LONGEST_SITEMAP = 50_000
DATA = "data"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: pages, files, bytes; other pages than the record's that found no room; addresses that failed."""

    pages: int
    files: int
    size: int
    left_out: int
    failed: tuple[str, ...]


# A file that was written: its name, size and hash.
File = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published, of which copy, into which folder: all that a process needs to make pages."""

    desk: Path
    copy: Path
    folder: Path
    taken: datetime
    data: bool
    base: str
    publication: Publication = field(default_factory=Publication)

    @property
    def resources(self) -> tuple[Resource, ...]:
        """The pages of the site, by kind."""
        return (*(page for page in PAGES if page.name not in ONLY_SERVED), *pages_of(self.publication))

    @property
    def menu(self) -> Menu:
        """The explorer's menu with what is published, and what only a site has."""
        there = {page.path for page in self.resources}
        named = {"/search": "Event reports"}
        groups = ((group, tuple((named.get(path, label), path) for label, path in links if path in there)) for group, links in MENU)
        return (*((group, links) for group, links in groups if links), published.MENU)

    def spot(self, href: str) -> Spot | None:
        """The page that an address leads to, where it can be a page of the site."""
        return spot_of(href, self.resources)


@dataclass(frozen=True, slots=True)
class Made:
    """What a share of addresses came to: pages made, addresses that failed, and others that they lead to."""

    pages: int
    failed: tuple[str, ...]
    found: frozenset[str]


# Links of a picture: as a file by itself it leads nowhere.
LINK = re.compile(r"</?a\b[^>]*>")


class Still(Served):
    """A desk that stands still: its copy is all there is to read."""

    def words(self, asked: str, notes: list[str]) -> list[str]:
        """Words cannot be searched in files."""
        raise UsageError("a published site cannot be searched")


class Remembering(Asking):
    """A reader that does not ask the same again."""

    def __init__(self, reader: Reader, known: OrderedDict[tuple[Any, ...], tuple[list[str], list[Row]]]) -> None:
        super().__init__(reader)
        self._known = known

    def table(self, name: str, **values: Any) -> tuple[list[str], list[Row]]:
        """As `Reader.table`."""
        key = (name, repr(sorted(values.items())))
        if key in self._known:
            self._known.move_to_end(key)
            self.asked.append(Asked(name, values))
        else:
            self._known[key] = super().table(name, **values)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        names, rows = self._known[key]
        return names, [dict(row) for row in rows]  # who asked may fill in the rows


class Maker:
    """Makes the pages of a site, one after the other."""

    def __init__(self, order: Order, knowledge: Knowledge, reader: Reader) -> None:
        self.order = order
        self.knowledge = knowledge
        self.reader = reader
        self.snapshot = Snapshot(self.reader, "published", order.taken)
        self.served = Still(order.desk)
        self.resources, self.menu = order.resources, order.menu
        self._known: OrderedDict[tuple[Any, ...], tuple[list[str], list[Row]]] = OrderedDict()
        self._beside = lru_cache(REMEMBERED)(self._beside_record)

    def make(self, addresses: Iterable[str]) -> Made:
        """Write the pages of these addresses, with links as the explorer has them; those that fail are told."""
        pages, failed, found = 0, list[str](), set[str]()
        for asked in addresses:
            spot = spot_of(asked, self.resources)
            try:
                if spot is not None:
                    found |= self._make(spot)
                    pages += 1
            except (DragomanError, NotThereError) as error:
                failed.append(f"{asked}: {error}")
        return Made(pages, tuple(failed), frozenset(found))

    def _make(self, spot: Spot) -> set[str]:
        with self._page(spot, spot.query) as (page, store):
            frame = self._frame(spot, store)
            text = write_page(page, "html", frame)
            self._put(spot, text)
            if self.order.data:
                self._put(spot.another("json"), write_page(page, "json", frame))
                if page.tables and spot.page == 1:
                    self._put(spot.another("csv"), self._rows(spot, page, frame))
            if page.picture and page.picture() is not None:
                self._put(spot.another("svg"), LINK.sub("", write_page(page, "svg", frame).decode()).encode())
        return self._found(text.decode()) | _turned(spot, page)

    def _rows(self, spot: Spot, page: Page, frame: Frame) -> bytes:
        """The rows of a page's chief table, of all its pages of them."""
        if all(option.name != "per" for option in spot.resource.options):
            return write_page(page, "csv", frame)
        with self._page(spot, "", per=MOST_ROWS) as (whole, _):
            return write_page(whole, "csv", frame)

    @contextmanager
    def _page(self, spot: Spot, query: str, **options: Any) -> Iterator[tuple[Page, Asking]]:
        """A page with what it asks, and may ask until it is written: pictures are drawn when they are looked at."""
        store = Remembering(self.reader, self._known)
        asked = read_options(spot.resource.options, query) | options
        try:
            page = spot.resource.make(Ask(store, self.knowledge, spot.parts, asked, self.served))
            yield replace(page, picture=page.picture and cache(page.picture)), store
        finally:
            store.close()

    def _frame(self, spot: Spot, store: Asking) -> Frame:
        order = self.order
        where = f"{order.base}{quote(spot.file.removesuffix('index.html'))}" if order.base else ""
        site = Site(self.menu, ("html", "json", "csv", "svg") if order.data else ("html", "svg"), POLICY, where)
        return Frame(spot.resource, spot.here, spot.query, order.desk.name, self.snapshot, tuple(store.asked), self.knowledge, site)

    def _put(self, spot: Spot, content: bytes) -> None:
        path = self.order.folder / spot.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    def _found(self, text: str) -> set[str]:
        """Pages beside the record that a page leads to."""
        return set(filter(None, map(self._beside, links_in(text))))

    def _beside_record(self, href: str) -> str | None:
        spot = spot_of(href, self.resources)
        return spot.address if spot is not None and spot.form == "html" and spot.resource.name not in RECORD else None


def _turned(spot: Spot, page: Page) -> set[str]:
    """The pages of rows behind the first, told at once so that several processes may make them."""
    per = next((option.default for option in spot.resource.options if option.name == "per"), None)
    if spot.page > 1 or per is None or not page.tables or not page.tables[0].total:
        return set()
    return {replace(spot, page=number).address for number in range(2, -(-page.tables[0].total // per) + 1)}


class Linker:
    """Turns the links of written pages from the explorer's into the site's; those that lead nowhere become plain text."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.resources = order.resources
        self._there = lru_cache(REMEMBERED)(self._file)

    def link(self, files: Iterable[str]) -> list[File]:
        """Write these files anew where they are pages; each file's name, size and hash."""
        told = []
        for name in files:
            path = self.order.folder / name
            if name.endswith(".html"):
                path.write_bytes(rewritten(path.read_text(encoding="utf-8"), partial(self._lead, name)).encode())
            with path.open("rb") as stream:
                told.append((name, path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()))
        return told

    def _lead(self, here: str, href: str) -> str | None:
        if href.startswith("#") or urlsplit(href).scheme:
            return href  # a place on the same page, or another site's
        path, _, place = href.partition("#")
        there = self._there(path)
        return None if there is None else between(here, there) + (f"#{place}" if place else "")

    def _file(self, href: str) -> str | None:
        split = urlsplit(href)
        steps = [unquote(step) for step in split.path.split("/") if step]
        if steps == [SUMS]:
            return SUMS  # written last of all
        if steps[:1] in (["static"], [DATA]) and len(steps) == 2 and "/" not in steps[1] and steps[1] != "..":
            there = "/".join(steps)
        else:
            spot = spot_of(href, self.resources)
            there = spot.file if spot else ""
        return there if there and (self.order.folder / there).is_file() else None


_maker: Maker | None = None
_linker: Linker | None = None


def _begin(order: Order, knowledge: Knowledge) -> None:
    global _maker, _linker
    _maker, _linker = Maker(order, knowledge, open_copy(order.copy, order.desk)), Linker(order)


def _make(addresses: list[str]) -> Made:
    assert _maker is not None
    return _maker.make(addresses)


def _link(files: list[str]) -> list[File]:
    assert _linker is not None
    return _linker.link(files)


class Hands:
    """Who makes the pages and their links: this process, or several others."""

    def __init__(self, maker: Maker, linker: Linker, pool: Processes | None) -> None:
        self._maker, self._linker, self._pool = maker, linker, pool

    def make(self, addresses: Iterable[str]) -> Iterator[Made]:
        """Write the pages of these addresses."""
        return self._pool.map(_make, addresses) if self._pool else (self._maker.make([one]) for one in addresses)

    def link(self, files: Iterable[str]) -> Iterator[File]:
        """Make the links of these files lead to files."""
        shares = self._pool.map(_link, files) if self._pool else (self._linker.link([one]) for one in files)
        return (file for share in shares for file in share)


@contextmanager
def _hands(order: Order, knowledge: Knowledge, reader: Reader, workers: int) -> Iterator[Hands]:
    maker, linker = Maker(order, knowledge, reader), Linker(order)
    if workers == 1:
        yield Hands(maker, linker, None)
        return
    with processes(workers, _begin, (order, knowledge)) as pool:
        yield Hands(maker, linker, pool)


@dataclass(frozen=True, slots=True)
class Options:
    """How a desk is published.

    `texts`: with words of the articles. `data`: with rows beside the pages. `most`: how many pages beside the record.
    `base`: where the site will stand.
    """

    texts: bool = True
    data: bool = True
    most: int = MOST
    base: str = ""
    workers: int = 1
    dataset: Dataset = field(default_factory=Dataset)


def publish_desk(
    desk: Path,
    folder: Path,
    knowledge: Knowledge,
    options: Options | None = None,
    *,
    on_made: Callable[[int], None] = lambda count: None,
) -> Published:
    """Publish a desk into a folder, whole or not at all; an older site there gives way to it.

    The same desk gives the same bytes. Raises UsageError for a folder that is not a site of ours, StoreError, OutputError.
    """
    chosen = options or Options()
    base = _base(chosen.base)
    refuse_foreign(folder)
    try:
        with _half(folder) as half:
            site = half / "site"
            site.mkdir()
            copy = half / "desk.duckdb"
            copy_to_share(desk, copy, texts=chosen.texts)
            reader = open_copy(copy, desk)
            try:
                taken = reader.value("last_written").replace(tzinfo=UTC)
                _put_static(site)
                annotations = open_annotations(desk)
                rates = describe_rates(error_rates(reader, annotations))
                chosen = replace(chosen, dataset=replace(chosen.dataset, error_rates=rates))
                said = said_of(annotations.history(), rates["told"], texts=chosen.texts)
                files = _put_data(reader, site / DATA, knowledge, chosen)
                order = Order(desk, copy, site, taken, chosen.data, base, Publication(files, said, chosen.texts))
                with _hands(order, knowledge, reader, chosen.workers) as hands:
                    pages, left_out, failed = _make_all(order, reader, hands, chosen.most, on_made)
                    made = Maker(_told(order, chosen.most, left_out), knowledge, reader).make(_own(order))
                    written = list(hands.link(sorted(_files(site))))
            finally:
                reader.close()
            written += _put_marks(order, written, pages + made.pages)
            _swap(site, folder)
            size = sum(size for _, size, _ in written)
            return Published(pages + made.pages, len(written), size, left_out, failed + made.failed)
    except OSError as error:
        raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error


def _base(given: str) -> str:
    split = urlsplit(given)
    if given and (split.scheme not in ("http", "https") or not split.netloc or split.query or split.fragment):
        raise UsageError(f"--base-url {given!r}: an address such as https://desk.example/site/")
    return given.rstrip("/") + "/" if given else ""


# Making the pages.


def _make_all(
    order: Order, reader: Reader, hands: Hands, most: int, on_made: Callable[[int], None]
) -> tuple[int, int, tuple[str, ...]]:
    """Write every page but the site's own; how many, how many others had no room, and which failed."""
    own = _own(order)
    landing = [page.path for page in order.resources if "{" not in page.path and page.path not in own]
    seen, pages, failed = {*landing, *own}, 0, list[str]()

    def run(addresses: Iterable[str]) -> set[str]:
        nonlocal pages
        found: set[str] = set()
        for made in hands.make(addresses):
            pages += made.pages
            failed.extend(made.failed)
            found |= made.found
            on_made(pages)
        return found - seen

    waiting = run(_first(landing, reader))
    while waiting and (taken := _in_turn(waiting, order, most)):
        most -= len(taken)
        seen |= set(taken)
        waiting = (waiting - seen) | run(taken)
    return pages, len(waiting), tuple(failed)


def _own(order: Order) -> list[str]:
    return [page.path for page in pages_of(order.publication)]


def _told(order: Order, most: int, left_out: int) -> Order:
    """The order with what was left out, for the page that says it."""
    line = (
        f"{most:,} pages were published beside those of articles, event reports, incidents and origins; "
        "links to more of them are plain text."
    )
    return replace(order, publication=replace(order.publication, left_out=(line,) if left_out else ()))


def _first(landing: Iterable[str], reader: Reader) -> Iterator[str]:
    """The addresses of the pages that every site has: its landing pages, then the record."""
    yield from landing
    for row in reader.rows("article_ids"):
        yield address("article", row["article_id"])
    for row in reader.rows("origin_ids"):
        yield address("origin", row["origin_id"])
    incident = None
    with reader.another() as beside:  # other things are asked meanwhile
        for row in beside.stream("events_by_incident"):
            if row["incident_id"] is not None and row["incident_id"] != incident:
                incident = row["incident_id"]
                yield address("incident", incident)
            yield address("event", row["article_id"], row["event_id"])


def _in_turn(addresses: Iterable[str], order: Order, most: int) -> list[str]:
    """The first of these, AT_ONCE of each kind of page and no more, so that none crowds out what is found next."""
    kinds: dict[tuple[str, bool], deque[tuple[int, str, str]]] = defaultdict(deque)
    resources = order.resources
    for asked in sorted(addresses, key=lambda asked: (len(asked), asked)):
        spot = spot_of(asked, resources)
        if spot is not None:
            kinds[(spot.resource.path, spot.page > 1)].append((spot.page, spot.here, asked))
    taken: list[str] = []
    for _ in range(AT_ONCE):
        for kind in sorted(kinds):
            if len(taken) < most:
                taken.append(kinds[kind].popleft()[2])
        kinds = {kind: rest for kind, rest in kinds.items() if rest}
    return taken


# What lies beside the pages.


def _put_static(site: Path) -> None:
    (site / "static").mkdir()
    for name in STATIC:
        whole = style(name) if name.endswith(".css") else (resources.files("dragoman.web") / "static" / name).read_bytes()
        (site / "static" / name).write_bytes(whole)


def _put_data(reader: Reader, folder: Path, knowledge: Knowledge, chosen: Options) -> tuple[Row, ...]:
    """Write the datasets, and tell each file."""
    context = Context(knowledge, texts=chosen.texts, runs=run_manifests(reader), dataset=chosen.dataset)
    write_folder(lambda: reports_out(reader, everything=True), folder, context)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    titles = {row["path"]: row["title"] for row in package["resources"]} | DESCRIBING
    rows = []
    for path in sorted(folder.iterdir(), key=lambda path: (path.name not in titles, list(titles).index(path.name))):
        with path.open("rb") as stream:
            rows.append((path.name, titles[path.name], path.stat().st_size, hashlib.file_digest(stream, "sha256").hexdigest()))
    return sized(rows)


DESCRIBING = {
    "datapackage.json": "What the tables hold, as a Frictionless data package",
    "croissant.json": "The same as Croissant",
    "README.md": "The same for people",
}


def _put_marks(order: Order, files: Sequence[File], pages: int) -> list[File]:
    """Write the sitemap, and what tells the site from any other folder."""
    more = {MARK: _mark(order, pages)}
    if order.base:
        more |= _sitemaps(order.base, [name for name, _, _ in files if name.endswith(".html")])
    added = [_put(order.folder, name, content) for name, content in more.items()]
    sums = "".join(f"{digest}  {name}\n" for name, _, digest in sorted([*files, *added]))
    return [*added, _put(order.folder, SUMS, sums.encode())]


def _put(folder: Path, name: str, content: bytes) -> File:
    (folder / name).write_bytes(content)
    return name, len(content), hashlib.sha256(content).hexdigest()


def _files(folder: Path) -> Iterator[str]:
    for place, _, names in os.walk(folder):
        for name in names:
            yield (Path(place) / name).relative_to(folder).as_posix()


def _mark(order: Order, pages: int) -> bytes:
    told: Mapping[str, Any] = {
        "made_by": f"dragoman {VERSION}",
        "desk": order.desk.name,
        "as_of": order.taken.isoformat(),
        "pages": pages,
        "texts": order.publication.texts,
    }
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def _sitemaps(base: str, pages: list[str]) -> dict[str, bytes]:
    """The addresses of all pages for those who index the web: one file, or where there are more than it may have, several."""
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'

    def listed(outer: str, inner: str, names: Iterable[str]) -> bytes:
        lines = "".join(
            f"<{inner}><loc>{escape(base + quote(name.removesuffix('index.html')))}</loc></{inner}>\n" for name in names
        )
        return f"{head}<{outer} {space}>\n{lines}</{outer}>\n".encode()

    if len(pages) <= LONGEST_SITEMAP:
        return {"sitemap.xml": listed("urlset", "url", pages)}
    parts = [pages[at : at + LONGEST_SITEMAP] for at in range(0, len(pages), LONGEST_SITEMAP)]
    found = {f"sitemap-{number}.xml": listed("urlset", "url", part) for number, part in enumerate(parts, 1)}
    return {**found, "sitemap.xml": listed("sitemapindex", "sitemap", found)}


# The folder, whole or not at all.


def refuse_foreign(folder: Path) -> None:
    """Raise UsageError for anything but a place that is free, an empty folder, or a site of ours to which nobody added."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise UsageError(f"{folder}: not a folder; name one that is not there yet")
    if not folder.exists() or not any(folder.iterdir()):
        return
    try:
        told = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        if not (folder / MARK).is_file():
            raise FileNotFoundError
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{folder}: a folder that dragoman did not make, and which stays as it is; name another") from None
    ours = {line.partition("  ")[2] for line in told} | {SUMS}
    for name in _files(folder):
        if name not in ours:
            raise UsageError(f"{folder / name}: not of the site that dragoman made, and would be lost; move it away first")


@contextmanager
def _half(folder: Path) -> Iterator[Path]:
    """A folder beside, which is gone in the end; what a run that was killed left there goes first."""
    beside = folder.absolute().parent
    beside.mkdir(parents=True, exist_ok=True)
    for left in beside.iterdir():
        if (found := re.fullmatch(rf"\.{re.escape(folder.name)}\.half-([0-9]+)-.*", left.name)) and not _lives(int(found[1])):
            shutil.rmtree(left, ignore_errors=True)
    half = Path(tempfile.mkdtemp(dir=beside, prefix=f".{folder.name}.half-{os.getpid()}-"))
    try:
        yield half
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _swap(site: Path, folder: Path) -> None:
    """Put a site in its place; what stood there is gone only when the new one stands."""
    refuse_foreign(folder)  # it may have changed since
    old = site.parent / "old"
    if folder.exists():
        os.rename(folder, old)
    try:
        os.rename(site, folder)
    except OSError:
        if old.exists():
            os.rename(old, folder)
        raise
