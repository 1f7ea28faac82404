"""Sign a text so that near copies of it can be found among millions: MinHash over shingles. The door to rensa."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Iterator, Sequence

from rensa import RMinHash

WORD = re.compile(r"[^\W_]+")
# Words of one shingle: five tell copying from telling the same in one's own words (Broder 1997 has ten of running
# text; at three, two wires' own reports of one visit share a fifth of theirs).
SHINGLE = 5
PERMUTATIONS, SEED = 128, 1
# 32 bands of four: texts that share half their shingles meet in one with a chance of .87, a fifth of them .05.
BANDS = 32
ROWS = PERMUTATIONS // BANDS


def shingles(text: str) -> set[str]:
    """Every run of five words, in small letters; of a shorter text, the whole."""
    words = WORD.findall(text.lower())
    return {" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1))}


def sign(parts: set[str]) -> list[int]:
    """128 numbers: the share in which two signatures agree estimates the share of shingles two texts have in common."""
    minhash = RMinHash(PERMUTATIONS, SEED)
    minhash.update(sorted(parts))
    return list(minhash.digest())


def bands(signature: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each band of a signature as its number and a hash of 64 bits."""
    for number in range(BANDS):
        part = struct.pack(f"<{ROWS}I", *signature[number * ROWS : (number + 1) * ROWS])
        yield number, int.from_bytes(hashlib.blake2b(part, digest_size=8).digest(), "little")


def agreement(one: Sequence[int], other: Sequence[int]) -> float:
    """The share in which two signatures agree, 0 to 1."""
    return sum(a == b for a, b in zip(one, other, strict=True)) / PERMUTATIONS
