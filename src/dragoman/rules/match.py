"""Decide which lexicon rule a clause's words fit, the most demanding first."""

from __future__ import annotations

import itertools
from functools import cached_property

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


class _Told:
    """The words of one clause as rules ask for them, each gathered once however many rules ask."""

    def __init__(self, doc: Document, clause: Clause, lexicon: Lexicon) -> None:
        self.doc = doc
        self.clause = clause
        self.transparent = lexicon.lists["transparent"]
        self.words: dict[str, set[str]] = {}

    def of(self, role: str) -> set[str]:
        """The lemmas told in a role; "any" is the clause's whole phrase, "head" the predicate's own modifiers."""
        if role not in self.words:
            self.words[role] = self._of(role)
        return self.words[role]

    def _of(self, role: str) -> set[str]:
        doc, clause = self.doc, self.clause
        if role == "any":
            tokens = subtree(doc, clause.carrier)
        elif role == "head":
            tokens = [clause.head, *(item for item in doc.children[clause.head] if doc.tokens[item].dep in MODIFYING)]
        else:
            tokens = [item for token in clause.roles.get(role, ()) for item in subtree(doc, token)]
        lemmas = [doc.tokens[item].lemma.lower() for item in tokens]
        return {*(lemma for item in tokens for lemma in _lemmas(doc, item)), *(f"{a} {b}" for a, b in itertools.pairwise(lemmas))}

    @cached_property
    def objects(self) -> set[str]:
        """What the act is done to: each object's last words, and all below one that stands for its contents ("a group of")."""
        doc, clause = self.doc, self.clause
        found: set[str] = set()
        for token in (*clause.roles.get("patient", ()), *clause.roles.get("object", ())):
            for head in (token, *under(doc, token, "conj")):
                words = lemmas_before(doc, head)
                found |= {" ".join(words[-size:]) for size in (1, 2, 3)}
                if doc.tokens[head].lemma in self.transparent:
                    found |= {doc.tokens[item].lemma for item in subtree(doc, head)}
        return found

    @cached_property
    def near(self) -> set[str]:
        """The particles, prepositions and objects beside a verb: what tells "carry out" from "carry"."""
        return {self.doc.tokens[child].lemma for child in under(self.doc, self.clause.head, *NEAR)} | set(self.clause.roles)

    @cached_property
    def noun(self) -> tuple[str, ...]:
        """A noun with the words before it."""
        return tuple(lemmas_before(self.doc, self.clause.head))

    def verb_fits(self, rule: Rule) -> bool:
        """Whether the verb is one of a rule's, with all the words it takes."""
        ways = rule.takes.get(self.doc.tokens[self.clause.head].lemma, ())
        return any(not way or self.near.issuperset(way) for way in ways)

    def noun_length(self, rule: Rule) -> int:
        """How many words of the noun a rule's longest noun takes in; 0 where none fits."""
        return max((len(noun) for noun in rule.nouns if self.noun[-len(noun) :] == noun), default=0)

    def fits(self, rule: Rule) -> bool:
        """Whether a rule's words and conditions hold of the clause; its actors are looked for later."""
        clause = self.clause
        if clause.kind == "verb" and not self.verb_fits(rule):
            return False
        if clause.kind == "noun" and not self.noun_length(rule):
            return False
        if (rule.passive == "only" and not clause.passive) or (rule.passive == "never" and clause.passive):
            return False
        if rule.objects and clause.kind != "noun" and self.objects.isdisjoint(rule.objects):
            return False
        if any(words.isdisjoint(self.of(role)) for role, words in rule.tells):
            return False
        return all(words.isdisjoint(self.of(role)) for role, words in rule.unless)


def rules_for(doc: Document, clause: Clause, lexicon: Lexicon) -> tuple[Rule, ...]:
    """The rules a clause fits, most demanding first."""
    index = {"verb": lexicon.verbs, "noun": lexicon.nouns, "adjective": lexicon.adjectives}[clause.kind]
    told = _Told(doc, clause, lexicon)
    fitting = [rule for rule in index.get(doc.tokens[clause.head].lemma, ()) if told.fits(rule)]
    if clause.kind == "noun" and fitting:
        longest = max(map(told.noun_length, fitting))
        fitting = [rule for rule in fitting if told.noun_length(rule) == longest]
    return tuple(fitting)


def added_modes(doc: Document, clause: Clause, event: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Modes that other words of the clause tell: "in a drone strike", "with machetes"."""
    if event not in lexicon.modes:
        return ()
    top = clause.carrier
    tokens = phrase(doc, top)
    lemmas = [doc.tokens[item].lemma for item in tokens]
    words = {*lemmas, *(f"{a} {b}" for a, b in itertools.pairwise(lemmas))}
    return tuple(mode for mode, cues in lexicon.modes[event] if words & cues)
