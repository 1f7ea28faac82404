"""How acts are told in English: rules, shifts, cues and word lists, indexed by the words that bring them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.knowledge.schemas import (
    ContextWords,
    Cue,
    Figure,
    Lemma,
    Light,
    ModeWords,
    RuleRow,
    Say,
    Shift,
    Stance,
    TypeLexicon,
    WordList,
)

Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule ready to match: its row with lists spelled out and the type's default roles filled in.

    `takes` leads from each verb to the words that it must have beside it, once for each way it is told.
    """

    id: str
    event: str
    mode: tuple[str, ...]
    verbs: tuple[tuple[str, ...], ...]
    nouns: tuple[tuple[str, ...], ...]
    adjectives: tuple[str, ...]
    objects: frozenset[str]
    tells: tuple[tuple[str, frozenset[str]], ...]
    unless: tuple[tuple[str, frozenset[str]], ...]
    passive: str
    roles: dict[str, dict[str, Paths]]
    needs: frozenset[str]
    content: Paths
    weight: int
    row: RuleRow
    takes: dict[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True)
class Lexicon:
    """The lexicon of one language as indexes from lemma to what it may mean."""

    rules: dict[str, Rule]
    verbs: dict[str, tuple[Rule, ...]]
    nouns: dict[str, tuple[Rule, ...]]
    adjectives: dict[str, tuple[Rule, ...]]
    shifts: tuple[Shift, ...]
    lights: dict[str, tuple[Light, ...]]
    sayings: dict[tuple[str, str], Say]
    cues: dict[tuple[str, str], Cue]
    modes: dict[str, tuple[tuple[str, frozenset[str]], ...]]
    contexts: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    figures: dict[str, tuple[tuple[tuple[str, ...], Figure], ...]]
    lists: dict[str, frozenset[str]]
    lemmas: dict[tuple[str, str], str]
    stance: dict[tuple[str, str], Stance]


def _words(words: Iterable[str], lists: dict[str, frozenset[str]]) -> frozenset[str]:
    """The words of a condition in lower case, as the words of a clause are compared with them."""
    found: set[str] = set()
    for word in words:
        found |= lists.get(word[1:], frozenset()) if word.startswith("@") else {word}
    return frozenset(word.lower() for word in found)


def _paths(value: str | tuple[str, ...]) -> Paths:
    return (value,) if isinstance(value, str) else value


def _ending(roles: dict[str, Paths], fallback: dict[str, Paths]) -> dict[str, Paths]:
    """Roles with the type's last paths behind the rule's own."""
    return {role: (*roles.get(role, ()), *fallback.get(role, ())) for role in {**roles, **fallback}}


def _rule(row: RuleRow, file: TypeLexicon, lists: dict[str, frozenset[str]]) -> Rule:
    given = {role: _paths(paths) for role, paths in row.roles.items()}
    verb_roles = {role: _paths(paths) for role, paths in file.verb_roles.items()}
    noun_roles = {role: _paths(paths) for role, paths in file.noun_roles.items()}
    objects = _words(row.objects, lists)
    tells = tuple((role, _words(words, lists)) for role, words in row.tells.items())
    unless = tuple((role, _words(words, lists)) for role, words in row.unless.items())
    verbs = tuple(tuple(verb.split()) for verb in row.verbs)
    return Rule(
        id=row.id,
        event=row.event,
        mode=tuple(mode for mode in _paths(row.mode) if mode),
        verbs=verbs,
        nouns=tuple(tuple(noun.split()) for noun in sorted(_words(row.nouns, lists))),
        adjectives=row.adjectives,
        objects=objects,
        tells=tells,
        unless=unless,
        passive=row.passive,
        roles={
            "verb": _ending({**verb_roles, **given}, file.fallback),
            "noun": _ending({**noun_roles, **given}, file.fallback),
            "adjective": _ending({**verb_roles, **given}, file.fallback),
        },
        needs=frozenset(row.needs),
        content=row.content,
        weight=4 * bool(objects)
        + 3 * len(tells)
        + len(unless)
        + 2 * max((len(verb) - 1 for verb in verbs), default=0)
        + row.needs_content,
        row=row,
        takes={verb[0]: tuple(other[1:] for other in verbs if other[0] == verb[0]) for verb in verbs},
    )


def _by_last(phrases: Iterable[tuple[tuple[str, ...], Rule]]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = {}
    for phrase, rule in phrases:
        if rule not in found.setdefault(phrase[-1], []):
            found[phrase[-1]].append(rule)
    return {key: tuple(sorted(rules, key=lambda rule: (-rule.weight, rule.id))) for key, rules in found.items()}


def index_lexicon(
    files: list[TypeLexicon],
    shifts: list[Shift],
    lights: list[Light],
    sayings: list[Say],
    cues: list[Cue],
    modes: list[ModeWords],
    contexts: list[ContextWords],
    figures: list[Figure],
    lists: list[WordList],
    lemmas: list[Lemma],
    stance: list[Stance],
) -> Lexicon:
    """Index the rows of `data/lexicon/<language>/`."""
    words = {item.id: frozenset(item.words) for item in lists}
    rules = [_rule(row, file, words) for file in files for row in file.rule]
    light: dict[str, list[Light]] = {}
    for row in lights:
        light.setdefault(row.verb.split()[0], []).append(row)
    by_mode: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for item in modes:
        by_mode.setdefault(item.event, []).append((item.mode, _words(item.words, words)))
    by_context: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context in contexts:
        for phrase in context.words:
            parts = tuple(phrase.split())
            by_context.setdefault(parts[0], []).append((parts, context.code))
    by_figure: dict[str, list[tuple[tuple[str, ...], Figure]]] = {}
    for figure in figures:
        parts = tuple(figure.pattern.split())
        by_figure.setdefault(parts[0], []).append((parts, figure))
    return Lexicon(
        rules={rule.id: rule for rule in rules},
        verbs=_by_last(((verb[0],), rule) for rule in rules for verb in rule.verbs),
        nouns=_by_last((noun, rule) for rule in rules for noun in rule.nouns),
        adjectives=_by_last(((word,), rule) for rule in rules for word in rule.adjectives),
        shifts=tuple(shifts),
        lights={key: tuple(rows) for key, rows in light.items()},
        sayings={(row.lemma, row.pos): row for row in sayings},
        cues={(row.lemma, row.pos): row for row in cues},
        modes={event: tuple(pairs) for event, pairs in by_mode.items()},
        contexts={key: tuple(pairs) for key, pairs in by_context.items()},
        figures={key: tuple(pairs) for key, pairs in by_figure.items()},
        lists=words,
        lemmas={(row.form, row.pos): row.lemma for row in lemmas},
        stance={(row.word, row.pos): row for row in stance},
    )
