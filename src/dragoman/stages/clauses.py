"""Find the predicates of each sentence, verbs, event nouns and adjectives, and who fills their roles."""

from __future__ import annotations

import calendar

from dragoman.grammar.roles import roles_of_noun, roles_of_verb
from dragoman.grammar.subjects import subject
from dragoman.grammar.tree import ancestors, first, lemmas_before, under
from dragoman.knowledge import Lexicon
from dragoman.model import Clause, Document, Token

LINKS = {
    "xcomp": "content",
    "ccomp": "content",
    "relcl": "relative",
    "acl": "relative",
    "pcomp": "adverbial",
    "csubj": "content",
}
CONDITIONS = frozenset({"if", "unless", "whether", "provided", "lest"})
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
AUXILIARIES = frozenset({"aux", "auxpass"})
MONTHS = frozenset(calendar.month_name[1:])


def _is_verb(doc: Document, token: Token) -> bool:
    if token.dep in AUXILIARIES:
        return False
    if token.pos == "VERB":
        named = token.tag in ("VBN", "VBG") and token.dep in NOMINAL and first(doc, token.i, "det") is not None
        return token.dep not in ("amod", "compound") and not named  # "evacuated the wounded"
    return token.pos == "AUX" and token.dep in ("ROOT", "ccomp", "advcl", "relcl", "conj", "parataxis")


def _names_event(doc: Document, token: Token, lexicon: Lexicon) -> bool:
    rules = lexicon.nouns.get(token.lemma)
    if not rules or token.name >= 0 or (token.pos not in ("NOUN", "PROPN", "VERB") or token.dep in AUXILIARIES):
        return False
    if token.pos == "VERB" and not (token.tag == "VBG" and token.dep in ("nsubj", "dobj", "pobj", "compound", "nsubjpass")):
        return False
    if token.dep == "compound" and doc.tokens[token.head].i - token.i <= 2 and doc.tokens[token.head].pos in ("NOUN", "PROPN"):
        return False  # "ceasefire talks", "attack helicopter": the head decides
    words = tuple(lemmas_before(doc, token.i))
    return any(words[-len(noun) :] == noun for rule in rules for noun in rule.nouns)


def particles(doc: Document, verb: int) -> frozenset[str]:
    """The particles and prepositions a verb takes: what tells "carry out" from "carry"."""
    return frozenset(doc.tokens[child].lemma for child in under(doc, verb, "prt", "prep", "agent", "advmod", "dative"))


def _is_light(doc: Document, verb: int, place: str, lexicon: Lexicon) -> bool:
    """Whether a verb only carries the noun that stands in `place` to it, with all the words its entry needs."""
    rows = lexicon.lights.get(doc.tokens[verb].lemma, ())
    if not rows:
        return False
    near = particles(doc, verb) | {doc.tokens[item].lemma for item in under(doc, verb, "dobj")}
    return any(row.noun_is == place and near.issuperset(row.verb.split()[1:]) for row in rows)


def support_of(doc: Document, noun: int, lexicon: Lexicon) -> int | None:
    """The light verb an event noun leans on: "launched an attack", "talks took place", "a raid staged by rebels"."""
    token = doc.tokens[noun]
    head = doc.tokens[token.head]
    governed: list[tuple[int, str]] = []
    if token.dep == "conj" and head.pos in ("NOUN", "PROPN"):
        return support_of(doc, token.head, lexicon)
    if token.dep in ("dobj", "nsubjpass", "attr", "oprd"):
        governed.append((head.i, "object"))
    elif token.dep == "nsubj":
        governed.append((head.i, "subject"))
    elif token.dep == "pobj" and doc.tokens[head.head].pos == "VERB":
        governed.append((head.head, head.lemma))
    elif token.dep == "pobj" and head.lemma == "of" and doc.tokens[head.head].lemma in lexicon.lists["transparent"]:
        return support_of(doc, head.head, lexicon)
    governed += [(child, "object") for child in under(doc, noun, "acl", "relcl") if doc.tokens[child].pos == "VERB"]
    return next((verb for verb, place in governed if _is_light(doc, verb, place, lexicon)), None)


def _link(doc: Document, token: Token, marks: str) -> str:
    if marks in CONDITIONS:
        return "condition"
    if token.dep == "advcl":
        if any(doc.tokens[aux].lemma == "to" for aux in under(doc, token.i, "aux", "mark")):
            return "purpose"
        return "adverbial"
    if token.dep == "acl" and any(doc.tokens[aux].lemma == "to" for aux in under(doc, token.i, "aux")):
        return "content"
    return LINKS.get(token.dep, "root")


def _lemma(doc: Document, token: Token) -> str:
    particle = first(doc, token.i, "prt")
    return f"{token.lemma} {doc.tokens[particle].lemma}" if particle is not None else token.lemma


def _kind(doc: Document, token: Token, lexicon: Lexicon) -> str:
    if _names_event(doc, token, lexicon):
        return "noun"
    if _is_verb(doc, token):
        return "verb"
    if (
        token.lemma in lexicon.adjectives
        and token.pos in ("ADJ", "VERB")
        and token.dep in ("acomp", "amod", "attr", "conj", "oprd", "ROOT", "acl", "relcl")
    ):
        return "adjective"
    return ""


def _clause(doc: Document, number: int, token: Token, kind: str, index: int, lexicon: Lexicon) -> Clause:
    mark = first(doc, token.i, "mark")
    mark_word = doc.tokens[mark].lemma if mark is not None else ""
    passive = False
    support = None
    if kind == "verb":
        roles, passive = roles_of_verb(doc, token.i)
    elif kind == "noun":
        support = support_of(doc, token.i, lexicon)
        roles = roles_of_noun(doc, token.i, support)
    else:
        roles, passive = roles_of_verb(doc, token.i)
        doer = subject(doc, token.i)
        roles = {**roles, "agent": (doer,)} if doer is not None else roles
    return Clause(number, token.i, kind, _lemma(doc, token), index, roles, passive, None, "root", mark_word, support)


def _parents(doc: Document, clauses: list[Clause]) -> tuple[Clause, ...]:
    by_head = {clause.head: clause.id for clause in clauses}
    placed: list[Clause] = []
    for clause in clauses:
        token = doc.tokens[clause.head]
        while token.dep == "conj" and token.head in by_head and not under(doc, token.i, "nsubj", "nsubjpass"):
            token = doc.tokens[token.head]  # a conjunct hangs where the first one hangs
        parent = next((by_head[above] for above in ancestors(doc, token.i) if above in by_head), None)
        link = "argument" if clause.kind == "noun" else _link(doc, token, clause.mark)
        if link == "root" and parent is not None:
            link = "conjunct" if token.dep == "conj" else "adverbial"
        placed.append(
            Clause(
                clause.id,
                clause.head,
                clause.kind,
                clause.lemma,
                clause.sentence,
                clause.roles,
                clause.passive,
                parent,
                link if parent is not None else "root",
                clause.mark,
                clause.support,
            )
        )
    return tuple(placed)


def find_clauses(doc: Document, lexicon: Lexicon) -> tuple[Clause, ...]:
    """Return the predicates in order of text, each linked to the one it is embedded in."""
    found: list[Clause] = []
    dates = {when.start for when in doc.times or () if doc.text[when.start].isupper()}
    for sentence in doc.sentences or ():
        for token in doc.tokens[sentence.first : sentence.last]:
            if token.start in dates and token.text in MONTHS:
                continue  # "in March 2022" is no march
            kind = _kind(doc, token, lexicon)
            if kind:
                found.append(_clause(doc, len(found), token, kind, sentence.index, lexicon))
    return _parents(doc, found)
