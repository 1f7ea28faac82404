"""Say according to whom: the source, cue and content of every report of speech, belief or intent."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.grammar.subjects import is_passive, subject
from dragoman.grammar.tree import ancestors, first, phrase, span_of, subtree, under
from dragoman.grammar.voices import Cover, length
from dragoman.knowledge import Lexicon
from dragoman.model import Attribution, Document, Source, Span, Token
from dragoman.model.article import paragraph_spans

# A quotation this short, with nobody who says it, is a word held at arm's length: scare quotes.
SCARE_WORDS = 4
QUOTE = re.compile(r"[\"“”«»„]")
CLOSING = "”»"
ENDS = (".", "!", "?", "…")
TURN = re.compile(r"^(?P<who>[A-Z][A-Za-z.' \-]{0,40}?)(?P<cue>:) +", re.M)
COMPLEMENTS = ("ccomp", "xcomp", "pcomp")
# Who speaks is named by a noun with all that describes it, but not with what it says.
NOT_NAMING = frozenset({"ccomp", "xcomp", "advcl", "parataxis"})
# A name longer than this is the parser's error: its first words are the name.
LONGEST_NAME = 40
EDGES = frozenset({",", ";", ":", "-", "–", "—"})
# A headline's speaker stands alone before a colon or after a dash, in no more words than these.
HEADLINE_WORDS = 5


def _name(doc: Document, token: int, cue: int | None) -> Span:
    """The whole phrase that names a source, with those beside it, its appositions and its clauses but the one that says."""
    saying = {token, *ancestors(doc, cue)} if cue is not None else {token}
    kept, queue = {token}, [token]
    for item in queue:
        for child in doc.children[item]:
            word = doc.tokens[child]
            joined = (item != token or word.dep not in NOT_NAMING) and not (word.dep == "conj" and word.pos in ("VERB", "AUX"))
            if joined and child != cue and child not in saying:
                kept.add(child)
                queue.append(child)
    first_word = last_word = token
    while first_word - 1 in kept:
        first_word -= 1
    while last_word + 1 in kept:
        last_word += 1
    if last_word - first_word >= LONGEST_NAME:
        words = phrase(doc, token)
        first_word, last_word = words[0], words[-1]
    while first_word < token and doc.tokens[first_word].text in EDGES:
        first_word += 1
    while last_word > token and (doc.tokens[last_word].text in EDGES or doc.tokens[last_word].dep == "cc"):
        last_word -= 1
    return Span(doc.tokens[first_word].start, doc.tokens[last_word].end)


def source_at(doc: Document, token: int | None, lexicon: Lexicon, cue: int | None = None) -> Source:
    """The source a token names: an actor, a kind of people, a document, or somebody unnamed."""
    if token is None:
        return Source("unnamed")
    lemma = doc.tokens[token].lemma
    if lemma in lexicon.lists["documents"]:  # an act told of a paper is not the paper's own: its clauses are left out
        words = phrase(doc, token)
        while words[-1] != token and doc.tokens[words[-1]].text in EDGES:
            words.pop()
        span = span_of(doc, words)
        return Source("document", span.start, span.end, token)
    span = _name(doc, token, cue)
    if doc.actors_at(token):
        return Source("actor", span.start, span.end, token)
    if lemma in lexicon.lists["source-people"]:
        return Source(f"{lemma}s", span.start, span.end, token)
    return Source("person" if doc.tokens[token].pos in ("PROPN", "PRON") else "unnamed", span.start, span.end, token)


def find_quotes(text: str) -> tuple[list[Span], int]:
    """The quotations of a text by paragraph, and how many were opened and never closed.

    A quotation open at a paragraph's end runs to it; where the next paragraph opens it anew, as papers print it, it goes on.
    """
    found: list[Span] = []
    unclosed = 0
    open_still = False
    for begin, end in paragraph_spans(text):
        anew = QUOTE.match(text, begin) is not None and text[begin] not in CLOSING
        unclosed += open_still and not anew
        start: int | None = None
        depth = 0
        for mark in QUOTE.finditer(text, begin, end):
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
        open_still = start is not None
        if start is not None:
            found.append(Span(start, end))
    return found, unclosed + open_still


def _chains(text: str, quotes: Sequence[Span]) -> list[list[Span]]:
    """Quotations with those of the next paragraphs that go on with them: opened anew, and closed only at the end."""
    found: list[list[Span]] = []
    for quote in quotes:
        if found:
            last = found[-1][-1]
            closed = last.end - last.start > 1 and QUOTE.match(text, last.end - 1) is not None
            if not closed and not text[last.end : quote.start].strip():
                found[-1].append(quote)
                continue
        found.append([quote])
    return found


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
        says = {lemma for lemma, pos in lexicon.sayings if pos == "verb"}
        self.starts = [token.start for token in doc.tokens]
        self.lines = [match.start() for match in re.finditer("\n", doc.text)]
        self.sayers = {
            clause.head for clause in doc.clauses or () if clause.kind == "verb" and doc.tokens[clause.head].lemma in says
        }

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
            if token.lemma in self.lexicon.lists["quoting"] and not self.quotes_near(token) and not self.says_that(token.i):
                continue
            if token.lemma == "cite" and token.tag == "VBG" and self.citing(token):
                continue
            passive = is_passive(doc, token.i)
            name = self.name_given(token.i)
            strength = say.strength if name is None else "says"
            content = self.content(token.i, passive, say.strength) if name is None else name
            speaker = self.speaker(token.i, passive, clause.roles)
            if passive and speaker is None and token.lemma == "quote":
                continue  # "was quoted as saying": what he was saying is the report
            if speaker is not None and not self.speaks(speaker, token):
                continue
            self.add(source_at(doc, speaker, self.lexicon, token.i), self.cue(token.i), content, clause.lemma, strength, clause.id)

    def cue(self, verb: int) -> Span:
        """The words of a saying verb: its auxiliaries, what denies it or grades it between them, and its particle."""
        doc = self.doc
        start, end = verb, verb
        if (
            verb > 1
            and doc.tokens[verb].dep == "pcomp"
            and doc.tokens[verb - 1].lemma == "as"
            and doc.tokens[verb - 2].lemma == "quote"
        ):
            start = verb - 2
        own = set(under(doc, start, "aux", "auxpass", "neg", "advmod"))
        place = start - 1
        while place in own:
            if doc.tokens[place].dep in ("aux", "auxpass") and doc.tokens[place].tag != "TO":
                start = place
            place -= 1
        if verb + 1 in under(doc, verb, "prt"):
            end = verb + 1
        return Span(doc.tokens[start].start, doc.tokens[end].end)

    def speaker(self, verb: int, passive: bool, roles: dict[str, tuple[int, ...]]) -> int | None:
        """Who says it: the subject, or the agent of a passive ("was told by officials"); else nobody named."""
        doc = self.doc
        token = doc.tokens[verb]
        above = doc.tokens[doc.tokens[token.head].head]
        if token.dep == "pcomp" and doc.tokens[token.head].lemma == "as" and above.lemma in ("quote", "cite"):
            return first(doc, above.i, "dobj", "nsubjpass")  # "quoted a diplomat as saying"
        if passive:
            agents = roles.get("agent", ())
            return agents[0] if agents else None
        found = subject(doc, verb)
        if found is None and verb and QUOTE.match(doc.tokens[verb - 1].text):
            return first(doc, verb, "dobj")  # "“Prices will rise,” warned the governor"
        return found if found is not None else next(iter(roles.get("agent", ())), None)

    def name_given(self, verb: int) -> tuple[Span, ...] | None:
        """The word that somebody gives a thing: "called the attack “barbaric”", "described it as a success"."""
        doc = self.doc
        if doc.tokens[verb].lemma not in self.lexicon.lists["naming"]:
            return None
        names = under(doc, verb, "oprd") if under(doc, verb, "dobj", "nsubjpass") else []
        names += [item for item in under(doc, verb, "ccomp", "xcomp") if doc.tokens[item].pos not in ("VERB", "AUX")]
        for head in (verb, *under(doc, verb, "dobj")):
            for preposition in under(doc, head, "prep"):
                if doc.tokens[preposition].lemma == "as":
                    names += under(doc, preposition, "pobj", "amod", "pcomp", "acomp")
        said = _spans(doc, [item for name in names for item in subtree(doc, name)], set())
        sentence = doc.sentence_at(doc.tokens[verb].start)
        if not said and sentence is not None and under(doc, verb, "dobj"):
            said = tuple(self.own_quotes(verb, self.quoting.meeting(Span(sentence.start, sentence.end))))
        return said or None

    def citing(self, token: Token) -> bool:
        """Give what a paper reports to those it cites: "the paper reported …, citing two officials"."""
        doc = self.doc
        cited = first(doc, token.i, "dobj")
        above = doc.tokens[token.head]
        while above.pos not in ("VERB", "AUX") and above.head != above.i:
            above = doc.tokens[above.head]
        if cited is None or above.i == token.i or not (self.speaks(cited, token) or cited in doc.heads):
            return False
        say = self.lexicon.sayings.get((above.lemma, "verb"))
        content = self.content(above.i, is_passive(doc, above.i), say.strength) if say is not None else ()
        if not content:
            inside = set(subtree(doc, token.i))
            content = _spans(doc, [item for item in subtree(doc, above.i) if item not in inside], inside)
        self.add(source_at(doc, cited, self.lexicon, token.i), self.cue(token.i), content, "cite", "reports")
        return True

    def quotes_near(self, token: Token) -> bool:
        """Whether the sentence of a word holds a quotation."""
        sentence = self.doc.sentence_at(token.start)
        return sentence is not None and bool(self.quoting.meeting(Span(sentence.start, sentence.end)))

    def speaks(self, token: int, verb: Token) -> bool:
        """Whether a word can say something: an actor, a person, a document; a visit that reaffirms ties cannot.

        Who says *that* something is so can speak, whatever the word ("farmers fear that"), unless the verb is one that
        a thing may do as well ("the attack shows that").
        """
        doc = self.doc
        word = doc.tokens[token]
        if word.pos in ("PROPN", "PRON", "DET", "NUM") or token in doc.heads:
            return True
        if verb.lemma not in self.lexicon.lists["things-say"] and self.says_that(verb.i):
            return True
        return word.lemma in self.lexicon.lists["documents"] | self.lexicon.lists["source-people"] | self.lexicon.lists["testimony"]

    def says_that(self, verb: int) -> bool:
        """Whether a whole clause stands under a verb: "found that troops had left", "asks that they go", not "saw them go"."""
        doc = self.doc
        for item in under(doc, verb, "ccomp"):
            tags = {doc.tokens[word].tag for word in (item, *under(doc, item, "aux", "auxpass"))}
            told = tags & {"VBD", "VBZ", "VBP", "MD"} or under(doc, item, "mark")
            if told and under(doc, item, "nsubj", "nsubjpass", "expl"):
                return True
        return False

    def content(self, verb: int, passive: bool, strength: str) -> tuple[Span, ...]:
        """What is said: complement clauses and quotations; of some verbs the object; or what it is tacked on to."""
        doc = self.doc
        token = doc.tokens[verb]
        own = self.own_words(verb)
        complements = [item for item in under(doc, verb, *COMPLEMENTS) if item not in own and not self.parted(item, verb)]
        about = [item for item in complements if passive and doc.tokens[item].dep == "xcomp"]
        for preposition in under(doc, verb, "prep"):
            if doc.tokens[preposition].lemma in ("of", "as", "for", "against"):
                gerunds = under(doc, preposition, "pcomp")
                complements += gerunds
                about += gerunds
            for noun in under(doc, preposition, "pobj"):  # "said in a statement that …": the parser hangs it on the noun
                complements += [item for item in under(doc, noun, "acl", "relcl", "ccomp") if under(doc, item, "mark")]
        if complements:
            inside = {item for complement in complements for item in subtree(doc, complement)}
            marks = {
                item for complement in complements for item in under(doc, complement, "mark") if doc.tokens[item].lemma == "that"
            }
            if about and token.lemma not in self.lexicon.lists["hearing"]:
                # "is said to have left", "accused Iran of arming": of whom it is said belongs to what is said
                whom = {item for one in under(doc, verb, "nsubjpass" if passive else "dobj") for item in subtree(doc, one)}
                inside |= whom | {doc.tokens[item].head for item in about if doc.tokens[item].dep == "pcomp" and not passive}
                own -= whom
            return _spans(doc, inside - marks, own)
        if token.dep in ("parataxis", "ccomp") and token.head != verb and doc.tokens[token.head].pos in ("VERB", "AUX"):
            inside = set(subtree(doc, verb))
            rest = set(subtree(doc, token.head)) - inside
            aside = doc.tokens[verb - 1].text == "," if verb else False
            if token.dep == "parataxis" or aside:
                return _spans(doc, rest, inside)
        if token.dep == "advcl" and any(doc.tokens[item].lemma == "as" for item in under(doc, verb, "mark", "advmod")):
            inside = set(subtree(doc, verb))  # "as the minister said, the door is open"
            return _spans(doc, set(subtree(doc, token.head)) - inside, inside)
        sentence = doc.sentence_at(token.start)
        if sentence is not None:
            quoted = self.own_quotes(verb, self.quoting.meeting(Span(sentence.start, sentence.end)))
            if quoted:
                return tuple(Span(max(q.start, sentence.start), min(q.end, sentence.end)) for q in quoted)
        told = [
            preposition
            for preposition in under(doc, verb, "prep")
            if f"{token.lemma} {doc.tokens[preposition].lemma}" in self.lexicon.lists["saying-of"]
        ]
        if told and not under(doc, verb, "dobj"):  # "warned of floods", "called for a truce"
            return _spans(doc, [word for item in told for word in subtree(doc, item)], {verb})
        if passive or (strength in ("says", "reports") and token.lemma not in self.lexicon.lists["object-sayings"]):
            return ()
        objects = [item for item in under(doc, verb, "dobj") if doc.tokens[item].pos != "PRON"]
        if objects and strength == "claims":  # "blamed the government for the lack of water"
            objects += [item for item in under(doc, verb, "prep") if doc.tokens[item].lemma in ("for", "of") and item > objects[0]]
        said = [word for item in objects for word in subtree(doc, item)]
        return _spans(doc, said, own.difference(said))

    def parted(self, clause: int, verb: int) -> bool:
        """Whether a semicolon outside quotation parts a clause from the verb after it: then it is no part of what that says."""
        between = self.doc.tokens[clause:verb]
        return any(token.text == ";" and not self.quoting.at(token.start) for token in between)

    def own_quotes(self, verb: int, quotes: Iterable[Span]) -> list[Span]:
        """The quotations of a sentence that are a verb's: not those it stands in or beside, nor those under another verb."""
        doc = self.doc
        start = doc.tokens[verb].start
        if self.quoting.at(start):
            return []
        return [quote for quote in quotes if self.owner(quote) in (None, verb)]

    def owner(self, quote: Span) -> int | None:
        """The saying verb above a quotation, nearest first; None where no verb of its sentence governs it."""
        doc = self.doc
        word = bisect_left(self.starts, quote.start + 1)
        if word == len(doc.tokens):
            return None
        for above in (word, *ancestors(doc, word)):
            if above in self.sayers and not quote.start <= doc.tokens[above].start < quote.end:
                return above
        return None

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
            elif (say := self.lexicon.sayings.get((token.lemma, "adjective"))) is not None and token.dep in (
                "acomp",
                "ROOT",
                "advcl",
            ):
                self.adjective(token, say.strength)

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
        self.add(source_at(doc, target, self.lexicon, token.i), cue, _spans(doc, rest, inside), "according to", "reports")

    def noun(self, token: Token, strength: str) -> None:
        """A noun of saying with its clause: whose it is, and what it says."""
        doc = self.doc
        if token.lemma in self.lexicon.lists["view-nouns"] and token.dep == "pobj" and doc.tokens[token.head].lemma in ("in", "by"):
            self.view(token)
            return
        clauses = [
            item
            for item in under(doc, token.i, "acl", "ccomp", "relcl")
            if doc.tokens[item].dep != "relcl" or any(doc.tokens[w].lemma == "that" for w in under(doc, item, "mark"))
        ]
        above = doc.tokens[token.head]
        if not clauses and token.dep == "nsubj" and above.lemma == "be":  # "Sweden's view is that the treaty should stand"
            clauses = [item for item in under(doc, above.i, "ccomp") if under(doc, item, "mark")]
        if not clauses or self.participle(clauses[0]):
            return
        owner = first(doc, token.i, "poss")
        for preposition in under(doc, token.i, "prep"):
            if owner is None and doc.tokens[preposition].lemma in ("by", "from", "of"):
                owner = first(doc, preposition, "pobj")
        if owner is None and token.dep == "dobj":
            owner = subject(doc, token.head)
        inside = subtree(doc, clauses[0])
        self.add(
            source_at(doc, owner, self.lexicon, token.i),
            Span(token.start, token.end),
            _spans(doc, inside, set()),
            token.lemma,
            strength,
        )

    def view(self, token: Token) -> None:
        """In whose view a clause holds: "in the view of economists", "in his opinion"."""
        doc = self.doc
        owner = first(doc, token.i, "poss")
        of = next((item for item in under(doc, token.i, "prep") if doc.tokens[item].lemma == "of"), None)
        owner = first(doc, of, "pobj") if owner is None and of is not None else owner
        above = doc.tokens[doc.tokens[token.head].head]
        if owner is None or above.pos not in ("VERB", "AUX"):
            return
        inside = set(subtree(doc, token.head))
        cue = Span(doc.tokens[token.head].start, doc.tokens[token.i if of is None else of].end)
        rest = [item for item in subtree(doc, above.i) if item not in inside]
        self.add(source_at(doc, owner, self.lexicon, token.i), cue, _spans(doc, rest, inside), token.lemma, "believes")

    def adjective(self, token: Token, strength: str) -> None:
        """An adjective of belief with its clause: "is confident that the budget will pass"."""
        doc = self.doc
        clauses = under(doc, token.i, "ccomp")
        holder = subject(doc, token.i)
        if not clauses or holder is None:
            return
        inside = {item for clause in clauses for item in subtree(doc, clause)}
        marks = {item for clause in clauses for item in under(doc, clause, "mark") if doc.tokens[item].lemma == "that"}
        start = self.cue_from(token.i)
        source = source_at(doc, holder, self.lexicon, token.i)
        self.add(source, Span(doc.tokens[start].start, token.end), _spans(doc, inside - marks, set()), token.lemma, strength)

    def cue_from(self, adjective: int) -> int:
        """Where the words of an adjective of belief begin: with its copula, "is not so sure"."""
        doc = self.doc
        verb = doc.tokens[adjective].head
        own = {verb, *under(doc, verb, "aux", "neg", "advmod"), *under(doc, adjective, "advmod", "neg")}
        start = place = adjective
        while place - 1 in own:
            place -= 1
            if place == verb or (place < verb and doc.tokens[place].dep == "aux"):
                start = place
        return start

    def participle(self, clause: int) -> bool:
        """Whether a clause only tells what became of a noun: "a claim made in March"."""
        word = self.doc.tokens[clause]
        return word.dep == "acl" and word.tag in ("VBN", "VBG") and not under(self.doc, clause, "mark", "aux", "nsubj", "nsubjpass")

    def headline(self) -> None:
        """A headline that names its speaker before a colon or at its end: "Minister: no deal", "Ten killed - police"."""
        doc = self.doc
        title = doc.text[: doc.article.body_start].rstrip()
        tokens = [token for token in doc.tokens if token.end <= len(title)]
        for token in tokens:
            if token.text not in (":", "-", "–", "—"):
                continue
            before, after = (tokens[: token.i], tokens[token.i + 1 :]) if tokens[0].i == 0 else ([], [])
            sides = ((before, after),) if token.text == ":" else ()
            for named, said in (*sides, (after, before)):
                head = self.teller(named)
                if head is not None and said:
                    source = replace(source_at(doc, head, self.lexicon), start=named[0].start, end=named[-1].end)
                    content = Span(said[0].start, said[-1].end)
                    self.add(source, Span(token.start, token.end), (content,), "headline", "says")
                    return

    def teller(self, named: Sequence[Token]) -> int | None:
        """The head of some words that name nobody but a speaker: people or an office, no state, place or event."""
        doc = self.doc
        if not named or len(named) > HEADLINE_WORDS or any(token.pos in ("VERB", "AUX", "PUNCT", "ADP") for token in named):
            return None
        head = named[-1].i
        mention = doc.heads.get(head)
        people = mention is not None and (doc.mentions or ())[mention].kind in ("person", "noun", "organisation", "group")
        return head if people or doc.tokens[head].lemma in self.lexicon.lists["source-people"] else None

    def turns(self) -> None:
        """The turns of a transcript: "SPOKESPERSON: ..." says what follows, to the next turn."""
        doc = self.doc
        if doc.genre is None or doc.genre.kind != "transcript":
            return
        starts = list(TURN.finditer(doc.text))
        for turn, after in zip(starts, [*starts[1:], None], strict=True):
            end = after.start() if after is not None else len(doc.text)
            last = bisect_left(self.starts, turn.end("who")) - 1
            head = last if last >= 0 and self.starts[last] >= turn.start("who") else None
            source = source_at(doc, head, self.lexicon)
            source = replace(source, start=turn.start("who"), end=turn.end("who"))
            content = Span(turn.end(), turn.end() + len(doc.text[turn.end() : end].rstrip()))
            self.add(source, Span(*turn.span("cue")), (content,), "turn", "says")

    def quoted(self) -> None:
        """Give each quotation to who says it: the cue it belongs to, or whoever spoke last."""
        doc = self.doc
        said = Cover((span, item.id) for item in self.found for span in item.content)
        for chain in _chains(doc.text, self.quotes):
            holding = {number for quote in chain for number in said.meeting(quote)}
            near = [self.found[number] for number in sorted(holding)]
            near = [item for item in near if not any(quote.meets(item.cue) for quote in chain)]
            if near:
                inner = min(near, key=length)
                if not all(any(span.holds(quote) for span in inner.content) for quote in chain):
                    self.found[inner.id] = replace(inner, content=_united((*inner.content, *chain)))
                continue
            if self.scares(chain):
                quote = chain[0]
                self.add(Source("unnamed"), Span(quote.start, quote.start + 1), (quote,), "quotation marks", "distances")
                continue
            speaker = self.last_speaker(chain[0])
            if speaker is not None:
                self.add(speaker.source, speaker.cue, tuple(chain), speaker.lemma, speaker.strength, speaker.clause)
            else:
                mark = Span(chain[0].start, chain[0].start + 1)
                self.add(Source("unnamed"), mark, tuple(chain), "quotation marks", "says")

    def scares(self, chain: Sequence[Span]) -> bool:
        """Whether a quotation is a word held at arm's length; a quoted sentence, however short, is none."""
        quote = chain[0]
        text = self.doc.text[quote.start : quote.end]
        if len(chain) > 1 or len(text.split()) > SCARE_WORDS:
            return False
        sentence = self.doc.sentence_at(quote.start + 1)
        begins = sentence is not None and sentence.start in (quote.start, quote.start + 1)
        return not (begins and text[:-1].endswith(ENDS))

    def last_speaker(self, quote: Span) -> Attribution | None:
        """Whoever's quotation ended last before this one, in this paragraph or the one before."""
        index = bisect_left(self.spoken, (quote.start,))
        if not index:
            return None
        last = self.found[-self.spoken[index - 1][1]]
        lines = bisect_left(self.lines, quote.start) - bisect_left(self.lines, last.cue.start)
        return last if lines <= 2 else None

    def whole(self) -> None:
        """Let content that begins a quotation run to its end: the parser often parts the last words from it."""
        for item in self.found:
            if not any(self.quoting.at(end - 1) or self.quoting.at(end) for _, end in item.content):
                continue
            spans = [
                Span(
                    span.start,
                    max([span.end, *(quote.end for quote in self.quoting.at(span.end - 1) if span.start <= quote.start)]),
                )
                for span in item.content
            ]
            if not any(span.meets(item.cue) for span in spans):
                self.found[item.id] = replace(item, content=_united(spans))

    def nested(self) -> tuple[Attribution, ...]:
        """All attributions in order of text, each with the one whose content holds it as parent."""
        order = sorted(self.found, key=lambda item: (item.cue.start, item.cue.end, item.content))
        numbered = [replace(item, id=number) for number, item in enumerate(order)]
        said = Cover((span, item) for item in numbered for span in item.content)
        done = []
        for item in numbered:
            over = (other for other in said.at(item.cue.start) if other.cue != item.cue)
            outer = [other for other in over if any(span.holds(item.cue) for span in other.content)]
            if item.lemma == "cite":  # whom a paper cites speaks in the paper's words
                outer += [other for other in said.at(item.content[0].start) if other.content == item.content and other != item]
            parent = min(outer, key=lambda other: (length(other), other.id)).id if outer else None
            done.append(replace(item, parent=parent))
        return tuple(done)


def _moment(item: Attribution) -> tuple[int, int]:
    """When in the text somebody speaks; of two cues at one place the first found is the later here, so that it is taken."""
    return item.cue.start, -item.id


def _speaks_on(item: Attribution) -> bool:
    """Whether the next quotation may be of the same speaker: no mere word was held at arm's length, no turn has ended."""
    return item.strength != "distances" and item.lemma not in ("turn", "headline")


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
    finder.headline()
    finder.whole()
    finder.quoted()
    return finder.nested(), finder.unclosed
