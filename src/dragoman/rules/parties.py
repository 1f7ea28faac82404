"""Find the actors a role's words name, directly or as owner ("Iran's demand", "a village in Herat")."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.grammar.tree import conjuncts, first, under
from dragoman.knowledge import Lexicon
from dragoman.model import Actor, Clause, Document, Role

# In which order a phrase's own words are asked whose it is.
OWNERS = ("of", "by", "from", "against", "between", "to", "on", "in", "at", "near", "for", "with", "among")
# Of an act the doer is the party, not the one it is done to: "condemned the attack on the embassy by rebels".
DOERS = ("by",)
PLACES = ("in", "near", "at", "outside", "around", "across", "inside", "into", "on", "from", "through", "throughout", "over")
DEPTH = 4


def _owned(doc: Document, token: int, transparent: frozenset[str], depth: int) -> Iterator[Role]:
    nationality = any(doc.actors_at(child) for child in under(doc, token, "amod"))
    for child in under(doc, token, "poss", "compound", "nmod", "amod", "nummod"):
        if nationality and doc.tokens[child].pos == "PRON":
            continue  # "his Ugandan counterpart" is Uganda's, not his
        for item in conjuncts(doc, child):
            actors = doc.actors_at(item)
            for actor in actors:
                yield Role(actor._replace(via="owner" if actor.via == "name" else actor.via), item)
            if not actors and depth:
                yield from _owned(doc, item, transparent, depth - 1)


def parties_at(doc: Document, token: int, lexicon: Lexicon, depth: int = DEPTH) -> tuple[Role, ...]:
    """The actors a phrase names: its head and conjuncts, what "group of" stands for, or else its owner."""
    transparent = lexicon.lists["transparent"]
    found: list[Role] = []
    for item in conjuncts(doc, token):
        if item != token and item in doc.act_nouns:
            continue  # "the offensive in Gaza and the vetoes": an act is no party
        direct = [Role(actor, item) for actor in doc.actors_at(item)]
        if direct and any(role.actor.country for role in direct):
            found.extend(direct)
            continue
        if not depth:
            found.extend(direct)
            continue
        if doc.tokens[item].lemma in transparent:
            inner = first(doc, item, "prep")
            target = first(doc, inner, "pobj") if inner is not None and doc.tokens[inner].lemma in ("of", "from") else None
            if target is not None:
                found.extend(parties_at(doc, target, lexicon, depth - 1))
                continue
        owners = list(_owned(doc, item, transparent, depth - 1))
        if not owners:
            for name in DOERS if item in doc.act_nouns else OWNERS:
                for preposition in under(doc, item, "prep"):
                    if doc.tokens[preposition].lemma == name:
                        target = first(doc, preposition, "pobj")
                        if target is not None:
                            owners = [
                                Role(role.actor._replace(via="owner"), role.token)
                                for role in parties_at(doc, target, lexicon, depth - 1)
                            ]
                if owners:
                    break
        if direct:
            owner = next((role.actor for role in owners if role.actor.country), None)
            found.extend(direct if owner is None else (with_country(role, owner, f'"{owner.name}"') for role in direct))
        else:
            found.extend(owners)
    return tuple(dict.fromkeys(found))


def with_country(role: Role, of: Actor, ground: str) -> Role:
    """A sector's people as those of a country, and on what ground; a label stays nobody's ("its allies")."""
    actor = role.actor
    if actor.country or not actor.sector or actor.via == "implicit":
        return role
    why = f"{actor.why}; country from {ground}"
    return Role(actor._replace(id=f"{of.country}.{actor.sector[0]}", country=of.country, why=why), role.token)


def resolve_path(doc: Document, clause: Clause, path: str, lexicon: Lexicon) -> tuple[Role, ...]:
    """The parties a role path leads to: "agent", "patient", "against", "patient.of", "place"."""
    if path == "place":
        return place_of(doc, clause, lexicon)
    head, _, rest = path.partition(".")
    found: list[Role] = []
    for token in clause.roles.get(head, ()):
        for part in filter(None, rest.split(".")):
            preposition = next((p for p in under(doc, token, "prep") if doc.tokens[p].lemma == part), None)
            target = first(doc, preposition, "pobj") if preposition is not None else None
            if target is None:
                break
            token = target
        else:
            found.extend(parties_at(doc, token, lexicon))
    return tuple(dict.fromkeys(found))


def place_of(doc: Document, clause: Clause, lexicon: Lexicon) -> tuple[Role, ...]:
    """The state of the place where an act is told to happen, as a party (`via: place`)."""
    for name in PLACES:
        for token in clause.roles.get(name, ()):
            for role in parties_at(doc, token, lexicon):
                if role.actor.country:
                    return (Role(role.actor._replace(via="place"), role.token),)
    for token in (*clause.roles.get("patient", ()), *clause.roles.get("agent", ()), clause.head):
        for preposition in under(doc, token, "prep"):
            if doc.tokens[preposition].lemma in PLACES:
                target = first(doc, preposition, "pobj")
                for role in parties_at(doc, target, lexicon) if target is not None else ():
                    if role.actor.country:
                        return (Role(role.actor._replace(via="place"), role.token),)
    return ()
