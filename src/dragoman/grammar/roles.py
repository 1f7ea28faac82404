"""Put a predicate's dependents into roles that do not change with voice: agent, patient, dative, prepositions."""

from __future__ import annotations

from dragoman.grammar.subjects import antecedent, is_passive, patients, subject
from dragoman.grammar.tree import first, under
from dragoman.model import Document

Roles = dict[str, tuple[int, ...]]


def _add(roles: dict[str, list[int]], role: str, *tokens: int | None) -> None:
    for token in tokens:
        if token is not None and token not in roles.setdefault(role, []):
            roles[role].append(token)


def prepositions(doc: Document, token: int, roles: dict[str, list[int]]) -> None:
    """File the objects of a word's prepositions under the preposition ("out of" keeps both words)."""
    for preposition in under(doc, token, "prep", "agent"):
        name = doc.tokens[preposition].lemma
        target = first(doc, preposition, "pobj")
        for inner in under(doc, preposition, "prep"):
            inner_target = first(doc, inner, "pobj")
            _add(roles, f"{name} {doc.tokens[inner].lemma}", inner_target)
            _add(roles, doc.tokens[inner].lemma, inner_target)
        if target is not None:
            _add(roles, name, target)
        for inner in under(doc, preposition, "conj"):
            _add(roles, doc.tokens[inner].lemma, first(doc, inner, "pobj"))


def roles_of_verb(doc: Document, verb: int) -> tuple[Roles, bool]:
    """The roles of a verb and whether it was told in the passive."""
    roles: dict[str, list[int]] = {}
    passive = is_passive(doc, verb)
    doer = subject(doc, verb)
    prepositions(doc, verb, roles)
    objects = patients(doc, verb)
    datives = under(doc, verb, "dative")
    if passive:
        _add(roles, "dative" if objects and not datives else "patient", doer)
        _add(roles, "patient", *objects)
        for preposition in under(doc, verb, "agent"):
            _add(roles, "agent", first(doc, preposition, "pobj"))
    else:
        _add(roles, "agent", doer)
        _add(roles, "patient", *(antecedent(doc, item, verb) for item in objects))
    for dative in datives:
        target = dative if doc.tokens[dative].pos not in ("ADP", "PART") else first(doc, dative, "pobj")
        _add(roles, "dative", target)
        _add(roles, "to", target)
    if doc.tokens[verb].dep == "relcl" and "patient" not in roles and doer != doc.tokens[verb].head:
        _add(roles, "patient", doc.tokens[verb].head)
    if not passive and "patient" not in roles:
        _add(roles, "patient", shared_object(doc, verb))
    for patient in roles.get("patient", ()):
        _add(roles, "purpose", *served(doc, patient))
    return {role: tuple(found) for role, found in roles.items()}, passive


def served(doc: Document, noun: int) -> tuple[int, ...]:
    """Whom a thing is meant for: "aid to arm Chad", "a package passed by Congress, aimed at supplying arms to Chad"."""
    told: dict[str, list[int]] = {}
    relatives = under(doc, noun, "acl", "relcl")
    doers = [first(doc, by, "pobj") for verb in relatives for by in under(doc, verb, "agent")]
    aims = [*relatives, *(item for doer in doers if doer is not None for item in under(doc, doer, "acl"))]
    for verb in aims:
        gerunds = [item for preposition in under(doc, verb, "prep") for item in under(doc, preposition, "pcomp")]
        for inner in (*gerunds, verb) if doc.tokens[verb].tag == "VB" else gerunds:
            for dative in under(doc, inner, "dative"):
                target = dative if doc.tokens[dative].pos not in ("ADP", "PART") else first(doc, dative, "pobj")
                _add(told, "to", target)
            prepositions(doc, inner, told)
    return tuple(dict.fromkeys(token for role in ("to", "for") for token in told.get(role, ())))


def shared_object(doc: Document, verb: int) -> int | None:
    """The object a coordinated verb shares with a later one ("attacked and looted the town")."""
    for other in under(doc, verb, "conj"):
        if doc.tokens[other].pos == "VERB" and not under(doc, other, "nsubj", "nsubjpass", "mark"):
            between = [item for item in under(doc, verb, "dobj", "ccomp", "xcomp", "prep", "punct") if item < other]
            objects = under(doc, other, "dobj")
            if objects and not between:
                return objects[0]
    return None


def roles_of_noun(doc: Document, noun: int, support: int | None) -> Roles:
    """The roles of an event noun: possessor, modifiers, prepositions, and what a light verb lends it."""
    roles: dict[str, list[int]] = {}
    _add(roles, "poss", *under(doc, noun, "poss"))
    _add(roles, "mod", *under(doc, noun, "amod", "compound", "nmod", "npadvmod"))
    prepositions(doc, noun, roles)
    for target in roles.get("of", ()):  # "the bombing of the embassy by Iran": the parser hangs "by" on the embassy
        for preposition in under(doc, target, "prep", "agent"):
            if doc.tokens[preposition].lemma == "by":
                _add(roles, "by", first(doc, preposition, "pobj"))
    _add(roles, "purpose", *served(doc, noun))
    if support is not None:
        lent, _ = roles_of_verb(doc, support)
        for role, found in lent.items():
            if role != "patient":
                _add(roles, role, *(token for token in found if token != noun))
            elif noun not in found:
                _add(roles, "object", *found)
    return {role: tuple(found) for role, found in roles.items()}
