"""How sure a figure can be: intervals of counts and shares, and whether two stretches differ by more than chance."""

from __future__ import annotations

import math
from collections.abc import Sequence

# Both sides of an interval of 95 %.
Z = 1.959964
SEED = 1
# Shufflings of a permutation test: its smallest answer is 1 in 1,000.
SHUFFLES = 999
# Values that are shuffled at once: it bounds the memory.
MOST_AT_ONCE = 1_000_000


def count_interval(count: int) -> tuple[float, float]:
    """The interval of 95 % for the rate behind a count, by Byar's approximation of Poisson's (Breslow and Day 1987, p. 69).

    Of none: 0 to 3.7; it is within .1 of the exact interval for every count.
    """
    low = 0.0 if count == 0 else count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    above = count + 1
    return low, above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3


def share_interval(part: int, whole: int) -> tuple[float, float]:
    """The interval of 95 % for the share behind `part` of `whole`, by Wilson's score (1927). Raises ValueError for none at all."""
    if not 0 <= part <= whole or not whole:
        raise ValueError(f"{part} of {whole} is no share")
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    reach = Z * math.sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def permutation(one: Sequence[float], other: Sequence[float]) -> float:
    """The chance of a difference of means as large as this one if it did not matter which stretch a value is of."""
    import numpy  # half of the time that a command needs to begin

    values = numpy.array([*one, *other])
    size = len(one)
    seen = abs(values[:size].mean() - values[size:].mean())
    chance = numpy.random.default_rng(SEED)
    extreme, at_once = 0, max(1, MOST_AT_ONCE // len(values))
    for begin in range(0, SHUFFLES, at_once):
        shuffled = chance.permuted(numpy.tile(values, (min(at_once, SHUFFLES - begin), 1)), axis=1)
        gaps = abs(shuffled[:, :size].mean(axis=1) - shuffled[:, size:].mean(axis=1))
        extreme += int((gaps >= seen - 1e-9).sum())
    return (extreme + 1) / (SHUFFLES + 1)
