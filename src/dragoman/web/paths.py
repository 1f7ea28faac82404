"""Which file of a published site a page of the explorer is in."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from posixpath import dirname, relpath
from urllib.parse import quote, unquote, urlencode, urlsplit

from dragoman.errors import UsageError
from dragoman.web.asking import read_options
from dragoman.web.resource import ENDING, FORMS, Resource, ended

# Names that are the same file name on every system, the ones that take "RUS" and "rus" for one included: without letters
# of both cases, and in small letters not letters alone, for that is how a code would be written that stands in capitals.
CODE = re.compile(r"[A-Z]+([.][A-Z]+)*")
SMALL = re.compile(r"(?=[^0-9_-]*[0-9_-])[a-z0-9_-]+([.][a-z0-9_-]+)*")
# What some systems take for a device, whatever stands behind the dot.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.I)
# The longest name kept as it is, the letters kept of another, and the digits of its hash: two never have the same.
LONGEST, KEPT, DIGITS = 80, 40, 20
# What stands before a hash: no name kept as it is has one.
MARK = "~"
# The folder of the pages of rows beyond the first.
PAGES = "page"


def file_name(name: str) -> str:
    """A name as the name of a file or folder: itself where that is safe, else its letters and a hash of it.

    The same name always gives the same; two names never do, on systems that tell small letters from capitals and others.
    """
    plain = CODE.fullmatch(name) or SMALL.fullmatch(name)
    if plain and len(name) <= LONGEST and name != PAGES and not DEVICES.fullmatch(name) and not ENDING.search(name):
        return name
    letters = re.sub(r"[^A-Za-z0-9_-]+", "-", name)[:KEPT].strip("-")
    return f"{letters}{MARK}{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:DIGITS]}"


@dataclass(frozen=True, slots=True)
class Spot:
    """A page without options: its resource, the parts of its address, which page of the rows, and in which form."""

    resource: Resource
    parts: Mapping[str, str] = field(default_factory=dict)
    page: int = 1
    form: str = "html"

    @property
    def here(self) -> str:
        """Its address in the explorer, without what is asked."""
        return self.resource.address(self.parts)

    @property
    def query(self) -> str:
        """What is asked in its address."""
        return urlencode({"page": self.page}) if self.page > 1 else ""

    @property
    def address(self) -> str:
        """Its whole address in the explorer, as HTML."""
        return f"{self.here}?{self.query}" if self.query else self.here

    @property
    def file(self) -> str:
        """The file it is in, from the folder of the site."""
        steps = [step for step in self.resource.path.split("/") if step]
        names = [file_name(self.parts[step[1:-1]]) if step.startswith("{") else step for step in steps]
        # All rows of a table are one file; it stands beside the first page of them.
        if self.page > 1 and self.form in ("html", "json"):
            names += [PAGES, str(self.page)]
        if not names:
            return "index.html" if self.form == "html" else f"overview.{self.form}"
        return f"{'/'.join(names)}.{self.form}"

    def another(self, form: str) -> Spot:
        """The same page in another form."""
        return replace(self, form=form)


def spot_of(href: str, resources: Iterable[Resource]) -> Spot | None:
    """The page that an address of the explorer leads to; None where it is another's, or asks for more than a page of rows."""
    try:
        split = urlsplit(href)
        if split.scheme or split.netloc or not split.path.startswith("/"):
            return None
        segments = tuple(filter(None, (unquote(step, errors="strict") for step in split.path.split("/"))))
    except ValueError:
        return None
    segments, form = ended(segments)
    for resource in resources:
        parts = resource.match(segments)
        if parts is not None:
            try:
                asked = read_options(resource.options, split.query)
            except UsageError:
                return None
            defaults = {option.name: option.default for option in resource.options} | {"page": asked.get("page")}
            if any(asked[name] != defaults[name] for name in asked):
                return None
            return Spot(resource, parts, asked.get("page") or 1, form) if form in FORMS else None
    return None


def between(here: str, there: str) -> str:
    """The address of one file of a site as another file of it writes it."""
    return quote(relpath(there, dirname(here) or "."))
