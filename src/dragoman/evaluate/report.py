"""The figures of each gold set as lines of text, with counts, baselines and intervals beside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.evaluate.gold import read_gold
from dragoman.evaluate.gsr import five_fold, score_gsr
from dragoman.evaluate.holders import draw_holders, key_of, read_holders, read_verdicts
from dragoman.evaluate.incidents import Judged, read_labels, read_origins, score_incidents, score_origins
from dragoman.evaluate.judged import ALL, Share, rates_of, score_gold
from dragoman.evaluate.meantime import pairs, score_meantime, times_found, values_right
from dragoman.evaluate.re3d import score_re3d
from dragoman.evaluate.scores import bootstrap, macro_f1, majority, tally, total, wilson
from dragoman.evaluate.stories import FIELDS, acts, score_stories, share, told_happened
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.model.annotation import NOT_AN_EVENT
from dragoman.reading.words import counted
from dragoman.store.file import Reader

# Our rulings on the drawn mentions: in the checkout, not in the wheel.
RULINGS = Path(__file__).parents[3] / "tests" / "gold" / "re3d.csv"


def _gsr(path: Path, knowledge: Knowledge, errors: bool) -> Iterator[str]:
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


def _meantime(path: Path, knowledge: Knowledge, errors: bool) -> Iterator[str]:
    openings = score_meantime(path, knowledge)
    yield f"meantime: {len(openings)} openings, {sum(opening.events for opening in openings)} event words"
    for kinds in ("DATE/TIME", "DURATION/SET"):
        found = times_found(openings, kinds)
        low, high = bootstrap(openings, lambda group, kinds=kinds: times_found(group, kinds).f1)  # type: ignore[misc]
        yield f"{kinds} found  {found}  {low:.3f} to {high:.3f}"
    low, high = bootstrap(openings, values_right)
    yield f"value right, of all gold DATE and TIME  {values_right(openings):.3f}  {low:.3f} to {high:.3f}"
    for what, label in (("polarity", "POS/NEG"), ("future", "FUTURE/NON_FUTURE"), ("certainty", "certain/possible")):
        labels = pairs(openings, what)
        low, high = bootstrap(openings, lambda group, what=what: macro_f1(pairs(group, what)))  # type: ignore[misc]
        most, baseline = majority(labels)
        counts = ", ".join(f"{label} {count}" for label, count in Counter(gold for gold, _ in labels).most_common())
        yield f"{label} macro-F1  {macro_f1(labels):.3f}  {low:.3f} to {high:.3f}  (always {most}: {baseline:.3f}; {counts})"
    if errors:
        for opening in openings:
            yield from opening.differences


def _re3d(path: Path, knowledge: Knowledge, errors: bool) -> Iterator[str]:
    if not RULINGS.exists():
        raise UsageError("the rulings that re3d is scored by are in the checkout (tests/gold/re3d.csv), not in the package")
    judged = [item for item in score_re3d(path, RULINGS, knowledge) if item.ruling.counts]
    found = [item for item in judged if item.found]
    yield f"re3d: {len(judged)} mentions ruled to be an actor or a place"
    low, high = bootstrap(judged, lambda group: sum(item.found for item in group) / len(group))
    yield f"found  {len(found) / len(judged):.3f}  ({len(found)} of {len(judged)})  {low:.3f} to {high:.3f}"
    low, high = bootstrap(found, lambda group: sum(item.right for item in group) / len(group))
    right = sum(item.right for item in found)
    yield f"country right, of those found  {right / len(found):.3f}  ({right} of {len(found)})  {low:.3f} to {high:.3f}"
    if errors:
        for item in judged:
            if not item.right:
                ruling = item.ruling
                yield f"{ruling.document},{ruling.begin},{ruling.end}: ruled {ruling.country or 'open'}, said {item.said if item.found else 'nothing'}"


def _stories(path: Path, knowledge: Knowledge, errors: bool) -> Iterator[str]:
    scores = score_stories(path, knowledge)
    yield f"stories: {len(scores)}"
    for style in ("", *sorted({score.style for score in scores})):
        chosen = [score for score in scores if style in ("", score.style)]
        low, high = bootstrap(chosen, lambda group: told_happened(group).precision)
        yield f"{style or 'all'}: acts  {acts(chosen)}"
        yield f"{style or 'all'}: told as happened  {told_happened(chosen)}  precision {low:.3f} to {high:.3f}"
    for name in FIELDS:
        right, asked = share(scores, name)
        yield f"{name} of acts found  {right / max(1, asked):.3f}  ({right} of {asked})"
    kept, asked = (sum(score.nothing[key] for score in scores) for key in ("kept", "asked"))
    yield f"words not to be coded, kept uncoded  {kept / max(1, asked):.3f}  ({kept} of {asked})"
    right, asked = (sum(score.references[key] for score in scores) for key in ("right", "asked"))
    yield f"references right  {right / max(1, asked):.3f}  ({right} of {asked})"
    times = total(score.times for score in scores)
    yield f"time values right  {times.recall:.3f}  ({times.right} of {times.right + times.missed})"
    if errors:
        for score in scores:
            yield from (f"{score.id}: {line}" for line in score.differences)


def _holders(path: Path, knowledge: Knowledge, errors: bool) -> Iterator[str]:
    verdicts = read_verdicts(path)
    count = Counter(verdict.verdict for verdict in verdicts)
    found = len(verdicts) - count["not found"]
    waiting = draw_holders(read_holders()) - {key_of(verdict) for verdict in verdicts}
    yield f"holders: {len(verdicts)} rows drawn and looked up, {count['not found']} not found, {len(waiting)} drawn since"
    for label, right in (("to the month", count["right"]), ("to the year", count["right"] + count["year"])):
        low, high = wilson(right, found)
        yield f"right {label}, of those found  {right / max(1, found):.3f}  ({right} of {found})  {low:.3f} to {high:.3f}"
    if errors:
        for verdict in verdicts:
            if verdict.verdict != "right":
                had = f"{verdict.start} to {verdict.end or 'now'}"
                yield f"{verdict.state} {verdict.role} {verdict.person}, {had}: {verdict.verdict}; {verdict.told}; {verdict.source}"
        yield from (f"drawn since, to be looked up: {' '.join(key)}" for key in sorted(waiting))


def incidents_report(folder: Path, articles: Sequence[Article], store: Reader, errors: bool) -> Iterator[str]:
    """The figures of incidents and origins in a desk of the demonstration corpus, by the labels of a folder.

    Not one of REPORTS: its gold is a desk, and whoever asks builds it.
    """
    labels, origins = read_labels(folder / "incidents.csv"), read_origins(folder / "origins.csv")
    score = score_incidents(labels, articles, origins, store)
    other = sum(item.event_type != item.label.event_type for item in score.judged)
    yield f"incidents: {len(articles)} articles, {len(labels)} labels, {score.asked} of them told as news or denied"
    yield f"coded, and so judged  {len(score.judged)}, of them {other} under another type than labelled"
    yield f"one happening, pairs of two articles  {score.pairs}"
    yield f"one happening, pairs of two origins   {score.apart}"
    yield f"B-cubed over the reports  P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}"
    yield f"one origin, pairs of articles  {score_origins(origins, store)}"
    wrong = [item for item in score.no_news if item.happened]
    low, high = wilson(len(wrong), len(score.no_news))
    part = len(wrong) / max(1, len(score.no_news))
    yield f"denials, judgements and memories coded as happened  {part:.3f}  ({len(wrong)} of {len(score.no_news)})  {low:.3f} to {high:.3f}"
    if errors:
        for what, found in (("together", score.together), ("apart", score.missed)):
            yield from (f"wrongly {what}: {_named(one)}; {_named(another)}" for one, another in found)
        yield from (f"coded as happened: {_named(item)}" for item in wrong)


def _named(item: Judged) -> str:
    label = item.label
    return f"{label.article} {label.words!r} ({label.incident}, {label.telling})"


def annotations_report(path: Path, store: Reader, errors: bool) -> Iterator[str]:
    """The figures of what a desk has coded now, by the gold of annotations in a file.

    Not one of REPORTS, for it scores a desk.
    """
    gold = read_gold(path)
    score = score_gold(gold, store)
    coders = sorted({coder for article in gold for coder in article.coders})
    unclear = len(score.judged) - len(score.whole)
    told = f", of {unclear} of which the gold does not tell all" if unclear else ""
    yield f"annotations: {counted(len(gold), 'article')} by {', '.join(coders) or 'nobody'}"
    yield f"{counted(len(score.judged), 'event report')} judged as coded now{told}"
    if score.left_out:
        yield f"{counted(score.left_out, 'article')} left out: not in this desk, or with another text"
    rates = rates_of(score.judged)
    for rate in rates:
        yield _share("right as a whole" if rate.event_type == ALL else f"  {rate.event_type:<10}", rate.whole)
    for name, wrong in rates[0].fields.items() if rates else ():
        yield _share("an event at all" if name == NOT_AN_EVENT else f"{name} right", wrong)
    if score.complete:
        low, high = wilson(score.found, score.there)
        part = score.found / max(1, score.there)
        within = f"in {counted(score.complete, 'article')} judged to the end"
        yield f"recall, {within}  {part:.3f}  ({score.found} of {score.there})  {low:.3f} to {high:.3f}"
    else:
        some = f"; of {score.partly} read to the end some reports are not judged" if score.partly else ""
        yield f"recall  not measured: no article is judged to the end{some}"
    if errors:
        yield from (line for item in score.judged for line in item.differences)
        yield from score.missed


def _share(what: str, wrong: Share) -> str:
    if not wrong.annotated:
        return f"{what}  not measured"
    right = wrong.annotated - wrong.wrong
    low, high = wilson(right, wrong.annotated)
    return f"{what}  {right / wrong.annotated:.3f}  ({right} of {wrong.annotated})  {low:.3f} to {high:.3f}"


REPORTS: dict[str, Callable[[Path, Knowledge, bool], Iterator[str]]] = {
    "gsr": _gsr,
    "meantime": _meantime,
    "re3d": _re3d,
    "stories": _stories,
    "holders": _holders,
}
