"""Say where each act is told to happen, with how finely it is known."""

from __future__ import annotations

from dragoman.grammar.tree import first, under
from dragoman.knowledge import Knowledge
from dragoman.model import Act, Document, Place

WHERE = ("in", "near", "at", "outside", "around", "across", "inside", "throughout", "from")
# The quads of deeds: what is done to a town is done there; what is said to it is not.
MATERIAL = frozenset({2, 4})
PRECISION = {"city": "town", "site": "point", "region": "province", "territory": "province", "water": "water"}


def _place_at(doc: Document, token: int, knowledge: Knowledge) -> Place | None:
    word = doc.tokens[token]
    if word.name < 0:
        for child in under(doc, token, "compound", "appos", "amod"):
            found = _place_at(doc, child, knowledge)
            if found is not None:
                return found
        of = next((p for p in under(doc, token, "prep") if doc.tokens[p].lemma in ("of", "in")), None)
        inner = first(doc, of, "pobj") if of is not None else None
        return _place_at(doc, inner, knowledge) if inner is not None else None
    spot = knowledge.places.find(word.text)
    if spot is not None:
        return Place(spot.name, spot.state, PRECISION[spot.kind], word.start, word.end, spot.lat, spot.lon)
    hit = (doc.names or ())[word.name]
    if hit.kind == "state":
        actors = doc.actors_at(token)
        return Place(actors[0].name, actors[0].country, "country", word.start, word.end) if actors else None
    if hit.kind in ("capital", "place"):
        actors = doc.actors_at(token)
        kind = "town" if hit.kind == "capital" else "province"
        return Place(word.text, actors[0].country, kind, word.start, word.end) if actors else None
    return None


def _place_of(doc: Document, act: Act, knowledge: Knowledge) -> Place | None:
    clause = (doc.clauses or ())[act.clause]
    fillers = [clause.head, *clause.roles.get("patient", ()), *clause.roles.get("object", ())]
    for name in WHERE:
        for token in clause.roles.get(name, ()):
            found = _place_at(doc, token, knowledge)
            if found is not None:
                return found
        for filler in fillers:
            for preposition in under(doc, filler, "prep"):
                target = first(doc, preposition, "pobj") if doc.tokens[preposition].lemma == name else None
                found = _place_at(doc, target, knowledge) if target is not None else None
                if found is not None:
                    return found
    return None


def _struck(doc: Document, act: Act, knowledge: Knowledge) -> Place | None:
    """The town or region that a deed was done to: "attacked Kharkiv", "the city of Kharkiv"."""
    clause = (doc.clauses or ())[act.clause]
    if knowledge.ontology.types[act.event_type].quad not in MATERIAL:
        return None
    for token in (*clause.roles.get("patient", ()), *clause.roles.get("on", ())):
        found = _place_at(doc, token, knowledge)
        if found is not None and found.precision != "country":
            return found
    return None


def resolve_places(doc: Document, knowledge: Knowledge) -> dict[int, Place]:
    """Return the place of each act that tells one, by the act's id."""
    return {act.id: place for act in doc.acts or () if (place := _place_of(doc, act, knowledge) or _struck(doc, act, knowledge))}
