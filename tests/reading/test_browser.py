"""The page in a real browser: pointing at an event lights its words, links lead there and back, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from dragoman.api import Coder
from dragoman.model import Article
from dragoman.reading.page import render_page
from dragoman.sources import read_sources

EXAMPLE = Path(__file__).parents[2] / "examples" / "opinion.txt"
WIDE, NARROW, NARROWEST = (ViewportSize(width=w, height=h) for w, h in ((1280, 900), (390, 844), (320, 640)))
BACKGROUND = "element => getComputedStyle(element).backgroundColor"


@pytest.fixture(scope="module")
def file(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    article = next(iter(read_sources([str(EXAMPLE)])))
    assert isinstance(article, Article)
    path = tmp_path_factory.mktemp("page") / "opinion.html"
    path.write_text(render_page([coder.read(article)], coder.knowledge), encoding="utf-8")
    return path


class Watched:
    """A page and all that went on behind it."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.goto(file.as_uri())


@pytest.fixture
def watched(browser: Browser, file: Path) -> Iterator[Watched]:
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce", offline=True)
    found = Watched(context.new_page(), file)
    yield found
    context.close()
    assert found.complaints == []
    assert found.requests == [file.as_uri()]


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


def test_it_opens_without_a_complaint_and_without_the_network(page: Page) -> None:
    expect(page).to_have_title("West Africa's house cannot be locked from the outside")
    assert page.locator(".card").count() > 5


def test_pointing_at_an_event_lights_its_words_and_no_others(page: Page) -> None:
    word, other = page.locator("#d1t1"), page.locator("#d1t5")
    before, others = word.evaluate(BACKGROUND), other.evaluate(BACKGROUND)
    page.locator("#d1e1").hover()
    assert word.evaluate(BACKGROUND) != before
    assert other.evaluate(BACKGROUND) == others
    page.mouse.move(5, 5)
    assert word.evaluate(BACKGROUND) == before


def test_every_event_lights_words(page: Page) -> None:
    for number in range(1, page.locator(".card").count() + 1):
        word = page.locator(f"#d1t{number}")
        page.mouse.move(5, 5)
        before = word.evaluate(BACKGROUND)
        page.locator(f"#d1e{number}").hover()
        assert word.evaluate(BACKGROUND) != before, number


def test_the_keyboard_lights_words_too(page: Page) -> None:
    word = page.locator("#d1t2")
    before = word.evaluate(BACKGROUND)
    page.locator("#d1e2").focus()
    assert word.evaluate(BACKGROUND) != before


def test_pointing_at_a_word_lights_its_event(page: Page) -> None:
    card = page.locator("#d1e1")
    before = card.evaluate(BACKGROUND)
    page.locator("#d1t1").hover()
    assert card.evaluate(BACKGROUND) != before


def test_a_trigger_leads_to_its_card_and_the_number_back(page: Page) -> None:
    last = page.locator(".card").count()
    for number in (1, last):
        page.locator(f"#d1t{number}").click()
        expect(page).to_have_url(re.compile(rf"#d1e{number}$"))
        expect(page.locator(f"#d1e{number}")).to_be_in_viewport()
        assert page.evaluate("document.querySelector(':target').id") == f"d1e{number}"
        page.locator(f"#d1e{number} a[href='#d1t{number}']").click()
        expect(page).to_have_url(re.compile(rf"#d1t{number}$"))
        expect(page.locator(f"#d1t{number}")).to_be_in_viewport()


def test_reasons_open_without_script(page: Page) -> None:
    reasons = page.locator("#d1e1 details")
    expect(reasons.locator("li").first).to_be_hidden()
    reasons.locator("summary").click()
    expect(reasons.locator("li").first).to_be_visible()
    expect(reasons).to_contain_text("rule en.")


LUMINANCE = """selector => {
  const part = value => { const s = value / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const light = colour => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  return [...document.querySelectorAll(selector)].map(element => {
    let under = element;
    while (under && /rgba\\(0, 0, 0, 0\\)|color\\(/.test(getComputedStyle(under).backgroundColor)) under = under.parentElement;
    const ink = light(getComputedStyle(element).color);
    const paper = light(getComputedStyle(under || document.body).backgroundColor);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark_are_both_readable(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    red, green, blue = map(int, re.findall(r"\d+", page.locator("body").evaluate(BACKGROUND))[:3])
    assert (red + green + blue > 600) is (scheme == "light")
    for selector in ("h1", ".text p", ".text a.trigger", ".card .type", ".card .who", ".card dt", ".card .status", ".meta"):
        ratios = page.evaluate(LUMINANCE, selector)
        assert ratios, selector
        assert min(ratios) >= 4.5, (selector, min(ratios))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lit_words_are_readable(page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.locator("#d1e1").hover()
    assert min(page.evaluate(LUMINANCE, ".text .d1e1")) >= 4.5


@pytest.mark.parametrize("size", [NARROWEST, NARROW, WIDE], ids=lambda size: f"{size['width']} px")
def test_no_width_scrolls_sideways(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    box = page.locator("#d1e1").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= size["width"]


def test_on_a_telephone_events_follow_the_text(page: Page) -> None:
    page.set_viewport_size(NARROW)
    text, card = page.locator(".text").bounding_box(), page.locator("#d1e1").bounding_box()
    assert text is not None
    assert card is not None
    assert card["y"] >= text["y"] + text["height"]
    page.locator("#d1t1").click()
    expect(page.locator("#d1e1")).to_be_in_viewport()


def test_print_shows_every_event(page: Page) -> None:
    page.emulate_media(media="print")
    last = page.locator(".card").last
    expect(last).to_be_visible()
    # nothing is cut off by a box that scrolls
    assert page.locator(".events").evaluate("element => element.scrollHeight <= element.clientHeight + 1")


def test_hostile_text_does_nothing(browser: Browser, coder: Coder, tmp_path: Path) -> None:
    text = (
        "Russian forces <script>document.title = 'owned'</script> shelled Ukrainian troops. "
        "<img src=https://example.invalid/x.png "
        "onerror=\"document.title = 'owned'\"> </style><style>body { display: none }</style> "
        "<meta http-equiv=refresh content='0;url=https://example.invalid/'>"
    )
    doc = coder.read(Article(text, title="<script>document.title = 'owned'</script> Iran attacks Israel"))
    file = tmp_path / "hostile.html"
    file.write_text(render_page([doc], coder.knowledge), encoding="utf-8")
    context = browser.new_context(viewport=WIDE, offline=True)
    watched = Watched(context.new_page(), file)
    watched.page.wait_for_timeout(200)
    assert watched.page.title() != "owned"
    assert watched.page.locator("body").is_visible()
    assert watched.page.evaluate("document.styleSheets.length") == 1
    assert watched.requests == [file.as_uri()]
    assert watched.complaints == []
    context.close()
