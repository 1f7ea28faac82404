"""Every page of the explorer, in the order they are looked for, and what may be sent to it."""

from collections.abc import Callable, Mapping

from dragoman.web.pages import (
    about,
    annotate,
    articles,
    aside,
    codebook,
    dyads,
    events,
    incidents,
    known,
    overview,
    quality,
    runs,
    search,
    sql,
)
from dragoman.web.resource import Resource

PAGES: tuple[Resource, ...] = (
    *overview.PAGES,
    *search.PAGES,
    *articles.PAGES,
    *events.PAGES,
    *incidents.PAGES,
    *annotate.PAGES,
    *quality.PAGES,
    *aside.PAGES,
    *runs.PAGES,
    *codebook.PAGES,
    *known.PAGES,
    *sql.PAGES,
    *dyads.PAGES,
    *about.PAGES,
)
POSTS: Mapping[str, Callable[..., str]] = {"annotate": annotate.say}
