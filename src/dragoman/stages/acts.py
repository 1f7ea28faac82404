"""Code clauses as political acts by the lexicon's rules, or set them aside with the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from dragoman.grammar.tree import span_of, subtree, under
from dragoman.grammar.voices import Voices
from dragoman.knowledge import Knowledge, Rule
from dragoman.knowledge.schemas import Shift
from dragoman.model import Act, Actor, Clause, Content, Document, Modality, Role, SetAside, Span
from dragoman.rules.figures import Found, find_figures
from dragoman.rules.match import added_modes, rules_for
from dragoman.rules.parties import parties_at, place_of, resolve_path, with_country

# The doer of a deed that is told without one; left out by default filters.
IMPLICIT = Actor("UNK", "unknown", "", ("UNK",), "implicit", False, "the text names no doer")
VIOLENT = frozenset({"ASSAULT"})
# The ways a clause belongs to the act that governs it, rather than standing for itself.
# What a rule's own status does not overrule: an act that is denied or only possible stays so.
OPEN = frozenset({"negated", "hypothetical", "habitual"})
INSIDE = frozenset({"content", "argument", "purpose", "adverbial", "conjunct"})


@dataclass(slots=True)
class Reading:
    """A clause as a rule reads it, before it becomes an act."""

    clause: Clause
    rule: Rule
    event: str
    mode: tuple[str, ...]
    actor: tuple[Role, ...]
    recipient: tuple[Role, ...]
    status: str
    content: Reading | None = None
    swallowed: set[int] = field(default_factory=set)
    shift: str = ""
    reason: str = ""


class _Coder:
    """Reads the clauses of one document."""

    def __init__(self, doc: Document, knowledge: Knowledge) -> None:
        self.doc = doc
        self.knowledge = knowledge
        self.lexicon = knowledge.lexicon
        self.clauses = doc.clauses or ()
        self.modality = doc.modality or ()
        self.voices = Voices(doc)
        self.readings: dict[int, Reading | None] = {}
        self.children: dict[int, list[Clause]] = {}
        self.figures: dict[int, list[Found]] = {}
        for clause in self.clauses:
            if clause.parent is not None:
                self.children.setdefault(clause.parent, []).append(clause)

    def figure(self, clause: Clause) -> Found | None:
        """The figure of speech a clause's predicate is part of, or None."""
        if clause.sentence not in self.figures:
            sentence = (self.doc.sentences or ())[clause.sentence]
            self.figures[clause.sentence] = list(find_figures(self.doc, sentence, self.lexicon))
        return next((found for found in self.figures[clause.sentence] if found.first <= clause.head < found.last), None)

    def read(self, clause: Clause) -> Reading | None:
        """The clause as the first rule that fits and whose content fits; None where none does."""
        if clause.id not in self.readings:
            self.readings[clause.id] = None  # a clause that governs itself reads as nothing
            for rule in rules_for(self.doc, clause, self.lexicon):
                reading = self._by_rule(clause, rule)
                if reading is not None:
                    self.readings[clause.id] = reading
                    break
        return self.readings[clause.id]

    def _content(self, clause: Clause, rule: Rule) -> tuple[Reading | None, set[int]]:
        """The act told under a rule's content paths, and all clauses that belong to it."""
        inside: set[int] = set()
        best: Reading | None = None
        queue = [child for child in self.children.get(clause.id, []) if self._is_content(clause, child, rule)]
        tops = list(queue)
        for child in queue:
            inside.add(child.id)
            queue.extend(item for item in self.children.get(child.id, []) if item.link in INSIDE and item.id not in inside)
        for child in tops:
            for candidate in (child, *(item for item in queue if item.parent == child.id and item.link != "purpose")):
                reading = self.read(candidate)
                if reading is not None and best is None:
                    best = reading
        return best, inside

    def _is_content(self, clause: Clause, child: Clause, rule: Rule) -> bool:
        token = self.doc.tokens[child.head]
        for path in rule.content:
            if path == "clause" and child.link == "content" and child.kind != "noun":
                return True
            if path in clause.roles and child.kind == "noun":
                below = {item for head in clause.roles[path] for item in subtree(self.doc, head)}
                if child.head in below:
                    return True
            if path in clause.roles and child.link in ("relative", "content"):
                heads = {item for head in clause.roles[path] for item in subtree(self.doc, head)}
                if child.head in heads and token.dep in ("acl", "pcomp", "relcl") and token.dep != "relcl":
                    return True
            if path == "gerund" and token.dep == "pcomp":
                return True
            if path == "purpose" and child.link == "purpose":
                return True
        return False

    def _by_rule(self, clause: Clause, rule: Rule) -> Reading | None:
        content, inside = self._content(clause, rule) if rule.content else (None, set())
        if rule.row.needs_content and content is None:
            return None
        if rule.row.content_types and (content is None or content.event not in rule.row.content_types):
            return None
        if rule.row.content_duty and not self.duty(clause):
            return None
        roles = rule.roles[clause.kind]
        actor = self._fill(clause, roles.get("actor", ()), content)
        taken = {(role.actor.id, role.token) for role in actor}
        recipient = self._fill(clause, roles.get("recipient", ()), content, taken)
        modes = list(rule.mode)
        if content is not None:
            for key in (f"{content.event}/{content.mode[0]}" if content.mode else "", content.event, "*"):
                if key in rule.row.content_mode:
                    modes.append(rule.row.content_mode[key])
                    break
        for mode in added_modes(self.doc, clause, rule.event, self.lexicon):
            if mode not in modes:
                modes.append(mode)
        judged = self.modality[clause.id]
        status = self.stands(judged, rule.event)
        if rule.row.status and status not in OPEN:
            status = rule.row.status
        reading = Reading(clause, rule, rule.event, tuple(modes), actor, recipient, status, content, inside)
        for need in rule.needs:
            if not (actor if need == "actor" else recipient if need == "recipient" else clause.roles.get(need)):
                return None
        return reading

    def is_outcome(self, reading: Reading) -> bool:
        """Whether an act only tells how another came out: "an attack in which three men were killed"."""
        clause = reading.clause
        parent = self.clauses[clause.parent] if clause.parent is not None else None
        if parent is None or clause.link != "relative" or parent.kind != "noun":
            return False
        above = self.read(parent)
        return above is not None and above.event == reading.event

    def aimed_at(self, clause: Clause) -> bool:
        """Whether a clause only tells what something is for: a purpose, or what an effort or plan is about."""
        token = self.doc.tokens[clause.head]
        while token.dep == "conj" and self.doc.tokens[token.head].pos in ("VERB", "NOUN"):
            token = self.doc.tokens[token.head]
        above = self.doc.tokens[token.head]
        if token.dep in ("pobj", "pcomp"):
            above = self.doc.tokens[above.head]
        told = self.lexicon.cues.get((above.lemma, "noun")) is not None and above.pos == "NOUN"
        return clause.link == "purpose" or (told and token.dep in ("acl", "pobj", "pcomp"))

    def duty(self, clause: Clause) -> bool:
        """Whether what is told under a clause is what somebody must or should do."""
        return any(child.link == "content" and self.modality[child.id].deontic for child in self.children.get(clause.id, ()))

    def stands(self, judged: Modality, event: str) -> str:
        """A clause's status as an act: what a report tells in the plain present of words goes on ("Beijing opposes")."""
        if event == "AGREE" and judged.status == "future":
            return "actual"  # an agreement is of the future already: "announced a deal" is AGREE, not a deal to come
        verbal = self.knowledge.ontology.types[event].quad in (1, 3)
        opinion = self.doc.genre is not None and self.doc.genre.kind == "opinion"
        stands = verbal and event != "CONSULT"  # who meets or visits in the plain present does so as a rule
        return "ongoing" if judged.aspect == "present" and stands and not opinion else judged.status

    def _fill(
        self, clause: Clause, paths: Iterable[str], content: Reading | None, taken: set[tuple[str, int]] | None = None
    ) -> tuple[Role, ...]:
        for path in paths:
            if path == "condition":
                found = self._conditions(clause)
            elif path.startswith("content."):
                found = getattr(content, path[8:], ()) if content is not None else self._bare_content(clause, path[8:])
            else:
                parts = (resolve_path(self.doc, clause, part, self.lexicon) for part in path.split("+"))
                found = tuple(dict.fromkeys(role for part in parts for role in part))
            if taken:
                ids = {actor for actor, _ in taken}
                found = tuple(role for role in found if role.actor.id not in ids)
            if found:
                return found
        return ()

    def _conditions(self, clause: Clause) -> tuple[Role, ...]:
        """On whose conduct an act is made to hang: "threatened to leave if Iran goes ahead"."""
        near = [
            *self.children.get(clause.id, ()),
            *(inner for child in self.children.get(clause.id, ()) for inner in self.children.get(child.id, ())),
        ]
        for child in near:
            if child.link == "condition":
                for token in child.roles.get("agent", ()):
                    found = parties_at(self.doc, token, self.lexicon)
                    if found:
                        return found
        return ()

    def _bare_content(self, clause: Clause, part: str) -> tuple[Role, ...]:
        """The doer of a content clause that no rule reads ("demanded that Iran comply")."""
        for child in self.children.get(clause.id, []):
            if child.link == "content":
                for role in ("agent", "patient") if part == "actor" else ("patient", "dative", "with", "to", "against"):
                    for token in child.roles.get(role, ()):
                        found = parties_at(self.doc, token, self.lexicon)
                        if found:
                            return found
        return ()

    # -- from readings to acts

    def told_by(self, clause: Clause, actor: tuple[Role, ...]) -> str:
        """Who tells the act: its own actor ("actor"), somebody else ("other"), or only the writer ("text")."""
        token = self.doc.tokens[clause.head]
        inner = next(reversed(self.voices.at(token.start)), None)
        if inner is None or inner.source.token is None:
            return "text"
        speakers = {role.actor.country or role.actor.id for role in parties_at(self.doc, inner.source.token, self.lexicon)}
        doers = {role.actor.country or role.actor.id for role in actor}
        return "actor" if speakers & doers else "other"

    def shift(self, reading: Reading) -> Reading:
        """Move an act to the type that its status makes it ("will visit" is AGREE), its own act as content."""
        if not reading.rule.row.shifts:
            return reading
        judged = self.modality[reading.clause.id]
        teller = self.told_by(reading.clause, reading.actor)
        for row in self.lexicon.shifts:
            if self._shifts(row, reading, judged, teller):
                modes = row.mode_of.get(f"{reading.event}/{reading.mode[0]}" if reading.mode else "", "")
                modes = modes or row.mode.get(reading.event, "")
                content = replace(reading, content=None)
                recipient = reading.recipient
                actor = reading.actor
                if row.event == "REQUEST":
                    actor, recipient = self._speaker(reading.clause), reading.actor
                return replace(
                    reading,
                    event=row.event,
                    mode=(modes,) if modes else (),
                    status="actual",
                    content=content,
                    shift=row.id,
                    actor=actor,
                    recipient=recipient,
                )
        return reading

    def _speaker(self, clause: Clause) -> tuple[Role, ...]:
        token = self.doc.tokens[clause.head]
        for item in reversed(self.voices.at(token.start)):
            if item.source.token is not None:
                found = parties_at(self.doc, item.source.token, self.lexicon)
                if found:
                    return found
        return ()

    @staticmethod
    def _shifts(row: Shift, reading: Reading, judged: Modality, teller: str) -> bool:
        if reading.event not in row.types or (row.modes and not set(row.modes) & set(reading.mode)):
            return False
        if row.told_by == "actor" and not (teller == "actor" and judged.ahead):
            return False
        if row.told_by == "other" and teller != "other":
            return False
        if "deontic" in row.when:
            return judged.deontic
        return reading.status in row.when and not judged.deontic

    def reason_against(self, reading: Reading) -> str:
        """Why a reading is not coded, or nothing: the requirements of its type."""
        ontology = self.knowledge.ontology
        countries = [
            role for role in reading.actor if role.actor.country or role.actor.via in ("label", "implicit", "noun", "title")
        ]
        if not countries:
            return "no actor named"
        if ontology.types[reading.event].recipient_required and not reading.recipient:
            return f"{reading.event} needs a recipient and none is named"
        bare = reading.clause.kind == "noun" and reading.clause.support is None and not reading.shift
        if bare and not reading.recipient and len(reading.actor) < 2:
            return "event noun without both sides"
        if reading.clause.link == "condition" and reading.status == "hypothetical":
            return "a condition, not told as an act"
        if reading.status == "hypothetical" and not reading.shift and self.aimed_at(reading.clause):
            return "only aimed at, not told as an act"
        return ""


def _fallbacks(coder: _Coder, reading: Reading) -> Reading:
    """Fill what the words leave open: the doer of a bare victim clause, the state where a deed happens."""
    doc, clause = coder.doc, reading.clause
    actor, recipient = reading.actor, reading.recipient
    place: tuple[Role, ...] = ()
    if any(not role.actor.country for role in (*actor, *recipient)):
        place = place_of(doc, clause, coder.lexicon)
    if place:
        where = place[0].actor
        ground = f'the place "{where.name}"'
        # "Missiles killed 17 in Chernihiv": whose missiles, the town they fell on does not say
        arms = reading.event in VIOLENT
        actor = tuple(role if arms and role.actor.via == "bare" else with_country(role, where, ground) for role in actor)
        recipient = tuple(with_country(role, where, ground) for role in recipient)
    actor, recipient = _named(actor), _named(recipient)
    if not actor and reading.event in VIOLENT and recipient:
        actor = (Role(IMPLICIT, clause.head),)
    return replace(reading, actor=actor, recipient=recipient)


def _named(roles: tuple[Role, ...]) -> tuple[Role, ...]:
    """The roles that name somebody: a bare "officials" of no country names nobody."""
    return tuple(role for role in roles if role.actor.via != "bare" or role.actor.country)


def _trigger(doc: Document, clause: Clause) -> Span:
    tokens = [clause.head, *under(doc, clause.head, "prt")]
    return span_of(doc, sorted(tokens))


def _key(roles: tuple[Role, ...]) -> frozenset[str]:
    return frozenset(role.actor.country or role.actor.id for role in roles)


def _merges(first: Reading, second: Reading) -> bool:
    """Whether two acts of one sentence are one told twice: same type, and no side contradicts."""
    if first.event != second.event or first.clause.sentence != second.clause.sentence:
        return False
    actors = not second.actor or _key(first.actor) == _key(second.actor) or second.actor[0].actor.via == "implicit"
    recipients = not second.recipient or not first.recipient or bool(_key(first.recipient) & _key(second.recipient))
    return actors and recipients and first.status == second.status


def _merge(readings: list[Reading]) -> list[Reading]:
    kept: list[Reading] = []
    told: dict[int, list[int]] = {}  # by sentence: only within one is an act told twice
    for reading in readings:
        beside = told.setdefault(reading.clause.sentence, [])
        for index in beside:
            earlier = kept[index]
            if _merges(earlier, reading) or (_merges(reading, earlier)):
                main, other = (
                    (earlier, reading) if earlier.clause.kind == "verb" or reading.clause.kind != "verb" else (reading, earlier)
                )
                if main.actor and main.actor[0].actor.via == "implicit" and other.actor:
                    main = replace(main, actor=other.actor)
                kept[index] = replace(
                    main,
                    mode=tuple(dict.fromkeys((*main.mode, *other.mode))),
                    recipient=main.recipient or other.recipient,
                )
                break
        else:
            beside.append(len(kept))
            kept.append(reading)
    return kept


def code_acts(doc: Document, knowledge: Knowledge) -> tuple[tuple[Act, ...], tuple[SetAside, ...]]:
    """Return the acts in order of text, and what looked like one and was set aside, with reasons."""
    coder = _Coder(doc, knowledge)
    aside: list[SetAside] = []
    kept: list[Reading] = []
    swallowed: set[int] = set()
    for clause in coder.clauses:  # what governs comes before what it governs, so parents swallow first
        reading = coder.read(clause)
        if reading is not None and reading.rule.row.swallows:
            swallowed |= reading.swallowed
    for clause in coder.clauses:
        reading = coder.read(clause)
        if reading is None:
            continue
        span = _trigger(doc, clause)

        def drop(reason: str, reading: Reading = reading, span: Span = span) -> None:
            aside.append(SetAside(span.start, span.end, doc.text[span.start : span.end], reason, reading.rule.id))

        figure = coder.figure(clause)
        if figure is not None:
            drop(f"{figure.figure.kind}: {figure.figure.reason}")
            continue
        if coder.is_outcome(reading):
            drop("outcome of the act it is told of")
            continue
        if clause.id in swallowed:
            drop("content of the act that governs it")
            continue
        if clause.link == "purpose" and clause.parent is not None and coder.read(coder.clauses[clause.parent]) is not None:
            drop("purpose of the act that governs it")
            continue
        reading = _fallbacks(coder, coder.shift(reading))
        if reading.event == "":
            drop("a plan of another's, told by nobody")
            continue
        reason = coder.reason_against(reading)
        if reason:
            drop(reason)
        else:
            kept.append(reading)
    acts = []
    for number, reading in enumerate(_merge(kept)):
        judged = coder.modality[reading.clause.id]
        acts.append(_act(doc, number, reading, judged))
    return tuple(acts), tuple(aside)


def _act(doc: Document, number: int, reading: Reading, judged: Modality) -> Act:
    inner = reading.content
    content = None
    if inner is not None:
        status = inner.status if inner.status not in ("actual", "ongoing") else "hypothetical"
        content = Content(inner.event, status, inner.mode, _trigger(doc, inner.clause))
    return Act(
        number,
        reading.clause.id,
        reading.event,
        reading.mode,
        reading.actor,
        reading.recipient,
        _trigger(doc, reading.clause),
        reading.rule.id,
        reading.status,
        judged.historical,
        judged.voice,
        judged.cues,
        content,
        reading.shift,
    )
