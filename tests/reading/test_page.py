"""The page: whatever an article holds, nothing of it runs; and every event leads to its words and back."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dragoman.api import Coder
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document
from dragoman.reading.page import render_page
from dragoman.sources import read_sources

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
VOID = {"meta", "br", "hr", "img", "link", "input", "base"}
# What an article could bring to run, to load or to send something.
ACTIVE = {
    "script",
    "iframe",
    "frame",
    "img",
    "svg",
    "math",
    "object",
    "embed",
    "link",
    "form",
    "input",
    "button",
    "base",
    "video",
    "audio",
}
TURNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = (
    "Russian <script>alert(1)</script> forces shelled <b onmouseover=alert(2)>Ukrainian</b> troops on Tuesday.\n\n"
    '<img src=x onerror="alert(3)"> Iran\'s "><svg/onload=alert(4)> army attacked &lt;Israel&gt; \u202eyadseut no\u202c.\n\n'
    "</style><style>* { display: none }</style> {{ 7 * 7 }} {% raw %} <!-- China praised Japan --> \x1b[2J "
    "https://example.invalid/x.js javascript:alert(5) </article></main></body></html> Kenya sent troops to Somalia."
)


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, its text, and whether each element is closed."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.open: list[str] = []
        self.words: dict[str, str] = {}  # the words of each element that has an id
        self._within: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if tag not in VOID:
            self.open.append(tag)
            self._within.append(found.get("id", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag
        self._within.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        self.text.append(data)
        for name in self._within:
            if name:
                self.words[name] = self.words.get(name, "") + data

    def ids(self) -> list[str]:
        return [found["id"] for _, found in self.elements if "id" in found]

    def links(self) -> list[str]:
        return [found["href"] for _, found in self.elements if "href" in found]


@pytest.fixture(scope="module")
def hostile(coder: Coder) -> str:
    article = Article(
        HOSTILE,
        title='"><script>alert(6)</script> Russia attacks Ukraine \u202e',
        id="x' onload='alert(7)",
        publisher="<iframe src=//example.invalid>",
        author="Eve <eve@example.invalid> \u2066",
        published=date(2024, 5, 1),
    )
    return render_page([coder.read(article)], coder.knowledge)


def test_hostile_text_becomes_text(hostile: str) -> None:
    page = Page(hostile)
    assert {tag for tag, _ in page.elements} & ACTIVE == set()
    assert [tag for tag, _ in page.elements].count("style") == 1
    assert page.open == []
    text = "".join(page.text)
    for words in ("<script>alert(1)</script>", "<b onmouseover=alert(2)>", "&lt;Israel&gt;", "{{ 7 * 7 }}", "</article></main>"):
        assert words in re.sub(r"\s+", " ", text), words


def test_no_attribute_runs_or_leads_outside(hostile: str) -> None:
    for tag, found in Page(hostile).elements:
        for name, value in found.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcset", "action", "style", "data", "formaction", "poster", "background"), (tag, name)
            if name in ("href", "xlink:href"):
                assert value.startswith("#"), value


def test_no_character_turns_the_text_or_the_terminal(hostile: str) -> None:
    assert TURNS.findall(hostile) == []
    assert TURNS.findall("".join(Page(hostile).text)) == []
    assert "\ufffd" in hostile


@pytest.fixture(scope="module")
def pages(coder: Coder) -> dict[str, tuple[Document, str]]:
    found = {}
    for path in EXAMPLES:
        article = next(iter(read_sources([str(path)])))
        assert isinstance(article, Article)
        doc = coder.read(article)
        found[path.stem] = (doc, render_page([doc], coder.knowledge))
    return found


@pytest.fixture(params=[path.stem for path in EXAMPLES])
def example(request: pytest.FixtureRequest, pages: dict[str, tuple[Document, str]]) -> tuple[Document, str]:
    return pages[request.param]


def test_the_policy_allows_this_style_sheet_and_nothing_else(example: tuple[Document, str], hostile: str) -> None:
    for html in (example[1], hostile):
        style = re.findall(r"<style>(.*?)</style>", html, re.S)
        assert len(style) == 1
        digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
        policy = next(found["content"] for _, found in Page(html).elements if found.get("http-equiv") == "Content-Security-Policy")
        assert policy == f"default-src 'none'; style-src 'sha256-{digest}'"


def test_no_script_and_no_outside_address(example: tuple[Document, str]) -> None:
    _, html = example
    page = Page(html)
    assert "script" not in {tag for tag, _ in page.elements}
    assert all(link.startswith("#") for link in page.links())
    assert "//" not in re.sub(r"\s", "", re.sub(r"<style>.*?</style>", "", html, flags=re.S)).replace("<!--", "")
    assert not re.search(r"@import|url\(", html)


def test_every_id_is_used_once(example: tuple[Document, str]) -> None:
    ids = Page(example[1]).ids()
    assert len(ids) == len(set(ids))


def test_every_event_card_leads_to_its_words_and_back(example: tuple[Document, str]) -> None:
    doc, html = example
    page = Page(html)
    cards = [found["id"] for _, found in page.elements if "card" in found.get("class", "").split()]
    assert cards == [f"d1e{number}" for number in range(1, len(doc.events or ()) + 1)]
    assert {link.removeprefix("#") for link in page.links()} <= set(page.ids())
    for number, event in enumerate(doc.events or (), 1):
        assert f"#d1t{number}" in page.links()
        assert f"#d1e{number}" in page.links()
        # a name inside the trigger, or a cue, may cut it: then its first part is the anchor
        assert event.trigger["text"].startswith(page.words[f"d1t{number}"].rstrip("0123456789,"))


def test_an_event_of_the_title_leads_to_its_words_too(coder: Coder) -> None:
    doc = coder.read(Article("The museum is open.", title="Iran attacks Israel", published=date(2024, 5, 1)))
    page = Page(render_page([doc], coder.knowledge))
    assert "#d1t1" in page.links()
    assert {link.removeprefix("#") for link in page.links()} <= set(page.ids())


def test_the_style_ties_each_card_to_its_words(example: tuple[Document, str]) -> None:
    doc, html = example
    style = html[html.index("<style>") : html.index("</style>")]
    for number in range(1, len(doc.events or ()) + 1):
        assert re.search(rf"#d1e{number}\b", style)
        assert re.search(rf"\.d1e{number}\b", style)


def test_the_whole_text_is_there(example: tuple[Document, str]) -> None:
    doc, html = example
    # the numbers of events stand in <sup>, which the text has not
    page = Page(re.sub(r"<sup>[\d,]+</sup>", "", html))
    text = "".join("".join(page.text).split())
    for line in doc.article.text.splitlines():
        assert "".join(line.split()) in text


def test_a_card_tells_who_did_what_to_whom_and_why(coder: Coder, read: Callable[..., Document]) -> None:
    page = Page(render_page([read("Russian forces shelled Ukrainian troops.", date(2024, 5, 1))], coder.knowledge))
    card = page.words["d1e1"]
    for words in (
        "ASSAULT",
        "● actual",
        "(RUS MIL)",
        "→",
        "(UKR MIL)",
        "“shelled”",
        "2024-05-01 (publication)",
        "author",
        "rule en.",
    ):
        assert words in card


def test_several_articles_share_a_page_and_keep_apart(coder: Coder, read: Callable[..., Document]) -> None:
    docs = [read("Russian forces shelled Ukrainian troops."), read("China and Japan held talks.")]
    page = Page(render_page(docs, coder.knowledge))
    assert len(page.ids()) == len(set(page.ids()))
    assert {"d1", "d2", "d1e1", "d2e1", "d1t1", "d2t1"} <= set(page.ids())
    assert {"#d1", "#d2"} <= set(page.links())


def test_a_text_without_events_has_a_page(coder: Coder, read: Callable[..., Document]) -> None:
    page = Page(render_page([read("The museum has a large collection of old clocks.")], coder.knowledge))
    assert "No event coded." in "".join(page.text)
    assert page.open == []


def test_the_page_is_the_same_at_every_run(knowledge: Knowledge, read: Callable[..., Document]) -> None:
    doc = read("Russian forces shelled Ukrainian troops.", date(2024, 5, 1))
    assert render_page([doc], knowledge) == render_page([doc], knowledge)
