"""An act stands in the contexts that its rule states and that the words of its sentence signal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from stages.build import build, run

from dragoman.knowledge import Knowledge

STAGES = ("mentions", "actors", "references", "clauses", "attributions", "modality", "acts", "contexts")
MET = "China:nsubj met/meet.VBD Japan:dobj"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param(f"{MET} .", (), id="no word signals one"),
        pytest.param(f"{MET} in:prep parliament:pobj>in .", ("legislative",), id="one word"),
        pytest.param(f"{MET} about:prep air:compound>strikes strikes.NNS:pobj>about .", ("military",), id="two words in a row"),
        pytest.param(f"{MET} about:prep air:pobj>about and:cc>air strikes.NNS:conj>air .", (), id="two words apart are not they"),
        pytest.param(
            f"{MET} about:prep troops.NNS:pobj>about in:prep parliament:pobj>in .",
            ("legislative", "military"), id="two contexts, by name",
        ),
        pytest.param(f"{MET} .\nThe:det>parliament parliament:nsubj sat/sit.VBD .", (), id="another sentence signals nothing"),
    ],
)  # fmt: skip
def test_words_of_the_sentence(words: str, expected: tuple[str, ...], knowledge: Knowledge) -> None:
    doc = build(words, knowledge, *STAGES)
    assert (doc.contexts or {})[0] == expected


def test_both_acts_of_a_sentence_share_its_contexts(knowledge: Knowledge) -> None:
    doc = build(
        "Chadian:amod>troops troops.NNS:nsubj attacked/attack.VBD Mali:dobj and:cc robbed/rob.VBD:conj Niger:dobj>robbed .",
        knowledge,
        *STAGES,
    )
    assert {act.id: ("military",) for act in doc.acts or ()} == doc.contexts


def test_a_rule_states_contexts_of_its_own(knowledge: Knowledge) -> None:
    stated = next(rule for rule in knowledge.lexicon.rules.values() if rule.row.context)
    doc = build(f"{MET} .", knowledge, *STAGES)
    (act,) = doc.acts or ()
    doc = run(replace(doc, acts=(replace(act, rule=stated.id),)), knowledge, "contexts")
    assert doc.contexts == {0: tuple(sorted(set(stated.row.context)))}


def test_every_context_has_a_name_in_the_codebook(knowledge: Knowledge) -> None:
    codes = {code for rows in knowledge.lexicon.contexts.values() for _, code in rows}
    assert codes <= set(knowledge.ontology.contexts)
