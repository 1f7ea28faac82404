"""About: what the explorer's addresses answer, for people and, as OpenAPI, for programs."""

from __future__ import annotations

from dragoman.web.page import Page, Shape, Table, columns, of_names
from dragoman.web.resource import Ask, Resource

COLUMNS = Shape("columns", "What each column of any table holds. One row a column.", of_names("name kind about".split()))


def about(ask: Ask) -> Page:
    """What can be asked, and what every column holds."""
    from dragoman.web.pages import PAGES

    rows = [column._asdict() for column in columns().values()]
    return Page("About this explorer", (Table(COLUMNS, rows),), "about.html", shown={"resources": PAGES})


PAGES = (Resource("/about", "What can be asked here, and what every column holds.", about, (COLUMNS,)),)
