"""Say according to whom: the source, cue and content of every report of speech, belief or intent."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.grammar.tree import first, phrase, span_of, subtree, under
from dragoman.knowledge import Lexicon
from dragoman.model import Attribution, Clause, Document, Source, Span

ACCORDING = "according to"
QUOTES = "\"“”„«»"


def source_at(doc: Document, token: int | None) -> Source:
    """The source a token names: an actor, a kind of people, a document, or somebody unnamed."""
    if token is None:
        return Source("unnamed")
    span = span_of(doc, phrase(doc, token))
    if doc.actors_at(token):
        return Source("actor", span.start, span.end, token)
    lemma = doc.tokens[token].lemma
    if lemma in ("statement", "report", "document", "communique", "letter", "declaration", "resolution", "study"):
        return Source("document", span.start, span.end, token)
    if lemma in ("source", "official", "diplomat", "witness", "observer", "analyst", "report", "expert"):
        return Source(f"{lemma}s", span.start, span.end, token)
    return Source("person" if doc.tokens[token].pos in ("PROPN", "PRON") else "unnamed", span.start, span.end, token)


def _content(doc: Document, verb: int) -> tuple[Span, ...]:
    """What is said: the verb's complement clauses, its object, or the clause it is tacked on to."""
    complements = under(doc, verb, "ccomp", "xcomp")
    if complements:
        return tuple(span_of(doc, subtree(doc, item)) for item in complements)
    token = doc.tokens[verb]
    if token.dep == "parataxis" and token.head != verb:
        inside = set(subtree(doc, verb))
        rest = [item for item in subtree(doc, token.head) if item not in inside]
        return (span_of(doc, rest),) if rest else ()
    objects = under(doc, verb, "dobj")
    return tuple(span_of(doc, subtree(doc, item)) for item in objects)


def _quoted(doc: Document, clause: Clause) -> tuple[Span, ...]:
    sentence = (doc.sentences or ())[clause.sentence]
    text = doc.text[sentence.start : sentence.end]
    marks = [index for index, sign in enumerate(text) if sign in QUOTES]
    return tuple(Span(sentence.start + a, sentence.start + b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False))


def _found(doc: Document, lexicon: Lexicon) -> Iterator[tuple[Source, Span, tuple[Span, ...], str, str, int | None]]:
    for clause in doc.clauses or ():
        token = doc.tokens[clause.head]
        if clause.kind != "verb":
            continue
        say = lexicon.sayings.get((clause.lemma, "verb"))
        if say is not None:
            content = _content(doc, clause.head) or _quoted(doc, clause)
            speaker = clause.roles.get("agent", (None,))[0]
            if speaker is None and clause.passive and "by" not in clause.roles:
                speaker = None
            if content:
                yield source_at(doc, speaker), Span(token.start, token.end), content, clause.lemma, say.strength, clause.id
    for token in doc.tokens:
        if token.lemma == "accord" or token.text.lower() == "according":
            for inner in under(doc, token.i, "prep"):
                target = first(doc, inner, "pobj")
                if target is None:
                    continue
                top = doc.tokens[token.head]
                inside = set(subtree(doc, token.i))
                rest = [item for item in subtree(doc, top.i) if item not in inside]
                if rest:
                    cue = Span(token.start, doc.tokens[inner].end)
                    yield source_at(doc, target), cue, (span_of(doc, rest),), ACCORDING, "reports", None
        elif (token.lemma, "noun") in lexicon.sayings and token.pos == "NOUN":
            that = first(doc, token.i, "acl", "ccomp")
            if that is not None:
                owner = first(doc, token.i, "poss")
                cue = Span(token.start, token.end)
                say = lexicon.sayings[token.lemma, "noun"]
                yield source_at(doc, owner), cue, (span_of(doc, subtree(doc, that)),), token.lemma, say.strength, None


def find_attributions(doc: Document, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Return who says what over the whole text, each nested in the one whose content holds it."""
    found: list[Attribution] = []
    for number, (source, cue, content, lemma, strength, clause) in enumerate(
        sorted(_found(doc, lexicon), key=lambda item: (item[1].start, item[1].end))
    ):
        found.append(Attribution(number, source, cue, content, lemma, strength, None, clause))
    nested = []
    for item in found:
        outer = [
            other for other in found if other.id != item.id and any(item.cue in span for span in other.content)
        ]
        parent = min(outer, key=lambda other: min(span.end - span.start for span in other.content)).id if outer else None
        nested.append(
            Attribution(item.id, item.source, item.cue, item.content, item.lemma, item.strength, parent, item.clause)
        )
    return tuple(nested)
