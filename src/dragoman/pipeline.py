"""Order the stages, check that what each reads was written, and run them over articles."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Any, NamedTuple

from dragoman.errors import PipelineError
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document
from dragoman.stages.actors import resolve_actors
from dragoman.stages.acts import code_acts
from dragoman.stages.attributions import find_attributions
from dragoman.stages.clauses import find_clauses
from dragoman.stages.contexts import find_contexts
from dragoman.stages.events import write_events
from dragoman.stages.genre import find_genre
from dragoman.stages.mentions import find_mentions
from dragoman.stages.modality import judge_modality
from dragoman.stages.names import find_names
from dragoman.stages.parse import DEFAULT_MODEL as DEFAULT_MODEL
from dragoman.stages.parse import load_parser, parse_texts
from dragoman.stages.places import resolve_places
from dragoman.stages.quantities import find_quantities
from dragoman.stages.references import resolve_references
from dragoman.stages.repeats import find_repeats
from dragoman.stages.stance import find_stance
from dragoman.stages.times import find_times

# Documents parsed together: enough for the parser's batches, few enough to keep memory flat.
CHUNK = 16
Layers = dict[str, Any]


class Stage(NamedTuple):
    """A stage as the pipeline knows it: its name, the layers it reads and writes, and the work."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    run: Callable[[Document, Knowledge], Layers]


def _mentions(doc: Document, knowledge: Knowledge) -> Layers:
    found = find_mentions(doc, knowledge.nouns, knowledge.lexicon.lists)
    return {"mentions": found, "heads": {mention.head: mention.id for mention in found}}


def _acts(doc: Document, knowledge: Knowledge) -> Layers:
    acts, aside = code_acts(doc, knowledge)
    return {"acts": acts, "set_aside": aside}


def _genre(doc: Document, knowledge: Knowledge) -> Layers:
    return find_genre(doc, knowledge.lexicon)._asdict()


def _references(doc: Document, knowledge: Knowledge) -> Layers:
    return resolve_references(doc, knowledge)._asdict()


def _clauses(doc: Document, knowledge: Knowledge) -> Layers:
    found = find_clauses(doc, knowledge.lexicon)
    return {"clauses": found, "act_nouns": frozenset(clause.head for clause in found if clause.kind == "noun")}


def _times(doc: Document, knowledge: Knowledge) -> Layers:
    found, impossible = find_times(doc, knowledge.lexicon)
    unread = (*doc.unread, ("day that no calendar has", impossible)) if impossible else doc.unread
    return {"times": found, "unread": unread}


def _attributions(doc: Document, knowledge: Knowledge) -> Layers:
    found, unclosed = find_attributions(doc, knowledge.lexicon)
    unread = (*doc.unread, ("unclosed quotation", unclosed)) if unclosed else doc.unread
    return {"attributions": found, "unread": unread}


BEFORE_PARSE = (
    Stage(
        "names",
        ("text",),
        ("names",),
        lambda doc, known: {"names": find_names(doc, known.actors, known.nouns.titles | known.lexicon.lists["courtesies"])},
    ),
    Stage("genre", ("text",), ("genre", "boilerplate", "published", "dated_by"), _genre),
)
PARSE_WRITES = ("tokens", "sentences", "children", "unread")
AFTER_PARSE = (
    Stage("times", ("sentences",), ("times", "unread"), _times),
    Stage("mentions", ("names", "tokens"), ("mentions", "heads"), _mentions),
    Stage("actors", ("mentions",), ("actors", "speaker"), lambda doc, known: resolve_actors(doc, known)._asdict()),
    Stage("references", ("actors",), ("references", "actors"), _references),
    Stage("clauses", ("tokens", "times"), ("clauses", "act_nouns"), _clauses),
    Stage("attributions", ("clauses", "actors", "genre"), ("attributions", "unread"), _attributions),
    Stage(
        "modality",
        ("clauses", "genre", "times", "attributions"),
        ("modality",),
        lambda doc, known: {"modality": judge_modality(doc, known.lexicon)},
    ),
    Stage("quantities", ("tokens",), ("quantities",), lambda doc, known: {"quantities": find_quantities(doc)}),
    Stage("acts", ("clauses", "actors", "references", "attributions", "modality"), ("acts", "set_aside"), _acts),
    Stage("places", ("acts",), ("places",), lambda doc, known: {"places": resolve_places(doc, known)}),
    Stage("contexts", ("acts",), ("contexts",), lambda doc, known: {"contexts": find_contexts(doc, known)}),
    Stage("repeats", ("acts",), ("repeats",), lambda doc, known: {"repeats": find_repeats(doc)}),
    Stage("stance", ("attributions", "actors"), ("stance",), lambda doc, known: {"stance": find_stance(doc, known.lexicon)}),
    Stage(
        "events",
        ("acts", "places", "contexts", "repeats", "times", "quantities"),
        ("events",),
        lambda doc, known: {"events": write_events(doc, known)},
    ),
)


def check_order(stages: Iterable[Stage], written: Iterable[str]) -> None:
    """Refuse an order in which a stage reads what no earlier one writes. Raises PipelineError."""
    known = list(written)
    for stage in stages:
        missing = [layer for layer in stage.reads if layer not in known]
        if missing:
            raise PipelineError(
                f"stage {stage.name!r} reads {missing}, which no earlier stage writes; written so far: {sorted(known)}"
            )
        known.extend(stage.writes)


check_order(
    (*BEFORE_PARSE, Stage("parse", ("names", "boilerplate"), PARSE_WRITES, lambda doc, known: {}), *AFTER_PARSE),
    ("text", "published"),
)


def open_document(article: Article) -> Document:
    """An article as a document with no layers yet."""
    day = article.published
    return Document(article.id or article.digest[:16], article, article.reading, day, "publication" if day else "")


def _run(stages: Iterable[Stage], doc: Document, knowledge: Knowledge) -> Document:
    for stage in stages:
        doc = replace(doc, **stage.run(doc, knowledge))
    return doc


def read_articles(articles: Iterable[Article], knowledge: Knowledge, model: str = DEFAULT_MODEL) -> Iterator[Document]:
    """Read articles into documents, in order, a few at a time; memory does not grow with their number."""
    parser = load_parser(model, knowledge.nouns.shortened)
    gc.freeze()  # what is known stays for good: the collector need not walk it for every text
    stream = iter(articles)
    while chunk := [_run(BEFORE_PARSE, open_document(article), knowledge) for article in islice(stream, CHUNK)]:
        for doc, parsed in zip(chunk, parse_texts(chunk, parser, knowledge.lexicon.lemmas), strict=True):
            yield _run(AFTER_PARSE, replace(doc, **parsed._asdict()), knowledge)
