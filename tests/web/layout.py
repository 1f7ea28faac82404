"""Where the parts of a page stand, as plain numbers that two machines with other fonts still agree on."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from dragoman.web.resource import Resource

WIDTHS = (390, 800, 1280)
# Positions and widths are rounded to so many pixels.
GRID = 8
# Landmarks, and the parts that a reader would miss.
PARTS = (
    "body > header", "header nav", "header form", "main", "main h1", "main form", "main section", "main .wide", "main figure", "body > footer",
)  # fmt: skip
# Parts as wide as their letters: another font has another width.
OF_LETTERS = ("header form",)
# Of each part: how the first is set, and where it stands across the page. How many there are depends on what is told.
READ = """([selectors, lettered, grid]) => {
  const near = value => Math.round(value / grid) * grid;
  const found = {width: document.documentElement.scrollWidth};
  let order = [];
  for (const selector of selectors) {
    const all = [...document.querySelectorAll(selector)].filter(e => e.getClientRects().length);
    if (!all.length) continue;
    const box = all[0].getBoundingClientRect(), style = getComputedStyle(all[0]);
    found[selector] = {display: style.display};
    if (!lettered.includes(selector)) Object.assign(found[selector], {left: near(box.left), width: near(box.width)});
    order.push([box.top + scrollY, selector]);
  }
  found.order = order.sort((a, b) => a[0] - b[0]).map(([, selector]) => selector);
  return found;
}"""


def name_of(resource: Resource) -> str:
    """The file that a page's layout is kept in."""
    return "-".join(step.strip("{}") for step in resource.path.split("/") if step) or "overview"


def layout(page: Page, url: str) -> dict[str, Any]:
    """Where the parts of a page stand, at each width."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(url)
        found[str(width)] = page.evaluate(READ, [PARTS, OF_LETTERS, GRID])
    return found
