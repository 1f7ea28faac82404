"""Make documents from parses written by hand, so that no parser model is loaded.

A word is written `word/lemma.TAG:relation>head`, and what goes without saying is left out:

    Russian:amod>forces forces.NNS:nsubj shelled/shell.VBD Kharkiv:dobj on:prep Monday:pobj>on .

The lemma where it is not the word in small letters (a plural's without its s); the tag where the relation does not
suggest it; the head, the nearest word of that spelling, where it is not the root. The root is the word without a
relation. `_` is a blank inside a token (North_Korea is one name), `~` glues a word to the one before. A line is a
sentence, a blank line ends a paragraph; a title is written in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.grammar.tree import children_of
from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document, Sentence, Token
from dragoman.pipeline import AFTER_PARSE, BEFORE_PARSE, open_document

WORD = re.compile(r"(?P<word>.+?)(?:/(?P<lemma>[^/:>]+?))?(?:\.(?P<tag>[A-Z]+\$?))?(?::(?P<dep>[a-zA-Z]+))?(?:>(?P<head>.+))?")
GLUED = re.compile(r"~|[.,;:?!%)”»]|['’]\w?|n['’]t")
TAG_OF = "det=DT prep=IN agent=IN mark=IN amod=JJ acomp=JJ advmod=RB neg=RB cc=CC nummod=CD aux=MD auxpass=VBD punct=. case=POS"
POS_OF = "NNP=PROPN NN=NOUN VB=VERB JJ=ADJ RB=ADV DT=DET CD=NUM CC=CCONJ MD=AUX PRP=PRON W=PRON TO=PART POS=PART .=PUNCT"
TAGS, POS = (dict(pair.split("=") for pair in pairs.split()) for pairs in (TAG_OF, POS_OF))
POS_BY_RELATION = {"aux": "AUX", "auxpass": "AUX", "mark": "SCONJ", "prep": "ADP", "neg": "PART"}


def _pos(tag: str, dep: str, lemma: str) -> str:
    if lemma == "be":
        return "AUX"
    if tag == "DT" and dep != "det":
        return "PRON"
    if dep in POS_BY_RELATION and tag != "VBG":
        return "PART" if (tag, dep) == ("TO", "aux") else POS_BY_RELATION[dep]
    return next((POS[tag[:size]] for size in (3, 2, 1) if tag[:size] in POS), "ADP")


def _sentence(line: str, base: int, at: int) -> Iterator[Token]:
    """The tokens of one line; `base` is the first one's number, `at` where its text begins."""
    words = [m.groupdict() for m in map(WORD.fullmatch, line.split()) if m]
    texts = [word["word"].removeprefix("~") for word in words]
    root = next((i for i, word in enumerate(words) if word["dep"] is None and re.search(r"\w", texts[i])), 0)
    end = at
    for i, (word, text) in enumerate(zip(words, texts, strict=True)):
        start = end if not i or GLUED.match(word["word"]) or texts[i - 1] in "“(" else end + 1
        end = start + len(text)
        dep = "ROOT" if i == root else word["dep"] or "punct"
        assert word["head"] in (None, *texts), f"no word {word['head']!r} in: {line}"
        head = root if word["head"] is None else min((abs(k - i), k) for k, other in enumerate(texts) if other == word["head"])[1]
        tag = word["tag"] or TAGS.get(dep) or ("NNP" if text[0].isupper() else "NN")
        lemma = word["lemma"] or (text.lower().removesuffix("s") if tag in ("NNS", "NNPS", "VBZ") else text.lower())
        yield Token(base + i, text.replace("_", " "), lemma, tag, _pos(tag, dep, lemma), dep, base + head, start, end)


def run(doc: Document, known: Knowledge, *stages: str) -> Document:
    """A document as the named stages read it, in the pipeline's order."""
    assert set(stages) <= {stage.name for stage in (*BEFORE_PARSE, *AFTER_PARSE)}, stages
    for stage in (*BEFORE_PARSE, *AFTER_PARSE):
        doc = replace(doc, **stage.run(doc, known)) if stage.name in stages else doc
    return doc


def build(
    words: str, known: Knowledge, *stages: str, published: date | None = None, publisher: str = "", title: str = "", **layers: Any
) -> Document:
    """The document of some parses, with its names and given layers, as the named stages read it."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text = ""
    for line in map(str.strip, f"{title}\n\n{words.strip()}".strip().splitlines()):
        text += "" if not text or text.endswith("\n") else " " if line else "\n\n"
        for token in (found := list(_sentence(line, len(tokens), len(text)))):
            text = text.ljust(token.start) + token.text
        if found:
            sentences.append(Sentence(len(sentences), found[0].start, len(text), len(tokens), len(tokens) + len(found)))
        tokens += found
    head, body = text.split("\n\n", 1) if title else ("", text)
    doc = run(open_document(Article(body, head, published, publisher=publisher)), known, "names")
    named = {(hit.start, hit.end): index for index, hit in enumerate(doc.names or ())}
    read = [t._replace(name=named[t.start, t.end], lemma=t.text) if (t.start, t.end) in named else t for t in tokens]
    assert len(named) == sum(token.name >= 0 for token in read), [text[start:end] for start, end in named]
    layers |= {"tokens": tuple(read), "sentences": tuple(sentences), "children": children_of(read)}
    return run(replace(doc, **layers), known, *stages)
