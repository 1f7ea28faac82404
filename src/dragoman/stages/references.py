"""Say whom pronouns and descriptions mean: "he", "the two nations", "its allies", "the ministry", "the bloc"."""

from __future__ import annotations

import re

from dragoman.grammar.subjects import subject
from dragoman.grammar.tree import ancestors, first, under
from dragoman.knowledge import Lexicon
from dragoman.model import Actor, Document, Mention

PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
NEUTRAL = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT", "agent"})
COUNTS = {"two": 2, "both": 2, "three": 3, "four": 4, "five": 5}
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# One person's offices: what a mention must hold to be "he", when no name is told.
PERSONS = frozenset({"GOV", "ELI", "OPP", "REL", "LEG", "MIL", "PTY"})
AGED = re.compile(r"\d{1,3}-year-old")
# How far back an antecedent may stand, in mentions: further is guessing (swept 6 to 20 on the stories of
# tests/gold; beyond 12 nothing is gained and wrong sides appear).
WINDOW = 12


class _Reader:
    """Reads the mentions of one document in order, and remembers who was told of."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lists = lexicon.lists
        self.says = {lemma for lemma, pos in lexicon.sayings if pos == "verb"}
        self.before: list[Mention] = []
        self.links: dict[int, tuple[int, ...]] = {}

    def read(self) -> dict[int, tuple[int, ...]]:
        """All links of the document, from mention to the mentions it stands for."""
        for mention in self.doc.mentions or ():
            found = self.find(mention)
            if found:
                self.links[mention.id] = found
            if mention.kind != "pronoun":
                self.before.append(mention)
        return self.links

    def find(self, mention: Mention) -> tuple[int, ...]:
        """What one mention stands for; empty where it speaks for itself or nothing fits."""
        token = self.doc.tokens[mention.head]
        if mention.kind == "pronoun":
            return self.pronoun(mention)
        words = {self.doc.tokens[child].lemma for child in self.doc.children[mention.head]}
        count = next((COUNTS[word] for word in sorted(words) if word in COUNTS), 0)
        actors = self.actors(mention)
        if any(actor.country for actor in actors) or mention.kind in (
            "state",
            "nationality",
            "place",
            "person",
            "organisation",
            "group",
        ):
            return ()
        if count and token.lemma in self.lists["referring"]:
            return self.group(count)
        if token.lemma in ("former", "latter"):
            return self.former(token.lemma)
        if AGED.match(token.text) or token.lemma == "old":
            return self.last_of("person")
        if not words & DEFINITE or self.described(mention):
            return ()
        if token.lemma in self.lists["states-nouns"]:
            return self.last_of("state")
        if token.lemma in self.lists["bodies-nouns"]:
            return self.last_of("organisation", "group")
        return self.same_noun(mention) if actors else ()

    def described(self, mention: Mention) -> bool:
        """Whether the words say more than a bare noun: "the largest group involved" is none told of before."""
        return bool(under(self.doc, mention.head, "amod", "acl", "relcl", "compound", "nmod", "prep", "nummod", "appos"))

    def actors(self, mention: Mention) -> tuple[Actor, ...]:
        """The actors of a mention, its own or those it stands for."""
        own = (self.doc.actors or {}).get(mention.id, ())
        found = tuple(actor for other in self.links.get(mention.id, ()) for actor in (self.doc.actors or {}).get(other, ()))
        return found or own

    def several(self, mention: Mention) -> bool:
        """Whether a mention is told in the plural or coordinated."""
        head = mention.head
        return self.doc.tokens[head].tag in ("NNS", "NNPS") or first(self.doc, head, "conj") is not None

    def fits(self, word: str, mention: Mention) -> bool:
        """Whether a pronoun may stand for a mention, by kind and number."""
        actors = self.actors(mention)
        if not actors or (mention.kind == "nationality" and self.doc.tokens[mention.head].dep in ("amod", "compound", "nmod")):
            return False
        if word in PERSONAL:
            person = mention.kind in ("person", "name") or (mention.kind == "noun" and set(actors[0].sector) <= PERSONS)
            return person and not self.several(mention)
        if word in NEUTRAL:
            return mention.kind not in ("person", "name") and not self.several(mention)
        return self.several(mention) or mention.kind in ("organisation", "group", "state")

    def speaker(self, token: int) -> int | None:
        """The mention of the speaker in whose words a token stands."""
        for above in ancestors(self.doc, token):
            if self.doc.tokens[above].lemma in self.says and self.doc.tokens[above].pos == "VERB":
                found = subject(self.doc, above)
                if found is not None and found != token:
                    return self.doc.heads.get(found)
        return None

    def pronoun(self, mention: Mention) -> tuple[int, ...]:
        """The antecedent of a pronoun: its speaker, else the subject of the same sentence or the last that fits."""
        doc = self.doc
        word = doc.tokens[mention.head].text.lower()
        if word not in PERSONAL | NEUTRAL | PLURAL:
            return ()
        speaker = self.speaker(mention.head)
        if speaker is not None:
            candidate = (doc.mentions or ())[speaker]
            if candidate.kind == "pronoun" and word in PERSONAL:
                return self.links.get(speaker, ())
            if candidate.kind != "pronoun" and self.fits(word, candidate):
                return self.links.get(speaker, (speaker,))
        own = self.own_subject(mention.head)
        near = [item for item in self.before[-WINDOW:] if self.fits(word, item) and item.head != own]
        if word in ("its", "their", "his", "her"):
            owner = self.same_clause(mention, near)
            if owner is not None:
                return self.links.get(owner.id, (owner.id,))
        subjects = [item for item in near if doc.tokens[item.head].dep in SUBJECTS]
        chosen = (subjects or near)[-1:]
        if chosen and word in PLURAL and self.several(chosen[0]):
            return self.coordinated(chosen[0])
        return self.links.get(chosen[0].id, (chosen[0].id,)) if chosen else ()

    def own_subject(self, token: int) -> int | None:
        """The subject of the verb that a pronoun is object of: it cannot be the same ("Israel stopped them")."""
        if self.doc.tokens[token].dep not in ("dobj", "pobj", "dative") or self.doc.tokens[token].text.lower().endswith(
            ("self", "selves")
        ):
            return None
        above = next((item for item in ancestors(self.doc, token) if self.doc.tokens[item].pos in ("VERB", "AUX")), None)
        return subject(self.doc, above) if above is not None else None

    def same_clause(self, mention: Mention, near: list[Mention]) -> Mention | None:
        """The subject of the verb that a possessive hangs under: "Iran recalled its envoy"."""
        by_head = {item.head: item for item in near}
        for above in ancestors(self.doc, mention.head):
            if self.doc.tokens[above].pos in ("VERB", "AUX"):
                found = subject(self.doc, above)
                if found is not None and found < mention.head and found in by_head:
                    return by_head[found]
        return None

    def coordinated(self, mention: Mention) -> tuple[int, ...]:
        """A mention and those it is coordinated with."""
        heads = [mention.head]
        for head in heads:
            heads.extend(under(self.doc, head, "conj"))
        return tuple(self.doc.heads[head] for head in heads if head in self.doc.heads)

    def group(self, count: int) -> tuple[int, ...]:
        """The last `count` different countries told of, before "the two nations" or "all three leaders"."""
        found: dict[str, int] = {}
        for item in reversed(self.before):
            for other in self.links.get(item.id, (item.id,)):
                for actor in (self.doc.actors or {}).get(other, ()):
                    if actor.country and actor.via != "place" and actor.country not in found:
                        found[actor.country] = other
            if len(found) >= count:
                return tuple(sorted(list(found.values())[:count]))
        return ()

    def former(self, word: str) -> tuple[int, ...]:
        """The first or the last of the pair told of just before."""
        pair = self.group(2)
        return (pair[:1] if word == "former" else pair[-1:]) if len(pair) == 2 else ()

    def last_of(self, *kinds: str) -> tuple[int, ...]:
        """The last mention of one of some kinds, a subject before others."""
        near = [
            item
            for item in self.before[-WINDOW:]
            if item.kind in kinds and any(actor.via != "label" for actor in self.actors(item))
        ]
        subjects = [item for item in near if self.doc.tokens[item.head].dep in SUBJECTS]
        chosen = (subjects or near)[-1:]
        return (chosen[0].id,) if chosen else ()

    def same_noun(self, mention: Mention) -> tuple[int, ...]:
        """The last actor of the same sector told of with a country: "Norwegian police … the police"."""
        mine = self.actors(mention)[0].sector
        lemma = self.doc.tokens[mention.head].lemma
        same = [
            item
            for item in self.before
            if (found := self.actors(item))
            and found[0].country
            and found[0].sector == mine
            and item.kind in ("noun", "person", "organisation")
        ]
        by_word = [item for item in same if self.doc.tokens[item.head].lemma == lemma or self.titled(item, lemma)]
        chosen = (by_word or [item for item in same if item.kind == "noun"])[-1:]
        return self.links.get(chosen[0].id, (chosen[0].id,)) if chosen else ()

    def titled(self, mention: Mention, lemma: str) -> bool:
        """Whether a person was told of with a title: "President Jane Doe", then "the president"."""
        words = under(self.doc, mention.head, "compound", "nmod", "appos")
        return mention.kind == "person" and any(self.doc.tokens[child].lemma == lemma for child in words)


def resolve_references(doc: Document, lexicon: Lexicon) -> dict[int, tuple[int, ...]]:
    """Return for each referring mention the mentions it stands for; what stays unclear is left out."""
    return _Reader(doc, lexicon).read()
