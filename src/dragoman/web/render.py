"""Set a page as HTML: its frame, its tables, its forms and its pictures. All text is escaped."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from dragoman import __version__ as VERSION
from dragoman.formats.cells import flat
from dragoman.knowledge import Knowledge
from dragoman.reading import words
from dragoman.reading.marks import UNSAFE, safe
from dragoman.reading.page import environment, style_sheet, ties
from dragoman.web.page import Page
from dragoman.web.resource import FORMS, Resource, address
from dragoman.web.served import Asked, Snapshot

# Letters of a cell that a table shows; the page that it leads to, and every file, has all.
LONGEST_CELL = 320
# What an address that leads where it says does not have.
ODD = re.compile(r"[\s\\]")
# Events of one article whose words and cards light each other up: beyond, the links still lead from one to the other.
TIED = 120
# The menu: what each group of pages is for, and its pages.
Menu = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
MENU: Menu = (
    (
        "Read",
        (("Overview", "/"), ("Search", "/search"), ("Articles", "/articles"), ("Incidents", "/incidents"), ("Claims", "/claims")),
    ),
    ("Relate", (("Dyads", "/dyads"), ("Actors", "/actors"), ("Blocs", "/blocs"), ("Map", "/map"))),
    ("Examine", (("Quality", "/quality"), ("Set aside", "/set-aside"), ("Runs", "/runs"), ("Annotate", "/annotate"))),
    ("Look up", (("Codebook", "/codebook"), ("Who is who", "/knowledge"), ("SQL", "/sql"), ("About", "/about"))),
)


@dataclass(frozen=True, slots=True)
class Site:
    """What a page is told of the published site it is a file of: the site's menu, the forms its pages have, and its policy.

    `where` is the page's own address on the web, "" where nobody told where the site will stand.
    """

    menu: Menu
    forms: tuple[str, ...]
    policy: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page: its address, the desk's state, and the queries it was made of.

    `site` is the published site it is for; None where it is served.
    """

    resource: Resource
    here: str
    query: str
    desk: str
    snapshot: Snapshot
    asked: tuple[Asked, ...]
    knowledge: Knowledge
    site: Site | None = None

    @property
    def menu(self) -> Menu:
        """The pages that every page leads to."""
        return self.site.menu if self.site else MENU

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms in which this page can be had."""
        return self.site.forms if self.site else FORMS

    @property
    def address(self) -> str:
        """The whole address, which holds the whole state of the page."""
        return f"{self.here}?{self.query}" if self.query else self.here

    def form(self, ending: str) -> str:
        """The address of the same page in another form."""
        path = self.here.removesuffix(".html") if self.here != "/" else "/overview"
        return f"{path}.{ending}?{self.query}" if self.query else f"{path}.{ending}"

    def other(self, **options: Any) -> str:
        """The address of the same page with some options changed; the page of rows begins anew unless it is asked for."""
        now = {name: value for name, value in parse_qsl(self.query) if name != "page"} | options
        asked = {name: value for name, value in now.items() if value not in (None, "")}
        return f"{self.here}?{urlencode(asked)}" if asked else self.here

    def given(self, name: str) -> str:
        """What is asked of an option, as it was written."""
        return dict(parse_qsl(self.query)).get(name, "")

    @property
    def words(self) -> str:
        """The words that are asked for, where the page asks for words."""
        asks = any(option.name == "q" and option.kind == "text" for option in self.resource.options)
        return self.given("q") if asks else ""

    @property
    def made(self) -> str:
        """By which run the desk was coded last."""
        return self.snapshot.made

    @property
    def citation(self) -> str:
        """How to cite this view."""
        day = self.snapshot.written.date().isoformat()
        where = (self.site.where if self.site else "") or self.address
        return f"{where} of {self.made}; desk as of {day}; shown by dragoman {VERSION}."

    def record(self) -> dict[str, Any]:
        """What goes out with the rows: where they are from, and how to get them again."""
        return {
            "address": self.address,
            "desk": self.desk,
            "as_of": self.snapshot.written.isoformat(),
            "made_by": self.made,
            "citation": self.citation,
            "sql": [item.sql() for item in self.asked],
        }


def render_html(page: Page, frame: Frame) -> str:
    """A page as HTML."""
    template = _environment().get_template(page.template)
    text: str = template.render(
        page=page,
        frame=frame,
        menu=frame.menu,
        version=VERSION,
        picture=_picture(page) if frame.site else bool(page.picture),
        options=frame.resource.options,
        **page.shown,
    )
    return text


def _picture(page: Page) -> Any:
    """The page's picture, drawn by the charts alone: its text is escaped there, its links lead into the explorer."""
    from markupsafe import Markup

    picture = page.picture() if page.picture else None
    if picture is None:
        return ""
    from dragoman.charts.files import svg_of  # heavy: only for pictures

    return Markup(safe(svg_of(picture)))


def error_page(head: str, said: str, form: str, *, again: bool) -> tuple[bytes, str]:
    """A fault as a page of its own, or as JSON where that was asked for; with its kind of media."""
    from dragoman.web.forms import MEDIA, write_json

    if form != "html":
        return write_json({"error": head, "detail": said}), MEDIA["json"]
    text = _environment().get_template("error.html").render(head=head, said=said, again=again, menu=MENU, version=VERSION)
    return text.encode("utf-8", "replace"), MEDIA["html"]


@cache
def _environment() -> Any:
    found = environment("dragoman.web")
    found.filters.update(
        cell=cell,
        safe_text=safe,
        host=host,
        outside=outside,
        short=short,
        number=number,
        given_of=lambda name, frame: frame.given(name),
    )
    found.globals.update(address=address, counted=words.counted, options_of=options_of, QUADS=words.QUADS)
    return found


def options_of(resource: Resource) -> list[Any]:
    """The options that a page's form asks for, the rare ones last."""
    return [option for option in resource.options if option.name not in ("page", "per")]


def cell(value: Any) -> str:
    """A value as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}" if not math.isfinite(value) or value != int(value) or abs(value) >= 1e15 else f"{int(value):,}"
    if isinstance(value, int):
        return number(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return safe(str(flat(value)))


def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


def short(text: str, most: int = LONGEST_CELL) -> str:
    """The beginning of a long text."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def outside(url: str | None) -> str:
    """An address of the web as a link may lead there: its host in letters that cannot be taken for others; else empty.

    What browsers read otherwise than we do is no link: they take a backslash for a slash, and pass over line ends.
    """
    text = url or ""
    if ODD.search(text) or UNSAFE.search(text):
        return ""
    try:
        split = urlsplit(text)
        name = (split.hostname or "").encode("idna").decode("ascii")
        if split.scheme not in ("http", "https") or not name or "@" in split.netloc:
            return ""
        where = f"{name}:{split.port}" if split.port else name
        return split._replace(netloc=where).geturl()
    except ValueError:
        return ""


def host(url: str | None) -> str:
    """The host that a link of this address leads to; empty where it is no address of the web."""
    return urlsplit(outside(url)).hostname or ""


@cache
def style(name: str) -> bytes:
    """A style sheet: the reading's, the brief's and the explorer's as one, or the ties of words and cards."""
    if name == "ties.css":
        return ties([("d1", TIED)]).encode()
    own = (resources.files("dragoman.web") / "static" / name).read_text(encoding="utf-8")
    return (style_sheet("page.css", "brief.css") + own).encode()
