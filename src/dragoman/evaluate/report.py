"""The figures of each gold set as lines of text, with counts, baselines and intervals beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.evaluate.gsr import five_fold, score_gsr
from dragoman.evaluate.scores import bootstrap, total
from dragoman.knowledge import Knowledge


def _gsr(path: Path, knowledge: Knowledge, errors: bool) -> Iterator[str]:
    from dragoman.evaluate.scores import tally

    score = score_gsr(path, knowledge)
    low, high = bootstrap(score.rows, lambda rows: total(tally(gold, said) for _, _, gold, said in rows).f1)
    yield f"gsr: {len(score.rows)} sentences"
    yield f"event   {score.events}"
    yield f"triple  {score.triples}  95 % of resamples {low:.3f} to {high:.3f}"
    events, pairs = five_fold(score)
    yield f"five-fold by rule family: event F1 {events:.3f}, triple F1 {pairs:.3f}"
    for kind, part in score.by_type.items():
        yield f"  {kind:<10} {part}"
    if errors:
        for row, doc, gold, said in score.rows:
            if gold != said:
                yield f"{row['id']}: gold {sorted(gold)}, said {sorted(said)}, by {[event.rule for event in doc.events or ()]}"


REPORTS: dict[str, Callable[[Path, Knowledge, bool], Iterator[str]]] = {
    "gsr": _gsr,
}
