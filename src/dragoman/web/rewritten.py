"""A page of the explorer as it stands in a published site: links from file to file, and nothing to fill in."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

# A tag as our templates and pictures write it: within a value in quotation marks anything but these may stand.
ATTRIBUTES = r"(?:\s+[^\s=<>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*\s*/?"
FORM = re.compile(rf"<form\b{ATTRIBUTES}>.*?</form>\n?", re.S)
LINK = re.compile(rf"<a\b(?P<inside>{ATTRIBUTES})>|</a>")
NEEDED = re.compile(rf"<(?:link|script|img|image|use)\b{ATTRIBUTES}>")
HREF = re.compile(r"""\s(?P<name>href|xlink:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)')""")
# What says something of where a link leads, and nothing of a text that is none.
OF_LINKS = re.compile(r"""\s(?:rel|target|download|hreflang|accesskey|data-key)\s*=\s*(?:"[^"]*"|'[^']*')""")
# Where a link leads: an address, None where nowhere.
Lead = Callable[[str], str | None]


def links_in(text: str) -> Iterator[str]:
    """Every address that a link of a page leads to, as it is written there."""
    for tag in LINK.finditer(text):
        if tag["inside"] and (found := HREF.search(tag["inside"])):
            yield html.unescape(found["double"] if found["double"] is not None else found["single"])


def rewritten(text: str, lead: Lead) -> str:
    """A page without its forms, each link and each file it needs under the address that `lead` gives.

    A link for which it gives None stays as plain text.
    """
    open_links: list[str] = []

    def link(tag: re.Match[str]) -> str:
        inside = tag["inside"]
        if inside is None:
            return f"</{open_links.pop() if open_links else 'a'}>"
        found = HREF.search(inside)
        if found is None:
            open_links.append("a")
            return tag[0]
        to = lead(_address(found))
        if to is not None:
            open_links.append("a")
            return f"<a{_put(inside, found, to)}>"
        open_links.append("g" if found["name"] == "xlink:href" else "span")
        rest = OF_LINKS.sub("", HREF.sub("", inside))
        return f"<{open_links[-1]}{rest}>"

    def needed(tag: re.Match[str]) -> str:
        found = HREF.search(tag[0])
        to = lead(_address(found)) if found else None
        return tag[0] if found is None or to is None else _put(tag[0], found, to)

    return LINK.sub(link, NEEDED.sub(needed, FORM.sub("", text)))


def _address(found: re.Match[str]) -> str:
    return html.unescape(found["double"] if found["double"] is not None else found["single"])


def _put(inside: str, found: re.Match[str], to: str) -> str:
    return f'{inside[: found.start()]} {found["name"]}="{html.escape(to)}"{inside[found.end() :]}'
