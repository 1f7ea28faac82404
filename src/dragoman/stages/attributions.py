"""Say according to whom: the source, cue and content of every report of speech, belief or intent."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import replace

from dragoman.grammar.subjects import is_passive, subject
from dragoman.grammar.tree import first, phrase, span_of, subtree, under
from dragoman.grammar.voices import Cover, length
from dragoman.knowledge import Lexicon
from dragoman.model import Attribution, Document, Source, Span, Token

# A quotation this short, with nobody who says it, is a word held at arm's length: scare quotes.
SCARE_WORDS = 4
QUOTE = re.compile(r"[\"“”«»„]")
CLOSING = "”»"
TURN = re.compile(r"^(?P<who>[A-Z][A-Za-z.' \-]{0,40}?)(?P<cue>:) +", re.M)
COMPLEMENTS = ("ccomp", "xcomp", "pcomp")


def source_at(doc: Document, token: int | None, lexicon: Lexicon) -> Source:
    """The source a token names: an actor, a kind of people, a document, or somebody unnamed."""
    if token is None:
        return Source("unnamed")
    span = span_of(doc, phrase(doc, token))
    lemma = doc.tokens[token].lemma
    if lemma in lexicon.lists["documents"]:
        return Source("document", span.start, span.end, token)
    if doc.actors_at(token):
        return Source("actor", span.start, span.end, token)
    if lemma in lexicon.lists["source-people"]:
        return Source(f"{lemma}s", span.start, span.end, token)
    return Source("person" if doc.tokens[token].pos in ("PROPN", "PRON") else "unnamed", span.start, span.end, token)


def find_quotes(text: str) -> tuple[list[Span], int]:
    """The quotations of a text by paragraph, and how many were opened and never closed.

    A quotation open at a paragraph's end runs to it: the next paragraph opens it anew, as papers print it.
    """
    found: list[Span] = []
    unclosed = 0
    for paragraph in re.finditer(r"[^\n]+", text):
        start: int | None = None
        depth = 0
        for mark in QUOTE.finditer(text, paragraph.start(), paragraph.end()):
            sign, at = mark.group(), mark.start()
            closes = sign in CLOSING or (sign == '"' and start is not None)
            if not closes:
                depth += 1
                start = at if start is None else start
            elif start is not None:
                depth -= 1
                if depth <= 0:
                    found.append(Span(start, at + 1))
                    start, depth = None, 0
        if start is not None:
            unclosed += 1
            found.append(Span(start, paragraph.end()))
    return found, unclosed


def _spans(doc: Document, tokens: Iterable[int], skip: set[int]) -> tuple[Span, ...]:
    """The stretches that some tokens cover, cut where the cue's own words stand between; edges without commas."""
    kept = sorted(set(tokens) - skip)
    runs: list[list[int]] = []
    for token in kept:
        between = range(runs[-1][-1] + 1, token) if runs else ()
        if runs and not any(item in skip and doc.tokens[item].pos != "PUNCT" for item in between):
            runs[-1].append(token)
        else:
            runs.append([token])
    found = []
    for run in runs:
        while run and doc.tokens[run[0]].text in (",", ";", ":", "-"):
            run.pop(0)
        while run and doc.tokens[run[-1]].text in (",", ";", ":", "."):
            run.pop()
        if run and (len(run) > 1 or doc.tokens[run[0]].pos != "PUNCT"):
            found.append(span_of(doc, run))
    return tuple(found)


class _Finder:
    """Finds the attributions of one document."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.quotes, self.unclosed = find_quotes(doc.text)
        self.quoting = Cover((quote, quote) for quote in self.quotes)
        self.found: list[Attribution] = []
        self.spoken: list[tuple[int, int]] = []

    def add(
        self, source: Source, cue: Span, content: tuple[Span, ...], lemma: str, strength: str, clause: int | None = None
    ) -> None:
        """Keep one attribution; its number and nesting come later."""
        if content:
            item = Attribution(len(self.found), source, cue, content, lemma, strength, None, clause)
            self.found.append(item)
            if _speaks_on(item):
                insort(self.spoken, _moment(item))

    def verbs(self) -> None:
        """Verbs of saying, believing, wanting, with what is said under them."""
        doc = self.doc
        for clause in doc.clauses or ():
            if clause.kind != "verb":
                continue
            say = self.lexicon.sayings.get((clause.lemma, "verb")) or self.lexicon.sayings.get(
                (doc.tokens[clause.head].lemma, "verb")
            )
            if say is None:
                continue
            token = doc.tokens[clause.head]
            if token.lemma in self.lexicon.lists["quoting"] and not self.quotes_near(token):
                continue
            passive = is_passive(doc, token.i)
            content = self.content(token.i, passive, say.strength)
            speaker = self.speaker(token.i, passive, clause.roles)
            if speaker is not None and not self.speaks(speaker):
                continue
            self.add(
                source_at(doc, speaker, self.lexicon), Span(token.start, token.end), content, clause.lemma, say.strength, clause.id
            )

    def speaker(self, verb: int, passive: bool, roles: dict[str, tuple[int, ...]]) -> int | None:
        """Who says it: the subject, or the agent of a passive ("was told by officials"); else nobody named."""
        doc = self.doc
        if passive:
            if doc.tokens[verb].lemma == "quote":
                return subject(doc, verb)  # "King Hassan was quoted as saying"
            agents = roles.get("agent", ())
            return agents[0] if agents else None
        found = subject(doc, verb)
        return found if found is not None else next(iter(roles.get("agent", ())), None)

    def quotes_near(self, token: Token) -> bool:
        """Whether the sentence of a word holds a quotation."""
        sentence = self.doc.sentence_at(token.start)
        return sentence is not None and bool(self.quoting.meeting(Span(sentence.start, sentence.end)))

    def speaks(self, token: int) -> bool:
        """Whether a word can say something: an actor, a person, a document; a visit that reaffirms ties cannot."""
        doc = self.doc
        word = doc.tokens[token]
        if word.pos in ("PROPN", "PRON", "DET", "NUM") or token in doc.heads:
            return True
        return word.lemma in self.lexicon.lists["documents"] | self.lexicon.lists["source-people"] | self.lexicon.lists["testimony"]

    def content(self, verb: int, passive: bool, strength: str) -> tuple[Span, ...]:
        """What is said: complement clauses and quotations; of some verbs the object; or what it is tacked on to."""
        doc = self.doc
        token = doc.tokens[verb]
        own = self.own_words(verb)
        complements = [item for item in under(doc, verb, *COMPLEMENTS) if item not in own]
        for preposition in under(doc, verb, "prep"):
            if doc.tokens[preposition].lemma in ("of", "as", "for", "against"):
                complements += under(doc, preposition, "pcomp")
            for noun in under(doc, preposition, "pobj"):  # "said in a statement that …": the parser hangs it on the noun
                complements += [item for item in under(doc, noun, "acl", "relcl", "ccomp") if under(doc, item, "mark")]
        if complements:
            inside = {item for complement in complements for item in subtree(doc, complement)}
            marks = {
                item for complement in complements for item in under(doc, complement, "mark") if doc.tokens[item].lemma == "that"
            }
            return _spans(doc, inside - marks, own)
        if token.dep in ("parataxis", "ccomp") and token.head != verb and doc.tokens[token.head].pos in ("VERB", "AUX"):
            inside = set(subtree(doc, verb))
            rest = set(subtree(doc, token.head)) - inside
            aside = doc.tokens[verb - 1].text == "," if verb else False
            if token.dep == "parataxis" or aside:
                return _spans(doc, rest, inside)
        sentence = doc.sentence_at(token.start)
        if sentence is not None:
            quoted = self.quoting.meeting(Span(sentence.start, sentence.end))
            quoted = tuple(q for q in quoted if not q.start <= token.start < q.end)
            if quoted:
                return tuple(Span(max(q.start, sentence.start), min(q.end, sentence.end)) for q in quoted)
        if passive or (strength in ("says", "reports") and token.lemma not in self.lexicon.lists["object-sayings"]):
            return ()
        objects = [item for item in under(doc, verb, "dobj") if doc.tokens[item].pos != "PRON"]
        return _spans(doc, [word for item in objects for word in subtree(doc, item)], own)

    def own_words(self, verb: int) -> set[int]:
        """The saying clause itself: the verb, its speaker, hearer and circumstances, without what is said."""
        doc = self.doc
        found = {verb}
        for child in doc.children[verb]:
            if doc.tokens[child].dep in (
                "nsubj",
                "nsubjpass",
                "aux",
                "auxpass",
                "dative",
                "advmod",
                "npadvmod",
                "neg",
                "agent",
                "expl",
            ):
                found.update(subtree(doc, child))
            elif doc.tokens[child].dep == "prep" and not under(doc, child, "pcomp"):
                said = {item for noun in under(doc, child, "pobj") for item in under(doc, noun, "acl", "relcl", "ccomp")}
                found.update(
                    set(subtree(doc, child)) - {word for item in said if under(doc, item, "mark") for word in subtree(doc, item)}
                )
        return found

    def according(self) -> None:
        """Find “according to X”, and nouns that carry what is said: "the claim that", "a threat to"."""
        doc = self.doc
        for token in doc.tokens:
            if token.text.lower() == "according":
                for inner in (*under(doc, token.i, "prep"), token.i + 1):
                    if inner < len(doc.tokens) and doc.tokens[inner].lemma == "to":
                        target = first(doc, inner, "pobj")
                        if target is not None:
                            self.around(token, inner, target)
                        break
            elif (say := self.lexicon.sayings.get((token.lemma, "noun"))) is not None and token.pos == "NOUN":
                self.noun(token, say.strength)

    def around(self, token: Token, to: int, target: int) -> None:
        """What "according to X" is said of: the clause it hangs on, without itself."""
        doc = self.doc
        top = token.i
        while doc.tokens[top].head != top and doc.tokens[top].pos not in ("VERB", "AUX"):
            top = doc.tokens[top].head
        if top == token.i:
            top = token.head
        while doc.tokens[top].dep in ("conj", "xcomp", "acl") and doc.tokens[top].head != top:
            top = doc.tokens[top].head
        inside = set(subtree(doc, token.i)) | {to, *subtree(doc, target)}
        rest = [item for item in subtree(doc, top) if item not in inside]
        cue = Span(token.start, doc.tokens[to].end)
        self.add(source_at(doc, target, self.lexicon), cue, _spans(doc, rest, inside), "according to", "reports")

    def noun(self, token: Token, strength: str) -> None:
        """A noun of saying with its clause: whose it is, and what it says."""
        doc = self.doc
        clauses = [
            item
            for item in under(doc, token.i, "acl", "ccomp", "relcl")
            if doc.tokens[item].dep != "relcl" or any(doc.tokens[w].lemma == "that" for w in under(doc, item, "mark"))
        ]
        if not clauses or (doc.tokens[clauses[0]].tag in ("VBN", "VBG") and doc.tokens[clauses[0]].dep == "acl"):
            return
        owner = first(doc, token.i, "poss")
        for preposition in under(doc, token.i, "prep"):
            if owner is None and doc.tokens[preposition].lemma in ("by", "from", "of"):
                owner = first(doc, preposition, "pobj")
        if owner is None and token.dep == "dobj":
            owner = subject(doc, token.head)
        inside = subtree(doc, clauses[0])
        self.add(
            source_at(doc, owner, self.lexicon), Span(token.start, token.end), _spans(doc, inside, set()), token.lemma, strength
        )

    def turns(self) -> None:
        """The turns of a transcript: "SPOKESPERSON: ..." says what follows, to the next turn."""
        doc = self.doc
        if doc.genre is None or doc.genre.kind != "transcript":
            return
        starts = list(TURN.finditer(doc.text))
        for turn, after in zip(starts, [*starts[1:], None], strict=True):
            end = after.start() if after is not None else len(doc.text)
            head = next((t.i for t in reversed(doc.tokens) if turn.start("who") <= t.start < turn.end("who")), None)
            source = source_at(doc, head, self.lexicon)
            source = replace(source, start=turn.start("who"), end=turn.end("who"))
            content = Span(turn.end(), turn.end() + len(doc.text[turn.end() : end].rstrip()))
            self.add(source, Span(*turn.span("cue")), (content,), "turn", "says")

    def quoted(self) -> None:
        """Give each quotation to who says it: the cue it belongs to, or whoever spoke last."""
        doc = self.doc
        said = Cover((span, item.id) for item in self.found for span in item.content)
        for quote in self.quotes:
            holding = [self.found[number] for number in sorted(said.meeting(quote))]
            holding = [item for item in holding if not quote.meets(item.cue)]
            words = doc.text[quote.start : quote.end].split()
            if holding:
                inner = min(holding, key=length)
                if not any(span.holds(quote) for span in inner.content):
                    self.found[inner.id] = replace(inner, content=_united((*inner.content, quote)))
                continue
            if len(words) <= SCARE_WORDS:
                self.add(Source("unnamed"), Span(quote.start, quote.start + 1), (quote,), "quotation marks", "distances")
                continue
            speaker = self.last_speaker(quote)
            if speaker is not None:
                self.add(speaker.source, speaker.cue, (quote,), speaker.lemma, speaker.strength, speaker.clause)
            else:
                self.add(Source("unnamed"), Span(quote.start, quote.start + 1), (quote,), "quotation marks", "says")

    def last_speaker(self, quote: Span) -> Attribution | None:
        """Whoever's quotation ended last before this one, in this paragraph or the one before."""
        index = bisect_left(self.spoken, (quote.start,))
        if not index:
            return None
        last = self.found[-self.spoken[index - 1][1]]
        return last if self.doc.text.count("\n", last.cue.start, quote.start) <= 2 else None

    def nested(self) -> tuple[Attribution, ...]:
        """All attributions in order of text, each with the one whose content holds it as parent."""
        order = sorted(self.found, key=lambda item: (item.cue.start, item.cue.end, item.content))
        numbered = [replace(item, id=number) for number, item in enumerate(order)]
        said = Cover((span, item) for item in numbered for span in item.content)
        done = []
        for item in numbered:
            over = (other for other in said.at(item.cue.start) if other.cue != item.cue)
            outer = [other for other in over if any(span.holds(item.cue) for span in other.content)]
            parent = min(outer, key=lambda other: (length(other), other.id)).id if outer else None
            done.append(replace(item, parent=parent))
        return tuple(done)


def _moment(item: Attribution) -> tuple[int, int]:
    """When in the text somebody speaks; of two cues at one place the first found is the later here, so that it is taken."""
    return item.cue.start, -item.id


def _speaks_on(item: Attribution) -> bool:
    """Whether the next quotation may be of the same speaker: no mere word was held at arm's length, no turn has ended."""
    return item.strength != "distances" and item.lemma != "turn"


def _united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans in order, those that touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end + 1:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def find_attributions(doc: Document, lexicon: Lexicon) -> tuple[tuple[Attribution, ...], int]:
    """Return who says what over the whole text, nested, and how many quotations were never closed."""
    finder = _Finder(doc, lexicon)
    finder.verbs()
    finder.according()
    finder.turns()
    finder.quoted()
    return finder.nested(), finder.unclosed
