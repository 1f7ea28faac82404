"""The demonstration corpus: what five invented outlets told of two months of real public happenings."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib import resources
from pathlib import Path

from pydantic import Field

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.knowledge.files import walk
from dragoman.knowledge.schemas import Row
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.store.file import open_snapshot, open_writer

# The invented agency's credits. It is no actor of the world: only a desk of this corpus knows it.
AGENCIES = {"corvane": "CORVANE", "corvane news agency": "CORVANE"}


class Outlet(Row):
    """An invented paper, agency or station: its name, where it stands, and the state it is imagined in."""

    name: str
    leaning: str
    country: str


class Told(Row):
    """One article of an outlet; `published` is left out where the text is to be undated."""

    id: str
    title: str
    text: str
    url: str = Field(pattern=r"^https://[\w.-]+\.example/")
    published: date | None = None
    author: str = ""


class OutletFile(Row):
    """A file of the corpus: an outlet and its articles in the order they were printed."""

    outlet: Outlet
    article: tuple[Told, ...]


def demo_outlets() -> tuple[OutletFile, ...]:
    """The outlets with their articles, in order of their files' names."""
    files = walk(resources.files("dragoman") / "desk" / "corpus", ".toml")
    return tuple(OutletFile.model_validate(tomllib.loads(content.decode("utf-8"))) for _, content in files)


def demo_articles() -> list[Article]:
    """Every article of the corpus, those of one outlet together."""
    return [
        Article(
            text=normalise_text(told.text.strip()),
            title=told.title,
            published=told.published,
            id=told.id,
            url=told.url,
            publisher=file.outlet.name,
            author=told.author,
            language="en",
        )
        for file in demo_outlets()
        for told in file.article
    ]


def demo_agencies() -> dict[str, str]:
    """The names that the corpus credits its wire by, in small letters, each with the wire's id."""
    return dict(AGENCIES)


def make_way(path: Path) -> None:
    """Take away a desk of the corpus alone, which can be made again. Raises UsageError for any other, StoreError for no desk."""
    if not path.exists():
        return
    reader = open_snapshot(path)
    try:
        held = {row["article_id"] for row in reader.rows("article_ids")}
        others = len(held - {article.key for article in demo_articles()}) + reader.rows("desk_counts")[0]["foreign_events"]
    finally:
        reader.close()
    if others or not held:
        raise UsageError(f"{path}: another desk, which stays as it is; name a file that is not there yet")
    path.unlink()
    path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def build_demo(path: Path, knowledge: Knowledge) -> None:
    """Make a desk of the corpus at `path`: added, coded and linked. Raises StoreError."""
    with open_writer(path) as store:
        add_articles(store, demo_articles(), {**knowledge.credits(), **demo_agencies()})
        code_desk(store, knowledge)
