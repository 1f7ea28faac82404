"""Addresses of every page of the registry, found as a reader finds them: by following links from the first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from starlette.testclient import TestClient

from dragoman.web.pages import PAGES
from dragoman.web.resource import ENDING, Resource

# Addresses of one page that are followed, and that are kept.
FOLLOWED, KEPT = 3, 3
# Parts of pages that no link of the demonstration desk leads to, each with a value that is good there.
KNOWN: Mapping[str, Mapping[str, str]] = {}
# The demonstration desk was coded once: there is nothing to compare.
NONE = ("/runs/{before}/{after}",)


class Links(HTMLParser):
    """The addresses that a page's links lead to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        target = given.get("href") or given.get("xlink:href")
        if tag == "a" and target and target.startswith("/"):
            self.found.append(target.partition("#")[0])


def of(path: str) -> tuple[Resource, dict[str, str]] | None:
    """The page that an address is of, and its parts."""
    steps = [unquote(step) for step in urlsplit(path).path.split("/") if step]
    if steps and (ending := ENDING.search(steps[-1])):
        if ending[1] != "html":
            return None
        steps[-1] = steps[-1][: ending.start()]
    return next(((page, parts) for page in PAGES if (parts := page.match(tuple(steps))) is not None), None)


@dataclass(frozen=True)
class Addresses:
    """By the path of each page: parts that a 200 is known of."""

    parts: Mapping[str, list[dict[str, str]]]

    def all(self, most: int = 1) -> Iterator[tuple[Resource, str]]:
        """Every page of the registry with the first addresses of it."""
        for page in PAGES:
            for parts in self.parts.get(page.path, [])[:most]:
                yield page, page.address(parts)

    def missing(self) -> list[str]:
        """Pages of which no address is known."""
        return [page.path for page in PAGES if not self.parts.get(page.path) and page.path not in NONE]


def walk(client: TestClient, followed_most: int = FOLLOWED, kept: int = KEPT) -> Addresses:
    """Follow links from page to page, a few of each kind."""
    found: dict[str, list[dict[str, str]]] = {page.path: [] for page in PAGES}
    followed = dict.fromkeys(found, 0)
    seen: set[str] = set()
    waiting = [page.path for page in PAGES if "{" not in page.path]
    for page in PAGES:
        if page.parts and page.parts.keys() <= KNOWN.get(page.path, {}).keys():
            waiting.append(page.address(KNOWN[page.path]))
    while waiting:
        here = waiting.pop(0)
        match = of(here)
        if here in seen or match is None or followed[match[0].path] >= followed_most:
            continue
        seen.add(here)
        page, parts = match
        if parts in found[page.path] and followed[page.path] >= FOLLOWED:
            continue  # the same page, asked otherwise
        answer = client.get(here)
        if answer.status_code == 200:
            followed[page.path] += 1
            if parts not in found[page.path] and len(found[page.path]) < kept:
                found[page.path].append(parts)
            waiting.extend(Links(answer.text).found)
    return Addresses(found)
