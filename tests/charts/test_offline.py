"""A picture's page in a real browser: its marks are there, and the network is asked for nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from dragoman.charts import Basis, Picture, draw_stance, page_of, write_picture

Drawn = Callable[[int], dict[str, Picture]]


def opened(browser: Browser, file: Path) -> tuple[str, int, list[str], list[str]]:
    """The page's title, how many marks it draws, what it asks for and what it complains of."""
    context = browser.new_context(viewport={"width": 900, "height": 1000}, offline=True)
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(file.as_uri())
    page.wait_for_selector("#picture svg")
    title, marks = page.title(), page.locator("#picture svg path").count()
    context.close()
    return title, marks, asked, complaints


def test_each_page_draws_its_marks_without_the_network(browser: Browser, all_pictures: Drawn, tmp_path: Path) -> None:
    for name, picture in all_pictures(800).items():
        file = tmp_path / f"{name}.html"
        write_picture(picture, file)
        title, marks, asked, complaints = opened(browser, file)
        assert title == " ".join(picture.to_dict()["title"]["text"])
        assert marks > 10, name
        assert (asked, complaints) == ([file.as_uri()], []), name


def test_without_scripts_the_picture_is_there_too(browser: Browser, all_pictures: Drawn, tmp_path: Path) -> None:
    picture = all_pictures(800)["series"]
    file = tmp_path / "a.html"
    write_picture(picture, file)
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(file.as_uri())
    box = page.locator("noscript svg").bounding_box()
    assert box is not None
    assert box["height"] > 300
    context.close()


def test_a_hostile_name_does_nothing(browser: Browser, tmp_path: Path) -> None:
    name = "</script><script>document.title='owned'</script><img src=https://example.invalid/x onerror=\"document.title='owned'\">"
    rows = [{"publisher": name, "polarity": 1, "strength": 1, "own": True, "count": 2}]
    basis = Basis(2, "judgement", None, 2, 3, date(2024, 4, 1), date(2024, 4, 2), "demo")
    file = tmp_path / "hostile.html"
    picture = draw_stance(rows, outlets=[{"publisher": name, "articles": 3}], whom="X", basis=basis)
    file.write_text(page_of(picture), encoding="utf-8")
    title, marks, asked, complaints = opened(browser, file)
    assert title == "How outlets judge X: words of judgement"
    assert marks > 0
    assert (asked, complaints) == ([file.as_uri()], [])
