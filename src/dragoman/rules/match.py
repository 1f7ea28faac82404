"""Decide which lexicon rule a clause's words fit, the most demanding first."""

from __future__ import annotations

import itertools

from dragoman.grammar.tree import lemmas_before, phrase, subtree, under
from dragoman.knowledge import Lexicon, Rule
from dragoman.model import Clause, Document

MODIFYING = frozenset({"amod", "compound", "nmod", "poss", "advmod", "acomp"})
NEAR = ("prt", "prep", "agent", "advmod", "dobj", "acomp", "dative", "oprd", "npadvmod")


def _lemmas(doc: Document, token: int) -> tuple[str, ...]:
    """The words a token stands for in a rule: its lemma; of a known name the name and its last word, lower-case."""
    word = doc.tokens[token]
    if word.name < 0:
        return (word.lemma.lower(),)
    name = word.text.lower()
    last = name.rsplit(" ", 1)[-1]
    return name, last, last.removesuffix("s")


def _words_of(doc: Document, clause: Clause, role: str) -> set[str]:
    """The lemmas told in a role; "any" is the clause's whole phrase, "head" the predicate's own modifiers."""
    if role == "any":
        tokens = subtree(doc, clause.carrier)
    elif role == "head":
        tokens = [clause.head, *(item for item in doc.children[clause.head] if doc.tokens[item].dep in MODIFYING)]
    else:
        tokens = [item for token in clause.roles.get(role, ()) for item in subtree(doc, token)]
    lemmas = [doc.tokens[item].lemma.lower() for item in tokens]
    return {*(lemma for item in tokens for lemma in _lemmas(doc, item)), *(f"{a} {b}" for a, b in itertools.pairwise(lemmas))}


def _object_fits(doc: Document, clause: Clause, rule: Rule, lexicon: Lexicon) -> bool:
    for token in (*clause.roles.get("patient", ()), *clause.roles.get("object", ())):
        for head in (token, *under(doc, token, "conj")):
            words = lemmas_before(doc, head)
            if any(" ".join(words[-size:]) in rule.objects for size in (1, 2, 3)):
                return True
            if doc.tokens[head].lemma in lexicon.lists["transparent"]:
                inner = {doc.tokens[item].lemma for item in subtree(doc, head)}
                if inner & rule.objects:
                    return True
    return False


def _verb_fits(doc: Document, clause: Clause, rule: Rule) -> bool:
    near: set[str] | None = None
    for verb in rule.verbs:
        if verb[0] != doc.tokens[clause.head].lemma:
            continue
        if len(verb) == 1:
            return True
        if near is None:
            near = {doc.tokens[child].lemma for child in under(doc, clause.head, *NEAR)}
            near |= set(clause.roles)
        if all(word in near for word in verb[1:]):
            return True
    return False


def _noun_fits(doc: Document, clause: Clause, rule: Rule) -> bool:
    words = tuple(lemmas_before(doc, clause.head))
    return any(words[-len(noun) :] == noun for noun in rule.nouns)


def rule_fits(doc: Document, clause: Clause, rule: Rule, lexicon: Lexicon) -> bool:
    """Whether a rule's words and conditions hold of a clause; its actors are looked for later."""
    if clause.kind == "verb" and not _verb_fits(doc, clause, rule):
        return False
    if clause.kind == "noun" and not _noun_fits(doc, clause, rule):
        return False
    if (rule.passive == "only" and not clause.passive) or (rule.passive == "never" and clause.passive):
        return False
    if rule.objects and clause.kind != "noun" and not _object_fits(doc, clause, rule, lexicon):
        return False
    if any(not (words & _words_of(doc, clause, role)) for role, words in rule.tells):
        return False
    return not any(words & _words_of(doc, clause, role) for role, words in rule.unless)


def rules_for(doc: Document, clause: Clause, lexicon: Lexicon) -> tuple[Rule, ...]:
    """The rules a clause fits, most demanding first."""
    lemma = doc.tokens[clause.head].lemma
    index = {"verb": lexicon.verbs, "noun": lexicon.nouns, "adjective": lexicon.adjectives}[clause.kind]
    fitting = [rule for rule in index.get(lemma, ()) if rule_fits(doc, clause, rule, lexicon)]
    if clause.kind == "noun" and fitting:
        longest = max(_noun_length(doc, clause, rule) for rule in fitting)
        fitting = [rule for rule in fitting if _noun_length(doc, clause, rule) == longest]
    return tuple(fitting)


def _noun_length(doc: Document, clause: Clause, rule: Rule) -> int:
    words = tuple(lemmas_before(doc, clause.head))
    return max(len(noun) for noun in rule.nouns if words[-len(noun) :] == noun)


def added_modes(doc: Document, clause: Clause, event: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Modes that other words of the clause tell: "in a drone strike", "with machetes"."""
    if event not in lexicon.modes:
        return ()
    top = clause.carrier
    tokens = phrase(doc, top)
    lemmas = [doc.tokens[item].lemma for item in tokens]
    words = {*lemmas, *(f"{a} {b}" for a, b in itertools.pairwise(lemmas))}
    return tuple(mode for mode, cues in lexicon.modes[event] if words & cues)
