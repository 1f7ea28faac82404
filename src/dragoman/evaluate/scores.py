"""Counts of right and wrong, and what is made of them: precision, recall, F1, intervals."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
# Resamples of a bootstrap interval, and its seed: the same figures at every run.
RESAMPLES = 1_000
SEED = 20240518
# The normal deviate of a 95 % interval.
DEVIATE = 1.96


@dataclass(frozen=True, slots=True)
class Tally:
    """True positives, false positives, false negatives."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.spurious + other.spurious, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 where nothing was said."""
        said = self.right + self.spurious
        return self.right / said if said else 0.0

    @property
    def recall(self) -> float:
        """Share of what is right that was said; 0 where nothing is."""
        there = self.right + self.missed
        return self.right / there if there else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / both if both else 0.0

    def __str__(self) -> str:
        counts = f"{self.right} right, {self.spurious} spurious, {self.missed} missed"
        return f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  ({counts})"


def tally(gold: Iterable[Hashable], said: Iterable[Hashable]) -> Tally:
    """Compare two sets."""
    gold, said = set(gold), set(said)
    return Tally(len(gold & said), len(said - gold), len(gold - said))


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of some tallies."""
    return sum(tallies, Tally())


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 over the gold labels of (gold, said) pairs."""
    labels = {gold for gold, _ in pairs}
    scores = []
    for label in labels:
        hits = sum(gold == said == label for gold, said in pairs)
        over = sum(said == label != gold for gold, said in pairs)
        under = sum(gold == label != said for gold, said in pairs)
        scores.append(Tally(hits, over, under).f1)
    return sum(scores) / len(scores) if scores else 0.0


def majority(pairs: Sequence[tuple[str, str]]) -> tuple[str, float]:
    """The commonest gold label, and the macro-F1 of always saying it."""
    label = Counter(gold for gold, _ in pairs).most_common(1)[0][0]
    return label, macro_f1([(gold, label) for gold, _ in pairs])


def bootstrap(groups: Sequence[Item], score: Callable[[Sequence[Item]], float | None]) -> tuple[float, float]:
    """A 95 % interval of a score by resampling whole groups (documents), so that their words stay together.

    A resample of which the score is not defined is left out.
    """
    chance = random.Random(SEED)
    drawn = (score(chance.choices(groups, k=len(groups))) for _ in range(RESAMPLES))
    found = sorted(value for value in drawn if value is not None)
    return found[int(0.025 * len(found))], found[int(0.975 * len(found))]


def wilson(right: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share, which stays within 0 and 1 where few or nearly all are right."""
    if not whole:
        return 0.0, 1.0
    share, spread = right / whole, DEVIATE**2 / whole
    middle = share + spread / 2
    half = DEVIATE * math.sqrt(share * (1 - share) / whole + spread / whole / 4)
    return (middle - half) / (1 + spread), (middle + half) / (1 + spread)
