"""Say whom pronouns and descriptions mean: "he", "the two nations", "its allies", "the ministry", "the bloc"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from dragoman.grammar.subjects import antecedent, subject
from dragoman.grammar.tree import ancestors, first, lemmas_before, under
from dragoman.knowledge import Knowledge
from dragoman.knowledge.schemas import SectorNoun
from dragoman.model import Actor, Document, Mention, Token

PERSONAL = frozenset({"he", "she", "him", "her", "his", "himself", "herself"})
GENDERS = {"he": "he", "him": "he", "his": "he", "himself": "he", "she": "she", "her": "she", "herself": "she"}
# Titles of a man or a woman; other offices tell nothing.
GENDERED = {"mr": "he", "sir": "he", "king": "he", "prince": "he", "sheikh": "he", "pope": "he"} | dict.fromkeys(
    ("mrs", "ms", "miss", "dame", "lady", "queen", "princess", "woman", "girl"), "she"
)
NEUTRAL = frozenset({"it", "its", "itself"})
# States called by their form of government, which their whole names tell.
FORMS = frozenset({"kingdom", "republic", "emirate", "sultanate"})
REGIONS = frozenset({"territory", "province", "region", "island", "land", "soil"})
PLURAL = frozenset({"they", "them", "their", "themselves"})
POSSESSIVE = frozenset({"its", "their", "his", "her"})
FIRST = frozenset({"we", "us", "our", "ours", "i", "me", "my"})
TOGETHER = frozenset({"we", "us", "our", "ours"})
RELATIVE = frozenset({"who", "whom", "whose"})
EACH = frozenset({"both", "neither", "each"})
NAMING = frozenset({"state", "nationality", "place", "person", "organisation", "group"})
INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
PLACING = frozenset({"in", "at", "near", "from", "around", "outside", "across", "via", "through"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "ROOT", "agent"})
COUNTS = {"two": 2, "both": 2, "neither": 2, "either": 2, "three": 3, "four": 4, "five": 5}
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
POINTING = frozenset({"this", "these"})
VICTIMS = frozenset({"victim", "dead", "deceased", "wounded", "injured", "bereaved", "those", "fallen"})
# Adjectives that say a noun was told of before.
AGAIN = frozenset({"same", "latter", "said"})
# One person's offices: what a mention must hold to be "he", when no name is told.
PERSONS = frozenset({"GOV", "ELI", "OPP", "REL", "LEG", "MIL", "PTY"})
AGED = re.compile(r"\d{1,3}-year-old")
# How far back an antecedent may stand, in mentions: further is guessing (swept 6 to 20 on the stories of
# tests/gold; beyond 12 nothing is gained and wrong sides appear).
WINDOW = 12
# What being a subject, having the pronoun's number and having a country each count against one sentence of distance, or
# the verb of a main clause (swept 2 to 6 on the same stories: 3 tells fewest wrongly, and as many rightly).
STANDING = 3
MAIN = frozenset({"ROOT", "conj"})


class _Reader:
    """Reads the mentions of one document in order, and remembers who was told of."""

    def __init__(self, doc: Document, knowledge: Knowledge) -> None:
        self.doc = doc
        self.states = knowledge.actors.states
        self.lists = knowledge.lexicon.lists
        self.nouns = knowledge.nouns
        self.offices = knowledge.actors.offices
        self.found: dict[int, SectorNoun | None] = {}
        self.says = {lemma for lemma, pos in knowledge.lexicon.sayings if pos == "verb"}
        self.issuers: tuple[int, ...] = ()
        self.before: list[Mention] = []
        self.by_sector: dict[tuple[str, ...], list[Mention]] = {}
        self.links: dict[int, tuple[int, ...]] = {}
        self.sentence = {at: item.index for item in doc.sentences or () for at in range(item.first, item.last)}
        self.called: dict[str | int, str] = {}
        self.issued: dict[str, tuple[int, ...]] = {}
        self.known: dict[int, tuple[Actor, ...]] = dict(doc.actors or {})

    def read(self) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[Actor, ...]]]:
        """All links from mention to the mentions it stands for, and the actors with those a pronoun owns."""
        for mention in self.doc.mentions or ():
            found = self.find(mention)
            if found:
                self.links[mention.id] = found
                self.call(mention, found)
                if self.doc.tokens[mention.head].lemma in self.lists["states-nouns"]:
                    self.known[mention.id] = self.states_of(found)
            elif mention.kind == "noun":
                self.own(mention)
            if mention.kind not in ("pronoun", "document"):
                self.before.append(mention)
                self.keep(mention)
        return self.links, self.known

    def keep(self, mention: Mention) -> None:
        """Remember who of a country was told of, by what they are."""
        actors = self.actors(mention)
        if actors and actors[0].country and mention.kind in ("noun", "person", "organisation", "group"):
            self.by_sector.setdefault(actors[0].sector[:1], []).append(mention)

    def call(self, mention: Mention, found: tuple[int, ...]) -> None:
        """Remember that somebody was called he or she."""
        gender = GENDERS.get(self.doc.tokens[mention.head].lemma)
        if gender and mention.kind == "pronoun":
            self.called.update(dict.fromkeys(self.told_as(found), gender))

    def told_as(self, mentions: tuple[int, ...]) -> Iterator[str | int]:
        """What one person is told as: the mentions themselves, and the ids of known persons."""
        yield from mentions
        yield from (actor.id for actor in self.actors_of(mentions) if actor.id.rpartition(".")[2].islower())

    def states_of(self, mentions: Iterable[int]) -> tuple[Actor, ...]:
        """The states of some mentions: "the two nations" are Russia and China, not their presidents."""
        return tuple(
            dict.fromkeys(
                Actor(
                    actor.country,
                    self.states[actor.country].name if actor.country in self.states else actor.country,
                    actor.country,
                    (),
                    "reference",
                    False,
                    f"state of {actor.name}",
                )
                for actor in self.actors_of(mentions)
                if actor.country
            )
        )

    def own(self, mention: Mention) -> None:
        """Give a noun the country of the one its pronoun stands for: "Uzbekistan … its energy ministry"."""
        actors = self.known.get(mention.id, ())
        if actors and actors[0].country:
            return
        lemma = self.doc.tokens[mention.head].lemma
        for owner in under(self.doc, mention.head, "poss"):
            other = self.doc.heads.get(owner)
            home = (
                next((actor for actor in self.actors_of(self.links.get(other, ())) if actor.country), None)
                if other is not None
                else None
            )
            if home is not None and lemma in self.lists["allies-nouns"]:
                identity = f"{home.id.split('.')[0]}.{lemma.upper()}"
                why = f'"{lemma}" of "{home.name}", unnamed'
                self.known[mention.id] = (Actor(identity, f"{lemma} of {home.name}", "", (), "label", False, why),)
            elif home is not None:
                self.known[mention.id] = tuple(
                    actor._replace(
                        id=".".join((home.country, *actor.sector[:1])),
                        name=f"{home.name}'s {actor.name}",
                        country=home.country,
                        via="noun",
                        why=f'{actor.why}; whose it is from "{self.doc.tokens[owner].text}", {home.name}',
                    )
                    for actor in actors
                )

    def find(self, mention: Mention) -> tuple[int, ...]:
        """What one mention stands for; empty where it speaks for itself or nothing fits."""
        token = self.doc.tokens[mention.head]
        if mention.kind == "pronoun":
            return self.pronoun(mention)
        if mention.kind == "document":
            return self.document(mention)
        if mention.kind == "site":
            return self.site(mention)
        words = {self.doc.tokens[child].lemma for child in self.doc.children[mention.head]}
        count = next((COUNTS[word] for word in sorted(words) if word in COUNTS), 0)
        actors = self.actors(mention)
        if any(actor.country for actor in actors) or mention.kind in NAMING:
            return ()
        pointing = token.lemma in self.lists["referring"] | self.lists["states-nouns"]
        counted = pointing or bool(actors and words & (DEFINITE | {"both"}))
        if count and counted and (token.tag in ("NNS", "NNPS") or words & {"neither", "either"}):
            if ours := self.first_person(mention):
                return ours
            return self.group(count, mention.head, token.lemma in self.lists["states-nouns"])
        if token.lemma in ("former", "latter"):
            return self.former(token.lemma)
        if AGED.match(token.text) or token.lemma == "old":
            return self.last_of(lambda item: item.kind == "person" or (item.kind == "noun" and self.one_person(item)))
        if shortened := self.shortened(token, words):
            return shortened
        if actors and "CVL" in actors[0].sector and (harmed := self.harmed(mention, words)):
            return harmed
        if not words & DEFINITE or self.described(mention, token.lemma in self.lists["groups-nouns"]):
            return ()
        if token.lemma in self.lists["states-nouns"]:
            return self.state_told(token.lemma)
        group = self.group_told(mention) if token.lemma in self.lists["groups-nouns"] else ()
        if group or token.lemma not in self.lists["bodies-nouns"] | self.lists["groups-nouns"]:
            return group or (self.same_noun(mention) if actors else ())
        if token.lemma in self.lists["bodies-nouns"]:
            return self.last_of(lambda item: item.kind == "organisation" and self.actors(item)[0].country in INTERNATIONAL)
        return ()

    def first_person(self, mention: Mention) -> tuple[int, ...]:
        """Whom "our" before a noun stands for: "our three countries"."""
        owners = [self.doc.heads.get(child) for child in under(self.doc, mention.head, "poss")]
        return next((self.links[item] for item in owners if item is not None and item in self.links), ())

    def shortened(self, token: Token, words: set[str]) -> tuple[int, ...]:
        """The body told of by its whole name before: "the Pacific Islands Forum … the Forum"."""
        if "the" not in words or not token.text[0].isupper() or token.name >= 0 or len(self.doc.children[token.i]) > 1:
            return ()
        bodies = [item for item in self.before if item.kind in ("organisation", "group")]
        whole = [item.id for item in bodies if token.text in self.doc.tokens[item.head].text.split()[1:]]
        return (whole[-1],) if whole else ()

    def state_told(self, lemma: str) -> tuple[int, ...]:
        """The state told of last, for "the country"; for "the kingdom" the last that is one by its whole name."""
        if lemma not in FORMS:
            return self.last_of(lambda item: item.kind == "state" and not self.placed(item))
        told = [item for item in self.before if any(self.has_form(actor.country, lemma) for actor in self.actors(item))]
        return (told[-1].id,) if told else ()

    def has_form(self, country: str, form: str) -> bool:
        """Whether a state is a kingdom, republic … by one of its names."""
        state = self.states.get(country)
        return state is not None and any(form in name.text.lower().split() for name in state.names)

    def site(self, mention: Mention) -> tuple[int, ...]:
        """The place told of last, for "the city", "the village"."""
        words = {self.doc.tokens[child].lemma for child in self.doc.children[mention.head]}
        if self.known.get(mention.id) or not words & DEFINITE:
            return ()
        near = [item for item in self.before[-WINDOW:] if item.kind in ("place", "site") and self.actors(item)]
        if self.doc.tokens[mention.head].lemma in REGIONS:
            near = [item for item in near if not self.is_capital(item)]
        return self.stands_for(near[-1].id) if near else ()

    def is_capital(self, mention: Mention) -> bool:
        """Whether a place is a state's capital, and so no region."""
        name = self.doc.tokens[mention.head].name
        return name >= 0 and (self.doc.names or ())[name].kind == "capital"

    def document(self, mention: Mention) -> tuple[int, ...]:
        """Who issued a document: the subject of the verb that gives it out, told here or before by the same noun."""
        doc = self.doc
        token = doc.tokens[mention.head]
        verb = token.head
        if token.dep in ("dobj", "nsubjpass") and doc.tokens[verb].lemma in self.lists["issuing"]:
            issuer = subject(doc, verb) if token.dep == "dobj" else first(doc, verb, "agent")
            if issuer is not None and doc.tokens[issuer].pos == "ADP":
                issuer = first(doc, issuer, "pobj")
            other = doc.heads.get(issuer) if issuer is not None else None
            if other is not None:
                named = self.coordinated((doc.mentions or ())[other])
                self.issued[token.lemma] = named
                return named
        if mention.end <= doc.article.body_start and token.lemma in self.lists["statements"]:
            by = (first(doc, p, "pobj") for p in under(doc, mention.head, "prep") if doc.tokens[p].lemma in ("by", "of"))
            heads = [doc.heads[item] for item in by if item is not None and item in doc.heads]
            self.issuers = tuple(link for head in heads[:1] for link in self.coordinated((doc.mentions or ())[head]))
        owned = under(doc, mention.head, "poss") or any(
            doc.tokens[p].lemma in ("of", "by", "from") for p in under(doc, mention.head, "prep", "acl")
        )
        return () if owned else self.issued.get(token.lemma, ())

    def stands_for(self, mention: int) -> tuple[int, ...]:
        """A mention that names its actors itself, or those it is linked to."""
        named = any(actor.country for actor in self.known.get(mention, ()))
        return (mention,) if named else self.links.get(mention, (mention,))

    def placed(self, mention: Mention) -> bool:
        """Whether a mention only says where: "a monitor based in Britain"."""
        token = self.doc.tokens[mention.head]
        return token.dep == "pobj" and self.doc.tokens[token.head].lemma in PLACING

    def described(self, mention: Mention, blamed: bool = False) -> bool:
        """Whether the words say more than a bare noun: "the largest group involved" is none told of before.

        A group may be `blamed` by an adjective and stay the same: "the barbaric group".
        """
        if blamed and not under(self.doc, mention.head, "acl", "relcl", "prep", "nummod"):
            return any(self.doc.tokens[child].pos == "PROPN" for child in under(self.doc, mention.head, "compound", "nmod"))
        noun = self.noun_at(mention.head)
        own = mention.head + 1 - (len(noun.noun.replace("-", " - ").split()) if noun is not None else 1)
        words = under(self.doc, mention.head, "amod", "acl", "relcl", "compound", "nmod", "prep", "nummod", "appos")
        return any(not own <= child < mention.head and self.doc.tokens[child].lemma not in AGAIN for child in words)

    def actors_of(self, mentions: Iterable[int]) -> tuple[Actor, ...]:
        """The actors of some mentions, by id."""
        return tuple(actor for mention in mentions for actor in self.known.get(mention, ()))

    def actors(self, mention: Mention) -> tuple[Actor, ...]:
        """The actors of a mention, its own or those it stands for."""
        return self.actors_of(self.links.get(mention.id, ())) or self.known.get(mention.id, ())

    def bearer(self, mention: Mention) -> Token:
        """The word that plays a mention's part in its sentence: of "members of the Council" the members."""
        token = self.doc.tokens[mention.head]
        while token.dep == "pobj" and self.doc.tokens[token.head].lemma == "of":
            above = self.doc.tokens[self.doc.tokens[token.head].head]
            if above.lemma not in self.lists["transparent"]:
                break
            token = above
        return token

    def part(self, mention: Mention) -> str:
        """The part a mention plays in its sentence."""
        return self.bearer(mention).dep

    def several(self, mention: Mention) -> bool:
        """Whether a mention is told in the plural or coordinated."""
        return self.bearer(mention).tag in ("NNS", "NNPS") or first(self.doc, mention.head, "conj") is not None

    def fits(self, word: str, mention: Mention) -> bool:
        """Whether a pronoun may stand for a mention, by kind and number."""
        actors = self.actors(mention)
        if not actors or (mention.kind == "nationality" and self.doc.tokens[mention.head].dep in ("amod", "compound", "nmod")):
            return False
        if word in PERSONAL:
            person = mention.kind in ("person", "name") or (mention.kind == "noun" and self.one_person(mention))
            return person and not self.several(mention) and self.gender(mention) in ("", GENDERS[word])
        if word in NEUTRAL:
            return mention.kind not in ("person", "name") and not self.several(mention)
        return self.several(mention) or (mention.kind in ("organisation", "group", "state") and not self.placed(mention))

    def one_person(self, mention: Mention) -> bool:
        """Whether a noun names a person in office, not a body: "the minister", but not "the army" or "the state"."""
        noun = self.noun_at(mention.head)
        return noun is not None and noun.kind == "person" and noun.sector in PERSONS

    def gender(self, mention: Mention) -> str:
        """The pronoun that has stood for somebody before, or that the title asks for; "" where neither tells."""
        words = [self.doc.tokens[item].lemma.strip(".") for item in (mention.head, *under(self.doc, mention.head, "compound"))]
        told = next((GENDERED[word] for word in words if word in GENDERED), "")
        if told or words[0].endswith("man"):
            return told or ("she" if words[0].endswith("woman") else "he")
        named = self.told_as(self.links.get(mention.id, (mention.id,)))
        return next((self.called[item] for item in named if item in self.called), "")

    def teller(self, token: int) -> int | None:
        """The word for the speaker in whose words a token stands."""
        for above in ancestors(self.doc, token):
            if (
                self.doc.tokens[above].lemma in self.says
                and self.doc.tokens[above].pos == "VERB"
                and not self.addressed(token, above)
            ):
                found = subject(self.doc, above)
                if found is not None and found != token and found not in ancestors(self.doc, token):
                    return found
        return None

    def addressed(self, token: int, verb: int) -> bool:
        """Whether a word is the object of a verb of saying, not part of what is said: "urged him to come"."""
        word = self.doc.tokens[token]
        return word.head == verb and word.dep in ("dobj", "dative", "iobj", "nsubjpass")

    def pronoun(self, mention: Mention) -> tuple[int, ...]:
        """The antecedent of a pronoun: its speaker, else the subject of the same sentence or the last that fits."""
        doc = self.doc
        word = doc.tokens[mention.head].text.lower()
        teller = self.teller(mention.head)
        speaker = doc.heads.get(teller) if teller is not None else None
        if word in FIRST:
            if speaker is None and not self.quoted(mention):
                return self.own_voice(mention, word)
            return self.links.get(speaker, (speaker,)) if speaker is not None else ()
        if word in RELATIVE:
            verb = next((item for item in ancestors(doc, mention.head) if doc.tokens[item].pos in ("VERB", "AUX")), None)
            other = doc.heads.get(antecedent(doc, mention.head, verb)) if verb is not None else None
            return (other,) if other is not None and other != mention.id else ()
        if word in EACH:
            return self.group(2, mention.head) if doc.tokens[mention.head].dep in ("nsubj", "nsubjpass", "pobj", "dobj") else ()
        if word not in PERSONAL | NEUTRAL | PLURAL:
            return ()
        together = self.beside(mention) if word in POSSESSIVE else None
        if together is not None:
            return self.stands_for(together.id)
        if word in PERSONAL and teller is not None and doc.tokens[teller].pos == "PROPN" and not doc.actors_at(teller):
            return ()  # a speaker nobody knows: "he" is most likely him
        if speaker is not None:
            candidate = (doc.mentions or ())[speaker]
            if candidate.kind == "pronoun" and word in PERSONAL and speaker in self.links:
                return self.links[speaker]
            if candidate.kind != "pronoun" and self.fits(word, candidate) and not self.quoted(mention):
                return self.links.get(speaker, (speaker,))
        own = self.own_subject(mention.head)
        near = [item for item in self.before[-WINDOW:] if self.fits(word, item) and item.head != own]
        owner = self.same_clause(mention, near) if word in POSSESSIVE else None
        if owner is not None:
            return self.stands_for(owner.id)
        chosen = self.likeliest(mention, near, word in PLURAL)
        if chosen is None:
            return ()
        return self.coordinated(chosen) if word in PLURAL and self.several(chosen) else self.stands_for(chosen.id)

    def likeliest(self, mention: Mention, near: list[Mention], plural: bool) -> Mention | None:
        """Of those a pronoun may stand for the one with most for it: a subject, of a main clause, near, of its number."""
        here = self.sentence[mention.head]

        def weight(item: Mention) -> tuple[int, int]:
            verb = next((at for at in ancestors(self.doc, item.head) if self.doc.tokens[at].pos in ("VERB", "AUX")), item.head)
            leads = self.part(item) in SUBJECTS
            fit = STANDING * (leads + (plural and self.several(item)) + any(actor.country for actor in self.actors(item)))
            return fit + (leads and self.doc.tokens[verb].dep in MAIN) - (here - self.sentence[item.head]), item.start

        return max(near, key=weight, default=None)

    def own_voice(self, mention: Mention, word: str) -> tuple[int, ...]:
        """Whose "we" a text's own is: its publisher's, or theirs whose statement it calls itself; else open."""
        beside = first(self.doc, mention.head, "appos")
        named = self.doc.heads.get(beside) if beside is not None else None
        if named is not None and self.known.get(named):
            self.issuers = self.coordinated((self.doc.mentions or ())[named])
        if self.doc.speaker is not None:
            self.known[mention.id] = (self.doc.speaker,)
        return self.issuers if self.doc.speaker is None and word in TOGETHER else ()

    def quoted(self, mention: Mention) -> bool:
        """Whether a word stands in quotation marks: there "they" is not the speaker."""
        sentence = self.doc.sentence_at(mention.start)
        text = self.doc.text[sentence.start : mention.start] if sentence is not None else ""
        return text.count("“") > text.count("”") or text.count('"') % 2 == 1

    def beside(self, mention: Mention) -> Mention | None:
        """What a possessive is coordinated with: "the United States and its allies"."""
        noun = self.doc.tokens[self.doc.tokens[mention.head].head]
        other = self.doc.heads.get(noun.head) if noun.dep == "conj" else None
        return (self.doc.mentions or ())[other] if other is not None and self.known.get(other) else None

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
        return tuple(link for head in heads if head in self.doc.heads for link in self.stands_for(self.doc.heads[head]))

    def group(self, count: int, token: int, states: bool = False) -> tuple[int, ...]:
        """The `count` sides the text has told of most, before "both sides" or "all three leaders".

        A side is a state or a group that stands for itself; of `states` ("the two nations") only the state
        counts. Of equals those named side by side, then the latest. Neither a mere place nor the subject of the
        same verb counts: "Russia telephoned both leaders".
        """
        own = self.own_subject(token)
        apart = {actor.country for item in self.before if item.head == own for actor in self.actors(item)}
        told: dict[str, list[int]] = {}
        for item in self.before:
            if not self.placed(item):
                for other in self.links.get(item.id, (item.id,)):
                    for actor in self.known.get(other, ()):
                        if actor.country and actor.via != "place" and actor.country not in apart:
                            side = actor.id if not states and (self.doc.mentions or ())[other].kind == "group" else actor.country
                            told.setdefault(side, []).append(other)
        ranked = sorted(told.values(), key=lambda mentions: (-len(mentions), not self.paired(mentions), -mentions[-1]))
        return tuple(sorted(mentions[-1] for mentions in ranked[:count])) if len(ranked) >= count else ()

    def paired(self, mentions: list[int]) -> bool:
        """Whether one of the mentions is coordinated with another name: "Denmark and Norway"."""
        heads = [(self.doc.mentions or ())[mention].head for mention in mentions]
        return any(self.doc.tokens[head].dep == "conj" or under(self.doc, head, "conj") for head in heads)

    def former(self, word: str) -> tuple[int, ...]:
        """The first or the last of the pair told of just before."""
        pair = self.group(2, -1)
        return (pair[:1] if word == "former" else pair[-1:]) if len(pair) == 2 else ()

    def last_of(self, fits: Callable[[Mention], bool]) -> tuple[int, ...]:
        """The last mention that fits, a subject before others."""
        near = [item for item in self.before[-WINDOW:] if self.actors(item) and fits(item)]
        near = [item for item in near if any(actor.via != "label" for actor in self.actors(item))]
        subjects = [item for item in near if self.part(item) in SUBJECTS]
        chosen = (subjects or near)[-1:]
        return (chosen[0].id,) if chosen else ()

    def harmed(self, mention: Mention, words: set[str]) -> tuple[int, ...]:
        """The civilians told of last, for "the victims" and "the families of the victims" or "of those killed"."""
        doc = self.doc
        of = (first(doc, p, "pobj") for p in under(doc, mention.head, "prep") if doc.tokens[p].lemma == "of")
        noun = next((item for item in of if item is not None), mention.head)
        if "the" not in words or doc.tokens[noun].lemma not in VICTIMS:
            return ()
        told = [item for item in self.before[-WINDOW:] if any(a.country and "CVL" in a.sector for a in self.actors(item))]
        return self.stands_for(told[-1].id) if told else ()

    def group_told(self, mention: Mention) -> tuple[int, ...]:
        """The group told of last ("this group" the nearest, be it no subject), unless the same noun tells of another since: "a group of airmen … the group"."""
        near = [item for item in self.before[-WINDOW:] if item.kind == "group" and self.actors(item)]
        this = bool({self.doc.tokens[child].lemma for child in under(self.doc, mention.head, "det")} & POINTING)
        found = (near[-1].id,) if this and near else self.last_of(lambda item: item.kind == "group")
        lemma = self.doc.tokens[mention.head].lemma
        if not found:
            return ()
        since = self.doc.tokens[(self.doc.mentions or ())[found[0]].head + 1 : mention.head]
        others = [word.i for word in since if word.lemma == lemma and self.links.get(self.doc.heads.get(word.i, -1)) != found]
        return () if others else found

    def same_noun(self, mention: Mention) -> tuple[int, ...]:
        """The last actor of the same sector told of with a country: "Norwegian police … the police"."""
        mine = self.actors(mention)[0].sector[:1]
        token = self.doc.tokens[mention.head]
        noun = self.noun_at(mention.head)
        office = noun.noun if noun is not None else token.lemma
        same = self.by_sector.get(mine, [])
        one = noun is not None and noun.kind == "person" and token.tag in ("NN", "NNP")
        own = office in self.lists["own-nouns"] and self.doc.speaker is not None
        chosen = next((item for item in reversed(same) if self.called_so(item, office)), None)
        if chosen is None and not own and not one:
            chosen = next((item for item in reversed(same) if item.kind in ("noun", "group")), None)
        if chosen is None and own:
            self.ours(mention)
        return self.links.get(chosen.id, (chosen.id,)) if chosen is not None else ()

    def ours(self, mention: Mention) -> None:
        """Give an office or a force told of in a government's own text that government's country: "the squadron"."""
        home = self.doc.speaker
        if home is not None:
            self.known[mention.id] = tuple(
                actor._replace(
                    id=".".join((home.country, *actor.sector[:1])), country=home.country, via="noun", why=f"{actor.why}; {home.why}"
                )
                for actor in self.known[mention.id]
            )

    def called_so(self, mention: Mention, office: str) -> bool:
        """Whether somebody was told of by a noun or title: "Foreign Minister Jane Doe", then "the minister".

        An office told in full is that one alone: "the president" is not the vice president.
        """
        heads = [mention.head]
        if mention.kind == "person":
            heads += under(self.doc, mention.head, "compound", "nmod", "appos")
        nouns = {noun.noun if (noun := self.noun_at(head)) is not None else self.doc.tokens[head].lemma for head in heads}
        if office in nouns or office in self.offices:
            return office in nouns
        return any(noun.endswith(f" {office}") for noun in nouns)

    def noun_at(self, token: int) -> SectorNoun | None:
        """The sector noun that ends in a word, looked up once."""
        if token not in self.found:
            self.found[token] = self.nouns.find(lemmas_before(self.doc, token))
        return self.found[token]


class Referred(NamedTuple):
    """Which mentions each referring mention stands for, and the actors with those that a pronoun owns."""

    references: dict[int, tuple[int, ...]]
    actors: dict[int, tuple[Actor, ...]]


def resolve_references(doc: Document, knowledge: Knowledge) -> Referred:
    """Return for each referring mention the mentions it stands for; what stays unclear is left out."""
    return Referred(*_Reader(doc, knowledge).read())
