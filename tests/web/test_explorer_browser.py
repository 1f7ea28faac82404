"""The explorer in a real browser: what a desk does with it every day, with scripts and without, by keyboard, on a telephone, in print."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from addresses import Addresses
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pypdf import PdfReader
from raw import Server, serving

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.model.annotation import NOT_AN_EVENT
from dragoman.store.annotations import open_annotations
from dragoman.store.file import open_writer

WIDTHS = (390, 800, 1280)
Scheme = Literal["light", "dark"]


class Watched:
    """A window and all that goes on behind it."""

    def __init__(self, context: BrowserContext, root: str) -> None:
        self.page = context.new_page()
        self.root = root
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(f"{message.text} {message.location.get('url')}"))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda asked: self.outside.append(asked.url) if not asked.url.startswith(root + "/") else None)


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def watched(browser: Browser, server: Server, request: pytest.FixtureRequest) -> Iterator[Watched]:
    able = request.getfixturevalue("scripts") if "scripts" in request.fixturenames else True
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, reduced_motion="reduce", java_script_enabled=able, base_url=server.root
    )
    found = Watched(context, server.root)
    yield found
    context.close()
    assert found.complaints == []
    assert found.outside == []


@pytest.fixture
def page(watched: Watched) -> Page:
    return watched.page


# -- what a desk does with it


def test_from_an_article_to_an_event_to_its_rule_and_back(page: Page, scripts: bool) -> None:
    page.goto("/articles")
    page.locator("td[data-of=title] a").first.click()
    expect(page).to_have_url(re.compile("/article/"))
    article = page.url
    page.get_by_role("link", name="this event report").first.click()
    expect(page).to_have_url(re.compile("/event/"))
    words = page.locator("#words mark")
    expect(words).to_be_visible()
    trigger = words.inner_text()
    expect(page.locator("h2#why + ol li").first).to_be_visible()
    page.get_by_role("link", name=re.compile("^all of rule")).click()
    expect(page).to_have_url(re.compile(r"/search\?rule=en\."))
    assert page.locator("table.rows tbody tr").count() > 0
    page.go_back()
    expect(page.locator("#words mark")).to_have_text(trigger)
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape(article)))


def test_three_outlets_on_one_incident(page: Page, scripts: bool) -> None:
    page.goto("/incidents?origins=3")
    page.locator("td[data-of=origins] a").first.click()
    expect(page).to_have_url(re.compile("/incident/"))
    outlets = page.get_by_role("region", name="Outlets side by side").locator("tbody tr")
    assert outlets.count() >= 3
    assert len({outlet.locator("td").first.inner_text() for outlet in outlets.all()}) >= 3
    assert page.locator(".told li a").count() >= 3
    assert "None" not in page.get_by_role("region", name="Outlets side by side").inner_text(), "an open end is told as one"


def test_from_a_dyads_peak_to_the_sentence_under_it(page: Page, scripts: bool) -> None:
    page.goto("/dyad/RUS/UKR?unit=week")
    picture = page.frame(url=re.compile(r"/dyad/RUS/UKR\.svg"))
    assert picture is not None
    bars = picture.locator("a > path[aria-label*='; incidents ']")
    said = [bar.get_attribute("aria-label") or "" for bar in bars.all()]
    counts = [int(found[1]) if (found := re.search("; incidents ([0-9]+);", label)) else 0 for label in said]
    at = counts.index(max(counts))
    week = re.match("period ([^;]+);", said[at])
    assert week
    bars.nth(at).click()
    expect(page).to_have_url(re.compile(f"/incidents.*since={week[1]}"))
    assert page.locator("table.rows tbody tr").count() == counts[at] > 1
    page.locator("table.rows tbody td[data-of=day] a").first.click()
    expect(page).to_have_url(re.compile("/incident/"))
    page.locator(".told li a[href^='/event/']").first.click()
    expect(page).to_have_url(re.compile("/event/"))
    expect(page.locator("#words mark")).to_be_visible()
    assert len(page.locator("#words").inner_text().split()) > 4, "the sentence stands there, not its trigger alone"


def test_opinion_is_filtered_out(page: Page, scripts: bool) -> None:
    page.goto("/search?per=200")
    before = int(page.locator(".figure-line strong").inner_text().replace(",", ""))
    page.get_by_role("link", name="without opinion").click()
    expect(page).to_have_url(re.compile("voice=report"))
    after = int(page.locator(".figure-line strong").inner_text().replace(",", ""))
    assert 0 < after < before
    assert set(page.locator("td[data-of=voice]").all_inner_texts()) == {"report"}
    page.get_by_label("voice").select_option("opinion")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("voice=opinion"))
    assert int(page.locator(".figure-line strong").inner_text().replace(",", "")) == before - after


def test_words_in_another_script_are_searched(browser: Browser, tmp_path: Path, knowledge: Knowledge) -> None:
    desk = tmp_path / "scripts.duckdb"
    titles = ("Найроби обстрелял два города", "ケニアが二つの町を砲撃", "كينيا تقصف بلدتين", "Kenya shells two towns")
    with open_writer(desk) as store:
        articles = [
            Article("Kenya shelled two towns in Somalia.", title=title, id=f"a{number}") for number, title in enumerate(titles)
        ]
        add_articles(store, articles, {})
        code_desk(store, knowledge)
    with serving(desk) as server, browser.new_context() as context:
        page = context.new_page()
        for number, words in enumerate(("НАЙРОБИ города", "砲撃", "بلدتين")):
            page.goto(f"{server.root}/articles")
            page.get_by_role("searchbox").fill(words)
            page.get_by_role("searchbox").press("Enter")
            page.get_by_role("link", name="articles with these words").click()
            expect(page.locator("td[data-of='title']")).to_have_text([titles[number]])


@pytest.fixture
def judging(browser: Browser, desk: Path, tmp_path: Path, scripts: bool) -> Iterator[tuple[Page, Path]]:
    """A window on a desk of this test's own, since annotations lie beside it."""
    own = Path(shutil.copyfile(desk, tmp_path / "own.duckdb"))
    with serving(own) as server, browser.new_context(java_script_enabled=scripts, base_url=server.root) as context:
        yield context.new_page(), own


def test_ten_events_are_annotated_by_keyboard(judging: tuple[Page, Path], scripts: bool) -> None:
    page, own = judging
    page.goto("/annotate")
    page.get_by_label("your label").focus()
    page.keyboard.type("A")
    page.keyboard.press("Enter")
    for number, verdict in enumerate(["right"] * 4 + ["wrong"] * 3 + ["no event"] * 3):
        expect(page.get_by_text(f"{number} event report")).to_be_visible()
        if scripts:
            for key in {"right": "r", "wrong": "1w", "no event": "x"}[verdict]:
                page.keyboard.press(key)
            continue
        if verdict == "wrong":
            page.locator("[name=wrong-event_type]").focus()
            page.keyboard.press("Space")
        page.get_by_role("button", name=re.compile(f"^{verdict}", re.IGNORECASE)).focus()
        page.keyboard.press("Enter")
    expect(page.get_by_text("10 event reports judged")).to_be_visible()
    kept = open_annotations(own).latest("A")
    assert [(one.verdict, *one.fields) for one in kept] == [("right",)] * 4 + [("wrong", "event_type")] * 3 + [
        ("wrong", NOT_AN_EVENT)
    ] * 3
    assert len({(one.article_id, one.event_id) for one in kept}) == 10


def test_a_brief_is_printed_with_its_words_and_where_they_stand(page: Page, scripts: bool) -> None:
    page.goto("/brief/RUS/UKR")
    sections = page.locator("main h2").all_inner_texts()
    notes = page.locator("main a[href^='/event/'], main a[href^='/article/']").count()
    printed = PdfReader(io.BytesIO(page.pdf(format="A4")))
    text = " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    assert {"What happened", "What is claimed", "What is opinion"} <= set(sections)
    assert [section for section in sections if section not in text] == []
    assert notes > 5
    assert "Search" not in text, "what only a screen needs"
    assert 1 <= len(printed.pages) < 20


# -- on every page


def test_no_page_scrolls_sideways(page: Page, addresses: Addresses) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for _, where in addresses.all():
            page.goto(where)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (where, width)


# What makes a page easy to find one's way in without seeing it, as a list of what is wrong.
LANDMARKS = """() => {
  const wrong = [], all = selector => [...document.querySelectorAll(selector)];
  if (document.documentElement.lang !== 'en') wrong.push('lang');
  if (all('main').length !== 1) wrong.push(`${all('main').length} main`);
  if (all('h1').length !== 1) wrong.push(`${all('h1').length} h1`);
  const levels = all('h1, h2, h3, h4, h5, h6').map(h => [+h.tagName[1], h.textContent.trim()]);
  levels.forEach(([level, text], i) => {
    if (!text) wrong.push('an empty heading');
    if (level > (i ? levels[i - 1][0] : 0) + 1) wrong.push(`h${level} "${text.slice(0, 40)}" after h${i ? levels[i - 1][0] : 0}`);
  });
  const ids = all('[id]').map(e => e.id);
  new Set(ids.filter((id, i) => ids.indexOf(id) !== i)).forEach(id => wrong.push(`id ${id} twice`));
  all('input:not([type=hidden]), select, textarea').forEach(e => { if (!e.labels.length && !e.ariaLabel) wrong.push(`no label: ${e.name}`); });
  all('a[href]').forEach(e => { if (!(e.textContent.trim() || e.ariaLabel)) wrong.push(`a link without words: ${e.getAttribute('href')}`); });
  all('button').forEach(e => { if (!e.textContent.trim() && !e.ariaLabel) wrong.push('a button without words'); });
  all('img, svg[role=img]').forEach(e => { if (!e.alt && !e.ariaLabel) wrong.push('a picture without words'); });
  all('table').forEach(e => { if (!e.querySelector('th')) wrong.push('a table without headings'); });
  all('[aria-labelledby], [aria-describedby]').forEach(e => {
    for (const id of (e.getAttribute('aria-labelledby') || e.getAttribute('aria-describedby')).split(' '))
      if (!document.getElementById(id)) wrong.push(`no element ${id}`);
  });
  all('nav, [role=region]').forEach(e => { if (!e.ariaLabel && !e.getAttribute('aria-labelledby')) wrong.push(`${e.tagName} without a name`); });
  if (!document.title.trim()) wrong.push('no title');
  return wrong;
}"""


def test_every_page_can_be_found_ones_way_in(page: Page, addresses: Addresses) -> None:
    wrong = {}
    for _, where in addresses.all(2):
        page.goto(where)
        if found := page.evaluate(LANDMARKS):
            wrong[where] = found
    assert wrong == {}


# Texts whose ink is too near to the paper under it: 4.5 to 1, or 3 to 1 where letters are large. Colours are asked of the browser itself.
CONTRAST = r"""() => {
  const paint = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
  const rgba = colour => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const part = v => { const s = v / 255; return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  const paper = e => { const layers = []; for (let q = e; q; q = q.parentElement) layers.push(rgba(getComputedStyle(q).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]); };
  const low = new Map();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walk.nextNode(); n; n = walk.nextNode()) {
    const e = n.parentElement, style = getComputedStyle(e);
    if (!n.data.trim() || e.closest('svg') || !e.getClientRects().length || style.visibility === 'hidden') continue;
    const under = paper(e), ink = over(rgba(style.color), under);
    const ratio = (Math.max(light(ink), light(under)) + 0.05) / (Math.min(light(ink), light(under)) + 0.05);
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && +style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) low.set(`${e.tagName}.${e.className}`, [Math.round(ratio * 100) / 100, n.data.trim().slice(0, 30)]);
  }
  return Object.fromEntries(low);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_stands_out_from_its_paper(page: Page, addresses: Addresses, scheme: Scheme) -> None:
    page.emulate_media(color_scheme=scheme)
    low = {}
    for _, where in addresses.all():
        page.goto(where)
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", shade)[:3])) > 600) is (scheme == "light"), where
        if found := page.evaluate(CONTRAST):
            low[where] = found
    assert low == {}


def test_every_page_prints_without_what_only_a_screen_needs(page: Page, addresses: Addresses) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for _, where in addresses.all():
        page.goto(where)
        for selector in (".menu", ".find", ".skip", ".ask", ".turn"):
            assert not page.locator(selector).first.is_visible(), (where, selector)
        assert page.locator("h1").is_visible()
        assert page.locator(".cite").is_visible(), "how to cite it stands on paper too"
        shade = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert sum(map(int, re.findall(r"\d+", shade)[:3])) > 600 or "0, 0, 0, 0" in shade, (where, "paper is light")
    assert page.pdf(format="A4").startswith(b"%PDF")


# -- by keyboard alone

FOCUS = """() => { const e = document.activeElement, s = getComputedStyle(e);
  const seen = (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none' || e.closest('svg') !== null || e.tagName === 'OBJECT';
  const box = e.getBoundingClientRect();
  return {name: `${e.tagName}.${e.className} ${(e.textContent || e.name || '').trim().slice(0, 40)}`, seen, on: box.right > 0 && box.width > 0}; }"""


def test_the_first_key_leads_past_the_menu(page: Page, scripts: bool) -> None:
    page.goto("/search")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_text("To the page")
    expect(focused).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    assert page.locator("main :focus").count() == 1, "the next key is in the page"


def test_where_the_keyboard_is_can_be_seen_on_every_page(page: Page, addresses: Addresses) -> None:
    unseen = {}
    for _, where in addresses.all():
        page.goto(where)
        for _ in range(40):
            page.keyboard.press("Tab")
            at = page.evaluate(FOCUS)
            if at["name"].startswith("BODY"):
                break
            if not (at["seen"] and at["on"]):
                unseen.setdefault(where, []).append(at["name"])
    assert unseen == {}


def test_keys_search_and_turn_pages(page: Page) -> None:
    page.goto("/search?per=20")
    page.keyboard.press("n")
    expect(page).to_have_url(re.compile("page=2"))
    page.keyboard.press("p")
    expect(page).to_have_url(re.compile("page=1"))
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("n/p")
    expect(page.get_by_role("searchbox")).to_have_value("n/p")
    expect(page).to_have_url(re.compile("page=1"))


def test_a_form_is_filled_and_sent_by_keyboard(page: Page, scripts: bool) -> None:
    page.goto("/search")
    page.get_by_label("type", exact=True).focus()
    page.keyboard.type("assault")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("type=assault"))
    assert set(page.locator("td[data-of='type']").all_inner_texts()) == {"ASSAULT"}
