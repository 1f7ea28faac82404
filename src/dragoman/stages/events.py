"""Join the layers into event records, one an act."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections import Counter
from typing import Any

from dragoman import __version__ as VERSION
from dragoman.grammar.timing import Timing
from dragoman.grammar.tree import subtree, under
from dragoman.grammar.voices import Voices, length
from dragoman.knowledge import Knowledge
from dragoman.model import Act, Attribution, Clause, Document, Event, Party, Quantity, Role

CODEBOOK = "plover-2021"
# An act told over such a stretch ("bombed for seven years") is many acts.
MONTHS = frozenset(calendar.month_name[1:])
NO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONG = frozenset({"month", "quarter", "year", "decade", "century"})
CODER = f"dragoman {VERSION}"


def event_id(digest: str, start: int, end: int, ordinal: int) -> str:
    """A hash of the text's hash, the trigger's span and an ordinal: a better rule changes an event, not its id."""
    return "ev-" + hashlib.sha256(f"{digest}:{start}:{end}:{ordinal}".encode()).hexdigest()[:16]


class _Writer:
    def __init__(self, doc: Document, knowledge: Knowledge) -> None:
        self.doc = doc
        self.knowledge = knowledge
        self.timing = Timing(doc)
        self.digest = doc.article.digest
        self.voices = Voices(doc)
        self.quantities: dict[int, list[Quantity]] = {}
        for item in doc.quantities or ():
            sentence = doc.sentence_at(item.start)
            if sentence is not None:
                self.quantities.setdefault(sentence.index, []).append(item)
        self.acts_in = Counter((doc.clauses or ())[act.clause].sentence for act in doc.acts or ())

    def party(self, role: Role) -> Party:
        doc, actor = self.doc, role.actor
        if actor.via == "implicit":
            return Party(actor.id, actor.name, actor.country, actor.sector, "", None, None, actor.via, why=actor.why)
        mention = doc.heads.get(role.token)
        where = (doc.mentions or ())[mention] if mention is not None else doc.tokens[role.token]
        span = self.doc.cite(where.start, where.end)
        via = "reference" if mention is not None and mention in (doc.references or {}) else actor.via
        return Party(
            actor.id,
            actor.name,
            actor.country,
            actor.sector,
            span["text"],
            span["start"],
            span["end"],
            via,
            actor.stale,
            span.get("in", "body"),
            actor.why,
        )

    def attribution(self, act: Act) -> tuple[dict[str, Any], ...]:
        """Who says so, outermost first; a paper that is itself the act vouches for it ("a joint statement underscoring")."""
        chain: list[dict[str, Any]] = [{"source": {"kind": "author"}}]
        chain += map(self.link, sorted(self.voices.vouching(act.trigger.start), key=length, reverse=True))
        return tuple(chain)

    def link(self, item: Attribution) -> dict[str, Any]:
        source: dict[str, Any] = {"kind": item.source.kind}
        if item.source.start is not None and item.source.end is not None:
            source.update(self.doc.cite(item.source.start, item.source.end))
        if item.source.token is not None:
            actors = self.doc.actors_at(item.source.token)
            if actors:
                source["actor"] = [actor.id for actor in actors]
        return {"source": source, "cue": self.doc.cite(*item.cue), "lemma": item.lemma, "strength": item.strength}

    def when(self, act: Act, happened: bool) -> dict[str, Any] | None:
        """The act's own time and by what it is known: an expression, the dateline, or the publication date.

        The last never for what is background, habitual or many acts at once.
        """
        doc = self.doc
        timed = self.timing.of((doc.clauses or ())[act.clause])
        dated = [item for item in timed if item.when.type in ("DATE", "TIME")]
        spans = [item for item in timed if item.when.type == "DURATION" and item.when.first is not None]
        if dated or spans:
            known = [item for item in dated if item.when.last is not None] or spans or dated
            best = min(known, key=lambda item: abs(item.when.start - act.trigger.start))
            first, last = best.when.first, best.when.last
            return {
                "start": first.isoformat() if first and best.bound != "end" else None,
                "end": last.isoformat() if last and best.bound != "start" else None,
                "precision": best.when.precision,
                "by": "expression",
                "value": best.when.value,
                "span": doc.cite(best.when.start, best.when.end),
            }
        if doc.published is not None and happened and not self.misdated(act):
            day = doc.published.isoformat()
            return {"start": day, "end": day, "precision": "day", "by": doc.dated_by or "publication", "value": day, "span": None}
        return None

    def misdated(self, act: Act) -> bool:
        """Whether an act is told on a day that no calendar has: it has a date, though none we can say."""
        doc = self.doc
        if not doc.unread:
            return False
        clause = (doc.clauses or ())[act.clause]
        return any(
            doc.tokens[item].text in MONTHS or NO_DAY.fullmatch(doc.tokens[item].text)
            for item in subtree(doc, clause.carrier)
            if not any(when.start <= doc.tokens[item].start < when.end for when in doc.times or ())
        )

    def quantity(self, act: Act) -> tuple[dict[str, Any], ...]:
        """The quantities told with the act: in its own clause, or all of its sentence where it is the only act."""
        doc = self.doc
        clause = (doc.clauses or ())[act.clause]
        told = self.quantities.get(clause.sentence, ())
        alone = self.acts_in[clause.sentence] == 1
        own = set(subtree(doc, clause.carrier)) - self.beside(clause) if told and not alone else set()
        return tuple(
            {"kind": item.kind, "min": item.minimum, "max": item.maximum, "unit": item.unit, "span": doc.cite(item.start, item.end)}
            for item in told
            if alone or item.token in own
        )

    def beside(self, clause: Clause) -> set[int]:
        """What hangs below a verb only because it is coordinated with it: "attacked Chad and killed ten men"."""
        doc = self.doc
        verbs = [child for child in under(doc, clause.carrier, "conj") if doc.tokens[child].pos == "VERB"]
        return {item for verb in verbs for item in subtree(doc, verb)}

    def aggregate(self, act: Act) -> dict[str, Any] | None:
        """`{count, period, span}` where the words tell of many happenings at once ("over 40 summits", "repeated vetoes")."""
        doc = self.doc
        clause = (doc.clauses or ())[act.clause]
        found = self.many(clause)
        if found is None:
            return None
        low, high, (start, end) = found
        when = next((item.when for item in self.timing.of(clause) if item.when.type in ("DURATION", "DATE")), None)
        if low is None and high is None and when is None:
            return None
        period = (
            [day and day.isoformat() for day in (when.first, when.last)] if when is not None and when.precision != "day" else None
        )
        return {"count": {"min": low, "max": high}, "period": period, "span": doc.cite(start, end)}

    def many(self, clause: Clause) -> tuple[float | None, float | None, tuple[int, int]] | None:
        """How many happenings a clause tells of, and the words that say so; None where it is one, or unsaid."""
        doc, lists = self.doc, self.knowledge.lexicon.lists
        told = self.quantities.get(clause.sentence, ())
        if clause.kind == "noun":
            heads = [clause.head]
            token = doc.tokens[clause.head]
            while token.dep == "conj" and doc.tokens[token.head].pos == "NOUN":
                token = doc.tokens[token.head]
                heads.append(token.i)
            for item in told:
                if item.token in heads and item.kind == "count" and ((item.minimum or 0) > 1 or (item.maximum or 0) > 1):
                    return item.minimum, item.maximum, (item.start, item.end)
            if token.dep == "pobj" and doc.tokens[token.head].lemma == "of":
                above = doc.tokens[doc.tokens[token.head].head]
                if above.lemma in lists["series"]:
                    return 2, None, (above.start, above.end)
            words = [child for head in heads for child in under(doc, head, "amod")]
        else:
            words = under(doc, clause.head, "advmod")
            for item in doc.quantities or ():  # "have held over 40 summits"
                held = item.token in doc.act_nouns and doc.tokens[item.token].head == clause.head
                if held and item.kind == "count" and ((item.minimum or 0) > 1 or (item.maximum or 0) > 1):
                    return item.minimum, item.maximum, (item.start, item.end)
            for child in under(doc, clause.head, "npadvmod", "dobj"):
                word = doc.tokens[child]
                if word.lemma == "time" and word.tag == "NNS":
                    found = next((item for item in told if item.token == child), None)
                    return (found.minimum, found.maximum, (found.start, word.end)) if found else (2, None, (word.start, word.end))
            for timed in self.timing.own.get(clause.id, ()):
                if (
                    timed.type == "DURATION"
                    and timed.precision in LONG
                    and doc.text.endswith(("for ", "over ", "during "), 0, timed.start)
                ):
                    return 2, None, (timed.start, timed.end)
        for child in words:
            word = doc.tokens[child]
            if word.lemma in lists["repeated"] or word.text.lower() in lists["repeated"]:
                return 2, None, (word.start, word.end)
        return None

    def event(self, act: Act, ordinal: int, ids: dict[int, str]) -> Event:
        doc, ontology = self.doc, self.knowledge.ontology
        sentence = (doc.sentences or ())[(doc.clauses or ())[act.clause].sentence]
        aggregate = self.aggregate(act)
        happened = act.status in ("actual", "ongoing") and act.voice == "report" and not act.historical and aggregate is None
        whole = self.doc.cite(sentence.start, sentence.end)
        place = (doc.places or {}).get(act.id)
        return Event(
            id=event_id(self.digest, act.trigger.start, act.trigger.end, ordinal),
            document_id=doc.id,
            sentence={"index": sentence.index, **{key: whole[key] for key in whole if key != "text"}},
            event_type=act.event_type,
            mode=act.mode,
            context=(doc.contexts or {}).get(act.id, ()),
            quad=ontology.types[act.event_type].quad,
            score=ontology.score(act.event_type, act.mode),
            cameo=ontology.cameo_for(act.event_type, act.mode),
            actor=tuple(map(self.party, act.actor)),
            recipient=tuple(map(self.party, act.recipient)),
            trigger=self.doc.cite(*act.trigger),
            status=act.status,
            historical=act.historical,
            voice=act.voice,
            happened=happened,
            content=None
            if act.content is None
            else {
                "event_type": act.content.event_type,
                "mode": list(act.content.mode),
                "status": act.content.status,
                "when": None,
                "span": self.doc.cite(*act.content.span),
            },
            attribution=self.attribution(act),
            when=self.when(act, happened),
            where=None
            if place is None
            else {
                "name": place.name,
                "country": place.country,
                "precision": place.precision,
                "lat": place.lat,
                "lon": place.lon,
                "span": doc.cite(place.start, place.end),
            },
            quantity=self.quantity(act),
            aggregate=aggregate,
            same_as=ids.get((doc.repeats or {}).get(act.id, -1)),
            confidence=None,
            rule=act.rule,
            shift=act.shift,
            cues=tuple(self.doc.cite(*cue) for cue in act.cues),
            codebook=CODEBOOK,
            coder=CODER,
        )


def write_events(doc: Document, knowledge: Knowledge) -> tuple[Event, ...]:
    """Return the event records in order of text; ids depend on the text and the trigger alone."""
    writer = _Writer(doc, knowledge)
    ids: dict[int, str] = {}
    seen: dict[tuple[int, int], int] = {}
    events = []
    for act in doc.acts or ():
        place = (act.trigger.start, act.trigger.end)
        ordinal = seen.get(place, 0)
        seen[place] = ordinal + 1
        event = writer.event(act, ordinal, ids)
        ids[act.id] = event.id
        events.append(event)
    return tuple(events)
