"""Every rule proves itself: its yes sentences are coded as it says, its no sentences are not coded by it."""

from __future__ import annotations

import pytest

from dragoman.evaluate.proofs import Proof, find_faults, proofs_of
from dragoman.knowledge import Knowledge, load_knowledge

LEXICON = load_knowledge().lexicon
PROOFS = [proof for rule in LEXICON.rules.values() for proof in proofs_of(rule.row)]
PROOFS += [proof for shift in LEXICON.shifts for proof in proofs_of(shift)]


@pytest.fixture(scope="module")
def faults(knowledge: Knowledge) -> dict[Proof, str]:
    """What is wrong with each sentence, all read in one go."""
    return dict(find_faults(PROOFS, knowledge))


@pytest.mark.parametrize("proof", [pytest.param(proof, id=f"{proof.rule}: {proof.text}") for proof in PROOFS if proof.yes])
def test_yes(proof: Proof, faults: dict[Proof, str]) -> None:
    assert faults[proof] == ""


@pytest.mark.parametrize("proof", [pytest.param(proof, id=f"{proof.rule}: {proof.text}") for proof in PROOFS if not proof.yes])
def test_no(proof: Proof, faults: dict[Proof, str]) -> None:
    assert faults[proof] == ""
