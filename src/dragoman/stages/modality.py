"""Tell how each clause stands to fact: happened, going on, planned, possible, denied, or only an opinion."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.grammar.tree import under
from dragoman.knowledge import Lexicon
from dragoman.model import Clause, Document, Modality, Span, Token

# Which status wins where a clause is under several cues: a negated plan is negated.
ORDER = ("negated", "hypothetical", "future", "habitual", "ongoing", "actual")
NEGATIVE_DETERMINERS = frozenset({"no", "neither"})
PASSES = frozenset({"content", "argument", "purpose", "relative", "adverbial", "conjunct"})


class _Reading(NamedTuple):
    status: str = "actual"
    deontic: bool = False
    historical: bool = False
    voice: str = "report"
    cues: tuple[Span, ...] = ()


def _stronger(first: str, second: str) -> str:
    return min(first, second, key=ORDER.index)


def _span(token: Token) -> Span:
    return Span(token.start, token.end)


def _verb_reading(doc: Document, verb: int, lexicon: Lexicon) -> _Reading:
    status, deontic, historical, cues = "actual", False, False, []
    tokens = doc.tokens
    auxiliaries = [tokens[child] for child in under(doc, verb, "aux", "auxpass")]
    for child in doc.children[verb]:
        token = tokens[child]
        kind = {"aux": "aux", "neg": "adverb", "advmod": "adverb", "mark": "mark"}.get(token.dep)
        if token.dep == "neg":
            status = _stronger(status, "negated")
            cues.append(_span(token))
        elif kind is not None and (cue := lexicon.cues.get((token.lemma, kind))) is not None:
            if cue.status == "deontic":
                deontic = True
                status = _stronger(status, "hypothetical")
            elif cue.status == "historical":
                historical = True
            elif cue.status != "opinion":
                status = _stronger(status, cue.status)
            cues.append(_span(token))
    token = tokens[verb]
    words = {aux.lemma for aux in auxiliaries}
    if status == "actual" and token.tag == "VBG" and "be" in words:
        status = "ongoing"
    if status == "actual" and token.tag in ("VBZ", "VBP") and not auxiliaries and lexicon.cues.get((token.lemma, "verb")) is None:
        status = "ongoing"  # "Russia attacks Ukraine", "Beijing continues …": told as of now
    if any(tokens[child].lemma == "be" for child in under(doc, verb, "aux")) and "to" in words and token.tag == "VB":
        status = _stronger(status, "future")
    return _Reading(status, deontic, historical, "report", tuple(cues))


def _noun_reading(doc: Document, clause: Clause, lexicon: Lexicon) -> _Reading:
    reading = _verb_reading(doc, clause.support, lexicon) if clause.support is not None else _Reading()
    status, historical, cues, voice = reading.status, reading.historical, list(reading.cues), reading.voice
    if clause.support is not None:
        for light in lexicon.lights.get(doc.tokens[clause.support].lemma, ()):
            if light.status and light.noun_is in ("object", "subject"):
                status = _stronger(status, light.status)
    for child in doc.children[clause.head]:
        token = doc.tokens[child]
        if token.dep == "det" and token.lemma in NEGATIVE_DETERMINERS:
            status = _stronger(status, "negated")
            cues.append(_span(token))
        elif token.dep in ("amod", "compound", "advmod") and (cue := lexicon.cues.get((token.lemma, "adjective"))):
            historical |= cue.status == "historical"
            if cue.status == "opinion":
                voice = "opinion"
            elif cue.status not in ("historical", "deontic"):
                status = _stronger(status, cue.status)
            cues.append(_span(token))
    if clause.support is None and status == "ongoing" and not cues:
        status = "actual"
    return _Reading(status, reading.deontic, historical, voice, tuple(cues))


def _handed_down(
    doc: Document, clause: Clause, parent: Clause, above: _Reading, lexicon: Lexicon
) -> tuple[str, tuple[Span, ...]] | None:
    """What a clause takes over from the one it hangs in: the status its cue puts on what depends on it."""
    token = doc.tokens[parent.head]
    if clause.link == "condition":
        return "hypothetical", (_span(doc.tokens[parent.head]),)
    cue = lexicon.cues.get((parent.lemma, "verb")) or lexicon.cues.get((parent.lemma, "adjective")) or (
        lexicon.cues.get((parent.lemma, "noun")) if parent.kind == "noun" else None
    )  # fmt: skip
    if clause.link == "purpose":
        return "hypothetical", (_span(token),)
    governed = clause.link == "content" or (clause.link == "argument" and clause.head in parent.roles.get("patient", ()))
    if not governed and clause.link == "adverbial":
        governed = doc.tokens[clause.head].dep == "pcomp" and cue is not None
    if not governed and clause.link == "argument" and cue is not None:
        governed = any(clause.head in parent.roles.get(role, ()) for role in ("for", "to", "on", "from", "against", "of"))
    if not governed:
        return None
    status = cue.status if cue is not None and cue.status in ORDER else "actual"
    if clause.link != "argument" or cue is not None:
        said = (parent.lemma, "verb") in lexicon.sayings
        inherited = above.status if not said else "actual"
        if inherited in ("future", "hypothetical", "negated") and clause.link != "argument":
            status = _stronger(status, "hypothetical" if inherited == "negated" and cue is not None else inherited)
    return (status, (_span(token),)) if status != "actual" else None


def _noun_cue(doc: Document, clause: Clause, lexicon: Lexicon) -> tuple[str, Span] | None:
    """The status a governing plain noun gives: "plans to attack", "the threat of war", "attempts to weaken"."""
    token = doc.tokens[clause.head]
    above = doc.tokens[token.head]
    if token.dep == "pobj" and above.pos == "ADP":
        above = doc.tokens[above.head]
    elif token.dep == "pcomp":
        above = doc.tokens[above.head]
    elif token.dep not in ("acl", "relcl", "compound"):
        return None
    if token.dep == "relcl" or above.pos not in ("NOUN", "PROPN"):
        return None
    cue = lexicon.cues.get((above.lemma, "noun"))
    return (cue.status, _span(above)) if cue is not None and cue.status in ORDER else None


def _tense(doc: Document, clause: Clause) -> str:
    verb = doc.tokens[clause.support if clause.support is not None else clause.head]
    tags = {verb.tag, *(doc.tokens[child].tag for child in under(doc, verb.i, "aux", "auxpass"))}
    if {"VBD"} & tags:
        return "past"
    return "present" if {"VBZ", "VBP"} & tags else ("past" if verb.tag == "VBN" else "none")


def judge_modality(doc: Document, lexicon: Lexicon) -> tuple[Modality, ...]:
    """Return one reading a clause, in the clauses' order; a parent's is settled before its children's."""
    clauses = doc.clauses or ()
    readings: dict[int, _Reading] = {}

    def read(clause: Clause, depth: int = 0) -> _Reading:
        if clause.id in readings:
            return readings[clause.id]
        own = _noun_reading(doc, clause, lexicon) if clause.kind == "noun" else _verb_reading(
            doc, clause.head if clause.kind == "verb" else doc.tokens[clause.head].head
            if doc.tokens[clause.head].dep in ("acomp", "attr", "oprd") else clause.head, lexicon
        )  # fmt: skip
        if clause.kind == "adjective" and own.status == "ongoing":
            own = own._replace(status="actual")
        readings[clause.id] = own
        if clause.parent is not None and depth < 40 and clause.link in (*PASSES, "condition"):
            parent = clauses[clause.parent]
            above = read(parent, depth + 1)
            if clause.support != parent.head:
                handed = _handed_down(doc, clause, parent, above, lexicon)
            else:
                handed = None
            if handed is not None and handed[0] in ORDER:
                own = own._replace(status=_stronger(own.status, handed[0]), cues=(*own.cues, *handed[1]))
            if above.voice == "opinion" and clause.link in ("content", "purpose"):
                own = own._replace(voice="opinion")
        noun = _noun_cue(doc, clause, lexicon)
        if noun is not None:
            own = own._replace(status=_stronger(own.status, noun[0]), cues=(*own.cues, noun[1]))
        readings[clause.id] = own
        return own

    found = []
    for clause in clauses:
        reading = read(clause)
        genre = doc.genre.kind if doc.genre else "report"
        voice = reading.voice
        if genre == "opinion" and reading.status in ("hypothetical",):
            voice = "opinion"
        found.append(
            Modality(
                clause.id,
                reading.status,
                "negative" if reading.status == "negated" else "positive",
                "asserted" if reading.status in ("actual", "ongoing", "habitual", "negated") else reading.status,
                _tense(doc, clause),
                "progressive" if reading.status == "ongoing" else "",
                reading.deontic,
                reading.historical,
                voice,
                reading.cues,
            )
        )
    return tuple(found)
