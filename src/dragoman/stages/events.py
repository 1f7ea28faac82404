"""Join the layers into event records, one an act."""

from __future__ import annotations

import hashlib
from typing import Any

from dragoman.knowledge import Knowledge
from dragoman.model import Act, Attribution, Document, Event, Party, Role, When
from dragoman.version import VERSION

CODEBOOK = "plover-2021"
CODER = f"dragoman {VERSION}"
# How far, in characters, a time expression may stand from its act's trigger inside one sentence.
NEAR = 400


def event_id(digest: str, start: int, end: int, ordinal: int) -> str:
    """A hash of the text's hash, the trigger's span and an ordinal: a better rule changes an event, not its id."""
    return "ev-" + hashlib.sha256(f"{digest}:{start}:{end}:{ordinal}".encode()).hexdigest()[:16]


class _Writer:
    def __init__(self, doc: Document, knowledge: Knowledge) -> None:
        self.doc = doc
        self.knowledge = knowledge

    def span(self, start: int, end: int) -> dict[str, Any]:
        """A span as written out: offsets count in the body, or in the title, which then says so."""
        body = self.doc.article.body_start
        text = self.doc.text[start:end]
        if start < body:
            return {"start": start, "end": end, "text": text, "in": "title"}
        return {"start": start - body, "end": end - body, "text": text}

    def party(self, role: Role) -> Party:
        doc, actor = self.doc, role.actor
        if actor.via == "implicit":
            return Party(actor.id, actor.name, actor.country, actor.sector, "", None, None, actor.via)
        mention = doc.heads.get(role.token)
        where = (doc.mentions or ())[mention] if mention is not None else doc.tokens[role.token]
        span = self.span(where.start, where.end)
        via = "reference" if mention is not None and mention in (doc.references or {}) else actor.via
        return Party(
            actor.id, actor.name, actor.country, actor.sector, span["text"], span["start"], span["end"], via,
            actor.stale, span.get("in", "body"), actor.why,
        )  # fmt: skip

    def attribution(self, act: Act) -> tuple[dict[str, Any], ...]:
        doc = self.doc
        chain: list[dict[str, Any]] = [{"source": {"kind": "author"}}]
        start = act.trigger.start
        holding = [item for item in doc.attributions or () if any(span.start <= start < span.end for span in item.content)]
        holding.sort(key=lambda item: -sum(span.end - span.start for span in item.content))
        for item in holding:
            chain.append(self.link(item))
        return tuple(chain)

    def link(self, item: Attribution) -> dict[str, Any]:
        source: dict[str, Any] = {"kind": item.source.kind}
        if item.source.start is not None and item.source.end is not None:
            source.update(self.span(item.source.start, item.source.end))
        if item.source.token is not None:
            actors = self.doc.actors_at(item.source.token)
            if actors:
                source["actor"] = [actor.id for actor in actors]
        return {"source": source, "cue": self.span(*item.cue), "lemma": item.lemma, "strength": item.strength}

    def when(self, act: Act, happened: bool) -> dict[str, Any] | None:
        doc = self.doc
        sentence = (doc.sentences or ())[(doc.clauses or ())[act.clause].sentence]
        near = [
            item
            for item in doc.times or ()
            if item.type in ("DATE", "TIME") and sentence.start <= item.start < sentence.end
        ]
        if near:
            best: When = min(near, key=lambda item: min(abs(item.start - act.trigger.end), abs(act.trigger.start - item.end)))
            if abs(best.start - act.trigger.start) <= NEAR:
                ended = "conclude" in {doc.tokens[i].lemma for i in range(sentence.first, sentence.last)} and best.precision == "day"
                return {
                    "start": None if ended or best.first is None else best.first.isoformat(),
                    "end": best.last.isoformat() if best.last else None,
                    "precision": best.precision,
                    "by": "expression",
                    "value": best.value,
                    "span": self.span(best.start, best.end),
                }
        if doc.published is not None and happened and act.status in ("actual", "ongoing"):
            day = doc.published.isoformat()
            return {"start": day, "end": day, "precision": "day", "by": doc.dated_by or "publication", "span": None}
        return None

    def quantity(self, act: Act) -> tuple[dict[str, Any], ...]:
        sentence = (self.doc.sentences or ())[(self.doc.clauses or ())[act.clause].sentence]
        return tuple(
            {"kind": item.kind, "min": item.minimum, "max": item.maximum, "unit": item.unit, "span": self.span(item.start, item.end)}
            for item in self.doc.quantities or ()
            if sentence.start <= item.start < sentence.end
        )

    def aggregate(self, act: Act) -> dict[str, Any] | None:
        """`{count, period}` where the words tell of many happenings at once ("over 40 summits", "repeated vetoes")."""
        doc = self.doc
        clause = (doc.clauses or ())[act.clause]
        for item in doc.quantities or ():
            if item.token == clause.head and (item.minimum or 0) > 1 and clause.kind == "noun":
                period = next((w for w in doc.times or () if w.type == "DURATION" and w.first), None)
                return {
                    "count": {"min": item.minimum, "max": item.maximum},
                    "period": [str(period.first), str(period.last)] if period else None,
                }
        if act.status == "habitual" and clause.kind == "noun":
            return {"count": {"min": 2, "max": None}, "period": None}
        return None

    def event(self, act: Act, ordinal: int, ids: dict[int, str]) -> Event:
        doc, ontology = self.doc, self.knowledge.ontology
        sentence = (doc.sentences or ())[(doc.clauses or ())[act.clause].sentence]
        aggregate = self.aggregate(act)
        happened = (
            act.status in ("actual", "ongoing") and act.voice == "report" and not act.historical and aggregate is None
        )
        whole = self.span(sentence.start, sentence.end)
        place = (doc.places or {}).get(act.id)
        return Event(
            id=event_id(doc.article.digest, act.trigger.start, act.trigger.end, ordinal),
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
            trigger=self.span(*act.trigger),
            status=act.status,
            historical=act.historical,
            voice=act.voice,
            happened=happened,
            content=None if act.content is None else {
                "event_type": act.content.event_type, "mode": list(act.content.mode), "status": act.content.status,
                "when": None, "span": self.span(*act.content.span),
            },
            attribution=self.attribution(act),
            when=self.when(act, happened),
            where=None if place is None else {
                "name": place.name, "country": place.country, "precision": place.precision, "lat": place.lat,
                "lon": place.lon, "span": self.span(place.start, place.end),
            },
            quantity=self.quantity(act),
            aggregate=aggregate,
            same_as=ids.get((doc.repeats or {}).get(act.id, -1)),
            confidence=None,
            rule=act.rule,
            shift=act.shift,
            cues=tuple(self.span(*cue) for cue in act.cues),
            codebook=CODEBOOK,
            coder=CODER,
        )  # fmt: skip


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
