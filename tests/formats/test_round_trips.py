"""What goes out in another coder's format comes in again: the same days, sides and codes, under that coder's name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from dragoman.api import Coder
from dragoman.formats.foreign import Context as Reading
from dragoman.formats.foreign import detect, read_foreign
from dragoman.formats.register import FORMATS
from dragoman.formats.writing import Context as Writing
from dragoman.knowledge import Knowledge
from dragoman.model import Article, ForeignEvent, ForeignMention, Report

TEXTS = (
    "Russian forces shelled Kharkiv on Tuesday, killing three people.",
    "Kenyan President William Ruto met Ethiopian Prime Minister Abiy Ahmed in Nairobi on Monday.",
    "Tokyo expelled two Russian diplomats on Wednesday.",
    "France and Germany imposed sanctions on Belarus on Wednesday.",
    "Norway sent medicine to Sudan on Thursday.",
)


@pytest.fixture(scope="module")
def reports(coder: Coder) -> list[Report]:
    found = []
    for number, text in enumerate(TEXTS):
        article = Article(
            text, id=f"a{number}", published=date(2024, 5, 17), publisher="Plain Talk", url=f"https://plain.example/{number}"
        )
        doc = coder.read(article)
        found += [Report(event.record(), article, article.digest, "run-1") for event in doc.events or () if event.counts]
    assert len(found) >= 5
    return found


Again = Callable[[str], list[ForeignEvent | ForeignMention]]


@pytest.fixture
def again(reports: list[Report], knowledge: Knowledge, tmp_path: Path) -> Again:
    """Write the reports in a format, find out what file it is, and read it."""

    def _again(name: str) -> list[ForeignEvent | ForeignMention]:
        path = tmp_path / f"out{FORMATS[name].suffix}"
        stream = BytesIO()
        FORMATS[name].write(reports, stream, Writing(knowledge))
        path.write_bytes(stream.getvalue())
        assert detect(path) == name
        items = list(read_foreign(path, Reading(knowledge)))
        assert not [item for item in items if not isinstance(item, ForeignEvent | ForeignMention)]
        return items  # type: ignore[return-value]

    return _again


def expected(reports: list[Report], *, pairs: bool) -> set[tuple[str, str, str]]:
    """Day, doer and recipient by country; lists as their pairs, a meeting both ways."""
    found = set()
    for report in reports:
        event = report.event
        day = (event["when"] or {}).get("start") or "2024-05-17"
        actors = [side["country"] for side in event["actor"]]
        recipients = [side["country"] for side in event["recipient"]]
        if not pairs:
            found.add((day, actors[0], recipients[0] if recipients else ""))
        elif recipients:
            found |= {(day, one, other) for one in actors for other in recipients}
        else:
            found |= {(day, one, other) for one in actors for other in actors if one != other} or {(day, actors[0], "")}
    return found


@pytest.mark.parametrize("name", ["icews", "phoenix", "gdelt"])
def test_pairs_come_back_with_day_sides_and_code(name: str, again: Again, reports: list[Report], knowledge: Knowledge) -> None:
    events = again(name)
    assert {(str(item.start), item.actor.country, item.recipient.country) for item in events} == expected(reports, pairs=True)
    codes = {report.event["cameo"] for report in reports}
    assert {item.code for item in events} <= codes
    goldstein = {code: knowledge.ontology.cameo[code].goldstein for code in codes}
    assert all(item.scale == "goldstein" and item.score == goldstein[item.code] for item in events)
    assert {item.coder for item in events} == {name}


@pytest.mark.parametrize("name", ["plover", "polecat"])
def test_types_modes_and_scores_come_back(name: str, again: Again, reports: list[Report]) -> None:
    events = again(name)
    assert sorted(item.event_type for item in events) == sorted(report.event["event_type"] for report in reports)
    assert {(item.event_type, item.score) for item in events} == {
        (report.event["event_type"], report.event["score"]) for report in reports
    }
    assert {item.scale for item in events} == {"plover"}
    assert {str(item.start) for item in events} == {day for day, _, _ in expected(reports, pairs=False)}


def test_mentions_come_back_and_join_to_their_events(again: Again) -> None:
    events = {item.id for item in again("gdelt") if isinstance(item, ForeignEvent)}
    mentions = [item for item in again("gdelt-mentions") if isinstance(item, ForeignMention)]
    assert {item.event for item in mentions} == events
    assert {item.url for item in mentions} == {f"https://plain.example/{number}" for number in range(len(TEXTS))}
