"""Write a picture of every page of the explorer to a folder, at three widths, light and dark: `python tools/screens.py FOLDER`.

The pages are of the demonstration desk, or of the desk that is named; what is written is for guides and for looking at, not for git.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

from playwright.sync_api import sync_playwright

from dragoman.desk.demo import build_demo
from dragoman.knowledge import load_knowledge
from dragoman.web.app import build_app

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "web"))
warnings.filterwarnings("ignore", message="Using .httpx. with .starlette.testclient.")
from addresses import walk  # noqa: E402
from layout import WIDTHS, name_of  # noqa: E402
from raw import serving, until_read  # noqa: E402
from starlette.testclient import TestClient  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
# The tallest picture, in pixels: beyond, a page is cut off.
TALLEST = 2_400


def main() -> None:
    """Make the pictures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--desk", type=Path)
    options.add_argument("--page", help="Only pages whose path holds this.", default="")
    asked = options.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        desk, knowledge = asked.desk or Path(place) / "demo.duckdb", load_knowledge()
        if asked.desk is None:
            build_demo(desk, knowledge)
        with TestClient(build_app(desk, knowledge), base_url="http://127.0.0.1", follow_redirects=False) as client:
            until_read(client)
            found = [(page, where) for page, where in walk(client).all() if asked.page in page.path]
        with serving(desk) as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
            for scheme in ("light", "dark"):
                window = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
                for page, where in found:
                    for width in WIDTHS:
                        window.set_viewport_size({"width": width, "height": 900})
                        window.goto(server.root + where)
                        tall = min(TALLEST, window.evaluate("document.documentElement.scrollHeight"))
                        target = asked.folder / f"{name_of(page)}-{width}-{scheme}.png"
                        window.screenshot(path=target, clip={"x": 0, "y": 0, "width": width, "height": tall}, full_page=True)
            browser.close()
    print(f"{len(found) * len(WIDTHS) * 2} pictures in {asked.folder}")


if __name__ == "__main__":
    main()
