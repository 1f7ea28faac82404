"""Every page of the explorer, in the order they are looked for, and what may be sent to it."""

from collections.abc import Callable, Mapping

from dragoman.web.pages import (
    about,
    actors,
    annotate,
    articles,
    aside,
    blocs,
    briefs,
    claims,
    codebook,
    dyads,
    events,
    incidents,
    known,
    overview,
    places,
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
    *actors.PAGES,
    *blocs.PAGES,
    *places.PAGES,
    *claims.PAGES,
    *briefs.PAGES,
    *about.PAGES,
)
POSTS: Mapping[str, Callable[..., str]] = {"annotate": annotate.say}
