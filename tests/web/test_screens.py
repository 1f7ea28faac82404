"""Every page keeps its layout at three widths: `pytest tests/web/test_screens.py --snapshot-update` writes it anew.

Kept is no picture but where the landmarks stand across the page and in which order, so that other fonts change nothing.
A page that has no record yet gets one by that command.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from addresses import Addresses
from layout import GRID, layout, name_of
from playwright.sync_api import Browser, Page
from raw import Server

from dragoman.web.pages import PAGES
from dragoman.web.resource import Resource

SCREENS = Path(__file__).parent / "screens"
# How far a part may stand from where it stood, in pixels: one step of the grid, and what a letter of another font takes.
TOLERANCE = 3 * GRID


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    found = browser.new_page(reduced_motion="reduce")
    yield found
    found.close()


@pytest.mark.parametrize("resource", PAGES, ids=name_of)
def test_a_page_keeps_its_layout(
    resource: Resource, page: Page, server: Server, addresses: Addresses, pytestconfig: pytest.Config
) -> None:
    where = next((path for known, path in addresses.all() if known is resource), None)
    if where is None:
        pytest.skip(f"no link of the demonstration desk leads to {resource.path}")
    now = layout(page, server.root + where)
    path = SCREENS / f"{name_of(resource)}.json"
    if pytestconfig.getoption("--snapshot-update"):
        SCREENS.mkdir(exist_ok=True)
        path.write_text(json.dumps(now, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        return
    if not path.exists():
        pytest.skip(f"no layout of {resource.path} is kept yet; `pytest tests/web/test_screens.py --snapshot-update` writes it")
    assert differences(json.loads(path.read_text(encoding="utf-8")), now) == []


def test_no_layout_is_kept_of_a_page_that_is_gone() -> None:
    assert {path.stem for path in SCREENS.glob("*.json")} <= {name_of(resource) for resource in PAGES}


def test_what_moves_is_told() -> None:
    before = {"390": {"width": 390, "main": {"left": 16, "width": 352, "display": "block"}, "order": ["main"]}}
    moved = {"390": {"width": 390, "main": {"left": 16 + TOLERANCE + 1, "width": 352, "display": "flex"}, "order": ["main"]}}
    assert differences(before, before) == []
    assert differences(before, moved) == ["390 main display: block, now flex", f"390 main left: 16, now {17 + TOLERANCE}"]
    assert differences(before, {"390": {"width": 390, "order": []}}) == ["390 main: gone", "390 order: main, now none"]


def differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What stands elsewhere than it did, is there more or less often, or in another order."""
    found = []
    for width in sorted(before.keys() | now.keys()):
        old, new = before.get(width, {}), now.get(width, {})
        for part in sorted((old.keys() | new.keys()) - {"order", "width"}):
            if part not in old or part not in new:
                found.append(f"{width} {part}: {'new' if part in new else 'gone'}")
                continue
            for name in sorted(old[part].keys() & new[part].keys()):
                far = TOLERANCE if name in ("left", "width") else 0
                same = abs(old[part][name] - new[part][name]) <= far if far else old[part][name] == new[part][name]
                if not same:
                    found.append(f"{width} {part} {name}: {old[part][name]}, now {new[part][name]}")
        if old.get("width") != new.get("width"):
            found.append(f"{width} width: {old.get('width')}, now {new.get('width')}")
        if old.get("order") != new.get("order"):
            found.append(f"{width} order: {', '.join(old.get('order') or ['none'])}, now {', '.join(new.get('order') or ['none'])}")
    return found
