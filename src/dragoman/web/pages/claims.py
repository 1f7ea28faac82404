"""What is said: claims by speaker, and judgements by outlet."""

from __future__ import annotations

from typing import Any

from dragoman.desk.naming import actor_key, name_of_actor
from dragoman.relations.dyads import bounds_of
from dragoman.web.asking import OUTLET, PAGED, STRETCH, Option
from dragoman.web.links import REPORT_LINKS
from dragoman.web.page import Page, Shape, Table, of_names, offset, paged
from dragoman.web.resource import Ask, Resource, address

CLAIMS = Shape(
    "claims",
    "Claims, promises, demands, threats and denials, the latest first. What is claimed is not what happened. One row a statement in an article.",
    of_names("published publisher type speaker words about_id speaker_id strength title url article_id".split()),
    of_names("published publisher type speaker words about_id".split()),
)
STANCE = Shape(
    "stance",
    "Words of judgement on one actor by outlet: for or against, how strong, and in whose voice. One row an outlet, attitude, strength and voice.",
    of_names("publisher polarity strength own judgements articles".split()),
)
TYPES = ("claim", "promise", "demand", "threat", "denial")
# What asks for statements in which nobody is named.
NONE = "none"
STRENGTHS = {1: "plain", 2: "strong", 3: "extreme"}


def claims(ask: Ask) -> Page:
    """Statements that have all that is asked, and when who says what about whom."""
    knowledge = ask.knowledge
    speaker, about = (_side(ask[name], ask) for name in ("speaker", "about"))
    days = {"since": ask["since"], "until": ask["until"]}
    known = sorted({*knowledge.actors.states, *knowledge.actors.organisations})
    rows = ask.store.rows(
        "claims_listed",
        speaker=speaker,
        about=about,
        type=ask["type"],
        outlet=ask["outlet"],
        words=ask["words"],
        known=known,
        **days,
        most=ask["per"],
        skip=offset(ask.options),
    )
    total = rows[0]["found"] if rows else 0
    paged(rows, total, ask.options)
    asked = {"type": ask["type"], "outlet": ask["outlet"], "words": ask["words"]}

    def behind(row: dict[str, Any]) -> str:
        whose = {name: row[name] if row[name] in known else NONE for name in ("speaker", "about")}
        return address("claims", **whose, type=row["type"], since=row["since"], until=row["until"])

    def picture() -> Any:
        from dragoman.desk.pictures import claims_picture  # heavy: only for pictures

        return claims_picture(ask.store, knowledge, speaker=speaker, about=about, **days, link=behind)

    notes = []
    drawn = rows and not any(asked.values()) and NONE not in (speaker, about)
    if rows and not drawn:
        notes.append("The picture tells all types, outlets and words: ask without them to see it.")
    links = {
        "published": REPORT_LINKS["published"],
        "words": REPORT_LINKS["article_id"],
        "title": REPORT_LINKS["title"],
        "publisher": lambda row: address("articles", outlet=row["publisher"]),
        "speaker": lambda row: address("actor", row["speaker_id"][0]) if row["speaker_id"] else "",
    }
    return Page(
        "Claims",
        (Table(CLAIMS, rows, links, total, nothing="No such statement."),),
        notes=notes,
        picture=picture if drawn else None,
    )


def _side(name: str | None, ask: Ask) -> str | None:
    return name if name in (None, "", NONE) else actor_key(name or "", ask.knowledge)


def stance(ask: Ask) -> Page:
    """How outlets judge an actor."""
    if not ask["actor"]:
        return Page(
            "Stance", (Table(STANCE, [], nothing="Name an actor."),), notes=("Whom do outlets judge, and how? Name an actor.",)
        )
    store, knowledge = ask.store, ask.knowledge
    days = {"since": ask["since"], "until": ask["until"]}
    first, last = bounds_of(store, "incident", **days)
    who = actor_key(ask["actor"], knowledge, last)

    def behind(row: dict[str, Any]) -> str:
        return address("articles", outlet=row["publisher"], **days)

    def picture() -> Any:
        from dragoman.desk.pictures import stance_picture  # heavy: only for pictures

        return stance_picture(store, knowledge, who, **days, link=lambda row: f"{address('actor', who, **days)}#judged")

    found = store.rows("judgements_of", who=who, since=first.isoformat(), until=last.isoformat())
    rows = [
        {
            **row,
            "strength": STRENGTHS.get(row["strength"], str(row["strength"])),
            "judgements": row["count"],
            "articles": len(row["article_ids"]),
        }
        for row in found
    ]
    shown = rows[offset(ask.options) : offset(ask.options) + ask["per"]]
    paged(shown, len(rows), ask.options)
    name = name_of_actor(who, knowledge)
    return Page(
        f"How outlets judge {name}",
        (Table(STANCE, shown, {"publisher": behind}, len(rows), nothing="No outlet judges it in words that are known."),),
        notes=(f"The words themselves stand on the page of {name}: {address('actor', who)}#judged",) if rows else (),
        picture=picture if rows else None,
    )


PAGES = (
    Resource(
        "/claims",
        "Claims, promises, demands, threats and denials: who says what about whom.",
        claims,
        (CLAIMS,),
        (
            Option("speaker", f"Only what this actor says: a name, id or country code; {NONE}: where none is known."),
            Option("about", f"Only what names this actor; {NONE}: where none is known."),
            Option("type", "Only of this type.", "choice", None, TYPES),
            OUTLET,
            *STRETCH,
            Option("words", "Only what has these words in a row."),
            *PAGED,
        ),
        pictured=True,
    ),
    Resource(
        "/stance",
        "How outlets judge an actor, in their own voice and in those they quote.",
        stance,
        (STANCE,),
        (Option("actor", "Whom they judge: a name, id or country code."), *STRETCH, *PAGED),
        pictured=True,
    ),
)
