"""Say to which predicate a time expression belongs: "said on Monday that shells fell last week"."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from dragoman.grammar.tree import under
from dragoman.model import Clause, Document, When

# Verbs that say when an event noun began or ended: "the visit, which concluded yesterday".
ENDS = frozenset({"conclude", "end", "finish", "expire", "close"})
BEGINS = frozenset({"begin", "start", "open", "commence", "launch"})
HAPPENS = frozenset({"occur", "happen", "take"})
DEEPEST = 12


class Timed(NamedTuple):
    """A time expression and how it bounds its act: `at` it, by its `end`, or from its `start`."""

    when: When
    bound: str = "at"


def _anchor(doc: Document, when: When, starts: list[int]) -> int | None:
    """The token of a time expression that hangs on the rest of the sentence."""
    index = bisect_left(starts, when.start)
    if index < len(starts) and starts[index] != when.start and index:
        index -= 1
    inside = []
    while index < len(doc.tokens) and doc.tokens[index].start < when.end:
        inside.append(index)
        index += 1
    span = set(inside)
    return next((token for token in inside if doc.tokens[token].head not in span or doc.tokens[token].head == token), None)


class Timing:
    """The time expressions of a document by the predicate they belong to."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.clauses = doc.clauses or ()
        by_head = {clause.head: clause.id for clause in self.clauses}
        self.own: dict[int, list[When]] = {}
        starts = [token.start for token in doc.tokens]
        self.by_head = by_head
        for when in doc.times or ():
            token = _anchor(doc, when, starts)
            steps = 0
            while token is not None and token not in by_head and doc.tokens[token].head != token and steps < DEEPEST:
                token = doc.tokens[token].head
                steps += 1
            if token in by_head:
                self.own.setdefault(by_head[token], []).append(when)

    def of(self, clause: Clause, depth: int = 0) -> tuple[Timed, ...]:
        """The time expressions of a clause: its own, its light verb's, or those of what it is one act with."""
        found = [Timed(when) for when in self.own.get(clause.id, ())]
        bounded = self.bounded(clause) if clause.kind == "noun" else []
        if clause.support is not None and (verb := self.by_head.get(clause.support)) is not None:
            known = {timed.when for timed in bounded}
            found += [Timed(when) for when in self.own.get(verb, ()) if when not in known]
        found += bounded
        if not found and depth <= DEEPEST and (beside := self.beside(clause)) is not None:
            return self.of(beside, depth + 1)
        if found or depth > DEEPEST or clause.parent is None:
            return tuple(found)
        parent = self.clauses[clause.parent]
        token = self.doc.tokens[clause.head]
        shares = (
            (clause.kind == "noun" and parent.kind == "verb" and self.argues(clause, parent))
            or (clause.kind == "verb" and token.dep == "conj" and token.head == parent.head)
            or (clause.link == "adverbial" and token.tag == "VBG" and parent.kind == "verb")
            or self.dates(clause)
        )
        return self.of(parent, depth + 1) if shares and not self.says(parent) else ()

    def beside(self, clause: Clause) -> Clause | None:
        """The clause whose subject and time an undated one shares: "met him on Tuesday and signed a treaty"."""
        token = self.doc.tokens[clause.head]
        if clause.kind != "verb" or token.dep != "conj" or token.head > token.i or token.head not in self.by_head:
            return None
        own = under(self.doc, token.i, "nsubj", "nsubjpass", "aux")
        return None if own else self.clauses[self.by_head[token.head]]

    def bounded(self, clause: Clause) -> list[Timed]:
        """Times told by a relative clause or predicate that says when an event noun began or ended."""
        doc = self.doc
        verbs = under(doc, clause.head, "relcl", "acl")
        for preposition in under(doc, clause.head, "prep"):  # "the visit to China, which concluded yesterday"
            for target in under(doc, preposition, "pobj"):
                verbs += under(doc, target, "relcl")
        token = doc.tokens[clause.head]
        if token.dep in ("nsubj", "nsubjpass"):
            verbs.append(token.head)
        found = []
        for verb in verbs:
            lemma = doc.tokens[verb].lemma
            bound = "end" if lemma in ENDS else "start" if lemma in BEGINS else "at" if lemma in HAPPENS else ""
            if bound and verb in self.by_head:
                found += [Timed(when, bound) for when in self.own.get(self.by_head[verb], ())]
        return found

    def argues(self, clause: Clause, parent: Clause) -> bool:
        """Whether an event noun is subject or object of a verb: what happened then, happened then."""
        return any(clause.head in parent.roles.get(role, ()) for role in ("agent", "patient"))

    def dates(self, clause: Clause) -> bool:
        """Whether a clause says what happened at the governing clause's time: "in 1995, when France tested"."""
        return any(self.doc.tokens[child].lemma == "when" for child in under(self.doc, clause.head, "advmod", "mark"))

    @staticmethod
    def says(clause: Clause) -> bool:
        """Whether a clause only tells of the act in it, at a time of its own."""
        return "content" in clause.link and clause.kind == "noun"
