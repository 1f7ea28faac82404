"""The codebook: what each type takes and leaves, its modes, scores and CAMEO codes, and the rules with the sentences that prove them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.desk.naming import type_key
from dragoman.knowledge import Knowledge
from dragoman.knowledge.schemas import EventType, RuleRow
from dragoman.reading.words import QUADS
from dragoman.web.links import rule_link, to_type
from dragoman.web.page import Page, Row, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource, address

TYPES = Shape(
    "types",
    "PLOVER's sixteen types by quad class, with what this desk has of each. One row a type.",
    of_names("event_type name quad score modes rules reports happenings incidents definition".split()),
    of_names("event_type quad score reports happenings incidents rules definition".split()),
)
CONTEXTS = Shape(
    "contexts",
    "What an act is about, beside its type. One row a context.",
    of_names("code name definition reports happenings".split()),
    of_names("code definition reports".split()),
)
SECTORS = Shape(
    "sectors", "What part of a state or society an actor is. One row a sector.", of_names("code name definition".split())
)
INTERNATIONAL = Shape(
    "international",
    "What stands in the place of the country for actors of no state. One row a code.",
    of_names("code name definition".split()),
)
DEVIATIONS = Shape(
    "deviations", "Where this codebook is not the manual. One row a deviation.", of_names("name text about why".split())
)
RULES = Shape(
    "rules",
    "The rules that code this type, and the sentences that prove them. One row a rule.",
    of_names("rule mode rule_words reports yes no note".split()),
)
MODES = Shape(
    "modes",
    "Modes of the type. One row a mode.",
    of_names("mode_code score reports definition example".split()),
)
CAMEO = Shape(
    "cameo",
    "CAMEO codes that fall under the type, and the way back: rank 1 is what exports write. One row a code and mode.",
    of_names("cameo label mode_code goldstein rank note".split()),
)
OTHERS = Shape(
    "other_rules",
    "Rules of other types whose acts became this type by their status or their mode. One row a rule.",
    of_names("rule of_type reports".split()),
)


class Counts:
    """How many event reports of this desk each rule, mode and context has."""

    def __init__(self, rows: list[Row]) -> None:
        self.types: Counter[str] = Counter()
        self.happened: Counter[str] = Counter()
        self.contexts: Counter[str] = Counter()
        self.context_happened: Counter[str] = Counter()
        self.rules: Counter[tuple[str, str]] = Counter()
        self.modes: Counter[tuple[str, str]] = Counter()
        for row in rows:
            key = (row["event_type"], row["value"])
            if row["facet"] == "rule":
                self.types[row["event_type"]] += row["reports"]
                self.happened[row["event_type"]] += row["happenings"]
                self.rules[key] += row["reports"]
            elif row["facet"] == "mode":
                self.modes[key] += row["reports"]
            else:
                self.contexts[row["value"]] += row["reports"]
                self.context_happened[row["value"]] += row["happenings"]


def codebook(ask: Ask) -> Page:
    """All types, contexts and sectors."""
    book, rules = ask.knowledge.ontology, Counter(rule.event for rule in ask.knowledge.lexicon.rules.values())
    counts = Counts(ask.store.rows("codebook_counts"))
    incidents = {row["event_type"]: row["incidents"] for row in ask.store.rows("incidents_by_type")}
    types = [
        {
            "event_type": row.id,
            "name": row.name,
            "quad": row.quad,
            "score": row.score,
            "modes": [mode.id for mode in row.mode],
            "rules": rules[row.id],
            "reports": counts.types[row.id],
            "happenings": counts.happened[row.id],
            "incidents": incidents.get(row.id, 0),
            "definition": row.definition,
        }
        for row in sorted(book.types.values(), key=lambda row: row.quad)
    ]
    contexts = [
        {
            "code": row.id,
            "name": row.name,
            "definition": row.definition,
            "reports": counts.contexts[row.id],
            "happenings": counts.context_happened[row.id],
        }
        for row in book.contexts.values()
    ]
    deviations = [{"name": row.topic, "text": row.manual, "about": row.ours, "why": row.why} for row in book.deviations]
    links = {
        "event_type": to_type,
        "rules": to_type,
        "reports": lambda row: address("search", type=row["event_type"]),
        "happenings": lambda row: address("search", type=row["event_type"], happened="yes"),
        "incidents": lambda row: address("incidents", type=row["event_type"]),
    }
    return Page(
        "Codebook",
        (
            Table(TYPES, types, links, title="Event types"),
            Table(CONTEXTS, contexts),
            Table(SECTORS, [row.model_dump() for row in book.sectors.values()]),
            Table(INTERNATIONAL, [row.model_dump() for row in book.international.values()], title="Actors of no state"),
            Table(DEVIATIONS, deviations),
        ),
        "codebook.html",
        shown={"quads": list(book.quads.values()), "deviations": book.deviations},
    )


def one_type(ask: Ask) -> Page:
    """One type: definition, boundaries, rulings, modes, rules, and how much of it this desk has."""
    book = ask.knowledge.ontology
    row = book.types[type_key(ask.parts["type"], ask.knowledge)]
    counts = Counts(ask.store.rows("codebook_counts"))
    incidents = {item["event_type"]: item["incidents"] for item in ask.store.rows("incidents_by_type")}.get(row.id, 0)
    rules = list(_rules(row, ask.knowledge, counts))
    own = {rule["rule"] for rule in rules}
    others = [
        {"rule": rule, "of_type": _type_of(rule, ask.knowledge), "event_type": row.id, "reports": count}
        for (event_type, rule), count in sorted(counts.rules.items(), key=lambda item: (-item[1], item[0][1] or ""))
        if event_type == row.id and rule not in own
    ]
    modes = [
        {
            "event_type": row.id,
            "mode_code": mode.id,
            "score": mode.score,
            "definition": mode.definition,
            "example": mode.example,
            "reports": counts.modes[row.id, mode.id],
        }
        for mode in row.mode
    ]
    to_search = {"reports": lambda item: address("search", type=row.id, rule=item["rule"])}
    facts = {
        **row.model_dump(exclude={"mode"}),
        "reports": counts.types[row.id],
        "happenings": counts.happened[row.id],
        "incidents": incidents,
    }
    return Page(
        f"{row.id}: {row.name}",
        (
            Table(RULES, rules, to_search, nothing="The lexicon has no rule for it yet."),
            Table(MODES, modes, title="Modes", nothing="The type has no modes."),
            Table(CAMEO, list(_cameo(row, ask.knowledge)), title="CAMEO", nothing="No CAMEO code falls here."),
            Table(
                OTHERS,
                others,
                {**to_search, "rule": rule_link(ask.knowledge)},
                title="Coded by rules of other types",
                nothing="None in this desk.",
            ),
        ),
        "codebook_type.html",
        facts=facts,
        shown={"row": row, "quad": QUADS[row.quad], "kinds": list(book.types.values()), "facts": facts},
    )


def _type_of(rule: str | None, knowledge: Knowledge) -> str:
    found = knowledge.lexicon.rules.get(rule or "")
    return found.event if found else ""


def _rules(row: EventType, knowledge: Knowledge, counts: Counts) -> Iterator[Row]:
    for rule in sorted(knowledge.lexicon.rules.values(), key=lambda rule: rule.id):
        if rule.event == row.id:
            yield {
                "event_type": row.id,
                "rule": rule.id,
                "mode": list(rule.mode),
                "rule_words": _words(rule.row),
                "reports": counts.rules[row.id, rule.id],
                "yes": [item.text for item in rule.row.yes],
                "no": list(rule.row.no),
                "note": rule.row.note,
            }


def _words(row: RuleRow) -> list[str]:
    """The words that bring a rule, and those that it asks for beside them."""
    beside: Mapping[str, Any] = {"object": row.objects, **row.tells}
    return [
        *row.verbs,
        *row.nouns,
        *row.adjectives,
        *(f"with {role}: {', '.join(words)}" for role, words in beside.items() if words),
        *(f"unless {role}: {', '.join(words)}" for role, words in row.unless.items()),
    ]


def _cameo(row: EventType, knowledge: Knowledge) -> Iterator[Row]:
    book = knowledge.ontology
    ranks = {(way.cameo, way.mode): way.rank for way in book.ways if way.type == row.id}
    for code in book.cameo.values():
        if code.type == row.id:
            yield {
                "cameo": code.code,
                "label": code.label,
                "mode_code": code.mode or None,
                "goldstein": code.goldstein,
                "rank": ranks.pop((code.code, code.mode), None),
                "note": code.note or None,
            }
    for (cameo, mode), rank in sorted(ranks.items()):
        told = book.cameo.get(cameo)
        yield {
            "cameo": cameo,
            "label": told.label if told else None,
            "mode_code": mode or None,
            "goldstein": told.goldstein if told else None,
            "rank": rank,
            "note": "only on the way back",
        }


PAGES = (
    Resource(
        "/codebook",
        "The codebook: types, contexts and sectors, with what this desk has of each.",
        codebook,
        (TYPES, CONTEXTS, SECTORS, INTERNATIONAL, DEVIATIONS),
    ),
    Resource(
        "/codebook/{type}",
        "One event type: definition, boundaries, rulings, modes, CAMEO codes, and its rules with the sentences that prove them.",
        one_type,
        (RULES, MODES, CAMEO, OTHERS),
        parts={"type": "PLOVER event type, such as ASSAULT."},
    ),
)
