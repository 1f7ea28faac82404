"""Tell how each clause stands to fact: happened, going on, planned, possible, denied, or only an opinion.

A word that governs a clause has a signature, as implicatives and factives have in the linguistics of
factuality (Saurí and Pustejovsky's FactBank): what it makes of the clause when it is itself told as fact,
and when it is negated ("failed to meet" negated, "did not fail to meet" actual). The signatures are rows of
data/lexicon/en/cues.csv.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from dragoman.grammar.timing import Timing
from dragoman.grammar.tree import under
from dragoman.grammar.voices import Voices
from dragoman.knowledge import Lexicon
from dragoman.knowledge.schemas import Cue
from dragoman.model import Clause, Document, Modality, Span, Token, When

# Which status wins where a clause is under several cues: a negated plan is negated.
ORDER = ("negated", "hypothetical", "future", "habitual", "ongoing", "actual")
FACT = frozenset({"actual", "ongoing", "habitual"})
NEGATIVE_DETERMINERS = frozenset({"no", "neither", "nor"})
# Links by which what governs a clause says how it stands to fact.
GOVERNED = frozenset({"content", "argument", "purpose", "adverbial", "conjunct", "relative"})
# Prepositions that hang an act on a word that plans, fears or prevents it.
HANGING = frozenset({"of", "for", "to", "on", "from", "against", "about", "in", "with", "at", "into", "over"})
# An act dated more than this before the piece is background, not its news: a month, as monthly series count.
BACKGROUND = timedelta(days=31)
DEEPEST = 40
# Before an infinitive these tell what was done: "the first to attack".
RANKED = frozenset({"first", "second", "third", "last", "latest", "only", "next", "one"})
# What a relative clause tells of such a noun is as open as the clause it dates: "the day he refuses, we will have won".
MOMENTS = frozenset({"day", "moment", "hour", "minute", "time", "week", "year"})
# What is told at a time that itself is open is as open: "will not leave before they stop", "would consult when it attacked".
TEMPORAL = frozenset({"before", "until", "till", "when", "once", "as", "after", "whenever"})
PRESENT = frozenset({"VBZ", "VBP"})
FINITE = PRESENT | {"VBD"}
YEARS = frozenset({"year", "decade", "century"})
WOULD = frozenset({"would", "'d"})
# Determiners that point at no act in particular: "any attack invites retaliation", "an attack on one".
ANY = frozenset({"any", "every", "each", "whatever", "whichever"})
EACH = frozenset({"every", "each"})
# Verbs of saying that also command: "told him to leave" tells of no leaving, "told reporters that he left" does.
TELLING = frozenset({"tell", "warn", "remind", "announce"})
ONE = frozenset({"a", "an", "another"})
NONE = frozenset({"zero"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Words that make a preposition deny what hangs on it: "instead of attacking", "far from attacking".
SHORT_OF = {"of": frozenset({"instead", "short", "lieu"}), "from": frozenset({"far"})}
DENYING = frozenset({"without", "barring", "absent"})


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


def effect(cue: Cue, governing: str) -> str:
    """What a cue makes of what depends on it, given how the cue itself stands to fact."""
    if cue.status not in ORDER:
        return "hypothetical" if cue.status == "deontic" else "actual"
    if governing in FACT:
        return cue.status
    if governing == "negated":
        return cue.under_not or "hypothetical"
    # what is planned or possible makes all below it so
    return governing if cue.status in FACT else "hypothetical"


class _Judge:
    """Judges the clauses of one document; a governing clause is settled before what it governs."""

    def __init__(self, doc: Document, lexicon: Lexicon) -> None:
        self.doc = doc
        self.lexicon = lexicon
        self.clauses = doc.clauses or ()
        self.settled: dict[int, _Reading] = {}
        self.timing = Timing(doc)
        self.voices = Voices(doc)
        self.opinion = doc.genre is not None and doc.genre.kind == "opinion"
        self.children: dict[int, list[Clause]] = {}
        self.roots: dict[int, list[Clause]] = {}
        for clause in self.clauses:
            if clause.parent is None:
                self.roots.setdefault(clause.sentence, []).append(clause)
            else:
                self.children.setdefault(clause.parent, []).append(clause)

    # -- a predicate's own words

    def verb(self, verb: int) -> _Reading:
        """How a verb's own auxiliaries, adverbs and tense put it."""
        doc, lexicon = self.doc, self.lexicon
        tokens = doc.tokens
        status, deontic, historical = "actual", False, False
        cues: list[Span] = []
        for child in doc.children[verb]:
            token = tokens[child]
            kind = {"aux": "aux", "neg": "adverb", "advmod": "adverb", "npadvmod": "adverb", "mark": "mark"}.get(token.dep)
            if token.dep == "neg" or (token.dep in ("preconj", "cc") and token.lemma in NEGATIVE_DETERMINERS):
                status = _stronger(status, "negated")
                cues.append(_span(token))
            elif kind is not None and (cue := lexicon.cues.get((token.lemma, kind))) is not None:
                if cue.status == "deontic":
                    deontic = True
                    status = _stronger(status, "hypothetical")
                elif cue.status == "historical":
                    historical = True
                elif cue.status in ORDER:
                    status = _stronger(status, cue.status)
                cues.append(_span(token))
            elif token.dep in ("nsubj", "nsubjpass", "dobj") and self.none_of(child):
                status = _stronger(status, "negated")
                cues.append(_span(token))
            elif token.dep in SUBJECTS and any(tokens[det].lemma in EACH for det in under(doc, child, "det")):
                status = _stronger(status, "habitual")  # "every president has received him"
                cues.append(_span(token))
        for joiner in self.nor(verb):
            status = _stronger(status, "negated")
            cues.append(_span(joiner))
        if status == "actual":
            status = self.tense(verb)
        return _Reading(status, deontic, historical, "report", tuple(cues))

    def nor(self, verb: int) -> list[Token]:
        """The "nor" that denies the second of two verbs: "neither agreed nor refused"."""
        token = self.doc.tokens[verb]
        if token.dep != "conj":
            return []
        joiners = [self.doc.tokens[child] for child in under(self.doc, token.head, "cc")]
        return [joiner for joiner in joiners if joiner.lemma == "nor" and joiner.i < verb][-1:]

    def none_of(self, noun: int) -> bool:
        """Whether a noun is told as none: "no talks", "nobody", "neither side"."""
        tokens = self.doc.tokens
        if tokens[noun].lemma in ("nobody", "none", "nothing", "neither"):
            return True
        told = any(tokens[child].lemma in NEGATIVE_DETERMINERS for child in under(self.doc, noun, "det", "preconj"))
        return told or any(tokens[child].lemma in NONE for child in under(self.doc, noun, "nummod"))

    def tense(self, verb: int) -> str:
        """The status that tense alone gives: going on, habitual in the plain present, or told as done."""
        doc = self.doc
        token = doc.tokens[verb]
        auxiliaries = [doc.tokens[child] for child in under(doc, verb, "aux", "auxpass")]
        words = {item.lemma for item in auxiliaries}
        if token.tag == "VBG" and "be" in words:
            return "future" if token.lemma == "go" else "ongoing"
        headed = token.dep == "ROOT" and under(doc, verb, *SUBJECTS)  # "Kenya to send police", as headlines have it
        if token.tag == "VB" and "to" in words and ("be" in words or self.is_to(verb) or headed):
            return "future"
        if "to" in words and token.dep == "conj" and doc.tokens[token.head].tag in FINITE:
            return "hypothetical"  # "urged them and to meet": what was urged, whichever verb the parser hangs it on
        if token.tag == "VB" and token.dep == "ROOT" and not auxiliaries and not under(doc, verb, *SUBJECTS):
            return "hypothetical"  # "let Moscow veto it": what is bidden is not done
        says = (token.lemma, "verb") in self.lexicon.sayings and not self.opinion
        if token.tag in ("VBZ", "VBP") and not auxiliaries and not says:
            # a headline tells news in the present; a text tells what holds
            return "actual" if token.start < doc.article.body_start else "habitual"
        return "actual"

    def is_to(self, verb: int) -> bool:
        """Whether an infinitive is what somebody "is to" do, where the parser makes the "is" a verb of its own."""
        doc = self.doc
        token = doc.tokens[verb]
        while token.dep == "conj":
            token = doc.tokens[token.head]
        above = doc.tokens[token.head]
        said = [child for child in under(doc, above.i, "acomp", "attr") if doc.tokens[child].pos != "PRON"]  # "is himself to fly"
        if token.dep != "xcomp" or above.lemma != "be" or said:
            return False
        doers = under(doc, above.i, *SUBJECTS)
        # "the aim is to attack" tells an aim, "Iran is to attack" what is set
        return any(
            doc.tokens[doer].pos in ("PROPN", "PRON") or doc.tokens[doer].name >= 0 or doc.heads.get(doer) is not None
            for doer in doers
        )

    def noun(self, clause: Clause) -> _Reading:
        """How an event noun's modifiers and the verb it leans on put it."""
        doc, lexicon = self.doc, self.lexicon
        reading = self.verb(clause.support) if clause.support is not None else _Reading()
        status, historical, voice, cues = reading.status, reading.historical, reading.voice, list(reading.cues)
        if clause.support is not None:
            verb = doc.tokens[clause.support]
            for light in lexicon.lights.get(verb.lemma, ()):
                if light.status:
                    status = _stronger(status, light.status)
                    break
        for child in doc.children[clause.head]:
            token = doc.tokens[child]
            none = (token.dep == "det" and token.lemma in NEGATIVE_DETERMINERS) or (token.dep == "nummod" and token.lemma in NONE)
            if none or (token.dep == "det" and token.lemma in ANY):
                status = _stronger(status, "negated" if none else "hypothetical")
                cues.append(_span(token))
            elif token.dep in ("amod", "compound", "advmod", "nmod") and (cue := lexicon.cues.get((token.lemma, "adjective"))):
                if cue.status == "historical":
                    historical = True
                elif cue.status == "opinion":
                    voice = "opinion"
                elif cue.status in ORDER:
                    status = _stronger(status, cue.status)
                cues.append(_span(token))
        return _Reading(status, reading.deontic, historical, voice, tuple(cues))

    def own(self, clause: Clause) -> _Reading:
        """A clause by its own words alone."""
        token = self.doc.tokens[clause.head]
        if clause.kind == "noun":
            return self.noun(clause)
        if clause.kind == "adjective":
            verb = token.head if token.dep in ("acomp", "attr", "oprd") else clause.head
            reading = self.verb(verb)
            return reading._replace(status="actual") if reading.status in ("ongoing", "habitual") else reading
        return self.verb(clause.head)

    # -- what governs it

    def read(self, clause: Clause, depth: int = 0) -> _Reading:
        """A clause by its own words and by all that governs it."""
        if clause.id in self.settled:
            return self.settled[clause.id]
        own = self.own(clause)
        self.settled[clause.id] = own  # a clause that governs itself is governed by nothing
        handed: list[tuple[str, Span]] = []
        if clause.link == "condition":
            handed.append(("hypothetical", _span(self.doc.tokens[clause.head])))
        if clause.parent is not None and depth < DEEPEST:
            parent = self.clauses[clause.parent]
            above = self.read(parent, depth + 1)
            own = own._replace(
                voice=above.voice if above.voice == "opinion" and clause.link in ("content", "purpose") else own.voice
            )
            if clause.support != parent.head:
                handed += self.from_parent(clause, parent, above) or self.from_predicate(clause, parent, above)
            elif above.status not in FACT:  # what governs the light verb governs its noun: "no authority to make a demand"
                own = own._replace(status=_stronger(own.status, above.status))
        handed += self.from_noun(clause)
        status = own.status
        for given, _ in handed:
            status = self.compose(status, given)
        own = own._replace(
            status=status, cues=tuple(dict.fromkeys((*own.cues, *(span for given, span in handed if given != "actual"))))
        )
        if self.asked(clause):
            own = own._replace(status=_stronger(own.status, "hypothetical"))
        self.settled[clause.id] = own
        return own

    @staticmethod
    def compose(own: str, given: str) -> str:
        """A clause's own status under the one handed down: what is denied to be negated is open again."""
        if own == "negated" and given == "negated":
            return "hypothetical"
        return _stronger(own, given)

    def from_parent(self, clause: Clause, parent: Clause, above: _Reading) -> list[tuple[str, Span]]:
        """The status that the governing clause's word puts on this one."""
        doc, lexicon = self.doc, self.lexicon
        token, governor = doc.tokens[clause.head], doc.tokens[parent.head]
        kind = {"verb": "verb", "noun": "noun", "adjective": "adjective"}[parent.kind]
        cue = lexicon.cues.get((parent.lemma, kind)) or lexicon.cues.get((governor.lemma, kind))
        if parent.kind == "verb" and cue is None and governor.tag == "VBN":
            cue = lexicon.cues.get((governor.lemma, "adjective"))
        if clause.link == "purpose" and clause.kind != "noun":
            return [("hypothetical", _span(governor))]
        if self.undone(clause, parent):
            return [("hypothetical", _span(governor))]
        if clause.link == "adverbial" and self.awaits(clause, parent, above):
            return [("hypothetical", _span(governor))]
        if clause.link not in GOVERNED:
            return []
        said = (parent.lemma, "verb") in lexicon.sayings and parent.kind == "verb"
        if cue is not None and governor.lemma in TELLING and clause.link == "content" and self.finite(clause.head):
            cue = None
        governed = clause.link == "content" or (clause.kind == "noun" and self.hangs(clause, parent))
        governed = governed or (token.dep == "pcomp" and clause.link == "adverbial")
        if governed and cue is not None:
            return [(effect(cue, above.status), _span(governor))]
        if clause.link in ("argument", "content") and governed and not said and above.status not in FACT:
            return [(above.status if above.status != "negated" or clause.kind == "noun" else "hypothetical", _span(governor))]
        if token.dep == "conj" and token.tag == "VB" and token.head == parent.head and not under(doc, token.i, "aux", "nsubj"):
            return [(above.status, _span(governor))] if above.status in ("future", "hypothetical") else []  # "will enter and take"
        if clause.link in ("adverbial", "conjunct") and token.tag == "VBG" and above.status in ("future", "hypothetical"):
            return [(above.status, _span(governor))]
        if clause.link == "relative" and above.status == "future" and clause.kind == "verb":
            if token.tag == "VBG":
                return [("future", _span(governor))]
            if token.tag in ("VBZ", "VBP") and doc.tokens[token.head].lemma in MOMENTS:
                return [("hypothetical", _span(governor))]
        return []

    def undone(self, clause: Clause, parent: Clause) -> bool:
        """Whether an infinitive only weighs an act: "it is naive to expect", "to refuse is to reward"."""
        doc = self.doc
        token = doc.tokens[clause.head]
        if clause.kind == "noun" or not any(doc.tokens[aux].lemma == "to" for aux in under(doc, token.i, "aux")):
            return False
        if token.dep == "csubj" or (token.dep == "conj" and token.head not in self.timing.by_head):
            return True
        if doc.tokens[parent.head].lemma != "be" or self.is_to(clause.head):
            return False
        doers = [doc.tokens[doer] for doer in under(doc, parent.head, *SUBJECTS)]
        return not doers or any(doer.lemma == "it" or doer.pos == "NOUN" for doer in doers)

    def finite(self, verb: int) -> bool:
        """Whether a verb is told in a tense of its own, past or present."""
        words = (verb, *under(self.doc, verb, "aux", "auxpass"))
        tags = {self.doc.tokens[word].tag for word in words}
        return bool(tags & FINITE) and "MD" not in tags

    def awaits(self, clause: Clause, parent: Clause, above: _Reading) -> bool:
        """Whether a clause of time hangs on what is open: "will talk once they stop", "would not leave before it stopped"."""
        doc = self.doc
        token = doc.tokens[clause.head]
        words = {doc.tokens[child].lemma for child in under(doc, token.i, "mark", "advmod")}
        modals = self.modals(parent)
        if not words & TEMPORAL or not (modals or above.status in ("future", "hypothetical")):
            return False
        auxiliaries = [doc.tokens[child] for child in under(doc, token.i, "aux", "auxpass")]
        if token.tag in PRESENT or any(aux.tag in PRESENT for aux in auxiliaries):
            return True
        return bool(modals & WOULD) and "after" not in words

    def modals(self, clause: Clause) -> set[str]:
        """The modal verbs that stand with a clause's verb."""
        return {
            self.doc.tokens[child].lemma for child in under(self.doc, clause.carrier, "aux") if self.doc.tokens[child].tag == "MD"
        }

    def from_predicate(self, clause: Clause, parent: Clause, above: _Reading) -> list[tuple[str, Span]]:
        """The status that what is said of an event noun gives it: "an attack would be war", "an invasion is unlikely"."""
        doc, lexicon = self.doc, self.lexicon
        if clause.kind != "noun" or parent.kind != "verb":
            return []
        token = doc.tokens[clause.head]
        while token.dep == "conj" and doc.tokens[token.head].pos in ("NOUN", "PROPN"):
            token = doc.tokens[token.head]
        if token.dep not in SUBJECTS or token.head != parent.head:
            return []
        verb = doc.tokens[parent.head]
        for child in under(doc, verb.i, "acomp"):
            cue = lexicon.cues.get((doc.tokens[child].lemma, "adjective"))
            if cue is not None and cue.status in ("future", "hypothetical", "negated", "deontic"):
                return [("hypothetical", _span(doc.tokens[child]))]
        modals = self.modals(parent)
        particular = self.particular(clause.head)
        if modals and (
            not particular or (modals & WOULD and not self.reported(clause.carrier) and not self.timing.own.get(clause.id))
        ):
            return [("hypothetical", _span(verb))]
        if particular or verb.tag not in PRESENT or under(doc, verb.i, "aux", "auxpass") or verb.start < doc.article.body_start:
            return []
        return [("habitual", _span(verb))]

    def particular(self, noun: int) -> bool:
        """Whether an event noun points at an act of its own: "the attack", "Iran's attack", "two attacks"; not "an attack"."""
        doc = self.doc
        for child in under(doc, noun, "det", "poss", "nummod"):
            if doc.tokens[child].lemma not in (*ANY, *ONE):
                return True
        return any(doc.tokens[child].tag == "JJS" or doc.tokens[child].lemma in RANKED for child in under(doc, noun, "amod"))

    def hangs(self, clause: Clause, parent: Clause) -> bool:
        """Whether an event noun is what a governing verb plans or prevents: its object, or after for, of, from."""
        roles = parent.roles
        names = ("patient", "object", *HANGING)
        heads = {head for name in names for head in roles.get(name, ())}
        head = clause.head
        while head not in heads and self.doc.tokens[head].dep in ("conj", "pobj", "prep") and self.doc.tokens[head].head != head:
            up = self.doc.tokens[head].head
            if self.doc.tokens[head].dep == "prep" and self.doc.tokens[head].lemma != "of":
                return False
            head = up
        return head in heads

    def from_noun(self, clause: Clause) -> list[tuple[str, Span]]:
        """The status a plain noun gives what hangs on it: "plans to attack", "the threat of war"."""
        doc = self.doc
        token = doc.tokens[clause.head]
        while token.dep == "conj" and doc.tokens[token.head].pos in ("VERB", "NOUN"):
            token = doc.tokens[token.head]
        above = doc.tokens[token.head]
        infinitive = token.dep in ("acl", "relcl") and token.tag == "VB"
        stated = token.dep in ("acl", "relcl") and bool(under(doc, token.i, "mark"))  # "the claim that it attacked"
        if token.dep in ("pobj", "pcomp") and above.pos in ("ADP", "SCONJ"):
            if above.lemma in DENYING or doc.tokens[above.head].lemma in SHORT_OF.get(above.lemma, ()):
                return [("negated", _span(above))]
            if above.lemma not in HANGING:
                return []
            above = doc.tokens[above.head]
        elif (
            token.dep not in ("acl", "compound")
            and not infinitive
            and not stated
            and not (token.dep == "amod" and above.pos == "NOUN")
        ):
            return []
        if above.pos not in ("NOUN", "PROPN") or (token.dep == "acl" and token.tag in ("VBN", "VBG") and not stated):
            return []
        if stated and self.none_of(above.i):
            return [("hypothetical", _span(above))]  # "no evidence that it attacked"
        cue = self.lexicon.cues.get((above.lemma, "noun"))
        modified = {doc.tokens[child].lemma for child in under(doc, above.i, "amod")}
        if cue is None and infinitive:
            # "a licence to strike", but "the first state to strike"
            return [] if modified & RANKED or above.lemma in RANKED else [("hypothetical", _span(above))]
        if cue is None or cue.status not in ORDER:
            return []
        if cue.status in ("hypothetical", "future") and modified & {"successful"}:
            return []
        return [(cue.status, _span(above))]

    def asked(self, clause: Clause) -> bool:
        """Whether the clause is what a question asks, which tells nothing; what it takes as given stays told."""
        sentence = (self.doc.sentences or ())[clause.sentence]
        asks = clause.parent is None or clause.link == "content" or self.doc.tokens[clause.head].dep == "conj"
        return asks and clause.kind == "verb" and self.doc.text[sentence.start : sentence.end].rstrip("\"”' ").endswith("?")

    # -- background, and opinion

    def background(self, clause: Clause, depth: int = 0) -> tuple[Span, ...]:
        """What shows that a clause lies well before the piece's news: its date, or a tense that looks back."""
        doc = self.doc
        published = doc.published
        times = [timed.when for timed in self.timing.of(clause) if timed.when.type in ("DATE", "TIME")]
        dated = [when for when in times if when.last is not None]
        if dated and published is not None:
            latest = max(dated, key=lambda when: when.last or published)
            if latest.first is not None and latest.first < published - BACKGROUND and self.done_since(clause, latest):
                return (Span(latest.start, latest.end),)
            return (Span(latest.start, latest.end),) if (latest.last or published) < published - BACKGROUND else ()
        verb = clause.carrier
        perfect = verb
        while doc.tokens[perfect].dep == "conj" and not under(doc, perfect, "aux", "auxpass", *SUBJECTS):
            perfect = doc.tokens[perfect].head  # "had withdrawn its envoy and demanded an apology"
        for aux in under(doc, perfect, "aux"):
            if doc.tokens[aux].text.lower() in ("had", "'d") and doc.tokens[perfect].tag == "VBN" and not self.reported(perfect):
                return (_span(doc.tokens[aux]),)
        if (spent := self.spent(clause)) is not None:
            return (spent,)
        if self.timeless(verb):
            parent = self.clauses[clause.parent] if clause.parent is not None and clause.link in GOVERNED else None
            return self.background(parent, depth + 1) if parent is not None and depth < DEEPEST else ()
        return self.scene(clause)

    def done_since(self, clause: Clause, when: When) -> bool:
        """Whether a perfect tense tells what was done over a long time up to now: "has sanctioned banks since 2022"."""
        doc = self.doc
        if not doc.text[: when.start].lower().endswith("since ") or doc.tokens[clause.carrier].tag != "VBN":
            return False
        return "have" in {doc.tokens[child].lemma for child in under(doc, clause.carrier, "aux")}

    def spent(self, clause: Clause) -> Span | None:
        """The years a plain past tense was spent on: "for decades the army armed them" looks back over all of them."""
        doc = self.doc
        if not self.past(clause):
            return None
        for when in self.timing.own.get(clause.id, ()):
            if when.type == "DURATION" and when.precision in YEARS and doc.text[: when.start].lower().endswith(("for ", "over ")):
                return Span(when.start, when.end)
        return None

    def timeless(self, verb: int) -> bool:
        """Whether a predicate has no tense of its own: a noun, an infinitive, a participle."""
        words = (verb, *under(self.doc, verb, "aux", "auxpass"))
        return not any(self.doc.tokens[word].tag in ("VBD", "VBZ", "VBP", "MD") for word in words)

    def scene(self, clause: Clause) -> tuple[Span, ...]:
        """The long-past date a story is set at, where an undated past tense goes on telling it.

        "In 2001 the army seized the town. It shelled the next": a date of a main clause, or of a "when" clause
        before it, holds for what depends on that clause and for the plain past that follows in the paragraph,
        until another tense, date or speaker comes between.
        """
        published = self.doc.published
        if published is None or not self.past(clause) or self.reported(clause.carrier):
            return ()
        for earlier in self.before(clause):
            if (spent := self.spent(earlier)) is not None:
                return (spent,)
            for timed in self.timing.of(earlier):
                when = timed.when
                if when.type in ("DATE", "TIME") and when.last is not None:
                    return (Span(when.start, when.end),) if when.last < published - BACKGROUND else ()
        return ()

    def before(self, clause: Clause) -> Iterator[Clause]:
        """The clauses whose date an undated one may share, nearest first."""
        doc = self.doc
        sentences = doc.sentences or ()
        top = clause
        for _ in range(DEEPEST):
            yield from (child for child in self.children.get(top.id, ()) if child is not clause and self.timing.dates(child))
            if top.parent is None:
                break
            top = self.clauses[top.parent]
            yield top
        for index in range(clause.sentence, 0, -1):
            if "\n" in doc.text[sentences[index - 1].end : sentences[index].start]:
                return
            roots = self.roots.get(index - 1, ())
            if not roots or not all((self.past(root) or self.perfected(root)) and not self.says(root) for root in roots):
                return
            for root in roots:
                yield root
                yield from (child for child in self.children.get(root.id, ()) if self.timing.dates(child))

    def past(self, clause: Clause) -> bool:
        """Whether a clause is told in the plain past."""
        verb = clause.carrier
        token = self.doc.tokens[verb]
        auxiliaries = [self.doc.tokens[child] for child in under(self.doc, verb, "aux", "auxpass")]
        return (token.tag == "VBD" and not auxiliaries) or any(item.tag == "VBD" and item.lemma == "be" for item in auxiliaries)

    def perfected(self, clause: Clause) -> bool:
        """Whether a clause is told in the past of the past: "had bombed"."""
        doc = self.doc
        return any(
            doc.tokens[child].lemma == "have" and doc.tokens[child].tag == "VBD" for child in under(doc, clause.carrier, "aux")
        )

    def says(self, clause: Clause) -> bool:
        """Whether a clause reports speech."""
        return (clause.lemma, "verb") in self.lexicon.sayings

    def reported(self, token: int) -> bool:
        """Whether a word is reported speech, where "had" only shifts the tense back: not in "had conveyed the assurance"."""
        word = _span(self.doc.tokens[token])
        return any(span.holds(word) for item in self.voices.at(word.start) for span in item.content)

    def judged(self, clause: Clause, reading: _Reading) -> tuple[Span, ...]:
        """What shows that a clause exists only in the writer's judgement, where it does.

        In commentary: what is possible, demanded or told as general, and what a word of judgement of the
        author's own asserts. What a cited source says is that source's, not the writer's.
        """
        if not self.opinion or self.reported(clause.head):
            return ()
        if reading.status == "hypothetical" or reading.deontic or (reading.status == "habitual" and not reading.cues):
            return reading.cues[:1] or (_span(self.doc.tokens[clause.head]),)
        if clause.kind == "noun":
            return self.shown(clause)
        parent = clause
        for _ in range(DEEPEST):
            word = self.doc.tokens[parent.head]
            if word.lemma in self.lexicon.lists["author-verbs"]:
                return (_span(word),)
            if parent.parent is None or clause.link in ("adverbial", "relative"):
                return ()
            parent = self.clauses[parent.parent]
        return ()

    def shown(self, clause: Clause) -> tuple[Span, ...]:
        """What shows that a noun's act is only what the writer sees in another: "showcasing China's commitment".

        Otherwise what a noun names is taken as given: "the West's criticism overlooks …" was voiced.
        """
        parent = self.clauses[clause.parent] if clause.parent is not None else None
        if parent is None or parent.kind != "verb" or clause.head not in parent.roles.get("patient", ()):
            return ()
        word = self.doc.tokens[parent.head]
        return (_span(word),) if word.lemma in self.lexicon.lists["author-verbs"] else ()

    def judge(self, clause: Clause) -> Modality:
        """The finished reading of one clause."""
        reading = self.read(clause)
        background = self.background(clause) if reading.status in ("actual", "ongoing", "negated") else ()
        opinion = self.judged(clause, reading)
        status = reading.status
        return Modality(
            clause.id,
            status,
            "negative" if status == "negated" else "positive",
            "asserted" if status in FACT or status == "negated" else status,
            "possible" if status == "hypothetical" else "certain",
            status == "future" or self.lies_ahead(clause, reading),
            self.told(clause),
            "present" if status == "habitual" and not reading.cues else "progressive" if status == "ongoing" else "",
            reading.deontic,
            reading.historical or bool(background),
            "opinion" if opinion or reading.voice == "opinion" else "report",
            tuple(dict.fromkeys((*reading.cues, *background, *opinion))),
        )

    def lies_ahead(self, clause: Clause, reading: _Reading) -> bool:
        """Whether what a clause tells lies ahead, though it is denied or only possible: "will not meet", "plans to".

        A modal or infinitive looks ahead unless it is told of the past ("could have met").
        """
        doc = self.doc
        if reading.status not in ("hypothetical", "negated") and not reading.deontic:
            return False
        verb = clause.carrier
        auxiliaries = {doc.tokens[child].lemma for child in under(doc, verb, "aux")}
        if auxiliaries & {"will", "shall", "wo", "'ll", "would"}:
            return True
        did = any(doc.tokens[child].tag == "VBD" for child in under(doc, verb, "aux"))
        if did or (doc.tokens[verb].tag == "VBN" and "have" in auxiliaries):
            return False
        if clause.kind == "noun":
            return reading.status == "hypothetical"
        return reading.status == "hypothetical" and doc.tokens[verb].tag in ("VB", "VBG")

    def told(self, clause: Clause) -> str:
        """The tense a clause is told in: past, present, future or none."""
        doc = self.doc
        verb = doc.tokens[clause.carrier]
        auxiliaries = [doc.tokens[child] for child in under(doc, verb.i, "aux", "auxpass")]
        if any(aux.lemma in ("will", "shall", "'ll", "wo") for aux in auxiliaries):
            return "future"
        tags = {verb.tag, *(aux.tag for aux in auxiliaries)}
        if "VBD" in tags:
            return "past"
        return "present" if tags & {"VBZ", "VBP"} else "past" if verb.tag == "VBN" else "none"


def judge_modality(doc: Document, lexicon: Lexicon) -> tuple[Modality, ...]:
    """Return one reading a clause, in the clauses' order."""
    judge = _Judge(doc, lexicon)
    return tuple(judge.judge(clause) for clause in doc.clauses or ())
