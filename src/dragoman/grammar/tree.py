"""Questions to a dependency tree: children by relation, phrases, conjuncts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.model import Document, Span, Token

Tree = tuple[tuple[int, ...], ...]

CLAUSES = frozenset({"relcl", "acl", "advcl", "ccomp", "xcomp", "conj", "cc", "parataxis", "appos"})


def children_of(tokens: Iterable[Token]) -> Tree:
    """For each token the tokens it governs, in order of text."""
    found: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            found[token.head].append(token.i)
    return tuple(map(tuple, found))


def under(doc: Document, token: int, *relations: str) -> list[int]:
    """The children of a token in any of the relations."""
    tokens = doc.tokens
    return [child for child in doc.children[token] if tokens[child].dep in relations]


def first(doc: Document, token: int, *relations: str) -> int | None:
    """The first child in any of the relations, or None."""
    tokens = doc.tokens
    for child in doc.children[token]:
        if tokens[child].dep in relations:
            return child
    return None


def conjuncts(doc: Document, token: int) -> tuple[int, ...]:
    """A token and all it is coordinated with ("France, Germany and Italy"), in order of text."""
    found = [token]
    for item in found:
        found.extend(under(doc, item, "conj"))
    return tuple(found)


def subtree(doc: Document, token: int, skip: frozenset[str] = frozenset()) -> list[int]:
    """A token and all below it, sorted; children in the relations of `skip` are left out with theirs."""
    tokens, children = doc.tokens, doc.children
    found = [token]
    for item in found:
        found.extend(child for child in children[item] if tokens[child].dep not in skip)
    return sorted(found)


def phrase(doc: Document, token: int) -> list[int]:
    """The words of a noun phrase: its head with determiners, modifiers, `of` and `in` phrases, no clauses."""
    return subtree(doc, token, CLAUSES)


def ancestors(doc: Document, token: int) -> Iterator[int]:
    """The governors of a token, nearest first."""
    tokens = doc.tokens
    seen = 0
    while tokens[token].head != token and seen < len(tokens):
        token = tokens[token].head
        seen += 1
        yield token


def span_of(doc: Document, tokens: list[int]) -> Span:
    """The characters from the first to the last of some tokens."""
    return Span(doc.tokens[tokens[0]].start, doc.tokens[tokens[-1]].end)


def lemmas_before(doc: Document, token: int, most: int = 3) -> list[str]:
    """The lower-case lemmas of up to `most` adjacent words that end in a token ("air defence system")."""
    tokens = doc.tokens
    start = token
    while start > 0 and token - start < most and tokens[start - 1].end + 1 >= tokens[start].start:
        if tokens[start - 1].pos in ("PUNCT", "DET", "ADP", "VERB", "CCONJ") and tokens[start - 1].text != "-":
            break
        start -= 1
    return [tokens[i].lemma for i in range(start, token + 1)]


def hyphened(doc: Document, token: int) -> int:
    """The last word of a head that the parser cut at its hyphen ("secretary-general"), else the head itself."""
    tokens = doc.tokens
    last = token + 2
    bound = last < len(tokens) and tokens[token + 1].text == "-" and tokens[last].head == token
    return last if bound and tokens[token].end == tokens[token + 1].start and tokens[token + 1].end == tokens[last].start else token
