"""The whole document record: every layer with its spans, so that each stage can be scored by itself."""

from __future__ import annotations

from typing import Any

from dragoman.model import Actor, Attribution, Clause, Document, Mention, Source, When


def _actor(actor: Actor) -> dict[str, Any]:
    return {
        "id": actor.id,
        "name": actor.name,
        "country": actor.country,
        "sector": list(actor.sector),
        "via": actor.via,
        "stale": actor.stale,
        "why": actor.why,
    }


def _mention(doc: Document, mention: Mention) -> dict[str, Any]:
    actors = [_actor(actor) for actor in doc.actors_at(mention.head)]
    first = actors[0] if actors else {"id": None, "country": "", "sector": []}
    return {
        "id": mention.id,
        **doc.cite(mention.start, mention.end),
        "kind": mention.kind,
        "actor": first["id"],
        "country": first["country"],
        "sector": first["sector"],
        "actors": actors,
    }


def _time(doc: Document, when: When) -> dict[str, Any]:
    return {
        **doc.cite(when.start, when.end),
        "type": when.type,
        "value": when.value,
        "interval": [when.first and when.first.isoformat(), when.last and when.last.isoformat()],
        "precision": when.precision,
        "relative": when.relative,
    }


def source_record(doc: Document, source: Source) -> dict[str, Any]:
    """A source as written out: its kind, its words, and the actors they name."""
    found: dict[str, Any] = {"kind": source.kind}
    if source.start is not None and source.end is not None:
        found.update(doc.cite(source.start, source.end))
    if source.token is not None and (actors := doc.actors_at(source.token)):
        found["actor"] = [actor.id for actor in actors]
    return found


def _attribution(doc: Document, item: Attribution) -> dict[str, Any]:
    return {
        "id": item.id,
        "source": source_record(doc, item.source),
        "cue": doc.cite(*item.cue),
        "content": [doc.cite(*span) for span in item.content],
        "lemma": item.lemma,
        "strength": item.strength,
        "parent": item.parent,
    }


def _clause(doc: Document, clause: Clause) -> dict[str, Any]:
    judged = (doc.modality or ())[clause.id]
    token = doc.tokens[clause.head]
    return {
        "id": clause.id,
        "predicate": doc.cite(token.start, token.end),
        "kind": clause.kind,
        "lemma": clause.lemma,
        "sentence": clause.sentence,
        "parent": clause.parent,
        "link": clause.link,
        "polarity": judged.polarity,
        "modality": judged.modality,
        "certainty": judged.certainty,
        "ahead": judged.ahead,
        "tense": judged.tense,
        "status": judged.status,
        "historical": judged.historical,
        "voice": judged.voice,
        "cues": [doc.cite(*cue) for cue in judged.cues],
        "roles": {role: [doc.cite(*doc.tokens[head][7:9]) for head in heads] for role, heads in clause.roles.items()},
    }


def document_record(doc: Document) -> dict[str, Any]:
    """The document record of docs/concepts/document.md: plain values, ready for JSON."""
    genre = doc.genre
    return {
        "id": doc.id,
        "title": doc.article.title,
        "url": doc.article.url,
        "publisher": doc.article.publisher,
        "published": doc.published.isoformat() if doc.published else None,
        "dated_by": doc.dated_by or None,
        "language": doc.article.language or "en",
        "text_sha256": doc.article.digest,
        "genre": genre
        and {
            "kind": genre.kind,
            "confidence": genre.confidence,
            "cues": [doc.cite(*cue) for cue in genre.cues],
        },
        "boilerplate": [{**doc.cite(item.start, item.end), "kind": item.kind} for item in doc.boilerplate],
        "sentences": [{"index": item.index, **doc.cite(item.start, item.end)} for item in doc.sentences or ()],
        "mentions": [_mention(doc, mention) for mention in doc.mentions or ()],
        "references": [{"mention": mention, "to": list(others)} for mention, others in sorted((doc.references or {}).items())],
        "times": [_time(doc, when) for when in doc.times or ()],
        "quantities": [
            {**doc.cite(item.start, item.end), "kind": item.kind, "min": item.minimum, "max": item.maximum, "unit": item.unit}
            for item in doc.quantities or ()
        ],
        "attributions": [_attribution(doc, item) for item in doc.attributions or ()],
        "clauses": [_clause(doc, clause) for clause in doc.clauses or ()],
        "stance": [
            {
                **doc.cite(item.start, item.end),
                "cue": item.cue,
                "polarity": item.polarity,
                "strength": item.strength,
                "target": [_actor(actor) for actor in item.actors],
                "target_span": doc.cite(*item.target),
                "holder": source_record(doc, item.holder),
            }
            for item in doc.stance or ()
        ],
        "events": [event.record() for event in doc.events or ()],
        "set_aside": [{**doc.cite(item.start, item.end), "reason": item.reason, "rule": item.rule} for item in doc.set_aside],
        "unread": dict(doc.unread),
    }
