"""Find words of judgement on an actor, how good or bad, and whose judgement they are."""

from __future__ import annotations

from dragoman.grammar.subjects import subject
from dragoman.grammar.tree import conjuncts, first, under
from dragoman.grammar.voices import Voices, length
from dragoman.knowledge import Lexicon
from dragoman.knowledge.schemas import Stance
from dragoman.model import Document, Judgement, Role, Source, Span, Token
from dragoman.rules.parties import parties_at

KINDS = {"ADJ": "adjective", "NOUN": "noun", "VERB": "verb", "ADV": "adverb", "PROPN": "noun"}
# How many words up the tree the one judged is looked for: farther is another's affair.
REACH = 4


def _row(token: Token, lexicon: Lexicon) -> Stance | None:
    """The judgement a word carries, by lemma or as it stands ("driven", "so-called")."""
    kind = KINDS.get(token.pos)
    if kind is None or token.name >= 0:
        return None
    found = lexicon.stance.get((token.lemma, kind)) or lexicon.stance.get((token.text.lower(), kind))
    if found is None and token.dep == "amod":  # a participle before a noun judges as an adjective does
        found = lexicon.stance.get((token.text.lower(), "adjective"))
    return found


def _together(doc: Document, roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The first of the parties and those named beside it: "the efforts of China and Russia"."""
    if not roles:
        return ()
    beside = set(conjuncts(doc, roles[0].token))
    return tuple(role for role in roles if role.token in beside)


def _judged(doc: Document, token: Token, lexicon: Lexicon) -> tuple[Role, ...]:
    """The actors a word is about: whose the noun is that it modifies, who does the verb, of whom it is said."""
    place = way = token.i
    for _ in range(REACH):
        word = doc.tokens[place]
        if word.dep == "pobj" and doc.tokens[word.head].lemma == "as":  # "it stands as a counterweight to": about "it"
            place = word.head
            continue
        if word.pos in ("NOUN", "PROPN"):
            found = parties_at(doc, place, lexicon)
            if found:
                return _together(doc, found)
        if word.pos in ("VERB", "AUX", "ADJ"):
            if place != token.i and word.pos == "VERB":
                blamed = _blamed(doc, place, way, lexicon)
                if blamed is not None:
                    return blamed
            doer = subject(doc, place)
            found = parties_at(doc, doer, lexicon) if doer is not None and doer != token.i else ()
            if found:
                return _together(doc, found)
        owner = first(doc, place, "poss")
        found = parties_at(doc, owner, lexicon) if owner is not None else ()
        if found:
            return _together(doc, found)
        if word.head == place:
            return ()
        way, place = place, word.head
    return ()


def _blamed(doc: Document, verb: int, way: int, lexicon: Lexicon) -> tuple[Role, ...] | None:
    """Whom a word below a verb judges, where it is not the verb's doer; None where the verb leaves that open.

    What is charged to another is that other's ("accused Chad of provocation"); what a verb of judgement is done to
    has its own merit ("undermines peace").
    """
    word = doc.tokens[way]
    patient = first(doc, verb, "dobj", "nsubjpass", "dative")
    if word.dep == "prep" and word.lemma in ("of", "for") and patient is not None:
        return _together(doc, parties_at(doc, patient, lexicon))
    if word.dep == "dobj" and _row(doc.tokens[verb], lexicon) is not None:
        return ()
    return None


def _negated(doc: Document, token: Token) -> bool:
    heads = (token.i, token.head) if token.dep in ("acomp", "attr", "amod") else (token.i,)
    return any(under(doc, head, "neg") for head in heads) or any(
        doc.tokens[child].lemma == "no" for child in under(doc, token.i, "det")
    )


def _holder(voices: Voices, token: Token) -> Source:
    """Whose judgement a word is: the innermost source whose words it stands in, else the author."""
    holding = [item for item in voices.at(token.start) if item.strength != "distances"]
    return min(holding, key=length).source if holding else Source("author")


def find_stance(doc: Document, lexicon: Lexicon) -> tuple[Judgement, ...]:
    """Return the judgements of the text, each with its word, the actor judged and whose judgement it is."""
    found = []
    voices = Voices(doc)
    for token in doc.tokens:
        row = _row(token, lexicon)
        if row is None or any(item.start <= token.start < item.end for item in doc.boilerplate):
            continue
        roles = _judged(doc, token, lexicon)
        if not roles:
            continue
        target = doc.tokens[roles[0].token]
        polarity = -int(row.polarity) if _negated(doc, token) else int(row.polarity)
        found.append(
            Judgement(
                start=token.start,
                end=token.end,
                target=Span(target.start, target.end),
                actors=tuple(role.actor for role in roles),
                polarity=polarity,
                strength=int(row.strength),
                holder=_holder(voices, token),
                cue=token.lemma,
            )
        )
    return tuple(found)
