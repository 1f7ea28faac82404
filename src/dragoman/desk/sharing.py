"""A copy of a desk that may be shown to anyone: no place on this machine, and where it is asked for no word of the articles."""

from __future__ import annotations

import json
from pathlib import Path

from dragoman.desk.rows import CLAIM_WORDS, COMPOSED, WORDS, bare
from dragoman.store.file import open_writer, prepare, take_snapshot

# What holds no names of sides, and what does: each is told whose name is words of the text.
BARE = ("articles", "readings", "claims", "judgements", "set_asides", "foreign")
BARE_SIDES = ("events", "incidents")


def copy_to_share(desk: Path, target: Path, *, texts: bool = True) -> None:
    """Copy a desk to `target`. Without `texts` the copy is as a desk that never kept them: offsets, codes and hashes only.

    Titles, authors, outlets and addresses stay. Its event reports and incidents are laid out to be asked for one by one:
    it is to be read, not to be coded on. Raises StoreError.
    """
    take_snapshot(desk, target)
    with open_writer(target) as store:
        store.teach("without_words", _without_words)
        with store.transaction():
            store.run("sharing/places")
            store.run("sharing/faults")
            if not texts:
                for name in BARE:
                    store.run(f"sharing/bare_{name}")
                for name in BARE_SIDES:
                    store.run(f"sharing/bare_{name}", composed=sorted(COMPOSED))
        prepare(store)
        for name in ("laid_out", "readings_laid_out"):
            with store.transaction():
                store.run(f"sharing/{name}")


def _without_words(value: str, claim: bool) -> str:
    return json.dumps(bare(json.loads(value), CLAIM_WORDS if claim else WORDS), ensure_ascii=False)
