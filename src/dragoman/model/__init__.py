"""Frozen values that travel: what a text is, what was read in it, and the record it becomes."""

from dragoman.model.act import Act, Content, Role, SetAside
from dragoman.model.article import Article, Span
from dragoman.model.document import Boilerplate, Document, Genre, Sentence, Token
from dragoman.model.event import Event, Party
from dragoman.model.reading import (
    Actor,
    Attribution,
    Candidate,
    Clause,
    Judgement,
    Mention,
    Modality,
    NameHit,
    Place,
    Quantity,
    Source,
    When,
)
from dragoman.model.report import ForeignEvent, ForeignMention, ForeignParty, Report

__all__ = [
    "Act",
    "Actor",
    "Article",
    "Attribution",
    "Boilerplate",
    "Candidate",
    "Clause",
    "Content",
    "Document",
    "Event",
    "ForeignEvent",
    "ForeignMention",
    "ForeignParty",
    "Genre",
    "Judgement",
    "Mention",
    "Modality",
    "NameHit",
    "Party",
    "Place",
    "Quantity",
    "Report",
    "Role",
    "Sentence",
    "SetAside",
    "Source",
    "Span",
    "Token",
    "When",
]
