"""Find who does it where the sentence does not say it twice: across conjuncts, control and participles."""

from __future__ import annotations

from dragoman.grammar.tree import first, under
from dragoman.model import Document

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
RELATIVES = frozenset({"WP", "WDT", "WP$"})
# Prepositions after which a participle's doer is the governing verb's object: "accused Iran of arming".
OBJECT_CONTROL = frozenset({"of", "for", "from", "with", "into"})
# Verbs whose subject, not object, does what the infinitive says though they have an object.
SUBJECT_CONTROL = frozenset({"promise", "vow", "threaten", "use", "need", "agree", "send", "deploy", "mobilize"})


def is_passive(doc: Document, verb: int) -> bool:
    """Whether a verb stands in the passive, also as a bare participle after a noun ("the men killed by …")."""
    token = doc.tokens[verb]
    if under(doc, verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if token.tag != "VBN":
        return False
    if token.dep in ("acl", "advcl") and not under(doc, verb, "aux"):
        return not under(doc, verb, "dobj")
    if token.dep == "conj":
        return is_passive(doc, token.head) and not under(doc, verb, *SUBJECTS, "aux", "dobj")
    return False


def antecedent(doc: Document, word: int, verb: int) -> int:
    """What a relative pronoun stands for; any other word stands for itself."""
    token = doc.tokens[word]
    if token.tag in RELATIVES or (token.lemma == "that" and token.pos in ("PRON", "SCONJ", "DET")):
        clause = verb
        while doc.tokens[clause].dep in ("conj", "xcomp", "ccomp") and doc.tokens[clause].head != clause:
            clause = doc.tokens[clause].head
        if doc.tokens[clause].dep == "relcl":
            return doc.tokens[clause].head
    return word


def patients(doc: Document, verb: int) -> list[int]:
    """The direct objects of an active verb."""
    return under(doc, verb, "dobj", "attr")


def subject(doc: Document, verb: int, depth: int = 0) -> int | None:
    """The token that a verb's grammatical subject is, its own or one it shares; None where none is told."""
    if depth > 12:
        return None
    own = under(doc, verb, "nsubj", "nsubjpass")
    if own:  # of two the parser leaves side by side the name is the last: "rights watchdog Amnesty accused"
        return antecedent(doc, own[-1], verb)
    token = doc.tokens[verb]
    head = token.head
    if head == verb:
        return None
    governor = doc.tokens[head]
    if token.dep == "conj":
        return subject(doc, head, depth + 1)
    if token.dep in ("xcomp", "advcl", "ccomp", "dep", "prep") and governor.pos in ("VERB", "AUX", "ADJ"):
        if token.dep == "xcomp" or (token.dep == "ccomp" and token.tag in ("VB", "VBG")):
            objects = under(doc, head, "dobj", "dative")
            if objects and governor.lemma not in SUBJECT_CONTROL and objects[0] < verb:
                return antecedent(doc, objects[0], head)
            if is_passive(doc, head):
                return subject(doc, head, depth + 1)
        elif token.dep == "ccomp":
            return None
        return subject(doc, head, depth + 1)
    if token.dep == "acomp":
        return subject(doc, head, depth + 1)
    if token.dep == "relcl":
        return head if not under(doc, verb, "dobj") or token.tag != "VB" else None
    if token.dep == "acl":
        if token.tag in ("VBG", "VBN"):
            return head
        return _holder(doc, head, depth)
    if token.dep == "pcomp":
        return _after_preposition(doc, head, depth)
    return None


def _after_preposition(doc: Document, preposition: int, depth: int) -> int | None:
    governor = doc.tokens[preposition].head
    if doc.tokens[governor].pos in ("VERB", "AUX", "ADJ"):
        objects = under(doc, governor, "dobj")
        if doc.tokens[preposition].lemma in OBJECT_CONTROL:
            if is_passive(doc, governor):
                return subject(doc, governor, depth + 1)
            if objects and objects[0] < preposition:
                return antecedent(doc, objects[0], governor)
        return subject(doc, governor, depth + 1)
    return _holder(doc, governor, depth)


def _holder(doc: Document, noun: int, depth: int) -> int | None:
    """Who holds a plan, right or attempt: its possessor, else the subject of the verb that governs it."""
    owner = first(doc, noun, "poss")
    if owner is not None:
        return owner
    for preposition in under(doc, noun, "prep"):
        if doc.tokens[preposition].lemma in ("of", "by"):
            return first(doc, preposition, "pobj")
    token = doc.tokens[noun]
    if token.dep in ("dobj", "attr", "nsubjpass") and doc.tokens[token.head].pos in ("VERB", "AUX"):
        return subject(doc, token.head, depth + 1)
    return None
